"""What a candidate has to show: a gain above noise, no loss at any width, and none in the pixels."""

from typing import Any

import pytest

from moonpane.drawing import Drawn
from moonpane.refine import MARGIN, Reason, View, Views, judge
from moonpane.session import Attachment

MOCKUP = Attachment("a.png", b"", 10, 10)


def views(*scores: tuple[float, float]) -> Views:
    """(overall, pixels) at each width."""
    made: list[dict[str, Any]] = [{"overall": overall, "pixels": pixels} for overall, pixels in scores]
    return Views(tuple(View(MOCKUP, Drawn(b"", {}), score) for score in made))


BEST = views((0.90, 0.80), (0.80, 0.70))


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        pytest.param(views((0.92, 0.82), (0.82, 0.72)), Reason.BETTER, id="better everywhere"),
        pytest.param(views((0.90, 0.80), (0.80, 0.70)), Reason.NOT_BETTER, id="equal"),
        pytest.param(views((0.90 + MARGIN, 0.81), (0.80 + MARGIN / 2, 0.71)), Reason.NOT_BETTER, id="noise"),
        pytest.param(views((0.85, 0.80), (0.80, 0.70)), Reason.WORSE, id="worse"),
        pytest.param(views((0.99, 0.90), (0.78, 0.68)), Reason.WIDTH, id="better on the whole, worse at one width"),
        pytest.param(views((0.93, 0.79), (0.83, 0.69)), Reason.PIXELS, id="texts nearer, pixels farther"),
    ],
)
def test_the_gate(candidate: Views, reason: Reason) -> None:
    verdict = judge(BEST, candidate)
    assert (verdict.reason, verdict.accepted) == (reason, reason is Reason.BETTER)


def test_the_score_is_the_mean_of_all_widths() -> None:
    assert BEST.overall == pytest.approx(0.85)
    assert BEST.pixels == pytest.approx(0.75)
