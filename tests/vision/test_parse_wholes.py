"""A box is whole though something as wide as it lies across: a chosen item, a head, a picture."""

import numpy as np

from moonpane_vision.parse import Rect, parse_screen

PAGE, SIDE, CHOSEN, EDGE, HEAD, WHITE = (
    (240, 242, 245), (30, 36, 48), (60, 110, 220), (200, 205, 212), (246, 248, 250), (255, 255, 255)
)  # fmt: skip


def screen() -> np.ndarray:
    pixels = np.empty((400, 500, 3), np.uint8)
    pixels[:] = PAGE
    return pixels


def rects(pixels: np.ndarray) -> list[Rect]:
    return [box.rect for box in parse_screen(pixels).boxes]


def test_a_chosen_item_cuts_no_sidebar() -> None:
    pixels = screen()
    pixels[:, :120] = SIDE
    pixels[90:124, :120] = CHOSEN
    assert rects(pixels) == [Rect(0, 0, 120, 400), Rect(0, 90, 120, 34)]


def test_every_other_row_of_a_table_is_a_row() -> None:
    pixels = screen()
    for row in range(6):
        pixels[40 + 30 * row : 70 + 30 * row, 50:450] = WHITE if row % 2 else HEAD
    assert all(rect.height <= 30 or rect.width < 400 for rect in rects(pixels)) or Rect(50, 40, 400, 180) in rects(
        pixels
    )
    assert sum(rect.height == 30 for rect in rects(pixels)) == 6


def test_a_head_of_its_own_fill_is_in_the_frame() -> None:
    pixels = screen()
    pixels[50:250, 60:360] = EDGE
    pixels[51:90, 61:359] = HEAD
    pixels[91:170, 61:359] = WHITE
    pixels[170, 61:359] = HEAD  # between rows, in another colour than the frame
    pixels[171:249, 61:359] = WHITE
    whole = next(box for box in parse_screen(pixels).boxes if box.rect == Rect(60, 50, 300, 200))
    assert (whole.fill, whole.border, whole.border_colour) == (WHITE, 1, EDGE)


def test_a_picture_above_is_in_the_card() -> None:
    pixels = screen()
    pixels[50:250, 60:360] = EDGE
    pixels[51:151, 61:359] = np.linspace((20, 90, 60), (150, 220, 190), 100).astype(np.uint8)[:, None]
    pixels[151:249, 61:359] = WHITE
    whole = next(box for box in parse_screen(pixels).boxes if box.rect == Rect(60, 50, 300, 200))
    assert (whole.fill, whole.border, whole.border_colour) == (WHITE, 1, EDGE)
    assert Rect(61, 51, 298, 100) in rects(pixels)


def test_cells_with_borders_are_no_columns() -> None:
    pixels = screen()
    pixels[50:191, 60:361] = EDGE
    for row in range(4):
        for column in range(3):
            pixels[51 + 35 * row : 85 + 35 * row, 61 + 100 * column : 160 + 100 * column] = WHITE
    assert sum(rect.height < 40 for rect in rects(pixels)) == 12
    assert not any(rect.height > 100 and rect.width < 150 for rect in rects(pixels))
