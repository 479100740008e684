"""A small chart of a refinement: the accepted path as a line, what was rejected as rings, rounds apart.

With the pointer, or with the arrow keys, one looks at a candidate.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from moonpane.store.refine_run import RefineRun
from moonpane.ui.keys_here import KeysHere
from moonpane.ui.language import likeness_percent
from moonpane.ui.theme import theme

LEFT, RIGHT, TOP, BOTTOM = 52, 14, 12, 20  # px around the drawing
DOT, RING = 4.5, 3.5
REACH_PX = 12
LEAST_SPAN = 0.01  # of the score, that the drawing's height stands for
LOST = -0.02  # below the drawing: candidates that could not be drawn, and those that are far worse


class RefineChart(QWidget):
    """The drawing.

    Signals:
        looked_at: the index of a step, -1 for none.
    """

    looked_at = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.run = RefineRun()
        self.at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        KeysHere(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 96)
        self.setAccessibleName(self.tr("Scores of the rounds"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, 130)

    def show_run(self, run: RefineRun) -> None:
        self.run = run
        path = run.path
        if path:
            start, end = likeness_percent(path[0], 1), likeness_percent(path[-1], 1)
            said = self.tr("From {0} to {1} in {2} steps").format(start, end, len(run.steps))
            self.setAccessibleDescription(said)
        if self.at >= len(run.steps):
            self._look_at(-1)
        self.update()

    def points(self) -> list[QPointF]:
        """Where the start and each step are drawn; none before the page was measured."""
        if self.run.start is None:
            return []
        low, high = self._span()
        box = self._box()
        count = max(1, len(self.run.steps))
        scores = [self.run.start, *(step.score for step in self.run.steps)]
        found = []
        for number, score in enumerate(scores):
            share = 0.0 if score is None else (max(low, min(high, score)) - low) / (high - low)
            found.append(QPointF(box.x() + box.width() * number / count, box.bottom() - box.height() * share))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        if self.run.start is None:
            painter.setPen(QColor(theme.colors.faint))
            words = self.tr("Each round is shown here: what was tried, and what was kept.")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(12, 8, -12, -8), flags, words)
            return
        self._paint_scale(painter)
        self._paint_rounds(painter)
        self._paint_path(painter)

    def _paint_scale(self, painter: QPainter) -> None:
        box = self._box()
        for share, value in zip((0.0, 1.0), self._span(), strict=True):
            y = box.bottom() - share * box.height()
            painter.setPen(QPen(QColor(theme.colors.border), 1))
            painter.drawLine(QPointF(box.x(), y), QPointF(box.right(), y))
            painter.setPen(QColor(theme.colors.faint))
            label = QRectF(0, y - 8, LEFT - 8, 16)
            aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, aligned, likeness_percent(value, 1))

    def _paint_rounds(self, painter: QPainter) -> None:
        """A line where a round begins, and its number below."""
        points, box = self.points(), self._box()
        if not self.run.steps:
            return  # a round has begun, and nothing came of it yet
        before, starts = 0, []
        for index, step in enumerate(self.run.steps):
            if step.round != before:
                starts.append((step.round, (points[index].x() + points[index + 1].x()) / 2))
                before = step.round
        ends = [x for _, x in starts[1:]] + [box.right()]
        for (number, x), end in zip(starts, ends, strict=True):
            if number > 1:
                painter.setPen(QPen(QColor(theme.colors.border), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.setPen(QColor(theme.colors.faint))
            middle = QRectF(x if number > 1 else box.x(), box.bottom() + 3, max(20.0, end - x), 14)
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self.tr("Round {0}").format(number))

    def _paint_path(self, painter: QPainter) -> None:
        points, colors = self.points(), theme.colors
        kept = [points[0]]
        line = QPainterPath(points[0])
        for step, point in zip(self.run.steps, points[1:], strict=True):
            if step.accepted:
                kept.append(point)
                line.lineTo(point)
            else:
                painter.setPen(QPen(QColor(colors.faint), 1, Qt.PenStyle.DotLine))
                painter.drawLine(kept[-1], point)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(line)
        for step, point in zip(self.run.steps, points[1:], strict=True):
            if not step.accepted:
                painter.setPen(QPen(QColor(colors.faint), 1.6))
                painter.setBrush(QColor(colors.surface))
                painter.drawEllipse(point, RING, RING)
        painter.setPen(QPen(QColor(colors.surface), 1.5))
        painter.setBrush(QColor(colors.accent))
        for point in kept:
            painter.drawEllipse(point, DOT, DOT)
        if 0 <= self.at < len(self.run.steps):
            painter.setPen(QPen(QColor(colors.text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(points[self.at + 1], DOT + 3, DOT + 3)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = [(event.position() - point).manhattanLength() for point in self.points()[1:]]
        nearest = min(range(len(far)), key=far.__getitem__, default=-1)
        self._look_at(nearest if nearest >= 0 and far[nearest] <= REACH_PX else -1)

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._look_at(-1)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.run.steps) - 1
        match event.key():
            case Qt.Key.Key_Right if last >= 0:
                self._look_at(min(last, self.at + 1))
            case Qt.Key.Key_Left if last >= 0:
                self._look_at(max(0, self.at - 1 if self.at >= 0 else last))
            case Qt.Key.Key_Escape if self.at >= 0:
                self._look_at(-1)
            case _:
                super().keyPressEvent(event)

    def _look_at(self, index: int) -> None:
        if index != self.at:
            self.at = index
            self.looked_at.emit(index)
            self.update()

    def _box(self) -> QRectF:
        return QRectF(LEFT, TOP, max(1, self.width() - LEFT - RIGHT), max(1, self.height() - TOP - BOTTOM))

    def _span(self) -> tuple[float, float]:
        """The scores at the lower and the upper edge; what is far below the start lies on the lower one."""
        path = self.run.path
        scores = [step.score for step in self.run.steps if step.score is not None]
        low = max(min([*path, *scores]), path[0] + LOST)
        high = max([*path, *scores])
        room = max(LEAST_SPAN, high - low) * 0.12
        return max(0.0, low - room), min(1.0, max(high, low + LEAST_SPAN) + room)
