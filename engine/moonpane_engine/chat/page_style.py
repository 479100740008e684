"""Declarations of the house style: properties of each kind of element, their values, how far one may be said."""

import re
from typing import NamedTuple

from moonpane_engine.chat.page_outline import Group, OutlineText

STYLE_ORDER = (
    "width", "height", "background", "border", "border-radius", "padding", "gap", "justify-content", "align-items",
    "align-self", "flex", "margin-top", "margin-left", "font-size", "font-weight", "line-height", "color", "text-align",
)  # fmt: skip
_SIZE = {"width", "height"}
_PAINT = {"background", "border", "border-radius"}
_PLACE = {"align-self", "flex", "margin-top", "margin-left"}
_FLEX = {"padding", "gap", "justify-content", "align-items"}
_FONT = {"font-size", "font-weight", "line-height", "color", "text-align"}

BODY = {"background"} | _FLEX
CONTAINER = _SIZE | _PLACE | _FLEX
BOXED_CONTAINER = CONTAINER | _PAINT
LEAF = _SIZE | _PLACE | _PAINT
TEXT = _PLACE | _FONT
BOXED_TEXT = TEXT | _SIZE | _PAINT | _FLEX

_FLEX_ENDS = ("center", "flex-start", "flex-end", "space-between")
_WORDS = {
    "flex": ("1",),
    "text-align": ("center", "right"),
    "align-self": _FLEX_ENDS[:3],
    "align-items": _FLEX_ENDS[:3],
    "justify-content": _FLEX_ENDS,
}


def _begun(literal: str) -> str:
    """An expression for the beginnings of a literal."""
    return "".join(f"(?:{re.escape(char)}" for char in literal) + ")?" * len(literal)


_LENGTH, _BEGUN_LENGTH = r"(?:-?\d{1,3}px|0)", r"-?(?:\d{1,3}(?:px?)?)?"
_COLOR, _BEGUN_COLOR = r"(#[0-9a-f]{6})", r"(#[0-9a-f]{0,6})?"
_INSET = r"(?:\d{1,3}px|0)"
_FORMS = {  # the whole, and a beginning of it
    "padding": (rf"{_INSET}(?: {_INSET}){{0,3}}", rf"(?:{_INSET} ){{0,3}}(?:\d{{1,3}}(?:px?)?)?"),
    "color": (_COLOR, _BEGUN_COLOR),
    "background": (_COLOR, _BEGUN_COLOR),
    "border": (rf"\dpx solid {_COLOR}", rf"(?:\d{_begun('px solid ')})?|\dpx solid {_BEGUN_COLOR}"),
    "border-radius": (rf"{_LENGTH}|50%", rf"{_BEGUN_LENGTH}|50%?"),
}
_PATTERNS = {name: (re.compile(whole), re.compile(begun)) for name, (whole, begun) in _FORMS.items()}
_LENGTHS = (re.compile(_LENGTH), re.compile(_BEGUN_LENGTH))


class Limits(NamedTuple):
    """What may be declared here: these properties, of some only certain values, and of these colours; None: any."""

    properties: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    colors: tuple[str, ...] | None


def text_values(text: OutlineText) -> dict[str, tuple[str, ...]]:
    """What was measured of a text; its size only to a pixel."""
    sizes = (text.font_size, text.font_size - 1, text.font_size + 1)
    known = {"font-size": tuple(f"{size}px" for size in sizes), "font-weight": ("700",)}
    return known | ({"color": (text.color,)} if text.color else {})


def box_values(box: Group) -> dict[str, tuple[str, ...]]:
    """What was measured of a box; its size only to a pixel."""
    known = {
        "width": tuple(f"{box.width + near}px" for near in (0, -1, 1)),
        "height": tuple(f"{box.height + near}px" for near in (0, -1, 1)),
    }
    return known | ({"background": (box.color,)} if box.color else {})


def text_excludes(text: OutlineText) -> set[str]:
    """Properties that it may not have: what was not measured."""
    return (set() if text.is_bold else {"font-weight"}) | (set() if text.is_wrapped else {"line-height"})


def text_needs(text: OutlineText) -> set[str]:
    """Properties that it has to have."""
    return {"font-size", "color"} | ({"font-weight"} if text.is_bold else set())


def following(last: str | None, names: set[str], needed: set[str]) -> tuple[str, ...]:
    """Of the properties those that may come after `last`, in their order: up to the first one that is needed."""
    begin = 0 if last is None else STYLE_ORDER.index(last) + 1
    rest = [name for name in STYLE_ORDER[begin:] if name in names]
    end = next((place for place, name in enumerate(rest) if name in needed), len(rest) - 1)
    return tuple(rest[: end + 1])


def paints(declaration: str, *, filled: bool) -> bool:
    """Whether it makes a box of an element: by its fill, or by its border where it has none."""
    return declaration.startswith("background:" if filled else "border:")


def may_become(declaration: str, limits: Limits) -> bool:
    """Whether a declaration can go on from what is said of it."""
    name, colon, value = declaration.partition(":")
    if not colon:
        return any(one.startswith(name) for one in limits.properties)
    return name in limits.properties and _fits(name, value, limits, whole=False)


def is_whole(declaration: str, limits: Limits) -> bool:
    """Whether it can end here."""
    name, _, value = declaration.partition(":")
    return name in limits.properties and _fits(name, value, limits, whole=True)


def _fits(name: str, value: str, limits: Limits, *, whole: bool) -> bool:
    if words := limits.values.get(name) or _WORDS.get(name):
        return value in words if whole else any(word.startswith(value) for word in words)
    match = _PATTERNS.get(name, _LENGTHS)[0 if whole else 1].fullmatch(value)
    color = next(filter(None, match.groups()), None) if match else None
    is_known = not color or limits.colors is None or any(one.startswith(color) for one in limits.colors)
    return match is not None and is_known
