"""The live preview as a person works with it: page, device, zoom, console, errors, and elements to be picked."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout

from moonpane.preview.picked import Picked
from moonpane.preview.picking import Picker
from moonpane.preview.view import PreviewView
from moonpane.session import Stack
from moonpane.ui.panes.preview.canvas import CanvasScroll, PageCanvas
from moonpane.ui.panes.preview.cards import ErrorCard, PickCard
from moonpane.ui.panes.preview.console_panel import ConsolePanel
from moonpane.ui.panes.preview.pick_overlay import PickOverlay
from moonpane.ui.panes.preview.tool_bar import PreviewBar

OUTLINE_MS = 6_000  # how long the element of a line of code stays outlined
CONSOLE_HEIGHT = 190


class PreviewStage(QFrame):
    """Shows one page. `begin`, then `feed` and `finish` as with `PreviewView`; it knows no store.

    Signals:
        element_picked: a `Picked`, chosen in the page.
        change_requested: the picked element is to be changed; a `Picked`.
        fix_requested: an error is to be mended by the model; its sentence and its place ("" when unknown).
        place_requested: the code of a place is to be shown; a `Place`.
    """

    element_picked = Signal(object)
    change_requested = Signal(object)
    fix_requested = Signal(str, str)
    place_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.view = PreviewView()
        self.view.setAccessibleName(self.tr("Live preview of the page"))
        self.canvas = PageCanvas(self.view)
        self.ground = CanvasScroll(self.canvas)
        self.overlay = PickOverlay(self.canvas, Picker(self.view))
        self.bar = PreviewBar(self.canvas, self.view.console)
        self.console = ConsolePanel(self.view.console)
        self.console.hide()
        self.error_card = ErrorCard(self.ground)
        self.pick_card = PickCard(self.ground)
        self._passing = (self.overlay, self.error_card, self.pick_card)
        self._is_whole = False
        self._is_dismissed = False  # the error that would be shown
        self._outline_end = QTimer(self)
        self._outline_end.setSingleShot(True)
        self._outline_end.setInterval(OUTLINE_MS)
        self._outline_end.timeout.connect(self.clear_highlight)
        self._lay_out()
        self._connect()
        self._add_keys()

    def begin(self, mockup: QSize | None = None, *, ghost: QImage | None = None, **how: Any) -> None:
        """A new page is about to be written; `how` is handed to `PreviewView.begin`.

        mockup: its size in px, which the page takes for its own unless the person chose another.
        ghost: stands in for the page until it is painted.
        """
        self.page_is_whole = False
        self._put_cards_away()
        self.canvas.show_page(mockup, ghost=ghost)
        self.bar.refresh()
        self.view.begin(**how)

    def feed(self, text: str) -> None:
        self.view.feed(text)

    def finish(self, html: str, *, cut_off: bool = False) -> None:
        self.page_is_whole = True
        self.view.finish(html, cut_off=cut_off)

    def feed_files(self, files: Mapping[str, str]) -> None:
        """All files of what was begun, as far as they are written."""
        self.view.feed_files(files)

    def finish_files(self, files: Mapping[str, str], stack: Stack, *, cut_off: bool = False) -> None:
        """The whole project, whether it was fed before or not."""
        self.page_is_whole = True
        self.view.finish_files(files, stack, cut_off=cut_off)

    def clear(self) -> None:
        """No page is looked at."""
        self._put_cards_away()
        self.view.clear()

    def show_words(self, words: str) -> None:
        """In place of a page that was begun and has nothing to show."""
        self.clear()
        self.canvas.show_words(words)
        self.bar.refresh()

    @property
    def page_is_whole(self) -> bool:
        """Errors of a page that still grows may come of what is missing, and are not offered to the model."""
        return self._is_whole

    @page_is_whole.setter
    def page_is_whole(self, whole: bool) -> None:
        self._is_whole = whole

    def highlight_source(self, path: str, line: int) -> None:
        """Outlines what a line of code makes in the page, for a while."""
        if self.canvas.has_page and not self.pick_card.isVisible():
            self.overlay.outline_source(path, line)
            self._outline_end.start()

    def clear_highlight(self) -> None:
        self._outline_end.stop()
        if not self.overlay.is_picking:
            self.overlay.clear()

    def inspect(self, on: bool) -> None:
        """Whether a click picks an element."""
        if on and self.canvas.has_page:
            self.pick_card.hide()
            self._outline_end.stop()
            self.overlay.begin()
        elif self.overlay.is_picking:
            self.overlay.end()
            self.overlay.clear()
        self.bar.inspect_button.setChecked(self.overlay.is_picking)
        self.bar.refresh()

    def shut_down(self) -> None:
        """Ends the page; Chromium's pages have to go before the application object does."""
        self.view.shut_down()

    def on_console_told(self) -> None:
        console = self.view.console
        error = console.first_fault
        if error is None:
            self._is_dismissed = False
            self.error_card.hide()
        elif self._is_whole and not self._is_dismissed:
            self.error_card.show_error(error.fault, error.place, num_more=console.num_faults - 1)
            self._place_cards()

    def on_error_dismissed(self) -> None:
        self.keep_focus()
        self._is_dismissed = True

    def on_picking_left(self) -> None:
        self.keep_focus()
        self.bar.inspect_button.setChecked(False)
        self.bar.refresh()

    def on_element_picked(self, picked: Picked) -> None:
        self.pick_card.show_picked(picked, self._box(), QRectF(self.ground.rect()))
        self.element_picked.emit(picked)

    def on_page_stopped(self, sentence: str) -> None:
        """A loop writes nothing to the console, and is an error like any other."""
        self.inspect(False)
        if self._is_whole:
            self.error_card.show_error(sentence, None)
            self._place_cards()

    def on_pick_card_closed(self) -> None:
        self.keep_focus()
        self.overlay.clear()

    def keep_focus(self) -> None:
        """From what is about to go: left to Qt it would wander into the page, and onto the first link there."""
        focused = QApplication.focusWidget()
        if focused is not None and any(each is focused or each.isAncestorOf(focused) for each in self._passing):
            self.bar.inspect_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_canvas_resized(self) -> None:
        self.overlay.setGeometry(self.canvas.placed.view)
        self.overlay.set_zoom(self.canvas.placed.zoom)
        self._place_cards()

    def showEvent(self, event: QEvent) -> None:
        if self._outline_end.isActive():
            self._outline_end.start()
        self._place_cards()  # what came while another pane was looked at had no room to be placed in

    def _box(self) -> QRectF:
        """What is outlined, as the scroll area counts."""
        box = self.overlay.box()
        return box.translated(QPointF(self.overlay.mapTo(self.ground, box.topLeft().toPoint())) - box.topLeft())

    def _place_cards(self) -> None:
        room = QRectF(self.ground.rect())
        if not self.error_card.isHidden():
            self.error_card.place_in(room)
        if not self.pick_card.isHidden() and self.pick_card.picked is not None:
            self.pick_card.show_picked(self.pick_card.picked, self._box(), room)

    def _put_cards_away(self) -> None:
        self.inspect(False)
        self.pick_card.hide()
        self.error_card.hide()
        self._is_dismissed = False
        self.overlay.clear()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(5)
        self.split.addWidget(self.ground)
        self.split.addWidget(self.console)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([600, CONSOLE_HEIGHT])
        self.console.setMinimumHeight(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.view.painted.connect(self.canvas.on_page_painted)
        self.view.stopped.connect(self.canvas.on_page_stopped)
        self.view.stopped.connect(self.on_page_stopped)
        self.view.console.changed.connect(self.on_console_told)
        self.canvas.resized.connect(self.on_canvas_resized)
        self.ground.resized.connect(self._place_cards)
        self.bar.inspect_toggled.connect(self.inspect)
        self.bar.console_toggled.connect(self.console.setVisible)
        self.bar.reload_requested.connect(self.view.reload)
        self.console.place_requested.connect(self.place_requested)
        self.error_card.place_requested.connect(self.place_requested)
        self.error_card.fix_requested.connect(self.fix_requested)
        self.error_card.fix_requested.connect(self.on_error_dismissed)
        self.error_card.closed.connect(self.on_error_dismissed)
        self.pick_card.place_requested.connect(self.place_requested)
        self.pick_card.change_requested.connect(self.change_requested)
        self.pick_card.closed.connect(self.on_pick_card_closed)
        self.overlay.left.connect(self.on_picking_left)
        self.overlay.picked.connect(self.on_element_picked)

    def _add_keys(self) -> None:
        """They act while the pane is seen, wherever the focus is."""
        for keys, act in (
            (("Ctrl+Shift+C",), self.bar.inspect_button.toggle),
            (("Ctrl++", "Ctrl+="), lambda: self.canvas.zoom_step(larger=True)),
            (("Ctrl+-",), lambda: self.canvas.zoom_step(larger=False)),
            (("Ctrl+0",), lambda: self.canvas.set_zoom(None)),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), self).activated.connect(act)
