"""Borders, seen from the fill outwards."""

from dataclasses import replace

import numpy as np

from moonpane_vision.parse.model import MAX_BORDER, Box, Colour, Rect


def with_border(pixels: np.ndarray, box: Box) -> Box:
    """Add the border when on all four sides the same few pixels of one colour surround the fill."""
    if box.is_line or box.border:
        return box
    runs = [_outer_run(pixels, box, side) for side in range(4)]
    thickness, colour, _ = runs[0]
    for other, other_colour, soft in runs:
        # The end of a pill shows a little less than the border's own colour.
        slack = 8 if soft else 2
        if other != thickness or max(abs(a - b) for a, b in zip(colour, other_colour, strict=True)) > slack:
            return box
    if not thickness or max(abs(a - b) for a, b in zip(colour, box.fill, strict=True)) < 3:
        return box
    up, down, before, after = (thickness + soft for _, _, soft in runs)
    rect = box.rect
    rect = Rect(rect.x - before, rect.y - up, rect.width + before + after, rect.height + up + down)
    limit = (min(rect.width, rect.height) + 1) // 2
    if sum(soft for _, _, soft in runs) >= 2:  # both ends of a pill, or a circle
        return replace(
            box, rect=rect, border=thickness, border_colour=colour, radius=limit, corners=(limit, limit, limit, limit)
        )
    first, second, third, fourth = (min(r + thickness, limit) if r else 0 for r in box.corners)
    radius = min(box.radius + thickness, limit) if box.radius else 0
    corners = (first, second, third, fourth)
    return replace(box, rect=rect, border=thickness, border_colour=colour, radius=radius, corners=corners)


def _outer_run(pixels: np.ndarray, box: Box, side: int) -> tuple[int, Colour, int]:
    """(thickness, colour, soft px before it) of the one-coloured run outside one side.

    A run longer than a border is (0, fill, 0): no border there.
    """
    rect, height, width = box.rect, pixels.shape[0], pixels.shape[1]
    nothing = (0, box.fill, 0)
    trim_x, trim_y = _trim(rect.width, box.radius), _trim(rect.height, box.radius)
    across = slice(rect.x + trim_x, rect.right - trim_x)
    down = slice(rect.y + trim_y, rect.bottom - trim_y)
    reach = MAX_BORDER + 2
    match side:
        case 0:
            strip = pixels[max(0, rect.y - reach) : rect.y, across][::-1]
        case 1:
            strip = pixels[rect.bottom : min(height, rect.bottom + reach), across]
        case 2:
            strip = pixels[down, max(0, rect.x - reach) : rect.x][:, ::-1].transpose(1, 0, 2)
        case _:
            strip = pixels[down, rect.right : min(width, rect.right + reach)].transpose(1, 0, 2)
    if strip.shape[0] < 1 or strip.shape[1] < 1:
        return nothing
    line = np.median(strip, axis=1)  # (distance, 3)
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
    if thickness > MAX_BORDER or thickness == len(line) < reach - soft:
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
