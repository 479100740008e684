"""The versions as a list with the tree drawn at its left, walked with the keys along the tree."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView, QMenu

from moonpane.ui import icons
from moonpane.ui.keys import claims
from moonpane.ui.panes.history.rows import VersionRow
from moonpane.ui.panes.history.version_delegate import VersionDelegate
from moonpane.ui.panes.history.version_model import Index, VersionModel
from moonpane.ui.sessions.session_list import make_calm
from moonpane.ui.theme import theme


class VersionList(QListView):
    """Down goes to the version it was made from, Up to what was made from it, Left and Right to its siblings.

    Signals:
        chosen: the id of the version that was clicked, or chosen with Return.
        branch_requested, compare_requested: the id that an entry of the menu is about.
        left: Escape was pressed.
    """

    chosen = Signal(str)
    branch_requested = Signal(str)
    compare_requested = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("versionList")
        self.setAccessibleName(self.tr("Versions of the page"))
        self.versions = VersionModel()
        self._delegate = VersionDelegate(self.versions)
        self.setModel(self.versions)
        self.setItemDelegate(self._delegate)
        self._delegate.covers.came.connect(self.viewport().update)
        self.setUniformItemSizes(True)
        make_calm(self)
        self.clicked.connect(self._choose)

    def show_versions(self, rows: Sequence[VersionRow], *, shown: str) -> None:
        """The keys stay where a person took them; else they go along with the shown version."""
        before, was_shown = self.current, self.versions.shown
        self.versions.show_versions(rows, shown=shown)
        stays = before is not None and before.id != was_shown and self.versions.index_of(before.id).isValid()
        self.setCurrentIndex(self.versions.index_of(before.id if before is not None and stays else shown))

    def show_picked(self, *ids: str) -> None:
        """Marks the versions that are being compared."""
        self._delegate.picked = ids
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        return (bool(self._delegate.picked) and claims(event, Qt.Key.Key_Escape)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current
        family = self.versions.family
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if current is not None:
                self.chosen.emit(current.id)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down if current is not None:
                self._go_to(family.older(current.id))
            case Qt.Key.Key_Up if current is not None:
                self._go_to(family.newer(current.id))
            case Qt.Key.Key_Left if current is not None:
                self._go_to(family.beside(current.id, -1))
            case Qt.Key.Key_Right if current is not None:
                self._go_to(family.beside(current.id, 1))
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = self.versions.row(index)
        if row is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            self._menu(row).popup(self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self._go_to(self.versions.shown)
        super().focusInEvent(event)  # goes to the first row when there is no current one

    @property
    def current(self) -> VersionRow | None:
        """The version that the keys are on."""
        return self.versions.row(self.currentIndex())

    def _go_to(self, id: str | None) -> None:
        index = self.versions.index_of(id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _choose(self, index: Index) -> None:
        if row := self.versions.row(index):
            self.chosen.emit(row.id)

    def _menu(self, row: VersionRow) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        color = theme.colors.muted
        menu.addAction(icons.icon("page", color), self.tr("Show"), lambda: self.chosen.emit(row.id))
        words = self.tr("Go on from here")
        menu.addAction(icons.icon("branch", color), words, lambda: self.branch_requested.emit(row.id))
        words = self.tr("Compare with …")
        menu.addAction(icons.icon("compare", color), words, lambda: self.compare_requested.emit(row.id))
        return menu
