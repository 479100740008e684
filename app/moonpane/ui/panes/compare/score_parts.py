"""The whole score: the figure, a bar for each part that was measured, and in words what was not."""

from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from moonpane.sentences import translated
from moonpane.ui.language import likeness_percent
from moonpane.ui.panes.compare.pair import Figures
from moonpane.ui.panes.score_view import tone
from moonpane.ui.theme import theme

CONTEXT = "ScoreParts"
NAMES = cast(
    dict[str, str],
    {
        "block_match": QT_TRANSLATE_NOOP("ScoreParts", "Blocks"),
        "text": QT_TRANSLATE_NOOP("ScoreParts", "Text"),
        "position": QT_TRANSLATE_NOOP("ScoreParts", "Position"),
        "color": QT_TRANSLATE_NOOP("ScoreParts", "Colour"),
        "ssim": QT_TRANSLATE_NOOP("ScoreParts", "Structure"),
        "edges": QT_TRANSLATE_NOOP("ScoreParts", "Edges"),
        "palette": QT_TRANSLATE_NOOP("ScoreParts", "Palette"),
    },
)
MEANINGS = cast(
    dict[str, str],
    {
        "block_match": QT_TRANSLATE_NOOP("ScoreParts", "How much of the text has its place on both sides"),
        "text": QT_TRANSLATE_NOOP("ScoreParts", "How alike the words are"),
        "position": QT_TRANSLATE_NOOP("ScoreParts", "How near the texts are to their places"),
        "color": QT_TRANSLATE_NOOP("ScoreParts", "How alike the colours of the texts are"),
        "ssim": QT_TRANSLATE_NOOP("ScoreParts", "How alike the pixels are in light and shade"),
        "edges": QT_TRANSLATE_NOOP("ScoreParts", "How many edges lie on edges"),
        "palette": QT_TRANSLATE_NOOP("ScoreParts", "How alike the colours of the whole are"),
    },
)
UNMEASURED = cast(
    dict[str, str],
    {
        "text": QT_TRANSLATE_NOOP("ScoreParts", "Text: not measured, because a picture does not tell its words."),
        "block_match": QT_TRANSLATE_NOOP(
            "ScoreParts", "Blocks, position and colour: not measured, because there is no text."
        ),
    },
)
DESIGN2CODE = ("block_match", "text", "position", "color")
BAR_PX = 4
ROOMY_PX = 700


class Meter(QWidget):
    """One part: its name, its value, a bar; `–` where it was not measured."""

    def __init__(self, name: str, value: float | None, meaning: str) -> None:
        super().__init__()
        self._value = value
        said = "–" if value is None else f"{value:.2f}"
        label, figure = QLabel(name), QLabel(said)
        label.setProperty("role", "faint")
        if value is None:
            figure.setProperty("role", "faint")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(label, 1)
        head.addWidget(figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 7)
        column.setSpacing(0)
        column.addLayout(head)
        self.setAccessibleName(f"{name}: {said}")
        self.setToolTip(meaning)
        self.setMaximumWidth(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(84, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, self.height() - BAR_PX, self.width(), BAR_PX)
        painter.setBrush(QColor(theme.colors.border))
        painter.drawRoundedRect(bar, 2, 2)
        if self._value is None:
            return
        bar.setWidth(max(float(BAR_PX), bar.width() * min(1.0, max(0.0, self._value))))
        painter.setBrush(QColor(tone(self._value, theme.colors)[0]))
        painter.drawRoundedRect(bar, 2, 2)


class ScoreParts(QWidget):
    """Figure and bars in a row, and a line of words below them."""

    def __init__(self) -> None:
        super().__init__()
        self.figure, self.which, self.words = QLabel(), QLabel(), QLabel()
        self.figure.setProperty("role", "figure")
        self.which.setProperty("role", "faint")
        self.words.setProperty("role", "faint")
        self.words.setWordWrap(True)
        self._meters = QGridLayout()
        self._meters.setHorizontalSpacing(14)
        self._meters.setVerticalSpacing(4)
        self._shown: list[Meter] = []
        self._shows_words = True
        self._figures: Figures | None = None
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.figure)
        row.addWidget(self.which)
        row.addLayout(self._meters, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 2)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.words)
        self.show_figures(None)
        theme.changed.connect(self.update)

    def show_figures(self, figures: Figures | None, *, which: str = "") -> None:
        """Nothing is seen without figures. `which` of several these are is said beside the first one."""
        for meter in self._shown:
            self._meters.removeWidget(meter)
            meter.hide()
            meter.deleteLater()
        self._shown = []
        self._figures = figures
        self.setVisible(figures is not None)
        if figures is None:
            return
        alike = self.tr("{0} alike").format(likeness_percent(figures.overall))
        self.figure.setText(likeness_percent(figures.overall))
        self.figure.setAccessibleName(f"{alike}, {which}" if which else alike)
        self.which.setText(which)
        self.which.setVisible(bool(which))
        for key, value in figures.parts:
            name, meaning = (QCoreApplication.translate(CONTEXT, table[key]) for table in (NAMES, MEANINGS))
            self._shown.append(Meter(name, value, meaning))
        self._place_meters()
        said = self._said(figures)
        self.words.setText(said)
        self.words.setVisible(bool(said) and self._shows_words)
        self.figure.setToolTip("\n".join(filter(None, (translated(figures.note), "" if self._shows_words else said))))

    def show_words(self, shows: bool) -> None:
        """Whether the line of words has room; its words are in the figure's tooltip otherwise."""
        if shows is not self._shows_words:
            self._shows_words = shows
            self.show_figures(self._figures, which=self.which.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_meters()

    def _place_meters(self) -> None:
        """In one row, or in two where there is little room."""
        for meter in self._shown:
            self._meters.removeWidget(meter)
        columns = len(self._shown) if self.width() >= ROOMY_PX else -(-len(self._shown) // 2)
        for column in range(len(self._shown)):
            self._meters.setColumnStretch(column, int(column < columns))
        for index, meter in enumerate(self._shown):
            self._meters.addWidget(meter, index // columns, index % columns)

    def _said(self, figures: Figures) -> str:
        """What of the usual measure for such pages was left out, and why."""
        missing = [key for key, value in figures.parts if value is None and key in UNMEASURED]
        if not missing:
            return ""
        measured = sum(value is not None for key, value in figures.parts if key in DESIGN2CODE)
        counted = self.tr("{0} of 5 Design2Code components.").format(measured)
        # Of a page without text, words are missing for want of text, too.
        why = "block_match" if "block_match" in missing else "text"
        reason = QCoreApplication.translate(CONTEXT, UNMEASURED[why])
        return " ".join([counted, reason, self.tr("CLIP: not measured, because it needs a large model.")])
