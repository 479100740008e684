"""Icons: small glyph-like shapes that no letter has. What could be a letter stays text, for a lost word costs more."""

from itertools import pairwise

import cv2
import numpy as np

from moonpane_vision.parse.compositions import composed_icons
from moonpane_vision.parse.ink import INK_CONTRAST, Ground, Pieces, piece_colour
from moonpane_vision.parse.model import Box, Rect

MIN_SIDE, MAX_SIDE = 11, 34  # px
MIN_ASPECT, MAX_ASPECT = 0.75, 1.25  # letters that touch each other are wider
LEAST_ASPECT, MOST_ASPECT = 0.6, 1.8  # of what shows two inks, which letters that touch do not
ALONE = 0.35  # of its height, how far the next ink is; letters of a word stand nearer
BESIDE = 0.12  # the same for what shows two inks
MAX_PICTURE, FILLED = 160, 0.7  # px; of its rectangle, for letters leave more of it free
APART = 0.2  # of its height, how far the next ink is from a ring; letters of one size stand nearer
SOLID = 0.42  # of its height, the widest stroke of a shape that is no letter; that of the heaviest letters is 0.3
OFF_COLOUR = 48  # channel difference to every mixture of ink and ground that makes a second ink
OUTLINE_STROKE = 0.15  # of its height, the stroke of an outlined icon at most
OUTLINE_ASPECT = (0.85, 1.25)  # digits are narrower
TALLER, BEYOND = 1.3, 0.15  # than the letters beside it; of their height, how far it stands out above and below
LABEL_GAP = 1.2  # of its height, how far a label stands from its icon
MAX_BAR_HEIGHT, MAX_BAR_PITCH, MIN_BAR_WIDTH, NUM_BARS = 3, 8, 10, 3  # px; the bars of a menu icon


def find_icons(pixels: np.ndarray, ground: Ground, pieces: Pieces) -> list[Box]:
    """Pictures among the pieces of ink, from top to bottom."""
    sizes = pieces.rects[:, 2:] - pieces.rects[:, :2]
    aspect = sizes[:, 0] / sizes[:, 1]
    likely = (sizes.min(axis=1) >= MIN_SIDE) & (sizes.max(axis=1) <= MAX_SIDE)
    likely &= (aspect >= LEAST_ASPECT) & (aspect <= MOST_ASPECT)
    likely[0] = False
    found = [
        _picture(pixels, pieces.rects[piece])
        for piece in np.flatnonzero(likely).tolist()
        if _is_alone(pieces, piece, BESIDE) and _is_icon(pixels, ground, pieces, piece)
    ]
    large = (sizes.min(axis=1) > MAX_SIDE) & (sizes.max(axis=1) <= MAX_PICTURE)
    large &= (aspect >= LEAST_ASPECT) & (aspect <= MOST_ASPECT)
    large[0] = False
    found += [
        _picture(pixels, pieces.rects[piece])
        for piece in np.flatnonzero(large).tolist()
        if _is_large_picture(pixels, ground, pieces, piece)
    ]
    found += [_picture(pixels, edges) for edges in composed_icons(ground, pieces)]
    return sorted(found, key=lambda box: (box.rect.y, box.rect.x))


def with_menu_icons(pixels: np.ndarray, boxes: list[Box]) -> list[Box]:
    """The boxes, with three equal short bars below each other as one picture."""
    bars = sorted((box for box in boxes if _is_bar(box)), key=lambda box: (box.rect.x, box.rect.y))
    kept, start = list(boxes), 0
    while start + NUM_BARS <= len(bars):
        stack = bars[start : start + NUM_BARS]
        if not _is_menu(stack):
            start += 1
            continue
        rect = Rect.around([bar.rect for bar in stack])
        kept = [box for box in kept if not any(box is bar for bar in stack)]
        kept.append(picture_at(pixels, rect))
        start += NUM_BARS
    return kept


def _is_bar(box: Box) -> bool:
    return box.rect.height <= MAX_BAR_HEIGHT and MIN_BAR_WIDTH <= box.rect.width <= MAX_SIDE


def _is_menu(stack: list[Box]) -> bool:
    first, pitches = stack[0], {after.rect.y - bar.rect.y for bar, after in pairwise(stack)}
    alike = all(
        (bar.rect.x, bar.rect.width, bar.rect.height, bar.fill)
        == (first.rect.x, first.rect.width, first.rect.height, first.fill)
        for bar in stack
    )
    return alike and max(pitches) - min(pitches) <= 1 and MAX_BAR_HEIGHT < max(pitches) <= MAX_BAR_PITCH


