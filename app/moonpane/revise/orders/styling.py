"""Orders about how an element looks: colours, borders, letters, and where it stands in its width."""

import re

from moonpane.revise.orders.lengths import length_of, lengths_of
from moonpane.revise.orders.nodes import Impossible, Node
from moonpane.revise.orders.tones import toned
from moonpane.revise.orders.work import DRAWN, NO_TEXT, Target, Work, text_parts
from moonpane.sentences import phrase
from moonpane_resources.editing.colors import color_of

BORDER_COLOR, ROUND, PILL = "#cccccc", "12px", "999px"
SHADOW = "0 4px 12px rgba(0,0,0,0.2)"
_BORDER_STYLES = ("solid", "dashed", "dotted", "double")
_WIDTHS = {"thin": "1px", "thick": "3px", "medium": "2px"}
_PAINTED = ("fill", "stroke")  # attributes of drawings
_UNPAINTED = ("none", "currentcolor", "inherit", "transparent", "")
_TONES, _INK = ("darker", "lighter"), "#000000"
_CLEAR = ("transparent", "none", "no color", "no colour")
_GROUPS = ("nav", "header", "footer", "main", "form")  # as wide as what they are in, whatever they look like
_SIDES = {"left": "flex-start", "center": "center", "right": "flex-end"}
# By which tags a part of a text looks otherwise, and what takes that away.
_BY_TAG = {"font-weight": ("b", "strong"), "font-style": ("i", "em"), "text-decoration": ("u", "s", "ins", "del")}


def paint(said: str, now: str = "") -> str:
    """A colour for a style sheet, for "darker" and "lighter" as one of the colour there is `now`. Raises Impossible for
    what is none."""
    if said.casefold() in _TONES:
        if color := color_of(now):
            return toned(color, said.casefold())
        raise Impossible(phrase("the colour that it has now is not known"))
    if color := color_of(said):
        return color
    raise Impossible(phrase(f"“{said}” is no colour that is known"))


def color(work: Work, target: Target, how: str) -> None:
    node = target.text_node
    value = paint(how, work.looks.value(node, "color") or _INK)
    if node.tag in DRAWN and node.tag != "svg":
        raise Impossible(NO_TEXT)
    if _is_drawing(node):
        _paint_drawing(work, node, value)
    elif target.leaf is None and not node.text and work.looks.ground(node) and node.tag not in ("input", "textarea"):
        _ground(work, node, value)  # an icon or a picture that is only a box
    else:
        _letters(work, target, "color", value)


def background(work: Work, target: Target, how: str) -> None:
    value = "transparent" if how.casefold() in _CLEAR else paint(how, work.looks.ground(target.box))
    if target.box.tag == "svg":
        _paint_drawing(work, target.box, value)
    else:
        _ground(work, target.box, value)


def _ground(work: Work, node: Node, value: str) -> None:
    has_longhand = work.looks.own(node, "background-color") and not work.looks.own(node, "background")
    is_picture = "url(" in work.looks.said(node, "background-image")
    if has_longhand and not is_picture:
        work.looks.set(node, background_color=value)
    else:
        work.looks.set(node, background=value)


def _is_drawing(node: Node) -> bool:
    return node.tag == "svg"


def _paint_drawing(work: Work, svg: Node, value: str) -> None:
    for node in svg.all():
        for name in _PAINTED:
            if node.attributes.get(name, "").lower() not in _UNPAINTED:
                node.say(name, value)
            if work.looks.own(node, name).lower() not in _UNPAINTED:
                work.looks.set(node, **{name: value})
    work.looks.set(svg, color=value)


def border(work: Work, target: Target, how: str) -> None:
    looks, node = work.looks, target.box
    if how == "none":
        return looks.set(node, border="none")
    width, style, value = "1px", "solid", BORDER_COLOR
    now = looks.said(node, "border").split(maxsplit=2)
    if len(now) == 3 and now[1] in _BORDER_STYLES:
        width, style, value = now
    rest = list[str]()
    if how != "plain":
        for word in re.sub(r"(\d)\s+(px|pixels?)\b", r"\1px", how).split():
            if length := _WIDTHS.get(word.casefold()) or (length_of(word) if word[0].isdigit() else ""):
                width = length
            elif word.casefold() in _BORDER_STYLES:
                style = word.casefold()
            else:
                rest.append(word)
    value = paint(" ".join(rest)) if rest else value
    return looks.set(node, border=f"{width} {style} {value}")


def corners(work: Work, target: Target, how: str) -> None:
    value = {"round": ROUND, "pill": PILL, "square": "0"}.get(how) or lengths_of(how)
    if not value:
        raise Impossible(no_length(how))
    work.looks.set(target.box, border_radius=value)


def no_length(said: str) -> str:
    return phrase(f"“{said}” is no length that is known")


