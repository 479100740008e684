"""What the embedded model answers to a wish: orders, one a line, each about one entry of the listing.

    D background dark green
    F swap G
    B2 after button Send message

A label, what is to be done, and the words of the wish that say how. The words stay as they were said: what "dark green"
or "larger" is in a style sheet is the business of whoever carries the order out, and nothing that a small model has to
know. `none` says that the wish is none of these.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from moonpane_resources.editing.listing import Entry, label_of
from moonpane_resources.labels import LABELS

NONE = "none"
WITH = " => "  # between what `replace` takes away and what it puts there
MAX_ORDERS = 12

# What each verb may be followed by: `label` another entry, `words` some of the wish, `new` what is to be put there and
# its words; else one of these words.
VERBS: dict[str, tuple[str, ...]] = {
    "color": ("words",), "background": ("words",), "border": ("plain", "none", "words"),
    "corners": ("round", "pill", "square", "words"), "size": ("larger", "smaller", "words"),
    "weight": ("bold", "regular"), "slant": ("italic", "upright"), "line": ("under", "through", "none"),
    "padding": ("more", "less", "words"), "gap": ("more", "less", "words"), "width": ("more", "less", "words"),
    "height": ("more", "less", "words"), "align": ("left", "center", "right"), "case": ("upper", "lower"),
    "font": ("words",),
    "shadow": ("plain", "none"), "text": ("words",), "replace": ("words",), "remove": (), "copy": ("", "words"),
    "before": ("new",), "after": ("new",), "swap": ("label",), "over": ("label",), "under": ("label",),
    "first": (), "last": (), "link": ("", "words"), "theme": ("dark", "light"),
}  # fmt: skip
_WITH = "/ ?=> /"  # the space is already read where the text goes on with one
NEW = ("button", "text")  # what `before` and `after` put there: the first of their words
OF_TEXTS = ("text", "replace", "case")  # of what has a text
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
        elif how in ways or (how and "words" in ways) or (not how and not ways) or (ways == ("new",) and _is_new(how)):
            orders.append(Order(numbers[found[1]], found[2], how))
    return orders


def _is_new(how: str) -> bool:
    kind, _, words = how.partition(" ")
    return kind in NEW and bool(words)


def grammar(entries: Sequence[Entry], wish: str) -> str:
    """What may be answered to a wish about these entries, in llguidance's Lark.

    Words are those of the wish, letter for letter: none are made up. What `replace` takes away stands in the text of
    the entry that it is about, and only what has a text gets another one.
    """
    rules = [f"said: {_part_of(wish)}"]
    if wish.lower() != wish:
        rules[0] += f" | {_part_of(wish.lower())}"
    named = [(f'"{label_of(number)} "', entry) for number, entry in enumerate(entries)]
    with_text = [label for label, entry in named if entry.text]
    ways = [f'"{verb}"' + _follows(follows) for verb, follows in VERBS.items() if verb not in OF_TEXTS]
    orders = [f"any ({' | '.join(ways)})"]
    if with_text:
        rules.append(f"texts: {' | '.join(with_text)}")
        of_texts = [f'"{verb}"' + _follows(VERBS[verb]) for verb in OF_TEXTS if verb != "replace"]
        orders.append(f"texts ({' | '.join(of_texts)})")
        orders += [f'{label} "replace " {_part_of(entry.text)} {_WITH} said' for label, entry in named if entry.text]
    return "\n".join(
        (
            f'start: "{NONE}" | order ("\\n" order){{0,{MAX_ORDERS - 1}}}',
            f"order: {' | '.join(orders)}",
            f"any: {' | '.join(label for label, _ in named)}",
            f"label: {' | '.join(label.replace(' ', '') for label, _ in named)}",
            *rules,
        )
    )


def _part_of(text: str) -> str:
    return f'%regex {{"substring_chars": {json.dumps(text, ensure_ascii=False)}}}'


def _follows(ways: tuple[str, ...]) -> str:
    if not ways:
        return ""
    said = [{"label": "label", "words": "said"}.get(each, f'"{each}"') for each in ways if each]
    said = [f'("{kind} " said)' for kind in NEW] if ways == ("new",) else said
    return f' (" " ({" | ".join(said)}))' + ("?" if "" in ways else "")
