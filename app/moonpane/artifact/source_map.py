"""Where each element of a page stands in its source, written onto the element itself.

The attribute travels with the element through whatever scripts do to it, so a click in the preview finds its line.
"""

from collections.abc import Collection, Iterable, Iterator
from html import escape as html_escape

from moonpane.artifact.tags import Tag, start_tags

ATTRIBUTE = "data-moonpane-source"  # "file:line:column", both from 1; `preview/source.js` writes the same for JSX
MAX_PLACE_CHARS = 240
MAX_DIGITS = 7
_UNSEEN = frozenset({"html", "head", "meta", "link", "title", "base", "script", "style", "template", "noscript"})


def located(html: str, *, file: str = "index.html", tags: Iterable[Tag] | None = None) -> str:
    """A copy in which each start tag that may be seen says its place; no line begins or ends elsewhere.

    tags: those of the page, where they are known already.
    """
    pieces: list[str] = []
    done, name = 0, html_escape(file)
    for tag, line, column in with_lines(html, start_tags(html) if tags is None else tags):
        if tag.name not in _UNSEEN:
            pieces += (html[done : tag.name_end], f' {ATTRIBUTE}="{name}:{line}:{column}"')
            done = tag.name_end
    return "".join([*pieces, html[done:]])


def with_lines(text: str, tags: Iterable[Tag]) -> Iterator[tuple[Tag, int, int]]:
    """Each tag of a text with its line and column, both from 1."""
    line, line_start, counted = 1, 0, 0
    for tag in tags:
        if newlines := text.count("\n", counted, tag.start):
            line += newlines
            line_start = text.rfind("\n", counted, tag.start) + 1
        counted = tag.start
        yield tag, line, tag.start - line_start + 1


def split_place(said: object) -> tuple[str, int, int] | None:
    """(file, line, column) of `file:line:column`, which a page may have made up; None for anything else.

    The line counts from 1, a column of 0 is unknown. Whether there is such a file remains to be seen.
    """
    if not isinstance(said, str) or len(said) > MAX_PLACE_CHARS:
        return None
    file, line, column = [*said.rsplit(":", 2), "", ""][:3]
    if not file or not _is_count(line) or not _is_count(column) or int(line) == 0:
        return None
    return file, int(line), int(column)


def parse_place(said: object, files: Collection[str]) -> tuple[str, int, int] | None:
    """The same of a place in one of these files only."""
    place = split_place(said)
    return place if place is not None and place[0] in files else None


def _is_count(digits: str) -> bool:
    """No sign, no digits of other scripts, and no more of them than a file has lines."""
    return digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS
