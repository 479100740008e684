"""What a page loads from elsewhere: which of it the bundle has, and which stays unreachable."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from moonpane.artifact.runtime import COMPILE, REACT, TAILWIND
from moonpane.artifact.tags import start_tags

_REMOTE = re.compile(r"(?:https?:)?//[^\s\"'()<>]+", re.IGNORECASE)
_OF_PACKAGE = re.compile(r"/(?:npm/|pin/|v\d+/|stable/|ajax/libs/)*((?:@[\w.-]+/)?[\w.-]+?)(?:@([^/]*))?(/.*)?")
_IN_CSS = re.compile(r"""@import\s+["']([^"']+)|url\(\s*["']?([^"')]+)""", re.IGNORECASE)
_PACKAGES = {
    "react": REACT,
    "react-dom": REACT,
    "@babel/standalone": COMPILE,
    "babel-standalone": COMPILE,
    "@tailwindcss/browser": TAILWIND,
    "tailwindcss": TAILWIND,
}
# Attributes whose address is loaded as soon as the page is shown; a link's depends on its kind.
_LOADING = {"src", "poster", "data"}
_LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass(frozen=True)
class Bundled:
    """A script of the runtime that stands for an address."""

    script: str
    version: str = ""  # of Tailwind, where the page was written for an old one

    @property
    def is_old_tailwind(self) -> bool:
        return self.script == TAILWIND and self.version[:1] in ("1", "2", "3")


def bundled(address: str) -> Bundled | None:
    """What the bundle has in place of a remote script or style sheet; None for everything else."""
    if not _REMOTE.match(address.strip()):
        return None
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    if host == "cdn.tailwindcss.com":
        return Bundled(TAILWIND, version=parts.path.strip("/") or "3")
    found = _OF_PACKAGE.fullmatch(parts.path)
    if not found or found[1] not in _PACKAGES:
        return None
    script = _PACKAGES[found[1]]
    version = (found[2] or "") if script == TAILWIND else ""
    if parts.path.startswith("/ajax/libs/") and script == TAILWIND:
        version = (found[3] or "").strip("/").partition("/")[0]
    return Bundled(script, version=version.lstrip("^~v"))


def is_remote(address: str) -> bool:
    return _REMOTE.match(address.strip()) is not None


def unreachable(files: Mapping[str, str]) -> list[str]:
    """The addresses that pages and styles of a project load and the preview does not reach, each once."""
    found: dict[str, None] = {}
    for name, text in files.items():
        if name.endswith((".html", ".htm")):
            found |= dict.fromkeys(_loaded_by_page(text))
        elif name.endswith(".css"):
            found |= dict.fromkeys(_loaded_by_style(text))
    return [address for address in found if is_remote(address) and bundled(address) is None]


def _loaded_by_page(text: str) -> list[str]:
    addresses: list[str] = []
    for tag in start_tags(text):
        given = tag.attributes
        if tag.name == "link" and _LOADING_LINKS & set(given.get("rel", "").lower().split()):
            addresses.append(given.get("href", ""))
        addresses += [value for name, value in given.items() if name in _LOADING]
        addresses += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
        addresses += _loaded_by_style(given.get("style", ""))
        if tag.name == "style":
            addresses += _loaded_by_style(text[tag.end : text.find("</", tag.end)])
    return addresses


def _loaded_by_style(text: str) -> list[str]:
    return [imported or named for imported, named in _IN_CSS.findall(text)]


def local_file(files: Mapping[str, str], address: str, *, beside: str = "") -> str | None:
    """The file of a project that an address means, seen from the file `beside`; None when there is none."""
    path = unquote(address.strip().partition("#")[0].partition("?")[0])
    if not path or is_remote(address) or ":" in path.partition("/")[0]:
        return None
    base = PurePosixPath() if path.startswith("/") else PurePosixPath(beside).parent
    parts: list[str] = []
    for part in (*base.parts, *path.split("/")):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    name = "/".join(parts)
    return next((each for each in (name, f"public/{name}") if each in files), None)
