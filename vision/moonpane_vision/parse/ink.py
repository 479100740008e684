"""Ink: what differs from the box it lies in, as connected pieces, and which small boxes are really letters."""

from dataclasses import dataclass

import cv2
import numpy as np

from moonpane_vision.parse.blocks import blocks
from moonpane_vision.parse.cells import grid_cells
from moonpane_vision.parse.gradients import without_text
from moonpane_vision.parse.model import MAX_LINE_THICKNESS, Box, Colour, Rect

INK_CONTRAST = 22  # largest channel difference that still counts as ground, shadow or noise
SHADOW_BAND = 3  # px around a box where soft shadows are forgiven; a line has but a soft rim
SHADOW_CONTRAST = 64  # channel difference that a shadow makes
EDGE_STEP = 10  # ink has an edge nearby; shadows and gradients rise more gently
WIDEST_LETTER = 1.6  # width over height of a letter that could pass for a box
FAINT = 48  # largest channel difference between a letter nobody could read and its ground
MAX_RINGS = 4  # pieces of ink that one box may show as
CAPTION_CONTRAST = 50  # channel difference of writing on pictures
CAPTION_WHITE = 150  # smallest channel of writing on photographs
LEAST_NOTCH, MOST_NOTCH, WHOLE_NOTCH = 12, 0.7, 0.9  # px; of a border; of a gap, what is no border
LETTER_HEIGHT = 80  # a box larger than this is no letter


@dataclass(frozen=True)
class Ground:
    """Which box each pixel belongs to and how far it is from that box's fill."""

    owner: np.ndarray  # (H, W) int16, index into the painted boxes, -1 for the page
    canvas: np.ndarray  # (H, W, 3) uint8, the fills alone
    contrast: np.ndarray  # (H, W) uint8, largest channel difference to the owner's fill; 0 on borders


@dataclass(frozen=True)
class Pieces:
    """Connected ink; entry i of each array belongs to the pixels where `labels == i`, entry 0 is no ink."""

    labels: np.ndarray  # (H, W) int32
    rects: np.ndarray  # (N, 4) int32: left, top, right, bottom
    areas: np.ndarray  # (N,) int32
    owners: np.ndarray  # (N,) int16


def paint(pixels: np.ndarray, background: Colour, boxes: list[Box]) -> Ground:
    """Paint the boxes in the given order (outer before inner) and compare the picture with them."""
    height, width = pixels.shape[:2]
    owner = np.full((height, width), -1, np.int16)
    canvas = np.empty_like(pixels)
    canvas[:] = background
    ignored = np.zeros((height, width), bool)
    for index, box in enumerate(boxes):
        rect = box.rect
        band = rect.inset(-1 if box.is_line else -SHADOW_BAND)
        ignored[max(0, band.y) : band.bottom, max(0, band.x) : band.right] = True
        area = np.s_[rect.y : rect.bottom, rect.x : rect.right]
        owner[area] = index
        canvas[area] = without_text(pixels[area], _holes(boxes, index)) if box.is_gradient else box.fill
        inner = rect.inset(box.border)
        ignored[inner.y : inner.bottom, inner.x : inner.right] = False
        if box.border_colour is not None:
            ignored[max(0, band.y) : inner.y, _notch(pixels, box)] = False
        if max(box.corner_radii):
            ignored[area] |= _outside_corners(box)
        if box.is_photo or box.is_drawing:
            canvas[area] = without_text(pixels[area], headings=box.is_drawing)
        elif box.is_picture and not box.is_gradient:
            ignored[area] = True
    red, green, blue = cv2.split(cv2.absdiff(pixels, canvas))  # numpy is slow along the last axis
    contrast = cv2.max(cv2.max(red, green), blue)
    contrast[ignored] = 0
    for box in (box for box in boxes if box.shadow):
        _forgive_shadow(pixels, canvas, contrast, box)
    for index, box in enumerate(boxes):
        if box.is_photo or box.is_drawing:
            area = np.s_[box.rect.y : box.rect.bottom, box.rect.x : box.rect.right]
            may_be = contrast[area] > CAPTION_CONTRAST
            may_be &= box.is_drawing | _is_white(pixels[area])
            contrast[area][(owner[area] == index) & ~may_be] = 0
    return Ground(owner, canvas, contrast)


def _forgive_shadow(pixels: np.ndarray, canvas: np.ndarray, contrast: np.ndarray, box: Box) -> None:
    """Take from the contrast, in place, what around a box is no darker than a shadow makes it."""
    around = box.rect.inset(-box.shadow).within(pixels.shape[1], pixels.shape[0])
    area = np.s_[around.y : around.bottom, around.x : around.right]
    darker = canvas[area].astype(np.int16) - pixels[area]
    is_shade = np.all((darker >= -2) & (darker <= SHADOW_CONTRAST), axis=2)
    rect, seen = box.rect, contrast[area]
    own = np.s_[rect.y - around.y : rect.bottom - around.y, rect.x - around.x : rect.right - around.x]
    inside = seen[own].copy()
    seen[is_shade] = 0
    seen[own] = inside


