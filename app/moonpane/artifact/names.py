"""Paths that models give to files: which are harmless on every system, and what the others are called instead.

What a page's folder may hold is decided here and nowhere else: relative paths of plain words, no `..`, no drive, no
name that Windows keeps for itself, nothing hidden (`.git/hooks` is run by others), nothing inside `node_modules`.
"""

import re
import unicodedata
from collections.abc import Collection

from moonpane.session import INDEX, Stack

MAX_FILES = 100
MAX_PATH_CHARS = 120

_PART = re.compile(r"[\w@+~()\[\]-](?:[\w.@+~()\[\] -]*[\w@+~()\[\]-])?")
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,11}$")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|node_modules)(?:\..*)?", re.IGNORECASE)
_WITHOUT_SUFFIX = frozenset(
    {".editorconfig", ".env.example", ".eslintrc", ".gitignore", ".prettierrc", "Dockerfile", "LICENSE", "Makefile"}
)
# What a bare word must end with to be taken for a file of ours, where nothing else says that it is one.
_SOURCE = re.compile(
    r".*\.(?:[cm]?[jt]s|[jt]sx|html?|css|s[ac]ss|less|json|mdx?|svg|txt|vue|svelte|xml|ya?ml|toml|csv|py|sh|webmanifest)",
    re.IGNORECASE,
)
_BY_LANGUAGE = {
    "": INDEX,
    "html": INDEX,
    "css": "style.css",
    "js": "script.js",
    "javascript": "script.js",
    "ts": "script.ts",
    "typescript": "script.ts",
    "jsx": "App.jsx",
    "tsx": "App.tsx",
}
COMPONENT = {"js": "src/App.jsx", "javascript": "src/App.jsx", "jsx": "src/App.jsx", "tsx": "src/App.tsx"}
PAGE_LANGUAGES = frozenset(_BY_LANGUAGE)


def is_harmless(path: str) -> bool:
    """A relative path that stays inside its folder on every system and starts nothing there by being there."""
    parts = path.split("/")
    return (
        0 < len(path) <= MAX_PATH_CHARS
        and all(_PART.fullmatch(part) and not _RESERVED.fullmatch(part) for part in parts[:-1])
        and (parts[-1] in _WITHOUT_SUFFIX or _is_file_name(parts[-1]))
        and unicodedata.is_normalized("NFC", path)
    )


def _is_file_name(name: str) -> bool:
    return bool(_PART.fullmatch(name) and _SUFFIX.search(name)) and not _RESERVED.fullmatch(name)


def looks_like_path(word: str) -> bool:
    """Whether a word is meant as a file's path, harmless or not; addresses and numbers are none."""
    last = re.split(r"[/\\]", word)[-1]
    return "://" not in word and (last in _WITHOUT_SUFFIX or bool(_SUFFIX.search(last)))


def is_source(word: str) -> bool:
    """Whether a bare word can only be the path of a source file."""
    if re.search(r"[\s\"'<>|?*,;=]", word) or not looks_like_path(word):
        return False
    return _SOURCE.fullmatch(word) is not None or re.split(r"[/\\]", word)[-1] in _WITHOUT_SUFFIX


def tidy(said: str) -> str:
    """The same place as a plain relative path, as far as there is one: no drive, no `.`, no `..`, no leading slash."""
    said = unicodedata.normalize("NFC", said.strip()).replace("\\", "/")
    said = re.sub(r"^[A-Za-z]:", "", said)
    return "/".join(part for part in said.split("/") if part not in ("", ".", ".."))


def harmless_name(
    said: str, language: str, taken: Collection[str], *, stack: Stack = "html", whole_pages: bool = False
) -> str:
    """The file that is meant by `said`, which may be one of `taken` again; where it is not usable, a new one.

    `whole_pages`: HTML without a name is the page, also when there is one: what was said last counts.
    """
    path = tidy(said)
    if not said and whole_pages and language in ("html", ""):
        path = INDEX
    return path if is_harmless(path) and not clashes(path, taken) else unused_name(language, taken, stack=stack)


def unused_name(language: str, taken: Collection[str], *, stack: Stack = "html") -> str:
    """What a file of that language is usually called, with a number where that is taken."""
    usual = COMPONENT.get(language, "") if stack == "react" else ""
    usual = usual or _BY_LANGUAGE.get(language, "part.txt")
    stem, _, suffix = usual.rpartition(".")
    number, name = 1, usual
    while name in taken or clashes(name, taken):
        number += 1
        name = f"{stem}-{number}.{suffix}"
    return name


def clashes(path: str, taken: Collection[str]) -> bool:
    """Whether a new path cannot lie beside the others: it differs in case only, or one is the folder of the other."""
    folded = path.casefold()
    return path not in taken and any(
        other == folded or other.startswith(f"{folded}/") or folded.startswith(f"{other}/")
        for other in map(str.casefold, taken)
    )
