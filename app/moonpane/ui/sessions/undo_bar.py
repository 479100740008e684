"""A bar that says what was deleted and takes it back, for a few seconds."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from moonpane.ui.announce import announce
from moonpane.ui.foreign_text import one_line, tooltip_of
from moonpane.ui.lingering import Lingering

SHOWN_MS = 8_000


class UndoBar(QFrame):
    """Goes by itself, but not while the pointer or the keys are on it.

    Signals:
        undone: the id of what is to come back.
    """

    undone = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("undoBar")
        self._id = ""
        self.words = QLabel()
        # A long title is cut, never makes the list wider.
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self.tr("Undo"))
        self.button.setProperty("role", "link")
        self.button.setAccessibleName(self.tr("Take the conversation out of the bin"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.timer = Lingering(self, [self.button], SHOWN_MS)
        self.timer.timeout.connect(self.hide)
        self.button.clicked.connect(self.on_button_clicked)
        self.hide()

    def show_deleted(self, id: str, title: str) -> None:
        self._id = id
        said = self.tr("“{title}” is in the bin").format(title=one_line(title, limit=60))
        self.words.setText(self.tr("Moved to the bin"))
        self.setToolTip(tooltip_of(said))
        self.show()
        self.timer.start()
        announce(self, said)

    def on_button_clicked(self) -> None:
        self.timer.stop()
        self.hide()
        self.undone.emit(self._id)
