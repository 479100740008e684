"""Pictures and drawings of a project put into a page in place of their addresses, so that it needs no other file."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from moonpane.artifact.addresses import local_file
from moonpane.artifact.css import URL, Budget, address_of
from moonpane.artifact.pictures import is_picture, picture_url
from moonpane.artifact.tags import Tag, raw_text_end, start_tags

MAX_CHARS = 8 << 20  # of styles and pictures, however often each is named
_ADDRESSES = {"img": "src", "source": "src", "image": "href", "link": "href"}


@dataclass
class PictureWeaver:
    """What of a project's files can be seen in a page; the budget is that of the whole page."""

    files: Mapping[str, str]
    budget: Budget = field(default_factory=lambda: Budget(MAX_CHARS))

    def tag(self, tag: Tag, written: str) -> str:
        """A tag with what its address and its style name; `written` is the tag as it is in the page."""
        instead: dict[str, str] = {}
        style = tag.attributes.get("style", "") if "url(" in tag.words else ""
        if (drawn := self.style(style)) != style:
            instead["style"] = drawn
        address = _ADDRESSES.get(tag.name)
        if address and (url := self.url(tag.attributes.get(address, ""))):
            instead[address] = url
        spans = [(span, value) for key, value in instead.items() if (span := tag.value_span(key))]
        for (start, end), value in sorted(spans, reverse=True):
            start, end = start - tag.start, end - tag.start
            lines = "\n" * written.count("\n", start, end)
            written = f"{written[:start]}{attribute(value)}{lines}{written[end:]}"
        return written

    def style(self, text: str, *, beside: str = "") -> str:
        """The text of a style sheet or a style attribute; `beside` is the file that it stands in."""

        def put(found: re.Match[str]) -> str:
            url = self.url(address_of(found), beside=beside)
            return f'url("{url}")' if url else found[0]

        return URL.sub(put, text)

    def url(self, address: str, *, beside: str = "") -> str | None:
        """An address that holds all of the picture; None for what is none of the project, or finds no room."""
        name = local_file(self.files, address, beside=beside)
        text = "" if name is None else self.files[name]
        if name is None or not (name.endswith(".svg") or is_picture(name, text)):
            return None
        if not self.budget.take(len(text), name):
            return None
        return f"data:image/svg+xml,{quote(text)}" if name.endswith(".svg") else picture_url(name, text)


def page_alone(page: str, files: Mapping[str, str]) -> str:
    """A page as one file, with the pictures in it that it shows; everything else stays as it is."""
    weaver, pieces, done = PictureWeaver(files), list[str](), 0
    for tag in start_tags(page):
        end = raw_text_end(page, "style", tag.end) if tag.name == "style" else tag.end
        pieces += (page[done : tag.start], weaver.tag(tag, page[tag.start : tag.end]))
        pieces.append(weaver.style(page[tag.end : end]))
        done = end
    return "".join([*pieces, page[done:]])


def attribute(text: str) -> str:
    """Fit to stand between double quotes, on one line."""
    return html.escape(text).replace("\r", "&#13;").replace("\n", "&#10;")
