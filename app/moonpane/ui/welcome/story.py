"""One picture of what happens: a picture is measured and read, a page is written, and both are compared."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from moonpane.ui.language import percent
from moonpane.ui.theme import code_font, theme, ui_font

HEIGHT = 158
CARD = QRectF(0, 0, 148, 104)
OVERHANG = 7  # of the score over the last card
CODE = (
    ("code_tag", "<main>"),
    ("code_name", '  <h1 class="t">'),
    ("code_string", "  Welcome"),
    ("code_tag", "  <button>"),
)


class Story(QWidget):
    """Three cards and two arrows, in the middle of whatever width there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = (
            self.tr("A picture of a screen"),
            self.tr("Measured, read, written"),
            self.tr("The page, compared"),
        )
        self.setAccessibleName(". ".join(self._words))
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEIGHT)  # it is drawn smaller where there is little room

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = min(72.0, max(26.0, (self.width() - 3 * CARD.width()) / 3))
        whole = 3 * CARD.width() + 2 * gap + 2 * OVERHANG
        scale = min(1.0, self.width() / whole)
        painter.translate((self.width() - scale * (whole - 2 * OVERHANG)) / 2, 8)
        painter.scale(scale, scale)
        for place, paint in enumerate((self._paint_mockup, self._paint_code, self._paint_page)):
            painter.save()
            painter.translate(place * (CARD.width() + gap), 0)
            self._paint_card(painter)
            paint(painter)
            self._paint_words(painter, self._words[place], gap)
            painter.restore()
            if place < 2:
                self._paint_arrow(painter, (place + 1) * CARD.width() + place * gap, gap)

    def _paint_card(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(theme.colors.border_strong), 1))
        painter.setBrush(QColor(theme.colors.panel))
        painter.drawRoundedRect(CARD, 10, 10)

    def _paint_words(self, painter: QPainter, words: str, gap: float) -> None:
        painter.setFont(ui_font(pixels=12, weight=QFont.Weight.Medium))
        painter.setPen(QColor(theme.colors.muted))
        below = QRectF(-gap / 2, CARD.height() + 8, CARD.width() + gap, 34)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)

    def _paint_interface(self, painter: QPainter) -> None:
        """A little sign-in form."""
        colors = theme.colors
        painter.setPen(Qt.PenStyle.NoPen)
        for box, color in (
            (QRectF(34, 18, 62, 9), colors.text),
            (QRectF(34, 33, 80, 5), colors.faint),
            (QRectF(34, 46, 80, 14), colors.raised),
            (QRectF(34, 68, 44, 16), colors.accent),
        ):
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(box, min(4, box.height() / 2), min(4, box.height() / 2))

    def _paint_mockup(self, painter: QPainter) -> None:
        self._paint_interface(painter)
        # Measured: each part in a dashed frame.
        pen = QPen(QColor(theme.colors.accent), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in (QRectF(30, 14, 70, 17), QRectF(30, 43, 88, 20), QRectF(30, 65, 52, 22)):
            painter.drawRoundedRect(box, 3, 3)

    def _paint_code(self, painter: QPainter) -> None:
        painter.setFont(code_font(pixels=11))
        for row, (color, text) in enumerate(CODE):
            painter.setPen(QColor(getattr(theme.colors, color)))
            painter.drawText(QPointF(14, 26 + 19 * row), text)
        painter.fillRect(QRectF(86, 74, 6, 13), QColor(theme.colors.accent))

    def _paint_page(self, painter: QPainter) -> None:
        bar = QPainterPath()
        bar.addRoundedRect(CARD, 10, 10)
        painter.save()
        painter.setClipPath(bar)
        painter.fillRect(QRectF(0, 0, CARD.width(), 11), QColor(theme.colors.raised))
        painter.restore()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.border_strong))
        for dot in range(3):
            painter.drawEllipse(QPointF(9 + 8 * dot, 5.5), 2, 2)
        self._paint_interface(painter)
        pill = QRectF(CARD.width() - 58 + OVERHANG - 1, CARD.height() - 25, 58, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.good_soft))
        painter.drawRoundedRect(pill, 11, 11)
        painter.setPen(QColor(theme.colors.good))
        painter.setFont(ui_font(pixels=12, weight=QFont.Weight.Bold))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, percent(0.96))

    def _paint_arrow(self, painter: QPainter, left: float, gap: float) -> None:
        length = min(30.0, gap - 6)
        begin, middle = left + (gap - length) / 2, CARD.height() / 2
        pen = QPen(QColor(theme.colors.faint), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        end = QPointF(begin + length, middle)
        painter.drawLine(QPointF(begin, middle), end)
        painter.drawPolyline(QPolygonF([end + QPointF(-4, -4), end, end + QPointF(-4, 4)]))
