"""What the user names on the command line, read from disk or refused in one sentence."""

from pathlib import Path

from moonpane.errors import PictureRefused
from moonpane.pixels import MAX_FILE_BYTES, PixelWorker
from moonpane.project_files import read_bytes, read_page, read_project
from moonpane.session import Attachment
from moonpane.vector import draw_vector, is_vector

__all__ = ["read_page", "read_picture", "read_project"]


async def read_picture(path: Path, worker: PixelWorker) -> Attachment:
    """A picture, or a drawing in its own size. Raises InputError, RenderError."""
    if is_vector(path):
        return await worker.open((await draw_vector(path)).png, name=path.name)
    return await worker.open(read_bytes(path, "picture", MAX_FILE_BYTES, PictureRefused), name=path.name)
