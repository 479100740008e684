"""A page as the embedded model sees it when it is to change one: a line for each element that people could speak of.

    0A page white
    1B nav dark blue
    2C link Home
    2D button orange Sign in

How deep it lies, its label, what people call such a thing, its colour where it has one, and what can be read on it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from moonpane_resources.editing.colors import name_of
from moonpane_resources.editing.page import Element, in_order
from moonpane_resources.labels import LABELS

MAX_TEXT = 90  # characters of an element's text
_DEEPEST = 9
_ICON = 32  # px; larger pictures are called so
_UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "title", "meta", "link", "br", "wbr", "source"))
_DRAWN = {"svg": "icon", "img": "picture", "video": "picture", "canvas": "picture", "iframe": "picture", "i": "icon"}
_ROLES = {
    "body": "page", "html": "page", "button": "button", "textarea": "field", "select": "dropdown", "option": "option",
    "hr": "divider", "label": "label", "a": "link", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading",
    "h5": "heading", "h6": "heading", "nav": "nav", "header": "header", "footer": "footer", "aside": "sidebar",
    "main": "main", "form": "form", "table": "table", "tr": "row", "td": "cell", "th": "cell", "ul": "list",
    "ol": "list", "li": "item", "p": "paragraph", "summary": "text", "blockquote": "paragraph",
}  # fmt: skip
_INPUTS = {"submit": "button", "button": "button", "reset": "button", "checkbox": "checkbox", "radio": "radio",
           "range": "slider", "hidden": ""}  # fmt: skip
_THROUGH = frozenset(("tbody", "thead", "tfoot"))  # people do not speak of these
_NO_NAMES = frozenset(("picture", "photo", "image", "icon", "img"))  # as `alt`
# Texts in these belong to the text around them.
_INLINE = frozenset(
    ("b", "strong", "em", "i", "u", "s", "small", "mark", "code", "sub", "sup", "abbr", "span", "br", "wbr")
)
# Of a box and the one text in it the thing is called what comes first here.
_CALLED = ("button", "field", "link", "heading", "badge", "item", "label", "cell", "paragraph", "text")
_HOLDERS = frozenset(
    ("button", "link", "item", "label", "cell", "card", "group", "row", "column", "badge", "paragraph")
)


@dataclass(eq=False, repr=False, slots=True)
class Entry:
    """One line of the listing. `element` is what it is about, `leaf` the element in it that has the text."""

    role: str
    color: str = ""
    text: str = ""
    element: Element | None = None
    leaf: Element | None = None
    parent: "Entry | None" = None
    children: list["Entry"] = field(default_factory=list)
    is_picked: bool = False

    @property
    def depth(self) -> int:
        return sum(1 for _ in self.up()) - 1

    def all(self) -> Iterator["Entry"]:
        """It and everything in it, in order."""
        return in_order(self, _parts)

    def up(self) -> Iterator["Entry"]:
        """It and all that it is in."""
        each: Entry | None = self
        while each is not None:
            yield each
            each = each.parent


def _parts(entry: Entry) -> list[Entry]:
    return entry.children


def label_of(index: int) -> str:
    """The label of entry number `index`: a letter, and behind it how often the letters had been used up."""
    return LABELS[index % len(LABELS)] + (str(index // len(LABELS)) if index >= len(LABELS) else "")


def listed(entries: Sequence[Entry]) -> str:
    """The lines of entries."""
    return "\n".join(_line(number, entry) for number, entry in enumerate(entries))


def _line(number: int, entry: Entry) -> str:
    text = entry.text if len(entry.text) <= MAX_TEXT else entry.text[:MAX_TEXT].rstrip() + "…"
    words = [f"{min(entry.depth, _DEEPEST)}{label_of(number)}", "this" * entry.is_picked, entry.role, entry.color, text]
    return " ".join(word for word in words if word)


Styles = Callable[[Element], dict[str, str]]


def own_style(element: Element) -> dict[str, str]:
    """The declarations of an element's own `style`."""
    return element.style


def entries_of(body: Element, picked: Element | None = None, style_of: Styles = own_style) -> Entry:
    """The page's entry, with all others in it; the one that `picked` is, or belongs to, is marked.

    `style_of` says how an element looks, where somebody knows its style sheets, too.
    """
    page = _entry(body, style_of)
    waiting = [(body, page)]
    while waiting:
        element, around = waiting.pop()
        found = [(child, _entry(child, style_of)) for child in _children(element) if child.tag not in _UNSEEN]
        for _, entry in found:
            if entry.role:
                entry.parent = around
                around.children.append(entry)
        waiting += reversed([(child, entry if entry.role else around) for child, entry in found if _is_opened(entry)])
    _merge(page)
    if picked is not None:
        _mark(page, picked)
    return page