def _notch(pixels: np.ndarray, box: Box) -> slice:
    """The columns where the upper border has a gap, in which a legend or a label stands."""
    rect, side = box.rect, max(box.radius, box.border)
    border = pixels[rect.y : rect.y + box.border, rect.x + side : rect.right - side].astype(np.int16)
    is_gap = (np.abs(border - np.array(box.border_colour, np.int16)).max(axis=2) > INK_CONTRAST).all(axis=0)
    columns = np.flatnonzero(is_gap)
    if not columns.size or columns.size < LEAST_NOTCH or columns.size > MOST_NOTCH * is_gap.size:
        return slice(0, 0)
    first, last = int(columns[0]), int(columns[-1]) + 1
    is_one = columns.size >= WHOLE_NOTCH * (last - first)
    return slice(rect.x + side + first, rect.x + side + last) if is_one else slice(0, 0)


def _is_white(pixels: np.ndarray) -> np.ndarray:
    """Which pixels (H, W) bool may be writing on a photograph; a drawing's fills are no letters in any colour."""
    red, green, blue = cv2.split(pixels)
    return cv2.min(cv2.min(red, green), blue) >= CAPTION_WHITE


def _holes(boxes: list[Box], index: int) -> list[Rect]:
    """The boxes on a gradient, with their soft rims and shadows, in its own coordinates."""
    outer = boxes[index].rect
    inside = [box.rect.inset(-SHADOW_BAND) for box in boxes[index + 1 :] if outer.overlap(box.rect)]
    return [Rect(rect.x - outer.x, rect.y - outer.y, rect.width, rect.height) for rect in inside]


def _outside_corners(box: Box) -> np.ndarray:
    """Mask (h, w): pixels of the box's rectangle outside its rounded inner edge, with the anti-aliased rim."""
    height, width = box.rect.height, box.rect.width
    mask = np.zeros((height, width), bool)
    views = (mask, mask[:, ::-1], mask[::-1, ::-1], mask[::-1])  # each with its corner at the top left
    for view, radius in zip(views, box.corner_radii, strict=True):
        size = min(radius, height // 2, width // 2)
        steps = radius - np.arange(size) - 0.5
        view[:size, :size] |= np.hypot(steps[None, :], steps[:, None]) > radius - box.border - 1.5
    return mask


def ink_pieces(ground: Ground) -> Pieces:
    """Connected pieces of ink that has an edge, 8-connected; a piece never spans two boxes' contents in practice."""
    contrast = ground.contrast
    kernel = np.ones((3, 3), np.uint8)
    step = cv2.morphologyEx(contrast, cv2.MORPH_GRADIENT, kernel)
    ink = (contrast > INK_CONTRAST) & (cv2.dilate(step, kernel) > EDGE_STEP)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8, ltype=cv2.CV_32S)
    rects = stats[:, :4].astype(np.int32)
    rects[:, 2:] += rects[:, :2]
    # The owner of a piece is the owner of its first pixel.
    _, firsts = np.unique(labels, return_index=True)
    return Pieces(labels, rects, stats[:, cv2.CC_STAT_AREA].astype(np.int32), ground.owner.ravel()[firsts])


def split_letters(pixels: np.ndarray, background: Colour, boxes: list[Box]) -> list[Box]:
    """The boxes without those that are letters: O, I, a dash, a dot, the hole of a D."""
    known = grid_cells(boxes) | blocks(boxes, [box for box in boxes if not _could_be_letter(box)])
    sure = [box for box in boxes if id(box) in known or not _could_be_letter(box)]
    doubtful = [box for box in boxes if id(box) not in known and _could_be_letter(box)]
    if not doubtful:
        return boxes
    ground = paint(pixels, background, sure)
    pieces = ink_pieces(ground)
    by_piece = {piece: box for box in doubtful if (piece := _piece_of(pieces, box)) is not None}
    shapes = set(by_piece)
    kept = {id(box) for piece, box in by_piece.items() if not among_letters(pixels, ground, pieces, piece, shapes)}
    kept |= {id(box) for box in doubtful if _is_faint(ground, box)}
    return [box for box in boxes if id(box) in kept or id(box) in known or not _could_be_letter(box)]


def _could_be_letter(box: Box) -> bool:
    width, height = box.rect.width, box.rect.height
    if box.is_line:
        return height <= LETTER_HEIGHT
    return height <= LETTER_HEIGHT and width <= WIDEST_LETTER * height


