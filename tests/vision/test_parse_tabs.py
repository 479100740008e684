"""A tab and the panel that it belongs to are one shape of one colour, and two boxes."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from moonpane_vision.parse import Rect, parse_screen
from moonpane_vision.parse.tabs import tab_and_panel
from tests.vision.test_parse import font

GROUND, NAVY, WHITE = (27, 32, 51), (42, 49, 80), (255, 255, 255)
STEP = np.ones((58, 360), bool)
STEP[:24, :10] = STEP[:24, 83:] = False


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_step_is_told_from_every_side(turns: int, is_mirrored: bool) -> None:
    shape = np.rot90(STEP[:, ::-1] if is_mirrored else STEP, turns)
    found = tab_and_panel(shape)
    assert found is not None
    tab, panel = found
    assert sorted((tab.width, tab.height)) == [24, 73]
    assert sorted((panel.width, panel.height)) == [34, 360]
    both = np.zeros(shape.shape, bool)
    for rect in found:
        both[rect.y : rect.bottom, rect.x : rect.right] = True
    assert (both == shape).all()


@pytest.mark.parametrize(
    "shape",
    [
        np.ones((58, 360), bool),
        np.tri(60, 90, dtype=bool),
        np.kron([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.ones((30, 40), bool)).astype(bool),
        np.kron([[1, 0, 1], [1, 1, 1]], np.ones((30, 60), bool)).astype(bool),
        np.vstack([STEP[:10], STEP[24:]]),
        np.kron([[1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 1, 1]], np.ones((70, 120), bool)).astype(bool),
    ],
    ids=["rectangle", "triangle", "cross", "two tabs", "a few px high", "two panels"],
)
def test_other_shapes_are_no_tabs(shape: np.ndarray) -> None:
    assert tab_and_panel(shape) is None


def test_what_is_written_beside_a_tab_and_on_its_panel_is_read() -> None:
    image = Image.new("RGB", (2 * 400, 2 * 200), GROUND)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((40, 40, 40 + 145, 40 + 80), 12, fill=NAVY)
    draw.rectangle((40, 88, 759, 159), fill=NAVY)
    for x, y, words, ink in (
        (68, 72, "cURL", WHITE),
        (220, 72, "Python", (131, 144, 181)),
        (330, 72, "Ruby", (131, 144, 181)),
        (68, 132, "/v2/shipments", WHITE),
    ):
        draw.text((x, y), words, fill=ink, font=font(24), anchor="ls")
    screen = parse_screen(np.asarray(image.resize((400, 200), Image.Resampling.LANCZOS)))
    assert [(box.rect, box.fill) for box in screen.boxes] == [
        (Rect(20, 44, 360, 36), NAVY),
        (Rect(20, 20, 73, 24), NAVY),
    ]
    assert [box.corners for box in screen.boxes] == [(0, 0, 0, 0), pytest.approx((6, 6, 0, 0), abs=1)]
    assert [screen.boxes[owner].rect.height if owner >= 0 else 0 for owner in screen.owners] == [24, 0, 0, 36]
