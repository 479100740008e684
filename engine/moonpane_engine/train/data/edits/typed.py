"""What people type around a wish, and how: openings, reasons, haste. Nothing of it changes what is wished."""

import re
from random import Random

from moonpane_engine.train.data.edits.lists import sayings

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PART = re.compile(r"(\{[a-z]\})")


def dressed(said: str, rng: Random) -> str:
    """A wish with what somebody says before it, behind it, or both; often as it was."""
    draw = rng.random()
    if draw < 0.22:
        said = rng.choice(_around("before")).replace("{}", said, 1)
    elif draw < 0.42:
        said = rng.choice(_around("after")).replace("{}", said.rstrip(".!"), 1)
    elif draw < 0.47:
        said = rng.choice(_around("before")).replace(
            "{}", rng.choice(_around("after")).replace("{}", said.rstrip(".!"), 1), 1
        )
    return said


def _around(where: str) -> tuple[str, ...]:
    return sayings("around")[where]


def hasty(phrasing: str, rng: Random) -> str:
    """A phrasing as it is typed in haste; what stands for names and values stays."""
    if rng.random() < 0.7:
        return phrasing
    parts = _PART.split(phrasing)
    parts[::2] = [" ".join(_word(word, rng) for word in part.split(" ")) for part in parts[::2]]
    return "".join(parts)


def _word(word: str, rng: Random) -> str:
    if rng.random() > 0.3:
        return word
    if (shorts := sayings("hasty").get(word)) and rng.random() < 0.7:
        return rng.choice(shorts)
    return slipped(word, rng) if word.isalpha() and len(word) > 3 and rng.random() < 0.5 else word


def slipped(word: str, rng: Random) -> str:
    """With two letters the other way round, or one that is missing, doubled, or another; the first one stays."""
    at, draw = rng.randrange(1, len(word) - 1), rng.random()
    if draw < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    middle = "" if draw < 0.7 else word[at] * 2 if draw < 0.85 else rng.choice(_LETTERS)
    return word[:at] + middle + word[at + 1 :]
