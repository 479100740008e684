"""What may be declared for an element: the properties of the house style with their values, as they were measured.

A length may be a pixel off: measuring rounds, and the model knows which numbers designers use.
"""

from collections.abc import Callable
from itertools import product
from typing import NamedTuple

from moonpane_engine.chat.page_outline import OutlineNode
from moonpane_engine.chat.page_tree import Element, Kind

STYLE_ORDER = (
    "width", "height", "background", "border", "border-radius", "padding", "gap", "justify-content", "align-items",
    "align-self", "flex", "margin-top", "margin-left", "font-size", "font-weight", "line-height", "color", "text-align",
)  # fmt: skip
LEAST_SEEN = 2  # px; a smaller gap, padding or radius may be none
WRAP_SLACK = range(4, 9)  # px wider than its longest line is a text that wraps: no further word fits into them
ROOM = 40  # px between a text's longest line and its column; with less it wraps there by itself
_DISTRIBUTIONS = {"center": "center", "end": "flex-end", "between": "space-between"}


class Rule(NamedTuple):
    """Values that a property may have, the empty tuple for any colour; and whether it has to be declared."""

    values: tuple[str, ...]
    is_needed: bool = True


Rules = dict[str, Rule]


class Place(NamedTuple):
    """An element, what it is in, and the properties declared for it so far."""

    element: Element
    around: Element | None
    declared: tuple[str, ...]

    @property
    def node(self) -> OutlineNode:
        return self.element.node

    @property
    def is_in_row(self) -> bool:
        return self.around is not None and self.around.css_class == "row"

    @property
    def is_in_grid(self) -> bool:
        return self.around is not None and self.around.css_class == "grid"

    @property
    def is_in_column(self) -> bool:
        return not self.is_in_row and not self.is_in_grid

    @property
    def is_stretched(self) -> bool:
        return self.is_in_grid or (self.is_in_column and self.node.is_full)

    @property
    def is_avatar(self) -> bool:
        """A text in the middle of a box of fixed size."""
        return self.element.kind is Kind.TEXT and self.element.css_class == "row"

    @property
    def hugs(self) -> bool:
        """A box that is as wide as its text and its padding."""
        node = self.node
        is_centred = node.text is not None and node.text is not node and node.distribution == "center"
        return is_centred and not node.text.line_pitch and not self.is_avatar  # type: ignore[union-attr]


def rules(place: Place, colors: tuple[str, ...]) -> Rules:
    """What may be declared next or later, in the house style's order."""
    found: Rules = {}
    for add in (_size, _paint, _inside, _outside, _text):
        add(place, colors, found)
    last = STYLE_ORDER.index(place.declared[-1]) if place.declared else -1
    return {name: found[name] for name in STYLE_ORDER[last + 1 :] if name in found}


