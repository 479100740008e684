"""A box on a picture, chosen with mouse or keyboard to the pixel, and how it looks; others show the picture."""

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from moonpane.ui.capture.overlay import MARGIN, paint_pill, pill_size
from moonpane.ui.capture.selection import HANDLES, Handle, handle_at, moved, spanned, stretched
from moonpane.ui.theme import theme

REACH = 9  # widget pixels round a handle that count as it
LEAST = 2  # pixels a side: less was a click
BIG_STEP = 10
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
CURSORS = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}


class RubberBand(QObject):
    """Drag a box, or set its corners with arrows and Space; then move it, or pull its handles. In the picture's pixels.

    Attributes:
        selection: empty before there is one.
        pointed: the pixel that is pointed at, with mouse or arrows.

    Signals:
        changed: any of these.
        begun: a selection was begun.
    """

    changed = Signal()
    begun = Signal()

    def __init__(self, bounds: QRect, parent: QObject | None = None) -> None:
        """`bounds`: all pixels of the picture."""
        super().__init__(parent)
        self.bounds = bounds
        self.selection = QRect()
        self.pointed = bounds.center()
        self._anchor: QPoint | None = None  # the corner that stays, while a box is spanned
        self._handle: Handle | None = None  # that is pulled
        self._grip: QPoint | None = None  # the last pixel of a drag that moves or pulls

    @property
    def is_busy(self) -> bool:
        """A box is being spanned, moved or pulled."""
        return self._anchor is not None or self._grip is not None

    def select(self, box: QRect) -> None:
        self._end()
        self._select(box)

    def press(self, pixel: QPoint, reach: float) -> None:
        """The mouse goes down. `reach`: pixels round a handle that count as it."""
        self._handle = self._handle_at(pixel, reach)
        if self._handle is not None or self.selection.contains(pixel):
            self._grip = pixel
        else:
            self._anchor = pixel
            self.selection = QRect()
        self.begun.emit()
        self._point(pixel)

    def move(self, pixel: QPoint) -> None:
        """The mouse is there now, pressed or not."""
        if self._anchor is not None:
            self.selection = spanned(self._anchor, pixel, self.bounds)
        elif self._grip is not None:
            dx, dy = pixel.x() - self._grip.x(), pixel.y() - self._grip.y()
            self._shift(dx, dy, self._handle)
            self._grip = pixel
        self._point(pixel)

    def release(self) -> None:
        self._end()
        is_click = min(self.selection.width(), self.selection.height()) < LEAST
        self._select(QRect() if is_click else self.selection)

    def key(self, event: QKeyEvent) -> bool:
        """Whether it was one of arrows, Space, Ctrl+A, Delete and Backspace, which are followed."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if key in ARROWS:
            step = BIG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._on_arrow(ARROWS[key][0] * step, ARROWS[key][1] * step, resizes=control)
        elif key == Qt.Key.Key_Space:
            self._on_space()
        elif key == Qt.Key.Key_A and control:
            self.begun.emit()
            self.select(self.bounds)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.select(QRect())
        else:
            return False
        return True

    def cursor_at(self, pixel: QPoint, reach: float) -> Qt.CursorShape:
        """What can be done at a pixel."""
        handle = self._handle_at(pixel, reach)
        usual = Qt.CursorShape.SizeAllCursor if self.selection.contains(pixel) else Qt.CursorShape.CrossCursor
        return usual if handle is None else CURSORS[handle]

    def words(self) -> str:
        """The selection for a screen reader; "" where there is none."""
        box = self.selection
        said = "" if box.isEmpty() else self.tr("{width} × {height} pixels at {x}, {y}")
        return said.format(width=box.width(), height=box.height(), x=box.x(), y=box.y())

    def _handle_at(self, pixel: QPoint, reach: float) -> Handle | None:
        return None if self.selection.isEmpty() else handle_at(self.selection, pixel, reach)

    def _on_arrow(self, dx: int, dy: int, *, resizes: bool) -> None:
        if self.selection.isEmpty() or self._anchor is not None:
            x = min(max(self.pointed.x() + dx, 0), self.bounds.right())
            y = min(max(self.pointed.y() + dy, 0), self.bounds.bottom())
            if self._anchor is not None:
                self.selection = spanned(self._anchor, QPoint(x, y), self.bounds)
            self._point(QPoint(x, y))
        else:
            self._shift(dx, dy, (1, 1) if resizes else None)
            self._point(self.selection.bottomRight() if resizes else self.selection.topLeft())

    def _on_space(self) -> None:
        """The first corner, then the other one."""
        if self._anchor is None:
            self.begun.emit()
            self._anchor = self.pointed
            self._select(QRect(self.pointed, QSize(1, 1)))
        else:
            self._anchor = None
            self._select(self.selection)

    def _shift(self, dx: int, dy: int, handle: Handle | None) -> None:
        before = self.selection
        if handle is None:
            self.selection = moved(before, dx, dy, self.bounds)
            return
        self.selection = after = stretched(before, handle, dx, dy, self.bounds)
        if self._handle is not None:  # pulled past the other side: it is the other handle from now on
            flips_x = handle[0] and (after.left() == before.right() or after.right() == before.left())
            flips_y = handle[1] and (after.top() == before.bottom() or after.bottom() == before.top())
            self._handle = (-handle[0] if flips_x else handle[0], -handle[1] if flips_y else handle[1])

    def _end(self) -> None:
        self._anchor = self._handle = self._grip = None

    def _select(self, box: QRect) -> None:
        self.selection = box
        self.changed.emit()

    def _point(self, pixel: QPoint) -> None:
        self.pointed = pixel
        self.changed.emit()


def paint_size(painter: QPainter, box: QRectF, size: QSize, width: float) -> None:
    """Above the selection's place `box` on a widget of some width, its size in pixels."""
    text = f"{size.width()} × {size.height()}"
    pill = pill_size(text)
    y = box.top() - pill.height() - 8
    x = min(box.left(), width - pill.width() - MARGIN)
    paint_pill(painter, QPointF(x, y if y > 4 else box.top() + 8), text)


def paint_handles(painter: QPainter, box: QRectF) -> None:
    """`box`: where the selection is on the widget."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.colors.accent), 1.5))
    painter.setBrush(QColor(255, 255, 255))
    for x, y in HANDLES:
        half = QPointF(x * box.width() / 2, y * box.height() / 2)
        painter.drawEllipse(box.center() + half, 4.5, 4.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
