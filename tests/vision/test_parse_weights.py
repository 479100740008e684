"""A line whose strokes decide nothing is as bold as those that it stands with."""

import pytest

from moonpane_vision.parse.model import Rect, TextLine
from moonpane_vision.parse.text import FoundLine
from moonpane_vision.parse.weights import STROKE_EM, STROKE_PX, with_common_weights

SIZE, CAPITALS = 16, 0.735


def line(
    x: int, baseline: float, boldness: float, *, size: int = SIZE, ink: tuple[int, int, int] = (0, 0, 0)
) -> FoundLine:
    stroke = boldness * (STROKE_EM * size + STROKE_PX)
    place = Rect(x, round(baseline) - 12, 60, 12)
    return FoundLine(TextLine(place, baseline, CAPITALS * size, size, boldness > 1, ink, (255, 255, 255)), -1, stroke)


def weights(*found: FoundLine) -> list[bool]:
    return [item.line.bold for item in with_common_weights(found)]


@pytest.mark.parametrize("boldness", [0.97, 1.03])
def test_in_a_row_or_a_column_the_clear_ones_decide(boldness: float) -> None:
    for x, baseline in ((300, 80.0), (40, 200.0)):
        unsure = line(x, baseline, boldness)
        assert weights(line(40, 80.0, 1.2), unsure) == [True, True]
        assert weights(line(40, 80.0, 0.8), unsure) == [False, False]


def test_what_is_clear_or_stands_elsewhere_or_looks_otherwise_stays() -> None:
    assert weights(line(40, 80, 1.2), line(300, 80, 0.9)) == [True, False]
    assert weights(line(40, 80, 1.2), line(300, 200, 0.97)) == [True, False]
    assert weights(line(40, 80, 1.2), line(300, 80, 0.97, size=20)) == [True, False]
    assert weights(line(40, 80, 1.2), line(300, 80, 0.97, ink=(200, 0, 0))) == [True, False]
    assert weights(line(40, 80, 1.2), line(300, 80, 0.8), line(500, 80, 0.97)) == [True, False, False], "they differ"


def test_where_nothing_is_clear_those_in_a_row_are_what_they_are_on_average() -> None:
    row = [line(40 + 100 * at, 80, boldness) for at, boldness in enumerate((0.975, 1.011, 1.047, 1.026))]
    assert weights(*row) == [True] * 4
    assert weights(*row[:1], line(140, 80, 1.01)) == [False, False]
    assert weights(*row[:1], *row[2:], line(40, 120, 0.96)) == [True, True, True, False], "it stands below"
