"""What the user names on the command line, read from disk or refused in one sentence."""

from pathlib import Path

from moonpane.errors import PictureRefused
from moonpane.pixels import MAX_FILE_BYTES, PixelWorker
from moonpane.project_files import read_bytes, read_page, read_project
from moonpane.session import Attachment

__all__ = ["read_page", "read_picture", "read_project"]


async def read_picture(path: Path, worker: PixelWorker) -> Attachment:
    """Raises PictureRefused."""
    return await worker.open(read_bytes(path, "picture", MAX_FILE_BYTES, PictureRefused), name=path.name)
