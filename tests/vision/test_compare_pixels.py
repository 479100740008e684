"""Structure, edges, palette and tiles: against slow twins, against values derived by hand, and on awkward pictures."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from moonpane_vision.compare import CompareError, compare, heat_map
from moonpane_vision.compare.canvas import MAX_PIXELS, canvas
from moonpane_vision.compare.color import lab_from_rgb
from moonpane_vision.compare.pixels import edge_agreement, palette_distance, ssim, ssim_map
from moonpane_vision.compare.tiles import TILE
from tests.vision.compare_pages import draw_page, moved

Picture = NDArray[np.uint8]


def noise(seed: int, height: int, width: int) -> Picture:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def plain(color: tuple[int, int, int], height: int = 64, width: int = 64) -> Picture:
    return np.full((height, width, 3), color, dtype=np.uint8)


def mirrored(index: int, size: int) -> int:
    """Index past the border of a picture, mirrored with the border pixel repeated."""
    index %= 2 * size
    return index if index < size else 2 * size - 1 - index


def slow_ssim_map(a: Picture, b: Picture) -> NDArray[np.float64]:
    """SSIM pixel by pixel from weighted means, variances and covariance of the 11 x 11 window."""
    height, width = a.shape[:2]
    grays = [picture @ np.array([0.299, 0.587, 0.114]) for picture in (a, b)]
    reach = range(-5, 6)
    weights = np.array([[np.exp(-(y * y + x * x) / (2 * 1.5**2)) for x in reach] for y in reach])
    weights /= weights.sum()
    out = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            rows = [mirrored(row + y, height) for y in reach]
            columns = [mirrored(column + x, width) for x in reach]
            one, two = (gray[np.ix_(rows, columns)] for gray in grays)
            mean_one, mean_two = (weights * one).sum(), (weights * two).sum()
            var_one, var_two = (weights * (one - mean_one) ** 2).sum(), (weights * (two - mean_two) ** 2).sum()
            both = (weights * (one - mean_one) * (two - mean_two)).sum()
            light = (2 * mean_one * mean_two + 6.5025) / (mean_one**2 + mean_two**2 + 6.5025)
            out[row, column] = light * (2 * both + 58.5225) / (var_one + var_two + 58.5225)
    return out


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 7), (9, 14), (24, 5)])
def test_ssim_equals_the_slow_twin(height: int, width: int) -> None:
    a, b = noise(1, height, width), noise(2, height, width)
    mixed = (0.7 * a + 0.3 * b).astype(np.uint8)
    for other in (b, mixed, a // 2):
        wanted = slow_ssim_map(a, other)
        assert np.abs(ssim_map(a, other) - wanted).max() < 1e-4
        pictures = canvas(a, other)
        assert ssim(pictures, ssim_map(a, other)) == pytest.approx(max(0.0, wanted.mean()), abs=1e-4)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.integers(1, 40), st.integers(0, 99))
def test_any_two_pictures_score_between_0_and_1_the_same_both_ways(
    height: int, width: int, other_height: int, other_width: int, seed: int
) -> None:
    a, b = noise(seed, height, width), noise(seed + 1, other_height, other_width)
    there, back = compare(a, b), compare(b, a)
    for name in ("ssim", "edges", "palette", "pixels", "overall", "height_ratio", "width_ratio"):
        value = getattr(there, name)
        assert 0.0 <= value <= 1.0
        assert value == pytest.approx(getattr(back, name), abs=1e-6)
    assert np.allclose(there.tiles, back.tiles, atol=1e-5)
    assert there.overall == there.pixels


@pytest.mark.parametrize(("shift", "wanted"), [(0, 1), (1, 0.875), (2, 0.625), (3, 0.375), (4, 0.125), (5, 0), (40, 0)])
def test_an_edge_fades_with_its_distance(shift: int, wanted: float) -> None:
    """A step marks the two columns beside it; each counts 1 - distance / 4 to the nearest of the other two."""

    def step(column: int) -> Picture:
        picture = plain((255, 255, 255))
        picture[:, column:] = 0
        return picture

    assert edge_agreement(canvas(step(10), step(10 + shift))) == pytest.approx(wanted, abs=1e-6)


def test_upright_edges_do_not_stand_in_for_level_ones() -> None:
    upright, level = plain((255, 255, 255)), plain((255, 255, 255))
    upright[:, ::4], level[::4] = 0, 0
    assert edge_agreement(canvas(upright, level)) < 0.05
    assert edge_agreement(canvas(upright, upright)) == 1.0


def test_the_faint_border_of_a_card_is_an_edge_and_no_edges_agree_with_none() -> None:
    empty, card = plain((255, 255, 255)), plain((255, 255, 255))
    cv2.rectangle(card, (10, 10), (50, 50), (228, 231, 236), 1)
    assert edge_agreement(canvas(empty, card)) == 0.0
    assert edge_agreement(canvas(empty, plain((10, 20, 30)))) == 1.0


@pytest.mark.parametrize(
    ("color", "other"), [((255, 255, 255), (0, 0, 0)), ((255, 0, 0), (0, 0, 255)), ((200, 200, 200), (200, 220, 200))]
)
def test_palette_distance_of_plain_pictures_is_about_their_distance_in_lab(
    color: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    wanted = float(np.linalg.norm(lab_from_rgb(color) - lab_from_rgb(other)))
    assert palette_distance(plain(color), plain(other, 20, 30)) == pytest.approx(wanted, rel=0.15)


def test_palette_distance_grows_with_share_and_distance_and_ignores_place() -> None:
    base = plain((250, 250, 250))
    shares, distances = [], []
    for rows in (4, 8, 16, 32):
        picture = base.copy()
        picture[:rows] = (40, 90, 220)
        shares.append(palette_distance(base, picture))
        assert palette_distance(picture[::-1], picture) == 0.0
    for level in (240, 200, 120, 0):
        picture = base.copy()
        picture[:8] = level
        distances.append(palette_distance(base, picture))
    assert shares == sorted(shares)
    assert shares[1] == pytest.approx(2 * shares[0])
    assert distances == sorted(distances)
    assert distances[0] > 0


def test_what_only_one_picture_has_counts_as_different() -> None:
    short = draw_page(1)[0]
    tall = np.concatenate([short, np.full_like(short, short[-1, -1])])
    score = compare(short, tall)
    assert score.ssim == pytest.approx(0.5)
    assert score.edges == pytest.approx(1.0, abs=0.02)
    assert score.height_ratio == 0.5
    assert not score.height_gate
    assert "576 px tall instead of 288" in score.summary()
    lower = np.array(score.tiles)[len(short) // TILE :]
    assert (lower == 1.0).all()
    wide_and_tall = compare(np.zeros((10, 40, 3), np.uint8), np.zeros((40, 10, 3), np.uint8))
    assert wide_and_tall.ssim == pytest.approx(100 / 700)


def test_tiles_and_regions_point_at_the_damage() -> None:
    picture = draw_page(2)[0]
    damaged = picture.copy()
    damaged[100:140, 160:200] = (220, 30, 30)
    damaged[250:255, 10:15] = 128
    score = compare(picture, damaged)
    tiles = np.array(score.tiles)
    assert tiles.shape == (9, 7)
    assert np.unravel_index(tiles.argmax(), tiles.shape) in {(3, 5), (4, 5)}
    assert tiles[0, 0] == 0.0
    worst = score.worst[0]
    assert worst.x <= 160 < 200 <= worst.x + worst.width
    assert worst.y <= 100 < 140 <= worst.y + worst.height
    assert compare(picture, picture).worst == ()


def test_heat_map_is_hot_where_the_pictures_differ_and_pale_elsewhere() -> None:
    picture = draw_page(2)[0]
    damaged = picture.copy()
    damaged[100:140, 160:200] = (220, 30, 30)
    heat = heat_map(picture, damaged)
    assert heat.shape == picture.shape
    assert heat.dtype == np.uint8
    saturation = np.ptp(heat.astype(int), axis=2)
    assert saturation[110:130, 170:190].min() > 60
    assert saturation[:80].max() == 0
    assert heat_map(picture[:50], picture[:, :60]).shape == picture.shape


def test_huge_pictures_are_reduced_and_places_stay_in_their_own_pixels() -> None:
    side = 2900
    assert side * side > MAX_PIXELS
    a = np.full((side, side, 3), 240, np.uint8)
    b = a.copy()
    b[2000:2400, 1000:1600] = 20
    score = compare(a, b)
    assert score.tile_size == 2 * TILE
    worst = score.worst[0]
    assert worst.x <= 1000 < 1600 <= worst.x + worst.width
    assert worst.y <= 2000 < 2400 <= worst.y + worst.height
    assert score.sizes == ((side, side), (side, side))


@pytest.mark.parametrize(
    "bad",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        None,
    ],
    ids=["gray", "alpha", "empty", "float", "none"],
)
def test_other_arrays_are_refused_by_name(bad: Picture) -> None:
    good = plain((1, 2, 3))
    with pytest.raises(CompareError, match="first picture"):
        compare(bad, good)
    with pytest.raises(CompareError, match="second picture"):
        heat_map(good, bad)


def test_pushing_a_page_down_lowers_structure_and_edges_step_by_step() -> None:
    picture = draw_page(3)[0]
    scores = [compare(picture, moved(picture, pixels)) for pixels in (0, 1, 2, 4, 7)]
    for name in ("ssim", "edges", "pixels"):
        values = [getattr(score, name) for score in scores]
        assert values[0] == 1.0
        assert all(one > two for one, two in pairwise(values)), name
