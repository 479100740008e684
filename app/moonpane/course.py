"""How an answer came about, beside its words: kept with it, so that it looks the same when it is read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Failure:
    """A change that did not fit."""

    reason: str
    asked_again: bool = False


@dataclass(frozen=True)
class FileEdits:
    """What one file went through."""

    path: str
    num_done: int = 0  # edit blocks that are in the file
    added: int = 0  # lines
    removed: int = 0  # lines
    failed: tuple[Failure, ...] = ()
    is_whole: bool = False  # it was written anew


@dataclass(frozen=True)
class RefineStep:
    """One candidate of a refinement. `score`, 0..1, is None for one that could not be drawn."""

    round: int  # from 1
    score: float | None
    accepted: bool
    what: str  # was changed, one sentence
    reason: str = ""  # why it was not kept, one sentence


@dataclass(frozen=True)
class Refinement:
    """How a refinement went: as `moonpane.store.refine_run` shows it, without its pictures."""

    state: str  # as `RunState` calls it
    start: float | None = None  # score of the page as it was, 0..1
    steps: tuple[RefineStep, ...] = ()
    round: int = 0
    sentence: str = ""  # what failed


@dataclass
class Course:
    """Grows with its answer. What is not known is as if it had not happened."""

    edits: tuple[FileEdits, ...] = ()  # of talk: what it does to the files that there were
    reached: str = ""  # the furthest step, as `moonpane.store.model.Phase` calls it
    lines_total: int = 0  # of text found in the picture
    lines_read: int = 0
    tokens_per_s: float = 0.0
    refinement: Refinement | None = None  # of the page that was there or that the answer brought

    @staticmethod
    def of(said: object) -> "Course":
        """What `dataclasses.asdict` made of one, by way of JSON; an empty one where it is anything else."""
        try:
            return _course(said)  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError, OverflowError):
            return Course()


def _course(said: Mapping[str, Any]) -> Course:
    return Course(
        tuple(_edits(each) for each in said["edits"]),
        str(said["reached"]),
        int(said["lines_total"]),
        int(said["lines_read"]),
        float(said["tokens_per_s"]),
        # Older versions did not keep it.
        _refinement(said["refinement"]) if said.get("refinement") else None,
    )


def _edits(said: Mapping[str, Any]) -> FileEdits:
    return FileEdits(
        str(said["path"]),
        int(said["num_done"]),
        int(said["added"]),
        int(said["removed"]),
        tuple(Failure(str(each["reason"]), bool(each["asked_again"])) for each in said["failed"]),
        bool(said["is_whole"]),
    )


def _refinement(said: Mapping[str, Any]) -> Refinement:
    steps = (
        RefineStep(
            int(each["round"]), _score(each["score"]), bool(each["accepted"]), str(each["what"]), str(each["reason"])
        )
        for each in said["steps"]
    )
    return Refinement(
        str(said["state"]), _score(said["start"]), tuple(steps), int(said["round"]), str(said["sentence"])
    )


def _score(said: Any) -> float | None:
    if said is None:
        return None
    score = float(said)
    if not 0.0 <= score <= 1.0:
        raise ValueError(f"{score} is no score.")
    return score
