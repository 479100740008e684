"""What the embedded model answers to a wish: orders, one a line, each about one entry of the listing.

    D background dark green
    F swap G
    B2 after button Send message

A label, what is to be done, and the words of the wish that say how. The words stay as they were said: what "dark green"
or "larger" is in a style sheet is the business of whoever carries the order out, and nothing that a small model has to
know. `none` says that the wish is none of these.
"""

import re
from dataclasses import dataclass

from moonpane_resources.editing.listing import label_of
from moonpane_resources.labels import LABELS

NONE = "none"
WITH = " => "  # between what `replace` takes away and what it puts there
MAX_ORDERS = 12

# What each verb may be followed by: `label` another entry, `words` any, else one of these words, or `|words` besides.
VERBS: dict[str, tuple[str, ...]] = {
    "color": ("words",), "background": ("words",), "border": ("plain", "none", "words"),
    "corners": ("round", "pill", "square", "words"), "size": ("larger", "smaller", "words"),
    "weight": ("bold", "regular"), "slant": ("italic", "upright"), "line": ("under", "through", "none"),
    "padding": ("more", "less", "words"), "gap": ("more", "less", "words"), "width": ("more", "less", "words"),
    "height": ("more", "less", "words"), "align": ("left", "center", "right"), "case": ("upper", "lower"),
    "font": ("words",),
    "shadow": ("plain", "none"), "text": ("words",), "replace": ("words",), "remove": (), "copy": ("", "words"),
    "before": ("words",), "after": ("words",), "swap": ("label",), "over": ("label",), "under": ("label",),
    "first": (), "last": (), "link": ("", "words"), "theme": ("dark", "light"),
}  # fmt: skip
NEW = ("button", "text")  # what `before` and `after` put there: the first of their words
_LABEL = rf"[{LABELS}]\d?"
_LINE = re.compile(rf"({_LABEL}) ([a-z]+)(?: (.*))?")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done about entry number `target`: `verb` of VERBS, and how; `other` where it takes two."""

    target: int
    verb: str
    how: str = ""
    other: int | None = None

    def __str__(self) -> str:
        words = [label_of(self.target), self.verb, label_of(self.other) if self.other is not None else self.how]
        return " ".join(word for word in words if word)


def written(orders: list[Order]) -> str:
    """The answer that gives these orders."""
    return "\n".join(map(str, orders)) or NONE


def read_orders(answer: str, count: int) -> list[Order]:
    """The orders of an answer about a listing of `count` entries; what is none is left out."""
    numbers = {label_of(number): number for number in range(count)}
    orders: list[Order] = []
    for line in answer.strip().splitlines()[:MAX_ORDERS]:
        found = _LINE.fullmatch(line.strip())
        if not found or found[1] not in numbers or (ways := VERBS.get(found[2])) is None:
            continue
        how = (found[3] or "").strip()
        if ways == ("label",):
            if how in numbers and how != found[1]:
                orders.append(Order(numbers[found[1]], found[2], other=numbers[how]))
        elif how in ways or (how and "words" in ways) or (not how and not ways):
            orders.append(Order(numbers[found[1]], found[2], how))
    return orders


def grammar(count: int) -> str:
    """What may be answered about a listing of `count` entries, in Lark."""
    labels = " | ".join(f'"{label_of(number)}"' for number in range(count))
    ways = [f'"{verb}"' + _follows(follows) for verb, follows in VERBS.items()]
    return "\n".join(
        (
            f'start: "{NONE}" | order ("\\n" order){{0,{MAX_ORDERS - 1}}}',
            f'order: label " " ({" | ".join(ways)})',
            f"label: {labels}",
            r"words: /[^\s\n][^\n]{0,400}/",
        )
    )


def _follows(ways: tuple[str, ...]) -> str:
    if not ways:
        return ""
    said = [each if each in ("label", "words") else f'"{each}"' for each in ways if each]
    return f' (" " ({" | ".join(said)}))' + ("?" if "" in ways else "")
