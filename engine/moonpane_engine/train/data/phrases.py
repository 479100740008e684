"""What interfaces say, in eight languages: phrases that we wrote, by what they are for (`phrases/LANGUAGE.txt`).

In sentences {w} is any word of the language, {n} a number and {p} a person. Dictionary words around them come from
`words`, so that nothing can be learnt by heart.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "phrases"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv")


@cache
def phrases(language: str, kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind, which is what a line of the language's file begins with: nav, action, field, …"""
    for line in _text(language).splitlines():
        name, _, said = line.partition(": ")
        if name == kind:
            return tuple(said.split("|"))
    raise KeyError(f"no phrases of the kind {kind} in {language}")


@cache
def phrase_words() -> frozenset[str]:
    """Return every word of the phrases in lower case: interface words, which are never held out."""
    text = " ".join(map(_text, LANGUAGES)).lower()
    return frozenset("".join(letter if letter.isalpha() else " " for letter in text).split())


@cache
def _text(language: str) -> str:
    return (_FOLDER / f"{language}.txt").read_text(encoding="utf-8")
