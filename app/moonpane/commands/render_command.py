"""`moonpane render`: one page, component or project drawn offscreen, or all pages of a folder."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from moonpane.artifact.addresses import unreachable
from moonpane.artifact.beside import with_beside
from moonpane.artifact.document import preview_document, stack_of
from moonpane.commands.inputs import read_project
from moonpane.commands.output import write_file
from moonpane.drawing import draw, run_renderer
from moonpane.errors import InputError
from moonpane.page_size import Size, own_size

DEFAULT_SIZE = (1280, None)
MAX_NOTES = 4


@dataclass(frozen=True)
class RenderOptions:
    """What was asked for on the command line."""

    page: Path  # a page or component, a project's folder, or a folder of pages
    out: Path
    size: Size | None = None  # None: what the page says
    boxes: Path | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of pages, each for itself; one that gives a single picture is a project."""
        return self.page.is_dir() and self.out.suffix.lower() != ".png"

    def check(self) -> None:
        """Raises InputError when the places do not fit together."""
        if self.is_folder and not any(self.page.glob("*.html")):
            raise InputError(f"{self.page} holds no .html file; of a project's folder, give a PNG file to write.")
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
    files, named, _ = read_project(options.page)  # what is left out is woven in from the disk, as far as it can be
    html = preview_document(files, stack_of(files), entry=named)
    if not html:
        raise InputError(f"{options.page} holds neither a page nor a component.")
    folder = options.page if options.page.is_dir() else options.page.parent
    html = with_beside(html, folder)
    width, height = options.size or own_size(html) or DEFAULT_SIZE
    drawn = await draw(html, width=width, height=height, name=options.page.resolve().name)
    write_file(options.out, drawn.png)
    if options.boxes is not None:
        write_file(options.boxes, json.dumps(drawn.layout, ensure_ascii=False).encode())
    for note in (drawn.note, *_missing(files)):
        if note:
            print(note, file=sys.stderr, flush=True)
    print(options.out)


def _missing(files: dict[str, str]) -> list[str]:
    """What the page asked for in vain, shortened where there is much of it."""
    addresses = unreachable(files)
    notes = [f"{address[:200]} was not loaded: pages are drawn without network." for address in addresses[:MAX_NOTES]]
    more = len(addresses) - MAX_NOTES
    return [*notes, f"{more} more addresses were not loaded."] if more > 0 else notes


async def _render_folder(options: RenderOptions) -> None:
    """Many pages in few processes, each with its layout beside its picture; what is drawn already is skipped."""
    for line in await run_renderer([str(options.page), "-o", str(options.out), "--boxes"], timeout_s=None):
        print(line)
