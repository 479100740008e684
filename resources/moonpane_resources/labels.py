"""Labels tie what the embedded model writes to the outline's texts: it answers `text C …` with `<p C …>`.

A small model copies well what it has found, but to find the next text it would have to remember where it was; with a
label it has to know the next letter only (without labels the first token of a text was right in 0.50 of the cases, on
40 held-out pages, after 200 steps of whole pages). Labels are a matter between us and this model: they are taken out
of the answer while it streams.
"""

import re

from moonpane_resources.streamed import Streamed

# One token each, and none that an outline uses for something else.
LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZacdefhijkmnostuvyz"
_TEXT = re.compile(r"^text(?= )", re.MULTILINE)
_LABEL = re.compile(rf"(<[a-z][a-z0-9]*) [{LABELS}](?=[ >])")
_UNDECIDED = re.compile(rf"<(?:[a-z][a-z0-9]*(?: [{LABELS}]?)?)?$")


def label(index: int) -> str:
    """The label of a page's text number `index`; beyond the last one they begin again."""
    return LABELS[index % len(LABELS)]


def labelled(outline: str) -> str:
    """The outline with a label behind each `text`, in their order."""
    numbers = iter(range(outline.count("text ") + 1))
    return _TEXT.sub(lambda match: f"{match[0]} {label(next(numbers))}", outline)


class Unlabelled(Streamed):
    """Takes the labels out of an answer; the beginning of a tag waits until it is clear whether a label follows."""

    def __init__(self) -> None:
        super().__init__(_UNDECIDED)

    def changed(self, text: str) -> str:
        return _LABEL.sub(r"\1", text)
