"""Cells that share their borders lie beside each other, not upon each other's borders."""

from itertools import pairwise

import numpy as np

from moonpane_vision.parse import Rect, parse_screen
from moonpane_vision.parse.grids import with_shared_lines
from moonpane_vision.parse.model import Box

PAGE, LINE, WHITE = (244, 246, 248), (190, 198, 206), (255, 255, 255)
FILLS = (WHITE, (228, 232, 236), (255, 244, 220))


def calendar() -> np.ndarray:
    pixels = np.empty((260, 460, 3), np.uint8)
    pixels[:] = PAGE
    pixels[40:221, 30:431] = LINE
    for row in range(3):
        for column in range(5):
            cell = np.s_[41 + 60 * row : 100 + 60 * row, 31 + 80 * column : 110 + 80 * column]
            pixels[cell] = FILLS[(row + column) % 3]
    return pixels


def test_a_calendar_is_a_box_of_the_lines_colour_with_cells_a_line_apart() -> None:
    (grid,) = parse_screen(calendar()).root.children
    assert (grid.rect, grid.fill, grid.padding, grid.gap) == (Rect(30, 40, 401, 181), LINE, (1, 1, 1, 1), 1)
    assert len(grid.children) == 3
    for number, row in enumerate(grid.children):
        assert [cell.fill for cell in row.children] == [FILLS[(number + column) % 3] for column in range(5)]
        assert [cell.rect.width for cell in row.children] == [79] * 5
        assert all(after.rect.x - before.rect.right == 1 for before, after in pairwise(row.children))


def test_a_grid_that_is_not_filled_and_boxes_apart_stay_as_they_are() -> None:
    def bordered(x: int, y: int) -> Box:
        return Box(Rect(x, y, 81, 41), WHITE, border=1, border_colour=LINE)

    holed = [bordered(80 * column, 40 * row) for row in range(2) for column in range(3) if (row, column) != (1, 2)]
    assert with_shared_lines(holed) == holed
    apart = [bordered(90 * column, 50 * row) for row in range(2) for column in range(3)]
    assert with_shared_lines(apart) == apart
    whole = [bordered(80 * column, 40 * row) for row in range(2) for column in range(3)]
    assert with_shared_lines(whole)[0] == Box(Rect(0, 0, 241, 81), LINE)
