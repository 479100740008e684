"""A page of the house style taken element by element while it comes."""

import re
from abc import abstractmethod

from moonpane.convert.stacks.elements import VOID, Element, element
from moonpane_resources.streamed import Streamed

_UNDECIDED = re.compile(r"<[^>]*$")
_PIECE = re.compile(r"</?[a-z][^>]*>|[^<]+|<")  # a tag, what stands between two, or a sign that begins none
_FONT = re.compile(r"body\{font:16px/1\.25 ([^;}]*)")


class TranslatedPage(Streamed):
    """What its methods return comes into the page's place. A tag waits until it is whole, and the head for the body.

    As with `Assembly`, the embedded model's house style is all that is understood: quotes hold no `>`.
    """

    def __init__(self) -> None:
        super().__init__(_UNDECIDED)
        self._head: str | None = ""  # as long as the body has not begun
        self._around: list[Element] = []

    def changed(self, text: str) -> str:
        return "".join(self._placed(piece) for piece in _PIECE.findall(text))

    @abstractmethod
    def begin(self, head: str, body: Element) -> str:
        """The body begins; `head` is everything before it."""

    @abstractmethod
    def start(self, begun: Element) -> str:
        """An element begins, or is all there is of one in VOID."""

    @abstractmethod
    def text(self, text: str) -> str:
        """Text as HTML, or space between tags; in pieces as they come."""

    @abstractmethod
    def end(self, ended: Element) -> str:
        """An element that is not in VOID ends."""

    @abstractmethod
    def behind(self, piece: str) -> str:
        """What stands behind the body."""

    @property
    def has_begun(self) -> bool:
        return self._head is None

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._around)

    def _placed(self, piece: str) -> str:
        if self._head is not None:
            return self._before_body(piece, self._head)
        if not self._around:
            return self.behind(piece)
        if piece == "<" or not piece.startswith("<"):
            return self.text(piece)
        if piece.startswith("</"):
            return self.close()
        begun = element(piece, in_row=self._around[-1].is_row)
        said = self.start(begun)
        if begun.name not in VOID:
            self._around.append(begun)
        return said

    def close(self) -> str:
        """Ends the innermost element."""
        return self.end(self._around.pop())

    def _before_body(self, piece: str, head: str) -> str:
        if not piece.startswith("<body"):
            self._head = head + piece
            return ""
        family = _FONT.search(head)
        body = element(piece, in_row=False, family=family[1] if family else "")
        self._head = None
        self._around.append(body)
        return self.begin(head, body)
