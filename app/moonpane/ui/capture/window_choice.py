"""A window of the desktop, chosen by its title in a list or by pointing at it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from moonpane.ui.capture.frozen import Frozen
from moonpane.ui.capture.overlay import MARGIN, FrozenOverlay, paint_pill, pill_size
from moonpane.ui.capture.x11 import DesktopWindow
from moonpane.ui.foreign_text import one_line, tooltip_of

LIST_WIDTH = 340
LIST_ROWS = 9
ROW = 32
PANE = QColor(18, 20, 28, 245)
_LIST_STYLE = """
QLabel { color: rgba(255, 255, 255, 170); font-size: 12px; font-weight: 600; }
QListWidget { background: transparent; border: 0; color: white; outline: 0; }
QListWidget::item { padding: 0 10px; border-radius: 7px; }
QListWidget::item:hover { background: rgba(255, 255, 255, 25); }
QListWidget::item:selected { background: rgba(255, 255, 255, 50); color: white; }
"""


class WindowOverlay(FrozenOverlay):
    """Shows the window under the pointer bright; on one of the screens with the list of all titles.

    Signals:
        pointed_out: this window is meant, but not taken yet.
        taken: the `DesktopWindow` that was chosen.
    """

    pointed_out = Signal(DesktopWindow)
    taken = Signal(DesktopWindow)

    def __init__(self, frozen: Frozen, windows: Sequence[DesktopWindow], *, has_list: bool) -> None:
        """`windows`: the lowest first, as `x11.windows` has them."""
        super().__init__(frozen)
        self.setAccessibleName(self.tr("Choose a window"))
        self.hint = self.tr("Click a window, or choose one with the arrow keys · Return takes it · Esc cancels")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._windows = windows
        self.meant: DesktopWindow | None = None
        self.list = _TitleList(self, windows) if has_list else None
        if self.list is not None:
            self.list.titles.currentRowChanged.connect(self._on_row_changed)
            self.list.titles.clicked.connect(self._on_row_clicked)

    def show_meant(self, window: DesktopWindow | None) -> None:
        """Another overlay, or the list, says what is meant."""
        self.meant = window
        if self.list is not None and window is not None:
            self.list.select(window)
        self.setAccessibleDescription(one_line(window.title) if window else "")
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.window_at(self.pixel_at(event.position()))
        if found is not None and found != self.meant:
            self.pointed_out.emit(found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.cancelled.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.window_at(self.pixel_at(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.taken.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.meant is not None:
                self.taken.emit(self.meant)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Up else -1)
        elif self.list is not None and event.text().strip() and key != Qt.Key.Key_Escape:
            self.list.titles.keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def window_at(self, pixel: QPoint) -> DesktopWindow | None:
        """The topmost window that shows this pixel."""
        on_desktop = pixel + self.frozen.place.topLeft()
        return next((each for each in reversed(self._windows) if each.box.contains(on_desktop)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.frozen.place
        chosen = QRect() if self.meant is None else self.meant.box.intersected(place).translated(-place.topLeft())
        self.paint_ground(painter, chosen)
        if self.meant is not None and not chosen.isEmpty():
            self._paint_name(painter, self.on_widget(chosen), self.meant)
        self.paint_hint(painter, at_top=False)

    def _paint_name(self, painter: QPainter, box: QRectF, window: DesktopWindow) -> None:
        text = f"{one_line(window.title, limit=60)} · {window.box.width()} × {window.box.height()}"
        size = pill_size(text)
        x = min(max(box.left(), 8.0), self.width() - size.width() - MARGIN)
        y = box.top() - size.height() - 8
        paint_pill(painter, QPointF(x, y if y > 4 else box.top() + 8), text)

    def _step(self, by: int) -> None:
        """The next one, topmost first as in the list."""
        if self._windows:
            at = self._windows.index(self.meant) if self.meant in self._windows else len(self._windows) - 1 - by
            self.pointed_out.emit(self._windows[(at + by) % len(self._windows)])

    def _on_row_changed(self, row: int) -> None:
        if row >= 0 and self.list is not None:
            self.pointed_out.emit(self.list.at(row))

    def _on_row_clicked(self, index: QModelIndex) -> None:
        if self.list is not None:
            self.taken.emit(self.list.at(index.row()))


class _TitleList(QWidget):
    """The titles, topmost window first."""

    def __init__(self, parent: QWidget, windows: Sequence[DesktopWindow]) -> None:
        super().__init__(parent)
        self._windows = list(reversed(windows))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setStyleSheet(_LIST_STYLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(QLabel(self.tr("Windows")))
        self.titles = QListWidget()
        self.titles.setAccessibleName(self.tr("Windows on this desktop"))
        self.titles.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the overlay has the keys and hands them on
        self.titles.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.titles.setTextElideMode(Qt.TextElideMode.ElideRight)
        for each in self._windows:
            item = QListWidgetItem(one_line(each.title))
            item.setToolTip(tooltip_of(each.title))
            item.setSizeHint(QSize(0, ROW))
            self.titles.addItem(item)
        column.addWidget(self.titles)
        self.titles.setFixedHeight(ROW * min(LIST_ROWS, max(1, len(self._windows))) + 2)
        self.setGeometry(MARGIN, MARGIN, LIST_WIDTH, self.sizeHint().height())

    def at(self, row: int) -> DesktopWindow:
        return self._windows[row]

    def select(self, window: DesktopWindow) -> None:
        self.titles.blockSignals(True)
        self.titles.setCurrentRow(self._windows.index(window) if window in self._windows else -1)
        self.titles.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(255, 255, 255, 40), 1))
        painter.setBrush(PANE)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
