"""How fast a run goes through its recipe: by the recipe's numbers of steps, or by a clock."""

import time
from collections.abc import Sequence

from moonpane_engine.train.recipe import Phase

RESERVE_S = 45.0  # of a run by the clock, for saving, scoring and writing what is carried back
RESERVED_SHARE = 0.25  # of a very short run


class Pace:
    """Says how far a step brings a phase, from 0 to 1, and when the time is up.

    By the clock each phase has a share of the time as large as its share of the recipe's steps; how many steps it
    then has depends on the machine.
    """

    def __init__(
        self, phases: Sequence[Phase], left: float, *, minutes: float | None, of: float | None, began: float
    ) -> None:
        """`left`: share of the recipe to be gone through; in `minutes` in all, or so far as they are enough at a pace
        that takes `of` minutes for the whole recipe. `began`: when the minutes did, by `time.monotonic`."""
        self._num_steps = sum(phase.steps for phase in phases)
        self._last = time.monotonic()
        self._end: float | None = None
        self._recipe_s = 0.0
        if minutes is not None:
            training_s = 60 * minutes - min(RESERVE_S, 60 * minutes * RESERVED_SHARE)
            self._end = began + training_s
            self._recipe_s = 60 * of if of is not None else (self._end - self._last) / max(left, 1e-9)

    @property
    def is_over(self) -> bool:
        """Whether this run must stop, wherever it stands."""
        return self._end is not None and time.monotonic() >= self._end

    def progress(self, phase: Phase) -> float:
        """How much of `phase` the step that just ended was."""
        if self._end is None:
            return 1 / phase.steps
        now = time.monotonic()
        seconds, self._last = now - self._last, now
        return seconds / (self._recipe_s * phase.steps / self._num_steps)

    def minutes_left(self, phase: Phase, progress: float, steps_per_s: float) -> float:
        """Estimate for the rest of `phase`."""
        if self._end is None:
            return (1 - progress) * phase.steps / steps_per_s / 60
        return (1 - progress) * self._recipe_s * phase.steps / self._num_steps / 60
