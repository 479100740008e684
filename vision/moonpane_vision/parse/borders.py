"""Borders, seen from the fill outwards."""

from dataclasses import replace

import numpy as np

from moonpane_vision.parse.model import MAX_BORDER, Box, Colour, Rect

REACH = MAX_BORDER + 2  # px that are looked at outside a side
PILL_SLACK = 3  # px that the radius of a pill may lack of half its height
SAME = 6  # channel difference of one colour
TRACE, HALF_TONE = 0.3, 0.5  # of the border's own tone
LEAST_TONE, MOST_TONE = 0.6, 1.7  # what the end of a pill shows of its border in all, per px of border


def with_border(pixels: np.ndarray, box: Box, *, is_across: bool = False) -> Box:
    """Add the border when on all four sides the same few pixels of one colour surround the fill.

    is_across: the box lies over the edge of another one, so that its border may go over into the ground on one side.
    """
    if box.is_line or box.border:
        return box
    lines = [_outer_line(pixels, box, side) for side in range(4)]
    runs = [_outer_run(box, line) for line in lines]
    if is_across:
        runs = _as_far_as_seen(box, lines, runs)
    if not _alike(runs):
        return _with_pill_border(box, lines, runs)
    thickness, colour, _ = runs[0]
    if not thickness or max(abs(a - b) for a, b in zip(colour, box.fill, strict=True)) < 3:
        return box
    rect = _grown(box.rect, [thickness + soft for _, _, soft in runs])
    limit = (min(rect.width, rect.height) + 1) // 2
    if sum(soft for _, _, soft in runs) >= 2:  # both ends of a pill, or a circle
        return _rounded(box, rect, thickness, colour, limit)
    first, second, third, fourth = (min(r + thickness, limit) if r else 0 for r in box.corners)
    radius = min(box.radius + thickness, limit) if box.radius else 0
    corners = (first, second, third, fourth)
    return replace(box, rect=rect, border=thickness, border_colour=colour, radius=radius, corners=corners)


_Run = tuple[int, Colour, int]  # thickness, colour, soft px before it


def _alike(runs: list[_Run]) -> bool:
    thickness, colour, _ = runs[0]
    for other, other_colour, soft in runs:
        # The end of a pill shows a little less than the border's own colour.
        slack = 8 if soft else 6
        if other != thickness or max(abs(a - b) for a, b in zip(colour, other_colour, strict=True)) > slack:
            return False
    return True


def _as_far_as_seen(box: Box, lines: list[np.ndarray], runs: list[_Run]) -> list[_Run]:
    """The runs, with that of the thinnest side where the ground of others has its colour."""
    seen = [run for run in runs if run[0]]
    width, height = box.rect.width, box.rect.height
    is_circle = abs(width - height) <= 1 and box.radius >= min(width, height) // 2 - 1
    if not (1 if is_circle else 2) <= len(seen) < len(runs):
        return runs
    thickness, colour, soft = min(seen)

    def goes_on(line: np.ndarray) -> bool:
        return len(line) >= REACH and bool(np.abs(line[soft:] - colour).max() <= SAME)

    return [
        run if run[0] or not goes_on(line) else (thickness, colour, soft) for line, run in zip(lines, runs, strict=True)
    ]


