"""The lines of a page in the house style, read back as elements."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from moonpane_engine.page.style import STYLE_ORDER
from moonpane_resources.prompts.editing import ShownLines

_RANK = {name: place for place, name in enumerate(STYLE_ORDER)}
_LINE = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*?)(?: style="([^"]*)")?>(?:([^<]*)</\1>)?')
_VOID = ("input", "hr", "img")
_PLACEHOLDER = re.compile(r' placeholder="([^"]*)"')
_ROLES = {
    "body": "page", "button": "button", "input": "field", "hr": "divider", "label": "label", "a": "link",
    "h1": "heading", "h2": "heading", "h3": "heading", "nav": "nav", "header": "header", "footer": "footer",
}  # fmt: skip
_ICON = 32  # px; larger pictures are called so


@dataclass(eq=False, repr=False, slots=True)
class Element:
    """One element. `text` is as the page has it, escaped; None for a container."""

    tag: str
    attributes: str  # between tag and style, each with a space before it
    style: dict[str, str]
    text: str | None
    first: int = 0  # its line
    last: int = 0  # the line of its closing tag
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)

    @property
    def said(self) -> str:
        """What can be read on it; a field's is its placeholder."""
        found = _PLACEHOLDER.search(self.attributes) if self.tag == "input" else None
        return unescape(found[1] if found else self.text or "")

    @property
    def is_box(self) -> bool:
        """Whether its area is seen."""
        return "background" in self.style or "border" in self.style

    @property
    def is_column(self) -> bool:
        return self.tag == "body" or 'class="col"' in self.attributes

    @property
    def role(self) -> str:
        """What people call it; "" for a group that is not seen."""
        if self.tag in _ROLES:
            return _ROLES[self.tag]
        if self.children:
            return "card" if self.is_box and (len(self.children) > 1 or self.children[0].children) else ""
        if self.tag == "img":
            return _filled_role(self)
        if self.text is None:
            return ""
        if not self.text:
            return _filled_role(self)
        if "class=" in self.attributes:
            return "avatar"
        return "badge" if self.is_box else "item" if self.tag == "li" else "text" if self.tag == "span" else "paragraph"

    def line(
        self, *, tag: str = "", attributes: str | None = None, style: Mapping[str, str] | None = None, text: str = "\0"
    ) -> str:
        """Its opening line, and its only one unless it has children, with what is given in place of its own."""
        tag, own = tag or self.tag, self.style if style is None else style
        css = ";".join(f"{name}:{own[name]}" for name in sorted(own, key=lambda each: _RANK.get(each, 99)))
        opening = tag + (self.attributes if attributes is None else attributes) + (f' style="{css}"' if css else "")
        text_now = self.text if text == "\0" else text
        return f"<{opening}>" if tag in _VOID or text_now is None else f"<{opening}>{text_now}</{tag}>"

    def with_text(self, text: str) -> str:
        """Its line with another text, which is escaped already."""
        if self.tag != "input":
            return self.line(text=text)
        placeholder = f' placeholder="{text.replace(chr(34), "&quot;")}"'
        return self.line(attributes=_PLACEHOLDER.sub(lambda _: placeholder, self.attributes))


def _filled_role(element: Element) -> str:
    values = [element.style.get(name, "") for name in ("width", "height")]
    sizes = [int(value.removesuffix("px")) for value in values if value.endswith("px")]
    if not sizes or min(sizes) < 8:
        return ""
    return "icon" if len(sizes) == 2 and max(sizes) <= _ICON else "picture"


@dataclass(frozen=True, slots=True)
class ShownPage:
    """The elements whose opening tags are shown, in the order of the page."""

    lines: ShownLines
    elements: list[Element]
    roles: dict[str, list[Element]]
    said: dict[str, list[Element]]  # by text in small letters

    @property
    def body(self) -> Element:
        return self.elements[0]


def read_shown(lines: ShownLines) -> ShownPage:
    """Read what is shown of a page. Raises ValueError where it is not in the house style."""
    shown = set(lines.numbers)
    elements = [each for each in _elements(lines.lines) if each.first in shown]
    roles: dict[str, list[Element]] = {}
    said: dict[str, list[Element]] = {}
    for each in elements:
        roles.setdefault(each.role, []).append(each)
        if text := each.said.casefold():
            said.setdefault(text, []).append(each)
    return ShownPage(lines, elements, roles, said)


def _elements(lines: tuple[str, ...]) -> list[Element]:
    elements = list[Element]()
    open_ones = list[Element]()
    for number, line in enumerate(lines):
        if line.startswith("</"):
            open_ones.pop().last = number
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"line {number + 1} of the body is not in the house style: {line[:80]}")
        tag, attributes, css, text = found.groups()
        said = (each.partition(":") for each in (css or "").split(";") if each)
        style: dict[str, str] = {name: value for name, _, value in said}
        element = Element(tag, attributes, style, text, number, number, open_ones[-1] if open_ones else None)
        if element.parent:
            element.parent.children.append(element)
        elements.append(element)
        if text is None and tag not in _VOID:
            open_ones.append(element)
    return elements
