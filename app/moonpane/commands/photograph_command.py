"""`moonpane render https://…`: the picture of a page on the network."""

import json
import sys
from pathlib import Path

from moonpane.commands.output import write_file
from moonpane.errors import InputError
from moonpane.page_size import Size
from moonpane.photograph import photograph

DEFAULT_SIZE = (1280, None)


async def run_photograph(url: str, out: Path, *, size: Size | None = None, boxes: Path | None = None) -> None:
    """Visit, and print where the picture is. Raises InputError, RenderError."""
    check_out(out)
    width, height = size or DEFAULT_SIZE
    drawn = await photograph(url, width=width, height=height)
    write_file(out, drawn.png)
    if boxes is not None:
        write_file(boxes, json.dumps(drawn.layout, ensure_ascii=False).encode())
    if drawn.note:
        print(drawn.note, file=sys.stderr, flush=True)
    print(out)


def check_out(out: Path) -> None:
    """Raises InputError when no picture can be written there."""
    if out.is_dir():
        raise InputError(f"{out} is a folder; give the PNG file to write.")
