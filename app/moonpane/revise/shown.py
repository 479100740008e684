"""Which entries of a page the embedded model is shown: all, or those around what a wish speaks of."""

import re
from collections.abc import Sequence

from moonpane_resources.editing.called import called_by
from moonpane_resources.editing.listing import Entry, listed

MAX_ENTRIES = 110
MAX_CHARS = 2_500
_WORD = re.compile(r"\w+")
_AT_END = {"last", "bottom", "end", "footer"}


def shown_entries(page: Entry, wish: str, max_chars: int = MAX_CHARS) -> list[Entry]:
    """Entries in their order, the page's one first; of what is shown, all that it is in is shown, too."""
    entries = list(page.all())
    if len(entries) <= MAX_ENTRIES and len(listed(entries)) <= max_chars:
        return entries
    numbers = {entry: number for number, entry in enumerate(entries)}
    scores = _scores(entries, wish)
    place = likeliest(scores, wish)
    order = sorted(range(len(entries)), key=lambda at: (-scores[at], abs(at - place)))
    chosen, size = {page}, len(listed([page]))
    for at in order:
        with_parents = [each for each in entries[at].up() if each not in chosen]
        more = sum(len(listed([each])) + 2 for each in with_parents)
        if len(chosen) + len(with_parents) > MAX_ENTRIES or size + more > max_chars:
            break
        chosen.update(with_parents)
        size += more
    return sorted(chosen, key=numbers.__getitem__)


def likeliest(scores: Sequence[float], wish: str) -> int:
    """The number of the entry that a wish seems to be about; the first of equals, or the last if it says so."""
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
