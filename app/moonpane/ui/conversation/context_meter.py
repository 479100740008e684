"""How much of the model's context a conversation takes: a small ring that fills."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.language import percent
from moonpane.ui.theme import Colors, theme, ui_font

NEARLY_FULL = 0.75
FULL = 0.90
RING = 16


@dataclass(frozen=True)
class ContextUse:
    """Tokens."""

    prompt: int  # of everything sent, pictures included
    answer: int
    limit: int  # the model's context; 0 where it is not known
    pictures: int = 0  # the part of `prompt` that is pictures; 0 when not known

    @property
    def used(self) -> int:
        return self.prompt + self.answer

    @property
    def share(self) -> float:
        """0..1; more than all of it is all of it."""
        return min(1.0, self.used / self.limit) if self.limit > 0 else 0.0


class ContextMeter(QWidget):
    """Ring and percent; the numbers are its tooltip and its description. Hidden where the context is not known."""

    def __init__(self) -> None:
        super().__init__()
        self.use = ContextUse(0, 0, 0)
        self.setFont(ui_font(pixels=11))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)
        self.show_use(None)

    def show_use(self, use: ContextUse | None) -> None:
        self.use = use or ContextUse(0, 0, 0)
        self.setVisible(self.use.limit > 0)
        self.setAccessibleName(self.tr("Context used: {percent}").format(percent=percent(self.use.share)))
        said = self._said()
        self.setToolTip(tooltip_of(said))
        self.setAccessibleDescription(said.replace("\n", ", "))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(RING + 10 + self.fontMetrics().horizontalAdvance("100%"), 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ring = QRectF(4, (self.height() - RING) / 2 + 1, RING - 2, RING - 2)
        painter.setPen(QPen(QColor(colors.border_strong), 2.4))
        painter.drawEllipse(ring)
        pen = QPen(QColor(ink(self.use.share, colors)), 2.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self.use.used:
            painter.drawArc(ring, 90 * 16, -max(300, round(360 * 16 * self.use.share)))
        painter.setPen(QColor(ink(self.use.share, colors) if self.use.share >= NEARLY_FULL else colors.muted))
        room = self.rect().adjusted(RING + 7, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, percent(self.use.share))

    def _said(self) -> str:
        use, number = self.use, QLocale().toString
        lines = [
            self.tr("{used} of {limit} tokens").format(used=number(use.used), limit=number(use.limit)),
            self.tr("Asked so far: {count}").format(count=number(use.prompt)),
        ]
        if use.pictures:
            lines.append(self.tr("of these, pictures: {count}").format(count=number(use.pictures)))
        lines.append(self.tr("Last answer: {count}").format(count=number(use.answer)))
        lines.append(self.tr("Left: {count}").format(count=number(max(0, use.limit - use.used))))
        if use.share >= FULL:
            lines.append(self.tr("Soon the oldest messages will be left out of what the model sees."))
        return "\n".join(lines)


def ink(share: float, colors: Colors) -> str:
    if share >= FULL:
        return colors.bad
    return colors.middling if share >= NEARLY_FULL else colors.accent
