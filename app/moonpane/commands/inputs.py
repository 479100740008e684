"""What the user names on the command line, read from disk or refused in one sentence."""

from pathlib import Path

from moonpane.errors import InputError, PictureRefused
from moonpane.page_size import MAX_HTML_BYTES
from moonpane.pixels import MAX_FILE_BYTES, PixelWorker
from moonpane.session import Attachment


async def read_picture(path: Path, worker: PixelWorker) -> Attachment:
    """Raises PictureRefused."""
    return await worker.open(_read(path, "picture", MAX_FILE_BYTES, PictureRefused), name=path.name)


def read_page(path: Path) -> str:
    """An HTML file as text. Raises InputError, also for a file that is none: no text holds a zero byte."""
    content = _read(path, "page", MAX_HTML_BYTES, InputError)
    if b"\0" in content:
        raise InputError(f"{path} is not a page, for it is not text in UTF-8.")
    return content.decode("utf-8", "replace")


def _read(path: Path, what: str, limit: int, error: type[InputError]) -> bytes:
    try:
        if path.is_dir():
            raise error(f"{path} is a folder; give one {what} file.")
        if not path.exists():
            raise error(f"There is no {what} at {path}.")
        if not path.is_file():
            raise error(f"{path} is not a regular file.")
        if path.stat().st_size > limit:
            raise error(f"{path} is larger than {limit >> 20} MB.")
        return path.read_bytes()
    except OSError as problem:
        raise error(f"{path} cannot be read: {problem.strerror or problem}.") from problem
