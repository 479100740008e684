"""Soft shadows around boxes, and what of a screen's boxes is nothing but the steps of a shadow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from moonpane_vision.assets.shadow_fit import Shadow, fitted_shadow, share_of
from moonpane_vision.assets.shadow_profiles import LANES, LEAST_DEPTH, REACH, Ground, Side, ground_of, sides_of
from moonpane_vision.parse.layers import overlaps
from moonpane_vision.parse.model import Box, Colour, Rect, Screen

LEAST_SIDE = 12  # px of a box
TOUCHING = 2  # px between boxes of which one's shadow would lie on the other
ON_TOUCHING = 6.0  # channel difference of it that is seen
KIND = 2  # boxes alike with a shadow, from which another one has it, too; one for those across an edge
STEP, LINE_STEP = 16, 64  # channel difference of a frame of shadow to what it lies in, and of a line of it
MOST_TIMES = 2  # brighter than a box under another one: what is rounded there would count more
NEAR, FAR = 8, 48  # px from a box that lines are of its shadow, and that those are which have its colour there
SAME_LEVEL = 2.5  # channel difference of these


@dataclass(frozen=True)
class Found:
    """By the index of their boxes."""

    shadows: Mapping[int, Shadow]
    steps: frozenset[int] = frozenset()  # boxes that are parts of these
    boxes: Mapping[int, Box] = field(default_factory=dict[int, Box])  # whose border was one's first step, without it


def find_shadows(pixels: np.ndarray, screen: Screen) -> Found:
    """The shadows of a screen's boxes, in the picture (H, W, 3) uint8 that it was measured in.

    Boxes that look alike share the shadow of the largest of them.
    """
    boxes, texts = screen.boxes, [line.ink for line in screen.lines]
    page = Ground(screen.background, Rect(0, 0, screen.width, screen.height))
    found, gone = dict[int, Shadow](), set[int]()
    for index, box in enumerate(boxes):
        if box.is_line or min(box.rect.width, box.rect.height) < LEAST_SIDE:
            continue
        steps, far = _steps(boxes, index, texts, page.colour), _lines_beside(boxes, index, page.colour, FAR)
        for ignored in dict.fromkeys((steps | far, steps, frozenset[int]())):
            shadow, ground = None, ground_of(boxes, index, page, ignored)
            if ground:
                known = list(dict.fromkeys(found.values()))
                shadow = _shadow_of(pixels, boxes, index, ground, ignored, texts, known)
            if shadow and ground and not _would_touch(shadow, boxes, index, ground, ignored):
                found[index] = shadow
                gone |= {at for at in ignored if at in steps or _is_seen_in(shadow, box, boxes[at], ground.colour)}
                break
    kept = {index: shadow for index, shadow in found.items() if index not in gone}
    bare = dict(_without_step(boxes, kept, page))
    kept |= {index: shadow for index, (_, shadow) in bare.items()}
    alike = dict(_of_their_kind(boxes, kept))
    return Found(kept | alike, frozenset(gone), {index: box for index, (box, _) in bare.items()})


def _shadow_of(
    pixels: np.ndarray,
    boxes: Sequence[Box],
    index: int,
    ground: Ground,
    ignored: frozenset[int],
    texts: Sequence[Rect],
    known: Sequence[Shadow],
) -> Shadow | None:
    """That of one box, on what lies under it in part and on its ground, else on its ground alone."""
    box = boxes[index]
    lower = frozenset(at for at in range(index) if _lies_under(boxes[at], box, ground.colour))
    for under in (lower, frozenset[int]()) if lower else (lower,):
        others = [
            other.rect
            for at, other in enumerate(boxes)
            if at != index and at not in ignored | under and not other.rect.contains(box.rect, slack=1)
        ]
        even = _on_one_ground(pixels, [boxes[at] for at in under], ground.colour)
        sides = sides_of(even, box, ground, [*others, *texts])
        is_seen = len(sides) > 1 or (len(sides) == 1 and not _may_be_a_picture_s(pixels, boxes, index, ground))
        if is_seen and (shadow := fitted_shadow(sides, box, ground.colour, known)):
            return shadow
    return None


def _lies_under(lower: Box, box: Box, ground: Colour) -> bool:
    """Whether a box lies in part over a flat one on which its shadow is as well measured as on the ground."""
    if lower.is_picture or lower.is_line or not overlaps(lower.rect, box.rect):
        return False
    return all(fill >= ground[at] / MOST_TIMES for at, fill in enumerate(lower.fill)) and min(lower.fill) > 0


def _on_one_ground(pixels: np.ndarray, under: Sequence[Box], ground: Colour) -> np.ndarray:
    """The picture with flat boxes in the colour of their ground: a shadow takes the same share of both."""
    if not under:
        return pixels
    even = pixels.copy()
    for box in under:
        area = np.s_[box.rect.y : box.rect.bottom, box.rect.x : box.rect.right]
        share = np.array(ground, np.float32) / np.array(box.fill, np.float32)
        even[area] = (pixels[area] * share).round().clip(0, 255)
    return even


def _may_be_a_picture_s(pixels: np.ndarray, boxes: Sequence[Box], index: int, ground: Ground) -> bool:
    """Whether a box is half on a picture whose shadow may be what is seen below it."""
    rect = boxes[index].rect
    return any(
        other.is_picture
        and other.rect.overlap(rect)
        and not other.rect.contains(rect)
        and not rect.contains(other.rect)
        and not _is_even_below(pixels, other, rect, ground)
        for other in boxes
    )


def _is_even_below(pixels: np.ndarray, picture: Box, box: Rect, ground: Ground) -> bool:
    """Whether the ground below a picture is seen well away from a box on it, and is as it is everywhere."""
    rect, radius = picture.rect, max(picture.corner_radii)
    columns = np.arange(max(0, rect.x + radius), min(pixels.shape[1], rect.right - radius))
    columns = columns[(columns < box.x - FAR) | (columns >= box.right + FAR)]
    rows = slice(rect.bottom + 1, min(rect.bottom + 1 + LEAST_DEPTH, ground.room.bottom))
    below = pixels[rows, columns].astype(np.int16)
    if len(columns) < LANES or len(below) < LEAST_DEPTH:
        return False
    return bool(np.abs(np.median(below, axis=1) - ground.colour).max() <= 1)


def _steps(boxes: Sequence[Box], index: int, texts: Sequence[Rect], page: Colour) -> frozenset[int]:
    """What may be the steps of a box's shadow: faint frames with nothing else in them, and faint lines beside it."""
    rect, found = boxes[index].rect, set[int]()
    for at in range(index - 1, -1, -1):
        ring = boxes[at]
        if not ring.rect.contains(rect, slack=1):
            continue
        around = next((boxes[outer] for outer in range(at - 1, -1, -1) if boxes[outer].rect.contains(ring.rect)), None)
        reach = max(rect.x - ring.rect.x, ring.rect.right - rect.right, ring.rect.bottom - rect.bottom)
        is_faint = _apart(ring.fill, around.fill if around else page) <= STEP
        if ring.is_picture or not is_faint or reach > REACH or _has_more(ring.rect, rect, boxes, texts):
            break
        found.add(at)
    return frozenset(found) | _lines_beside(boxes, index, page, NEAR)


