"""The vocabulary of a listing: cells, rows of them, and runs of cells that look the same."""

from dataclasses import dataclass

from moonpane_vision.parse.model import Colour, Rect


@dataclass(frozen=True)
class Grid:
    """Where the cells of a row begin: column c reaches from `origin + c * advance` to the next."""

    origin: float  # px
    advance: float  # px

    def left(self, column: int) -> float:
        return self.origin + column * self.advance

    def column(self, x: float) -> int:
        return int((x - self.origin) // self.advance)


@dataclass(frozen=True)
class Run:
    """Cells [start, end) of a row that look the same; those without ink are spaces."""

    start: int  # columns of the listing
    end: int
    colour: Colour
    fill: Colour | None = None  # of what lies behind them, where that is not the listing's ground
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """A row with ink."""

    number: int  # from 0; what lies between two numbers are empty rows
    grid: Grid
    words: tuple[tuple[int, int], ...]  # columns [start, end) of what stands between spaces
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Listing:
    """Rows of one pitch whose letters stand in cells of one width. px."""

    rect: Rect  # its element: as many cells wide as the longest row, as many pitches high as it has rows
    advance: float  # of a cell
    pitch: float
    baseline: float  # of row 0
    font_size: float  # of a font whose letters are as wide as the cells
    ground: Colour
    rows: tuple[Row, ...]
    lines: tuple[int, ...]  # of the screen that it is found in, whose place it takes
    boxes: tuple[int, ...]  # likewise, that are nothing but the ground of some cells

    def row_baseline(self, row: Row) -> float:
        return self.baseline + row.number * self.pitch