def _size(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    node, kind = place.node, place.element.kind
    if place.around is None:
        return
    if kind is Kind.LEAF or place.is_avatar:
        if not place.is_stretched:
            found["width"] = Rule(_px(node.width))
        found["height"] = Rule(_px(node.height))
        return
    if place.element.tag == "input":
        found["height"] = Rule(_px(node.height), is_needed=False)  # and then no padding above and below
    width = _width(place)
    may_grow = _may_grow(place)
    if width:
        found["width"] = Rule(width, is_needed=not may_grow)
    if may_grow and "width" not in place.declared:
        found["flex"] = Rule(("1",), is_needed=bool(width))
    elif _is_before_spare_width(place):
        found["flex"] = Rule(("1",), is_needed=False)


def _width(place: Place) -> tuple[str, ...]:
    """The widths that an element may say, if it has to say one."""
    node, around = place.node, place.around
    if place.is_stretched or place.hugs or around is None:
        return ()
    if node.kind == "text":
        is_narrow = place.is_in_row or node.wrap_width + ROOM <= _room(around.node)
        return tuple(f"{node.wrap_width + more}px" for more in WRAP_SLACK) if node.line_pitch and is_narrow else ()
    if node.kind == "box":
        return _px(node.width)
    return _group_width(node) if place.is_in_row and _takes_width(node) else ()


def _room(node: OutlineNode) -> int:
    """Width of a container's content, as far as it is known."""
    return node.width - node.padding[1] - node.padding[3]


def _takes_width(group: OutlineNode) -> bool:
    """Whether a group's content takes the width that it gets, rather than its own."""
    return any(
        child.line_pitch or (child.is_full and child.kind != "text") or (child.children and _takes_width(child))
        for child in group.children
    )


def _group_width(group: OutlineNode) -> tuple[str, ...]:
    """A group is as wide as its widest line; where that one wraps, a little more."""
    widest = max((child.wrap_width for child in group.children), default=0)
    is_wide_enough = widest + WRAP_SLACK.start <= group.width
    return _px(group.width) if is_wide_enough else tuple(f"{widest + more}px" for more in WRAP_SLACK)


def _may_grow(place: Place) -> bool:
    """Whether an element may take what its row has left: it is the widest one of a row that fills its own place."""
    if not place.is_in_row or place.hugs or place.around is None:
        return False
    node, around = place.node, place.around.node
    is_tight = around.is_full and not around.distribution and not any(child.extra for child in around.children)
    if not is_tight or (node.kind == "text" and not node.line_pitch):
        return is_tight and _is_table(around)
    return max(node.width, node.wrap_width) + LEAST_SEEN >= max(max(c.width, c.wrap_width) for c in around.children)


def _is_before_spare_width(place: Place) -> bool:
    if not place.is_in_row or place.around is None or not place.around.node.is_full:
        return False
    siblings = place.around.node.children
    following = siblings[place.around.num_inside :][:1]
    return any(node.extra > 0 for node in following) or _is_table(place.around.node)


def _is_table(row: OutlineNode) -> bool:
    """A row of texts alone, which may be cells of columns that cannot be seen."""
    return row.is_full and len(row.children) > 2 and all(child.kind == "text" for child in row.children)


def _paint(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    node = place.node
    if node.kind not in ("box", "picture", "page"):
        return
    if node.color or node.kind != "box":
        is_needed = node.color != "" or node.kind == "picture"
        found["background"] = Rule((node.color,) if node.color else (), is_needed)
    if node.border:
        found["border"] = Rule((node.border,))
    if node.radius:
        values = ("999px", "50%") if node.radius >= 999 else _px(node.radius)
        found["border-radius"] = Rule(values, is_needed=node.radius > LEAST_SEEN)


def _inside(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    """Padding and gap, and how children share the width."""
    node, kind = place.node, place.element.kind
    if place.is_avatar:
        found["justify-content"] = found["align-items"] = Rule(("center",))
        return
    if values := _paddings(place):
        found["padding"] = Rule(values, is_needed=max(node.padding) >= LEAST_SEEN or node.indent > 0)
    if kind is not Kind.CONTAINER:
        return
    is_pushed_apart = node.distribution == "between" and len(node.children) == 2
    if len(node.children) > 1 and node.gap and not is_pushed_apart:
        found["gap"] = Rule((*_px(node.gap), *(["8px"] * _is_table(node))), is_needed=node.gap >= LEAST_SEEN)
    if place.element.css_class != "row":
        return
    placed = {"mid": "center", "right": "flex-end"}.get(node.place, "") if node.kind == "row" else ""
    if shared := _DISTRIBUTIONS.get(node.distribution, placed if place.is_in_column else ""):
        found["justify-content"] = Rule((shared,))
    found["align-items"] = Rule(("flex-start" if node.is_top else "center",))


def _paddings(place: Place) -> tuple[str, ...]:
    node = place.node
    if node.distribution == "between" and node.kind == "row":
        return tuple(f"0 {value}" for value in _px(node.indent)) if node.indent else ()
    if place.element.kind is Kind.LEAF or node.kind == "text" or not any(node.padding):
        return ()
    top, right, bottom, left = node.padding
    if node.text is None:
        return _four(*node.padding)
    if "height" in place.declared:  # the text stands in the middle by itself
        return _four(0, right, 0, left)
    if place.hugs and place.is_stretched:  # only what is above and below can be seen
        heights = dict.fromkeys((*_px(top), *_px(bottom)))
        return (*heights, *(f"{height} {side}px" for height in heights for side in range(2, 33)))
    return _four(top, right, bottom, left)


def _outside(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    """Where an element stands in its row or column."""
    node, around = place.node, place.around
    if around is None or place.is_in_grid:
        return
    is_first = around.num_inside == 1
    if place.is_in_row:
        if node.extra and not is_first and not around.has_grown:
            found["margin-left"] = Rule(_px(node.extra), is_needed=not _is_table(around.node))
        return
    if node.extra and not is_first:
        found["margin-top"] = Rule(_px(node.extra))
    if node.indent and not node.place and not (node.kind == "row" and node.distribution == "between"):
        found["margin-left"] = Rule(_px(node.indent))
    if node.kind == "row" or node.is_full:
        return
    if node.kind == "text":
        if node.place == "right" or (node.place and "width" in place.declared):
            found["align-self"] = Rule(_side(node.place), is_needed=node.place == "mid")
    elif node.place:
        found["align-self"] = Rule(_side(node.place))
    elif place.hugs or node.kind == "col":
        found["align-self"] = Rule(("flex-start",), is_needed=place.hugs)


def _side(place: str) -> tuple[str, ...]:
    return ("center",) if place == "mid" else ("flex-end",)


def _text(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    node, text = place.node, place.node.text
    if text is None:
        return
    found["font-size"] = Rule(_px(text.font_size))
    if text.is_bold:
        found["font-weight"] = Rule(("700",))
    if text.line_pitch:
        found["line-height"] = Rule(_px(text.line_pitch))
    found["color"] = Rule((text.color,) if text.color else colors)
    if node.kind == "text":
        if place.is_in_column and node.place and not node.is_full:
            is_placed = "align-self" in place.declared
            found["text-align"] = Rule(("center",) if node.place == "mid" else ("right",), is_needed=not is_placed)
    elif node.distribution == "center" and place.element.tag not in ("button", "input") and not place.is_avatar:
        is_needed = place.is_stretched or bool(text.line_pitch)
        found["text-align"] = Rule(("center",), is_needed=is_needed)


def _px(length: int) -> tuple[str, ...]:
    """A length and its neighbours; none is 0, and none changes sides."""
    near = (length, length - 1, length + 1)
    return tuple(f"{value}px" for value in near if value and (value > 0) == (length > 0))


def _four(*sides: int) -> tuple[str, ...]:
    """Paddings that are at most a pixel off on each side, in CSS's shorter forms where they fit."""
    near = [[side, *([side - 1] if side else []), side + 1] if side > 1 else [side] for side in sides]
    found = dict.fromkeys(_shortest(*values) for values in product(*near))
    return tuple(found)


def _shortest(top: int, right: int, bottom: int, left: int) -> str:
    values = [top, right, bottom, left]
    for index, twin in ((3, 1), (2, 0), (1, 0)):
        if len(values) == index + 1 and values[index] == values[twin]:
            values.pop()
    return " ".join(f"{value}px" if value else "0" for value in values)


def following(allowed: Rules) -> tuple[str, ...]:
    """Of what may be declared that which may come next: up to the first that has to."""
    names = list(allowed)
    end = next((place for place, name in enumerate(names) if allowed[name].is_needed), len(names) - 1)
    return tuple(names[: end + 1])


def may_become(declaration: str, allowed: Rules) -> bool:
    """Whether a declaration can go on from what is said of it."""
    name, colon, value = declaration.partition(":")
    names = following(allowed)
    if not colon:
        return any(one.startswith(name) for one in names)
    return name in names and _fits(value, allowed[name], str.startswith)


def is_whole(declaration: str, allowed: Rules) -> bool:
    """Whether it can end here."""
    name, _, value = declaration.partition(":")
    return name in following(allowed) and _fits(value, allowed[name], str.__eq__)


def _fits(value: str, rule: Rule, fits: Callable[[str, str], bool]) -> bool:
    if rule.values:
        return any(fits(one, value) for one in rule.values)
    is_color = value[:1] in ("", "#") and len(value) <= 7 and not set(value[1:]) - set("0123456789abcdef")
    return is_color and (fits is str.startswith or len(value) == 7)
