"""The worst regions: what differs most is found also where all of a page differs a little."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from moonpane_vision.compare import tiles as compare_tiles
from moonpane_vision.compare.canvas import canvas
from moonpane_vision.compare.score import compare
from moonpane_vision.compare.tiles import MAX_REGIONS, TILE, Region, worst_regions

SIZE = (800, 1280)
BLOCK = (704, 224, 320, 256)  # x, y, width, height


def lines_of_words() -> NDArray[np.uint8]:
    """A page that is full of text."""
    page = np.full((*SIZE, 3), 250, np.uint8)
    for number, baseline in enumerate(range(24, SIZE[0] - 12, 24)):
        for column, left in enumerate(range(12, SIZE[1] - 100, 118)):
            word = ("Breakfast", "Air condition", "River view", "Free until", "Guest house")[(number + 2 * column) % 5]
            cv2.putText(page, word, (left, baseline), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (40, 40, 40), 1, cv2.LINE_AA)
    return page


def with_a_photo(page: NDArray[np.uint8]) -> NDArray[np.uint8]:
    x, y, width, height = BLOCK
    photo = np.random.default_rng(6).integers(30, 160, (height // 4, width // 4, 3), dtype=np.uint8)
    page = page.copy()
    page[y : y + height, x : x + width] = photo.repeat(4, axis=0).repeat(4, axis=1)
    return page


def shared(region: Region, block: tuple[int, int, int, int]) -> float:
    """Intersection over union."""
    x, y, width, height = block
    across = min(region.x + region.width, x + width) - max(region.x, x)
    down = min(region.y + region.height, y + height) - max(region.y, y)
    both = max(0, across) * max(0, down)
    return both / (region.width * region.height + width * height - both)


def regions_of(tiles: NDArray[np.float64]) -> tuple[Region, ...]:
    blank = np.zeros((tiles.shape[0] * TILE, tiles.shape[1] * TILE, 3), np.uint8)
    return worst_regions(tiles, canvas(blank, blank))


def test_a_missing_block_comes_first_on_a_page_that_lies_a_pixel_lower() -> None:
    words = lines_of_words()
    x, y, width, height = BLOCK
    without = np.roll(words, 1, axis=0)
    without[y : y + height, x : x + width] = 250
    score = compare(with_a_photo(words), without)
    assert (np.array(score.tiles) >= compare_tiles.WORST_FROM).mean() > 0.7  # nearly all of it differs
    assert shared(score.worst[0], BLOCK) > 0.6
    assert 2 < len(score.worst) <= MAX_REGIONS
    assert max(region.width * region.height for region in score.worst) < SIZE[0] * SIZE[1] / 4
    assert score.worst == compare(with_a_photo(words), without).worst


@pytest.mark.parametrize("value", [0.3, 1.0])
def test_what_differs_evenly_stays_one_region_however_large(value: float) -> None:
    tiles = np.zeros((20, 40))
    tiles[10:] = value
    assert regions_of(tiles) == (Region(0, 10 * TILE, 40 * TILE, 10 * TILE, value),)


def test_a_group_of_the_size_of_a_card_stays_whole() -> None:
    tiles = np.zeros((9, 7))
    tiles[2:6, 1:6] = np.linspace(0.15, 0.95, 20).reshape(4, 5)
    (region,) = regions_of(tiles)
    assert (region.x, region.y, region.width, region.height) == (TILE, 2 * TILE, 5 * TILE, 4 * TILE)


@pytest.mark.parametrize("shape", [(4_000, 1), (1, 4_000), (64, 64)])
def test_the_number_of_cuts_is_bounded(shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Stripes, of which each cut could take off one alone."""
    cuts: list[int] = []
    cut = compare_tiles._halves

    def counted(part: NDArray[np.float64]) -> list[tuple[int, int, NDArray[np.float64]]]:
        cuts.append(part.size)
        return cut(part)

    monkeypatch.setattr(compare_tiles, "_halves", counted)
    rows, columns = np.indices(shape)
    found = regions_of(np.where((rows + columns) % 2, 0.2, 1.0))
    assert 0 < len(cuts) < 100
    assert len(found) == MAX_REGIONS


def test_a_sliver_at_the_far_edge_counts_by_its_pixels() -> None:
    pictures = canvas(*(np.zeros((10 * TILE + 2, 10 * TILE, 3), np.uint8),) * 2)
    tiles = np.zeros((11, 10))
    tiles[10, :6] = 1.0
    tiles[2:4, 2:4] = 0.5
    assert [region.y for region in worst_regions(tiles, pictures)] == [2 * TILE, 10 * TILE]
