"""Icons of several pieces, and such small signs as ticks and chevrons: told from letters by how they are composed."""

import cv2
import numpy as np

from moonpane_vision.parse.ink import Ground, Pieces

MIN_SIDE, MAX_SIDE = 10, 40  # px
MIN_ASPECT, MAX_ASPECT = 0.6, 1.7
MAX_TRIED = 800  # shapes; no screen has more icons
ALONE = 0.35  # of its height, how far the next ink is
OUTER = 0.8  # of an icon's sides, what the outline around its other pieces has
LEAST_NESTED = 6  # px of ink; less is noise
SIGN_SIDES = (4, 16)  # px, the smaller and the larger side of ticks and chevrons
MENU_SIDES, MENU_ASPECT = (9, 26), (0.75, 1.7)  # px; width over height: two letters of the label's size are lower
MENU_TALLER, OFF_BASELINE = 1.1, 0.08  # label's heights that an icon has; of its height, how far its foot is off theirs
MENU_GAP, MENU_REACH = (0.4, 1.4), 6.0  # of an icon's height, how far the label is and how far its letters are counted
MENU_ITEMS, MENU_SLACK = 3, 2  # icons below each other; px that their middles differ
CHEVRON_ASPECT = (1.45, 2.6)  # a v is narrower


def composed_icons(ground: Ground, pieces: Pieces) -> list[np.ndarray]:
    """Edges (left, top, right, bottom) of icons; none of their pieces is a letter."""
    clusters, rects = _clusters(pieces)
    found = []
    sizes = rects[:, 2:] - rects[:, :2]
    for index in np.flatnonzero(_may_be(sizes))[:MAX_TRIED].tolist():
        members = clusters.get(index, [])
        if not members or not _is_alone(pieces, rects[index], members):
            continue
        if len(members) > 1 and _is_nested(pieces, rects[index], members):
            found.append(rects[index])
    found += _menu_column(pieces, clusters, rects)
    return found + [pieces.rects[piece] for piece in _signs(ground, pieces)]


