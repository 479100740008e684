"""What the user names on the command line, read from disk or refused in one sentence."""

import re
from pathlib import Path

from moonpane.errors import InputError, PictureRefused
from moonpane.outlined import Place
from moonpane.pixels import MAX_FILE_BYTES, PixelWorker
from moonpane.project_files import read_bytes, read_page, read_project
from moonpane.session import Attachment
from moonpane.vector import draw_vector, is_vector

__all__ = ["parse_box", "read_page", "read_picture", "read_project"]

_BOX = re.compile(r"\s*(-?\d{1,6})\s*,\s*(-?\d{1,6})\s*,\s*(\d{1,6})\s*,\s*(\d{1,6})\s*", re.ASCII)


async def read_picture(path: Path, worker: PixelWorker) -> Attachment:
    """A picture, or a drawing in its own size. Raises InputError, RenderError."""
    if is_vector(path):
        return await worker.open((await draw_vector(path)).png, name=path.name)
    return await worker.open(read_bytes(path, "picture", MAX_FILE_BYTES, PictureRefused), name=path.name)


def parse_box(text: str, picture: Attachment) -> Place:
    """`X,Y,WIDTH,HEIGHT` of `--box` in px of the picture, cut to the picture.

    Raises InputError for anything else, and for what holds nothing of the picture.
    """
    size = f"{picture.name}, which is {picture.width} x {picture.height} px"
    found = _BOX.fullmatch(text)
    if not found:
        raise InputError(f"--box “{text}” should be X,Y,WIDTH,HEIGHT in whole pixels of {size}.")
    x, y, width, height = map(int, found.groups())
    if not width or not height:
        raise InputError(f"--box {text} is empty; give it a width and a height in {size}.")
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + width, picture.width), min(y + height, picture.height)
    if left >= right or top >= bottom:
        raise InputError(f"--box {text} lies outside {size}.")
    return left, top, right - left, bottom - top