def _lines_beside(boxes: Sequence[Box], index: int, page: Colour, reach: int) -> frozenset[int]:
    """Faint lines within so many px around a box."""
    rect = boxes[index].rect
    ground = next((boxes[at].fill for at in range(index - 1, -1, -1) if boxes[at].rect.contains(rect, slack=1)), page)
    around = rect.inset(-reach)
    return frozenset(
        at
        for at, line in enumerate(boxes)
        if line.is_line and around.contains(line.rect) and not line.rect.overlap(rect)
        if _apart(line.fill, ground) <= LINE_STEP
    )


def _is_seen_in(shadow: Shadow, box: Box, line: Box, ground: Colour) -> bool:
    """Whether a line along a side of a box has the colour of its shadow there: then it is not seen in that."""
    rect, at = box.rect, line.rect
    gaps = (rect.y - at.bottom, at.x - rect.right, at.y - rect.bottom, rect.x - at.right)
    side = max(range(len(gaps)), key=lambda number: gaps[number])
    if (at.height > at.width) != (side % 2 == 1):
        return False
    away = gaps[side] + min(at.width, at.height) // 2
    share = share_of(box, shadow.blur, shadow.offset, shadow.spread, Side(side, np.zeros((away + 1, 3))))[away]
    there = np.array(ground) - shadow.alpha * share * (np.array(ground) - shadow.colour)
    return bool(np.abs(there - line.fill).max() <= SAME_LEVEL)


