"""The versions a page goes through: each with its parent, where it came from, and how well it was measured."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Origin = Literal["model", "person", "refined"]


@dataclass(frozen=True)
class Revision:
    """One version of a page. Filled when its text is final; only the score may come later."""

    number: int  # from 1, in the order of making
    html: str
    origin: Origin
    parent: int | None = None  # the number of the revision it was made from
    score: float | None = None  # 0…1 against the mockup, once measured
    is_complete: bool = True  # False when the model was stopped or ran out of tokens


class Revisions:
    """All versions of one page, none of which is ever lost."""

    def __init__(self) -> None:
        self._all: list[Revision] = []

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Revision]:
        return iter(tuple(self._all))

    def __getitem__(self, number: int) -> Revision:
        """By number, from 1. Raises KeyError when there is no such revision."""
        if not 1 <= number <= len(self._all):
            raise KeyError(number)
        return self._all[number - 1]

    @property
    def latest(self) -> Revision | None:
        return self._all[-1] if self._all else None

    @property
    def best(self) -> Revision | None:
        """The highest measured score; among equals the older one; without scores the latest."""
        measured = [each for each in self._all if each.score is not None]
        return max(measured, key=lambda each: (each.score or 0.0, -each.number)) if measured else self.latest

    def add(self, html: str, origin: Origin, *, parent: int | None = None, is_complete: bool = True) -> Revision:
        """Keep a new version. `parent` None means the latest one."""
        if parent is None and self._all:
            parent = self._all[-1].number
        revision = Revision(len(self._all) + 1, html, origin, parent, None, is_complete)
        self._all.append(revision)
        return revision

    def score(self, number: int, score: float) -> Revision:
        """Note how well a revision was measured; returns the revision as it is now."""
        old = self[number]
        new = replace(old, score=score)
        self._all[number - 1] = new
        return new