def shadow(work: Work, target: Target, how: str) -> None:
    work.looks.set(target.box, box_shadow="none" if how == "none" else SHADOW)


_GENERIC = {"sans serif": "sans-serif", "sans-serif": "sans-serif", "serif": "serif", "monospace": "monospace",
            "typewriter": "monospace", "handwritten": "cursive", "cursive": "cursive"}  # fmt: skip
_SERIFS = ("georgia", "times", "times new roman", "garamond", "merriweather", "playfair display")
_MONOSPACED = ("courier", "courier new", "consolas", "menlo")
_FAMILY = re.compile(r"[A-Za-z][A-Za-z0-9 -]{1,40}")


def font(work: Work, target: Target, how: str) -> None:
    name = re.sub(r"^(an?|the) | (font|typeface|family)s?$", "", how.strip(" \"'"))
    if generic := _GENERIC.get(name.casefold()):
        value = generic
    elif _FAMILY.fullmatch(name):
        rest = (
            "serif" if name.casefold() in _SERIFS else "monospace" if name.casefold() in _MONOSPACED else "sans-serif"
        )
        value = f"'{name}', {rest}"
    else:
        raise Impossible(phrase(f"“{how}” is no name of a font"))
    if target.leaf is None:
        work.looks.set(target.box, font_family=value)
    else:
        _letters(work, target, "font-family", value)


def weight(work: Work, target: Target, how: str) -> None:
    _letters(work, target, "font-weight", "700" if how == "bold" else "400")


def slant(work: Work, target: Target, how: str) -> None:
    _letters(work, target, "font-style", "italic" if how == "italic" else "normal")


def line(work: Work, target: Target, how: str) -> None:
    value = {"under": "underline", "through": "line-through"}.get(how, "none")
    _letters(work, target, "text-decoration", value)


def _letters(work: Work, target: Target, name: str, value: str) -> None:
    """Has all letters of an element look so, those that say otherwise themselves, too."""
    first, *others = text_parts(target.text_node)
    if target.leaf is not None and not target.is_one_text:
        others = []  # these are entries of their own
    is_whole = target.leaf is not None
    is_inherited = name != "text-decoration"
    work.looks.set(first, **{name: value})
    for node in others:
        is_told = work.looks.own(node, name) or (
            is_inherited and not is_whole and work.looks.sheet.values(node).get(name)
        )
        is_told = is_told or node.tag in _BY_TAG.get(name, ()) or (name == "color" and node.tag == "a" and not is_whole)
        if is_told and node.tag not in DRAWN:
            work.looks.set(node, **{name: value})


# -- where it stands ---------------------------------------------------------------------------------


def align(work: Work, target: Target, how: str) -> None:
    """Texts align in their own width, boxes in what they are in, and groups align what is in them."""
    looks, box = work.looks, target.box
    around = looks.direction(box.parent) if not target.is_page else ""
    inside = looks.direction(box)
    is_group = target.leaf is None and bool(box.children) and box.tag not in DRAWN
    if target.is_page or (is_group and (not looks.is_box(box) or target.entry.role in _GROUPS)):
        return _align_inside(work, box, inside, how)
    is_text = target.leaf is box and not looks.is_box(box)
    if is_text and (around != "row" or looks.said(box, "flex") or looks.said(box, "width")):
        looks.set(box, text_align=how)
        if box.tag in ("span", "a", "b", "strong", "em", "small", "label") and not around:
            looks.set(box, display="block")
        if around != "column" or not (looks.said(box.parent or box, "align-items") or looks.said(box, "align-self")):
            return None
    if around == "column":
        return looks.set(box, align_self=_SIDES[how])
    if box.tag in ("td", "th", "tr", "tbody"):
        return looks.set(box, text_align=how)
    left, right = "0" if how == "left" else "auto", "auto" if how != "right" else "0"
    if around == "row":
        return looks.set(box, margin_left=left, margin_right=right if how == "center" else "0")
    if around == "grid":
        return looks.set(box, justify_self={"left": "start", "right": "end"}.get(how, "center"))
    width = {} if looks.said(box, "width") or box.tag in DRAWN else {"width": "fit-content"}
    return looks.set(box, display=_as_block(inside), **width, margin_left=left, margin_right=right)


def _as_block(inside: str) -> str:
    return {"row": "flex", "column": "flex", "grid": "grid"}.get(inside, "block")


def _align_inside(work: Work, box: Node, inside: str, how: str) -> None:
    if inside == "row":
        return work.looks.set(box, justify_content=_SIDES[how])
    if inside == "column":
        return work.looks.set(box, align_items=_SIDES[how], text_align=how)
    if inside == "grid":
        return work.looks.set(box, justify_items={"left": "start", "right": "end"}.get(how, "center"), text_align=how)
    return work.looks.set(box, text_align=how)