def _has_more(ring: Rect, rect: Rect, boxes: Sequence[Box], texts: Sequence[Rect]) -> bool:
    """Whether there is something in a frame beside the box and what is around that or near it."""
    inside = [box.rect for box in boxes if not box.is_line and ring.contains(box.rect) and not box.rect.contains(rect)]
    return any(ring.overlap(each) and not rect.contains(each, slack=1) for each in (*inside, *texts))


def _apart(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _of_their_kind(boxes: Sequence[Box], found: Mapping[int, Shadow]) -> Iterator[tuple[int, Shadow]]:
    """Boxes that are like several with one shadow, and whose own cannot be told for what lies in its way."""
    for index, box in enumerate(boxes):
        alike = [shadow for at, shadow in found.items() if index not in found and _is_like(boxes[at], box)]
        if not alike or len(set(alike)) > 1:
            continue
        if len(alike) >= KIND or any(overlaps(box.rect, other.rect) for other in boxes):
            yield index, alike[0]


def _without_step(
    boxes: Sequence[Box], found: Mapping[int, Shadow], page: Ground
) -> Iterator[tuple[int, tuple[Box, Shadow]]]:
    """Boxes that without their border are like one with a shadow, where that has the colour of this border."""
    for index, box in enumerate(boxes):
        ground = ground_of(boxes, index, page, ())
        if not box.border or box.border_colour is None or ground is None:
            continue
        radii = [max(0, radius - box.border) for radius in box.corners]
        corners = radii[0], radii[1], radii[2], radii[3]
        bare = replace(
            box, rect=box.rect.inset(box.border), radius=max(0, box.radius - box.border), corners=corners,
            border=0, border_colour=None,
        )  # fmt: skip
        for shadow in dict.fromkeys(each for at, each in found.items() if _is_like(boxes[at], bare)):
            beside = [Side(number, np.zeros((box.border, 3))) for number in range(4)]
            shares = np.concatenate(
                [share_of(bare, shadow.blur, shadow.offset, shadow.spread, side) for side in beside]
            )
            steps = ground.colour - shadow.alpha * shares[:, None] * (np.array(ground.colour) - shadow.colour)
            low, high = steps.min(axis=0) - SAME_LEVEL, steps.max(axis=0) + SAME_LEVEL
            if np.all((low <= box.border_colour) & (box.border_colour <= high)):
                yield index, (bare, shadow)
                break


def _is_like(box: Box, other: Box) -> bool:
    sizes = abs(box.rect.width - other.rect.width), abs(box.rect.height - other.rect.height)
    return max(sizes) <= TOUCHING and (box.fill, box.corners, box.border) == (other.fill, other.corners, other.border)


def _would_touch(shadow: Shadow, boxes: Sequence[Box], index: int, ground: Ground, ignored: frozenset[int]) -> bool:
    """Whether it would be seen on a box right beside its own, as in the middle of one that was taken for several."""
    rect, beside = boxes[index].rect, np.zeros((1, 3))
    full = float(np.abs(shadow.alpha * (np.array(ground.colour) - shadow.colour)).max())
    for other in (each.rect for at, each in enumerate(boxes) if at != index and at not in ignored and not each.is_line):
        level = min(rect.right, other.right) - max(rect.x, other.x) > min(rect.width, other.width) / 2
        upright = min(rect.bottom, other.bottom) - max(rect.y, other.y) > min(rect.height, other.height) / 2
        gaps = (rect.y - other.bottom, other.x - rect.right, other.y - rect.bottom, rect.x - other.right)
        for side, gap in enumerate(gaps):
            if -1 <= gap <= TOUCHING and (upright if side % 2 else level):
                share = share_of(boxes[index], shadow.blur, shadow.offset, shadow.spread, Side(side, beside))
                if full * float(share[0]) > ON_TOUCHING:
                    return True
    return False
