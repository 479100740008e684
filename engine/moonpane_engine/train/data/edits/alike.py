"""What is said of all things of a kind, and of what stands in the same place in all cards, rows or columns."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from moonpane_engine.train.data.edits.lists import sayings
from moonpane_engine.train.data.edits.names import PLURALS
from moonpane_resources.editing.called import senses_of
from moonpane_resources.editing.listing import Entry
from moonpane_resources.editing.orders import MAX_ORDERS

_ORDINALS = ("first", "second", "third")
_COUNTS = {2: ("two", "2"), 3: ("three", "3"), 4: ("four", "4"), 5: ("five", "5"), 6: ("six", "6")}
_HOLDERS = {
    "card": ("cards", "boxes", "panels", "tiles"), "row": ("rows", "lines"), "column": ("columns",),
    "group": ("groups", "blocks", "columns"), "item": ("items", "entries"), "section": ("sections",),
}  # fmt: skip
_PARTS = {
    "heading": ("titles", "headings", "names", "headlines"), "paragraph": ("descriptions", "texts", "explanations"),
    "text": ("texts", "captions", "labels"), "cell": ("cells", "values"), "button": ("buttons",), "link": ("links",),
    "badge": ("badges", "tags", "labels"), "icon": ("icons", "symbols"), "picture": ("pictures", "images"),
    "label": ("labels",), "item": ("items", "points"), "dropdown": ("dropdowns",), "checkbox": ("checkboxes",),
    "field": ("fields", "inputs"), "divider": ("lines",),
}  # fmt: skip


class Group(NamedTuple):
    """Things that are spoken of at once."""

    name: str
    entries: list[Entry]


def in_the_same_place(entries: list[Entry], rng: Random) -> Group | None:
    """Parts of things that are built alike; None where there are none."""
    said = sayings("alike")
    found = [
        (each, place) for around in entries for each in runs_alike(around) for place in range(len(each[0].children))
    ]
    for run, place in rng.sample(found, min(len(found), 4)):
        parts = [each.children[place] for each in run]
        holders, words = _HOLDERS.get(run[0].role), _words(parts)
        if holders is None or words is None:
            continue
        beside = [each for each in run[0].children if each.role == parts[0].role]
        alike = [each for each in entries if _words([each]) == words]
        if len(beside) > 1 and not senses_of(parts[0].text):
            forms = said["placed"] if beside.index(parts[0]) < len(_ORDINALS) else ()
        else:
            forms = (*said["on page"], *said["in all"]) if len(alike) == len(parts) else said["in all"]
        if forms:
            ordinal = _ORDINALS[min(beside.index(parts[0]), 2)]
            return Group(
                _said(rng.choice(forms), rng.choice(words), rng.choice(holders), len(parts), ordinal, rng), parts
            )
    return None


def runs_alike(around: Entry) -> Iterator[list[Entry]]:
    """Children of an entry that have the same children, two of them to as many as there may be orders."""
    by_build: dict[tuple[str, ...], list[Entry]] = {}
    for each in around.children:
        if each.children:
            by_build.setdefault((each.role, *(child.role for child in each.children)), []).append(each)
    return (run for run in by_build.values() if 1 < len(run) <= MAX_ORDERS)


def _words(parts: list[Entry]) -> tuple[str, ...] | None:
    """What such parts are called: by the kind of what they say, if all say it, or by what they are."""
    senses = {senses_of(each.text) for each in parts}
    if len(senses) == 1 and (names := senses.pop()):
        return tuple(name + "s" for name in names if not name.endswith("s"))
    if all(each.text.replace(",", "").replace(".", "").isdigit() for each in parts):
        return ("numbers", "figures", "counts")
    return _PARTS.get(parts[0].role, PLURALS.get(parts[0].role))


def _said(form: str, word: str, holder: str, count: int, ordinal: str, rng: Random) -> str:
    names = {"{p}": word, "{P}": singular(word), "{c}": holder, "{C}": singular(holder), "{o}": ordinal}
    names["{n}"] = rng.choice(_COUNTS.get(count, ("many",)))
    for mark, said in names.items():
        form = form.replace(mark, said)
    return form


def singular(words: str) -> str:
    """One of what a plural names."""
    return (
        words.removesuffix("es")
        if words.endswith("xes")
        else words[:-3] + "y"
        if words.endswith("ies")
        else words.removesuffix("s")
    )
