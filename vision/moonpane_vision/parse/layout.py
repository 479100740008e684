"""From measured things to a tree: which box holds what, cut into rows and columns, with paddings and gaps.

Paddings and gaps are such that a browser, which puts one thing behind the other, puts each where it was measured: a
text's line box is 16.25 px high, not 16, and what one gap lacks the next one has (`_apart`).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from moonpane_vision.parse.bands import band_gaps, bands, span
from moonpane_vision.parse.model import Node, Rect
from moonpane_vision.parse.stacking import is_overlapping_row, upper_layer
from moonpane_vision.parse.tables import grid_rows, is_table

FULL_SLACK = 3
EVEN_SLACK = 2
DRIFT = 1  # px that things in a row or column may be off; more, and a gap says so
MAX_INSET = 32  # a spread row may stand in from both edges by this much
WIDE_GAP = 24  # two neighbours farther apart are spread over the row rather than set side by side


def arrange(container: Node, items: Sequence[Node]) -> Node:
    """The page or box with its items as children, grouped and described."""
    if not items:
        return container
    inner = container.rect.inset(container.border)
    direction, children = _cut(list(items))
    union = _place(children, direction)
    padding = (
        union.y - inner.y,
        inner.right - union.right,
        inner.bottom - union.bottom,
        union.x - inner.x,
    )
    distribution = _distribution(children, padding, direction)
    padding = _even_padding(container, padding, distribution)
    if container.kind == "box" and distribution == "center" and len(children) == 1 and children[0].kind == "text":
        room = inner.width - round(children[0].width)  # a button is as wide as its text and its paddings
        padding = (padding[0], room - room // 2, padding[2], room // 2)
    content = Rect(inner.x + padding[3], union.y, max(1, inner.width - padding[1] - padding[3]), max(1, union.height))
    if len(children) == 1 and container.kind == "box":
        direction = "row" if distribution == "center" else ""
    described = _describe(children, content, direction or "col")
    gap, cross_top = _gap(children, direction or "col"), direction == "row" and _shares_top(children)
    flow = _flow_height(described, direction or "col", gap, cross_top=cross_top)
    top, right, bottom, left = (max(0, side) for side in padding)
    if container.kind == "box":
        room = inner.height - flow
        if top > room and len(children) == 1 and children[0].kind == "text":
            top = max(0, int(room / 2))  # letters too large for their box, as an icon is read, stand in its middle
        bottom = max(0, round(room - top))  # the box is as high as it was measured, whatever is in it
    return replace(
        container,
        children=tuple(described),
        direction=direction,
        padding=(top, right, bottom, left),
        gap=gap,
        distribution=distribution,
        cross_top=cross_top,
        flow_height=2 * container.border + top + flow + bottom,
    )


def _cut(items: list[Node]) -> tuple[str, list[Node]]:
    """('row' or 'col', children in order): the outermost cut, groups inside built recursively."""
    if len(items) == 1:
        return "col", items
    rows, columns = bands(items, vertical=True), bands(items, vertical=False)
    if len(rows) == 1 and len(columns) == 1:
        return _overlapping(items)
    if len(columns) == 1:
        return "col", [_group(band) for band in _stacked(rows)]
    if len(rows) == 1:
        return "row", [_group(band) for band in _clusters(columns)]
    row_gaps, column_gaps = band_gaps(rows, vertical=True), band_gaps(columns, vertical=False)
    if is_table(rows, columns):
        return "col", [_group(band) for band in rows]
    if 2 * len(grid_rows(rows)) > len(rows):
        return "col", [_group(band) for band in _stacked(rows)]
    if max(column_gaps) > max(row_gaps):
        return "row", [_group(band) for band in columns]
    # Rows first, but only where rows are about as far apart as columns: a title stays with its paragraph.
    return "col", [_group(band) for band in _coarser(rows, row_gaps, 0.75 * min(column_gaps))]


def _group(band: list[Node]) -> Node:
    """One child: the item itself, or an invisible row or column of several."""
    if len(band) == 1:
        return band[0]
    direction, children = _cut(band)
    rect = _place(children, direction)
    described = _describe(children, rect, direction)
    gap, cross_top = _gap(children, direction), direction == "row" and _shares_top(children)
    return Node(
        kind="row" if direction == "row" else "col",
        rect=rect,
        children=tuple(described),
        direction="row" if direction == "row" else "col",
        gap=gap,
        cross_top=cross_top,
        flow_width=_flow_width(described, direction, gap, rect.width),
        flow_height=_flow_height(described, direction, gap, cross_top=cross_top),
    )


def _place(children: Sequence[Node], direction: str) -> Rect:
    """Where these lie. A column begins with its first child: one that lies over that may stand out above it."""
    union = Rect.around([child.rect for child in children])
    if direction != "col":
        return union
    return Rect(union.x, children[0].rect.y, union.width, max(1, union.bottom - children[0].rect.y))


def _coarser(bands: list[list[Node]], gaps: list[int], least: float) -> list[list[Node]]:
    """Bands joined across gaps below `least`, unless that would leave one band."""
    if all(gap < least for gap in gaps):
        return bands
    joined = [list(bands[0])]
    for gap, band in zip(gaps, bands[1:], strict=True):
        if gap < least:
            joined[-1] += band
        else:
            joined.append(list(band))
    return joined


def _clusters(columns: list[list[Node]]) -> list[list[Node]]:
    """Columns of one row joined where they stand close while others are spread apart: links beside a logo."""
    gaps = band_gaps(columns, vertical=False)
    wide = max(WIDE_GAP, 2 * min(gaps))
    return _coarser(columns, gaps, wide) if min(gaps) < wide < max(gaps) else columns


def _stacked(rows: list[list[Node]]) -> list[list[Node]]:
    """Rows joined that are the parts of cells side by side: numbers with their captions below."""
    joined = [list(rows[0])]
    grid = grid_rows(rows)
    for at, row in enumerate(rows[1:], 1):
        if at not in grid and _same_cells(joined[-1], row):
            joined[-1] += row
        else:
            joined.append(list(row))
    return joined


def _same_cells(above: list[Node], row: list[Node]) -> bool:
    """Whether each item of the row belongs below one of the items above, much nearer to it than to its neighbours."""
    columns = bands(above + row, vertical=False)
    if len(row) < 2 or len(columns) != len(row) or any(len({*map(id, row)} & {*map(id, c)}) != 1 for c in columns):
        return False
    if len(above) < len(columns) or len(bands(above, vertical=True)) * len(columns) != len(above):
        return False
    apart = min(span(item, vertical=True)[0] for item in row) - max(span(item, vertical=True)[1] for item in above)
    if apart > 0.5 * min(band_gaps(columns, vertical=False)):
        return False
    return not is_table([above[-len(columns) :], row], columns)


def _overlapping(items: list[Node]) -> tuple[str, list[Node]]:
    """Items that no straight cut parts: a row or column of which each may lie on the one before, or layers."""
    union = Rect.around([item.rect for item in items])
    if union.width > union.height:
        direction, ordered = "row", sorted(items, key=lambda item: (2 * item.rect.x + item.rect.width, item.rect.y))
    else:
        direction, ordered = "col", sorted(items, key=lambda item: (2 * item.rect.y + item.rect.height, item.rect.x))
    upper = upper_layer(items)
    if not upper or (direction == "row" and is_overlapping_row(ordered)):
        return direction, ordered
    # What is said later is painted later: the lower layer, and then the upper one with a gap that leads back.
    direction, lower = _cut([item for item in items if not any(item is each for each in upper)])
    return "col", [*(lower if direction == "col" else [_group(lower)]), _group(upper)]


def _gaps(children: Sequence[Node], direction: str) -> list[float]:
    if direction == "row":
        return [after.rect.x - before.rect.x - before.width for before, after in pairwise(children)]
    return [after.rect.y - before.rect.y - before.height for before, after in pairwise(children)]


def _apart(gaps: Sequence[float], usual: int) -> list[int]:
    """What each child has before it beyond the usual gap, so that none of them is off by more than DRIFT."""
    apart, off = [0], 0.0
    for gap in gaps:
        off += gap - usual
        apart.append(round(off) if abs(off) > DRIFT else 0)
        off -= apart[-1]
    return apart


def _flow_width(children: Sequence[Node], direction: str, gap: int, measured: int) -> float:
    """How wide a browser makes an invisible row or column of these."""
    if direction == "row":
        return sum(child.width for child in children) + sum(gap + child.extra_gap for child in children[1:])
    widest = max(child.indent + child.width for child in children)
    keeps_width = any(child.full or child.line_pitch or child.place for child in children)
    return max(measured, widest) if keeps_width else widest


def _flow_height(children: Sequence[Node], direction: str, gap: int, *, cross_top: bool) -> float:
    """How high a browser makes a row or a column of these."""
    if direction == "col":
        return sum(child.height for child in children) + sum(gap + child.extra_gap for child in children[1:])
    is_set_down = cross_top or any(child.offset for child in children)
    return max((child.offset if is_set_down else 0) + child.height for child in children)


def _gap(children: Sequence[Node], direction: str) -> int:
    gaps = _gaps(children, direction)
    return max(0, round(median_low(gaps))) if gaps else 0


def _shares_top(children: Sequence[Node]) -> bool:
    tops, middles = [child.rect.y for child in children], _middles(children)
    return max(tops) - min(tops) <= EVEN_SLACK < max(middles) - min(middles)


def _middles(children: Sequence[Node]) -> list[float]:
    """As a browser sees them, for which layers that lead back are no higher than where they end."""
    return [child.rect.y + child.height / 2 for child in children]


def _distribution(children: Sequence[Node], padding: tuple[int, int, int, int], direction: str) -> str:
    """How the items of a visible row share its width."""
    _, right, _, left = padding
    if len(children) == 1:
        return "center" if abs(left - right) <= EVEN_SLACK and left > EVEN_SLACK else ""
    if direction != "row":
        return ""
    if _is_spread(children):
        return "between"
    if abs(left - right) <= EVEN_SLACK:
        return "center" if left > EVEN_SLACK else ""
    return "end" if right < left / 2 else ""


def _is_spread(children: Sequence[Node]) -> bool:
    """Whether the row's gaps are too wide to be set, which means its ends are what is set."""
    gaps = _gaps(children, "row")
    return min(gaps) > WIDE_GAP if len(gaps) > 1 else bool(gaps) and gaps[0] > WIDE_GAP


