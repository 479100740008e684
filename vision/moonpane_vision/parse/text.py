"""Text lines: what the words on one baseline look like, and what a line can learn from its neighbours."""

from dataclasses import dataclass, replace

import numpy as np

from moonpane_vision.normalise import CAP_EM, LineMetrics, measure_line, word_spans
from moonpane_vision.parse.ink import Ground, Pieces
from moonpane_vision.parse.justified import with_justified
from moonpane_vision.parse.model import MAX_LINE_THICKNESS, Box, Colour, Rect, TextLine
from moonpane_vision.parse.plausible import is_caption, is_writing
from moonpane_vision.parse.styles import style_runs
from moonpane_vision.parse.text_colours import contrast, farthest_ink
from moonpane_vision.parse.underlines import MOST, find_underline
from moonpane_vision.parse.weights import boldness, with_common_weights
from moonpane_vision.parse.words import Strip, cut_strip, group_pieces, merge_words

COMMON_BLUR, BLUR_SHARE = 1.5, 0.58  # px of a renderer's blur; what each more adds to a stroke
FRAMED, RIM = 0.4, 2  # of a piece's rectangle, what a box within it covers; px that it may stand out
MAX_TEXT_HEIGHT = 110
MIN_INK_HEIGHT = 4
LEAST_RULE, RULE_HEIGHTS = 24, 1.5  # px; of the letters beside it, the width of a line that is no dash
LARGEST_DOT = 10  # px, of a list's
FULL, HOLLOW = 0.6, 0.4  # coverage of a list dot, and of the middle of a ring
THINNEST = 0.09  # width over height of the thinnest letter, a bar


@dataclass(frozen=True)
class FoundLine:
    """A measured line and the box that holds it."""

    line: TextLine
    owner: int  # index of the box, -1 for the page
    stroke: float = 0.0  # px
    is_dot: bool = False  # it may be a list's
    is_level: bool = False  # all letters are of one height: capitals, digits, or none that rises above an x


def find_lines(
    pixels: np.ndarray, ground: Ground, pieces: Pieces, *, boxes: list[Box], page: Colour
) -> list[FoundLine]:
    """Every text line, in no particular order."""
    heights = pieces.rects[:, 3] - pieces.rects[:, 1]
    usable = np.flatnonzero(heights <= MAX_TEXT_HEIGHT)
    found: list[FoundLine] = []
    places = np.array([(b.rect.x, b.rect.y, b.rect.right, b.rect.bottom) for b in boxes], np.int32).reshape(-1, 4)
    for owner in np.unique(pieces.owners[usable[usable > 0]]).tolist():
        mine = usable[(pieces.owners[usable] == owner) & (usable > 0)]
        fill = boxes[owner].fill if owner >= 0 else page
        on_picture = owner >= 0 and (boxes[owner].is_photo or boxes[owner].is_drawing)
        for run in with_justified(merge_words(ground, pieces, group_pieces(pieces.rects[mine], mine))):
            group = _without_rules(pieces, list(run.pieces))
            if not group or (on_picture and not is_caption(pieces.rects[group])):
                continue
            if _is_frame(pieces.rects[group], places):
                continue
            found += [replace(item, owner=owner) for item in _measure(pixels, ground, pieces, group, fill)]
    return with_common_weights(_with_neighbours_size(_with_bullets(found)))


def _without_rules(pieces: Pieces, group: list[int]) -> list[int]:
    """The pieces of a line without the lines that it stands between, as a legend in its frame; a dash is shorter."""
    rects = pieces.rects[group]
    widths, heights = rects[:, 2] - rects[:, 0], rects[:, 3] - rects[:, 1]
    is_rule = (heights <= MAX_LINE_THICKNESS) & (widths >= np.maximum(LEAST_RULE, RULE_HEIGHTS * heights.max()))
    for at in np.flatnonzero(is_rule).tolist():  # what letters stand above is their underline
        beside = (rects[:, 0] >= rects[at, 2]) | (rects[:, 2] <= rects[at, 0])
        is_rule[at] = beside.sum() == len(group) - 1 and beside.any()
    return [piece for piece, gone in zip(group, is_rule.tolist(), strict=True) if not gone]


