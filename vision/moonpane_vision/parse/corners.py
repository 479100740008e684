"""Round corners: how far a zone stays away from its rectangle, row by row, and which circle these rows follow."""

from functools import cache

import numpy as np

from moonpane_vision.parse.model import Rect

MAX_RADIUS = 64
PURE = 0.985  # coverage from which a renderer's rounding gives the pure colour
SHIFTS = tuple((across / 4, down / 4) for across in (-2, 0, 1, 2, 3) for down in (-2, 0, 1, 2, 3))  # px
LEAST_SHIFTED, MOST_MORE = 3, 3  # px of radius
LEAST_STRAIGHT = 6  # px between corners; the ends of pills and circles say nothing about their radius
CLOSE, BETTER = 0.5, 0.6  # px that rows are off on average; share of that which is better


def side_offsets(mask: np.ndarray) -> list[np.ndarray]:
    """How far the zone stays away from its box: at the top and bottom for each column, left and right for each row."""
    far = 1 << 14
    from_top = np.where(mask.any(axis=0), mask.argmax(axis=0), far)
    from_bottom = np.where(mask.any(axis=0), mask[::-1].argmax(axis=0), far)
    from_left = np.where(mask.any(axis=1), mask.argmax(axis=1), far)
    from_right = np.where(mask.any(axis=1), mask[:, ::-1].argmax(axis=1), far)
    return [from_top, from_bottom, from_left, from_right]


def straight_shares(sides: list[np.ndarray], corners: tuple[int, int, int, int]) -> list[float]:
    """How much of each side, between its corners, lies on the rectangle."""
    shares = []
    for side, near, far in ((0, 0, 1), (1, 3, 2), (2, 0, 3), (3, 1, 2)):
        offsets = sides[side]
        straight = offsets[corners[near] : len(offsets) - corners[far] or None]
        shares.append(float(np.mean(straight <= 0)) if straight.size else 1.0)
    return shares


@cache
def _corner_areas() -> np.ndarray:
    """How many pixels a corner of radius r takes away, for r = 0..MAX_RADIUS: those not painted in the pure fill."""
    areas = [0]
    for radius in range(1, MAX_RADIUS + 1):
        # A pixel row is sampled at four heights; the last pixel is pure when it is covered all but PURE of it.
        heights = radius - (np.arange(4 * radius) + 0.5) / 4
        reach = np.sqrt(np.maximum(radius**2 - heights**2, 0.0)).reshape(radius, 4)
        columns = np.arange(1, radius + 1)
        covered = np.clip(reach[:, None, :] - (columns - 1)[None, :, None], 0.0, 1.0).mean(axis=2)
        areas.append(int((covered < PURE).sum()))
    return np.array(areas)


