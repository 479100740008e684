"""Folds a streamed answer into files: a bare HTML document, or the contents of Markdown fences.

What a model may say                                  what becomes of it
    <!DOCTYPE html>…</html>                           index.html
    Here it is:⏎<html>…</html>⏎Enjoy!                 index.html, the talk left out
    ```html⏎…⏎```                                     index.html
    ```css style.css⏎…⏎```                            style.css (a name after the language: relative, no `..`)
    <p>only a fragment</p>                            index.html, once the answer has ended without a document
"""

import re
from pathlib import PurePosixPath

from moonpane.session import INDEX

_DOCUMENT_STARTS = ("<!doctype html", "<html")
_DOCUMENT_END = re.compile(r"</html\s*>", re.IGNORECASE)
_UNFINISHED_END = re.compile(r"<(/(h(t(m(l\s*)?)?)?)?)?\Z", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(```+|~~~+)[ \t]*([\w+-]*)[ \t]*(.*)")
_ANY_DOCUMENT = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(r"<[a-z][a-z0-9-]*[\s>/]", re.IGNORECASE)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_SUFFIXES = {
    "html": ".html",
    "css": ".css",
    "js": ".js",
    "javascript": ".js",
    "jsx": ".jsx",
    "ts": ".ts",
    "tsx": ".tsx",
}


class Artifact:
    """The files of one answer, while it grows.

    `feed` returns what `html` gained by this piece, so that a preview can be given exactly that. Only what may
    become a closing fence or tag is held back, until it is known what it is.
    """

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.is_complete = False  # index.html was closed by its end tag or its fence
        self._pending = ""  # not yet folded
        self._talk = ""  # folded, but part of no file
        self._open: str | None = None  # the file that grows
        self._marker = ""  # of the open fence; empty for a bare document
        self._at_line_start = True

    @property
    def html(self) -> str:
        """The page so far."""
        return self.files.get(INDEX, "")

    def feed(self, text: str) -> str:
        """Fold one piece of the answer. Returns what the page gained by it, which may be nothing."""
        before = len(self.html)
        self._pending += text
        while self._pending and self._step():
            pass
        return self.html[before:]

    def finish(self) -> str:
        """The answer is over, so nothing is held back any more. Returns what the page gained."""
        before = len(self.html)
        if self._open and self._marker and self._closes(self._pending):
            self._close()
        elif self._open:
            self.files[self._open] += self._pending
        else:
            self._talk += self._pending
        self._pending = ""
        if not self.html and (start := _ANY_DOCUMENT.search(self._talk) or _FRAGMENT.search(self._talk)):
            self.files[INDEX] = self._talk[start.start() :].strip() + "\n"
        return self.html[before:]

    def _step(self) -> bool:
        """Fold the next line or part of it; False when more text is needed to go on."""
        if self._open is None:
            return self._step_outside()
        return self._step_in_fence() if self._marker else self._step_in_document()

    def _step_outside(self) -> bool:
        line, newline, rest = self._pending.partition("\n")
        if INDEX not in self.files and line.lstrip().lower().startswith(_DOCUMENT_STARTS):
            self._pending = self._pending.lstrip()
            self._begin(INDEX, "")
            return True
        if not newline:
            return False
        if fence := _FENCE.fullmatch(line.rstrip("\r")):
            self._begin(self._name(fence[2].lower(), fence[3].strip()), fence[1])
        else:
            self._talk += line + newline
        self._pending = rest
        return True

    def _step_in_fence(self) -> bool:
        line, newline, rest = self._pending.partition("\n")
        if self._at_line_start:
            if newline and self._closes(line):
                self._close()
                self._pending = rest
                return True
            if not newline and not line.strip().strip(self._marker[0]):
                return False
        self.files[self._open or INDEX] += line + newline
        self._pending, self._at_line_start = rest, bool(newline)
        return True

    def _step_in_document(self) -> bool:
        if end := _DOCUMENT_END.search(self._pending):
            self.files[INDEX] += self._pending[: end.end()] + "\n"
            self._pending = self._pending[end.end() :]
            self._close()
            return True
        unfinished = _UNFINISHED_END.search(self._pending)
        keep = unfinished.start() if unfinished else len(self._pending)
        self.files[INDEX] += self._pending[:keep]
        self._pending = self._pending[keep:]
        return False

    def _begin(self, name: str, marker: str) -> None:
        self.files[name] = ""
        self._open, self._marker, self._at_line_start = name, marker, True

    def _closes(self, line: str) -> bool:
        """Whether this whole line closes the open fence: the same sign, at least as often."""
        bare = line.strip()
        return len(bare) >= len(self._marker) and not bare.strip(self._marker[0])

    def _close(self) -> None:
        self.is_complete = self.is_complete or self._open == INDEX
        self._open, self._marker = None, ""

    def _name(self, language: str, said: str) -> str:
        """The file that a fence is for: its own words if they are a harmless new path, else by its language."""
        word = said.removeprefix("title=").removeprefix("file=").strip("\"'`{}")
        if is_harmless(word) and word not in self.files:
            return word
        if language in ("html", "") and INDEX not in self.files:
            return INDEX
        suffix = _SUFFIXES.get(language, ".txt")
        number = 1
        while (name := f"part-{number}{suffix}") in self.files:
            number += 1
        return name


def is_harmless(word: str) -> bool:
    """A relative path of plain words with a suffix, which stays inside its folder on every system."""
    path = PurePosixPath(word)
    plain = re.fullmatch(r"[\w.@ /-]{1,200}", word) is not None
    inside = not path.is_absolute() and ".." not in path.parts
    # Windows takes dots and spaces off the ends of names, and some names for devices.
    kept = all(part == part.strip(" ").rstrip(".") and not _DEVICE.match(part) for part in path.parts)
    return plain and bool(path.suffix) and inside and kept and word == str(path)
