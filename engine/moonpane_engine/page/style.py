"""What may be declared for an element: the properties of the house style with their values, as they were measured.

Lengths are exact. A pixel's freedom let the model say what a designer would have meant, and looked worse: on pages
written by hand edges agreed to 0.71 with it and to 0.80 without.
"""

from collections.abc import Callable

from moonpane_engine.page.place import Place, Rule, Rules, px, sides
from moonpane_engine.page.tree import Kind
from moonpane_engine.page.widths import LEAST_SEEN, add_size, is_table

STYLE_ORDER = (
    "width", "height", "background", "border", "border-bottom", "border-radius", "padding", "gap", "justify-content",
    "align-items", "align-self", "flex", "margin-top", "margin-left", "font-size", "font-weight", "line-height",
    "color", "text-align",
)  # fmt: skip
_PADDED = frozenset({"button", "input", "ul"})  # by browsers, where nothing is declared
_DISTRIBUTIONS = {"center": "center", "end": "flex-end", "between": "space-between"}


def rules(place: Place, colors: tuple[str, ...]) -> Rules:
    """What may be declared next or later, in the house style's order."""
    found: Rules = {}
    for add in (add_size, _paint, _inside, _outside, _text):
        add(place, colors, found)
    last = STYLE_ORDER.index(place.declared[-1]) if place.declared else -1
    return {name: found[name] for name in STYLE_ORDER[last + 1 :] if name in found}


def _paint(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    node = place.node
    if node.edge:
        found["border-bottom"] = Rule((node.edge,))
    if node.kind not in ("box", "picture", "page"):
        return
    if node.color or node.kind != "box":
        is_needed = node.color != "" or node.kind == "picture"
        found["background"] = Rule((node.color,) if node.color else (), is_needed)
    if node.border:
        found["border"] = Rule((node.border,))
    if node.radius:
        values = ("999px", "50%") if node.radius >= 999 else (px(node.radius),)
        found["border-radius"] = Rule(values, is_needed=node.radius > LEAST_SEEN)


def _inside(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    """Padding and gap, and how children share the width."""
    node, kind = place.node, place.element.kind
    if place.is_avatar:
        found["justify-content"] = found["align-items"] = Rule(("center",))
        return
    if values := _paddings(place):
        found["padding"] = Rule(values)
    if kind is not Kind.CONTAINER:
        return
    is_pushed_apart = node.distribution == "between" and len(node.children) == 2
    if len(node.children) > 1 and node.gap and not is_pushed_apart:
        is_cells = place.element.css_class == "row" and is_table(node)
        found["gap"] = Rule((px(node.gap), *(["8px"] * is_cells)))
    if place.element.css_class != "row":
        return
    placed = {"mid": "center", "right": "flex-end"}.get(node.place, "") if node.kind == "row" else ""
    if shared := _DISTRIBUTIONS.get(node.distribution, placed if place.is_in_column else ""):
        found["justify-content"] = Rule((shared,))
    is_top = node.is_top or any(child.offset for child in node.children)
    found["align-items"] = Rule(("flex-start" if is_top else "center",))


def _paddings(place: Place) -> tuple[str, ...]:
    node = place.node
    if node.edge and node.kind != "box":
        return (sides(*node.padding),) if any(node.padding) else ()
    if node.distribution == "between" and node.kind == "row":
        return (sides(0, node.indent, 0, node.indent),) if node.indent else ()
    if place.element.kind is not Kind.LEAF and place.element.tag in _PADDED and not any(node.padding):
        return ("0",)
    if place.element.kind is Kind.LEAF or node.kind == "text" or not any(node.padding):
        return ()
    top, right, bottom, left = node.padding
    if node.text is None:
        return (sides(*node.padding),)
    if "height" in place.declared:  # the text stands in the middle by itself
        return (sides(0, right, 0, left),)
    if place.hugs and place.is_stretched:  # only what is above and below can be seen
        return tuple(sides(top, side, bottom, side) for side in (top, *range(2, 33)))
    return (sides(top, right, bottom, left),)


def _outside(place: Place, colors: tuple[str, ...], found: Rules) -> None:
    """Where an element stands in its row or column."""
    node, around = place.node, place.around
    if around is None or place.is_in_grid:
        return
    is_first = around.num_inside == 1
    if place.is_in_row:
        if node.extra and not is_first and not around.has_grown:
            found["margin-left"] = Rule((px(node.extra),), is_needed=not is_table(around.node))
        if node.offset:
            found["margin-top"] = Rule((px(node.offset),))
        return
    if node.extra and not is_first:
        found["margin-top"] = Rule((px(node.extra),))
    if node.indent and not node.place and not (node.kind == "row" and node.distribution == "between"):
        found["margin-left"] = Rule((px(node.indent),))
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
    found["font-size"] = Rule((px(text.font_size),))
    if text.is_bold:
        found["font-weight"] = Rule(("700",))
    if text.line_pitch:
        found["line-height"] = Rule((px(text.line_pitch),))
    found["color"] = Rule((text.color,) if text.color else colors)
    if node.kind == "text":
        if place.is_in_column and node.place and not node.is_full:
            is_placed = "align-self" in place.declared
            found["text-align"] = Rule(("center",) if node.place == "mid" else ("right",), is_needed=not is_placed)
    elif node.distribution == "center" and place.element.tag not in ("button", "input") and not place.is_avatar:
        is_needed = place.is_stretched or bool(text.line_pitch)
        found["text-align"] = Rule(("center",), is_needed=is_needed)


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
