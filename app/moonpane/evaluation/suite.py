"""A suite: a folder of pages whose pictures are converted, and of pictures whose pages nobody knows."""

from dataclasses import dataclass
from pathlib import Path

from moonpane.drawing import Wanted
from moonpane.errors import InputError, PictureRefused
from moonpane.page_size import own_size
from moonpane.pixels import MAX_FILE_BYTES
from moonpane.project_files import read_bytes, read_page

DEFAULT_SIZE = (448, 448)  # CSS px, of a page that says nothing in its first line


@dataclass(frozen=True)
class Case:
    """One picture to convert, and what is known of the page that it shows."""

    name: str
    page: Wanted | None  # the true page; None where there is only a picture
    png: bytes = b""  # the file of a picture without a page


def read_suite(folder: Path, *, limit: int | None = None) -> list[Case]:
    """Its cases by name: `NAME.html`, whose first line may say `<!-- viewport: WxH -->`, and `NAME.png` without one.

    Raises InputError.
    """
    pages = {path.stem: path for path in sorted(folder.glob("*.html"))}
    pictures = {path.stem: path for path in sorted(folder.glob("*.png")) if path.stem not in pages}
    if not pages and not pictures:
        raise InputError(f"{folder} holds no .html or .png file: a suite is a folder of pages.")
    names = sorted(pages | pictures)[:limit]
    return [_page(pages[name]) if name in pages else _picture(pictures[name]) for name in names]


def _page(path: Path) -> Case:
    html = read_page(path)
    try:
        width, height = own_size(html) or DEFAULT_SIZE
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    return Case(path.stem, Wanted(html, width, height))


def _picture(path: Path) -> Case:
    return Case(path.stem, None, png=read_bytes(path, "picture", MAX_FILE_BYTES, PictureRefused))
