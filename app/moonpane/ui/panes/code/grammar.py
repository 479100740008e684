"""Colours of code, one line at a time: a line and the state it begins in give its spans and the state after it.

So text that grows or is edited costs what changes of it, whatever lies above: a page of thousands of lines is coloured
while it streams. (Pygments, which colours whole blocks elsewhere, keeps its state to itself and would have to begin
anew.) A state is the stack of modes that stand open: in a comment, in a tag, in a brace of a template in a script.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAX_DEPTH = 120  # of modes; deeper ones are read as the deepest
MAX_COLORED_CHARS = 2_000  # of a line; what lies beyond keeps the colour of text

State = tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """A coloured stretch of one line, in UTF-16 units as Qt counts."""

    start: int
    length: int
    kind: str  # a field of `Colors`


@dataclass(frozen=True)
class Rule:
    """What a pattern is coloured as, and what it does to the stack."""

    pattern: str
    kind: str | None = None  # a field of `Colors`, None for plain text
    push: str = ""  # a mode that opens
    pops: bool = False  # the mode closes; with `push`, another takes its place


@dataclass(frozen=True)
class Mode:
    """One way to read text."""

    rules: Sequence[Rule]
    kind: str | None = None  # of what no rule matches
    ends_line: bool = False  # the mode does not reach beyond its line
    until: str = ""  # what ends it from outside, whatever stands open within
    pattern: re.Pattern[str] = field(init=False, repr=False)
    guard: re.Pattern[str] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        either = "|".join(f"({rule.pattern})" for rule in self.rules) or r"(?!)"
        object.__setattr__(self, "pattern", re.compile(either))
        object.__setattr__(self, "guard", re.compile(self.until, re.IGNORECASE) if self.until else None)


class Language:
    """A table of modes, and the one that a text begins in."""

    def __init__(self, modes: Mapping[str, Mode], start: str) -> None:
        self._modes = modes
        self.start: State = (start,)

    def spans(self, line: str, state: State) -> tuple[list[Span], State]:
        """The spans of a line (without its end) that begins in a state, and the state that the next one begins in."""
        stack = list(state)
        spans: list[tuple[int, int, str]] = []
        text = line[:MAX_COLORED_CHARS]
        position = 0
        while position < len(text):
            end, depth = self._guarded(text, position, stack)
            self._read(text, position, end, stack, spans)
            if depth:  # what stands open ends here, from outside
                del stack[depth - 1 :]
            position = end
        while len(stack) > 1 and self._modes[stack[-1]].ends_line:
            stack.pop()
        after = tuple(stack)
        return in_qt_units(line, spans), state if after == state else after

    def _guarded(self, text: str, position: int, stack: list[str]) -> tuple[int, int]:
        """Up to where the text is read, and how deep the mode lies that ends there (0 for none)."""
        for depth, name in enumerate(stack, 1):
            guard = self._modes[name].guard
            if guard is not None and (found := guard.search(text, position)):
                return found.start(), depth
        return len(text), 0

    def _read(self, text: str, position: int, end: int, stack: list[str], spans: list[tuple[int, int, str]]) -> None:
        while position < end:
            mode = self._modes[stack[-1]]
            found = mode.pattern.search(text, position, end)
            upto = found.start() if found else end
            if mode.kind and upto > position:
                spans.append((position, upto, mode.kind))
            if found is None:
                return
            assert found.lastindex is not None
            rule = mode.rules[found.lastindex - 1]
            if rule.kind and found.end() > upto:
                spans.append((upto, found.end(), rule.kind))
            depth = len(stack)
            if rule.pops and depth > 1:
                stack.pop()
            if rule.push and len(stack) < MAX_DEPTH:
                stack.append(rule.push)
            # A match of nothing may close a mode, but must not be met again for ever.
            position = found.end() + (found.end() == upto and len(stack) == depth)


def in_qt_units(line: str, spans: list[tuple[int, int, str]]) -> list[Span]:
    """Places in a Python string as Qt counts them; signs beyond the first 65,536 count twice there."""
    if line.isascii() or max(line, default="") <= "\uffff":
        return [Span(start, end - start, kind) for start, end, kind in spans]
    before = [0]
    for sign in line:
        before.append(before[-1] + 1 + (sign > "\uffff"))
    return [Span(before[start], before[end] - before[start], kind) for start, end, kind in spans]
