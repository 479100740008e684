"""Gradients: flat zones that touch others of almost their own colour, which other measures would take for stripes."""

import cv2
import numpy as np

from moonpane_vision.parse.borders import with_border
from moonpane_vision.parse.corners import corner_radii, side_offsets
from moonpane_vision.parse.model import Box, Rect
from moonpane_vision.parse.zones import Zones, joined_components

TINY_STEP = 4  # channel difference between neighbouring stripes; flat designs never set two fills so near
LARGE = 0.15  # of the picture; a zone so large is a fill
FLAT_AREA, SOFT_RIM = 400, 0.5  # px of a zone that may be a fill; share of its rim in tiny steps, less is no stripe
PAGE_RIM = 0.75  # of the picture's rim, what a gradient that is its ground covers
DOMINANT = 0.5  # of a gradient's area, more than its two largest stripes have
MIN_SIDE, MIN_AREA = 20, 900
FILLED = 0.6  # of its rectangle; text may lie on it
WINDOW = 31  # px, more than twice as wide as common strokes
FADING_SIDES, FADED = 2, 0.8  # sides of a shadow that have no step; share of such a side
ROUGH, ROUGH_SHARE = 16, 0.012  # a painting has more pixels that far from their neighbourhood than a gradient
STROKES = 0.4  # of a smooth area, what texts on it may cover
CORNER = 2  # px that a round corner lacks at least
SPREAD = 8  # channel difference between the 5th and the 95th percentile of its pixels, at least


def find_gradients(pixels: np.ndarray, zones: Zones) -> tuple[list[Box], np.ndarray]:
    """Areas where colours change smoothly, from large to small, and which zones (N,) bool are stripes of one."""
    first, second = [], []
    rim, soft = np.zeros(len(zones.areas)), np.zeros(len(zones.areas))
    for axis in (0, 1):
        step = cv2.absdiff(_tail(pixels, axis), _head(pixels, axis))
        step = cv2.max(cv2.max(step[:, :, 0], step[:, :, 1]), step[:, :, 2])
        near = (step > 0) & (step <= TINY_STEP)
        for labels, joined in ((_tail(zones.labels, axis), first), (_head(zones.labels, axis), second)):
            joined.append(labels[near])
            soft += np.bincount(joined[-1], minlength=len(soft))
            rim += np.bincount(labels[step > 0], minlength=len(rim))
    one, other = np.concatenate(first), np.concatenate(second)
    may_be_stripe = zones.areas < LARGE * pixels.shape[0] * pixels.shape[1]
    # A fill meets what surrounds it at a step; only its soft corners and its shadow go over in tiny ones.
    may_be_stripe &= (zones.areas < FLAT_AREA) | (soft >= SOFT_RIM * rim)
    linked = may_be_stripe[one] & may_be_stripe[other]
    group = joined_components(len(zones.areas), one[linked], other[linked])
    areas = np.bincount(group, weights=zones.areas)
    sizes = np.bincount(group)
    found, is_stripe = [], np.zeros(len(zones.areas), bool)
    ground = _page_group(pixels, zones, group)
    if ground is not None:
        found.append(_page_gradient(pixels))
        is_stripe |= group == ground
    for index in np.flatnonzero((areas >= MIN_AREA) & (sizes >= 4)).tolist():
        box = _gradient(pixels, zones, group, index) if index != ground else None
        if box is not None:
            found.append(box)
            is_stripe |= group == index
    return sorted(found, key=lambda box: (-box.rect.area, box.rect.y, box.rect.x)), is_stripe


def _fading_sides(pixels: np.ndarray, rect: Rect) -> int:
    """How many sides of an area go over into what surrounds it without a step, as those of a shadow do."""
    height, width = pixels.shape[:2]
    across, down = slice(rect.x, rect.right), slice(rect.y, rect.bottom)
    sides = [(pixels[rect.y, across], pixels[rect.y - 1, across])] if rect.y else []
    sides += [(pixels[rect.bottom - 1, across], pixels[rect.bottom, across])] if rect.bottom < height else []
    sides += [(pixels[down, rect.x], pixels[down, rect.x - 1])] if rect.x else []
    sides += [(pixels[down, rect.right - 1], pixels[down, rect.right])] if rect.right < width else []
    steps = [cv2.absdiff(one[None], other[None])[0].max(axis=1) for one, other in sides]
    return sum(bool(np.mean(step <= TINY_STEP) >= FADED) for step in steps)


def _tail(values: np.ndarray, axis: int) -> np.ndarray:
    return values[1:] if axis == 0 else values[:, 1:]


def _head(values: np.ndarray, axis: int) -> np.ndarray:
    return values[:-1] if axis == 0 else values[:, :-1]


def _page_group(pixels: np.ndarray, zones: Zones, group: np.ndarray) -> int | None:
    """The smooth area that runs around nearly all of the picture's rim: a page whose ground is a gradient."""
    rim = np.concatenate([zones.labels[0], zones.labels[-1], zones.labels[:, 0], zones.labels[:, -1]])
    numbers, counts = np.unique(group[rim], return_counts=True)
    index = int(numbers[counts.argmax()])
    members = group == index
    areas = zones.areas[members]
    if counts.max() < PAGE_RIM * rim.size or areas.max() > DOMINANT * areas.sum():
        return None
    around = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    low, high = np.percentile(around, (5, 95), axis=0)
    return index if (high - low).max() >= SPREAD else None


