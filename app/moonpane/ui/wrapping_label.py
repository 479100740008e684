"""A label whose lines break within a word where that is wider than the room: an address, a key, a hash."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel


class WrappingLabel(QLabel):
    """Its text can be selected: so it is a document, and that can be told how to break its lines.

    QLabel has the document break between words only, as soon as it is measured or painted after a change of text, font
    or size; that is put right each time, before the document is laid out.
    """

    _has_changed = True

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def setText(self, text: str) -> None:
        self._has_changed = True
        super().setText(text)

    def minimumSizeHint(self) -> QSize:
        """Not as wide as the widest word: that would push all that lies above and below out of sight."""
        return QSize(0, self.fontMetrics().lineSpacing())

    def heightForWidth(self, width: int) -> int:
        self._break_anywhere()
        return super().heightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        self._has_changed = True
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._has_changed = True
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._break_anywhere()
        super().paintEvent(event)

    def _break_anywhere(self) -> None:
        document = self.findChild(QTextDocument)
        if document is None or not self._has_changed:
            return
        document.setLayoutEnabled(False)  # to lay it out once takes long enough
        super().heightForWidth(self.width())
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setLayoutEnabled(True)
        self._has_changed = False
