"""The elements of an HTML page, each with the place that it has in the source. Any page will do, well-formed or not."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TypeVar

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_DRAWINGS = ("svg", "math")  # in them, and only there, `/>` ends an element
# What a new element of these ends, if it is open: nobody has to close it.
_ENDS = {
    "li": ("li",), "tr": ("tr", "td", "th"), "td": ("td", "th"), "th": ("td", "th"), "option": ("option",),
    "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tbody": ("thead", "tbody", "tr", "td", "th"),
}  # fmt: skip
_KEEPS = frozenset(("ul", "ol", "table", "select", "dl"))  # nothing in one of these ends what is around it
_DEEPEST = 200  # open elements; browsers stop, too, and so nobody's page makes us climb without end
_NOT_IN_P = frozenset(("p", "div", "ul", "ol", "table", "section", "form", "hr", "pre", "h1", "h2", "h3", "h4"))


N = TypeVar("N")


def in_order(first: N, parts: Callable[[N], Sequence[N]]) -> Iterator[N]:
    """A node of a tree and all in it, each before its own parts; however deep it is."""
    waiting = [first]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(parts(node))


@dataclass(eq=False, repr=False, slots=True)
class Element:
    """One element. `start`, `inner`, `inner_end` and `end` are offsets into the source: of its tags and of what lies
    between them. `pieces` are its own texts as they stand there, each with its offset."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    parent: "Element | None" = None
    inner_end: int = -1
    end: int = -1
    children: list["Element"] = field(default_factory=list)
    pieces: list[tuple[int, str]] = field(default_factory=list)

    @property
    def style(self) -> dict[str, str]:
        """The declarations of its `style`, in their order."""
        said = (each.partition(":") for each in self.attributes.get("style", "").split(";") if ":" in each)
        return {name.strip().lower(): value.strip() for name, _, value in said}

    @property
    def own_text(self) -> str:
        """What it says itself, without its children; spaces as they are drawn."""
        return " ".join(unescape("".join(text for _, text in self.pieces)).split())

    def all(self) -> Iterator["Element"]:
        """It and everything in it, in the order of the page."""
        return in_order(self, _parts)


def _parts(element: Element) -> list[Element]:
    return element.children


def read_page(html: str) -> Element:
    """The page's body, or what stands for one where there is none."""
    root = _Reader(html).root
    return next((each for each in root.all() if each.tag == "body"), root)


class _Reader(HTMLParser):
    """Builds the tree while it reads."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html, self._lines = html, [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.root = Element("html", {}, 0, 0, inner_end=len(html), end=len(html))
        self._open = [self.root]
        self._counts = Counter[str]()  # of the open ones' tags
        self.feed(html)
        if not self.rawdata.startswith("<"):  # a tag that nothing ends is none; to try all of them may take minutes
            self.close()
        self._end_from(1, len(html), len(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            return
        start = self._offset()
        self._end_what_nobody_closed(tag, start)
        own = {name: value or "" for name, value in reversed(attrs)}  # of two the first one counts
        parent, end = self._open[-1], start + len(self.get_starttag_text() or "")
        element = Element(tag, own, start, end, parent, end, end)
        parent.children.append(element)
        if tag not in VOID and len(self._open) < _DEEPEST:
            self._open.append(element)
            self._counts[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_drawn = any(self._counts[each] for each in _DRAWINGS)
        self.handle_starttag(tag, attrs)
        if self._open[-1].inner == self._offset() + len(self.get_starttag_text() or "") and (
            is_drawn or tag in _DRAWINGS
        ):
            self._end_from(len(self._open) - 1, self._open[-1].inner, self._open[-1].inner)

    def handle_endtag(self, tag: str) -> None:
        if self._counts[tag]:
            place = len(self._open) - 1
            while self._open[place].tag != tag:
                place -= 1
            start = self._offset()
            end = self._html.find(">", start) + 1
            self._end_from(place, start, end or len(self._html))

    def handle_data(self, data: str) -> None:
        self._open[-1].pieces.append((self._offset(), data))

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def _add_reference(self, said: str) -> None:
        offset = self._offset()
        has_end = self._html.startswith(";", offset + len(said))
        self._open[-1].pieces.append((offset, said + ";" * has_end))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![…]>` is no HTML; the parser of Python knows some of these, and asserts that there are no others."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _end_what_nobody_closed(self, tag: str, at: int) -> None:
        if tag in _NOT_IN_P and self._open[-1].tag == "p":
            self._end_from(len(self._open) - 1, at, at)
        for place in range(len(self._open) - 1, 0, -1) if tag in _ENDS else ():
            if self._open[place].tag in _KEEPS:
                return
            if self._open[place].tag in _ENDS[tag]:
                self._end_from(place, at, at)

    def _end_from(self, place: int, inner_end: int, end: int) -> None:
        """Ends the open ones from `place` on; that one at `end`, those in it where its closing tag begins."""
        for element in self._open[place:]:
            element.inner_end = element.end = inner_end
            self._counts[element.tag] -= 1
        if place < len(self._open):
            self._open[place].end = end
        del self._open[place:]
