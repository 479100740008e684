"""Pages and projects that lie on the disk, read as text or refused in one sentence."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from moonpane.artifact.names import is_harmless
from moonpane.artifact.pictures import MAX_BYTES as MAX_PICTURE_BYTES
from moonpane.artifact.pictures import is_named, picture_text, type_of
from moonpane.errors import InputError
from moonpane.page_size import MAX_HTML_BYTES
from moonpane.sentences import phrase

# What a project is made of beside pictures and fonts.
TEXT_SUFFIXES = frozenset(
    {".html", ".htm", ".css", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".json", ".svg", ".md", ".txt"}
)
MAX_FILES = 500
MAX_PICTURES_BYTES = 64 << 20  # of all pictures of a project; what is beyond stays on the disk alone
_NOT_SOURCE = frozenset({"node_modules", "dist", "build", "vendor"})
_NAMES_A_FILE = re.compile(r"""["'(]\.{1,2}/|\b(?:src|href)\s*=\s*["']?(?![a-z]+:|//|#)[\w./]""", re.IGNORECASE)


def read_page(path: Path) -> str:
    """An HTML file as text. Raises InputError, also for a file that is none: no text holds a zero byte."""
    content = read_bytes(path, phrase("page"), MAX_HTML_BYTES, InputError)
    if b"\0" in content:
        raise InputError(f"{path} is not a page, for it is not text in UTF-8.")
    return content.decode("utf-8", "replace")


class Project(NamedTuple):
    """What was read of a folder or of a page."""

    files: dict[str, str]
    named: str | None  # the file that was asked for, where it was no folder
    left_out: tuple[str, ...] = ()  # files that others name and that were not taken, a sentence each


def read_project(path: Path) -> Project:
    """The files of a project, and behind them the pictures and fonts that they name. Raises InputError.

    path: its folder, a page or a component; with one that names other files come those beside and below it.
    """
    if path.is_dir():
        texts, others = _files_in(path)
        if not texts:
            raise InputError(f"{path} holds no files of a page or of a component.")
        return _with_pictures(texts, others)
    text = read_page(path)
    if not _NAMES_A_FILE.search(text):
        return Project({path.name: text}, path.name)
    texts, others = _files_in(path.parent)
    beside = {name: other for name, other in texts.items() if not name.endswith((".html", ".htm"))}
    return _with_pictures({path.name: text} | beside, others)._replace(named=path.name)


def _files_in(folder: Path) -> tuple[dict[str, str], dict[str, Path]]:
    """The text files of a folder, and where all others lie; nothing hidden, and nothing that was built or installed."""
    texts, others = dict[str, str](), dict[str, Path]()
    num_bytes = 0
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NOT_SOURCE and not name.startswith("."))
        for path in (Path(at, name) for name in sorted(names)):
            name = path.relative_to(folder).as_posix()
            if path.suffix.lower() not in TEXT_SUFFIXES or path.is_symlink() or not is_harmless(name):
                others[name] = path
                continue
            texts[name] = read_page(path)
            num_bytes += len(texts[name])
            if len(texts) > MAX_FILES or num_bytes > MAX_HTML_BYTES:
                most = phrase(f"{MAX_FILES} files or {MAX_HTML_BYTES >> 20} MB of text")
                raise InputError(f"{folder} holds more than {most}; give a smaller folder.")
    return texts, others


def _with_pictures(texts: dict[str, str], others: dict[str, Path]) -> Project:
    """A page can be looked at without a picture; that one is missing is told."""
    pictures, left_out = dict[str, str](), list[str]()
    num_bytes = 0
    for name, path in others.items():
        if not path.suffix or path.name.startswith(".") or not is_named(name, texts.values()):
            continue
        try:
            data = _picture(path, name)
            if len(pictures) == MAX_FILES or num_bytes + len(data) > MAX_PICTURES_BYTES:
                raise _LeftOut(
                    f"{name} is left out: without it there are {MAX_FILES} pictures and fonts or "
                    f"{MAX_PICTURES_BYTES >> 20} MB of them already."
                )
            text = picture_text(name, data)
            if text is None:
                raise _LeftOut(f"{name} is left out: it is no file of the kind that its name says.")
        except _LeftOut as reason:
            left_out.append(str(reason))
            continue
        pictures[name] = text
        num_bytes += len(data)
    return Project(texts | pictures, None, tuple(left_out))


class _LeftOut(InputError):
    """Why a file that others name is not taken."""


def _picture(path: Path, name: str) -> bytes:
    """Raises _LeftOut."""
    if not is_harmless(name):
        raise _LeftOut(f"{name} is left out: its name is not safe on every system; rename it.")
    if path.is_symlink():
        raise _LeftOut(f"{name} is left out: it is a link to another file.")
    if type_of(name) is None:
        raise _LeftOut(f"{name} is left out: files of its kind are not taken along.")
    try:
        if path.stat().st_size > MAX_PICTURE_BYTES:
            raise _LeftOut(f"{name} is left out: it is larger than {MAX_PICTURE_BYTES >> 20} MB.")
        return path.read_bytes()
    except OSError as problem:
        raise _LeftOut(f"{name} is left out: it cannot be read.") from problem


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
