"""The measured score: as a pill in the head of the window, and as bars above the comparison."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.store.model import Score
from moonpane.ui.theme import Colors, theme

GOOD = 0.85
MIDDLING = 0.65


def tone(value: float, colors: Colors) -> tuple[str, str]:
    """(ink, soft ground) for a value from 0 to 1."""
    if value >= GOOD:
        return colors.good, colors.good_soft
    if value >= MIDDLING:
        return colors.middling, colors.middling_soft
    return colors.bad, colors.bad_soft


class ScorePill(QPushButton):
    """`93% alike`; a click leads to the comparison."""

    def __init__(self) -> None:
        super().__init__()
        self._score: Score | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Measured likeness; show the comparison")
        self.show_score(None)
        theme.changed.connect(self.on_theme_changed)

    def on_theme_changed(self) -> None:
        self.show_score(self._score)

    def show_score(self, score: Score | None) -> None:
        self._score = score
        self.setVisible(score is not None)
        if score is None:
            return
        ink, ground = tone(score.overall, theme.colors)
        self.setText(f"{score.overall:.0%} alike")
        self.setToolTip(score.note or "Measured against the picture")
        self.setStyleSheet(
            f"QPushButton {{ background: {ground}; color: {ink}; border: 1px solid {ground}; border-radius: 14px;"
            f" padding: 5px 13px; font-weight: 600; }} QPushButton:hover, QPushButton:focus {{ border-color: {ink}; }}"
        )


class Meter(QWidget):
    """One part of the score: name, value, bar."""

    def __init__(self, name: str, value: float) -> None:
        super().__init__()
        self._value = value
        label, figure = QLabel(name), QLabel(f"{value:.2f}")
        label.setProperty("role", "faint")
        head = QHBoxLayout()
        head.addWidget(label, 1)
        head.addWidget(figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 7)
        column.setSpacing(0)
        column.addLayout(head)
        self.setAccessibleName(f"{name}: {value:.2f}")
        self.setMaximumWidth(170)

    def sizeHint(self) -> QSize:
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, self.height() - 4, self.width(), 4)
        painter.setBrush(QColor(theme.colors.border))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(max(4.0, bar.width() * min(1.0, max(0.0, self._value))))
        painter.setBrush(QColor(tone(self._value, theme.colors)[0]))
        painter.drawRoundedRect(bar, 2, 2)


class ScoreBars(QWidget):
    """The whole score: the figure, then its parts."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 4)
        self._row.setSpacing(20)

    def show_score(self, score: Score | None) -> None:
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.setVisible(score is not None)
        if score is None:
            return
        figure = QLabel(f"{score.overall:.0%}")
        figure.setProperty("role", "figure")
        figure.setAccessibleName(f"{score.overall:.0%} alike")
        figure.setToolTip(score.note)
        self._row.addWidget(figure)
        for name, value in score.parts:
            self._row.addWidget(Meter(name, value), 1)
        self._row.addStretch(1)
