"""Which entries of a page the embedded model is shown: all, or those around what a wish speaks of."""

import re
from collections.abc import Sequence

from moonpane_resources.editing.listing import Entry, listed

MAX_ENTRIES = 110
MAX_CHARS = 2_500
_WORD = re.compile(r"\w+")
_AT_END = {"last", "bottom", "end", "footer"}
# What people call things by that the listing calls otherwise.
_CALLED = {
    "heading": "title headline header", "text": "label", "paragraph": "text description", "picture": "photo image",
    "icon": "logo symbol", "field": "input box", "link": "menu tab", "divider": "line separator", "badge": "tag chip",
    "card": "box panel tile", "row": "line bar", "nav": "menu navigation navbar bar", "column": "side",
}  # fmt: skip


def shown_entries(page: Entry, wish: str, max_chars: int = MAX_CHARS) -> list[Entry]:
    """Entries in their order, the page's one first; of what is shown, all that it is in is shown, too."""
    entries = list(page.all())
    if len(entries) <= MAX_ENTRIES and len(listed(entries)) <= max_chars:
        return entries
    place, numbers = likeliest(entries, wish), {entry: number for number, entry in enumerate(entries)}
    scores = _scores(entries, wish)
    order = sorted(range(len(entries)), key=lambda at: (-scores[at], abs(at - place)))
    chosen, size = {page}, len(listed([page]))
    for at in order:
        with_parents = [each for each in _up(entries[at]) if each not in chosen]
        more = sum(len(listed([each])) + 2 for each in with_parents)
        if len(chosen) + len(with_parents) > MAX_ENTRIES or size + more > max_chars:
            break
        chosen.update(with_parents)
        size += more
    return sorted(chosen, key=numbers.__getitem__)


def likeliest(entries: Sequence[Entry], wish: str) -> int:
    """The number of the entry that a wish seems to be about; the first of equals, or the last if it says so."""
    scores = _scores(entries, wish)
    best = max(scores)
    places = [at for at, score in enumerate(scores) if score == best]
    is_last = bool(_AT_END & set(map(str.casefold, _WORD.findall(wish))))
    return places[-1] if is_last else places[0]


def _scores(entries: Sequence[Entry], wish: str) -> list[float]:
    wanted = set(map(str.casefold, _WORD.findall(wish)))
    return [_score(entry, wanted) for entry in entries]


def _score(entry: Entry, wanted: set[str]) -> float:
    if entry.is_picked:
        return float("inf")
    said = set(map(str.casefold, _WORD.findall(entry.text)))
    called = called_by(entry)
    return 2 * sum(map(len, said & wanted)) + len(called & wanted) + 0.5 * bool(set(entry.color.split()) & wanted)


def called_by(entry: Entry) -> set[str]:
    """The words that people call such a thing by."""
    return {*entry.role.split(), *_CALLED.get(entry.role, "").split()}


def _up(entry: Entry) -> list[Entry]:
    found = list[Entry]()
    each: Entry | None = entry
    while each is not None:
        found.append(each)
        each = each.parent
    return found
