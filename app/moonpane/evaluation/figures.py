"""Figures of a whole suite: a mean with the interval in which it can be trusted, and of two runs, their difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from moonpane.evaluation.rows import FIGURES

Scores = Mapping[str, Mapping[str, float | None]]  # name of a case → its figures

_ROUNDS = 10_000
_CHUNK_VALUES = 1 << 20  # drawn at once, so that large suites need little memory
_SEED = 0  # the same values have the same interval


@dataclass(frozen=True, slots=True)
class Interval:
    """Mean of `count` values, with a 95 % bootstrap percentile interval."""

    mean: float
    low: float
    high: float
    count: int

    def to_dict(self) -> dict[str, float]:
        """Rounded to four digits."""
        return {
            "mean": round(self.mean, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "count": self.count,
        }


def mean_of(values: Sequence[float | None]) -> Interval | None:
    """Of the values that are not None; None without any. One value gives an interval of no width."""
    numbers = np.array([value for value in values if value is not None], dtype=np.float64)
    if numbers.size == 0:
        return None
    draw = np.random.default_rng(_SEED)
    step = max(1, _CHUNK_VALUES // numbers.size)
    means = [
        numbers[draw.integers(0, numbers.size, (min(step, _ROUNDS - start), numbers.size))].mean(axis=1)
        for start in range(0, _ROUNDS, step)
    ]
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975))
    return Interval(float(numbers.mean()), float(low), float(high), int(numbers.size))


def figures(scores: Scores) -> dict[str, Interval | None]:
    """Of each figure its mean over the cases for which it exists."""
    return {name: mean_of([score.get(name) for score in scores.values()]) for name in FIGURES}


def differences(scores: Scores, earlier: Scores) -> dict[str, Interval | None]:
    """Of each figure the mean change from an earlier run, case by case; cases that only one run has do not count."""
    common = [(scores[name], earlier[name]) for name in scores if name in earlier]

    def changes(figure: str) -> list[float]:
        pairs = [(now.get(figure), before.get(figure)) for now, before in common]
        return [now - before for now, before in pairs if now is not None and before is not None]

    return {name: mean_of(changes(name)) for name in FIGURES}
