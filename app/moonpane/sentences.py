"""What rooms without Qt say, in the language of the interface.

They say it in English, as one finished string: the message of an error, a remark that is kept with a conversation.
Where it is shown, it is found out which sentence that was made from, and what was put into it. The sentences, with
`%1`, `%2` for what is put in, are the context `Sentences` of the `.ts` files; `scripts/make_translations.py` collects.
These files are read here: a `.qm` file has the translation of a sentence, but does not tell which sentences there are.

What is put in is anybody's: names of files, words of servers and pages, or another sentence of ours. It is found from
the left, piece by piece and without ever going back, so a text costs each sentence no more than its length; and what is
spent on a text as a whole is bounded.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONTEXT = "Sentences"
KEY_CHARS = 3
MAX_EFFORT = 120  # texts within one that are looked at, of a thousand letters each
MAX_ROW_CHARS = 2000  # of a text that may be several sentences
# Between sentences; what happened and why; parts of a list.
SEPARATORS = ("\n", ". ", ": ", ", ")
CHINESE = {". ": "。", ": ": "：", ", ": "，", ".": "。"}
# Korean words of relation depend on how the word before them ends: after a vowel, after a consonant.
KOREAN = {"이(가)": "가이", "을(를)": "를을", "은(는)": "는은", "와(과)": "와과"}
_RELATION = re.compile("([가-힣])(" + "|".join(map(re.escape, KOREAN)) + ")")
_HOLE = re.compile(r"%(\d+)")


@dataclass(frozen=True)
class Sentence:
    """`%1 is larger than %2 MB` without its full stop, for it has none inside of another sentence."""

    pieces: tuple[str, ...]  # before, between and behind what is put in
    translation: str

    @classmethod
    def of(cls, source: str, translation: str) -> "Sentence":
        return cls(tuple(_HOLE.split(source.removesuffix("."))[::2]), translation.removesuffix(".").removesuffix("。"))

    @property
    def weight(self) -> int:
        """How many of its letters are its own."""
        return sum(map(len, self.pieces))

    @property
    def key(self) -> str:
        """What every text begins or ends with that was made from it; "" where that is too short to tell."""
        return next((key for key in _keys(self.pieces[0], self.pieces[-1]) if len(key) > KEY_CHARS), "")

    def holes_of(self, text: str) -> list[str] | None:
        """What was put into it; None where the text was not made from this sentence."""
        first, *rest = self.pieces
        if not rest:
            return [] if text == first else None
        *between, last = rest
        at, end = len(first), len(text) - len(last)
        if at > end or not text.startswith(first) or not text.endswith(last):
            return None
        holes = []
        for piece in between:
            found = text.find(piece, at, end)
            if found < 0:
                return None
            holes.append(text[at:found])
            at = found + len(piece)
        return [*holes, text[at:end]]


def _keys(beginning: str, end: str) -> tuple[str, str, str]:
    return f"^{beginning[:KEY_CHARS]}", f"{end[-KEY_CHARS:]}$", ""


class Sentences:
    """Those of one language. None, and every text stays as it is: that is English."""

    def __init__(self, file: Path | None = None) -> None:
        """Reads a `.ts` file; where there is none, nothing is known."""
        root = ElementTree.parse(file).getroot() if file is not None and file.is_file() else ElementTree.Element("TS")
        found = [Sentence.of(*pair) for pair in _finished(root)]
        self._known: dict[str, list[Sentence]] = {}  # by how a text begins or ends that was made from them
        for each in found:
            self._known.setdefault(each.key, []).append(each)
        self._effort, self._seen = 0, dict[str, tuple[str, int]]()
        self._marks = CHINESE if root.get("language", "").startswith("zh") else {}

    def translated(self, text: str) -> str:
        if not self._known:
            return text
        self._effort, self._seen = MAX_EFFORT, {}
        return _RELATION.sub(_related, self._said(text)[0])

    def _said(self, text: str) -> tuple[str, int]:
        """A text in this language, and how many letters of it were found to be ours: of all readings, the most."""
        if text not in self._seen:
            self._effort -= 1 + len(text) // 1000
            if self._effort < 0:
                return text, 0
            self._seen[text] = text, 0
            readings = [(text, 0), *self._in_a_row(text), self._as_whole(text)]
            self._seen[text] = max(readings, key=lambda reading: reading[1])
        return self._seen[text]

    def _as_whole(self, text: str) -> tuple[str, int]:
        """Read as one sentence; as the one that has most of it, if there are several."""
        bare = text.strip()
        stop = "." if bare.endswith(".") else ""
        said = bare.removesuffix(".")
        near = [each for key in _keys(said, said) for each in self._known.get(key, ())]
        read = [(each, holes) for each in near if (holes := each.holes_of(said)) is not None]
        if not read:
            return text, 0
        sentence, holes = max(read, key=lambda reading: reading[0].weight)
        filled = [self._said(hole) for hole in holes]
        words = _HOLE.sub(lambda hole: filled[int(hole[1]) - 1][0], sentence.translation)
        ours = sentence.weight + sum(weight for _, weight in filled)
        return text.replace(bare, words + self._mark(stop), 1), ours

    def _in_a_row(self, text: str) -> Iterator[tuple[str, int]]:
        """Read as two, one behind the other; rather as one where one of the two is not ours."""
        for separator in SEPARATORS if len(text) <= MAX_ROW_CHARS else ():
            head, found, rest = text.partition(separator)
            if found:
                first, second = self._said(head), self._said(rest)
                ours = first[1] + second[1] - (not (first[1] and second[1]))
                yield self._mark(separator).join((first[0], second[0])), ours

    def _mark(self, mark: str) -> str:
        """A mark between or behind sentences as the language writes it."""
        return self._marks.get(mark, mark)


def _related(found: re.Match[str]) -> str:
    """`엔진이(가)` as `엔진이`: every 28th syllable ends in a vowel."""
    word, relation = found.groups()
    return word + KOREAN[relation][(ord(word) - ord("가")) % 28 > 0]


def _finished(root: ElementTree.Element) -> list[tuple[str, str]]:
    messages = [each for context in root.iter("context") if context.findtext("name") == CONTEXT for each in context]
    pairs = [(each.findtext("source", ""), each.findtext("translation", "")) for each in messages]
    return [(source, translation) for source, translation in pairs if source and translation]


_sentences = Sentences()


def phrase(words: str) -> str:
    """Words of ours that are put into a sentence, or stand alone: so marked, they are collected, too."""
    return words


def read_sentences(file: Path) -> None:
    """Has `translated` speak the language of a `.ts` file."""
    global _sentences
    _sentences = Sentences(file)


def translated(text: str) -> str:
    """A sentence of a room without Qt in the language of the interface; everything else stays as it is.

    So do the parts of a text that are not ours: `The engine crashed (SIGSEGV): …`. To be called where it is shown; what
    is kept and sent stays English.
    """
    return _sentences.translated(text)
