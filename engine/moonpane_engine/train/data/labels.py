"""Labels for training: each element that shows a text of the outline gets that text's label."""

import re

from moonpane_resources.labels import label

_OUTLINE_TEXT = re.compile(r'^text [^\n]*?">(.*)</t$', re.MULTILINE)
_ELEMENT = re.compile(
    r'^<([a-z][a-z0-9]*)(?=[ >])((?: placeholder="([^"]*)")?[^>]*)>(?:([^<\n]*)</[a-z0-9]+>)?$', re.MULTILINE
)


def with_labels(outline: str, html: str) -> str:
    """`html` with labels, for the outline as it is before `moonpane_resources.labels.labelled`.

    An element takes the first text after the one taken last that is equal to its own or, where the parser cut a text
    in pieces, begins it; failing that, any such text; failing that, none.
    """
    said = _OUTLINE_TEXT.findall(outline)
    free = [bool(text) for text in said]
    last = -1

    def find(text: str) -> int:
        order = [*range(last + 1, len(said)), *range(last + 1)]
        for fits in (lambda one: one == text, lambda one: text.startswith(one) or one.startswith(text)):
            for index in order:
                if free[index] and fits(said[index]):
                    return index
        return -1

    def tag(match: re.Match[str]) -> str:
        nonlocal last
        text = match[3] or match[4]
        index = find(text) if text else -1
        if index < 0:
            return match[0]
        free[index], last = False, index
        return f"<{match[1]} {label(index)}{match[0][len(match[1]) + 1 :]}"

    return _ELEMENT.sub(tag, html)
