"""The geometry of a selection: pixel-true, within its screen, and the same whichever way it is pulled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from moonpane.ui.capture.selection import HANDLES, handle_at, handle_place, moved, spanned, stretched

BOUNDS = QRect(0, 0, 200, 100)
BOX = QRect(20, 30, 50, 40)

xs, ys = st.integers(0, 199), st.integers(0, 99)
points = st.builds(QPoint, xs, ys)
steps = st.integers(-300, 300)


@given(points, points)
def test_a_span_holds_both_pixels_and_nothing_beyond_them(a: QPoint, b: QPoint) -> None:
    box = spanned(a, b, BOUNDS)
    assert box == spanned(b, a, BOUNDS)
    assert (box.width(), box.height()) == (abs(a.x() - b.x()) + 1, abs(a.y() - b.y()) + 1)
    assert box.contains(a)
    assert box.contains(b)


@given(points, points, steps, steps)
def test_moving_keeps_the_size_and_the_screen(a: QPoint, b: QPoint, dx: int, dy: int) -> None:
    box = spanned(a, b, BOUNDS)
    there = moved(box, dx, dy, BOUNDS)
    assert there.size() == box.size()
    assert BOUNDS.contains(there)


@given(points, points, st.sampled_from(HANDLES), steps, steps)
def test_stretching_stays_on_the_screen_and_is_never_empty(
    a: QPoint, b: QPoint, handle: tuple[int, int], dx: int, dy: int
) -> None:
    box = stretched(spanned(a, b, BOUNDS), handle, dx, dy, BOUNDS)
    assert BOUNDS.contains(box)
    assert min(box.width(), box.height()) >= 1


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        ((1, 1), QRect(20, 30, 55, 43)),
        ((-1, -1), QRect(25, 33, 45, 37)),
        ((0, 1), QRect(20, 30, 50, 43)),
        ((-1, 0), QRect(25, 30, 45, 40)),
    ],
)
def test_a_handle_moves_its_own_sides_only(handle: tuple[int, int], expected: QRect) -> None:
    assert stretched(BOX, handle, 5, 3, BOUNDS) == expected


def test_handles_are_found_and_corners_win() -> None:
    for handle in HANDLES:
        assert handle_at(BOX, handle_place(BOX, handle) + QPoint(2, -2), reach=4) == handle
    assert handle_at(BOX, BOX.center(), reach=4) is None
    tiny = QRect(20, 30, 4, 4)
    assert handle_at(tiny, QPoint(20, 30), reach=9) in {(-1, -1), (1, -1), (1, 1), (-1, 1)}
