"""From pixels to a measured screen, and from its lines to crops for the reader."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from moonpane_vision.normalise import LineMetrics, ink_coverage, normalise_line
from moonpane_vision.parse.alone import boxes_without_ground, ground_in_corners, lines_without_ground, with_ground
from moonpane_vision.parse.blocks import lines_along
from moonpane_vision.parse.cast import without_cast
from moonpane_vision.parse.covered import with_hidden_ends
from moonpane_vision.parse.dashes import find_dashed
from moonpane_vision.parse.gradients import find_gradients
from moonpane_vision.parse.grids import with_shared_lines
from moonpane_vision.parse.icons import find_icons, with_menu_icons
from moonpane_vision.parse.ink import INK_CONTRAST, ink_pieces, paint, split_letters
from moonpane_vision.parse.layers import overlaps
from moonpane_vision.parse.layout import arrange
from moonpane_vision.parse.model import MAX_BORDER, Box, Colour, Node, Rect, Screen, TextLine
from moonpane_vision.parse.noise import without_noise
from moonpane_vision.parse.paragraphs import text_nodes
from moonpane_vision.parse.photos import find_photos
from moonpane_vision.parse.rules import find_rules
from moonpane_vision.parse.shapes import find_boxes, page_colour
from moonpane_vision.parse.silhouettes import find_silhouettes
from moonpane_vision.parse.strikes import find_strike
from moonpane_vision.parse.strokes import with_whole_strokes
from moonpane_vision.parse.text import FoundLine, find_lines
from moonpane_vision.parse.text_colours import with_common_inks, with_one_palette
from moonpane_vision.parse.underlines import find_underline
from moonpane_vision.parse.visible import visible_boxes
from moonpane_vision.parse.wholes import bordered
from moonpane_vision.parse.zones import flat_zones, pack_colours

MAX_LINES, MAX_BOXES = 400, 320  # the largest boxes and first lines of a picture that is no screen
ROUND = 999
CROP_MARGIN = 2
MOSTLY = 0.6  # of a row beside a line, from which it belongs to a box
MIN_SIDE = 8  # px; nothing can be told from less
MAX_DEPTH = 3  # silhouettes within silhouettes


@dataclass(frozen=True)
class Crop:
    """One normalised piece of a text line; a line's crops follow each other from left to right."""

    line: int  # index into Screen.lines
    pixels: np.ndarray  # (28, 168) uint8, dark on white


def parse_screen(pixels: np.ndarray) -> Screen:
    """Measure a picture (H, W, 3) uint8 of a user interface. Deterministic; raises ValueError for another shape."""
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8 or min(pixels.shape[:2]) < 1:
        raise ValueError(f"A screen must be (height, width, 3) uint8, not {pixels.shape} {pixels.dtype}.")
    cv2.setNumThreads(1)
    if min(pixels.shape[:2]) < MIN_SIDE:
        page = Rect(0, 0, pixels.shape[1], pixels.shape[0])
        red, green, blue = np.median(pixels.reshape(-1, 3), axis=0).astype(int).tolist()
        return screen_of(page, (red, green, blue), [], [])
    page, ground = Rect(0, 0, pixels.shape[1], pixels.shape[0]), ground_in_corners(pixels)
    if ground is None:
        return screen_of(page, *_measured(pixels))
    background, boxes, found = _measured(with_ground(pixels, ground))
    return screen_of(page, background, boxes_without_ground(boxes, page), lines_without_ground(found, page))


def _measured(pixels: np.ndarray) -> tuple[Colour, list[Box], list[FoundLine]]:
    """The page's colour, the boxes from large to small, and the lines in no particular order."""
    clean = without_noise(pixels := np.ascontiguousarray(pixels))
    is_noisy, pixels = clean is not pixels, with_whole_strokes(clean)
    zones = flat_zones(pack_colours(pixels))
    background = page_colour(pixels, zones)
    gradients, is_stripe = find_gradients(pixels, zones)
    photos = find_photos(pixels, zones, gradients)
    gradients = [box for box in gradients if not any(photo.rect.contains(box.rect, slack=2) for photo in photos)]
    gradients, flat = without_cast(pixels, background, gradients, find_boxes(pixels, zones, is_stripe, photos))
    boxes = photos + gradients + bordered(pixels, photos + gradients, with_hidden_ends(flat))
    seen = visible_boxes(pixels, _with_rims(boxes), background)
    boxes = visible_boxes(pixels, split_letters(pixels, background, seen), background)
    boxes = boxes[:MAX_BOXES]
    ground = paint(pixels, background, boxes)
    for _ in range(MAX_DEPTH):
        known = len(boxes)
        boxes = _with_rims(boxes + find_silhouettes(pixels, ground, ink_pieces(ground), boxes))
        boxes = visible_boxes(pixels, boxes, background)[:MAX_BOXES]
        if len(boxes) == known:
            break
        ground = paint(pixels, background, boxes)
    whole = with_shared_lines(boxes + lines_along(seen, boxes))
    whole = whole + find_rules(pixels, zones, whole)
    if whole != boxes:
        boxes = visible_boxes(pixels, whole, background)[:MAX_BOXES]
        ground = paint(pixels, background, boxes)
    pieces = ink_pieces(ground)
    icons, merged = find_icons(pixels, ground, pieces), with_menu_icons(pixels, boxes)
    icons += find_dashed(pixels, ground, pieces)
    if icons or len(merged) < len(boxes):
        boxes = visible_boxes(pixels, merged + icons, background)[:MAX_BOXES]
        ground = paint(pixels, background, boxes)
        pieces = ink_pieces(ground)
    found = find_lines(pixels, ground, pieces, boxes=boxes, page=background)[:MAX_LINES]
    lines = [item.line for item in found]
    lines = with_common_inks(pixels, lines) if is_noisy else with_one_palette(lines)
    return background, boxes, [replace(item, line=line) for item, line in zip(found, lines, strict=True)]


