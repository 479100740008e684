"""Two cards over the page: an error of the page that can be given back to the model, and an element that was picked.

Their words come out of the page, so they are shown as plain text and never larger than the card.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from moonpane.preview import clipboard
from moonpane.preview.picked import Picked, Place
from moonpane.sentences import translated
from moonpane.ui import icons
from moonpane.ui.foreign_text import one_line
from moonpane.ui.panes.preview.pick_overlay import label_place
from moonpane.ui.theme import code_font, theme

SHOWN_TEXT_CHARS = 60


class Card(QFrame):
    """A frame with a close button; Escape closes it while one of its buttons has the focus.

    Signals:
        closed: the person puts it away; it is still to be seen.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(QCoreApplication.translate("Card", "Close"))
        self.close_button.setToolTip(QCoreApplication.translate("Card", "Close (Esc)"))
        self.close_button.clicked.connect(self.put_away)
        theme.changed.connect(self.on_theme_changed)
        self.hide()

    def put_away(self) -> None:
        self.closed.emit()
        self.hide()

    def on_theme_changed(self) -> None:
        self.close_button.setIcon(icons.icon("close", theme.colors.muted, size=14))

    def event(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if escape and event.type() is QEvent.Type.KeyPress:
            self.put_away()
            return True
        return super().event(event)


class ErrorCard(Card):
    """What went wrong in the page, where, and a button that asks the model to mend it.

    Signals:
        fix_requested: the sentence and the place ("" when unknown), for the model.
        place_requested: the code of the place is to be shown; a `Place`.
    """

    fix_requested = Signal(str, str)
    place_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "errorCard")
        self._sentence = ""
        self._place: Place | None = None
        self._icon = QLabel()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QLabel()
        self.more.setProperty("role", "faint")
        self.place_button = QPushButton()
        self.place_button.setProperty("role", "link")
        self.place_button.setAccessibleName(self.tr("Show the code of the error"))
        self.fix_button = QPushButton(self.tr("Fix this"))
        self.fix_button.setProperty("role", "primary")
        self.fix_button.setAccessibleName(self.tr("Ask the model to fix this error"))
        below = QHBoxLayout()
        below.setContentsMargins(-5, 0, 0, 0)  # the padding of the link
        below.addWidget(self.place_button)
        below.addWidget(self.more)
        below.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.fix_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.fix_button.clicked.connect(self.on_fix_clicked)
        self.place_button.clicked.connect(lambda: self._place and self.place_requested.emit(self._place))
        self.on_theme_changed()

    def show_error(self, sentence: str, place: Place | None, *, num_more: int = 0) -> None:
        """`num_more`: errors that came after this one."""
        self._sentence, self._place = sentence, place
        self.sentence.setText(translated(sentence))
        self.place_button.setVisible(place is not None)
        self.place_button.setText(str(place) if place else "")
        self.more.setVisible(num_more > 0)
        self.more.setText(self.tr("and {} more").format(num_more))
        self.setAccessibleName(self.tr("Error in the page: {}").format(sentence))
        self.show()
        self.raise_()

    def place_in(self, room: QRectF) -> None:
        """Along the lower edge of the pane."""
        width = round(min(680.0, room.width() - 24))
        height = self.heightForWidth(width)  # its size hint has room for a sentence that wraps sooner
        self.setGeometry(round(room.center().x() - width / 2), round(room.bottom() - height - 12), width, height)

    def on_fix_clicked(self) -> None:
        self.fix_requested.emit(self._sentence, str(self._place) if self._place else "")
        self.hide()

    def on_theme_changed(self) -> None:
        super().on_theme_changed()
        self._icon.setPixmap(icons.pixmap("warning", theme.colors.bad, size=18))


class PickCard(Card):
    """The element that was picked, and what can be done with it.

    Signals:
        change_requested: it is to be changed; a `Picked`.
        place_requested: its code is to be shown; a `Place`.
    """

    change_requested = Signal(object)
    place_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "pickCard")
        self.picked: Picked | None = None
        self.name = QLabel()
        self.name.setFont(code_font(pixels=12))
        self.about = QLabel()
        self.about.setProperty("role", "faint")
        for label in (self.name, self.about):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.place_button = QPushButton()
        self.place_button.setProperty("role", "link")
        self.place_button.setAccessibleName(self.tr("Show the code of this element"))
        self.change_button = QPushButton(self.tr("Change this"))
        self.change_button.setProperty("role", "primary")
        self.change_button.setAccessibleName(self.tr("Change this element"))
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the HTML of this element"))
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.change_button)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.place_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addLayout(foot)
        self.change_button.clicked.connect(self.on_change_clicked)
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.place_button.clicked.connect(self.on_place_clicked)
        self.on_theme_changed()

    def show_picked(self, picked: Picked, box: QRectF, room: QRectF) -> None:
        """Beside the element's box, within the room; both as the card's parent counts."""
        self.picked = picked
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(picked.name, Qt.TextElideMode.ElideRight, 300))
        text = one_line(picked.text, limit=SHOWN_TEXT_CHARS)
        size = f"{picked.box.width:.0f} × {picked.box.height:.0f}"
        self.about.setText(f"{size}  ·  “{text}”" if text else size)
        self.place_button.setVisible(picked.place is not None)
        self.place_button.setText(str(picked.place) if picked.place else "")
        self.copy_button.setText(self.tr("Copy"))
        self.setAccessibleName(self.tr("Picked element: {}").format(picked.name))
        self.adjustSize()
        size_ = QSize(self.sizeHint()).boundedTo(QSize(round(room.width()) - 16, 400))
        self.resize(size_)
        self.move(label_place(box, QSizeF(size_), room))
        self.show()
        self.raise_()
        self.change_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_change_clicked(self) -> None:
        if self.picked is not None:
            self.change_requested.emit(self.picked)

    def on_copy_clicked(self) -> None:
        if self.picked is not None:
            clipboard.copy(self.picked.html)
            self.copy_button.setText(self.tr("Copied"))

    def on_place_clicked(self) -> None:
        if self.picked is not None and self.picked.place is not None:
            self.place_requested.emit(self.picked.place)
