"""What people call the elements of a page: by what they are, and by what kind of text they say."""

import re

from moonpane_resources.editing.listing import Entry

# By role, the usual word first.
CALLED: dict[str, tuple[str, ...]] = {
    "button": ("button", "btn", "link"), "dropdown": ("dropdown", "select", "menu", "field"),
    "field": ("field", "input", "input field", "text field", "box"), "option": ("option", "entry", "choice"),
    "checkbox": ("checkbox", "check box"), "radio": ("radio button", "option"), "slider": ("slider",),
    "divider": ("divider", "separator", "line", "dividing line"), "label": ("label", "text", "field label"),
    "link": ("link", "menu item", "menu entry", "text", "tab", "button"),
    "heading": ("heading", "headline", "title", "text", "heading text"),
    "card": ("card", "box", "panel", "container", "block", "section", "tile"),
    "badge": ("badge", "tag", "chip", "label", "pill", "button", "tab", "box"),
    "item": ("list item", "item", "entry", "point", "line", "text"), "cell": ("cell", "entry", "text", "value"),
    "row": ("row", "line"), "column": ("column", "group"), "grid": ("grid",), "list": ("list",), "table": ("table",),
    "form": ("form",), "section": ("section", "part", "area", "block"),
    "text": ("text", "word", "caption", "label", "line"), "paragraph": ("paragraph", "text", "line", "sentence"),
    "picture": ("picture", "image", "photo"), "icon": ("icon", "symbol"), "group": ("group", "block", "part"),
    "nav": ("navigation", "navigation bar", "nav bar", "nav", "menu bar", "menu", "navbar"),
    "header": ("header", "top bar", "header bar", "page header"), "sidebar": ("sidebar", "side bar", "left menu"),
    "footer": ("footer", "page footer", "bottom bar"), "main": ("main part", "content", "main content"),
    "page": ("page", "whole page", "body", "site"),
}  # fmt: skip
# What is said of some of them only, by where they stand or what they are for.
_ALSO = {
    "button": "cta call action main primary", "heading": "name", "picture": "pic img avatar portrait logo",
    "icon": "sign logo dot circle bullet", "field": "search", "nav": "bar", "header": "bar", "sidebar": "bar",
    "paragraph": "description explanation subtitle tagline subheading intro note hint message sub headline",
    "text": "description explanation subtitle tagline subheading intro note hint message sub headline name number",
}  # fmt: skip
# By the kind of their text.
SENSES = (
    (re.compile(r"[-+]?[$€£¥] ?[\d.,]+|[\d.,]+ ?[€]"), ("price", "amount", "price tag")),
    (re.compile(r"\S+@\S+\.\w+"), ("email", "e-mail address", "email address", "mail address")),
    (re.compile(r"[-+]?[\d.,]+ ?%"), ("percentage", "percent number")),
    (re.compile(r"(\d{1,2}:\d\d)( ?[AaPp][Mm])?"), ("time",)),
    (re.compile(r"©.*"), ("copyright", "copyright line", "copyright notice")),
    (re.compile(r"(https?://|www\.)\S+"), ("url", "address", "web address")),
    (re.compile(r".*\?"), ("question",)),
)


def senses_of(text: str) -> tuple[str, ...]:
    """What a text is called by its kind; () for one of no kind."""
    return next((names for sense, names in SENSES if sense.fullmatch(text)), ())


def called_by(entry: Entry) -> set[str]:
    """The single words of all that an element may be called."""
    names = (entry.role, *CALLED.get(entry.role, ()), _ALSO.get(entry.role, ""), *senses_of(entry.text))
    return {word for name in names for word in name.split()}
