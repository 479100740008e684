"""Tables: rows that share columns, told from columns that only stand side by side."""

from itertools import pairwise

from moonpane_vision.parse.bands import bands
from moonpane_vision.parse.model import BASELINE_EM, Node

CELL_HEIGHT = 34  # px; a higher box is no cell of a table
MIN_GRID_ROWS, GRID_FILLED, GRID_SLACK = 3, 0.75, 2  # share of the cells that hold something; px


def is_table(rows: list[list[Node]], columns: list[list[Node]]) -> bool:
    """Whether every row fills every column with one item, and items below each other look alike (a head may differ)."""
    if any(len(row) != len(columns) for row in rows) or any(len(column) != len(rows) for column in columns):
        return False
    body = 1 if len(rows) > 2 else 0
    return all(len({_look(item) for item in column[body:]}) == 1 for column in columns)


def grid_rows(rows: list[list[Node]]) -> range:
    """Indices of the longest run of rows that make a table: cells of one height on shared baselines, evenly apart."""
    longest = range(0)
    for start in range(len(rows) - MIN_GRID_ROWS + 1):
        end = start + 1
        while end < len(rows) and _goes_on(rows[start:end], rows[end]):
            end += 1
        if end - start > max(len(longest), MIN_GRID_ROWS - 1) and _is_grid(rows[start:end]):
            longest = range(start, end)
    return longest


def _goes_on(above: list[list[Node]], row: list[Node]) -> bool:
    """Whether a row is one more of a table: level itself and as far below the last as that one below its own."""
    levels = [_level(each) for each in (*above[-2:], row)]
    if None in levels or not _alike_rows(above[-1], row):
        return False
    steps = [after - before for before, after in pairwise(level for level in levels if level is not None)]
    return max(steps) - min(steps) <= GRID_SLACK


def _level(row: list[Node]) -> float | None:
    """The baseline that all cells of a row share, None when they do not or are no cells."""
    texts = [item for item in row if item.kind == "text" and len(item.lines) == 1]
    others = [item for item in row if item.kind != "text"]
    if len(row) < 2 or not texts or len(texts) + len(others) < len(row):
        return None
    baselines = [item.rect.y + BASELINE_EM * item.font_size for item in texts]
    middles = [item.rect.y + item.rect.height / 2 for item in (texts[0], *others)]
    if max(baselines) - min(baselines) > GRID_SLACK or max(middles) - min(middles) > GRID_SLACK + 2:
        return None
    return baselines[0] if all(item.rect.height <= CELL_HEIGHT for item in others) else None


def _alike_rows(above: list[Node], row: list[Node]) -> bool:
    """Whether the texts of two rows are of about one size: a number above its caption is no table."""
    sizes = [max(item.font_size for item in cells if item.kind == "text") for cells in (above, row)]
    return abs(sizes[0] - sizes[1]) <= max(1, 0.12 * max(sizes))


def _is_grid(rows: list[list[Node]]) -> bool:
    """Whether the rows share columns that are parted from each other, with at most one item a cell."""
    columns = bands([item for row in rows for item in row], vertical=False)
    if len(columns) < 2 or sum(map(len, rows)) < GRID_FILLED * len(columns) * len(rows):
        return False
    place = {id(item): at for at, column in enumerate(columns) for item in column}
    return all(len({place[id(item)] for item in row}) == len(row) for row in rows)


def _look(item: Node) -> tuple:
    if item.kind == "text":
        return item.kind, item.font_size, item.bold, len(item.lines) > 1
    return item.kind, item.rect.height // 3, item.fill