def _is_icon(pixels: np.ndarray, ground: Ground, pieces: Pieces, piece: int) -> bool:
    left, top, right, bottom = pieces.rects[piece].tolist()
    area = np.s_[top:bottom, left:right]
    contrast = ground.contrast[area]  # not the piece's own pixels: pieces are hollow far from their edges
    inked = np.pad(contrast > 0.5 * contrast.max(), 1).astype(np.uint8)
    if _has_two_inks(pixels[area], ground.canvas[area], contrast, piece_colour(pixels, ground, pieces, piece)):
        return True
    if not MIN_ASPECT <= (right - left) / (bottom - top) <= MAX_ASPECT or not _is_alone(pieces, piece, ALONE):
        return False
    stroke = 2 * float(cv2.distanceTransform(inked, cv2.DIST_L2, 5).max()) - 1
    if stroke >= SOLID * (bottom - top):
        return True
    return _is_outline(contrast, inked) and _has_label(pieces, piece)


def _is_large_picture(pixels: np.ndarray, ground: Ground, pieces: Pieces, piece: int) -> bool:
    """Whether what is too large for an icon is a picture: of several colours, and nearly as full as a rectangle, or as
    alone as no letter of a word, such as a ring of shares."""
    left, top, right, bottom = pieces.rects[piece].tolist()
    area = np.s_[top:bottom, left:right]
    contrast = ground.contrast[area]
    if not _is_alone(pieces, piece, 0.0) or not (ground.owner[area] == pieces.owners[piece]).all():
        return False
    is_full = float((contrast > INK_CONTRAST).mean()) >= FILLED
    if not is_full and not _is_alone(pieces, piece, APART):
        return False
    return _has_two_inks(pixels[area], ground.canvas[area], contrast, piece_colour(pixels, ground, pieces, piece))


def _is_alone(pieces: Pieces, piece: int, share: float) -> bool:
    """Whether no other ink stands nearer beside the piece than this share of its height."""
    left, top, right, bottom = pieces.rects[piece].tolist()
    rects = pieces.rects
    apart = np.maximum(rects[:, 0] - right, left - rects[:, 2])
    level = (rects[:, 1] < bottom) & (rects[:, 3] > top) & (pieces.owners == pieces.owners[piece])
    level[[0, piece]] = False
    return not (level & (apart < share * (bottom - top))).any()


def _has_two_inks(pixels: np.ndarray, canvas: np.ndarray, contrast: np.ndarray, ink: np.ndarray) -> bool:
    """Whether an area of the shape, not just its rim, has a colour that does not lie between ink and ground."""
    under = canvas.astype(np.float32)
    span = ink - under
    share = ((pixels - under) * span).sum(axis=2) / np.maximum((span * span).sum(axis=2), 1)
    off = np.abs(under + share.clip(0, 1)[:, :, None] * span - pixels).max(axis=2)
    second = ((off > OFF_COLOUR) & (contrast > 0)).astype(np.uint8)
    # The colour fringes of sub-pixel rendering are one pixel wide.
    return bool(cv2.erode(second, np.ones((3, 3), np.uint8), borderValue=0).sum() >= 2)


def _is_outline(contrast: np.ndarray, inked: np.ndarray) -> bool:
    height, width = contrast.shape
    if not OUTLINE_ASPECT[0] <= width / height <= OUTLINE_ASPECT[1]:
        return False
    skeleton = cv2.distanceTransform(inked, cv2.DIST_L2, 5)
    ridge = skeleton[(skeleton > 0) & (skeleton >= cv2.dilate(skeleton, np.ones((3, 3), np.uint8)))]
    return bool(ridge.size) and 2 * float(np.median(ridge)) - 1 <= OUTLINE_STROKE * height


def _has_label(pieces: Pieces, piece: int) -> bool:
    """Whether letters beside the piece are smaller, and it stands out above and below them: it has no baseline."""
    left, top, right, bottom = pieces.rects[piece].tolist()
    height = bottom - top
    rects = pieces.rects
    heights = rects[:, 3] - rects[:, 1]
    apart = np.maximum(rects[:, 0] - right, left - rects[:, 2])
    beside = (apart > 0) & (apart <= LABEL_GAP * height + 2 * height) & (heights >= 5)
    beside &= (pieces.owners == pieces.owners[piece]) & (rects[:, 1] < bottom) & (rects[:, 3] > top)
    beside[[0, piece]] = False
    near = np.flatnonzero(beside)
    if near.size < 3 or apart[near].min() > LABEL_GAP * height:
        return False
    tallest = int(heights[near].max())
    above, below = int(rects[near, 1].min()) - top, bottom - int(rects[near, 3].max())
    return height >= TALLER * tallest and min(above, below) >= BEYOND * tallest - 0.5


def picture_at(pixels: np.ndarray, rect: Rect) -> Box:
    """A picture in that place, with its mean colour."""
    area = pixels[rect.y : rect.bottom, rect.x : rect.right]
    red, green, blue = area.reshape(-1, 3).mean(axis=0).round().astype(int).tolist()
    return Box(rect, (red, green, blue), is_picture=True)


def _picture(pixels: np.ndarray, edges: np.ndarray) -> Box:
    left, top, right, bottom = edges.tolist()
    return picture_at(pixels, Rect(left, top, right - left, bottom - top))