def _children(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.tag in _THROUGH:
            yield from child.children
        else:
            yield child


def _is_opened(entry: Entry) -> bool:
    """Whether what is in it has lines of its own."""
    element = entry.element
    return element is not None and element.tag not in _DRAWN and not _is_one_text(element)


def _is_one_text(element: Element) -> bool:
    """Whether all that is in it is one text, parts of which may look different."""
    return bool(element.own_text or len(element.children) == 1) and all(map(_is_part, element.children))


def _is_part(element: Element) -> bool:
    is_box = element.style.keys() & {"background", "background-color", "border"}
    return element.tag in _INLINE and not is_box and all(map(_is_part, element.children))


def _entry(element: Element, style_of: Styles) -> Entry:
    style = style_of(element)
    role = _role(element, style)
    text = whole_text(element) if _is_one_text(element) else element.own_text
    if element.tag in ("input", "textarea", "img"):
        names = ("value", "placeholder", "alt")
        text = next((element.attributes[name] for name in names if element.attributes.get(name)), text)
        text = "" if text.casefold() in _NO_NAMES else text
    ground = style.get("background-color") or style.get("background", "")
    color = name_of(ground) or (name_of(style.get("color", ""), least=70) if text else "")
    return Entry(role, color, " ".join(text.split()), element, element if text else None)


def whole_text(element: Element) -> str:
    """All that can be read on an element, in its order."""
    pieces = sorted(piece for each in element.all() for piece in _pieces(each))
    return " ".join(unescape("".join(text for _, text in pieces)).split())


def _pieces(element: Element) -> list[tuple[int, str]]:
    if element.tag in ("br", "wbr"):  # words do not go on in the next line
        return [(element.start, " " if element.tag == "br" else "")]
    return [] if element.tag in _UNSEEN else element.pieces


def _role(element: Element, style: dict[str, str]) -> str:
    tag = element.tag
    if tag == "input":
        return _INPUTS.get(element.attributes.get("type", "").lower(), "field")
    if tag in _DRAWN and not element.own_text:
        return "icon" if _DRAWN[tag] == "icon" or _is_small(element, style) else "picture"
    is_box = bool(style.keys() & {"background", "background-color", "border", "box-shadow"})
    if tag == "a" and is_box:
        return "button"
    if tag in _ROLES:
        return _ROLES[tag]
    if not element.children:
        if not element.own_text:
            return ("icon" if _is_small(element, style) else "picture") if is_box else ""
        return "badge" if is_box else "text"
    if _is_one_text(element) and whole_text(element):
        return "badge" if is_box else "text"
    if tag == "section" and not is_box:
        return "section"
    if is_box or tag == "article":
        return "card"
    return _layout(element, style)


def _layout(element: Element, style: dict[str, str]) -> str:
    """What people call a group that is not seen: by how its parts lie."""
    classes = element.attributes.get("class", "").split()
    if "row" in classes or (style.get("display", "").endswith("flex") and style.get("flex-direction") != "column"):
        return "row"
    if "grid" in classes or style.get("display", "").endswith("grid"):
        return "grid"
    return "column" if "col" in classes or "column" in classes or style.get("flex-direction") == "column" else "group"


def _is_small(element: Element, style: dict[str, str]) -> bool:
    said = [style.get(name) or element.attributes.get(name, "") for name in ("width", "height")]
    sizes = [value.removesuffix("px") for value in said]
    return all(size.replace(".", "", 1).isdigit() and float(size) <= _ICON for size in sizes)


def _merge(page: Entry) -> None:
    """A box around one text, with or without icons, is one thing: a button, an entry of a menu, a cell."""
    for entry in reversed(list(page.all())):
        parent = entry.parent
        if parent is None or parent.role not in _HOLDERS or parent.text or entry.children or not entry.text:
            continue
        others = [each for each in parent.children if each is not entry]
        if not all(map(_is_sign, others)) or entry.role not in _CALLED or (others and _is_sign(entry)):
            continue
        is_group = parent.role in ("group", "row", "column", "grid")
        if is_group and others:
            continue  # an icon beside a text: two things
        parent.role = _merged_role(parent.role, entry.role, has_icon=bool(others))
        parent.text, parent.leaf, parent.children = entry.text, entry.leaf, []
        parent.color = parent.color or entry.color


def _is_sign(entry: Entry) -> bool:
    """An icon, or one that is written: +, ×, ›."""
    return entry.role == "icon" or (0 < len(entry.text) <= 2 and not entry.children and not entry.text.isalnum())


def _merged_role(outer: str, inner: str, *, has_icon: bool) -> str:
    if outer == "card":
        outer = "button" if has_icon else "badge"
    roles = [role for role in (outer, inner) if role in _CALLED]
    return min(roles, key=_CALLED.index)


def _mark(page: Entry, picked: Element) -> None:
    by_element = {entry.element: entry for entry in page.all()}
    by_element |= {entry.leaf: entry for entry in page.all() if entry.leaf is not None}
    element: Element | None = picked
    while element is not None and element not in by_element:
        element = element.parent
    if element is not None:
        by_element[element].is_picked = True
