"""Short words at the lower edge of a window that go by themselves: “Saved”, “Exported to …”."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QRegion
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.sentences import translated
from moonpane.ui import icons
from moonpane.ui.announce import announce
from moonpane.ui.foreign_text import one_line
from moonpane.ui.lingering import Lingering
from moonpane.ui.quiet_button import QuietButton
from moonpane.ui.theme import theme

SHOWN_MS = 5_000
SHOWN_WITH_ACTION_MS = 9_000  # there is something to decide
MAX_TOASTS = 3
MARGIN = 20
LIFT = 28  # px above the lower edge, where the window says how the engine is


class Toast(QFrame):
    """One message. Waits while the pointer or the keys are on it.

    Signals:
        gone: it is to be taken away.
    """

    gone = Signal()

    def __init__(self, words: str, *, action: str = "", on_action: Callable[[], object] | None, is_bad: bool) -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_bad = is_bad
        self._sign = QLabel()
        self.words = QLabel(one_line(translated(words)))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        # A label that may wrap prefers to be square; a toast is one line as long as it can.
        self.words.setMinimumWidth(min(380, self.words.fontMetrics().horizontalAdvance(self.words.text()) + 6))
        self.action_button = QPushButton(action)
        self.action_button.setProperty("role", "link")
        self.close_button = QuietButton("close", self.tr("Dismiss"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.action_button)
        self.action_button.setVisible(bool(action))
        row.addWidget(self.close_button)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(10, 14, 30, 60))
        self.setGraphicsEffect(shadow)
        buttons = [self.action_button, self.close_button]
        self.timer = Lingering(self, buttons, SHOWN_WITH_ACTION_MS if action else SHOWN_MS)
        self.timer.timeout.connect(self.gone)
        self.close_button.clicked.connect(self.gone)
        self.action_button.clicked.connect(self.gone)
        if on_action is not None:
            self.action_button.clicked.connect(lambda: on_action())
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.timer.start()

    def on_theme_changed(self) -> None:
        colors = theme.colors
        sign, color = ("warning", colors.bad) if self._is_bad else ("check", colors.good)
        self._sign.setPixmap(icons.pixmap(sign, color, size=16))


class Toasts(QWidget):
    """Lies over a window's lower edge, as large as its messages, so that nothing else is covered."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.toasts: list[Toast] = []
        self.over: QWidget = window  # in the middle of what part of the window they appear
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)  # room for the shadows
        self._column.setSpacing(8)
        window.installEventFilter(self)
        self.hide()

    def say(
        self, words: str, *, action: str = "", on_action: Callable[[], object] | None = None, is_bad: bool = False
    ) -> Toast:
        """Shows a message for a few seconds and has it spoken; `action` is the word on its button."""
        while len(self.toasts) >= MAX_TOASTS:
            self._take_away(self.toasts[0])
        toast = Toast(words, action=action, on_action=on_action, is_bad=is_bad)
        toast.gone.connect(lambda: self._take_away(toast))
        self.toasts.append(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        self.show()
        toast.show()
        self._place()
        announce(self, f"{toast.words.text()} {action}".strip(), urgent=is_bad)
        return toast

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _take_away(self, toast: Toast) -> None:
        if toast not in self.toasts:
            return
        self.toasts.remove(toast)
        self._column.removeWidget(toast)
        toast.timer.stop()
        toast.hide()
        toast.deleteLater()
        self.setVisible(bool(self.toasts))
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None or not self.toasts:
            return
        width = min(window.width(), self.sizeHint().width())
        height = self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth() else -1
        self.resize(width, max(height, self.sizeHint().height()))
        middle = self.over.mapTo(window, QPoint(self.over.width() // 2, 0)).x()
        self.move(max(0, min(middle - width // 2, window.width() - width)), window.height() - self.height() - LIFT)
        self._column.activate()
        # Between and beside the messages a click goes to what lies there.
        room = QRegion()
        for toast in self.toasts:
            room += QRegion(toast.geometry().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        self.setMask(room)
        self.raise_()
