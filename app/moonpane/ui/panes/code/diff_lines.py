"""Paints the lines of one file's diff; only those in sight, however long it is."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from moonpane.artifact.diff import FileDiff, Range, Row
from moonpane.preview.picked import plain
from moonpane.ui.panes.code.diff_rows import Line, lines_of, marked_chars
from moonpane.ui.panes.code.grammar import in_qt_units
from moonpane.ui.theme import code_font, theme

SHOWN_CHARS = 2_000  # of a line
PAD = 8


class DiffLines(QAbstractScrollArea):
    """The lines. Up and Down scroll, N and P go to the next and the previous change, Return opens the next fold.

    Signals:
        change_reached: the number of the change that is looked at, -1 for none.
    """

    change_reached = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("diffLines")
        self.setAccessibleName(self.tr("Differences of the file"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(code_font(pixels=12))
        self.viewport().setMouseTracking(True)
        self.file: FileDiff | None = None
        self.lines: list[Line] = []
        self.changes: list[int] = []  # the first line on the screen of each
        self.current = -1  # change
        self._unified = False
        self._opened: frozenset[int] = frozenset()
        self._digits = 3
        theme.changed.connect(self.viewport().update)

    @property
    def row_height(self) -> int:
        return self.fontMetrics().lineSpacing() + 3

    def show_file(self, file: FileDiff | None) -> None:
        self.file, self._opened = file, frozenset()
        self._digits = max(3, len(str(len(file.rows)))) if file else 3
        self.horizontalScrollBar().setValue(0)
        self._rebuild()
        if self.changes:
            self.go_to(0)
        else:
            self.current = -1
            self.change_reached.emit(-1)

    def show_unified(self, unified: bool) -> None:
        self._unified = unified
        self._rebuild()
        if self.current >= 0:
            self.go_to(self.current)

    def go_to(self, change: int) -> None:
        """Brings a change into sight, in the upper third."""
        starts = self.changes
        if not starts:
            return
        self.current = max(0, min(change, len(starts) - 1))
        above = self.viewport().height() // self.row_height // 3
        self.verticalScrollBar().setValue(starts[self.current] - above)
        self._show_marks()
        self.setAccessibleDescription(self._described(self.current))
        self.viewport().update()
        self.change_reached.emit(self.current)

    def open_fold(self, line: Line) -> None:
        if line.fold is not None:
            self._opened |= {line.fold[0]}
            self._rebuild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, page = self.verticalScrollBar(), max(1, self.viewport().height() // self.row_height - 2)
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self.lines), Qt.Key.Key_End: len(self.lines),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            bar.setValue(bar.value() + steps[key])
        elif key is Qt.Key.Key_N:
            self.go_to(self.current + 1)
        elif key is Qt.Key.Key_P:
            self.go_to(self.current - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            folds = [line for line in self.lines[bar.value() :] if line.fold] or [x for x in self.lines if x.fold]
            if folds:
                self.open_fold(folds[0])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self._line_at(event.position().toPoint().y())
        if line is not None and line.fold:
            self.open_fold(line)
        elif line is not None and line.change >= 0:
            self.current = line.change
            self.change_reached.emit(self.current)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self._line_at(event.position().toPoint().y())
        over = line is not None and line.fold is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_bars()
        self._show_marks()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        first = self.verticalScrollBar().value()
        count = self.viewport().height() // self.row_height + 2
        width = self.viewport().width()
        for number, line in enumerate(self.lines[first : first + count]):
            box = QRect(0, number * self.row_height, width, self.row_height)
            if line.fold is not None:
                self._paint_fold(painter, box, line.fold)
            elif line.row is not None:
                self._paint_row(painter, box, line, line.row)

    def _paint_fold(self, painter: QPainter, box: QRect, fold: Range) -> None:
        painter.fillRect(box, QColor(theme.colors.raised))
        painter.setPen(QColor(theme.colors.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("Equal lines: {}").format(fold[1] - fold[0]))

    def _paint_row(self, painter: QPainter, box: QRect, line: Line, row: Row) -> None:
        colors = theme.colors
        if self._unified:
            is_left = line.side == "left"
            numbers = (row.left if line.side != "right" else 0, row.right if not is_left else 0)
            text, marks = (row.left_text, row.left_marks) if is_left else (row.right_text, row.right_marks)
            tone = "" if line.side == "both" else "bad" if is_left else "good"
            self._paint_half(painter, box, numbers, text, marks, tone)
        else:
            middle = box.width() // 2
            left = QRect(box.left(), box.top(), middle, box.height())
            right = QRect(middle, box.top(), box.width() - middle, box.height())
            tone = ("", "") if row.kind == "equal" else ("bad" if row.left else "none", "good" if row.right else "none")
            self._paint_half(painter, left, (row.left,), row.left_text, row.left_marks, tone[0])
            self._paint_half(painter, right, (row.right,), row.right_text, row.right_marks, tone[1])
            painter.fillRect(middle, box.top(), 1, box.height(), QColor(colors.border))
        if line.change >= 0 and line.change == self.current:
            painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(colors.accent))

    def _paint_half(
        self,
        painter: QPainter,
        box: QRect,
        numbers: tuple[int, ...],
        text: str,
        marks: tuple[Range, ...],
        tone: str,
    ) -> None:
        """tone: the colour's name for what came or went, "" for equal, "none" for the place of a line that is not."""
        colors = theme.colors
        if tone == "none":
            painter.fillRect(box, QBrush(QColor(colors.border), Qt.BrushStyle.BDiagPattern))
            return
        if tone:
            painter.fillRect(box, QColor(getattr(colors, f"{tone}_soft")))
        at = box.left() + 6
        one = self.fontMetrics().horizontalAdvance("9")
        painter.setPen(QColor(colors.faint))
        for number in numbers:
            place = QRect(at, box.top(), one * self._digits, box.height())
            if number:
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            at += one * self._digits + PAD
        sign = {"good": "+", "bad": "−"}.get(tone, "")
        painter.setPen(QColor(getattr(colors, tone) if tone else colors.faint))
        painter.drawText(QRect(at, box.top(), one, box.height()), Qt.AlignmentFlag.AlignVCenter, sign)
        at += one + PAD
        painter.save()
        painter.setClipRect(QRect(at, box.top(), max(0, box.right() - at), box.height()))
        self._paint_text(painter, QPointF(at - self.horizontalScrollBar().value(), box.top() + 1), text, marks, tone)
        painter.restore()

    def _paint_text(self, painter: QPainter, at: QPointF, text: str, marks: tuple[Range, ...], tone: str) -> None:
        shown = text[:SHOWN_CHARS].replace("\t", "  ") if "\t" in text else text[:SHOWN_CHARS]
        layout = QTextLayout(shown, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        if tone and "\t" not in text:
            layout.setFormats(self._marks(shown, marks, tone))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        painter.setPen(QColor(theme.colors.text))
        layout.draw(painter, at)

    def _marks(self, text: str, marks: tuple[Range, ...], tone: str) -> list[QTextLayout.FormatRange]:
        look = QTextCharFormat()
        ground = QColor(getattr(theme.colors, tone))
        ground.setAlpha(70)
        look.setBackground(ground)
        ranges: list[QTextLayout.FormatRange] = []
        for span in in_qt_units(text, [(start, min(end, len(text)), "") for start, end in marks if start < len(text)]):
            range_ = QTextLayout.FormatRange()
            range_.start, range_.length, range_.format = span.start, span.length, look  # type: ignore[attr-defined]
            ranges.append(range_)
        return ranges

    def _line_at(self, y: int) -> Line | None:
        index = self.verticalScrollBar().value() + y // self.row_height
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def _rebuild(self) -> None:
        self.lines = lines_of(self.file, unified=self._unified, opened=self._opened) if self.file else []
        firsts: dict[int, int] = {}
        for index, line in enumerate(self.lines):
            if line.change >= 0:
                firsts.setdefault(line.change, index)
        self.changes = list(firsts.values())
        self._set_bars()
        self.viewport().update()

    def _show_marks(self) -> None:
        """Sideways, as far as it takes to see what differs."""
        if self.current < 0:
            return
        bar, one = self.horizontalScrollBar(), self.fontMetrics().horizontalAdvance("9")
        start, end = (one * place for place in marked_chars(self.lines[self.changes[self.current] :]))
        if start < bar.value() or end > bar.value() + bar.pageStep():
            bar.setValue(0 if end <= bar.pageStep() else start - bar.pageStep() // 4)

    def _set_bars(self) -> None:
        shown = max(1, self.viewport().height() // self.row_height)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(shown)
        vertical.setRange(0, max(0, len(self.lines) - shown))
        rows = self.file.rows if self.file else ()
        longest = max((max(len(row.left_text), len(row.right_text)) for row in rows), default=0)
        one = self.fontMetrics().horizontalAdvance("9")
        room = (self.viewport().width() // (1 if self._unified else 2)) - one * (2 * self._digits + 6)
        horizontal.setPageStep(max(1, room))
        horizontal.setSingleStep(one * 4)
        horizontal.setRange(0, max(0, one * (min(longest, SHOWN_CHARS) + 2) - room))

    def _described(self, change: int) -> str:
        """The change in words, for a screen reader."""
        first = self.changes[change]
        rows = [line.row for line in self.lines[first : first + 20] if line.change == change and line.row]
        went = [plain(row.left_text, 120) for row in dict.fromkeys(rows) if row.left]
        came = [plain(row.right_text, 120) for row in dict.fromkeys(rows) if row.right]
        said = [self.tr("Change {} of {}").format(change + 1, len(self.changes))]
        said += [self.tr("Removed: {}").format("; ".join(went))] if went else []
        said += [self.tr("Added: {}").format("; ".join(came))] if came else []
        return ". ".join(said)
