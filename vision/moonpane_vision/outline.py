"""A measured screen as the compact outline that the model reads as hints: one node a line, groups closed by `end`.

    page 360x420 #f6f7fb p16,16,16,16 g12
    text 24 b #1a2233">Welcome back</t
    box 88x36 full #2f6fed r6 p8,16,8,16 row center
    text 14 b #ffffff">Save</t
    end

Attributes always come in this order, each only when it applies: WxH (text: font size), `full` (as wide as its column),
`b` (bold), #colour (fill; text: ink), `rN` radius (r999 round), `lineN #colour` border, `pT,R,B,L` padding, `gN` gap
between children, `+N`/`-N` how this node's gap before it differs from that, `row`/`col`, `between`/`center`/`end`,
`top` (children of a row share their top edge), `mid`/`right` (place in the column), `xN` indent (of `right` from the
right, of `between` on both sides), `yN` how far below its row's top, where a row's children share neither their
tops nor their middles, `wN` wrap width and `lhN` line pitch of a text with several lines, `u` underlined,
`bullet`. Texts are HTML-escaped and stand between `">` and `</t`: the tokens around them are then those of the HTML to
be written, and copying is copying.
Pure Python: no numpy, so any process may call it.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the annotation alone must not pull numpy in through the parse package
    from moonpane_vision.parse.model import Colour, Node, Rect, Screen

ROUND = 999


def outline_text(screen: "Screen", texts: Sequence[str]) -> str:
    """The outline, ending in a newline; `texts[i]` is what `screen.lines[i]` says, '' where nothing was read.

    Raises ValueError when the number of texts differs from the number of lines.
    """
    if len(texts) != len(screen.lines):
        raise ValueError(f"The screen has {len(screen.lines)} text lines, but {len(texts)} texts were given.")
    lines: list[str] = []
    _write(screen.root, texts, lines)
    return "\n".join(lines) + "\n"


def outline_places(screen: "Screen") -> "list[Rect]":
    """Where that lies which each line of the outline tells of, in their order; closing lines tell of nothing."""
    return [node.rect for node in _nodes(screen.root)]


def _nodes(node: "Node") -> "Iterator[Node]":
    yield node
    for child in node.children:
        yield from _nodes(child)


def _write(node: "Node", texts: Sequence[str], lines: list[str]) -> None:
    words = " ".join(_words(node))
    if node.kind == "text":
        said = " ".join(" ".join(texts[line] for line in node.lines).split())
        lines.append(f'{words}">{escape(said, quote=False)}</t')
        return
    lines.append(words)
    for child in node.children:
        _write(child, texts, lines)
    if node.kind in ("row", "col", "box"):
        lines.append("end")


def _words(node: "Node") -> list[str]:
    words = [node.kind]
    words.append(str(node.font_size) if node.kind == "text" else f"{node.rect.width}x{node.rect.height}")
    words += ["full"] * node.full + ["b"] * node.bold
    colour = node.colour if node.kind == "text" else node.fill
    if colour is not None:
        words.append(_hex(colour))
    if node.radius:
        words.append(f"r{node.radius}")
    if node.border and node.border_colour is not None:
        words += [f"line{node.border}", _hex(node.border_colour)]
    words += _inside(node)
    words += [node.place] if node.place else []
    if node.indent:
        words.append(f"x{node.indent}")
    if node.offset:
        words.append(f"y{node.offset}")
    if node.wrap_width:
        words += [f"w{node.wrap_width}", f"lh{node.line_pitch}"]
    words += ["u"] * node.underline + ["bullet"] * node.bullet
    return words


def _inside(node: "Node") -> list[str]:
    """Padding, gaps, direction and distribution; the node's own gap difference stands between them."""
    words = []
    if node.kind in ("page", "box") and node.children:
        words.append("p" + ",".join(str(px) for px in node.padding))
    if node.gap:
        words.append(f"g{node.gap}")
    if node.extra_gap:
        words.append(f"{node.extra_gap:+d}")
    # A page is a column and a group is named by its direction; only boxes, and pages in a row, say it.
    if node.direction and (node.kind == "box" or (node.kind == "page" and node.direction == "row")):
        words.append(node.direction)
    words += [node.distribution] if node.distribution else []
    words += ["top"] * node.cross_top
    return words


def _hex(colour: "Colour") -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
