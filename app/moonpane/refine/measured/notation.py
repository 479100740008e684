"""How a page says what its elements look like, and how it is told to say something else in the same way.

    style attributes   pages of HTML
    utility classes    pages with Tailwind, and React
    style objects      React, where an element has one, or classes that are computed

A tag says a property where it says it already; else in classes, where the page has them and the tag does not only have
a style.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from moonpane.artifact.declarations import declarations, holder, with_value
from moonpane.artifact.rules import Rule
from moonpane.artifact.tags import Edit, Tag, edited
from moonpane.artifact.weave import uses_tailwind
from moonpane.refine.jsx import Entry, JsxTag, css_of, entries, tag_at, with_entry
from moonpane.refine.measured import class_names
from moonpane.refine.source import Source
from moonpane.session import Stack

_JSX = (".jsx", ".tsx", ".js")
Position = tuple[int, int]  # line and column


@dataclass(frozen=True)
class Looks:
    """What a start tag says itself; None for what it cannot say, because it is computed or would not be understood."""

    style: str | None
    classes: str | None
    is_object: bool = False  # the style is the inside of an object of JavaScript

    def says(self, name: str) -> bool:
        return self._in_style(name) or (self.classes is not None and class_names.says(self.classes, name))

    def with_value(self, name: str, value: str, computed: Mapping[str, str]) -> "Looks":
        """With a property at a value, as far as it can be said. `computed`: the element's style as it is."""
        if self.classes is None or self._in_style(name) or (self.style and not self.classes):
            if self.style is None:
                return self
            return replace(self, style=(_with_entry if self.is_object else with_value)(self.style, name, value))
        return replace(self, classes=class_names.with_class(self.classes, name, value, computed))

    def _in_style(self, name: str) -> bool:
        if not self.style:
            return False
        return (_holder(self.style, name) if self.is_object else holder(self.style, name)) is not None


class Written(Protocol):
    """One file in which elements are written."""

    def looks_at(self, position: Position) -> Looks | None:
        """None where no tag begins."""
        ...

    def changed(self, looks: Mapping[Position, Looks], rules: Mapping[Rule, str]) -> str:
        """The file with tags that say other things, and rules with other declarations."""
        ...


def written(path: str, text: str, stack: Stack) -> Written | None:
    """None for a file that holds no elements."""
    if path.endswith((".html", ".htm")):
        return HtmlFile(text, stack)
    return JsxFile(text) if path.endswith(_JSX) else None


class HtmlFile:
    """A page."""

    def __init__(self, text: str, stack: Stack) -> None:
        self.source = Source(text)
        self._has_utilities = stack != "html" or uses_tailwind(list(self.source.tags))

    def looks_at(self, position: Position) -> Looks | None:
        tag = self.source.tag_at(*position)
        if tag is None:
            return None
        classes = tag.attributes.get("class", "") if self._has_utilities else None
        return Looks(self.source.style_of(tag), classes)

    def changed(self, looks: Mapping[Position, Looks], rules: Mapping[Rule, str]) -> str:
        styles, classes = dict[Tag, str](), dict[Tag, str]()
        for position, each in looks.items():
            tag, before = self.source.tag_at(*position), self.looks_at(position)
            if tag is None or before is None:
                continue
            if each.style is not None and each.style != before.style:
                styles[tag] = each.style
            if each.classes is not None and each.classes != before.classes:
                classes[tag] = each.classes
        return self.source.with_styles(styles, rules, classes)


class JsxFile:
    """A file of components. What the page says is written where is only believed where a tag begins."""

    def __init__(self, text: str) -> None:
        self._text = text

    def looks_at(self, position: Position) -> Looks | None:
        tag = tag_at(self._text, *position)
        return None if tag is None else self._looks(tag)

    def changed(self, looks: Mapping[Position, Looks], rules: Mapping[Rule, str]) -> str:
        edits: list[Edit] = []
        for position, each in looks.items():
            tag = tag_at(self._text, *position)
            if tag is None:
                continue
            before = self._looks(tag)
            if each.classes is not None and each.classes != before.classes:
                edits.append(_edit(tag, tag.classes, each.classes, ' className="{}"'))
            if each.style is not None and each.style != before.style:
                edits.append(_edit(tag, tag.style, each.style, " style={{{{{}}}}}"))
        return edited(self._text, edits)

    def _looks(self, tag: JsxTag) -> Looks:
        style, classes = (
            None if name in tag.fixed else self._text[slice(*(span or (0, 0)))]
            for name, span in (("style", tag.style), ("class", tag.classes))
        )
        return Looks(style, classes, is_object=True)


def _edit(tag: JsxTag, span: tuple[int, int] | None, text: str, attribute: str) -> Edit:
    return (*span, text) if span else (tag.name_end, tag.name_end, attribute.format(text))


def _holder(body: str, name: str) -> tuple[Entry, str] | None:
    """The entry that says a property, and the same as a declaration."""
    for entry in reversed(entries(body)):
        value = css_of(body[entry.start : entry.end])
        said = f"{entry.name}:{value}"
        if value is not None and holder(said, name) is not None:
            return entry, said
    return None


def _with_entry(body: str, name: str, value: str) -> str:
    found = _holder(body, name)
    if found is None:
        return with_entry(body, name, value)
    entry, said = found
    quote = body[entry.start] if body[entry.start] in "\"'" else '"'
    corrected = declarations(with_value(said, name, value))[0].value
    return f"{body[: entry.start]}{quote}{corrected}{quote}{body[entry.end :]}"
