"""Lines of equal style and pitch that wrap at one width become one text."""

from collections.abc import Sequence
from itertools import pairwise

from moonpane_vision.parse.model import LINE_HEIGHT_EM, Node, Rect, TextLine

MAX_PITCH_EM = 1.8
MIN_PITCH_EM = 0.95
EDGE_SLACK = 3
SPACE_EM = 0.28
WRAP_SLACK = 6  # px by which what wraps is made wider than its longest line, about
PROSE_EM = 9.0  # a line of prose is at least this wide; shorter ones below each other are a list


def text_nodes(lines: Sequence[TextLine], numbers: Sequence[int], available: Rect) -> list[Node]:
    """Text nodes of the lines in one box; `numbers` are their indices in the screen, `available` is the box inside."""
    order = sorted(range(len(lines)), key=lambda at: (lines[at].baseline, lines[at].ink.x))
    paragraphs: list[list[int]] = []
    for at in order:
        home = next((part for part in reversed(paragraphs) if _continues(part, at, lines, available)), None)
        if home is None:
            paragraphs.append([at])
        else:
            home.append(at)
    return [_node([lines[at] for at in part], [numbers[at] for at in part]) for part in paragraphs]


def _continues(part: list[int], at: int, lines: Sequence[TextLine], available: Rect) -> bool:
    """Whether line `at` is the next line of the paragraph `part`."""
    line, before = lines[at], lines[part[-1]]
    if not _same_style(line, before) or line.bullet:
        return False
    pitch = line.baseline - before.baseline
    if not MIN_PITCH_EM * before.font_size <= pitch <= MAX_PITCH_EM * before.font_size:
        return False
    if len(part) > 1 and abs(pitch - (before.baseline - lines[part[-2]].baseline)) > 1.5:
        return False
    if not _aligned(line, before, first=len(part) == 1):
        return False
    between = [other for other in lines if before.baseline < other.baseline < line.baseline]
    if any(other.ink.x < line.ink.right and line.ink.x < other.ink.right for other in between):
        return False
    return _wraps(part, line, lines, available)


def _same_style(line: TextLine, other: TextLine) -> bool:
    if (line.family, line.weight, line.spacing) != (other.family, other.weight, other.spacing):
        return False
    near = max(abs(a - b) for a, b in zip(line.colour, other.colour, strict=True)) <= 40
    return near and line.bold == other.bold and abs(line.font_size - other.font_size) <= max(1, other.font_size // 10)


def _aligned(line: TextLine, before: TextLine, *, first: bool) -> bool:
    left = abs(line.ink.x - before.ink.x) <= EDGE_SLACK
    middle = abs((line.ink.x + line.ink.right) - (before.ink.x + before.ink.right)) <= 2 * EDGE_SLACK
    right = abs(line.ink.right - before.ink.right) <= EDGE_SLACK
    hanging = first and before.bullet and left
    return left or middle or right or hanging


def _wraps(part: list[int], line: TextLine, lines: Sequence[TextLine], available: Rect) -> bool:
    """Whether every earlier line was full: its follower's first word would not have fitted."""
    followers = [*(lines[at] for at in part[1:]), line]
    earlier = [lines[at] for at in part]
    room = max(item.ink.width for item in (*earlier, line))
    fits = [
        item.ink.width + SPACE_EM * item.font_size + follower.first_word <= room + 1
        for item, follower in zip(earlier, followers, strict=True)
    ]
    if any(fits):
        return False
    if room >= PROSE_EM * line.font_size:
        return True
    # A narrow column: the box itself must be what the lines wrap at.
    margin = max(0, earlier[0].ink.x - available.x)
    width = available.width - 2 * min(margin, available.width // 4)
    return all(
        item.ink.width + SPACE_EM * item.font_size + follower.first_word > 0.97 * width
        for item, follower in zip(earlier, followers, strict=True)
    )


def _node(lines: list[TextLine], numbers: list[int]) -> Node:
    """One text node; with several lines the line boxes are as high as their pitch."""
    first, last = lines[0], lines[-1]
    size = sorted(line.font_size for line in lines)[len(lines) // 2]
    pitch = round((last.baseline - first.baseline) / (len(lines) - 1)) if len(lines) > 1 else 0
    lead = round((pitch - LINE_HEIGHT_EM * size) / 2) if pitch else 0
    union = Rect.around([line.box for line in lines])
    wrap_width = _wrap_width(lines, union.width, size) if pitch else 0
    rect = Rect(union.x, union.y - lead, union.width, union.height + 2 * lead)
    return Node(
        kind="text",
        rect=rect,
        lines=tuple(numbers),
        font_size=size,
        bold=first.bold,
        colour=first.colour,
        underline=first.underline is not None,
        bullet=first.bullet,
        wrap_width=wrap_width,
        line_pitch=pitch,
        flow_width=wrap_width + WRAP_SLACK if pitch else first.advance,
        flow_height=pitch * len(lines) or LINE_HEIGHT_EM * size,
    )


def _wrap_width(lines: Sequence[TextLine], measured: int, size: int) -> int:
    """Where the page's font is known: so wide that each line fits and the next line's first word no more."""
    if not all(line.advance for line in lines):
        return measured
    scales = [size / line.font_size for line in lines]
    least = max(line.advance * scale for line, scale in zip(lines, scales, strict=True))
    most = min(
        before.advance * scale + after.first_advance * next_scale
        for (before, scale), (after, next_scale) in pairwise(zip(lines, scales, strict=True))
    )
    if most - least < 2 * WRAP_SLACK:
        return round((least + most) / 2) - WRAP_SLACK
    return round(max(least, min(measured, most - 2 * WRAP_SLACK)))