def _is_frame(rects: np.ndarray, places: np.ndarray) -> bool:
    """Whether a lone piece of ink surrounds a box, given as edges (N, 4): it is the rim of what the box lies on."""
    if len(rects) > 2:
        return False
    left, top, right, bottom = rects[:, 0].min(), rects[:, 1].min(), rects[:, 2].max(), rects[:, 3].max()
    # The rim of a mark on a corner ends where the corner does.
    within = (places[:, :2] >= (left - RIM, top - RIM)).all(axis=1)
    within &= (places[:, 2:] <= (right + RIM, bottom + RIM)).all(axis=1)
    areas = (places[:, 2] - places[:, 0]) * (places[:, 3] - places[:, 1])
    return bool((within & (areas >= FRAMED * (right - left) * (bottom - top))).any())


def _with_neighbours_size(found: list[FoundLine]) -> list[FoundLine]:
    """Lines without ascenders look a quarter smaller than they are: take the size of the paragraph they end."""
    settled = []
    for item in found:
        if item.is_level and (size := _paragraph_size(item, found)) is not None:
            line = replace(item.line, font_size=round(size), ascender=size * CAP_EM)
            bold = boldness(item.stroke, size) > 1
            item = replace(item, line=replace(line, bold=bold))
        settled.append(item)
    return settled


def _paragraph_size(item: FoundLine, found: list[FoundLine]) -> float | None:
    """Font size of the line above or below in the same style whose x-height is this line's height."""
    line = item.line
    for other in found:
        near = other.line
        if other.is_level or other.owner != item.owner or contrast(near.colour, line.colour) > 40:
            continue
        size = near.ascender / CAP_EM
        ratio = line.ascender / near.ascender
        pitch = abs(line.baseline - near.baseline)
        aligned = (
            abs(line.ink.x - near.ink.x) <= 3
            or abs(2 * line.ink.x + line.ink.width - 2 * near.ink.x - near.ink.width) <= 4
        )
        if 0.66 <= ratio <= 0.82 and 0.9 * size <= pitch <= 1.8 * size and aligned:
            return size
    return None


def _with_bullets(found: list[FoundLine]) -> list[FoundLine]:
    """Give list dots that stand alone to the text on their right."""
    dots = [item for item in found if item.is_dot]
    taken: dict[int, FoundLine] = {}  # id of the text's entry to its dot
    for dot in dots:
        middle = dot.line.ink.y + dot.line.ink.height / 2
        for item in found:
            line = item.line
            gap = line.ink.x - dot.line.ink.right
            if item.owner != dot.owner or not 0 < gap <= 1.6 * line.font_size or item.is_dot:
                continue
            if 0.1 * line.font_size <= line.baseline - middle <= 0.6 * line.font_size:
                taken[id(item)] = dot
    used = {id(dot) for dot in taken.values()}
    return [
        replace(item, line=replace(item.line, bullet=True)) if id(item) in taken else item
        for item in found
        if id(item) not in used
    ]


