"""Parts of a page are found again where they are in the original, and differences are told apart."""

import numpy as np
import pytest
from numpy.typing import NDArray

from moonpane_vision.compare.explain import MARGIN, explain, side_by_side
from moonpane_vision.compare.shifts import REACH, find_shifts

WHITE = (255, 255, 255)


def picture(x: int, y: int, *, color: int = 40, size: tuple[int, int] = (120, 160)) -> NDArray[np.uint8]:
    """Something like a word at a place, on white."""
    made = np.full((*size, 3), 255, np.uint8)
    for number, stroke in enumerate((0, 5, 7, 13, 18, 26)):
        made[y + number % 3 : y + 14, x + stroke : x + stroke + 2] = color
    return made


@pytest.mark.parametrize("shift", [(0, 0), (3, 0), (-2, 5), (REACH, -REACH)])
def test_a_part_is_found(shift: tuple[int, int]) -> None:
    page, original = picture(60, 50), picture(60 + shift[0], 50 + shift[1])
    (found,) = find_shifts(original, page, [(58, 48, 32, 18, 0, 0)])
    assert (found.x, found.y) == shift
    assert found.likeness > 0.99
    assert (found.here > 0.99) == (shift == (0, 0))


def test_the_search_begins_where_it_is_told() -> None:
    page, original = picture(20, 30), picture(80, 70)
    far, near = find_shifts(original, page, [(18, 28, 32, 18, 0, 0), (18, 28, 32, 18, 58, 38)])
    assert far.likeness < 0.5
    assert (near.x, near.y) == (60, 40)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param((0, 0, 20, 20, 0, 0), id="plain"),
        pytest.param((60, 50, 2, 2, 0, 0), id="too small"),
        pytest.param((150, 110, 400, 400, 0, 0), id="beyond the picture"),
        pytest.param((500, 500, 10, 10, 0, 0), id="outside"),
        pytest.param((58, 48, 32, 18, 900, 0), id="nowhere near"),
    ],
)
def test_what_cannot_be_found_is_alike_nowhere(place: tuple[float, float, float, float, float, float]) -> None:
    (found,) = find_shifts(picture(60, 50), picture(60, 50), [place])
    assert (found.x, found.y, found.likeness) == (0, 0, 0.0)


def test_differences_are_told_apart() -> None:
    region, nothing = (50, 40, 60, 40), np.full((120, 160, 3), 255, np.uint8)
    red = picture(60, 50)
    red[red.max(axis=2) < 255] = (200, 40, 40)
    cases = {
        "missing": (picture(60, 50), nothing),
        "extra": (nothing, picture(60, 50)),
        "moved": (picture(63, 52), picture(60, 50)),
        "shape": (picture(60, 50), np.rot90(picture(50, 60, size=(160, 120))).copy()),
    }
    for kind, (original, page) in cases.items():
        (found,) = explain(original, page, [region])
        assert found.kind == kind
        assert (found.x, found.y) == ((3, 2) if kind == "moved" else (0, 0))
    (color,) = explain(np.full((120, 160, 3), 220, np.uint8), nothing, [region])
    assert color.kind == "color"


def test_a_region_below_the_page_is_missing() -> None:
    (found,) = explain(picture(60, 90), picture(60, 10, size=(60, 160)), [(50, 80, 60, 30)])
    assert found.kind == "missing"


def test_both_sides_of_a_region_are_seen() -> None:
    crop = side_by_side(picture(60, 50), np.full((120, 160, 3), 255, np.uint8), (60, 50, 80, 40))
    half = (crop.shape[1] - 8) // 2
    assert crop.shape[0] == 40 + 2 * MARGIN
    assert (crop[:, :half] < 100).any()
    assert (crop[:, half + 8 :] == 255).all()
