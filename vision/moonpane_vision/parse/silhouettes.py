"""Boxes and pictures found from outside: ink whose outline is a rounded rectangle, whatever is within.

Catches what has no large flat zone of its own: switches, radio buttons, avatars, gradients, photographs.
"""

import cv2
import numpy as np

from moonpane_vision.parse.corners import follows_circle, side_offsets
from moonpane_vision.parse.gradients import is_smooth
from moonpane_vision.parse.ink import Ground, Pieces, among_letters
from moonpane_vision.parse.model import MAX_BORDER, Box, Colour, Rect
from moonpane_vision.parse.zones import pack_colours, unpack

MIN_SIDE = 7
MIN_PICTURE_SIDE = 20
TEXT_HEIGHT = 110  # ink higher than this is no letter
MAX_BAR = 24  # px, height of a progress bar
STRAIGHT = 0.75
FLAT_SHARE = 0.35  # a box shows one colour on at least this much of itself, a picture does not
NUM_FILLS, FILLS_SHARE = 4, 0.6  # of what is drawn in fills, unlike a picture
BLOB_CONTRAST = 10
SOLID_SHARE = 0.7  # of its rectangle, what a picture covers; a circle covers 0.785
MANY_COLOURS = 48
CORNER_SHARE = 1 - np.pi / 4  # of r * r, what a round corner takes away


def find_silhouettes(pixels: np.ndarray, ground: Ground, pieces: Pieces, boxes: list[Box]) -> list[Box]:
    """Boxes and pictures among the pieces of ink, from large to small; `boxes` are those painted already."""
    widths = pieces.rects[:, 2] - pieces.rects[:, 0]
    heights = pieces.rects[:, 3] - pieces.rects[:, 1]
    bars = [bar for piece in range(1, len(widths)) if (bar := _bar(pixels, pieces, piece, boxes)) is not None]
    pictures = [index for index, box in enumerate(boxes) if box.is_photo or box.is_drawing]
    on_picture = np.isin(pieces.owners, pictures)
    large = np.flatnonzero((widths >= MIN_SIDE) & (heights >= MIN_SIDE) & ~on_picture)
    outlines = {piece: out for piece in large.tolist() if piece and (out := _outline(ground, pieces, piece))}
    shapes = {piece for piece, (_, radius) in outlines.items() if radius is not None}
    found = bars + _blobs(pixels, ground)
    for piece, (rect, radius) in outlines.items():
        if rect.height <= TEXT_HEIGHT and among_letters(pixels, ground, pieces, piece, shapes):
            continue
        if radius is not None:
            box = _filled(pixels, rect, radius, ground)
        else:
            box = _picture(pixels, rect, 0) if rect.height > TEXT_HEIGHT and not _is_flat(pixels, rect) else None
        if box is not None:
            found.append(box)
    return sorted(found, key=lambda box: (-box.rect.area, box.rect.y, box.rect.x))


def _is_flat(pixels: np.ndarray, rect: Rect) -> bool:
    """Whether a few colours fill most of an area: a drawing or a part of the screen, whose texts are to be read."""
    counts = np.unique(pack_colours(pixels[rect.y : rect.bottom, rect.x : rect.right]), return_counts=True)[1]
    return bool(np.sort(counts)[-NUM_FILLS:].sum() >= FILLS_SHARE * counts.sum())


