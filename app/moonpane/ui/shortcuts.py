"""All keys on one sheet, made from the table of actions."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from moonpane.ui.actions import Action, Section, key_words
from moonpane.ui.keys_here import KeysHere


class ShortcutSheet(QDialog):
    """The overview; Escape closes it."""

    def __init__(self, actions: Iterable[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        listed = [action for action in actions if action.keys]
        sections = [section for section in Section if any(action.section is section for action in listed)]
        heading = QLabel(self.windowTitle())
        heading.setProperty("role", "title")
        columns = QHBoxLayout()
        columns.setSpacing(36)
        half = -(-sum(len(self._of(section, listed)) + 2 for section in sections) // 2)
        filled, column = 0, self._column(columns)
        for section in sections:
            rows = self._of(section, listed)
            if filled and filled + len(rows) // 2 > half:
                filled, column = 0, self._column(columns)
            column.addLayout(self._group(section, rows))
            filled += len(rows) + 2
        body = QWidget()
        body.setLayout(columns)
        body.setObjectName("sheetBody")
        area = QScrollArea()
        KeysHere(area)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("All shortcuts"))
        area.setWidget(body)
        area.setMinimumSize(min(760, body.sizeHint().width() + 24), min(520, body.sizeHint().height() + 8))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 22, 20, 20)
        whole.setSpacing(14)
        whole.addWidget(heading)
        whole.addWidget(area)
        for column in columns.children():
            assert isinstance(column, QVBoxLayout)
            column.addStretch(1)

    def _of(self, section: Section, actions: list[Action]) -> list[Action]:
        return [action for action in actions if action.section is section]

    def _column(self, columns: QHBoxLayout) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(18)
        columns.addLayout(column)
        return column

    def _group(self, section: Section, actions: list[Action]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        caption = QLabel(section.words)
        caption.setProperty("role", "caption")
        grid.addWidget(caption, 0, 0, 1, 2)
        for row, action in enumerate(actions, 1):
            keys = QHBoxLayout()
            keys.setSpacing(5)
            keys.addStretch(1)
            for each in list(dict.fromkeys(map(key_words, action.keys)))[:2]:  # Return and Enter may be one word
                cap = QLabel(each)
                cap.setProperty("role", "key")
                keys.addWidget(cap)
            grid.addWidget(QLabel(action.words), row, 0)
            grid.addLayout(keys, row, 1)
        return grid
