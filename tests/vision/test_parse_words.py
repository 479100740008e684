"""Words are joined as when each is held against all others, only sooner."""

import random

import numpy as np

from moonpane_vision.parse import parse_screen
from moonpane_vision.parse.words import Run, _is_next, _joined, both
from tests.cost import cost


def joined_slowly(runs: list[Run], pitch: float) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        for index, before in enumerate(joined):
            if _is_next(before, run, pitch):
                joined[index] = both(before, run)
                break
        else:
            joined.append(run)
    return joined


def some_runs(rng: random.Random, count: int) -> list[Run]:
    runs = []
    for number in range(count):
        size = rng.choice((6.0, 12.0, 14.0, 40.0, 90.0))
        left, width = rng.uniform(0, 500), rng.choice((0.2, 0.6, 3.0)) * size
        baseline = rng.choice((20.0, 36.0, 41.5, 60.0, 140.0)) + rng.uniform(-3, 3)
        top, bottom = baseline - rng.uniform(0.1, 0.8) * size, baseline + rng.choice((0.0, 0.2)) * size
        steps = tuple(0.6 * size for _ in range(rng.randrange(4)))
        edges = (left + 0.3 * size, left + width - 0.3 * size)
        runs.append(Run((number,), left, left + width, top, baseline, bottom, size, 0.56, steps, *edges))
    return sorted(runs, key=lambda run: (run.left, run.top))


def test_both_ways_join_the_same() -> None:
    rng, num_joined = random.Random(5), 0
    for _ in range(300):
        runs, pitch = some_runs(rng, rng.randrange(2, 60)), rng.choice((0.0, 8.4))
        found = _joined(runs, pitch)
        assert found == joined_slowly(runs, pitch)
        num_joined += len(runs) - len(found)
    assert num_joined > 1_000


def test_a_screen_full_of_dashes_takes_no_longer_than_its_ink() -> None:
    """Held against each other, all dashes of four screens took sixteen times as long as those of one: minutes."""
    screen = np.full((600, 800, 3), 255, np.uint8)
    for y in range(5, 590, 9):
        for x in range(5, 700, 106):
            for dash in range(x, x + 72, 12):
                screen[y : y + 2, dash : dash + 6] = 0
    assert cost(lambda: parse_screen(screen), tries=1) < 250
