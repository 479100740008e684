"""Asked before the window closes: what is to become of something that would be lost. Opened with `open()`."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from moonpane.sentences import translated


class RecordingQuestion(QMessageBox):
    """While the screen is being recorded.

    Signals:
        kept: the recording is to be finished, then the window closes.
        thrown_away: it closes without the recording.
    """

    kept = Signal()
    thrown_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("A recording is running"))
        self.setText(self.tr("The screen is being recorded. What is to become of the recording?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.keep_button = self.addButton(self.tr("Stop and keep"), QMessageBox.ButtonRole.AcceptRole)
        self.throw_button = self.addButton(self.tr("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self.keep_button)
        self.keep_button.clicked.connect(self.kept)
        self.throw_button.clicked.connect(self.thrown_away)


class UnkeptQuestion(QMessageBox):
    """While something is not on the disk; `why` is the sentence about it.

    Signals:
        confirmed: the window closes nevertheless.
    """

    confirmed = Signal()

    def __init__(self, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(self.tr("Close although not everything is saved?"))
        self.setText(self.tr("Something is not saved, and is lost when Moonpane closes now."))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setInformativeText(translated(why))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.close_button = self.addButton(self.tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        self.stay_button = self.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.stay_button)
        self.close_button.clicked.connect(self.confirmed)
