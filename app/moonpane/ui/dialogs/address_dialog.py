"""Asks for the address or file of a page, and for the width to draw it at; says what will be fetched."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from moonpane.errors import InputError
from moonpane.ui.dialogs.address import MAX_WIDTH, MIN_WIDTH, WantedPage, wanted_page
from moonpane.ui.quiet_button import QuietButton
from moonpane.ui.theme import set_role

PHONE, TABLET, DESKTOP = 390, 820, 1280  # CSS px


class AddressDialog(QDialog):
    """Opened with `open()`; fetches nothing itself.

    Signals:
        chosen: the `WantedPage` whose picture is wanted.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Picture of an address"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.field = QLineEdit()
        self.field.setPlaceholderText("https://example.org")
        self.field.setAccessibleName(self.tr("Address or file"))
        self.browse_button = QPushButton(self.tr("Choose a file …"))
        self.browse_button.setAutoDefault(False)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setMinimumHeight(52)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sentence.setAccessibleName(self.tr("What will happen"))
        self.width_field = QSpinBox()
        self.width_field.setRange(MIN_WIDTH, MAX_WIDTH)
        self.width_field.setSuffix(" px")
        self.width_field.setFixedWidth(92)
        self.width_field.setAccessibleName(self.tr("Width of the page"))
        self.widths = QButtonGroup(self)
        self.go_button = QPushButton(self.tr("Take the picture"))
        self.go_button.setProperty("role", "primary")
        self.go_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setAutoDefault(False)
        self._lay_out()
        self.field.textChanged.connect(self.refresh)
        self.browse_button.clicked.connect(self.on_browse_clicked)
        self.widths.idClicked.connect(self.width_field.setValue)
        self.width_field.valueChanged.connect(self.on_width_changed)
        self.go_button.clicked.connect(self.on_go_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self.width_field.setValue(DESKTOP)
        self.refresh()

    def refresh(self) -> None:
        """Says for what is typed what would happen, or why nothing can."""
        try:
            page = wanted_page(self.field.text())
        except InputError as error:
            # A half-typed address is no mistake yet; it is named when it is to be used.
            self._say(self.tr("A web page, or an HTML file on this computer."), "muted")
            self.sentence.setToolTip("")
            self.go_button.setEnabled(bool(self.field.text().strip()))
            self._wrong = str(error)
            return
        self._wrong = ""
        self.go_button.setEnabled(True)
        if page.is_file:
            self._say(self.tr("This file is drawn on this computer. Nothing is fetched over the network."), "muted")
        else:
            words = self.tr(
                "Moonpane will fetch this one address from {host}, and what the page itself loads, "
                "over the network, because you ask for it."
            )
            self._say(words.format(host=page.host), "notice")

    def on_width_changed(self, width: int) -> None:
        button = self.widths.button(width)
        self.widths.setExclusive(False)
        for each in self.widths.buttons():
            each.setChecked(each is button)
        self.widths.setExclusive(button is not None)

    def on_browse_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a page"), str(Path.home()))
        dialog.setNameFilter(self.tr("Pages") + " (*.html *.htm *.xhtml *.svg)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.field.setText)
        dialog.open()

    def on_go_clicked(self) -> None:
        if self._wrong:
            self._say(self._wrong, "remark")
            self.field.setFocus()
            return
        page: WantedPage = wanted_page(self.field.text(), width=self.width_field.value())
        self.accept()
        self.chosen.emit(page)

    def _say(self, words: str, role: str) -> None:
        self.sentence.setText(words)
        set_role(self.sentence, role)

    def _lay_out(self) -> None:
        where, widths, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.field, 1)
        where.addWidget(self.browse_button)
        widths.setSpacing(4)
        for icon, words, width in (
            ("phone", self.tr("Phone"), PHONE),
            ("tablet", self.tr("Tablet"), TABLET),
            ("screen", self.tr("Desktop"), DESKTOP),
        ):
            button: QToolButton = QuietButton(icon, words, shows_words=True)
            button.setCheckable(True)
            button.setAccessibleName(self.tr("{device}, {width} px wide").format(device=words, width=width))
            self.widths.addButton(button, width)
            widths.addWidget(button)
        widths.addStretch(1)
        widths.addWidget(self.width_field)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(where)
        column.addWidget(self.sentence)
        caption = QLabel(self.tr("Draw it this wide"))
        caption.setProperty("role", "caption")
        column.addWidget(caption)
        column.addLayout(widths)
        column.addSpacing(8)
        column.addLayout(buttons)
