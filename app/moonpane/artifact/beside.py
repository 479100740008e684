"""A page on disk with what lies beside it woven in, so that it can be drawn where there are no files.

Only styles, pictures and fonts that the page names by a relative path, and only from its own folder and those below:
a page may be anybody's, and where links or `..` would lead is nobody's business.
"""

import base64
import html as html_text
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from moonpane.artifact.css import IMPORT, URL, Budget, address_of
from moonpane.page_size import MAX_HTML_BYTES

MAX_FILES = 200
MAX_TOTAL_BYTES = 10 << 20  # woven in they take a third more, and the whole page may have 16 MB
MAX_DEPTH = 8  # of styles that import styles
STYLE = "text/css"
TYPES = {
    ".css": STYLE,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".ico": "image/x-icon",
    ".svg": "image/svg+xml",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
_PICTURE_ATTRIBUTES = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("poster",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
}
# Begins only where a name begins: a long one without a value is walked through once.
_ATTRIBUTE = re.compile(r"""(?<![^\s"'<>/=])([^\s"'<>/=]++)\s*+=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")


def with_beside(html: str, folder: Path) -> str:
    """The same page, independent of `folder`; what is not there, or too much, stays as it is named."""
    weaver = _Weaver(html, _Shelf(folder))
    weaver.feed(html)
    weaver.close()
    return weaver.woven


class _Shelf:
    """The folder, as far as it may be looked into. Reads no more than the limits allow, each file once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._left = MAX_TOTAL_BYTES
        self._woven = Budget(MAX_HTML_BYTES)  # chars, however often each file is named
        self._known: dict[Path, bytes | None] = {}

    def find(self, named: str, base: Path) -> Path | None:
        """What a relative address names, seen from `base`; None for everything that is not ours to give."""
        try:
            parts = urlsplit(named.strip())
            if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
                return None
            path = (base / unquote(parts.path)).resolve()
            is_ours = path.is_relative_to(self._folder) and path.suffix.lower() in TYPES and path.is_file()
        except (ValueError, OSError):  # a zero byte, a name too long
            return None
        return path if is_ours else None

    def read(self, path: Path) -> bytes | None:
        if path not in self._known and len(self._known) < MAX_FILES:
            self._known[path] = None
            try:
                if path.stat().st_size <= self._left:
                    self._known[path] = content = path.read_bytes()
                    self._left -= len(content)
            except OSError:
                return None
        return self._known.get(path)

    @property
    def root(self) -> Path:
        return self._folder

    def data_url(self, named: str, base: Path) -> str | None:
        path = self.find(named, base)
        content = None if path is None else self.read(path)
        if path is None or content is None or not self._woven.take(len(content) * 4 // 3):
            return None
        return f"data:{TYPES[path.suffix.lower()]};base64,{base64.b64encode(content).decode('ascii')}"

    def style(self, text: str, base: Path, depth: int = 0) -> str:
        """A style sheet with what it names woven in."""

        def imported(found: re.Match[str]) -> str:
            path = self.find(found[1], base) if depth < MAX_DEPTH else None
            content = None if path is None else self.read(path)
            if path is None or content is None or not self._woven.take(len(content)):
                return found[0]
            inner = self.style(content.decode("utf-8", "replace"), path.parent, depth + 1)
            media = found[2].strip()
            return f"@media {media} {{\n{inner}\n}}" if media else inner

        def pictured(found: re.Match[str]) -> str:
            data = self.data_url(address_of(found), base)
            return found[0] if data is None else f'url("{data}")'

        return URL.sub(pictured, IMPORT.sub(imported, text))


class _Weaver(HTMLParser):
    """Copies a page, with other text for the tags that name files. Scripts and comments are left alone."""

    def __init__(self, html: str, shelf: _Shelf) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._shelf = shelf
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._pieces: list[str] = []
        self._copied = 0
        self._in_style = False

    @property
    def woven(self) -> str:
        return "".join([*self._pieces, self._html[self._copied :]])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        self._in_style = tag == "style"
        named = dict(attrs)
        if tag == "link" and "stylesheet" in (named.get("rel") or "").lower().split():
            self._put(written, self._style_element(named) or written)
            return
        put = written
        for attribute in _PICTURE_ATTRIBUTES.get(tag, ()):
            turn = self._srcset if attribute == "srcset" else self._picture
            put = _with_attribute(put, attribute, turn)
        if "url(" in (named.get("style") or ""):
            put = _with_attribute(put, "style", lambda text: self._shelf.style(text, self._shelf.root))
        self._put(written, put)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._put(data, _harmless(self._shelf.style(data, self._shelf.root)))

    def _put(self, written: str, instead: str) -> None:
        line, column = self.getpos()
        start = self._starts[line - 1] + column
        if instead != written and self._html.startswith(written, start):
            self._pieces += [self._html[self._copied : start], instead]
            self._copied = start + len(written)

    def _style_element(self, named: dict[str, str | None]) -> str | None:
        path = self._shelf.find(named.get("href") or "", self._shelf.root)
        content = None if path is None else self._shelf.read(path)
        if path is None or content is None or path.suffix.lower() != ".css":
            return None
        media = f' media="{html_text.escape(named["media"] or "")}"' if named.get("media") else ""
        text = self._shelf.style(content.decode("utf-8", "replace"), path.parent)
        return f"<style{media}>{_harmless(text)}</style>"

    def _picture(self, named: str) -> str:
        return self._shelf.data_url(named, self._shelf.root) or named

    def _srcset(self, named: str) -> str:
        """Candidates whose addresses hold commas, as data URLs do, are left alone."""
        if "data:" in named:
            return named
        candidates = (candidate.split(None, 1) for candidate in named.split(",") if candidate.strip())
        return ", ".join(" ".join([self._picture(first), *rest]) for first, *rest in candidates)


def _with_attribute(tag: str, name: str, turn: Callable[[str], str]) -> str:
    def turned(found: re.Match[str]) -> str:
        if found[1].lower() != name:
            return found[0]
        value = html_text.unescape(found[2].strip("\"'"))
        other = turn(value)
        return found[0] if other == value else f'{found[1]}="{html_text.escape(other)}"'

    return _ATTRIBUTE.sub(turned, tag)


def _harmless(style: str) -> str:
    """Within a style element, `</` ends nothing but the element."""
    return style.replace("</", "<\\/")
