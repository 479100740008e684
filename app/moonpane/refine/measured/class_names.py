"""Utility classes of Tailwind as they stand in an attribute: the one that says a property gives way to another.

Classes with a variant (`md:p-4`) say something else and stay; so does whatever is no class of Tailwind.
"""

import re
from collections.abc import Mapping

from moonpane.convert.stacks.utilities import arbitrary, text_size, utilities

_VALUE = r"(?:\[[^\]]*\]|\([^)]*\)|[\w./%-]+)"
_COLOR = (
    r"(?:\[(?:#|rgb|hsl|lab|lch|oklab|oklch|color)[^\]]*\]|white|black|transparent|current|inherit|[a-z]+-\d{2,3})"
    r"(?:/[\w.\[\]%]+)?"
)
_SIZE = re.compile(r"text-(?P<size>xs|sm|base|lg|\d?xl|\[[\d.]+[a-z%]+\])(?:/(?P<line>\S+))?")
_NAMED_WIDTH = r"border(?:-\d+|-\[[\d.]+px\])?"
_WEIGHTS = "thin|extralight|light|normal|medium|semibold|bold|extrabold|black"
_SAYS = {
    **{
        f"{name}-{side}": re.compile(rf"-?{name[0]}{side[0]}-{_VALUE}")
        for name in ("padding", "margin")
        for side in ("top", "right", "bottom", "left")
    },
    "width": re.compile(rf"w-{_VALUE}"),
    "height": re.compile(rf"h-{_VALUE}"),
    "gap": re.compile(rf"gap-(?![xy]-){_VALUE}"),
    "letter-spacing": re.compile(rf"-?tracking-{_VALUE}"),
    "line-height": re.compile(rf"leading-{_VALUE}"),
    "font-size": _SIZE,
    "font-weight": re.compile(rf"font-(?:{_WEIGHTS}|\[\d+\])"),
    "color": re.compile(rf"text-{_COLOR}"),
    "background-color": re.compile(rf"bg-{_COLOR}"),
    "border-color": re.compile(rf"border-{_COLOR}"),
    "border-width": re.compile(_NAMED_WIDTH),
    "border": re.compile(rf"{_NAMED_WIDTH}|border-{_COLOR}"),
    "border-radius": re.compile(rf"rounded(?:-(?!(?:[trblse]|[tbse][lrse])(?:-|$)){_VALUE})?"),
    "box-shadow": re.compile(rf"shadow(?:-{_VALUE})?"),
    "white-space": re.compile(r"whitespace-\S+|text-(?:no)?wrap"),
    "text-decoration": re.compile(r"no-underline|underline"),
    **{f"border-{side}": re.compile(rf"border-{side[0]}(?:-{_VALUE})?") for side in ("top", "right", "bottom", "left")},
}
# Where each of the others is said, this one says nothing any more.
_COVERED = (("py", ("pt", "pb")), ("px", ("pl", "pr")), ("my", ("mt", "mb")), ("mx", ("ml", "mr")))


def says(classes: str, name: str) -> bool:
    """Whether one of the classes sets a property, for itself."""
    names = classes.split()
    if name in ("width", "height"):
        names = [part for each in names for part in _parted(each)]
    return any(_is_said(name, each) for each in names)


def with_class(classes: str, name: str, value: str, style: Mapping[str, str]) -> str:
    """The classes with a property at a value, where the old one stood, else at the end.

    `style`: the element's computed one. What Tailwind has no word for is a class as well: `[name:value]`.
    """
    names = classes.split()
    if name in ("width", "height"):
        names = [part for each in names for part in _parted(each)]
    size = next((found for each in names if (found := _SIZE.fullmatch(each))), None)
    if name == "line-height" and size and size["line"]:
        return " ".join(f"text-{size['size']}/[{value}]" if each == size[0] else each for each in names)
    new = [_text(names, size, value, style)] if name == "font-size" else _said(name, value)
    at = next((number for number, each in enumerate(names) if _is_said(name, each)), len(names))
    if at == len(names) and name.startswith(("padding-", "margin-")):
        axis = "y" if name.endswith(("top", "bottom")) else "x"
        wider = re.compile(rf"-?{name[0]}{axis}?-{_VALUE}")
        at = max((number + 1 for number, each in enumerate(names) if wider.fullmatch(each)), default=at)
    kept = [each for each in names if not _is_said(name, each)]
    return " ".join(_tidy([*kept[:at], *new, *kept[at:]]))


def _is_said(name: str, each: str) -> bool:
    pattern = _SAYS.get(name)
    return each.startswith(f"[{name}:") or (pattern is not None and pattern.fullmatch(each) is not None)


def _said(name: str, value: str) -> list[str]:
    if name == "line-height":
        return [f"leading-[{value}]"]
    found, others = utilities({name: value})
    return [*found, *(f"[{key}:{arbitrary(said)}]" for key, said in others.items())]


def _text(names: list[str], size: re.Match[str] | None, value: str, style: Mapping[str, str]) -> str:
    """A size of text; the line height stays what it is beside it."""
    said = text_size(value)
    if size and size["line"]:
        return f"{said}/{size['line']}"
    exact = f"text-[{value}]"  # a name of the scale would bring a line height along
    if size is None or size["size"].startswith("[") or any(each.startswith("leading-") for each in names):
        return exact
    line, now = (_px(style.get(key, "")) for key in ("line-height", "font-size"))
    return f"{exact}/[{line / now:.4g}]" if line and now else exact


def _px(value: str) -> float:
    return float(value[:-2]) if re.fullmatch(r"\d+(?:\.\d+)?px", value) else 0.0


def _parted(each: str) -> list[str]:
    """`size-10` is height and width, of which only one changes."""
    found = re.fullmatch(rf"size-({_VALUE})", each)
    return [each] if found is None else [f"w-{found[1]}", f"h-{found[1]}"]


def _tidy(names: list[str]) -> list[str]:
    """`py-4 pt-2 pb-2` is `py-2`."""
    for whole, sides in _COVERED:
        said = [next((each for each in names if re.fullmatch(rf"-?{side}-{_VALUE}", each)), "") for side in sides]
        if not all(said):
            continue
        names = [each for each in names if not re.fullmatch(rf"-?{whole}-{_VALUE}", each)]
        together = {each.replace(side, whole, 1) for each, side in zip(said, sides, strict=True)}
        if len(together) == 1:
            first = min(map(names.index, said))
            names = [*names[:first], *together, *(each for each in names[first:] if each not in said)]
    return names
