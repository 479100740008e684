"""A suite: a folder of pages whose pictures are converted, and of pictures whose pages nobody knows."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from moonpane.drawing import Wanted
from moonpane.errors import InputError, PictureRefused
from moonpane.page_size import own_size
from moonpane.pixels import MAX_FILE_BYTES
from moonpane.project_files import read_bytes, read_page

LIST = "suite.json"
DEFAULT_SIZE = (448, 448)  # CSS px, of a page that says nothing in its first line


@dataclass(frozen=True)
class Case:
    """One picture to convert, and what is known of the page that it shows."""

    name: str
    page: Wanted | None  # the true page; None where there is only a picture
    png: bytes = b""  # the file of a picture without a page
    is_sketch: bool = False  # the model sees a sketch of the page


def read_suite(folder: Path, *, limit: int | None = None) -> list[Case]:
    """Its cases by name: `NAME.html`, whose first line may say `<!-- viewport: WxH -->`, and `NAME.png` without one.

    A file `suite.json` says that it has the pages of another folder, seen as sketches:
    `{"pages": "../handmade", "look": "sketch"}`. Raises InputError.
    """
    if (folder / LIST).is_file():
        return [
            replace(case, is_sketch=True) for case in read_suite(_sketched(folder / LIST), limit=limit) if case.page
        ]
    pages = {path.stem: path for path in sorted(folder.glob("*.html"))}
    pictures = {path.stem: path for path in sorted(folder.glob("*.png")) if path.stem not in pages}
    if not pages and not pictures:
        raise InputError(f"{folder} holds no .html or .png file: a suite is a folder of pages.")
    names = sorted(pages | pictures)[:limit]
    return [_page(pages[name]) if name in pages else _picture(pictures[name]) for name in names]


def _sketched(path: Path) -> Path:
    """The folder whose pages are seen as sketches."""
    try:
        said = json.loads(path.read_bytes())
        folder = path.parent / said["pages"]
        is_known = said["look"] == "sketch" and not (folder / LIST).exists()
    except (OSError, ValueError, TypeError, KeyError):
        is_known = False
    if not is_known:
        raise InputError(f'{path} has to say {{"pages": "../FOLDER", "look": "sketch"}} of a folder with pages.')
    return folder


def _page(path: Path) -> Case:
    html = read_page(path)
    try:
        width, height = own_size(html) or DEFAULT_SIZE
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    return Case(path.stem, Wanted(html, width, height))


def _picture(path: Path) -> Case:
    return Case(path.stem, None, png=read_bytes(path, "picture", MAX_FILE_BYTES, PictureRefused))