def corner_radii(sides: list[np.ndarray], rect: Rect) -> tuple[int, int, int, int]:
    """Radius of each corner from the area it lacks; clockwise from top left."""
    _, _, from_left, from_right = sides
    limit = min(rect.width, rect.height) // 2
    halves = (from_left, from_right, from_right[::-1], from_left[::-1])
    radii = []
    for offsets in halves:
        rows = offsets[: (rect.height + 1) // 2]
        ends = np.flatnonzero(rows <= 0)
        lacking = int(np.minimum(rows[: int(ends[0]) if ends.size else len(rows)], limit).sum())
        radii.append(min(int(np.abs(_corner_areas() - lacking).argmin()), limit))
    return radii[0], radii[1], radii[2], radii[3]


def follows_circle(sides: list[np.ndarray], corners: tuple[int, int, int, int]) -> bool:
    """Whether the rows of each corner follow the circle to a pixel or two; an arrow or a letter does not."""
    for error, radius in _corner_errors(sides, corners):
        if radius >= 3 and (np.median(error) > 1.5 or np.mean(error > 2.5 + 0.1 * radius) > 0.25):
            return False
    return True


def circle_error(sides: list[np.ndarray], corners: tuple[int, int, int, int]) -> float:
    """Mean distance in px between the rows of all corners and circles of these radii."""
    return float(np.mean([error.clip(max=4).mean() for error, _ in _corner_errors(sides, corners)]))


def _corner_errors(sides: list[np.ndarray], corners: tuple[int, int, int, int]) -> list[tuple[np.ndarray, int]]:
    _, _, from_left, from_right = sides
    halves = (from_left, from_right, from_right[::-1], from_left[::-1])
    errors = []
    for offsets, radius in zip(halves, corners, strict=True):
        rows = np.arange(min(max(radius, 3), len(offsets)))
        inside = np.maximum(radius**2 - np.maximum(radius - rows - 0.5, 0.0) ** 2, 0.0)
        errors.append((np.abs(offsets[: len(rows)] - (radius - np.sqrt(inside))), radius))
    return errors


def shifted_radii(
    sides: list[np.ndarray], corners: tuple[int, int, int, int], *, whole: bool
) -> tuple[int, int, int, int]:
    """The radii once more, where the rows fit circles whose box ends between two pixels much better.

    `sides` are those of the pure fill. `whole`: the radii are wanted for the pure rectangle, not for the one around it.
    """
    _, _, from_left, from_right = sides
    straight = min(map(len, sides)) - 2 * max(corners)
    if min(corners) < LEAST_SHIFTED or straight < LEAST_STRAIGHT:
        return corners
    halves = (from_left, from_right, from_right[::-1], from_left[::-1])
    first, second, third, fourth = (
        _shifted_radius(offsets, radius, whole=whole) for offsets, radius in zip(halves, corners, strict=True)
    )
    return first, second, third, fourth


def _shifted_radius(offsets: np.ndarray, radius: int, *, whole: bool) -> int:
    rows = offsets[: min(len(offsets) // 2, MAX_RADIUS)]

    def errors(candidate: int) -> np.ndarray:
        length = min(len(rows), max(radius, candidate) + 1)
        return np.abs(_profiles(candidate)[:, :length] - rows[:length].clip(max=MAX_RADIUS)).mean(axis=1)

    as_it_is = float(errors(radius)[SHIFTS.index((0.0, 0.0))])
    if as_it_is <= CLOSE:
        return radius
    tried = range(max(1, radius // 2), min(MAX_RADIUS, radius + MOST_MORE) + 1)
    best = min((float(error), candidate, at) for candidate in tried for at, error in enumerate(errors(candidate)))
    if best[0] > BETTER * as_it_is:
        return radius
    return round(best[1] - (sum(SHIFTS[best[2]]) / 2 if whole else 0))


def rows_lacking(radius: int) -> np.ndarray:
    """Pixels (MAX_RADIUS,) that each row of a corner lacks, from its end on: those not painted in the pure fill."""
    return _profiles(radius)[SHIFTS.index((0.0, 0.0))]


@cache
def _profiles(radius: int) -> np.ndarray:
    """Pixels (len(SHIFTS), MAX_RADIUS) that each row of a corner lacks when its box begins before the pure rectangle.

    By the shift, in px to the left and upwards. Where it is negative, the straight sides were painted up to there.
    """
    tables = []
    for across, down in SHIFTS:
        heights = radius - down - (np.arange(4 * MAX_RADIUS) + 0.5) / 4
        reach = np.sqrt(np.maximum(radius**2 - np.maximum(heights, 0.0) ** 2, 0.0)).reshape(MAX_RADIUS, 4)
        inner = radius - across - np.arange(1, MAX_RADIUS + 1)
        covered = np.clip(reach[:, None, :] - inner[None, :, None], 0.0, 1.0).mean(axis=2)
        lacking = (covered < PURE).sum(axis=1)
        if down < 0:
            lacking[0] = lacking[1]
        if across < 0:
            lacking[lacking == 1] = 0
        tables.append(lacking)
    return np.array(tables)
