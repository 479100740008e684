"""Orders about how large an element is, and how much room it leaves in and between what is in it."""

from collections.abc import Callable

from moonpane.revise.orders.lengths import larger, length_of, lengths_of, number_of, pixels_of, px, smaller
from moonpane.revise.orders.nodes import Impossible, Node
from moonpane.revise.orders.styling import no_length
from moonpane.revise.orders.work import DRAWN, Target, Work, text_parts

MORE_ROOM, FIRST_ROOM = 8, 16  # px: that padding and gap grow by, and that they get where there was none
_TEXT_BOXES = ("button", "a", "span", "label", "summary")
_SIDES = {"width": ("padding-left", "padding-right"), "height": ("padding-top", "padding-bottom")}
_ALONG = {"width": "row", "height": "column"}
_BLOCKS = ("div", "section", "main", "header", "footer", "nav", "ul", "ol", "article", "form", "aside", "body")


def size(work: Work, target: Target, how: str) -> None:
    """Of a text the letters, of a picture its sides."""
    node = target.text_node
    is_empty = target.leaf is None and not node.text and node.tag not in ("input", "textarea", "select")
    if node.tag in DRAWN or is_empty:
        return _picture_size(work, node, how)
    scale = {"larger": larger, "smaller": smaller}.get(how)
    if target.leaf is not None or not scale:
        return _font_size(work, node, how, scale)
    inner = [each for each in text_parts(node) if work.looks.said(each, "font-size")]
    sizes = [(each, work.looks.font_size(each)) for each in inner or [node]]
    for each, now in sizes:
        _set_size(work, each, now, px(scale(now)))
    return None


def _font_size(work: Work, node: Node, how: str, scale: Callable[[float], float] | None) -> None:
    now, length = work.looks.font_size(node), ""
    if not scale:
        length = length_of(how)
        if not length or length in ("0", "auto") or length.endswith(("vh", "vw")):
            raise Impossible(no_length(how))
        if length.endswith("%"):
            length = px(round(now * float(length[:-1]) / 100))
    inner = [each for each in text_parts(node)[1:] if work.looks.own(each, "font-size")] if node.tag != "body" else []
    for each in inner:  # letters of another size within a text keep what they are to it
        if scale:
            own = work.looks.font_size(each)
            _set_size(work, each, own, px(scale(own)))
    _set_size(work, node, now, length or px(scale(now) if scale else now))


def _set_size(work: Work, node: Node, now: float, length: str) -> None:
    height, new = pixels_of(work.looks.own(node, "line-height")), pixels_of(length, now)
    work.looks.set(node, font_size=length)
    if height and new and work.looks.own(node, "line-height").endswith("px"):
        work.looks.set(node, line_height=px(round(height * new / now)) if now else "")


def _picture_size(work: Work, node: Node, how: str) -> None:
    scale = {"larger": larger, "smaller": smaller}.get(how)
    length = "" if scale else length_of(how)
    if not scale and not length:
        raise Impossible(no_length(how))
    if length.endswith("%"):
        factor = float(length[:-1]) / 100
        scale = lambda now: now * factor  # noqa: E731
    for name in ("width", "height"):
        now = _side(work, node, name)
        if scale and now is not None:
            work.looks.set(node, **{name: px(scale(now))})
        elif not scale:
            work.looks.set(node, **{name: length})
    if scale and _side(work, node, "width") is None and _side(work, node, "height") is None:
        work.looks.set(node, zoom={"larger": "1.25", "smaller": "0.8"}.get(how, number_of(scale(1.0))))


def _side(work: Work, node: Node, name: str) -> float | None:
    """In px; None where it is not known."""
    said = work.looks.said(node, name)
    written = said or node.attributes.get(name, "")
    return None if said.endswith(("%", "em")) else pixels_of(f"{written}px" if written.isdigit() else written)


def padding(work: Work, target: Target, how: str) -> None:
    _room(work, target.box, "padding", how)


def gap(work: Work, target: Target, how: str) -> None:
    box, looks = target.box, work.looks
    _room(work, box, "border-spacing" if box.tag == "table" else "gap", how)
    is_unknown = not looks.direction(box) and not looks.said(box, "display") and not box.attributes.get("class")
    if is_unknown and box.tag in _BLOCKS:  # only these have gaps
        looks.set(box, display="flex", flex_direction="column")


def _room(work: Work, node: Node, name: str, how: str) -> None:
    if how not in ("more", "less"):
        value = lengths_of(how)
        if not value:
            raise Impossible(no_length(how))
        return work.looks.set(node, **{name: value})
    now = work.looks.said(node, name)
    sides = [pixels_of(each) for each in now.split()]
    own_sides = [each for each in ("top", "right", "bottom", "left") if work.looks.own(node, f"{name}-{each}")]
    if own_sides and not now:
        for each in own_sides:
            value = pixels_of(work.looks.own(node, f"{name}-{each}")) or 0
            work.looks.set(node, **{f"{name}-{each}": _roomier(value, how)})
        return None
    if not sides or None in sides:
        return work.looks.set(node, **{name: px(FIRST_ROOM) if how == "more" else "0"})
    return work.looks.set(node, **{name: " ".join(_roomier(each or 0, how) for each in sides)})


def _roomier(value: float, how: str) -> str:
    if how == "more":
        return px(value + MORE_ROOM)
    return px(value // 2) if value > 1 else "0"


def width(work: Work, target: Target, how: str) -> None:
    _resize(work, target, "width", how)


def height(work: Work, target: Target, how: str) -> None:
    _resize(work, target, "height", how)


def _resize(work: Work, target: Target, name: str, how: str) -> None:
    looks, node = work.looks, target.box
    now = _side(work, node, name)
    if how not in ("more", "less"):
        value = length_of(how)
        if not value:
            raise Impossible(no_length(how))
    elif now is not None:
        value = px(larger(now) if how == "more" else smaller(now))
    elif node.tag in _TEXT_BOXES or name == "height":
        return _pad(work, node, name, how)
    else:
        value = "100%" if how == "more" else "75%"
    around = looks.direction(node.parent) if node.parent else ""
    if around == _ALONG[name] and looks.said(node, "flex"):
        looks.set(node, flex="none")  # which would decide alone
    other = "height" if name == "width" else "width"
    if node.tag == "img" and other in node.attributes and not looks.own(node, other):
        looks.set(node, **{other: "auto"})
    looks.set(node, **{name: value})
    return None


def _pad(work: Work, node: Node, name: str, how: str) -> None:
    """What is as large as its text is made larger around it."""
    both = [pixels_of(each) for each in work.looks.said(node, "padding").split()]
    default = both[1 if name == "width" and len(both) > 1 else 0] if both else None
    for side in _SIDES[name]:
        now = pixels_of(work.looks.own(node, side))
        now = now if now is not None else (default or 0)
        work.looks.set(node, **{side: px(larger(now) + 6 if how == "more" else smaller(now) if now > 1 else 0)})
