"""What a preview says about a page that had to be stopped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from moonpane.sentences import phrase, translated


class Banner(QFrame):
    """A sentence along the upper edge, with a button to load the page again.

    Signals:
        reload_wanted: the button was pressed.
    """

    reload_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview-banner")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.button = QPushButton(translated(phrase("Reload")))
        self.button.clicked.connect(self.reload_wanted)
        row = QHBoxLayout(self)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)

    def tell(self, sentence: str, *, can_reload: bool) -> None:
        self.sentence.setText(translated(sentence))
        self.button.setVisible(can_reload)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        pane = self.parentWidget()
        assert pane is not None
        width = pane.width()
        self.setGeometry(0, 0, width, max(self.sizeHint().height(), self.heightForWidth(width)))
