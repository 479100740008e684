"""Lies over the page: outlines elements, and takes mouse and keys for itself while one is being picked.

It is a widget of ours and no part of the page, so the page's own handlers do not run and it sees nothing of it.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from moonpane.preview.picked import Box, Picked, Seen
from moonpane.preview.picking import Picker, Step
from moonpane.ui.theme import theme, ui_font

LABEL_HEIGHT = 20
MAX_LABEL_WIDTH = 320
_STEPS = {
    Qt.Key.Key_Up: Step.PARENT,
    Qt.Key.Key_Down: Step.CHILD,
    Qt.Key.Key_Left: Step.PREVIOUS,
    Qt.Key.Key_Right: Step.NEXT,
    Qt.Key.Key_Tab: Step.AFTER,
    Qt.Key.Key_Backtab: Step.BEFORE,
}
_CHOICES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PickOverlay(QWidget):
    """Outlines over a page.

    Signals:
        left: picking has ended, with an element or without.
        picked: a `Picked`, what the person chose.
    """

    left = Signal()
    picked = Signal(object)

    def __init__(self, parent: QWidget, picker: Picker) -> None:
        super().__init__(parent)
        self._picker = picker
        self._zoom = 1.0
        self._seen: Seen | None = None
        self.is_picking = False
        self.setAccessibleName(self.tr("Pick an element: arrow keys move, Return chooses, Escape leaves"))
        self.setMouseTracking(True)
        self._take_input(False)
        self.hide()
        picker.looked.connect(self.on_element_looked)
        picker.picked.connect(self.on_element_picked)
        theme.changed.connect(self.update)

    @property
    def seen(self) -> Seen | None:
        """What is outlined."""
        return self._seen

    def set_zoom(self, zoom: float) -> None:
        """Logical px for each CSS px."""
        self._zoom = zoom
        self.update()

    def begin(self) -> None:
        """From now on a click chooses an element."""
        self.is_picking = True
        self._seen = None
        self._picker.forget()
        self._take_input(True)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        pointer = self.mapFromGlobal(self.cursor().pos())
        if self.rect().contains(pointer):
            self._look(QPointF(pointer))

    def end(self) -> None:
        """Picking is over; what was chosen stays outlined."""
        if not self.is_picking:
            return
        self.is_picking = False
        self._take_input(False)
        self.left.emit()

    def outline_source(self, path: str, line: int) -> None:
        """Outlines what a line of code makes."""
        if not self.is_picking:
            self.show()
            self.raise_()
            self._picker.find_source(path, line)

    def clear(self) -> None:
        """Nothing is outlined any more."""
        self._picker.forget()
        self._seen = None
        self.setVisible(self.is_picking)
        self.update()

    def box(self) -> QRectF:
        """Of the first element that is outlined; in the overlay's own px, empty for none."""
        return self._rect(self._seen.boxes[0]) if self._seen else QRectF()

    def on_element_looked(self, seen: Seen | None) -> None:
        self._seen = seen
        self.setAccessibleDescription(self._seen.name if self._seen else "")
        self.update()

    def on_element_picked(self, picked: Picked) -> None:
        self._seen = Seen(picked.name, (picked.box,))
        self.end()
        self.update()
        self.picked.emit(picked)

    def event(self, event: QEvent) -> bool:
        # Escape and the like mean something else elsewhere in the window; here they are the overlay's.
        if event.type() is QEvent.Type.ShortcutOverride and self.is_picking and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False if self.is_picking else super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._picker.step(_STEPS[key])
        elif key in _CHOICES:
            self._picker.choose()
        elif key is Qt.Key.Key_Escape:
            self.clear()
            self.end()
            self.hide()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.is_picking:
            at = event.position() / self._zoom
            self._picker.choose((at.x(), at.y()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the canvas's, for the zoom
            return
        turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        at = event.position() / self._zoom
        self._picker.scroll(at.x(), at.y(), by=(-turned.x() / self._zoom, -turned.y() / self._zoom))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._seen is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(theme.colors.accent)
        inside = QColor(accent)
        inside.setAlpha(38)
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(inside)
        room = QRectF(self.rect()).adjusted(-4, -4, 4, 4)
        for box in self._seen.boxes:
            seen = self._rect(box).intersected(room)
            if not seen.isEmpty():
                painter.drawRect(seen)
        self._paint_label(painter, self._rect(self._seen.boxes[0]), self._seen)

    def _paint_label(self, painter: QPainter, box: QRectF, seen: Seen) -> None:
        """Name and size, above the box where there is room for it, else below or inside."""
        font = ui_font(pixels=11, weight=QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        first = seen.boxes[0]
        size = f"{first.width:.0f} × {first.height:.0f}"
        size_width = metrics.horizontalAdvance(size)
        room = min(MAX_LABEL_WIDTH, self.width() - size_width - 40)
        name = metrics.elidedText(seen.name, Qt.TextElideMode.ElideRight, max(40.0, room))
        name_width = metrics.horizontalAdvance(name)
        label = QRectF(QPointF(), QSizeF(name_width + size_width + 26, LABEL_HEIGHT))
        top = box.top() - LABEL_HEIGHT - 2
        if top < 0:
            top = box.bottom() + 2 if box.bottom() + LABEL_HEIGHT + 2 < self.height() else max(2.0, box.top() + 2)
        left = max(2.0, min(box.left() - 1, self.width() - label.width() - 2))
        label.moveTo(left, max(2.0, min(top, self.height() - LABEL_HEIGHT - 2)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.accent))
        painter.drawRoundedRect(label, 5, 5)
        painter.setFont(font)
        painter.setPen(QColor(theme.colors.on_accent))
        inner = label.adjusted(9, 0, -9, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setOpacity(0.75)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, size)

    def _look(self, at: QPointF) -> None:
        if self.is_picking:
            self._picker.look_at(at.x() / self._zoom, at.y() / self._zoom)

    def _rect(self, box: Box) -> QRectF:
        zoom = self._zoom
        return QRectF(box.x * zoom, box.y * zoom, box.width * zoom, box.height * zoom)

    def _take_input(self, taken: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not taken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if taken else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor if taken else Qt.CursorShape.ArrowCursor)


def _is_ours(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in (*_STEPS, Qt.Key.Key_Escape, *_CHOICES)


def label_place(box: QRectF, card: QSizeF, room: QRectF) -> QPoint:
    """Where a card of a size goes beside a box: below it, else above, else over its lower edge; always in the room."""
    left = max(room.left() + 8, min(box.left(), room.right() - card.width() - 8))
    below, above = box.bottom() + 8, box.top() - card.height() - 28
    if below + card.height() < room.bottom() - 8:
        top = below
    elif above > room.top() + 8:
        top = above
    else:
        top = room.bottom() - card.height() - 8
    return QPoint(round(left), round(max(room.top() + 8, top)))
