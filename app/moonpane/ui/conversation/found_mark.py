"""What a search found in the conversation stands out for a moment: a frame around it, and its words selected."""

from collections.abc import Iterable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QWidget

from moonpane.ui.foreign_text import utf16_ranges
from moonpane.ui.found_words import first_of
from moonpane.ui.theme import theme

MOMENT_MS = 4_000
AROUND = 5  # px between the frame and what it is around


@dataclass(frozen=True)
class LabelWords:
    """A word in a label."""

    label: QLabel
    start: int  # in its text, as Qt counts
    length: int
    depth: float  # of the text before it, 0..1

    @property
    def depth_px(self) -> int:
        """How far below the top of the label it is, roughly: a label does not say where its lines are."""
        return int(self.depth * self.label.height())


class FoundMark(QWidget):
    """Lies over the conversation's body and lets the pointer through."""

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._around: QWidget | None = None
        self._label: QLabel | None = None  # whose words are selected
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(MOMENT_MS)
        self._moment.timeout.connect(self.leave)
        theme.changed.connect(self.update)
        self.hide()

    def show_around(self, widget: QWidget, found: LabelWords | None = None) -> None:
        """`widget` lies beside the mark in the body."""
        self.leave()
        self._around = widget
        widget.installEventFilter(self)
        if found is not None:
            self._label = found.label
            found.label.setSelection(found.start, found.length)
        self._fit()
        self.show()
        self.raise_()
        self._moment.start()

    def leave(self) -> None:
        self._moment.stop()
        self.hide()
        if self._around is not None and shiboken6.isValid(self._around):
            self._around.removeEventFilter(self)
        if self._label is not None and shiboken6.isValid(self._label):
            self._label.setSelection(0, 0)
        self._around = self._label = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._fit()
        elif watched is self._around and event.type() is QEvent.Type.Hide:  # another branch, another conversation
            self.leave()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colors.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def _fit(self) -> None:
        if self._around is not None:
            self.setGeometry(self._around.geometry().adjusted(-AROUND, -AROUND, AROUND, AROUND))


def words_in(labels: Iterable[QLabel], words: tuple[str, ...]) -> LabelWords | None:
    """The first of the words in the first label, from the top, that has any."""
    for label in sorted(labels, key=lambda each: each.mapTo(each.window(), QPoint()).y()):
        text = label.text()
        if label.textFormat() is Qt.TextFormat.RichText:
            text = QTextDocumentFragment.fromHtml(text).toPlainText()
        if found := first_of(words, text):
            start, length = utf16_ranges(text, ((found[0], found[1] - found[0]),))[0]
            return LabelWords(label, start, length, found[0] / len(text))
    return None
