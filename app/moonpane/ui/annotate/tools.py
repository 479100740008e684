"""What pressing, moving and letting go do with each tool: from marks to marks. No widgets here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from moonpane.ui.annotate.marks import MAX_MARKS, MAX_POINTS, Mark, Point

Tool = Literal["select", "pen", "box", "arrow", "text", "eraser"]
Marks = tuple[Mark, ...]

LEAST_SIDE = 3.0  # of a box, and the length of an arrow: less was a slip
LEAST_STEP = 1.0  # between two points of a pen


@dataclass(frozen=True)
class Style:
    """How new marks look."""

    color: str = "#e5383b"
    width: float = 4.0  # pixels of the picture


class Gesture:
    """From the pressing to the letting go. `marks` is what is to be shown meanwhile.

    Attributes:
        selected: index of the mark that is chosen by now, or None.
    """

    def __init__(self, marks: Marks, at: Point, *, reach: float) -> None:
        self.before = self.marks = marks
        self.start = self.last = at
        self.reach = reach
        self.selected: int | None = None

    def move(self, to: Point) -> None:
        """The pointer is there now."""
        self.last = to

    def finish(self) -> Marks:
        """What is left of it; `before` when it was a slip."""
        return self.marks


class DrawGesture(Gesture):
    """Pen, box and arrow."""

    def __init__(self, marks: Marks, at: Point, *, reach: float, tool: Literal["pen", "box", "arrow"], style: Style):
        super().__init__(marks, at, reach=reach)
        points = (at,) if tool == "pen" else (at, at)
        self._mark = Mark(tool, points, style.color, style.width)
        self._show()

    def move(self, to: Point) -> None:
        mark = self._mark
        if mark.kind != "pen":
            self._mark = replace(mark, points=(mark.points[0], to))
        elif max(abs(to[0] - self.last[0]), abs(to[1] - self.last[1])) < LEAST_STEP or len(mark.points) >= MAX_POINTS:
            return
        else:
            self._mark = replace(mark, points=(*mark.points, to))
        self.last = to
        self._show()

    def finish(self) -> Marks:
        left, top, right, bottom = self._mark.box
        sides = (right - left, bottom - top)
        is_slip = min(sides) < LEAST_SIDE if self._mark.kind == "box" else max(sides) < LEAST_SIDE
        if self._mark.kind == "pen":
            is_slip = False  # a dot is a mark
        return self.before if is_slip else self.marks

    def _show(self) -> None:
        self.marks = (*self.before, self._mark)


class EraseGesture(Gesture):
    """Everything that the pointer comes across goes."""

    def __init__(self, marks: Marks, at: Point, *, reach: float) -> None:
        super().__init__(marks, at, reach=reach)
        self.move(at)

    def move(self, to: Point) -> None:
        self.last = to
        self.marks = tuple(mark for mark in self.marks if not mark.is_touched(to, self.reach))


class MoveGesture(Gesture):
    """The topmost mark under the pointer is selected and goes along; its comment stays with it."""

    def __init__(self, marks: Marks, at: Point, *, reach: float) -> None:
        super().__init__(marks, at, reach=reach)
        self.selected = touched(marks, at, reach)

    def move(self, to: Point) -> None:
        self.last = to
        if self.selected is not None:
            dx, dy = to[0] - self.start[0], to[1] - self.start[1]
            moved = self.before[self.selected].moved(dx, dy)
            self.marks = (*self.before[: self.selected], moved, *self.before[self.selected + 1 :])


def touched(marks: Marks, at: Point, reach: float) -> int | None:
    """Index of the topmost mark at a place."""
    return next((n for n in range(len(marks) - 1, -1, -1) if marks[n].is_touched(at, reach)), None)


def begin(tool: Tool, marks: Marks, at: Point, *, reach: float, style: Style) -> Gesture | None:
    """The gesture that a tool begins with a press; None for text, which is asked for, and when there are too many."""
    makers: dict[Tool, Callable[[], Gesture]] = {
        "select": lambda: MoveGesture(marks, at, reach=reach),
        "eraser": lambda: EraseGesture(marks, at, reach=reach),
    }
    if tool in makers:
        return makers[tool]()
    if tool in ("pen", "box", "arrow") and len(marks) < MAX_MARKS:
        return DrawGesture(marks, at, reach=reach, tool=tool, style=style)
    return None
