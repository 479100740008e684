"""How wishes are said. `(a|b)` is one of both; {t} is the entry, {v} a value, {u} another entry, {o} what was there.

A phrasing that begins with ~ is no request that "please" or "can you" could stand before. The last ones of each kind,
about a sixth, are never trained on.
"""

import re
from random import Random

from moonpane_engine.train.data.edits.said_of_looks import LOOKS
from moonpane_engine.train.data.edits.said_of_structure import STRUCTURE

PHRASINGS = LOOKS | STRUCTURE

_FRAMES = (
    "{}", "{}", "{}", "{}", "{}", "{}", "please {}", "{}, please", "{} please", "can you {}", "could you {}",
    "could you please {}", "can you please {}", "i want you to {}", "i'd like you to {}", "now {}", "let's {}",
    "you should {}", "just {}", "pls {}", "{}, thanks", "can we {}", "hi, can you {}", "ok, {}", "and {}", "also {}",
)  # fmt: skip
_FRAMES_HELD_OUT = ("would you {}", "we should {}", "next, {}", "kindly {}")
_JOINTS = (
    " and {}",
    " and {}",
    ", and {}",
    ". Also {}",
    ", {}",
    ". {}",
    "; {}",
    " and also {}",
    ", then {}",
    ". And {}",
)
_NAME = re.compile(r"\{([tuvo])\}")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def split(phrasings: tuple[str, ...], *, held_out: bool) -> tuple[str, ...]:
    """Those that are trained on, or the others."""
    kept = max(1, round(len(phrasings) * 0.15))
    return phrasings[-kept:] if held_out else phrasings[:-kept]


def clause(
    kind: str, names: dict[str, str], rng: Random, *, held_out: bool = False, needed: str = "", framed: bool = True
) -> str:
    """One way to say a wish with the names that are known, one of them `needed`; "" where there is none."""
    ways = [
        way
        for way in split(PHRASINGS[kind], held_out=held_out)
        if needed in way and names.keys() >= set(_NAME.findall(way))
    ]
    if not ways:
        return ""
    way = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), rng.choice(ways))
    frame = "{}"
    if framed and not way.startswith("~") and rng.random() < 0.5:
        frame = rng.choice(_FRAMES_HELD_OUT if held_out and rng.random() < 0.5 else _FRAMES)
    said = frame.replace("{}", way.removeprefix("~"))
    return _NAME.sub(lambda found: names[found[1]], said)


def sentence(clauses: list[str], rng: Random) -> str:
    """Clauses as somebody types them: one behind the other, with or without a capital and a mark at the end."""
    said = clauses[0]
    for each in clauses[1:]:
        joint = rng.choice(_JOINTS)
        said += joint.replace("{}", each[:1].upper() + each[1:] if joint == ". {}" and rng.random() < 0.8 else each)
    if said.lower().startswith(("can ", "could ", "would ", "how", "what", "who", "why")) and rng.random() < 0.6:
        said += "?"
    elif said[-1] not in ".?!…":
        said += rng.choice(("", "", "", ".", ".", "!"))
    return said[:1].upper() + said[1:] if rng.random() < 0.65 else said
