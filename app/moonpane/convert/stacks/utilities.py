"""Declarations of the house style as classes of Tailwind CSS 4; what no class says stays a declaration.

A name of Tailwind's scale is used where it is exactly the value at the usual root size of 16 px, `[13px]` elsewhere.
"""

import re
from collections.abc import Callable, Mapping

# In quarters of a rem, as people know the scale; Tailwind 4 counts on, but nobody reads `w-85.5`.
_STEPS = (
    0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60,
    64, 72, 80, 96,
)  # fmt: skip
_SPACING = {f"{round(step * 4)}px": f"{step:g}" for step in _STEPS} | {"1px": "px", "0": "0"}
_SIZES = {
    "12px": "xs", "14px": "sm", "16px": "base", "18px": "lg", "20px": "xl", "24px": "2xl", "30px": "3xl",
    "36px": "4xl", "48px": "5xl", "60px": "6xl", "72px": "7xl", "96px": "8xl", "128px": "9xl",
}  # fmt: skip
_RADII = {
    "0": "none",
    "2px": "xs", "4px": "sm", "6px": "md", "8px": "lg", "12px": "xl", "16px": "2xl", "24px": "3xl", "32px": "4xl",
    "999px": "full",
}  # fmt: skip
_WORDS = {
    "justify-content": {"center": "justify-center", "flex-end": "justify-end", "space-between": "justify-between"},
    "align-items": {"center": "items-center", "flex-start": "items-start"},
    "align-self": {"center": "self-center", "flex-start": "self-start", "flex-end": "self-end"},
    "text-align": {"center": "text-center", "right": "text-right"},
    "flex": {"1": "flex-1"},
    "font-weight": {"400": "font-normal", "500": "font-medium", "600": "font-semibold", "700": "font-bold"},
    "object-fit": {"cover": "object-cover"},
    "border": {"0": "border-0"},
    "white-space": {"nowrap": "whitespace-nowrap"},
    "text-decoration": {"underline": "underline"},
}
_COLORS = {"#ffffff": "white", "#000000": "black"}
_PX = re.compile(r"-?\d+(?:\.\d+)?px|0")
_LINE_HEIGHT = re.compile(r"\d+(?:\.\d+)?px|\d+(?:\.\d+)?")
_COLOR = re.compile(r"#[0-9a-f]{6}")
_BORDER = re.compile(r"(\d)px solid (#[0-9a-f]{6})")
_PICTURE = re.compile(r"(#[0-9a-f]{6}) (url\([^()]+\)) center/cover")
_GRADIENT = re.compile(r"linear-gradient\([\w#%.,()\s-]+\)")
_FAMILY = re.compile(r"'[A-Za-z][\w -]*'|[A-Za-z][A-Za-z0-9 -]*")