def _even_padding(container: Node, padding: tuple[int, int, int, int], distribution: str) -> tuple[int, int, int, int]:
    """Space left over by short content is no padding: take the other side's."""
    top, right, bottom, left = padding
    if distribution == "" and right > left >= 0:
        right = left
    elif distribution == "end" and left > right >= 0:
        left = right
    if container.kind == "page" and bottom > top:
        bottom = top
    return top, right, bottom, left


def _describe(children: Sequence[Node], content: Rect, direction: str) -> list[Node]:
    """Children with their place in a column (or row) whose content lies in `content`."""
    apart = _apart(_gaps(children, direction), _gap(children, direction))
    margins = [child.rect.x - content.x for child in children]
    described = []
    for child, extra in zip(children, apart, strict=True):
        child = replace(child, extra_gap=extra)
        described.append(_placed(child, content, margins) if direction == "col" else child)
    return _set_down(described) if direction == "row" else described


def _set_down(children: list[Node]) -> list[Node]:
    """Children of a row that share neither their tops nor their middles say how far down they stand."""
    top, middles = min(child.rect.y for child in children), _middles(children)
    if _shares_top(children) or max(middles) - min(middles) <= 2 * EVEN_SLACK:
        return children
    return [replace(child, offset=child.rect.y - top) for child in children]


def _placed(child: Node, content: Rect, margins: Sequence[int]) -> Node:
    """The child with its place in a column; `margins` are how far all its siblings stand in from the left."""
    left, right = child.rect.x - content.x, content.right - child.rect.right
    fills = abs(left) <= FULL_SLACK and abs(right) <= FULL_SLACK
    even = left > FULL_SLACK and abs(left - right) <= EVEN_SLACK + 1
    if child.kind == "row" and (fills or (even and left <= MAX_INSET)) and _is_spread(child.children):
        child = replace(child, distribution="between")
        return replace(child, full=True) if fills else replace(child, indent=left)
    if fills and child.kind != "text":
        return replace(child, full=True)
    if even:
        return replace(child, place="mid")
    if left > FULL_SLACK and abs(right) <= FULL_SLACK:
        return replace(child, place="right")
    if left > right + MAX_INSET and right <= MAX_INSET and any(abs(right - margin) <= EVEN_SLACK for margin in margins):
        return replace(child, place="right", indent=right)
    return replace(child, indent=left if left > EVEN_SLACK else 0)
