"""The picture that is drawn upon, with mouse or keyboard."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit

from moonpane.ui.annotate.history import History
from moonpane.ui.annotate.marks import MAX_MARKS, MAX_TEXT_CHARS, Mark, Point
from moonpane.ui.annotate.painting import badge_scale, paint_marks, text_font
from moonpane.ui.annotate.sheet_view import SheetView
from moonpane.ui.annotate.tools import Gesture, Style, Tool, begin
from moonpane.ui.theme import theme

REACH_PX = 6.0  # on the screen
BIG_STEP = 10
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
CURSORS = {"select": Qt.CursorShape.ArrowCursor, "text": Qt.CursorShape.IBeamCursor}


class Canvas(SheetView):
    """Owns the marks and their history.

    Keyboard: arrows move a cross by one pixel, with Shift by ten; Space puts the tool down and lifts it. With the
    select tool arrows move the selected mark, and Delete removes it.

    Attributes:
        style_now: how the next mark will look.
        current: index of the selected mark, -1 for none.

    Signals:
        changed: the marks, or what can be undone, are others.
        drawn: the index of a mark that was just finished.
        selected: another mark is selected; its index, -1 for none.
    """

    changed = Signal()
    drawn = Signal(int)
    selected = Signal(int)

    def __init__(self, image: QImage | None, size: QSize, *, is_sketch: bool) -> None:
        super().__init__(image, size)
        self.setAccessibleName(self.tr("Drawing"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.style_now = Style()
        self.history = History()
        self.current = -1
        self._is_sketch = is_sketch
        self._tool: Tool = "select"
        self._gesture: Gesture | None = None
        self._cross: Point | None = None  # where the keyboard draws
        self._text_at: Point | None = None
        self._editor = _TextEditor(self)
        self._editor.entered.connect(self._on_text_entered)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """As they are shown, the one that is being drawn included."""
        return self._gesture.marks if self._gesture is not None else self.history.now

    @property
    def tool(self) -> Tool:
        return self._tool

    def use_tool(self, tool: Tool) -> None:
        self._editor.leave()
        self._tool, self._gesture = tool, None
        if tool != "select":
            self.select(-1)
        self.viewport().setCursor(CURSORS.get(tool, Qt.CursorShape.CrossCursor))
        self.viewport().update()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """A new step of the history."""
        self.history.do(marks)
        self._after_step()

    def amend(self, index: int, mark: Mark) -> None:
        """A mark gets its comment, which is no step of its own."""
        now = self.history.now
        self.history.amend((*now[:index], mark, *now[index + 1 :]))

    def undo(self) -> None:
        self.history.undo()
        self._after_step()

    def redo(self) -> None:
        self.history.redo()
        self._after_step()

    def remove(self, index: int) -> None:
        now = self.history.now
        if 0 <= index < len(now):
            self.select(-1)
            self.set_marks((*now[:index], *now[index + 1 :]))

    def select(self, index: int) -> None:
        if index != self.current:
            self.current = index
            self.selected.emit(index)
            self.viewport().update()

    def finish_text(self) -> None:
        """A text that is being typed counts as entered."""
        self._editor.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._cross = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(self.place_at(event.position()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None and not self.is_panned:
            self._move(self.place_at(event.position()))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._release()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = BIG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._on_arrow(ARROWS[key][0] * step, ARROWS[key][1] * step)
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._on_space()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current >= 0:
            self.remove(self.current)
        elif key == Qt.Key.Key_Escape and (self._gesture is not None or self.current >= 0):
            self._gesture = None
            self.select(-1)
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paint_marks_on(self, painter: QPainter) -> None:
        paint_marks(painter, self.marks, badge_scale(self.size_px), are_numbered=not self._is_sketch)

    def paint_over(self, painter: QPainter) -> None:
        index = self._gesture.selected if self._gesture is not None else self.current
        if index is not None and 0 <= index < len(self.marks):
            left, top, right, bottom = self.marks[index].box
            box = QRectF(self.on_viewport((left, top)), self.on_viewport((right, bottom))).adjusted(-7, -7, 7, 7)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.colors.accent), 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, 5, 5)
        if self._cross is not None and self.hasFocus():
            at = self.on_viewport(self._cross)
            for color, width in ((QColor("#ffffff"), 4.0), (QColor(theme.colors.accent), 1.6)):
                painter.setPen(QPen(color, width))
                painter.drawLine(at - QPointF(11, 0), at + QPointF(11, 0))
                painter.drawLine(at - QPointF(0, 11), at + QPointF(0, 11))

    def _press(self, place: Point) -> None:
        at = self.within(place)
        self.finish_text()
        if self._tool == "text":
            self._ask_text(at)
            return
        reach = REACH_PX / self.scale
        self._gesture = begin(self._tool, self.history.now, at, reach=reach, style=self.style_now)
        if self._gesture is not None and self._tool == "select":
            self.select(-1 if self._gesture.selected is None else self._gesture.selected)
        self.viewport().update()

    def _move(self, place: Point) -> None:
        if self._gesture is not None:
            self._gesture.move(self.within(place))
            self.viewport().update()

    def _release(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        marks, before = gesture.finish(), self.history.now
        self.set_marks(marks)
        if len(marks) > len(before):
            self.drawn.emit(len(marks) - 1)

    def _on_arrow(self, dx: int, dy: int) -> None:
        now = self.history.now
        if self._tool == "select" and 0 <= self.current < len(now):
            moved = now[self.current].moved(dx, dy)
            self.set_marks((*now[: self.current], moved, *now[self.current + 1 :]))
            return
        middle = self.place_at(QPointF(self.viewport().rect().center()))
        x, y = self._cross or (round(middle[0]), round(middle[1]))
        self._cross = self.within((x + dx, y + dy))
        self.show_place(self._cross)
        self._move(self._cross)
        self.viewport().update()

    def _on_space(self) -> None:
        if self._cross is None:
            self._on_arrow(0, 0)
        if self._cross is None:
            return
        if self._gesture is None:
            self._press(self._cross)
        else:
            self._release()

    def _ask_text(self, at: Point) -> None:
        if len(self.history.now) >= MAX_MARKS:
            return
        self._text_at = at
        sample = Mark("text", (at,), self.style_now.color, self.style_now.width)
        self._editor.ask(self.on_viewport(at), sample, self.scale)

    def _on_text_entered(self, text: str) -> None:
        at, self._text_at = self._text_at, None
        if at is not None and text.strip():
            mark = Mark("text", (at,), self.style_now.color, self.style_now.width, text=text.strip())
            self.set_marks((*self.history.now, mark))
            self.drawn.emit(len(self.history.now) - 1)

    def _after_step(self) -> None:
        if self.current >= len(self.history.now):
            self.select(-1)
        self.viewport().update()
        self.changed.emit()


class _TextEditor(QLineEdit):
    """A line on the picture, as large as the text will be.

    Signals:
        entered: what was typed, once; "" when the person thought better of it.
    """

    entered = Signal(str)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self.setAccessibleName(self.tr("Text to put here"))
        self.setMaxLength(MAX_TEXT_CHARS)
        self.hide()
        self.editingFinished.connect(self.leave)

    def ask(self, at: QPointF, sample: Mark, scale: float) -> None:
        font = text_font(sample)
        font.setPixelSize(max(9, round(sample.text_px * scale)))
        self.setFont(font)
        self.setStyleSheet(f"color: {sample.color}; background: rgba(255, 255, 255, 225); border: 1px dashed #8a90a3;")
        self.clear()
        room = self._canvas.viewport().width() - round(at.x())
        self.setGeometry(round(at.x()) - 3, round(at.y()) - 3, max(120, min(420, room)), self.sizeHint().height())
        self.show()
        self.setFocus()

    def leave(self) -> None:
        if not self.isHidden():
            self.hide()  # before anything else: hiding takes the focus, which counts as finishing, too
            self._canvas.setFocus()
            self.entered.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.leave()
        else:
            super().keyPressEvent(event)
            event.accept()  # Return must not reach the dialog's buttons