def _page_gradient(pixels: np.ndarray) -> Box:
    height, width = pixels.shape[:2]
    red, green, blue = np.concatenate([pixels[0], pixels[-1]]).mean(axis=0).round().astype(int).tolist()
    return Box(Rect(0, 0, width, height), (red, green, blue), is_picture=True, is_gradient=True)


def _gradient(pixels: np.ndarray, zones: Zones, group: np.ndarray, index: int) -> Box | None:
    members = np.flatnonzero(group == index)
    boxes = zones.boxes[members]
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    rect = Rect(left, top, right - left, bottom - top)
    largest = np.sort(zones.areas[members])[-2:].sum()
    if largest > DOMINANT * zones.areas[members].sum():  # two fills that an anti-aliased corner links
        return None
    if min(rect.width, rect.height) < MIN_SIDE or zones.areas[members].sum() < FILLED * rect.area:
        return None
    if _fading_sides(pixels, rect) >= FADING_SIDES:
        return None
    inside = group[zones.labels[top:bottom, left:right]] == index
    own = pixels[top:bottom, left:right][inside]
    low, high = np.percentile(own, (5, 95), axis=0)
    if (high - low).max() < SPREAD:
        return None
    mean = own.mean(axis=0).round()
    corners = _corners(inside)
    radius = min(corners)
    fill = (int(mean[0]), int(mean[1]), int(mean[2]))
    rough = cv2.absdiff(pixels[top:bottom, left:right], without_text(pixels[top:bottom, left:right])).max(axis=2)
    is_gradient = bool(np.mean(rough[inside] > ROUGH) <= ROUGH_SHARE)
    box = Box(rect, fill, radius=radius, corners=corners, is_picture=True, is_gradient=is_gradient)
    return with_border(pixels, box) if is_gradient else box


def _corners(inside: np.ndarray) -> tuple[int, int, int, int]:
    """Radii of an area (h, w) bool, clockwise from top left: what is drawn over a corner is not over its neighbour."""
    height, width = inside.shape
    radii = corner_radii(side_offsets(inside), Rect(0, 0, width, height))
    turned = (inside, inside[:, ::-1], inside[::-1, ::-1], inside[::-1])
    # What a corner lacks but for its very end was drawn on it.
    top_left, top_right, bottom_right, bottom_left = (
        0 if area[:CORNER, :CORNER].any() else radius for area, radius in zip(turned, radii, strict=True)
    )
    above, below = min(top_left, top_right), min(bottom_left, bottom_right)
    return above, above, below, below


def is_smooth(pixels: np.ndarray) -> bool:
    """Whether an area (h, w, 3) is a gradient but for thin strokes on it: no step is left without them."""
    ground = without_text(pixels)
    strokes = cv2.absdiff(ground, np.ascontiguousarray(pixels)).max(axis=2) > ROUGH
    steps = [cv2.absdiff(_tail(ground, axis), _head(ground, axis)).max(axis=2) > TINY_STEP for axis in (0, 1)]
    return bool(strokes.mean() <= STROKES and max(step.mean() for step in steps) <= ROUGH_SHARE)


def without_text(pixels: np.ndarray, holes: list[Rect] | None = None, *, headings: bool = False) -> np.ndarray:
    """A gradient (h, w, 3) as it would be without the thin strokes on it, and without the boxes in `holes`.

    `headings`: also without strokes twice as thick, at the price of finer detail.
    """
    whole = _with_filled_holes(pixels, holes) if holes else np.ascontiguousarray(pixels)
    height, width = whole.shape[:2]
    if min(height, width) < 4 * WINDOW:
        return cv2.medianBlur(whole, min(WINDOW, (min(height, width) - 1) // 2 * 2 + 1))
    # A large area is smooth enough to be measured at half its size, in an eighth of the time.
    part = 4 if headings else 2
    small = cv2.resize(whole, (width // part, height // part), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.medianBlur(small, WINDOW // 2), (width, height), interpolation=cv2.INTER_LINEAR)


def _with_filled_holes(pixels: np.ndarray, holes: list[Rect]) -> np.ndarray:
    """The rims of the holes in the mean colour of what surrounds them, so that no window over an edge mixes them in."""
    known = np.ones(pixels.shape[:2], np.float32)
    for hole in holes:
        known[max(0, hole.y) : max(0, hole.bottom), max(0, hole.x) : max(0, hole.right)] = 0
    reach = (2 * WINDOW + 1, 2 * WINDOW + 1)
    weight = cv2.blur(known, reach)
    around = cv2.blur(pixels * known[:, :, None], reach) / np.maximum(weight, 1e-4)[:, :, None]
    fill = (known == 0) & (weight > 1e-3)
    filled = pixels.copy()
    filled[fill] = around[fill].clip(0, 255).astype(np.uint8)
    return filled