def line_crops(pixels: np.ndarray, screen: Screen) -> list[Crop]:
    """Normalised crops of all lines in order; a line in which no ink can be seen gives none."""
    crops = []
    for number, line in enumerate(screen.lines):
        left, top = max(0, line.ink.x - CROP_MARGIN), max(0, line.ink.y - CROP_MARGIN)
        strip = pixels[top : line.ink.bottom + CROP_MARGIN, left : line.ink.right + CROP_MARGIN].copy()
        coverage = ink_coverage(strip, background=np.array(line.background, np.uint8))
        strike, underline = find_strike(coverage), find_underline(coverage)
        if strike is not None:
            strike.erase(strip, line.background)
        if underline is not None:
            underline.erase(strip, line.background)
        elif line.underline is not None:
            strip[max(0, line.underline[0] - top) : max(0, line.underline[1] - top)] = line.background
        _clear_edges(strip, line, line.ink.y - top)
        baseline = line.baseline - top
        metrics = LineMetrics(
            left=line.ink.x - left,
            right=line.ink.right - left,
            top=baseline - line.ascender,
            baseline=baseline,
            bottom=line.ink.bottom - top,
        )
        background = np.array(line.background, np.uint8)
        crops += [Crop(number, piece) for piece in normalise_line(strip, background=background, metrics=metrics)]
    return crops


def _clear_edges(strip: np.ndarray, line: TextLine, above: int) -> None:
    """Take the edge of a box out of the margin of a line, `above` rows: it would join the words; in place."""
    off = np.abs(strip.astype(np.int16) - np.array(line.background, np.int16)).max(axis=2) > INK_CONTRAST
    edges = off.mean(axis=1) > MOSTLY
    edges[above : above + line.ink.height] = False
    strip[edges] = line.background


def _with_rims(boxes: list[Box]) -> list[Box]:
    """Boxes with the border that a box inside them leaves when it lies a few pixels from all four edges."""
    places: dict[Rect, int] = {}
    for index, box in enumerate(boxes):
        places.setdefault(box.rect, index)
    found: list[Box] = []
    for box in boxes:
        rims = {at: rim for rim in range(1, MAX_BORDER + 1) if (at := places.get(box.rect.inset(rim))) is not None}
        inner = boxes[min(rims)] if rims else None
        if inner and not box.border and not inner.border:
            box = replace(box, fill=inner.fill, border=rims[min(rims)], border_colour=box.fill)
        found.append(box)
    return found


def screen_of(page: Rect, background: Colour, boxes: list[Box], found: list[FoundLine]) -> Screen:
    """Number the lines in reading order and build the tree."""
    parents = [_parent(boxes, index) for index in range(len(boxes))]
    lines = sorted(found, key=lambda item: (round(item.line.baseline), item.line.ink.x))

    def build(index: int) -> Node:
        node = _box_node(boxes[index], index) if index >= 0 else Node("page", page, fill=background)
        mine = [number for number, item in enumerate(lines) if item.owner == index]
        inner = node.rect.inset(node.border)
        items: list[Node] = text_nodes([lines[number].line for number in mine], mine, inner)
        items += [build(child) for child, parent in enumerate(parents) if parent == index]
        # A gradient with something on it is a box, one without is a picture.
        return arrange(replace(node, kind="box") if items and node.kind == "picture" else node, items)

    root = build(-1)
    order = _reading_order(root)
    place = {old: new for new, old in enumerate(order)}
    ordered = tuple(lines[old].line for old in order)
    owners = tuple(lines[old].owner for old in order)
    return Screen(page.width, page.height, background, _renumbered(root, place), ordered, tuple(boxes), owners)


def _parent(boxes: list[Box], index: int) -> int:
    """The smallest box around a box; outer ones stand before inner ones."""
    rect = boxes[index].rect
    around = [other for other in range(index) if boxes[other].rect.contains(rect, slack=1)]
    for other in sorted(around, key=lambda other: (boxes[other].rect.area, -other)):
        # What lies over that, and under this, is not in it: this is over both.
        between = (box.rect for box in boxes[other + 1 : index] if overlaps(box.rect, boxes[other].rect))
        if not any(each.overlap(rect) for each in between):
            return other
    return -1


def _box_node(box: Box, layer: int) -> Node:
    half = min(box.rect.width, box.rect.height) / 2
    return Node(
        kind="picture" if box.is_picture else "box",
        rect=box.rect,
        layer=layer,
        fill=box.fill,
        radius=ROUND if box.radius and box.radius >= half - 1 else box.radius,
        border=box.border,
        border_colour=box.border_colour,
    )


def _reading_order(node: Node) -> list[int]:
    """Line numbers in the order the tree shows them."""
    if node.kind == "text":
        return list(node.lines)
    return [number for child in node.children for number in _reading_order(child)]


def _renumbered(node: Node, place: dict[int, int]) -> Node:
    children = tuple(_renumbered(child, place) for child in node.children)
    return replace(node, children=children, lines=tuple(place[number] for number in node.lines))
