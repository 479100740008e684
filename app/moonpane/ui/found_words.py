"""Words that a search found, looked for again in the text that is shown: it may read otherwise than what was kept."""

import re


def first_of(words: tuple[str, ...], text: str) -> tuple[int, int] | None:
    """(start, end) of whichever word comes first, in any case; None where there is none."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)
    found = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return found.span() if found else None
