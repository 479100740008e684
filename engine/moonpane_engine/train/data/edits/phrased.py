"""How wishes are said. `(a|b)` is one of both; {t} is the entry, {v} a value, {u} another entry, {o} what was there.

A phrasing that begins with ~ is no request that "please" or "can you" could stand before. The last ones of each kind,
about a sixth, are never trained on. freely.txt is how people say the same who do not know what is understood.
"""

import re
from random import Random

from moonpane_engine.train.data.edits.lists import sayings
from moonpane_engine.train.data.edits.said_of_looks import LOOKS
from moonpane_engine.train.data.edits.said_of_structure import STRUCTURE
from moonpane_engine.train.data.edits.typed import hasty

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
_TWO_ARTICLES = re.compile(r"\b(an?|another|second|no|more|bigger|larger|smaller|wider|narrower|rounder|taller) the ")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def split(phrasings: tuple[str, ...], *, held_out: bool) -> tuple[str, ...]:
    """Those that are trained on, or the others."""
    if not phrasings:
        return ()
    kept = max(1, round(len(phrasings) * 0.15))
    return phrasings[-kept:] if held_out else phrasings[:-kept]


def clause(
    kind: str, names: dict[str, str], rng: Random, *, held_out: bool = False, needed: str = "", framed: bool = True
) -> str:
    """One way to say a wish with the names that are known, one of them `needed`; "" where there is none."""
    ways = _fitting(split(PHRASINGS.get(kind, ()), held_out=held_out), names, needed)
    if not ways:
        return ""
    way = _chosen(ways, rng)
    frame = "{}"
    if framed and not way.startswith("~") and rng.random() < 0.5:
        frame = rng.choice(_FRAMES_HELD_OUT if held_out and rng.random() < 0.5 else _FRAMES)
    return _filled(frame.replace("{}", way.removeprefix("~")), names)


def free_clause(kind: str, names: dict[str, str], rng: Random, *, needed: str = "", is_picked: bool = False) -> str:
    """The same as people say and type it who do not think of what can be understood; of what is picked often without
    a name."""
    ways = _fitting(sayings("bare").get(kind, ()), names, "") if is_picked and rng.random() < 0.5 else []
    ways = ways or _fitting(
        (*sayings("freely").get(kind, ()), *split(PHRASINGS.get(kind, ()), held_out=False)), names, needed
    )
    if not ways:
        return ""
    return _filled(hasty(_chosen(ways, rng).removeprefix("~"), rng), names)


def _fitting(ways: tuple[str, ...], names: dict[str, str], needed: str) -> list[str]:
    return [way for way in ways if needed in way and names.keys() >= set(_NAME.findall(way))]


def _chosen(ways: list[str], rng: Random) -> str:
    return _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), rng.choice(ways))


def _filled(said: str, names: dict[str, str]) -> str:
    said = _NAME.sub(lambda found: names[found[1]], said)
    return _TWO_ARTICLES.sub(r"\1 ", said).replace("s's ", "s' ")


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
