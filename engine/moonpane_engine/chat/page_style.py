"""Declarations of the house style: which properties each kind of element has, and how far one may be said."""

import re

_SPACE = ("margin-top", "margin-left")
_PAINT = ("background", "border", "border-radius")
_BOX = (*_SPACE, "width", "height", "flex", "align-self")
_FLEX = ("gap", "padding", "justify-content", "align-items")
_FONT = ("font-size", "font-weight", "color", "line-height", "text-align", "text-decoration")

BODY = ("background", *_FLEX)
CONTAINER = (*_BOX, *_PAINT, *_FLEX)
LEAF = (*_BOX, *_PAINT)
TEXT = (*_BOX, *_FONT)  # without a box of its own
BOXED_TEXT = (*TEXT, *_PAINT, *_FLEX)

_SOME = re.compile(r"[a-z0-9%. -]{0,24}(#[0-9a-f]{0,6})?")  # a colour comes last
_WHOLE = re.compile(r"[a-z0-9%. -]{0,24}(#[0-9a-f]{6})?")


def paints(declaration: str) -> bool:
    return declaration.startswith(_PAINT)


def may_become(declaration: str, properties: tuple[str, ...], colors: tuple[str, ...] | None) -> bool:
    """Whether a declaration can go on from what is said of it; `colors` None: any."""
    name, colon, value = declaration.partition(":")
    if not colon:
        return any(one.startswith(name) for one in properties)
    return name in properties and _has_form(value, _SOME, colors)


def is_whole(declaration: str, properties: tuple[str, ...], colors: tuple[str, ...] | None) -> bool:
    """Whether it can end here."""
    name, _, value = declaration.partition(":")
    return name in properties and value != "" and _has_form(value, _WHOLE, colors)


def _has_form(value: str, form: re.Pattern[str], colors: tuple[str, ...] | None) -> bool:
    match = form.fullmatch(value)
    color = match[1] if match else None
    return match is not None and (not color or colors is None or any(one.startswith(color) for one in colors))
