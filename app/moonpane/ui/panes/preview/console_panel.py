"""The page's console below it: its last lines by level, where they come from, and all of the one that is chosen."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
)

from moonpane.preview import clipboard
from moonpane.preview.console import MAX_LINES, Console
from moonpane.preview.picked import Place, plain
from moonpane.ui import icons
from moonpane.ui.panes.preview.console_rows import LEVELS, LINE_ROLE, ConsoleRows, Row, RowPainter, icon_of, rows_of
from moonpane.ui.theme import code_font, theme

PLACE_WIDTH = 190  # at the right end of a row: a click there goes to the code
FULL_CHARS = 2_000


class ConsoleList(QListView):
    """The rows. Return, a double click, or a click at the place of a line goes to its code.

    Signals:
        place_requested: the code of a line is to be shown; a `Place`.
    """

    place_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("consoleList")
        self.setAccessibleName(self.tr("Lines of the console"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.rows = ConsoleRows()
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(self))
        self.activated.connect(self.on_row_activated)

    def on_row_activated(self, index: QModelIndex) -> None:
        place = self._place(index)
        if place is not None:
            self.place_requested.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._is_over_place(event.position().toPoint()):
            self.on_row_activated(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._is_over_place(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on_row_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _is_over_place(self, at: QPoint) -> bool:
        return at.x() > self.viewport().width() - PLACE_WIDTH and self._place(self.indexAt(at)) is not None

    def _place(self, index: QModelIndex) -> Place | None:
        row = index.data(LINE_ROLE) if index.isValid() else None
        return row.line.place if isinstance(row, Row) else None


class ConsolePanel(QFrame):
    """The panel.

    Signals:
        place_requested: the code of a line is to be shown; a `Place`.
    """

    place_requested = Signal(object)

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.setObjectName("consolePanel")
        self._console = console
        self._is_stale = True
        names = {
            "error": (self.tr("Errors"), self.tr("Show errors")),
            "warning": (self.tr("Warnings"), self.tr("Show warnings")),
            "info": (self.tr("Messages"), self.tr("Show messages")),
        }
        self.filters: dict[str, QToolButton] = {}
        head = QHBoxLayout()
        head.setContentsMargins(8, 3, 8, 3)
        head.setSpacing(2)
        for level in LEVELS:
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAccessibleName(names[level][1])
            button.setToolTip(names[level][0])
            button.toggled.connect(self.on_filter_toggled)
            self.filters[level] = button
            head.addWidget(button)
        self.note = QLabel()
        self.note.setProperty("role", "faint")
        self.copy_button, self.clear_button = QToolButton(), QToolButton()
        for button, name in ((self.copy_button, self.tr("Copy the lines")), (self.clear_button, self.tr("Clear"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        head.addStretch(1)
        head.addWidget(self.note)
        head.addWidget(self.copy_button)
        head.addWidget(self.clear_button)
        self.list = ConsoleList()
        self.detail = QPlainTextEdit()
        self.detail.setObjectName("consoleDetail")
        self.detail.setAccessibleName(self.tr("All of the chosen line"))
        self.detail.setReadOnly(True)
        self.detail.setFont(code_font(pixels=12))
        self.detail.setFixedHeight(64)
        self.detail.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.detail)
        console.changed.connect(self.on_console_changed)
        self.copy_button.clicked.connect(self.on_copy_clicked)
        self.clear_button.clicked.connect(console.clear)
        self.list.place_requested.connect(self.place_requested)
        self.list.selectionModel().currentChanged.connect(self.on_row_chosen)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    @property
    def levels(self) -> set[str]:
        """Those that are shown."""
        return {level for level, button in self.filters.items() if button.isChecked()}

    def refresh(self) -> None:
        """Reads the console, if there is somebody to see it."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        bar = self.list.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 4
        self.list.rows.show_rows(rows_of(self._console.lines, self.levels))
        if follows:
            self.list.scrollToBottom()
        for level, button in self.filters.items():
            button.setText(str(self._console.counts[level]))
        lost = self._console.num_lines - len(self._console.lines)
        empty = "" if self._console.lines else self.tr("The page wrote nothing here")
        self.note.setText(self.tr("The last {} lines are kept").format(MAX_LINES) if lost > 0 else empty)
        self.detail.hide()

    def on_console_changed(self) -> None:
        self.refresh()

    def on_filter_toggled(self, shown: bool) -> None:
        self.refresh()

    def on_row_chosen(self, index: QModelIndex) -> None:
        row = index.data(LINE_ROLE) if index.isValid() else None
        self.detail.setVisible(isinstance(row, Row))
        if isinstance(row, Row):
            self.detail.setPlainText(plain(row.line.text, FULL_CHARS, lines=True))

    def on_copy_clicked(self) -> None:
        """What the list shows, as text."""
        lines = [
            f"[{row.line.level}] {plain(row.line.text, FULL_CHARS, lines=True)}"
            + (f" ({row.line.place})" if row.line.place else "")
            + (f" ×{row.count}" if row.count > 1 else "")
            for row in self.list.rows.rows
        ]
        clipboard.copy("\n".join(lines))

    def on_theme_changed(self) -> None:
        colors = theme.colors
        inks = {"error": colors.bad, "warning": colors.middling, "info": colors.muted}
        for level, button in self.filters.items():
            button.setIcon(icons.icon(icon_of(level), inks[level], size=14))
        self.copy_button.setIcon(icons.icon("copy", colors.muted, size=15))
        self.clear_button.setIcon(icons.icon("clear", colors.muted, size=15))
        self.list.viewport().update()

    def showEvent(self, event: QEvent) -> None:
        if self._is_stale:
            self.refresh()
