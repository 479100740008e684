"""`moonpane render`: pages drawn offscreen."""

import json
from pathlib import Path

from moonpane.commands.inputs import parse_size, read_page
from moonpane.errors import InputError
from moonpane.preview.headless import render


async def run_render(page: Path, out: Path, *, size: str, boxes: Path | None) -> None:
    """Draw one page. Raises InputError, RenderError."""
    width, height = parse_size(size)
    rendered = await render(read_page(page), width=width, height=height, boxes=boxes is not None)
    _write(out, rendered.png)
    if boxes is not None:
        _write(boxes, json.dumps(rendered.layout, ensure_ascii=False).encode())
    print(out)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error
