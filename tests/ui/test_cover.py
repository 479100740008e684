"""The part of a picture that stands for it shows something wherever there is something, and the middle stays there."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from moonpane.ui.cover import fitted

WHITE, INK = "#ffffff", "#2f6fed"
COVER = QSize(72, 54)


def page(width: int, height: int, *blocks: tuple[int, int, int, int]) -> QImage:
    """A white page with lines of ink in each block."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(WHITE))
    painter = QPainter(image)
    for x, y, wide, high in blocks:
        for line in range(0, high, 16):
            painter.fillRect(QRect(x, y + line, wide, 8), QColor(INK))
    painter.end()
    return image


def inked(image: QImage) -> list[int]:
    """Columns with something in them."""
    rows, columns = range(image.height()), range(image.width())
    return [x for x in columns if any(image.pixelColor(x, y).lightness() < 245 for y in rows)]


@pytest.mark.parametrize(("width", "height"), [(1280, 300), (1280, 500), (1280, 640), (1280, 800)])
def test_a_page_that_keeps_to_the_left_is_seen_from_its_beginning(width: int, height: int) -> None:
    small = fitted(page(width, height, (24, 24, 150, height - 48)), COVER, ratio=2.0)
    assert small.size() == COVER * 2
    columns = inked(small)
    wide = 150 * small.height() / height
    assert abs(len(columns) - wide) <= 3, "all of it"
    assert columns[0] > 0, "with the page's edge before it"


def test_a_page_that_keeps_to_the_right_is_seen_there() -> None:
    assert inked(fitted(page(1280, 500, (1100, 24, 150, 450)), COVER, ratio=2.0))


@pytest.mark.parametrize("blocks", [((540, 100, 200, 300),), ((340, 100, 600, 300),), ((0, 0, 1280, 500),), ()])
def test_what_is_centred_stays_in_the_middle(blocks: tuple[tuple[int, int, int, int], ...]) -> None:
    image = page(1280, 500, *blocks)
    mark = image.copy()
    painter = QPainter(mark)
    painter.fillRect(QRect(638, 230, 4, 40), QColor("#ff0000"))  # too little to be sought
    painter.end()
    small = fitted(mark, COVER, ratio=2.0)
    reds = [x for x in range(small.width()) if small.pixelColor(x, 54).red() > small.pixelColor(x, 54).blue() + 40]
    assert reds
    assert abs(sum(reds) / len(reds) - small.width() / 2) <= small.width() * 0.05


def test_a_tall_page_is_known_by_its_head_unless_that_is_bare() -> None:
    with_head = fitted(page(400, 2000, (20, 20, 60, 40), (200, 900, 180, 1000)), COVER, ratio=2.0)
    assert inked(with_head)[-1] < COVER.width(), "the small head, not the large body"
    assert inked(fitted(page(400, 2000, (100, 900, 200, 200)), COVER, ratio=2.0))
