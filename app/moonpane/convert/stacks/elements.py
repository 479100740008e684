"""An element of the house style as Tailwind has it: classes that say its looks, and what a browser adds to them.

Tailwind takes away what a browser gives some elements of itself, and the house style's sheet gives something to all;
so both are said here with each element, and the page needs no sheet of its own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from moonpane.convert.stacks.utilities import font, utilities

VOID = frozenset({"input", "hr", "img"})
ROW_CLASSES = frozenset({"row", "grid"})
_BODY = "body"
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_NAME = re.compile(r"<([a-z][a-z0-9]*)")
_CLASSES = {
    "row": "flex",
    "col": "flex flex-col",
    "grid": "grid grid-flow-col auto-cols-[1fr]",
}
_BROWSER = {
    "button": {"background": "#efefef", "padding": "1px 6px"},
    "input": {"background": "#ffffff", "padding": "1px 2px"},
    "ul": {"padding": "0 0 0 40px"},
    "hr": {"border": "0"},
    **{heading: {"font-weight": "700"} for heading in ("h1", "h2", "h3")},
}
_OWN = {"ul": ("list-disc",), "input": ("placeholder:text-inherit",)}
_SHRINKS = frozenset({"button", "input", "hr"})  # below what is in it, in a row


@dataclass(frozen=True)
class Element:
    """A start tag. Values of `attributes` are text as HTML, without `class` and `style`."""

    name: str
    attributes: Mapping[str, str]
    classes: tuple[str, ...]
    style: Mapping[str, str]  # what no class says
    is_row: bool  # what is in it stands beside each other


def element(tag: str, *, in_row: bool, family: str = "") -> Element:
    """What a start tag of the house style begins; `family` is the page's font, which its body says."""
    found = _NAME.match(tag)
    assert found
    name, attributes = found[1], dict[str, str](_ATTRIBUTE.findall(tag))
    given, declared = attributes.pop("class", ""), _declared(attributes.pop("style", ""))
    if declared.get("margin") == "0":  # Tailwind gives none
        del declared["margin"]
    of_browser = {key: value for key, value in _BROWSER.get(name, {}).items() if key not in declared}
    classes, others = utilities(declared | of_browser)
    if name == _BODY:
        given = "col"
        classes += ["text-base/tight", *([named] if (named := font(family)) else [])]
        others |= {"font-family": family} if family and not named else {}
    laid_out = _CLASSES.get(given, given).split()
    rules = _rules(name, declared, in_row=in_row, is_link="href" in attributes)
    return Element(name, attributes, (*laid_out, *classes, *rules), others, given in ROW_CLASSES)


def _rules(name: str, declared: Mapping[str, str], *, in_row: bool, is_link: bool) -> Iterator[str]:
    """What the house style's sheet and the browser say of such an element beside its style."""
    if name == "img" and declared.get("width") != "100%":
        yield "max-w-none"
    if name in _SHRINKS and in_row:
        yield "min-w-0"
    if "font-size" in declared and "line-height" not in declared and name not in VOID:
        yield "whitespace-nowrap"
    if is_link:
        yield "underline"
    yield from _OWN.get(name, ())


def _declared(style: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in style.split(";") if each)
    return {name: value for name, _, value in pairs}