def _with_pill_border(box: Box, lines: list[np.ndarray], runs: list[_Run]) -> Box:
    """The border of a pill whose round ends lie between two pixels: its straight sides tell what it is."""
    wide = box.rect.width >= box.rect.height
    sides, ends = ((0, 1), (2, 3)) if wide else ((2, 3), (0, 1))
    thickness, colour, soft = runs[sides[0]]
    half = min(box.rect.width, box.rect.height) / 2
    if not thickness or soft or not _alike([runs[side] for side in sides]) or box.radius < half - PILL_SLACK:
        return box
    grow = [thickness] * 4
    for end in ends:
        line = lines[end]
        if len(line) < 2:
            return box
        ground = (line[-1] + box.fill) / 2
        way = np.array(colour) - ground
        tones = (line - ground) @ way / max(float(way @ way), 1.0)
        seen = np.flatnonzero(tones >= HALF_TONE)
        if not seen.size or not LEAST_TONE <= tones[tones > TRACE].sum() / thickness <= MOST_TONE:
            return box
        grow[end] = int(seen[-1]) + 1
    rect = _grown(box.rect, grow)
    return _rounded(box, rect, thickness, colour, (min(rect.width, rect.height) + 1) // 2)


def _grown(rect: Rect, px: list[int]) -> Rect:
    """The rectangle with so many pixels more above, below, before and behind."""
    up, down, before, after = px
    return Rect(rect.x - before, rect.y - up, rect.width + before + after, rect.height + up + down)


def _rounded(box: Box, rect: Rect, thickness: int, colour: Colour, radius: int) -> Box:
    corners = (radius, radius, radius, radius)
    return replace(box, rect=rect, border=thickness, border_colour=colour, radius=radius, corners=corners)


def _outer_line(pixels: np.ndarray, box: Box, side: int) -> np.ndarray:
    """Median colours (distance, 3) float64 outside the middle of one side, from the fill outwards."""
    rect, height, width = box.rect, pixels.shape[0], pixels.shape[1]
    trim_x, trim_y = _trim(rect.width, box.radius), _trim(rect.height, box.radius)
    across = slice(rect.x + trim_x, rect.right - trim_x)
    down = slice(rect.y + trim_y, rect.bottom - trim_y)
    match side:
        case 0:
            strip = pixels[max(0, rect.y - REACH) : rect.y, across][::-1]
        case 1:
            strip = pixels[rect.bottom : min(height, rect.bottom + REACH), across]
        case 2:
            strip = pixels[down, max(0, rect.x - REACH) : rect.x][:, ::-1].transpose(1, 0, 2)
        case _:
            strip = pixels[down, rect.right : min(width, rect.right + REACH)].transpose(1, 0, 2)
    if strip.shape[0] < 1 or strip.shape[1] < 1:
        return np.empty((0, 3))
    return np.median(strip, axis=1)


def _outer_run(box: Box, line: np.ndarray) -> _Run:
    """The one-coloured run at the beginning of a line outside a side.

    A run longer than a border is (0, fill, 0): no border there.
    """
    nothing = (0, box.fill, 0)
    if not len(line):
        return nothing
    # The end of a pill: the first pixel is part fill, part border.
    soft = int(len(line) > 1 and box.radius >= 2 and _is_between(line[0], np.array(box.fill, np.float64), line[1]))
    line = line[soft:]
    thickness = 1
    while thickness < len(line) and np.abs(line[thickness] - line[0]).max() <= 2:
        thickness += 1
    # The outer pixel of a ring's end is mostly border too.
    if box.radius >= 2 and thickness + 1 < len(line) and _is_between(line[thickness], line[0], line[thickness + 1]):
        reached = np.abs(line[thickness] - line[0]).max() / np.abs(line[thickness + 1] - line[0]).max()
        thickness += int(reached < 0.5)
    if thickness > MAX_BORDER or thickness == len(line) < REACH - soft:
        return nothing
    red, green, blue = (int(value) for value in line[0])
    return thickness, (red, green, blue), soft


def _is_between(colour: np.ndarray, one: np.ndarray, other: np.ndarray) -> bool:
    """Whether a colour is a mixture of two others that are not the same."""
    span = other - one
    length = float(span @ span)
    if length < 100:
        return False
    share = float((colour - one) @ span) / length
    return 0.02 < share < 0.9 and bool(np.abs(one + share * span - colour).max() <= 5)


def _trim(length: int, radius: int) -> int:
    """How much to leave out at both ends of a side: the corners, and then some, but never the middle three pixels."""
    return min(max(radius, int(0.3 * length)), max(0, (length - 3) // 2))
