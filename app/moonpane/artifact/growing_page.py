"""A page that streams in, turned to the runtime as it comes: what goes in as text comes out as text, tag by tag."""

import re
from collections.abc import Mapping

from moonpane.artifact.runtime import TAILWIND
from moonpane.artifact.tags import RAW_TEXT, start_tags
from moonpane.artifact.weave import Weaver
from moonpane.session import Stack

_UNFINISHED_END = re.compile(r"<(?:/[a-zA-Z]*)?\Z")


class GrowingPage:
    """Holds back a tag until it is whole; everything else goes on at once."""

    def __init__(self, stack: Stack) -> None:
        self._weaver = Weaver({}, runtime=() if stack == "html" else (TAILWIND,), tailwind=stack != "html")
        self._pending = ""
        self._inside = ""  # the element whose content is text and goes by
        self._lacks_end = False  # what is pending is of no use before a `>` comes

    def use(self, pictures: Mapping[str, str]) -> None:
        """Pictures that the page may name from now on, by their paths."""
        self._weaver.files = pictures

    def feed(self, text: str) -> str:
        """Takes the next piece of the page; returns the next piece of the document, which may be empty."""
        self._pending += text
        if self._lacks_end and ">" not in text:
            return ""
        self._lacks_end = False
        pieces: list[str] = []
        while self._pending and (piece := self._in_text() if self._inside else self._next()):
            pieces.append(piece)
        return "".join(pieces)

    def _in_text(self) -> str:
        end = re.compile(rf"</{self._inside}(?=[\s/>])", re.IGNORECASE).search(self._pending)
        if end:
            self._inside = ""
            return self._take(end.start()) or self._next()
        # What may become the end tag stays; the parser behind us would hold it back as well.
        unfinished = _UNFINISHED_END.search(self._pending)
        return self._take(unfinished.start() if unfinished else len(self._pending))

    def _next(self) -> str:
        """The next part that is whole; "" when there is none yet."""
        pending = self._pending
        at = pending.find("<")
        if at != 0:
            return self._take(len(pending) if at < 0 else at)
        if "<!--".startswith(pending):
            return ""
        if pending.startswith("<!--"):
            return self._through(pending.find("-->", 2), 3)
        if pending[1] in "!?/":
            return self._through(pending.find(">"), 1)
        if not (pending[1].isascii() and pending[1].isalpha()):
            return self._take(1)
        return self._tag()

    def _tag(self) -> str:
        tag = next(start_tags(self._pending), None)
        if tag is None:
            self._lacks_end = True
            return ""
        written = self._take(tag.end)
        if tag.name in RAW_TEXT:
            self._inside = tag.name
        return self._weaver.woven(tag, written, None, 0)[0]

    def _through(self, found: int, length: int) -> str:
        self._lacks_end = found < 0
        return "" if found < 0 else self._take(found + length)

    def _take(self, end: int) -> str:
        taken, self._pending = self._pending[:end], self._pending[end:]
        return taken