def is_tick(mask: np.ndarray) -> bool:
    """Whether ink (h, w) bool is a check mark: its long arm ends at the top right, its foot is left of the middle."""
    height, width = mask.shape
    top = np.flatnonzero(mask[: max(1, height // 4)].any(axis=0))
    foot = np.flatnonzero(mask[-max(1, height // 6) :].any(axis=0))
    left = np.flatnonzero(mask[:, : max(1, width // 6)].any(axis=1))
    if not (top.size and foot.size and left.size):
        return False
    return (
        top.min() >= 0.5 * width
        and 0.15 * width <= foot.min()
        and foot.max() <= 0.7 * width
        and left.min() >= 0.3 * height
    )


def is_chevron(mask: np.ndarray) -> bool:
    """Whether ink (h, w) bool is a wide v or a roof: its ends on one side, its point in the middle of the other."""
    height, width = mask.shape
    if not CHEVRON_ASPECT[0] <= width / height <= CHEVRON_ASPECT[1]:
        return False
    rows = max(1, height // 4)
    return any(_is_roof(side, rows, width) for side in (mask, mask[::-1]))


def _is_roof(mask: np.ndarray, rows: int, width: int) -> bool:
    point, ends = np.flatnonzero(mask[:rows].any(axis=0)), np.flatnonzero(mask[-rows:].any(axis=0))
    if not (point.size and ends.size):
        return False
    between = ends[(ends > 0.3 * width) & (ends < 0.7 * width - 1)]
    centred = abs(point.min() + point.max() + 1 - width) <= 0.3 * width
    reaches = ends.min() <= 1 and ends.max() >= width - 2
    return bool(not between.size and reaches and centred and np.ptp(point) < 0.6 * width)


def _clusters(pieces: Pieces) -> tuple[dict[int, list[int]], np.ndarray]:
    """Small pieces at most 2 px apart, by cluster, and the clusters' edges (N, 4)."""
    sizes = pieces.rects[:, 2:] - pieces.rects[:, :2]
    small = sizes.max(axis=1) <= MAX_SIDE
    small[0] = False
    near = cv2.dilate(small[pieces.labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(near, connectivity=8, ltype=cv2.CV_32S)
    _, firsts = np.unique(pieces.labels, return_index=True)
    cluster_of = labels.ravel()[firsts]
    rects = np.tile(np.array([1 << 20, 1 << 20, 0, 0], np.int32), (count, 1))
    members: dict[int, list[int]] = {}
    for piece in np.flatnonzero(small).tolist():
        index = int(cluster_of[piece])
        members.setdefault(index, []).append(piece)
        rects[index, :2] = np.minimum(rects[index, :2], pieces.rects[piece, :2])
        rects[index, 2:] = np.maximum(rects[index, 2:], pieces.rects[piece, 2:])
    return members, rects


def _may_be(sizes: np.ndarray) -> np.ndarray:
    aspect = sizes[:, 0] / np.maximum(sizes[:, 1], 1)
    fits = (sizes.min(axis=1) >= MIN_SIDE) & (sizes.max(axis=1) <= MAX_SIDE)
    return fits & (aspect >= MIN_ASPECT) & (aspect <= MAX_ASPECT)


def _is_alone(pieces: Pieces, edges: np.ndarray, members: list[int]) -> bool:
    left, top, right, bottom = edges.tolist()
    rects = pieces.rects
    apart = np.maximum(rects[:, 0] - right, left - rects[:, 2])
    level = (rects[:, 1] < bottom) & (rects[:, 3] > top) & (pieces.owners == pieces.owners[members[0]])
    level[[0, *members]] = False
    return not (level & (apart < ALONE * (bottom - top))).any()


def _menu_column(pieces: Pieces, clusters: dict[int, list[int]], rects: np.ndarray) -> list[np.ndarray]:
    """Edges of shapes below each other that each stand before a label of smaller letters: the icons of a menu."""
    sizes = rects[:, 2:] - rects[:, :2]
    aspect = sizes[:, 0] / np.maximum(sizes[:, 1], 1)
    likely = (sizes.min(axis=1) >= MENU_SIDES[0]) & (sizes.max(axis=1) <= MENU_SIDES[1])
    likely &= (aspect >= MENU_ASPECT[0]) & (aspect <= MENU_ASPECT[1])
    labelled = [
        (int(pieces.owners[members[0]]), int(rects[index, 0] + rects[index, 2]), int(rects[index, 1]), index)
        for index in np.flatnonzero(likely)[:MAX_TRIED].tolist()
        if (members := clusters.get(index, []))
        and _is_alone(pieces, rects[index], members)
        and _stands_before_label(pieces, rects[index], members)
    ]
    found: set[int] = set()
    for owner, middle, _, _ in labelled:
        column = [index for other, at, _, index in labelled if other == owner and abs(at - middle) <= 2 * MENU_SLACK]
        if len(column) >= MENU_ITEMS:
            found.update(column)
    return [rects[index] for index in sorted(found)]


def _stands_before_label(pieces: Pieces, edges: np.ndarray, members: list[int]) -> bool:
    top, right, bottom = edges[1:].tolist()
    height, rects = bottom - top, pieces.rects
    near = (rects[:, 0] > right) & (rects[:, 0] <= right + MENU_REACH * height) & (rects[:, 1] < bottom)
    near &= (rects[:, 3] > top) & (pieces.owners == pieces.owners[members[0]])
    near[[0, *members]] = False
    letters = rects[near]
    if len(letters) < 3 or not MENU_GAP[0] * height <= int(letters[:, 0].min()) - right <= MENU_GAP[1] * height:
        return False
    if abs(bottom - np.median(letters[:, 3])) < OFF_BASELINE * height:
        return False
    return bool(height >= MENU_TALLER * np.percentile(letters[:, 3] - letters[:, 1], 80))


def _is_nested(pieces: Pieces, edges: np.ndarray, members: list[int]) -> bool:
    """Whether a piece lies within the outline of one that is as large as all; no letter, accent or sign does."""
    width, height = (edges[2:] - edges[:2]).tolist()
    rects = pieces.rects[[piece for piece in members if pieces.areas[piece] >= LEAST_NESTED]]
    sizes = rects[:, 2:] - rects[:, :2]
    around = rects[(sizes[:, 0] >= OUTER * width) & (sizes[:, 1] >= OUTER * height)]
    return any(((rects[:, :2] > outer[:2]) & (rects[:, 2:] < outer[2:])).all(axis=1).any() for outer in around)


def _signs(ground: Ground, pieces: Pieces) -> list[int]:
    """Pieces that are ticks or chevrons and stand alone."""
    sizes = pieces.rects[:, 2:] - pieces.rects[:, :2]
    likely = (sizes.min(axis=1) >= SIGN_SIDES[0]) & (sizes.max(axis=1) <= SIGN_SIDES[1])
    likely &= sizes[:, 0] >= 0.95 * sizes[:, 1]
    likely[0] = False
    found = []
    for piece in np.flatnonzero(likely)[:MAX_TRIED].tolist():
        left, top, right, bottom = pieces.rects[piece].tolist()
        contrast = np.where(pieces.labels[top:bottom, left:right] == piece, ground.contrast[top:bottom, left:right], 0)
        mask = contrast > 0.4 * contrast.max()
        if (is_tick(mask) or is_chevron(mask)) and _is_alone(pieces, pieces.rects[piece], [piece]):
            found.append(piece)
    return found
