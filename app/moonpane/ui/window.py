"""The window: where things lie, and the keys. What happens is decided elsewhere."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from moonpane.store.model import Exchange
from moonpane.store.studio import Changed, Store, What
from moonpane.ui import icons, intake
from moonpane.ui.actions import ActionTable
from moonpane.ui.conversation.composer import Composer
from moonpane.ui.conversation.transcript import Transcript
from moonpane.ui.palette import Palette
from moonpane.ui.panes.code import CodePane
from moonpane.ui.panes.compare.pane import ComparePane
from moonpane.ui.panes.preview import PreviewPane
from moonpane.ui.panes.score_view import ScorePill
from moonpane.ui.segmented import Segmented
from moonpane.ui.shortcuts import ShortcutSheet
from moonpane.ui.status_strip import StatusStrip
from moonpane.ui.theme import theme
from moonpane.ui.welcome.page import Welcome
from moonpane.ui.window_actions import Pane, window_actions

HEAD_HEIGHT = 56


class Window(QMainWindow):
    """The studio's only window.

    Signals:
        closed: the person closed it.
        save_requested: Ctrl+S, or the button.
        models_requested, settings_requested: their dialogs are to be opened.
    """

    closed = Signal()
    save_requested = Signal()
    models_requested = Signal()
    settings_requested = Signal()

    def __init__(self, store: Store, *, sandbox_notice: str = "", has_sample: bool = False) -> None:
        super().__init__()
        self._store = store
        self.setWindowTitle("Moonpane")
        self.resize(1320, 860)
        self.setMinimumSize(860, 560)
        self.setAcceptDrops(True)
        self.transcript = Transcript(store)
        self.composer = Composer(store)
        self.welcome = Welcome(has_sample=has_sample)
        self.preview = PreviewPane(store)
        self.code = CodePane(store)
        self.compare = ComparePane(store)
        self.status = StatusStrip(store, sandbox_notice=sandbox_notice)
        page, code = (
            ("page", self.tr("Page"), self.tr("Show the page")),
            ("code", self.tr("Code"), self.tr("Show the code")),
        )
        self.segmented = Segmented((page, code, ("compare", self.tr("Compare"), self.tr("Show the comparison"))))
        self.pill = ScorePill()
        self.actions_table = ActionTable(self)
        self._brand_icon = QLabel()
        self._lay_out()
        self.actions_table.add(window_actions(self))
        store.changed.connect(self.on_store_changed)
        theme.changed.connect(self.on_theme_changed)
        self.segmented.chosen.connect(self.show_pane)
        self.pill.clicked.connect(lambda: self.show_pane(Pane.COMPARE))
        self.code.save_requested.connect(self.save_requested)
        self.welcome.paste_requested.connect(self.paste)
        self.on_theme_changed()
        self.composer.setFocus()

    def show_pane(self, pane: int) -> None:
        """One of `Pane`."""
        self._panes.setCurrentIndex(pane)
        self.segmented.choose(pane)

    def show_code_of(self, exchange: Exchange) -> None:
        self._store.show(exchange)
        self.show_pane(Pane.CODE)

    @property
    def pane(self) -> Pane:
        return Pane(self._panes.currentIndex())

    def on_store_changed(self, changed: Changed) -> None:
        shown = self._store.shown
        if changed.what is What.SHOWN:
            self._pages.setCurrentIndex(1 if shown else 0)
            if self.pane is Pane.COMPARE and shown and not shown.phase.ended:
                self.show_pane(Pane.PAGE)
        if changed.what in (What.SHOWN, What.PAGE_FINISHED, What.MEASURED):
            version = self._store.version
            self.pill.show_score(version.score if version else None)

    def on_theme_changed(self) -> None:
        moon = icons.pixmap("moon", theme.colors.accent, size=22)
        self._brand_icon.setPixmap(moon)
        self.setWindowIcon(QIcon(icons.pixmap("moon", theme.colors.accent, size=64)))

    def open_palette(self) -> None:
        palette = Palette(self.actions_table, self)
        palette.chosen.connect(self.actions_table.run)
        palette.open_over(self)

    def open_shortcuts(self) -> None:
        ShortcutSheet(self.actions_table, self).open()

    def paste(self) -> None:
        """Pictures go to the composer wherever the focus is; text goes to the text field."""
        if not self.composer.take(QGuiApplication.clipboard().mimeData()):
            self.composer.edit.paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if intake.has_offers(event.mimeData()):
            event.acceptProposedAction()
            self._show_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_dropping(False)
        mime: QMimeData = event.mimeData()
        if self.composer.take(mime):
            event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()

    def _show_dropping(self, dropping: bool) -> None:
        self.composer.show_dropping(dropping)
        self.welcome.show_dropping(dropping)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self._conversation())
        splitter.addWidget(self._workspace())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([380, 940])
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(splitter, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)

    def _conversation(self) -> QWidget:
        brand = QLabel("Moonpane")
        brand.setObjectName("brand")
        head = QHBoxLayout()
        head.setContentsMargins(18, 0, 16, 0)
        head.setSpacing(8)
        head.addWidget(self._brand_icon)
        head.addWidget(brand, 1)
        strip = QWidget()
        strip.setFixedHeight(HEAD_HEIGHT)
        strip.setLayout(head)
        side = QFrame()
        side.setObjectName("conversation")
        side.setMinimumWidth(345)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.transcript, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 4, 14, 14)
        foot.addWidget(self.composer)
        column.addLayout(foot)
        return side

    def _workspace(self) -> QWidget:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.segmented)
        head.addStretch(1)
        head.addWidget(self.pill)
        strip = QWidget()
        strip.setFixedHeight(HEAD_HEIGHT)
        strip.setLayout(head)
        code_frame = QFrame()
        code_frame.setObjectName("card")
        frame_column = QVBoxLayout(code_frame)
        frame_column.setContentsMargins(0, 0, 0, 0)
        frame_column.addWidget(self.code)
        self._panes = QStackedWidget()
        for pane in (self.preview, code_frame, self.compare):
            self._panes.addWidget(pane)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self._panes, 1)
        self._pages = QStackedWidget()
        self._pages.setObjectName("workspace")
        self._pages.setContentsMargins(16, 0, 16, 16)
        welcome = QWidget()
        around = QVBoxLayout(welcome)
        around.setContentsMargins(0, 16, 0, 0)
        around.addWidget(self.welcome)
        self._pages.addWidget(welcome)
        self._pages.addWidget(work)
        return self._pages
