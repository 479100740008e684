"""Cards with soft shadows: the shadow's steps are no frames and no dividers, and the card is found in them."""

import cv2
import numpy as np
import pytest

from moonpane_vision.parse import Rect, parse_screen

GROUND = (238, 242, 255)
CARD = Rect(60, 60, 240, 180)


def with_shadow(blur: float, alpha: float, *, ground: tuple[int, int, int] = GROUND, radius: int = 16) -> np.ndarray:
    """A white card (330, 360, 3) with a CSS box-shadow `0 4px {blur}px` of black at `alpha`."""
    shadow = cv2.GaussianBlur(_rounded(CARD.x, CARD.y + 4, radius), (0, 0), blur / 2) * alpha
    card = _rounded(CARD.x, CARD.y, radius)[..., None]
    pixels = np.full((330, 360, 3), ground, np.float32) * (1 - shadow[..., None])
    return np.round(pixels * (1 - card) + 255 * card).astype(np.uint8)


def _rounded(x: int, y: int, radius: int) -> np.ndarray:
    mask = np.zeros((330, 360), np.float32)
    right, bottom = x + CARD.width - 1, y + CARD.height - 1
    cv2.rectangle(mask, (x + radius, y), (right - radius, bottom), 1, -1)
    cv2.rectangle(mask, (x, y + radius), (right, bottom - radius), 1, -1)
    for corner_x in (x + radius, right - radius):
        for corner_y in (y + radius, bottom - radius):
            cv2.circle(mask, (corner_x, corner_y), radius, 1, -1)
    return mask


@pytest.mark.parametrize("blur", [2, 4, 8, 16])
@pytest.mark.parametrize("alpha", [0.05, 0.1, 0.2])
def test_a_card_is_found_in_its_shadow(blur: float, alpha: float) -> None:
    boxes = parse_screen(with_shadow(blur, alpha)).root.children
    assert [(box.kind, box.rect, box.fill, box.border) for box in boxes] == [("box", CARD, (255, 255, 255), 0)]


def test_a_page_that_is_all_shadow_is_parsed() -> None:
    """Nothing but the two colours of noise and steps between them: no pixel is left to be given a colour."""
    for blur in (30, 50):
        for alpha in (0.1, 0.2, 0.35):
            assert parse_screen(with_shadow(blur, alpha, ground=(255, 255, 255))).root


@pytest.mark.parametrize("ground", [(255, 255, 255), (24, 26, 32)])
def test_the_border_of_a_band_on_one_side_is_a_line(ground: tuple[int, int, int]) -> None:
    """Faint as a shadow, and as near, but sharp; where the band ends within a pixel, that pixel only mixes."""
    fill, line = (np.array(ground) + (np.array(step) if ground[0] < 128 else -np.array(step)) for step in (8, 18))
    pixels = np.full((200, 360, 3), ground, np.uint8)
    pixels[60:100, 20:340] = fill
    assert [box.rect for box in parse_screen(pixels).boxes] == [Rect(20, 60, 320, 40)]
    pixels[100, 20:340] = pixels[59, 20:340] = line
    found = parse_screen(pixels).boxes
    assert {box.rect for box in found} == {Rect(20, 60, 320, 40), Rect(20, 59, 320, 1), Rect(20, 100, 320, 1)}
    pixels[59, 20:340] = pixels[100, 20:340] = (fill + ground) // 2
    assert [box.rect for box in parse_screen(pixels).boxes if box.is_line] == []
