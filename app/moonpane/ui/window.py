"""The window: where things lie. What can be done in it is in `window_actions`; what happens is decided elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QMainWindow

from moonpane.artifact.diff import Diff
from moonpane.preview.picked import Picked, Place
from moonpane.preview.ready import make_ready
from moonpane.store.found_place import FoundPlace
from moonpane.store.model import Exchange
from moonpane.store.studio import Changed, Store, What
from moonpane.ui import icons, intake
from moonpane.ui.actions import ActionTable
from moonpane.ui.conversation.composer import Composer
from moonpane.ui.conversation.rest_button import RestButton
from moonpane.ui.conversation.transcript import Transcript
from moonpane.ui.foreign_text import one_line
from moonpane.ui.keys_here import ReadingOrder
from moonpane.ui.palette import Palette
from moonpane.ui.panes.code import CodePane, DiffView
from moonpane.ui.panes.compare.pane import ComparePane
from moonpane.ui.panes.compare.variants_strip import VariantsStrip
from moonpane.ui.panes.history.pane import VersionsPane
from moonpane.ui.panes.preview import PreviewPane
from moonpane.ui.panes.score_view import ScorePill
from moonpane.ui.progress_bar import TaskBar
from moonpane.ui.quiet_button import QuietButton
from moonpane.ui.segmented import Segmented
from moonpane.ui.sessions.pane import SessionsPane
from moonpane.ui.sessions.side_place import SidePlace
from moonpane.ui.shortcuts import ShortcutSheet
from moonpane.ui.status_strip import StatusStrip
from moonpane.ui.theme import theme
from moonpane.ui.toast import Toasts
from moonpane.ui.welcome.page import Welcome
from moonpane.ui.window_actions import Pane, window_actions
from moonpane.ui.window_layout import lay_out

WAYS = ("capture", "record", "address")


class Window(QMainWindow):
    """The studio's only window.

    Signals:
        pane_changed: another pane is looked at, by whatever way.
        save_requested, export_requested, browser_requested, editor_requested: of the shown page.
        undo_requested, redo_requested: of the shown version.
        models_requested, settings_requested: their dialogs are to be opened.
    """

    pane_changed = Signal(int)
    save_requested = Signal()
    export_requested = Signal()
    browser_requested = Signal()
    editor_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    models_requested = Signal()
    settings_requested = Signal()

    side_place: SidePlace  # made by the layout

    def __init__(self, store: Store, *, sandbox_notice: str = "", has_sample: bool = False) -> None:
        super().__init__()
        self._store = store
        self._conversation = store.session.id
        self.may_close: Callable[[], bool] = lambda: True  # asked whenever the window is to be closed
        self.setWindowTitle("Moonpane")
        self.resize(1440, 900)
        self.setMinimumSize(860, 560)
        self.setAcceptDrops(True)
        make_ready(self)
        self.sidebar = SessionsPane(store)
        self.transcript = Transcript(store)
        self.rest_button = RestButton(store)
        self.composer = Composer(store)
        self.welcome = Welcome(has_sample=has_sample, ways=WAYS)
        self.preview = PreviewPane(store)
        self.code = CodePane(store)
        self.compare = ComparePane(store)
        self.history = VersionsPane(store)
        self.diff = DiffView()
        self.variants = VariantsStrip()
        self.variants.hide()
        self.tasks = TaskBar()
        self.status = StatusStrip(store, sandbox_notice=sandbox_notice)
        self.segmented = Segmented(
            (
                ("page", self.tr("Page"), self.tr("Show the page")),
                ("code", self.tr("Code"), self.tr("Show the code")),
                ("compare", self.tr("Compare"), self.tr("Show the comparison")),
                ("clock", self.tr("History"), self.tr("Show the history")),
            )
        )
        self.pill = ScorePill()
        self.models_button = QuietButton("layers", self.tr("Models"), shows_words=True)
        self.settings_button = QuietButton("more", self.tr("Settings"))
        self.brand_icon = QLabel()
        self.toasts = Toasts(self)
        self._reading = ReadingOrder(self.transcript)
        self.actions_table = ActionTable(self)
        self._panes, self._pages = lay_out(self)
        self.toasts.over = self._pages  # never over the button that sends
        self.actions_table.add(window_actions(self))
        self._connect()
        self.on_theme_changed()
        self.composer.setFocus()

    def show_pane(self, pane: int) -> None:
        """One of `Pane`."""
        if pane == Pane.COMPARE:
            self.compare.show_mockup()
        goes = self.pane != pane and self._panes.isAncestorOf(self.focusWidget())
        self._panes.setCurrentIndex(pane)
        if pane < len(self.segmented.buttons):
            self.segmented.choose(pane)
        if goes:  # else the keys would be with whatever stands next in the window
            self.segmented.focus_chosen()

    def show_code_of(self, exchange: Exchange) -> None:
        self._store.show(exchange)
        self.show_pane(Pane.CODE)

    def show_diff(self, diff: Diff, captions: tuple[str, str]) -> None:
        self.diff.show_diff(diff, captions)
        self.show_pane(Pane.DIFF)

    def show_place(self, place: Place) -> None:
        """A line of the code, marked."""
        if self.code.show_place(place.path, place.line, place.column):
            self.show_pane(Pane.CODE)
            self.code.text.setFocus()

    def show_found(self, place: FoundPlace) -> None:
        """What a search found: in the conversation, or in the code of the version that is shown."""
        if place.part != "code":
            self.transcript.show_found(place)
        elif self.code.show_found(place.path, place.words):
            self.show_pane(Pane.CODE)

    def on_element_picked(self, picked: Picked) -> None:
        """The code goes to the element at once, also while the page is looked at."""
        if picked.place is not None:
            self.code.show_place(picked.place.path, picked.place.line, picked.place.column)

    @property
    def pane(self) -> Pane:
        return Pane(self._panes.currentIndex())

    def on_store_changed(self, changed: Changed) -> None:
        store = self._store
        shown, version = store.shown, store.version
        if store.session.id != self._conversation:
            self._conversation = store.session.id
            self.preview.view.leave()
        if changed.what is What.SHOWN:
            if (shown or version) and self.welcome.isAncestorOf(self.focusWidget()):
                self.composer.setFocus()  # a tile that was clicked goes, and the keys would go with it
            self._pages.setCurrentIndex(1 if shown or version else 0)
            if self.pane in (Pane.COMPARE, Pane.HISTORY, Pane.DIFF) and shown and not shown.phase.ended and not version:
                self.show_pane(Pane.PAGE)
        if changed.what in (What.SHOWN, What.PAGE_FINISHED, What.MEASURED):
            self.pill.show_score(version.score if version else None)
        if changed.what in (What.SESSION, What.EXCHANGE_ADDED, What.SESSIONS):
            title = one_line(store.session.title)
            self.setWindowTitle(f"{title} – Moonpane" if store.session.exchanges else "Moonpane")
        if changed.what is What.TOLD and store.told:
            self.toasts.say(store.told.sentence, is_bad=store.told.is_bad)
        if changed.what in (What.SHOWN, What.PROGRESS):
            variants = shown.variants if shown else ()
            self.variants.setVisible(bool(variants))
            if shown and variants:
                places = [at for at, id in enumerate(shown.variant_versions) if version and id == version.id]
                self.variants.show_variants(variants, shown=places[0] if places else -1)

    def on_theme_changed(self) -> None:
        self.brand_icon.setPixmap(icons.pixmap("moon", theme.colors.accent, size=20))
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
        if intake.is_from_outside(event) and intake.has_offers(event.mimeData()):
            event.acceptProposedAction()
            self._show_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_dropping(False)
        if intake.is_from_outside(event) and self.composer.take(event.mimeData()):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side_place.fit_window(self.width())

    def focusNextPrevChild(self, next: bool) -> bool:
        said = zip(self.transcript.bubbles, self.transcript.answers, strict=True)
        self._reading.settle(part for both in said for part in both)
        return super().focusNextPrevChild(next)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.may_close())

    def _show_dropping(self, dropping: bool) -> None:
        self.composer.show_dropping(dropping)
        self.welcome.show_dropping(dropping)

    def _connect(self) -> None:
        self._store.changed.connect(self.on_store_changed)
        theme.changed.connect(self.on_theme_changed)
        self.segmented.chosen.connect(self.show_pane)
        self._panes.currentChanged.connect(self.pane_changed)
        self.pill.clicked.connect(lambda: self.show_pane(Pane.COMPARE))
        self.code.save_requested.connect(self.save_requested)
        self.code.caret_moved.connect(self.preview.highlight_source)
        self.preview.place_requested.connect(self.show_place)
        self.preview.element_picked.connect(self.on_element_picked)
        self.models_button.clicked.connect(self.models_requested)
        self.settings_button.clicked.connect(self.settings_requested)
        self.history.undo_requested.connect(self.undo_requested)
        self.history.redo_requested.connect(self.redo_requested)
