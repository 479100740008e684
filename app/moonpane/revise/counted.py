"""Which one of several a wish names by its place among them: "the second button", "the last card"."""

import re
from collections.abc import Sequence

from moonpane_resources.editing.called import CALLED
from moonpane_resources.editing.listing import Entry

_PLACES = {
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "2nd": 1,
    "3rd": 2,
    "4th": 3,
    "5th": 4,
    "last": -1,
}
_NOUNS = {name: role for role, names in reversed(CALLED.items()) for name in names[:1]} | {
    "box": "card", "panel": "card", "image": "picture", "photo": "picture", "input": "field", "title": "heading",
}  # fmt: skip
_COUNTED = re.compile(rf"(?<!to )(?<!a )\b({'|'.join(_PLACES)}) ({'|'.join(map(re.escape, _NOUNS))})\b")


def is_another(said: str, targets: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether a wish, in small letters, counts to something that none of the `targets` is, is in, or has in it.

    Counted may be on the page or within whatever the target is in. What there is none of says nothing.
    """
    for found in _COUNTED.finditer(said):
        place, role = _PLACES[found[1]], _NOUNS[found[2]]
        if not any(entry.role == role for entry in entries) or not targets:
            continue
        if not any(_is_counted(each, place, role) for target in targets for each in _around(target)):
            return True
    return False


def _around(target: Entry) -> list[Entry]:
    return [*target.up(), *target.all()]


def _is_counted(entry: Entry, place: int, role: str) -> bool:
    if entry.role != role:
        return False
    for around in entry.up():
        alike = [each for each in around.all() if each.role == role]
        if around is not entry and len(alike) > (place if place >= 0 else 0) and alike[place] is entry:
            return True
    return False