def _blobs(pixels: np.ndarray, ground: Ground) -> list[Box]:
    """Pictures: solid areas of many colours, whatever their outline."""
    mask = (ground.contrast > BLOB_CONTRAST).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4, ltype=cv2.CV_32S)
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        if min(width, height) < MIN_PICTURE_SIDE or area < SOLID_SHARE * width * height:
            continue
        packed = pack_colours(pixels[top : top + height, left : left + width])
        counts = np.unique(packed, return_counts=True)[1]
        if counts.max() < FLAT_SHARE * packed.size and len(counts) >= MANY_COLOURS:
            lacking = float((mask[top : top + height // 4, left : left + width // 4] == 0).sum())
            radius = min(round((lacking / CORNER_SHARE) ** 0.5), (min(width, height) + 1) // 2)
            picture = _picture(pixels, Rect(left, top, width, height), radius)
            found += [picture] if picture else []
    return found


def _bar(pixels: np.ndarray, pieces: Pieces, piece: int, boxes: list[Box]) -> Box | None:
    """The whole of a progress bar whose done part is a box: the piece is the rest of it."""
    left, top, right, bottom = pieces.rects[piece].tolist()
    if right - left < MIN_SIDE or not 3 <= bottom - top <= MAX_BAR:
        return None
    for done in boxes:
        level = abs(done.rect.y - top) <= 1 and abs(done.rect.bottom - bottom) <= 1
        overlaps = -5 <= done.rect.right - left <= done.rect.height and done.rect.right < right
        if not level or not overlaps or done.is_picture:
            continue
        rect = Rect.around([done.rect, Rect(left, top, right - left, bottom - top)])
        inside = pixels[top:bottom, max(left, done.rect.right) : right]
        packed = pack_colours(inside)
        colours, counts = np.unique(packed, return_counts=True)
        if counts.max() < 0.6 * packed.size:
            continue
        return Box(rect, unpack(int(colours[counts.argmax()])), radius=done.radius)
    return None


def _outline(ground: Ground, pieces: Pieces, piece: int) -> tuple[Rect, int | None] | None:
    """Rectangle and radius of a piece; the radius is None when it is large but no rounded rectangle."""
    left, top, right, bottom = pieces.rects[piece].tolist()
    contrast = np.where(pieces.labels[top:bottom, left:right] == piece, ground.contrast[top:bottom, left:right], 0)
    solid = contrast >= 0.45 * np.percentile(contrast[contrast > 0], 90)
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    mask = solid[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    rect = Rect(left + int(columns[0]), top + int(rows[0]), mask.shape[1], mask.shape[0])
    if min(rect.width, rect.height) < MIN_SIDE:
        return None
    radius = _radius(mask)
    return (rect, radius) if radius is not None or rect.height > TEXT_HEIGHT else None


def _radius(mask: np.ndarray) -> int | None:
    """Radius of the mask's equal round corners, None when its outline is no rounded rectangle."""
    sides = side_offsets(mask)
    from_top, from_bottom, from_left, from_right = sides
    height, width = mask.shape
    limit = min(height, width) // 2
    radii = []
    for offsets in (from_left, from_right, from_right[::-1], from_left[::-1]):
        half = np.minimum(offsets[: (height + 1) // 2], limit)
        ends = np.flatnonzero(half <= 0)
        lacking = float(half[: int(ends[0]) if ends.size else len(half)].sum())
        radii.append(min(round((lacking / CORNER_SHARE) ** 0.5), (min(height, width) + 1) // 2))
    if max(radii) - min(radii) > 2 + 0.15 * max(radii):
        return None
    radius = round(sum(radii) / 4)
    for offsets in (from_top, from_bottom, from_left, from_right):
        straight = offsets[radius : len(offsets) - radius or None]
        if straight.size and np.mean(straight <= 0) < STRAIGHT:
            return None
    return radius if follows_circle(sides, (radius, radius, radius, radius)) else None


def _filled(pixels: np.ndarray, rect: Rect, radius: int, ground: Ground) -> Box | None:
    """The box with its most frequent colour, and a border where that is also the colour outside."""
    inside = pixels[rect.y : rect.bottom, rect.x : rect.right]
    packed = pack_colours(inside)
    colours, counts = np.unique(packed, return_counts=True)
    fill = unpack(int(colours[counts.argmax()]))
    if counts.max() < FLAT_SHARE * packed.size:
        return _on_gradient(pixels, rect, radius) or _picture(pixels, rect, radius)
    under = ground.canvas[rect.y + rect.height // 2, rect.x + rect.width // 2]
    border = _border(inside, fill)
    if border is None or is_mixture(border[1], fill, under):
        # Without a border it must be told from its ground by its fill.
        return Box(rect, fill, radius=radius) if fill != tuple(under.tolist()) else None
    thickness, colour = border
    if _goes_on(pixels, rect, colour):
        return Box(rect.inset(thickness), fill, radius=max(0, radius - thickness))
    return Box(rect, fill, radius=radius, border=thickness, border_colour=colour)


def _on_gradient(pixels: np.ndarray, rect: Rect, radius: int) -> Box | None:
    """A box whose fill changes smoothly, as that of an outlined button on a gradient; texts on it can be told."""
    if min(rect.width, rect.height) < MIN_PICTURE_SIDE:
        return None
    inside = pixels[rect.y : rect.bottom, rect.x : rect.right]
    middle = inside[rect.height // 2, [MAX_BORDER + 2, -MAX_BORDER - 3]].mean(axis=0).round()
    thickness, colour = _border(inside, (int(middle[0]), int(middle[1]), int(middle[2]))) or (0, None)
    rim = max(thickness, round(CORNER_SHARE * radius)) + 1
    inner = inside[rim:-rim, rim:-rim]
    if min(inner.shape[:2]) < MIN_SIDE or not is_smooth(inner):
        return None
    mean = inner.reshape(-1, 3).mean(axis=0).round()
    fill = (int(mean[0]), int(mean[1]), int(mean[2]))
    return Box(rect, fill, radius, thickness, colour, is_picture=True, is_gradient=True)


def _border(inside: np.ndarray, fill: Colour) -> tuple[int, Colour] | None:
    """Thickness and colour of what surrounds the fill, seen from the middle of each side inwards."""
    height, width = inside.shape[:2]
    lines = (
        inside[:, width // 2],
        inside[::-1, width // 2],
        inside[height // 2],
        inside[height // 2, ::-1],
    )
    depths, colours = [], []
    for line in lines:
        differs = np.abs(line[: MAX_BORDER + 1].astype(np.int16) - np.array(fill, np.int16)).max(axis=1)
        depth = int((differs > 8).argmin()) if (differs <= 8).any() else MAX_BORDER + 1
        if depth == 0 or depth > MAX_BORDER:
            return None
        depths.append(depth)
        colours.append(line[int(differs[:depth].argmax())])
    if max(depths) - min(depths) > 1:
        return None
    median = np.median(np.array(colours), axis=0)
    return sorted(depths)[1], (int(median[0]), int(median[1]), int(median[2]))


def _goes_on(pixels: np.ndarray, rect: Rect, colour: Colour) -> bool:
    """Whether what looks like a border goes on outside: then it is the ground that the fill lies on."""
    x, y = rect.x + rect.width // 2, rect.y + rect.height // 2
    outside = ((y, rect.x - 3), (y, rect.right + 2), (rect.y - 3, x), (rect.bottom + 2, x))
    height, width = pixels.shape[:2]
    inside = [pixels[row, column] for row, column in outside if 0 <= row < height and 0 <= column < width]
    alike = [np.abs(pixel.astype(np.int16) - np.array(colour, np.int16)).max() <= 4 for pixel in inside]
    return sum(alike) >= 3


def is_mixture(colour: Colour, one: Colour | np.ndarray, other: np.ndarray) -> bool:
    """Whether a colour lies between two others, as the rim of a round shape does."""
    start, end, point = (np.array(value, np.float64) for value in (one, other, colour))
    span = end - start
    length = float(span @ span)
    if length < 100:
        return False
    share = float((point - start) @ span) / length
    return 0.0 < share < 1.0 and bool(np.abs(start + share * span - point).max() <= 8)


def _picture(pixels: np.ndarray, rect: Rect, radius: int) -> Box | None:
    if min(rect.width, rect.height) < MIN_PICTURE_SIDE:
        return None
    mean = pixels[rect.y : rect.bottom, rect.x : rect.right].reshape(-1, 3).mean(axis=0).round()
    colour = (int(mean[0]), int(mean[1]), int(mean[2]))
    return Box(rect, colour, radius=radius, is_picture=True)
