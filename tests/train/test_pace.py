"""A recipe by the clock: phases share the time as they share the steps."""

import pytest

from moonpane_engine.train import pace
from moonpane_engine.train.data.line_batches import Lines
from moonpane_engine.train.data.page_batches import Pages
from moonpane_engine.train.pace import RESERVE_S, Pace
from moonpane_engine.train.recipe import Phase

LONG, SHORT = Phase("long", 300, Lines(2), Pages(128)), Phase("short", 100, Lines(2), Pages(128))


class Clock:
    """A clock that the test turns."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(pace, "time", clock)
    return clock


def test_without_a_clock_each_step_is_one_of_the_recipes() -> None:
    by_steps = Pace([LONG, SHORT], 1.0, minutes=None, of=None, began=100.0)
    assert by_steps.progress(SHORT) == 0.01
    assert not by_steps.is_over


def test_the_recipe_fills_the_minutes_but_for_a_reserve(clock: Clock) -> None:
    by_clock = Pace([LONG, SHORT], 1.0, minutes=10, of=None, began=100.0)
    clock.now += (600 - RESERVE_S) * 0.75
    assert by_clock.progress(LONG) == pytest.approx(1.0)
    clock.now += (600 - RESERVE_S) * 0.125
    assert by_clock.progress(SHORT) == pytest.approx(0.5)
    assert not by_clock.is_over
    clock.now += (600 - RESERVE_S) * 0.126
    assert by_clock.is_over


def test_what_is_left_of_a_recipe_fills_the_minutes_too(clock: Clock) -> None:
    by_clock = Pace([LONG, SHORT], 0.125, minutes=10, of=None, began=100.0)  # half of the short one
    clock.now += 600 - RESERVE_S
    assert by_clock.progress(SHORT) == pytest.approx(0.5)


def test_a_slow_start_is_of_the_minutes_too(clock: Clock) -> None:
    clock.now += 55
    by_clock = Pace([LONG, SHORT], 1.0, minutes=10, of=None, began=100.0)
    clock.now += 250
    assert by_clock.progress(LONG) == pytest.approx(250 / 500 / 0.75)
    clock.now += 250
    assert by_clock.is_over


def test_a_longer_recipe_is_left_where_it_stands(clock: Clock) -> None:
    by_clock = Pace([LONG, SHORT], 1.0, minutes=5, of=20, began=100.0)
    clock.now += 300
    assert by_clock.is_over
    assert by_clock.progress(LONG) == pytest.approx(1 / 3)
