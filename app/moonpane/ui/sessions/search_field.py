"""The field in which words to look for are typed; what it asks for is asked when the typing pauses."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from moonpane.ui import icons
from moonpane.ui.keys import claims
from moonpane.ui.theme import theme

DELAY_MS = 150
MAX_CHARS = 300


class SearchField(QLineEdit):
    """Signals:
    searched: the words, once they have not changed for a moment, or Return was pressed; "" ends the search.
    edited: the words are others than a moment ago.
    left_downwards: the Down key was pressed; what was found should get the focus.
    """

    searched = Signal(str)
    edited = Signal()
    left_downwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("searchField")
        self.setPlaceholderText(self.tr("Search everything"))
        self.setAccessibleName(self.tr("Search in all conversations"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(MAX_CHARS)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._asked = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.ask)
        self.textChanged.connect(self.on_text_changed)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    @property
    def words(self) -> str:
        return self.text().strip()

    def ask(self) -> None:
        self._timer.stop()
        if self.words != self._asked:
            self._asked = self.words
            self.searched.emit(self.words)

    def on_text_changed(self) -> None:
        self.edited.emit()
        if self.words:
            self._timer.start()
        else:
            self.ask()  # the list comes back at once

    def on_theme_changed(self) -> None:
        self._glass.setIcon(icons.icon("search", theme.colors.faint))

    def event(self, event: QEvent) -> bool:
        return (bool(self.text()) and claims(event, Qt.Key.Key_Escape)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Down:
                self.left_downwards.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.ask()
            case _:
                super().keyPressEvent(event)
