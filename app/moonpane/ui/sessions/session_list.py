"""The conversations as a list: click or Return opens, F2 renames, Delete bins; the same in a menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from moonpane.ui import icons
from moonpane.ui.sessions.rows import SessionRow
from moonpane.ui.sessions.session_delegate import SessionDelegate
from moonpane.ui.sessions.session_model import Index, SessionModel
from moonpane.ui.theme import theme


def make_calm(view: QListView) -> None:
    """A list without a frame that scrolls by pixels, paints hovered rows, and is edited only when asked."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalScrollBar().setSingleStep(24)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    theme.changed.connect(view.viewport().update)


class SessionList(QListView):
    """All conversations, or those in the bin.

    Signals:
        opened, deleted, exported, restored: the id of the conversation that it is about.
    """

    opened = Signal(str)
    deleted = Signal(str)
    exported = Signal(str)
    restored = Signal(str)

    def __init__(self, *, is_bin: bool = False) -> None:
        super().__init__()
        self._is_bin = is_bin
        self.setObjectName("sessionList")
        self.setAccessibleName(self.tr("Conversations in the bin") if is_bin else self.tr("Conversations"))
        self.sessions = SessionModel()
        self._delegate = SessionDelegate()
        self.setModel(self.sessions)
        self.setItemDelegate(self._delegate)
        self._delegate.covers.came.connect(self.viewport().update)
        self.setUniformItemSizes(True)
        make_calm(self)
        self.clicked.connect(self._act_on)

    def show_open(self, id: str) -> None:
        """Marks the conversation that the window shows."""
        self._delegate.open_id = id
        self.viewport().update()

    def rename(self, id: str) -> None:
        """Opens the field in which the title is changed."""
        index = self.sessions.index_of(id)
        if index.isValid() and not self._is_bin:
            self.scrollTo(index)
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        row = self.sessions.row(index)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row is not None:
                self._act_on(index)
            case Qt.Key.Key_F2 if row is not None:
                self.rename(row.id)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if row is not None and not self._is_bin:
                self.deleted.emit(row.id)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = self.sessions.row(index)
        if row is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            self._menu(row).popup(self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            # The first line is always a heading.
            self.setCurrentIndex(self.sessions.index(1))

    def _act_on(self, index: Index) -> None:
        row = self.sessions.row(index)
        if row is not None:
            (self.restored if self._is_bin else self.opened).emit(row.id)

    def _menu(self, row: SessionRow) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        color = theme.colors.muted
        if self._is_bin:
            words = self.tr("Take out of the bin")
            menu.addAction(icons.icon("undo", color), words, lambda: self.restored.emit(row.id))
            return menu
        menu.addAction(icons.icon("page", color), self.tr("Open"), lambda: self.opened.emit(row.id))
        menu.addAction(icons.icon("pencil", color), self.tr("Rename") + "\tF2", lambda: self.rename(row.id))
        menu.addAction(icons.icon("export", color), self.tr("Export …"), lambda: self.exported.emit(row.id))
        menu.addSeparator()
        menu.addAction(icons.icon("bin", color), self.tr("Delete") + "\tDel", lambda: self.deleted.emit(row.id))
        return menu
