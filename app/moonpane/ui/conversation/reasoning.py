"""What the model thought before it answered: one line, and the whole of it for whoever opens it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from moonpane.preview import clipboard
from moonpane.ui.conversation.growing_text import GrowingText
from moonpane.ui.dates import duration
from moonpane.ui.painting import kept_icon
from moonpane.ui.pulsing import Pulsing
from moonpane.ui.quiet_button import QuietButton
from moonpane.ui.theme import theme, ui_font

SECOND_MS = 1_000


class Spark(Pulsing):
    """The sign before the head: it breathes while the model thinks."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(1.0 - 0.65 * (1 - abs(2 * self.phase - 1)))
        painter.drawPixmap(0, 0, kept_icon("spark", theme.colors.accent if self._at_work else theme.colors.muted))


class ReasoningHead(QAbstractButton):
    """The line: sign, words, and an arrow that says whether the text is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(ui_font(pixels=12))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.spark = Spark()
        self.spark.setParent(self)
        self.spark.move(4, 6)
        self.faint = ""  # after the words, in a fainter ink
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(26 + self.fontMetrics().horizontalAdvance(self.text() + self.faint) + 28, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(colors.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.raised) if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.setPen(QColor(colors.text if self.underMouse() else colors.muted))
        room = self.rect().adjusted(26, 0, -24, 0)
        metrics = self.fontMetrics()
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        room.setLeft(room.left() + metrics.horizontalAdvance(words))
        painter.setPen(QColor(colors.faint))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.faint)
        arrow = kept_icon("down" if self.isChecked() else "right", colors.muted, size=12)
        painter.drawPixmap(self.width() - 20, 8, arrow)


class ReasoningView(QWidget):
    """Closed at first. Nothing is laid out before it is opened, so that thinking costs the window nothing.

    `append_text` while it grows, then `finish`; or `show_whole` for what was thought earlier. Hidden while empty.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._pieces: list[str] = []
        self._num_chars = 0
        self._began = 0.0
        self._seconds = 0.0
        self._growing = False
        self.head = ReasoningHead()
        self.copy_button = QuietButton("copy", self.tr("Copy the thoughts"))
        self._body: GrowingText | None = None
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.head)
        row.addStretch(1)
        row.addWidget(self.copy_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(row)
        self._ticks = QTimer(self)
        self._ticks.setInterval(SECOND_MS)
        self._ticks.timeout.connect(self._describe)
        self.head.toggled.connect(self.set_open)
        self.copy_button.clicked.connect(lambda: clipboard.copy(self.text))
        self.copy_button.hide()
        self.hide()

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def is_growing(self) -> bool:
        return self._growing

    @property
    def is_open(self) -> bool:
        return self.head.isChecked()

    def append_text(self, piece: str) -> None:
        """The next piece of what is being thought."""
        if not piece:
            return
        if not self._growing:
            self._growing = True
            if self._body is not None:
                self._body.follows = True
            self._began = self._clock()
            self.head.spark.set_at_work(True)
            self._ticks.start()
            self.show()
        self._keep(piece)
        if self._num_chars == len(piece):
            self._describe()  # from then on once a second

    def finish(self, seconds: float = 0.0) -> None:
        """It is thought out: after so many seconds, or as many as were seen here."""
        self._seconds = seconds or (self._clock() - self._began if self._growing else 0.0)
        self._growing = False
        self._ticks.stop()
        self.head.spark.set_at_work(False)
        if self._body is not None:
            self._body.flush()
        self._describe()

    def show_whole(self, text: str, seconds: float = 0.0) -> None:
        """What was thought in an earlier answer; takes the place of what was shown."""
        self._pieces, self._num_chars = [], 0
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        if text:
            self._keep(text)
        self.finish(seconds)
        self.setVisible(bool(text))
        self.set_open(self.is_open)

    def show_found(self, words: tuple[str, ...]) -> None:
        """Opens, at the first of the words."""
        self.set_open(True)
        if self._body is not None:
            self._body.show_words(words)

    def set_open(self, opened: bool) -> None:
        self.head.setChecked(opened)
        self.copy_button.setVisible(opened)
        if opened and self._body is None:
            self._body = GrowingText(self.tr("What the model thought"))
            self._body.setObjectName("reasoningText")
            self._body.setFont(ui_font(pixels=12))
            self._column.addWidget(self._body)
            self._body.follows = self._growing
            self._body.append_piece(self.text)
            self._body.flush()
        if self._body is not None:
            self._body.setVisible(opened)
        self._describe()

    def _keep(self, piece: str) -> None:
        self._pieces.append(piece)
        self._num_chars += len(piece)
        if self._body is not None:
            self._body.append_piece(piece)

    def _describe(self) -> None:
        head = self.head
        if self._growing:
            since = duration(self._clock() - self._began)
            head.setText(self.tr("Thinking …  {duration}").format(duration=since))
        elif self._seconds:
            head.setText(self.tr("Thought for {duration}").format(duration=duration(self._seconds)))
        else:
            head.setText(self.tr("Thoughts"))
        count = QLocale().toString(self._num_chars)
        head.faint = "  ·  " + self.tr("{count} characters").format(count=count)
        state = self.tr("opened") if self.is_open else self.tr("closed")
        head.setAccessibleName(f"{head.text()}{head.faint}, {state}")
        head.updateGeometry()
        head.update()