def utilities(declared: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """(Classes in the order of the declarations, the declarations that no class says)."""
    classes, others = list[str](), dict[str, str]()
    for name, value in declared.items():
        said = _said(name, value, declared)
        if said is None and (picture := _PICTURE.fullmatch(value)) and name == "background":
            classes += (_color("bg", picture[1]) or "", "bg-cover", "bg-center")
            others["background-image"] = picture[2]  # a file: only what looks for addresses finds it
        elif said is None:
            others[name] = value
        else:
            classes += said.split()
    return classes, others


def font(family: str) -> str | None:
    """The class of a `font-family`; None for one that would not be understood as a class."""
    names = [name.strip() for name in family.split(",")]
    if not all(_FAMILY.fullmatch(name) for name in names):
        return None
    return f"font-[{arbitrary(','.join(names))}]"


def text_size(size: str) -> str:
    """`text-sm`, `text-[13px]`: without a line height beside it a name of the scale brings its own along."""
    return f"text-{_SIZES.get(size) or f'[{size}]'}"


def arbitrary(value: str) -> str:
    """A value as it stands between the brackets of a class."""
    return value.replace("_", r"\_").replace(" ", "_")


def _said(name: str, value: str, declared: Mapping[str, str]) -> str | None:
    if said := _WORDS.get(name, {}).get(value):
        return said
    if say := _SAY.get(name):
        return say(value)
    text = _text(declared.get("font-size", ""), declared.get("line-height", ""))
    if name == "font-size":
        return text
    return "" if name == "line-height" and text else None


def _text(size: str, line_height: str) -> str | None:
    """Size and line height go together, since a name of the scale brings its own line height along."""
    if not _PX.fullmatch(size):
        return None
    said = text_size(size)
    if not line_height:
        return f"{said}/tight" if size in _SIZES else said  # 1.25, which the page has
    if not _LINE_HEIGHT.fullmatch(line_height):
        return None
    return f"{said}/{_SPACING.get(line_height) or f'[{line_height}]'}"


def _length(prefix: str) -> Callable[[str], str | None]:
    def say(value: str) -> str | None:
        if value == "100%":
            return f"{prefix}-full"
        if not _PX.fullmatch(value):
            return None
        sign, size = ("-", value[1:]) if value.startswith("-") else ("", value)
        return f"{sign}{prefix}-{_SPACING.get(size) or f'[{size}]'}"

    return say


def _padding(value: str) -> str | None:
    given = value.split()
    if not 1 <= len(given) <= 4 or not all(map(_PX.fullmatch, given)):
        return None
    top, right, bottom, left = [*given, given[1]] if len(given) == 3 else (given * 4)[:4]
    if top == right == bottom == left:
        pairs = [("p", top)]
    else:
        pairs = [("py", top)] if top == bottom else [("pt", top), ("pb", bottom)]
        pairs += [("px", left)] if left == right else [("pr", right), ("pl", left)]
    return " ".join(_length(side)(size) or "" for side, size in pairs if size != "0")


def _side(prefix: str) -> Callable[[str], str | None]:
    def say(value: str) -> str | None:
        border = _BORDER.fullmatch(value)
        return border and f"{_thick(prefix, border[1])} {_color(prefix, border[2])}"

    return say


def _thick(prefix: str, digits: str) -> str:
    return prefix if digits == "1" else f"{prefix}-{digits}"


def _width(value: str) -> str | None:
    return _thick("border", value.removesuffix("px")) if re.fullmatch(r"\dpx|0", value) else None


def _color(prefix: str, value: str) -> str | None:
    return f"{prefix}-{_COLORS.get(value) or f'[{value}]'}" if _COLOR.fullmatch(value) else None


def _background(value: str) -> str | None:
    return f"bg-[{arbitrary(value)}]" if _GRADIENT.fullmatch(value) else _color("bg", value)


def _radius(value: str) -> str | None:
    if value in _RADII:
        return f"rounded-{_RADII[value]}"
    is_length = value == "50%" or all(map(_PX.fullmatch, value.split()))
    return f"rounded-[{arbitrary(value)}]" if is_length else None


_SAY: dict[str, Callable[[str], str | None]] = {
    "width": _length("w"),
    "height": _length("h"),
    "gap": _length("gap"),
    **{
        f"{name}-{side}": _length(name[0] + side[0])
        for name in ("padding", "margin")
        for side in ("top", "right", "bottom", "left")
    },
    "padding": _padding,
    "font-family": font,
    "letter-spacing": lambda value: f"tracking-[{value}]" if _PX.fullmatch(value) else None,
    "border": _side("border"),
    **{f"border-{side}": _side(f"border-{side[0]}") for side in ("top", "right", "bottom", "left")},
    "border-color": lambda value: _color("border", value),
    "border-width": _width,
    "border-radius": _radius,
    "box-shadow": lambda value: f"shadow-[{arbitrary(value)}]",
    "background-color": lambda value: _color("bg", value),
    "background": _background,
    "color": lambda value: _color("text", value),
}
