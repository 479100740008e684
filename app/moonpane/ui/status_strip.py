"""The line at the bottom: how the engine is, how fast it writes, and whether the sandbox is on."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from moonpane.models.known import EMBEDDED_MODEL
from moonpane.sentences import translated
from moonpane.store.model import EngineState
from moonpane.store.studio import Changed, Store, What
from moonpane.ui import icons
from moonpane.ui.foreign_text import one_line, tooltip_of
from moonpane.ui.language import counted, marked, number
from moonpane.ui.stages import stage_words
from moonpane.ui.theme import theme

STATES = {
    EngineState.STARTING: marked("StatusStrip", "{model} is starting"),
    EngineState.READY: marked("StatusStrip", "{model} is ready"),
    EngineState.RESTARTING: marked("StatusStrip", "{model} is starting again"),
    EngineState.STOPPED: marked("StatusStrip", "{model} has stopped"),
}


MIN_UNKEPT_PX = 240  # of the sentence why something is not saved


class Lamp(QWidget):
    """A dot in the colour of the engine's state; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(10, 10)
        self.state = EngineState.STARTING

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme.colors
        color = {EngineState.READY: colors.good, EngineState.STOPPED: colors.bad}.get(self.state, colors.middling)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(QRectF(1, 1, 8, 8))


class StatusStrip(QFrame):
    """Signals:
    start_requested: the engine that stopped for good is to be started again.
    """

    start_requested = Signal()

    def __init__(self, store: Store, *, sandbox_notice: str = "") -> None:
        super().__init__()
        self._store = store
        self.setObjectName("statusStrip")
        self.setFixedHeight(30)
        self._lamp = Lamp()
        self.engine = QLabel()
        self.engine.setTextFormat(Qt.TextFormat.PlainText)
        self.engine.setAccessibleName(self.tr("State of the model"))
        # A long sentence is cut at the window's edge, never makes the window wider.
        self.engine.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.progress.setAccessibleName(self.tr("Loading the model"))
        self.start_button = QPushButton(self.tr("Try again"))  # an endpoint that is gone is not started here
        self.start_button.setAccessibleName(self.tr("Try the model again"))
        self.speed = QLabel()
        self.speed.setAccessibleName(self.tr("Speed"))
        self._disk = QLabel()
        self.unkept = QLabel()
        self.unkept.setTextFormat(Qt.TextFormat.PlainText)
        self.unkept.setMinimumWidth(1)  # its sentence never keeps the window from becoming narrower
        self.unkept.setAccessibleName(self.tr("Whether everything is saved"))
        self._shield = QLabel()
        sandbox_notice = translated(sandbox_notice)
        self.sandbox = QLabel(self.tr("Sandbox off") if sandbox_notice else "")
        self.sandbox.setToolTip(sandbox_notice)
        self.sandbox.setAccessibleName(sandbox_notice or self.tr("Sandbox on"))
        self._shield.setToolTip(sandbox_notice)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        for widget in (self._lamp, self.progress, self.start_button):
            row.addWidget(widget)
        row.insertWidget(1, self.engine, 1)
        row.addSpacing(8)
        for widget in (self._disk, self.unkept, self.speed, self._shield, self.sandbox):
            row.addWidget(widget)
        for widget in (self._shield, self.sandbox):
            widget.setVisible(bool(sandbox_notice))
        store.changed.connect(self.on_store_changed)
        theme.changed.connect(self.on_theme_changed)
        self.start_button.clicked.connect(self.start_requested)
        self.on_theme_changed()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_unkept(self._store.unkept)

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what is not What.DRAFT:
            self.refresh()

    def on_theme_changed(self) -> None:
        self._shield.setPixmap(icons.pixmap("warning", theme.colors.middling, size=14))
        self._disk.setPixmap(icons.pixmap("warning", theme.colors.bad, size=14))
        self._lamp.update()

    def refresh(self) -> None:
        status = self._store.engine
        self._lamp.state = status.state
        self._lamp.update()
        name = self.tr("Embedded model") if status.model == EMBEDDED_MODEL.name else one_line(status.model)
        words = self.tr(STATES[status.state]).format(model=name or self.tr("Model"))
        self.engine.setText("  ·  ".join(filter(None, (words, stage_words(status.sentence)))))
        self.engine.setToolTip(tooltip_of(translated(status.sentence)))
        loading = status.state in (EngineState.STARTING, EngineState.RESTARTING)
        self.progress.setVisible(loading)
        self.progress.setRange(0, status.total)
        self.progress.setValue(status.done)
        self.start_button.setVisible(status.state is EngineState.STOPPED)
        self._show_unkept(self._store.unkept)
        last = self._store.exchanges[-1] if self._store.exchanges else None
        spoken = last is not None and last.answer.num_tokens > 0
        self.speed.setVisible(spoken)
        if last is not None and spoken:
            speed = self.tr("{number} tokens/s").format(number=number(last.course.tokens_per_s))
            count = counted.tokens(last.answer.num_tokens)
            self.speed.setText(f"{count}  ·  {speed}" if last.course.tokens_per_s else count)

    def _show_unkept(self, sentence: str) -> None:
        """Why something is not on the disk; nothing while all is."""
        room = max(MIN_UNKEPT_PX, self.width() // 2)
        words = self.tr("Not saved: {sentence}").format(sentence=translated(sentence)) if sentence else ""
        self.unkept.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        for widget in (self._disk, self.unkept):
            widget.setToolTip(tooltip_of(words))
            widget.setVisible(bool(sentence))
        self.unkept.setAccessibleDescription(words)