def _is_dot(coverage: np.ndarray) -> bool:
    """Whether a small shape (h, w) is a dot, full or a ring, about as wide as high: neither a plus nor a cross is."""
    rows, columns = (np.flatnonzero(coverage.max(axis=axis) > 0.4) for axis in (1, 0))
    if not (rows.size and columns.size):
        return False
    shape = coverage[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = shape.shape
    heart = shape[height // 3 : height - height // 3, width // 3 : width - width // 3]
    return 0.7 <= width / height <= 1.45 and bool(shape.mean() >= FULL or heart.mean() < HOLLOW)


def _measure(pixels: np.ndarray, ground: Ground, pieces: Pieces, group: list[int], fill: Colour) -> list[FoundLine]:
    """The lines in a group: one, or several where the colour or the size changes between words."""
    strip = cut_strip(ground, pieces, group)
    underline = find_underline(strip.coverage)
    if underline is not None:
        underline.erase(strip.coverage, 0.0)
    metrics = measure_line(strip.coverage)
    if metrics is None or metrics.bottom - metrics.top < MIN_INK_HEIGHT:
        return []
    if metrics.right - metrics.left < THINNEST * (metrics.bottom - metrics.top):
        return []
    if not is_writing(strip.coverage, pieces.rects[group], stroke_width(strip.coverage)):
        return []
    spans = word_spans(strip.coverage, metrics)
    bullet = _bullet(strip, metrics, spans)
    if bullet:
        spans = spans[1:]
    lines = []
    for part in style_runs(pixels, strip, spans):
        part_metrics = metrics
        coverage = strip.coverage[:, part[0][0] : part[-1][1]]
        if len(part) < len(spans) or bullet:
            part_metrics = measure_line(coverage) or metrics
            part_metrics = replace(part_metrics, baseline=metrics.baseline)
        rows = None
        if underline is not None and underline.share(part[0][0], part[-1][1]) >= MOST:
            rows = (underline.first + strip.y, underline.last + strip.y)
        line = _line(pixels, strip, part, coverage, part_metrics, _local_fill(ground, strip, part, fill), rows)
        stroke = stroke_width(coverage)
        line = replace(line, bold=boldness(stroke, part_metrics.font_size) > 1)
        width, height = line.ink.width, line.ink.height
        is_even = abs(width - height) <= max(1, 0.25 * max(width, height))
        is_dot = is_even and max(width, height) <= LARGEST_DOT and _is_dot(coverage)
        lines.append(FoundLine(line, -1, stroke, is_dot, _is_level(coverage, part_metrics)))
    if bullet and lines:
        lines[0] = replace(lines[0], line=replace(lines[0].line, bullet=True))
    return lines


def _local_fill(ground: Ground, strip: Strip, spans: list[tuple[int, int]], fill: Colour) -> Colour:
    """The ground below some words: the box's fill, or that part of its gradient."""
    height = strip.coverage.shape[0]
    under = ground.canvas[strip.y : strip.y + height, strip.x + spans[0][0] : strip.x + spans[-1][1]]
    if (under == np.array(fill, np.uint8)).all():
        return fill
    red, green, blue = np.median(under.reshape(-1, 3), axis=0).astype(int).tolist()
    return red, green, blue


def _is_level(coverage: np.ndarray, metrics: LineMetrics) -> bool:
    """Whether nearly all columns that rise above the middle rise to the top."""
    solid = coverage > 0.5
    heights = metrics.baseline - solid.argmax(axis=0)[solid.any(axis=0)]
    tall = np.count_nonzero(heights >= 0.84 * metrics.ascender)
    return bool(tall >= 0.55 * np.count_nonzero(heights >= 0.6 * metrics.ascender))


def _line(
    pixels: np.ndarray,
    strip: Strip,
    spans: list[tuple[int, int]],
    coverage: np.ndarray,
    metrics: LineMetrics,
    fill: Colour,
    underline: tuple[int, int] | None,
) -> TextLine:
    rows = np.flatnonzero(coverage.max(axis=1) > 0.3)
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 1)
    left, right = spans[0][0] + strip.x, spans[-1][1] + strip.x
    ink = Rect(left, top + strip.y, right - left, bottom - top)
    size = max(1, round(metrics.font_size))
    return TextLine(
        ink=ink,
        baseline=metrics.baseline + strip.y,
        ascender=metrics.ascender,
        font_size=size,
        bold=False,
        colour=farthest_ink(pixels[ink.y : ink.bottom, ink.x : ink.right], fill),
        background=fill,
        first_word=spans[0][1] - spans[0][0],
        underline=underline,
    )


def stroke_width(coverage: np.ndarray) -> float:
    """Mean stroke width in px: twice the area over the outline's length, which a renderer's blur changes little.

    An enlarged picture is blurred more: then its outline has a smaller slope, which tells how much the blur adds.
    """
    area = float(coverage.sum())
    padded = np.pad(coverage, 1)
    across, down = np.diff(padded, axis=1)[:-1], np.diff(padded, axis=0)[:, :-1]
    slope = np.hypot(across, down)
    outline = float(slope.sum())
    if not outline:
        return 0.0
    blur = outline / float(np.square(slope).sum())
    return max(0.0, 2.0 * area / outline - BLUR_SHARE * max(0.0, blur - COMMON_BLUR))


def _bullet(strip: Strip, metrics: LineMetrics, spans: list[tuple[int, int]]) -> bool:
    """Whether the first word is a list dot: small, as wide as high, full or a ring, in the middle of the letters."""
    if len(spans) < 2:
        return False
    (start, end), next_start = spans[0], spans[1][0]
    rows = np.flatnonzero(strip.coverage[:, start:end].max(axis=1) > 0.4)
    size = metrics.font_size
    if rows.size == 0 or not 0.12 * size <= rows.size <= 0.5 * size:
        return False
    middle = metrics.baseline - (rows[0] + rows[-1] + 1) / 2
    return (
        _is_dot(strip.coverage[:, start:end])
        and 0.15 * size <= middle <= 0.5 * size
        and next_start - end >= 0.25 * size
    )