def _is_faint(ground: Ground, box: Box) -> bool:
    """Whether a box is nearer to its ground than any letter would be written."""
    under = ground.canvas[box.rect.y + box.rect.height // 2, box.rect.x + box.rect.width // 2].astype(int)
    colours = [box.fill] if box.border_colour is None else [box.fill, box.border_colour]
    contrast = max(abs(int(a) - b) for colour in colours for a, b in zip(under, colour, strict=True))
    if not 0 < contrast <= (INK_CONTRAST if box.is_line else FAINT):
        return False
    rect, (height, width) = box.rect.inset(-2), ground.contrast.shape
    middle_x, middle_y = rect.x + rect.width // 2, rect.y + rect.height // 2
    rim = ((rect.y, middle_x), (rect.bottom - 1, middle_x), (middle_y, rect.x), (middle_y, rect.right - 1))
    return all(ground.contrast[y, x] <= 4 for y, x in rim if 0 <= y < height and 0 <= x < width)


def _piece_of(pieces: Pieces, box: Box) -> int | None:
    """The one piece of ink that is this box, None when it is part of something larger or not ink at all."""
    rect = box.rect
    labels = pieces.labels[rect.y : rect.bottom, rect.x : rect.right]
    counts = np.bincount(labels.ravel())
    counts[0] = 0
    # A fill with letters on it shows as two pieces: its rim, and what surrounds the letters.
    for piece in np.argsort(-counts, kind="stable")[:MAX_RINGS].tolist():
        left, top, right, bottom = pieces.rects[piece].tolist()
        found = Rect(left, top, right - left, bottom - top)
        slack = SHADOW_BAND if box.is_line else 2  # what lies on a line takes its band out of it
        if counts[piece] and rect.contains(found, slack=1) and found.contains(rect, slack=slack):
            return piece
    return None


def among_letters(pixels: np.ndarray, ground: Ground, pieces: Pieces, piece: int, shapes: set[int]) -> bool:
    """Whether same-coloured ink beside the piece stands on the same line: then it is one letter of a word.

    `shapes` are pieces that are boxes themselves if this one is; a row of nothing else is no word.
    """
    left, top, right, bottom = pieces.rects[piece].tolist()
    height = bottom - top
    rects = pieces.rects
    if height <= MAX_LINE_THICKNESS < right - left and _is_underline(pixels, ground, pieces, piece):
        return True
    heights = rects[:, 3] - rects[:, 1]
    apart = np.maximum(rects[:, 0] - right, left - rects[:, 2])
    reach = np.maximum(0.6 * np.maximum(heights, height), 3)
    beside = (apart <= reach) & (apart > -height) & (rects[:, 1] < bottom) & (rects[:, 3] > top)
    beside &= (pieces.owners == pieces.owners[piece]) & (heights >= 0.5 * height)
    beside[[0, piece]] = False
    own = piece_colour(pixels, ground, pieces, piece)
    near = [
        int(other)
        for other in np.flatnonzero(beside)
        if np.abs(piece_colour(pixels, ground, pieces, int(other)) - own).max() < 48
    ]
    if not near or (shapes.issuperset(near) and right - left >= 0.9 * height):
        return False
    slack = 1 + 0.06 * height
    same_line = np.abs(rects[near, 3] - bottom) <= slack
    between = rects[near, 1].min() - slack <= top and rects[near, 3].max() + slack >= bottom
    return bool(same_line.any() or between)


def _is_underline(pixels: np.ndarray, ground: Ground, pieces: Pieces, piece: int) -> bool:
    """Whether letters of the same colour stand closely above most of a thin line."""
    left, top, right, _ = pieces.rects[piece].tolist()
    rects = pieces.rects
    heights = rects[:, 3] - rects[:, 1]
    above = (rects[:, 3] <= top + 1) & (rects[:, 3] >= top - np.maximum(3, 0.5 * heights))
    above &= (rects[:, 0] >= left - 3) & (rects[:, 2] <= right + 3) & (heights >= 4)
    above[[0, piece]] = False
    own = piece_colour(pixels, ground, pieces, piece)
    covered = sum(
        int(rects[other, 2] - rects[other, 0])
        for other in np.flatnonzero(above)
        if np.abs(piece_colour(pixels, ground, pieces, int(other)) - own).max() < 48
    )
    return covered >= 0.5 * (right - left)


def piece_colour(pixels: np.ndarray, ground: Ground, pieces: Pieces, piece: int) -> np.ndarray:
    """Median colour (3,) of the pixels of a piece that are farthest from the ground."""
    left, top, right, bottom = pieces.rects[piece].tolist()
    area = np.s_[top:bottom, left:right]
    contrast = np.where(pieces.labels[area] == piece, ground.contrast[area], 0)
    return np.median(pixels[area][contrast >= 0.9 * contrast.max()].astype(np.float32), axis=0)
