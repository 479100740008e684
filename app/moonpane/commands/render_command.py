"""`moonpane render`: one page drawn offscreen, or all pages of a folder."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from moonpane.commands.inputs import read_page
from moonpane.drawing import draw, run_renderer
from moonpane.errors import InputError
from moonpane.page_size import Size, own_size

DEFAULT_SIZE = (1280, None)


@dataclass(frozen=True)
class RenderOptions:
    """What was asked for on the command line."""

    page: Path  # an HTML file, or a folder of them
    out: Path
    size: Size | None = None  # None: what the page says
    boxes: Path | None = None

    @property
    def is_folder(self) -> bool:
        return self.page.is_dir()

    def check(self) -> None:
        """Raises InputError when the places do not fit together."""
        if self.is_folder and not any(self.page.glob("*.html")):
            raise InputError(f"{self.page} holds no .html file.")
        if self.is_folder and self.size is not None:
            raise InputError("The pages of a folder say their own sizes; give --size with a single page.")
        if self.is_folder and self.out.exists() and not self.out.is_dir():
            raise InputError(f"{self.out} is a file; give a folder for the pictures.")
        if not self.is_folder and self.out.is_dir():
            raise InputError(f"{self.out} is a folder; give the PNG file to write.")


async def run_render(options: RenderOptions) -> None:
    """Draw, and print where the picture is. Raises InputError, RenderError."""
    options.check()
    if options.is_folder:
        await _render_folder(options)
        return
    html = read_page(options.page)
    width, height = options.size or own_size(html) or DEFAULT_SIZE
    drawn = await draw(html, width=width, height=height, name=options.page.name)
    _write(options.out, drawn.png)
    if options.boxes is not None:
        _write(options.boxes, json.dumps(drawn.layout, ensure_ascii=False).encode())
    if drawn.note:
        print(drawn.note, file=sys.stderr, flush=True)
    print(options.out)


async def _render_folder(options: RenderOptions) -> None:
    """Many pages in few processes, each with its layout beside its picture; what is drawn already is skipped."""
    for line in await run_renderer([str(options.page), "-o", str(options.out), "--boxes"], timeout_s=None):
        print(line)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error
