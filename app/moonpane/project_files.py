"""Pages and projects that lie on the disk, read as text or refused in one sentence."""

import os
import re
from pathlib import Path

from moonpane.artifact.names import is_harmless
from moonpane.artifact.pictures import MAX_BYTES as MAX_PICTURE_BYTES
from moonpane.artifact.pictures import picture_text, type_of, with_named
from moonpane.errors import InputError
from moonpane.page_size import MAX_HTML_BYTES
from moonpane.sentences import phrase

# What a project is made of beside pictures; fonts are not text.
TEXT_SUFFIXES = frozenset(
    {".html", ".htm", ".css", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".json", ".svg", ".md", ".txt"}
)
MAX_FILES = 500
MAX_PICTURE_CHARS = 8 << 20  # of all pictures of a project, as text; what is beyond stays on the disk alone
_NOT_SOURCE = frozenset({"node_modules", "dist", "build", "vendor"})
_NAMES_A_FILE = re.compile(r"""["'(]\.{1,2}/|\b(?:src|href)\s*=\s*["']?(?![a-z]+:|//|#)[\w./]""", re.IGNORECASE)


def read_page(path: Path) -> str:
    """An HTML file as text. Raises InputError, also for a file that is none: no text holds a zero byte."""
    content = read_bytes(path, phrase("page"), MAX_HTML_BYTES, InputError)
    if b"\0" in content:
        raise InputError(f"{path} is not a page, for it is not text in UTF-8.")
    return content.decode("utf-8", "replace")


def read_project(path: Path) -> tuple[dict[str, str], str | None]:
    """The files of a project, and the one that was named. Raises InputError.

    path: its folder, a page or a component; with one that names other files come those beside and below it.
    """
    if path.is_dir():
        files = _files_in(path)
        if not files:
            raise InputError(f"{path} holds no files of a page or of a component.")
        return files, None
    text = read_page(path)
    files = {path.name: text}
    if _NAMES_A_FILE.search(text):
        others = _files_in(path.parent)
        files |= {name: other for name, other in others.items() if not name.endswith((".html", ".htm"))}
        files[path.name] = text
    return files, path.name


def _files_in(folder: Path) -> dict[str, str]:
    """The files of a folder, in the order of their names; no links, and nothing that was built or installed."""
    files, pictures = dict[str, str](), dict[str, str]()
    num_bytes, picture_chars = 0, 0
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NOT_SOURCE and not name.startswith("."))
        for path in (Path(at, name) for name in sorted(names)):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink() or not is_harmless(name):
                continue
            if type_of(name) is not None:
                picture = _picture(path, name) if len(pictures) < MAX_FILES else None
                if picture and picture_chars + len(picture) <= MAX_PICTURE_CHARS:
                    pictures[name] = picture
                    picture_chars += len(picture)
                continue
            if path.suffix.lower() not in TEXT_SUFFIXES:
                continue
            files[name] = read_page(path)
            num_bytes += len(files[name])
            if len(files) > MAX_FILES or num_bytes > MAX_HTML_BYTES:
                most = phrase(f"{MAX_FILES} files or {MAX_HTML_BYTES >> 20} MB of text")
                raise InputError(f"{folder} holds more than {most}; give a smaller folder.")
    return with_named(files, pictures)


def _picture(path: Path, name: str) -> str | None:
    """None for what is no picture, or too large a one: a page can be looked at without it."""
    try:
        is_small = path.stat().st_size <= MAX_PICTURE_BYTES
        return picture_text(name, path.read_bytes()) if is_small else None
    except OSError:
        return None


def read_bytes(path: Path, what: str, limit: int, error: type[InputError]) -> bytes:
    """A regular file of at most `limit` bytes; otherwise `error` says what is wrong with it."""
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
