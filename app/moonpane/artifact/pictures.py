"""Pictures among the files of a page, and fonts, which are treated alike. The text of such a file is a data URL.

So a picture is kept, compared and handed on like every other file, once for all versions that have it, and a page that
names it shows it without any request. Only on a disk it is bytes. Nothing here looks further than at the first of them.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
MAX_BYTES = 16 << 20  # of one picture
_FONTS = (b"\0\1\0\0", b"OTTO", b"true")
_SIGNS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/webp": (b"RIFF",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/x-icon": (b"\0\0\1\0",),
    "font/woff": (b"wOFF",),
    "font/woff2": (b"wOF2",),
    "font/ttf": _FONTS,
    "font/otf": _FONTS,
}
_AVIF = (b"ftypavif", b"ftypavis")  # behind the length of the box that they begin
_KINDS = "|".join(sorted(set(TYPES.values())))
_DATA_URL = re.compile(rf"data:(?:{_KINDS});base64,([A-Za-z0-9+/]++={{0,2}})")


def is_picture(path: str, text: str) -> bool:
    """Whether a file is a picture or a font, rather than text that is called so. Looks at its beginning only."""
    return text.startswith(("data:image/", "data:font/")) and type_of(path) is not None


def is_font(text: str) -> bool:
    """Whether what `is_picture` says yes to is a font."""
    return text.startswith("data:font/")


def picture_url(path: str, text: str) -> str | None:
    """The address that holds all of a picture, with nothing in it that a page could take for its own."""
    return text if is_picture(path, text) and _DATA_URL.fullmatch(text) else None


def picture_text(path: str, data: bytes) -> str | None:
    """The text that stands for a picture file or a font; None for what is none, or is larger than MAX_BYTES."""
    kind = type_of(path)
    if kind is None or len(data) > MAX_BYTES or not _begins_so(data, kind):
        return None
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def content_of(path: str, text: str) -> bytes:
    """A file as it is on a disk."""
    if type_of(path) is not None and (found := _DATA_URL.fullmatch(text)):
        return base64.b64decode(found[1] + "=" * (-len(found[1]) % 4))
    return text.encode("utf-8", "replace")


def num_bytes(text: str) -> int:
    """Of the picture that a text stands for, without decoding it."""
    coded = len(text) - text.find(",") - 1
    return coded * 3 // 4 - text[-2:].count("=")


def described(path: str, text: str) -> str:
    """A picture in a few words, for where only text can be shown."""
    return f"{type_of(path)}, {len(content_of(path, text)):,} bytes"


def pictures_in(files: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if is_picture(path, text)}


def without_pictures(files: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if not is_picture(path, text)}


def with_named(files: Mapping[str, str], pictures: Mapping[str, str]) -> dict[str, str]:
    """Files as a model writes them, and behind them those pictures that one of them names; no picture is written."""
    texts = {path: text for path, text in files.items() if type_of(path) is None}
    return texts | {path: picture for path, picture in pictures.items() if is_named(path, texts.values())}


def is_named(path: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts holds a file's name, as it is or as addresses write it."""
    name = path.rpartition("/")[2]
    return any(written in text for text in texts for written in {name, quote(name)})


def _begins_so(data: bytes, kind: str) -> bool:
    return data[4:12] in _AVIF if kind == "image/avif" else data.startswith(_SIGNS[kind])


def type_of(path: str) -> str | None:
    """By its name alone."""
    return TYPES.get(f".{path.rpartition('.')[2].lower()}")
