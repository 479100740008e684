"""How a refinement went so far, as plain data: what the chart and the panel show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from PySide6.QtGui import QImage

from moonpane.course import Refinement, RefineStep
from moonpane.refine import Accepted, Began, Ended, Event, Reason, Rejected, RoundBegan


class RunState(Enum):
    """Where a refinement stands."""

    IDLE = auto()
    RUNNING = auto()
    NO_GAIN = auto()
    HIGH = auto()
    STOPPED = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(frozen=True)
class Step:
    """One candidate. `score` is None for one that could not be drawn."""

    round: int  # from 1
    score: float | None
    accepted: bool
    what: str  # was changed, one sentence
    reason: str = ""  # why it was not kept, one sentence
    thumbnail: QImage | None = None


@dataclass(frozen=True)
class RefineRun:
    """A refinement from its beginning; empty before there was one."""

    state: RunState = RunState.IDLE
    start: float | None = None  # score of the page as it was
    steps: Sequence[Step] = field(default=())
    round: int = 0  # that is running, or was the last
    sentence: str = ""  # what failed; for RunState.FAILED

    @property
    def path(self) -> list[float]:
        """The best score after each step, the start first; it never falls."""
        best = [] if self.start is None else [self.start]
        for step in self.steps:
            best.append(step.score if step.accepted and step.score is not None else best[-1])
        return best

    @property
    def gain(self) -> float:
        path = self.path
        return path[-1] - path[0] if path else 0.0

    def after(self, event: Event, *, thumbnail: QImage | None = None) -> "RefineRun":
        """The run once an event was told; `thumbnail` is of the candidate that the event is about."""
        match event:
            case Began(views):
                return RefineRun(RunState.RUNNING, views.overall)
            case RoundBegan(number):
                return replace(self, round=number)
            case Accepted(_, candidate, views, _):
                return self.with_step(Step(self.round, views.overall, True, candidate.what, "", thumbnail))
            case Rejected(_, candidate, gain, reason, sentence):
                # The sum may be off by what a float cannot hold.
                score = None if reason is Reason.NOT_DRAWN else max(0.0, min(self.path[-1] + gain, 1.0))
                why = sentence or reason.value
                return self.with_step(Step(self.round, score, False, candidate.what, why, thumbnail))
            case Ended(_, _, reason):
                return replace(self, state=RunState[reason.name])
            case _:
                return self

    @property
    def kept(self) -> Refinement:
        """What is kept of it with its answer; pictures of candidates are not, but those of versions are anyway."""
        steps = (RefineStep(each.round, each.score, each.accepted, each.what, each.reason) for each in self.steps)
        return Refinement(self.state.name, self.start, tuple(steps), self.round, self.sentence)

    @staticmethod
    def of(kept: Refinement, thumbnails: Iterable[QImage | None]) -> "RefineRun":
        """A run as it was left; `thumbnails` of the versions that it brought, in their order."""
        state = RunState.__members__.get(kept.state, RunState.STOPPED)
        accepted = iter(thumbnails)
        steps = (
            Step(each.round, each.score, each.accepted, each.what, each.reason, next(accepted, None))
            if each.accepted
            else Step(each.round, each.score, False, each.what, each.reason)
            for each in kept.steps
        )
        # One that nobody ended, since the program did, does not go on.
        ended = RunState.STOPPED if state is RunState.RUNNING else state
        return RefineRun(ended, kept.start, tuple(steps), kept.round, kept.sentence)

    def with_step(self, step: Step) -> "RefineRun":
        return replace(self, steps=(*self.steps, step), round=step.round)
