"""Visible boxes: flat zones whose outline is a rectangle with equal round corners, their borders and their nesting."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from moonpane_vision.parse.bitten import radius_of_bitten
from moonpane_vision.parse.bubbles import box_of_bubble
from moonpane_vision.parse.corners import (
    circle_error,
    corner_radii,
    follows_circle,
    shifted_radii,
    side_offsets,
    straight_shares,
)
from moonpane_vision.parse.covered import box_beneath, with_shadow
from moonpane_vision.parse.layers import overlaps
from moonpane_vision.parse.model import MAX_BORDER, MAX_LINE_THICKNESS, Box, Colour, Rect
from moonpane_vision.parse.tabs import beside, tab_and_panel
from moonpane_vision.parse.zones import Zones, unpack

MIN_SIDE = 6
MIN_LINE_LENGTH = 16  # a divider is longer than a dash
MAX_CANDIDATES = 1500
STRAIGHT = 0.6  # share of a side that must lie on the rectangle: children may touch the rest
PANEL_WIDTH, PANEL_HEIGHT, PANEL_FILLED = 80, 60, 0.2  # px; of its rectangle
PANEL_SIDE, HALF_LIT = 14, 0.5  # px; of a row or column, what a fill has and a bevel's edge beside it has not
WHOLE = 0.8  # share of each of three sides that must lie on a panel's rectangle
MAX_SLOPE = 24  # channel difference across a line that is a step of a shadow
NEARLY = 0.7  # of the largest colour's area at the rim, what a ground that is no box covers
BITE = 6  # px by which the radius of one corner is larger than all others
LEAST_UPPER = 16  # px; what is smaller covers nothing that a shape could not be told without
PLAIN_RIM = 0.5  # share of the rim inside a border that has the fill's colour: children may touch the rest


class _Cut(NamedTuple):
    """A zone that may be a box in part: the box that it would be, and where in that it is seen."""

    box: Box
    mask: np.ndarray  # (h, w) bool
    sides: list[np.ndarray]
    seen: Box | None = None  # what it is if nothing covers it


def find_boxes(pixels: np.ndarray, zones: Zones, is_stripe: np.ndarray, pictures: Sequence[Box] = ()) -> list[Box]:
    """Candidates, before anybody asked whether they are letters, without borders; stripes of gradients are none.

    `pictures` may lie over them.
    """
    fits = [_fit(pixels, zones, index) for index in _likely(zones, is_stripe)]
    found = [fit for fit in fits if isinstance(fit, Box)]
    upper = [box.rect for box in (*pictures, *found) if min(box.rect.width, box.rect.height) >= LEAST_UPPER]
    for cut in (fit for fit in fits if isinstance(fit, _Cut)):
        beneath = box_beneath(pixels, zones, cut.box.zone, upper)
        if beneath is None:
            found += _tab_and_panel(zones, cut) or [each for each in (cut.seen or _cut_panel(zones, cut),) if each]
            continue
        rect, corners, reach = beneath
        found = [with_shadow(box, reach) if overlaps(box.rect, rect) else box for box in found]
        found.append(replace(cut.box, rect=rect, radius=_radius_of(corners), corners=corners))
    return found


def page_colour(pixels: np.ndarray, zones: Zones) -> Colour:
    """The colour that covers most of the picture's rim, counted by zones so that one large ground wins.

    A drawer at the rim is a box, and not the page where what is no box covers nearly as much.
    """
    rim = np.concatenate([zones.labels[0], zones.labels[-1], zones.labels[:, 0], zones.labels[:, -1]])
    sums, largest = dict[int, int](), dict[int, int]()
    for zone in np.unique(rim).tolist():
        colour = int(zones.colours[zone])
        sums[colour] = sums.get(colour, 0) + int(zones.areas[zone])
        largest[colour] = max(zone, largest.get(colour, zone), key=lambda each: int(zones.areas[each]))
    first, *others = sorted(sums, key=lambda colour: (-sums[colour], -colour))
    near = [other for other in others if sums[other] >= NEARLY * sums[first]]
    fit = _fit(pixels, zones, largest[first]) if near else None
    if isinstance(fit, Box) and fit.rect.area < pixels[..., 0].size:
        first = next((each for each in near if not isinstance(_fit(pixels, zones, largest[each]), Box)), first)
    return unpack(first)


def _likely(zones: Zones, is_stripe: np.ndarray) -> list[int]:
    """Zones large and full enough to be looked at, the largest first."""
    width = zones.boxes[:, 2] - zones.boxes[:, 0]
    height = zones.boxes[:, 3] - zones.boxes[:, 1]
    extent = width.astype(np.int64) * height
    thin, long = np.minimum(width, height), np.maximum(width, height)
    full = (zones.areas >= 0.12 * extent) | (zones.areas >= 1.8 * (width + height))  # a fill, or at least a frame
    is_box = (thin >= MIN_SIDE) & full
    is_line = (thin <= MAX_LINE_THICKNESS) & (long >= MIN_LINE_LENGTH) & (zones.areas == extent)
    likely = np.flatnonzero((is_box | is_line) & ~is_stripe)
    return likely[np.argsort(-extent[likely], kind="stable")][:MAX_CANDIDATES].tolist()


def _fit(pixels: np.ndarray, zones: Zones, index: int) -> Box | _Cut | None:
    """The zone as a rounded rectangle, or as what may be one in part; None when its outline is something else."""
    left, top, right, bottom = zones.boxes[index].tolist()
    rect = Rect(left, top, right - left, bottom - top)
    fill = unpack(int(zones.colours[index]))
    if min(rect.width, rect.height) <= MAX_LINE_THICKNESS:
        return None if is_slope(pixels, rect, fill) else Box(rect, fill, zone=index)
    grown = _with_soft_edges(pixels, rect, fill)
    mask = zones.labels[grown.y : grown.bottom, grown.x : grown.right] == index
    sides = side_offsets(mask)
    corners = corner_radii(sides, grown)
    own = zones.labels[top:bottom, left:right] == index
    pure = side_offsets(own)
    if grown != rect:
        soft = (rect.y - grown.y, grown.bottom - rect.bottom, rect.x - grown.x, grown.right - rect.right)
        sides = [np.maximum(offsets - amount, 0) for offsets, amount in zip(sides, soft, strict=True)]
        # A soft edge is the end of a circle or of a box at a fractional place: take what the rows agree with.
        corners = min(corners, corner_radii(sides, grown), key=lambda radii: circle_error(sides, radii))
        rect = grown
    seen = corners
    corners = shifted_radii(pure, seen, whole=rect.width == right - left)
    box = Box(rect, fill, zone=index)
    if max(corners) - min(corners) > 2 and (bubble := _bubble(mask, box)):
        return bubble
    if min(straight_shares(sides, corners)) < STRAIGHT:
        return _bitten(own, box) or _bubble(mask, box) or _bevelled(mask, box) or _Cut(box, mask, sides)
    if min(rect.width, rect.height) < 2 * MIN_SIDE and mask.mean() < 0.7:
        return None
    if corners == seen and not follows_circle(sides, corners):
        return _bitten(own, box) or _Cut(box, mask, sides)
    framed = _framed(zones, mask, replace(box, radius=_radius_of(corners), corners=corners))
    ordered = sorted(corners)
    # A round button over a corner leaves a round bite.
    return _Cut(box, mask, sides, framed) if framed and ordered[3] - ordered[2] > BITE else framed


def _radius_of(corners: tuple[int, int, int, int]) -> int:
    """The one of all four; three alike and one square is a speech bubble, two and two a part of something rounded."""
    if max(corners) - min(corners) <= 2:
        return round(sum(corners) / 4)
    return second if (second := sorted(corners)[1]) > 2 else 0


def _bubble(mask: np.ndarray, box: Box) -> Box | None:
    found = box_of_bubble(mask)
    if found is None:
        return None
    rect, corners = found
    place = replace(rect, x=box.rect.x + rect.x, y=box.rect.y + rect.y)
    return replace(box, rect=place, radius=_radius_of(corners), corners=corners)


def _bitten(pure: np.ndarray, box: Box) -> Box | None:
    """A small box of which something covers a corner; `pure` is the mask of what has its very colour."""
    radius = radius_of_bitten(pure)
    if radius is None:
        return None
    radius += (box.rect.height - pure.shape[0]) // 2  # with the soft rim
    return replace(box, radius=radius, corners=(radius, radius, radius, radius))


def _tab_and_panel(zones: Zones, cut: _Cut) -> list[Box]:
    """Both boxes of a zone that is a panel with its tab; none where what is beside the tab is a bar on the panel."""
    boxes, pair, whole = list[Box](), tab_and_panel(cut.mask), cut.box.rect
    if pair is None or _is_bar(zones, whole, beside(cut.mask, *pair)):
        return []
    for place in pair:
        corners = corner_radii(side_offsets(cut.mask[place.y : place.bottom, place.x : place.right]), place)
        rect = replace(place, x=cut.box.rect.x + place.x, y=cut.box.rect.y + place.y)
        boxes.append(replace(cut.box, rect=rect, radius=_radius_of(corners), corners=corners))
    return boxes


def _is_bar(zones: Zones, whole: Rect, mask: np.ndarray) -> bool:
    """Whether most of some pixels (h, w) bool of a rectangle are of a zone that does not go on beyond it."""
    labels = zones.labels[whole.y : whole.bottom, whole.x : whole.right][mask]
    left, top, right, bottom = zones.boxes[np.bincount(labels).argmax()].tolist()
    return whole.contains(Rect(left, top, right - left, bottom - top))


def _cut_panel(zones: Zones, cut: _Cut) -> Box | None:
    """A large zone of which a tab, a glow or something laid over it cuts one side: three sides tell where it lies."""
    rect, sides = cut.box.rect, cut.sides
    if rect.width < PANEL_WIDTH or rect.height < PANEL_HEIGHT or cut.mask.mean() < PANEL_FILLED:
        return None
    alike = sorted(corner_radii(sides, rect))
    radius = alike[1] if alike[2] - alike[1] <= 2 < alike[1] else 0
    corners = (radius, radius, radius, radius)
    if sorted(straight_shares(sides, corners))[1] < WHOLE:
        return None
    return _framed(zones, cut.mask, replace(cut.box, radius=radius, corners=corners))


def _bevelled(mask: np.ndarray, box: Box) -> Box | None:
    """A zone that goes on in the lit edges of its bevel: the box without them, whatever touches one of its sides."""
    ends = (mask, mask[::-1], mask.T, mask.T[::-1])  # from above, below, the left, the right
    top, bottom, left, right = (int((end[: MAX_BORDER + 1].mean(axis=1) >= HALF_LIT).argmax()) for end in ends)
    if bool(top or left) == bool(bottom or right):
        return None
    height, width = mask.shape
    inner = mask[top : height - bottom, left : width - right]
    if min(inner.shape) < PANEL_SIDE or sorted(straight_shares(side_offsets(inner), (0, 0, 0, 0)))[1] < WHOLE:
        return None
    rect = Rect(box.rect.x + left, box.rect.y + top, inner.shape[1], inner.shape[0])
    return replace(box, rect=rect)


def is_slope(pixels: np.ndarray, rect: Rect, fill: Colour) -> bool:
    """Whether a line is a step of a soft shadow: of a colour between those on its two sides, and near to both."""
    height, width = pixels.shape[:2]
    if rect.width >= rect.height:
        before = pixels[rect.y - 1, rect.x : rect.right] if rect.y else None
        behind = pixels[rect.bottom, rect.x : rect.right] if rect.bottom < height else None
    else:
        before = pixels[rect.y : rect.bottom, rect.x - 1] if rect.x else None
        behind = pixels[rect.y : rect.bottom, rect.right] if rect.right < width else None
    if before is None or behind is None:
        return False
    ends = np.stack([np.median(before, axis=0), np.median(behind, axis=0)])
    low, high = ends.min(axis=0), ends.max(axis=0)
    is_between = bool(((low <= fill) & (fill <= high)).all())
    return is_between and bool((low < high).any()) and float((high - low).max()) <= MAX_SLOPE


def _framed(zones: Zones, mask: np.ndarray, box: Box) -> Box | None:
    """The box as a border around another colour when its own zone is only a thin frame or a grid of lines.

    None where the frame is a step of a soft shadow: what follows it inside is another step, and not the fill.
    """
    height, width = mask.shape
    rows, columns = mask[:, width // 5 : -(width // 5) or None], mask[height // 5 : -(height // 5) or None]
    ends = (
        rows[: MAX_BORDER + 1].mean(axis=1),
        rows[::-1][: MAX_BORDER + 1].mean(axis=1),
        columns[:, : MAX_BORDER + 1].mean(axis=0),
        columns[:, ::-1][:, : MAX_BORDER + 1].mean(axis=0),
    )
    depths = {int((end < 0.5).argmax()) if (end < 0.5).any() else MAX_BORDER + 1 for end in ends}
    if len(depths) != 1 or not 1 <= (depth := depths.pop()) <= MAX_BORDER or mask.mean() > 0.4:
        return box
    inner = box.rect.inset(depth)
    inside = zones.labels[inner.y : inner.bottom, inner.x : inner.right]
    colours, counts = np.unique(zones.colours[inside], return_counts=True)
    counts[colours == zones.colours[box.zone]] = 0
    fill = colours[counts.argmax()]
    rim = np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]])
    if np.mean(zones.colours[rim] == fill) < PLAIN_RIM:
        return None
    return replace(box, fill=unpack(int(fill)), border=depth, border_colour=box.fill)


def _with_soft_edges(pixels: np.ndarray, rect: Rect, fill: Colour) -> Rect:
    """The rectangle with the anti-aliased pixel around it: circles and fractional places end in a mixed colour."""
    height, width = pixels.shape[:2]
    middle_x, middle_y = rect.x + rect.width // 2, rect.y + rect.height // 2
    grow = []
    for step_x, step_y, x, y in (
        (0, -1, middle_x, rect.y),
        (0, 1, middle_x, rect.bottom - 1),
        (-1, 0, rect.x, middle_y),
        (1, 0, rect.right - 1, middle_y),
    ):
        outside_x, outside_y = x + 3 * step_x, y + 3 * step_y
        if not (0 <= outside_x < width and 0 <= outside_y < height):
            grow.append(0)
            continue
        inside, ground = np.array(fill, np.float64), pixels[outside_y, outside_x].astype(np.float64)
        rim = pixels[y + step_y, x + step_x].astype(np.float64)
        span = ground - inside
        length = float(span @ span)
        share = float((ground - rim) @ span) / length if length > 200 else 0.0
        on_line = bool(np.abs(inside * share + ground * (1 - share) - rim).max() <= 4)
        grow.append(1 if on_line and 0.3 <= share < 0.99 else 0)
    up, down, before, after = grow
    return Rect(rect.x - before, rect.y - up, rect.width + before + after, rect.height + up + down)
