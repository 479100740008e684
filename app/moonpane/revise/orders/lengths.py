"""Lengths as people say them, and as a style sheet has them."""

import re

MAX_NUMBER = 10_000
_NUMBER = re.compile(r"(\d{1,6}(?:\.\d{1,4})?|\.\d{1,4})\s*([a-z%]*)")
_UNITS = {
    "": "px", "px": "px", "pixel": "px", "pixels": "px", "pt": "pt", "point": "pt", "points": "pt", "rem": "rem",
    "rems": "rem", "em": "em", "ems": "em", "%": "%", "percent": "%", "vw": "vw", "vh": "vh",
}  # fmt: skip
_NAMED = {"full": "100%", "full width": "100%", "all": "100%", "half": "50%", "auto": "auto", "none": "0", "zero": "0"}
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}


def length_of(said: str) -> str:
    """A length as a style sheet has it, of one as it is said: "24", "24 px", "1.5rem", "half"; "" for what is none."""
    words = " ".join(said.casefold().split())
    if words in _NAMED:
        return _NAMED[words]
    found = _NUMBER.fullmatch(words)
    if not found or (unit := _UNITS.get(found[2])) is None or float(found[1]) > MAX_NUMBER:
        return ""
    number = number_of(float(found[1]))
    return number if number == "0" else number + unit


def lengths_of(said: str) -> str:
    """One to four lengths, each with its unit: "8px 16px"; "" for anything else."""
    if one := length_of(said):
        return one if one != "auto" else ""
    parts = [length_of(part) for part in said.replace(",", " ").split()]
    return " ".join(parts) if 1 < len(parts) <= 4 and all(parts) and "auto" not in parts else ""


def pixels_of(written: str, around: float = 16.0) -> float | None:
    """Of a length as it is written, in px; `around` is what `em` and `%` are of. None where that cannot be told."""
    found = _NUMBER.fullmatch(written.strip().lower())
    if found is None or (not found[2] and float(found[1])):
        return None
    if found[2] in ("em", "%"):
        return float(found[1]) * around / (100 if found[2] == "%" else 1)
    scale = _PIXELS.get(found[2] or "px")
    return None if scale is None else float(found[1]) * scale


def number_of(value: float) -> str:
    """As people write it: without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def px(value: float) -> str:
    return f"{number_of(value)}px"


def larger(value: float) -> float:
    """A quarter more, at least 2."""
    return max(round(value * 1.25), value + 2)


def smaller(value: float) -> float:
    """A fifth less, at least 2, and never nothing."""
    return max(min(round(value * 0.8), value - 2), 1)
