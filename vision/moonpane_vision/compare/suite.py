"""Figures for a whole set of pages: a mean with the interval in which it can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moonpane_vision.compare.errors import CompareError
from moonpane_vision.compare.score import Score

COMPONENTS = ("overall", "pixels", "design2code", "block_match", "text", "position", "color", "color_tight")
COMPONENTS += ("ssim", "edges", "palette", "height_ratio")

_ROUNDS = 10_000
_CHUNK_VALUES = 1 << 20  # drawn at once, so that large sets need little memory


@dataclass(frozen=True, slots=True)
class Interval:
    """Mean of `count` values, with a 95 % interval from resampling them."""

    mean: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.count}"


def mean_with_interval(values: Sequence[float | None], *, seed: int = 0) -> Interval:
    """Mean and bootstrap percentile interval (95 %) of the values that are not None.

    One value gives an interval of no width. Raises CompareError where there is no value, or one is not finite.
    """
    numbers = np.array([value for value in values if value is not None], dtype=np.float64)
    if numbers.size == 0:
        raise CompareError("There is no measured value to take the mean of.")
    if not np.isfinite(numbers).all():
        raise CompareError("One of the values to take the mean of is not a finite number.")
    draw = np.random.default_rng(seed)
    step = max(1, _CHUNK_VALUES // numbers.size)
    means = [
        numbers[draw.integers(0, numbers.size, (min(step, _ROUNDS - start), numbers.size))].mean(axis=1)
        for start in range(0, _ROUNDS, step)
    ]
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975))
    return Interval(float(numbers.mean()), float(low), float(high), int(numbers.size))


def suite_figures(scores: Sequence[Score], *, seed: int = 0) -> dict[str, Interval]:
    """Mean with interval of each component over a set of pages; components measured on no page are left out."""
    columns = {name: [getattr(score, name) for score in scores] for name in COMPONENTS}
    return {
        name: mean_with_interval(column, seed=seed)
        for name, column in columns.items()
        if any(value is not None for value in column)
    }
