"""Figures of a whole suite, and how far they can be trusted."""

import numpy as np
import pytest

from moonpane.evaluation import Interval, differences, figures
from moonpane.evaluation.figures import mean_of


def test_the_interval_is_that_of_a_normal_distribution() -> None:
    draw = np.random.default_rng(3)
    values = draw.normal(0.8, 0.1, 400).tolist()
    found = mean_of([*values, None])
    assert found is not None
    assert found.count == 400
    assert found.mean == pytest.approx(np.mean(values))
    half = 1.96 * float(np.std(values)) / 20
    assert (found.low, found.high) == pytest.approx((found.mean - half, found.mean + half), abs=0.1 * half)
    assert mean_of(values) == mean_of(values) == found


def test_the_mean_of_one_and_of_none() -> None:
    assert mean_of([0.5]) == Interval(0.5, 0.5, 0.5, 1)
    assert mean_of([]) is None
    assert mean_of([None]) is None


def test_what_was_never_measured_has_no_mean() -> None:
    found = figures({"a": {"overall": 0.5, "text": None}, "b": {"overall": 1.0}})
    assert found["text"] is None
    overall = found["overall"]
    assert overall is not None
    assert (overall.mean, overall.count) == (0.75, 2)


def test_only_what_both_runs_have_is_compared() -> None:
    now = {"a": {"text": 0.9}, "b": {"text": 0.7}, "c": {"text": 1.0}, "d": {"text": None}}
    before = {"a": {"text": 0.8}, "b": {"text": 0.5}, "d": {"text": 0.1}, "e": {"text": 0.0}}
    change = differences(now, before)["text"]
    assert change is not None
    assert (change.mean, change.count) == (pytest.approx(0.15), 2)
    assert differences(now, {})["text"] is None
