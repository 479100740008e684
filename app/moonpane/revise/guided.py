"""How the embedded model's answer to a wish is kept to the page: to lines that are shown, and to lines of HTML.

SEARCH is a run of shown lines, as they are; what replaces it opens and closes the same elements, one a line. So a block
finds its place and leaves the page whole, whatever the model writes.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from moonpane_resources.labels import Unlabelled
from moonpane_resources.prompts.editing import DIVIDER, MAX_SEARCH_LINES, REPLACE, SEARCH, ShownLines

MAX_NEW = 16  # elements beside each other
_MAX_OPEN = 2  # elements that a run leaves open, or closes; a run of more is not offered
_PAIRED = (
    "h1", "h2", "h3", "p", "a", "span", "button", "label", "ul", "li", "nav", "header", "main", "footer", "div",
)  # fmt: skip
_VOIDS = "input|hr|img"
_ATTRIBUTES = r'( [A-Za-z])?( (class|style|href|src|alt|placeholder)="[^"<>\n]*")*'  # a label may stand before them
_VOID = rf"<({_VOIDS}){_ATTRIBUTES}>"
_WHOLE = "|".join(rf"<{tag}{_ATTRIBUTES}>[^<\n]*</{tag}>" for tag in _PAIRED)
_OPENING = rf"<({'|'.join(_PAIRED)}){_ATTRIBUTES}>"
_CLOSING = rf"</({'|'.join(_PAIRED)})>"
_KNOWN = re.compile(rf"[ \t]*({_VOID}|{_WHOLE}|{_OPENING}|{_CLOSING}|<body{_ATTRIBUTES}>)")
_ANSWER = re.compile(rf"{SEARCH}\n(.*\n){DIVIDER}\n(.*\n|){REPLACE}\s*", re.DOTALL)

Ends = tuple[str, ...]  # of a run: tags that it closes, with a slash, and then those that it leaves open


@dataclass(frozen=True)
class Guided:
    """The lines of a page that the model sees, and those of them that it may change."""

    shown: ShownLines
    may_change_body: bool  # the first line, too

    @property
    def can_change(self) -> bool:
        """Whether there is any line in the style that the model knows."""
        return any(map(self._is_known, self._numbers))

    @property
    def _numbers(self) -> list[int]:
        return self.shown.numbers[0 if self.may_change_body else 1 :]

    def _is_known(self, number: int) -> bool:
        return _KNOWN.fullmatch(self.shown.lines[number]) is not None

    def grammar(self) -> str:
        """What the answer may be, in Lark, for `guided_grammar`."""
        labelled = self.shown.labelled()
        runs = self._runs()
        names = {text: f"L{number}" for number, text in labelled.items()}  # a line that is there twice has one name
        ways = [
            f"({' | '.join(_one_of(ends, run, names, labelled) for run in those)}) {_quoted(DIVIDER)} {_replaced(ends)}"
            for ends, those in runs.items()
        ]
        if self.may_change_body and self._is_known(0):
            ways.append(f"{names[labelled[0]]} {_quoted(DIVIDER)} BODY")
        rules = [f"start: {_quoted(SEARCH)} ({' | '.join(ways)}) {json.dumps(REPLACE)}"]
        rules += [f"{name}: {_quoted(text)}" for text, name in names.items()]
        return "\n".join([*rules, *_html_rules(indented=any(line[:1].isspace() for line in labelled.values()))])

    def _runs(self) -> dict[Ends, list[tuple[int, list[int]]]]:
        """By what they open and close: where runs of known lines begin, and the lines that they may end with."""
        found: dict[Ends, list[tuple[int, list[int]]]] = {}
        for first in range(self.shown.start, self.shown.end):
            lasts: dict[Ends, list[int]] = {}
            for last in range(first, min(first + MAX_SEARCH_LINES, self.shown.end)):
                if self.shown.closes(first) or not self._is_known(last):
                    break
                ends = open_tags(self.shown.lines[first : last + 1])
                if len(ends) <= _MAX_OPEN:
                    lasts.setdefault(ends, []).append(last)
            for ends, those in lasts.items():
                found.setdefault(ends, []).append((first, those))
        return found

    def read(self, said: str) -> "Read | None":
        """What an answer, with its labels, replaces by what; None for anything else than a block of shown lines."""
        found = _ANSWER.fullmatch(said.strip())
        if found is None:
            return None
        search, replace = found[1].splitlines(), found[2].splitlines()
        labelled = self.shown.labelled()
        places = [
            at for at in self._numbers if [labelled.get(number) for number in range(at, at + len(search))] == search
        ]
        return Read(places[0], places[0] + len(search) - 1, [*map(_plain, replace)]) if len(places) == 1 else None


@dataclass(frozen=True)
class Read:
    """Lines `first` to `last` of the body shall become `lines`."""

    first: int
    last: int
    lines: list[str]

    def is_balanced(self, body: Sequence[str]) -> bool:
        """Whether the same elements are left open, or closed, as before."""
        return open_tags(body[self.first : self.last + 1]) == open_tags(self.lines)


def is_alone(lines: Sequence[str], first: int, last: int) -> bool:
    """Whether a run of lines stands only once among them."""
    run, size = lines[first : last + 1], last - first + 1
    return sum(lines[at : at + size] == run for at in range(len(lines) - size + 1)) == 1


def open_tags(lines: Sequence[str]) -> Ends:
    """Tags that are closed before they were opened, and that stay open, in order."""
    left = list[str]()
    for line in map(str.strip, lines):
        if re.fullmatch(_CLOSING, line):
            tag = line[2:-1]
            left = left[:-1] if left and left[-1] == tag else [*left, f"/{tag}"]
        elif not re.fullmatch(rf"{_VOID}|{_WHOLE}", line):
            left.append(re.split("[ >]", line[1:], maxsplit=1)[0])
    return tuple(left)


def _one_of(ends: Ends, run: tuple[int, list[int]], names: dict[str, str], labelled: dict[int, str]) -> str:
    """`L4 L5 (L6 L7)?`: a run that may end at some of its lines."""
    first, lasts = run
    said = ""
    for number in reversed(range(first, lasts[-1] + 1)):
        more = f" ({said})?" if said and number in lasts else f" {said}" if said else ""
        said = names[labelled[number]] + more
    return said


def _replaced(ends: Ends) -> str:
    """What may stand in the place of a run: elements, and between them the tags that it opened or closed."""
    kept = [f"CLOSE_{tag[1:].upper()}" if tag.startswith("/") else f"OPEN_{tag.upper()}" for tag in ends]
    blocks = f"block{{0,{MAX_NEW}}}"
    return " ".join([blocks, *(f"{each} {blocks}" for each in kept)])


def _html_rules(*, indented: bool) -> list[str]:
    indent = r"[ \t]*" if indented else ""
    tags = [(tag, tag.upper()) for tag in _PAIRED]
    containers = " | ".join(f"OPEN_{name} block{{0,{MAX_NEW}}} CLOSE_{name}" for _, name in tags)
    return [
        f"block: LEAF | {containers}",
        f"LEAF: {_expression(f'{indent}({_VOID}|{_WHOLE})')}",
        f"BODY: {_expression(f'<body{_ATTRIBUTES}>')}",
        *(f"OPEN_{name}: {_expression(f'{indent}<{tag}{_ATTRIBUTES}>')}" for tag, name in tags),
        *(f"CLOSE_{name}: {_expression(f'{indent}</{tag}>')}" for tag, name in tags),
    ]


def _expression(regex: str) -> str:
    return f"/{regex}\\n/".replace("/", r"\/").removeprefix("\\").removesuffix("\\/") + "/"


def _quoted(line: str) -> str:
    return json.dumps(f"{line}\n", ensure_ascii=False)


def _plain(line: str) -> str:
    unlabelled = Unlabelled()
    return unlabelled.feed(line) + unlabelled.rest()
