"""The live preview: shows a page while it is written, then the finished page, and is never blank in between.

While a page is written it grows in one surface. A finished page is loaded in a second surface below it, which comes up
when it is painted, at the same scroll position. Whatever was painted last stays in sight until then, also when a page
had to be stopped.
"""

from collections.abc import Mapping

import shiboken6
from PySide6.QtCore import QCoreApplication, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from moonpane.artifact.document import document_of
from moonpane.page_size import MAX_HTML_BYTES
from moonpane.preview.banner import Banner
from moonpane.preview.console import Console
from moonpane.preview.flags import sandbox_state
from moonpane.preview.growth import Growth
from moonpane.preview.profile import PreviewProfile
from moonpane.preview.surface import Surface
from moonpane.session import Stack

MAX_RELOADS = 3
LEAVE_MS = 1_000
SOON_MS = 1  # at 0 it would come before all that waits for its turn


class PreviewView(QWidget):
    """A preview pane. `begin`, then `feed` with each new piece, then `finish` with the whole page.

    A project goes the same way with its files: `begin`, `feed_files` with all of them as far as they are written,
    `finish_files`. Elements of a project say where they stand in its files, see `artifact.source_map`.

    Attributes:
        console: what the page has written to its console.
        left_out: pictures and fonts of the project that found no room in the page in sight.
        sandbox: whether Chromium's process sandbox is on; its sentence is to be shown when it is not.

    Signals:
        painted: a document has come into sight, after `begin` or `finish`.
        stopped: the page had to be stopped, or its process ended; one sentence. The last picture stays, with a banner.
        dialog_suppressed: the page asked for an alert, confirm or prompt; the number of them so far.
    """

    painted = Signal()
    stopped = Signal(str)
    dialog_suppressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.console = Console(self)
        self.sandbox = sandbox_state()
        self._front: Surface | None = None
        self._back: Surface | None = None
        self._growth: Growth | None = None
        self._warm: PreviewProfile | None = None
        self.left_out: tuple[str, ...] = ()
        self._html: str | None = None
        self._is_due = False  # it is to be loaded
        self._cut_off = False
        self._num_reloads = 0
        self._page_number = 0  # counts `begin`s; a scroll position is kept within one page only
        self._zoom = 1.0
        self._scroll_bars = True
        self._is_replaced = False  # what the banner speaks of
        self._still = QLabel(self)
        self._still.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._still.hide()
        self._banner = Banner(self)
        self._banner.reload_wanted.connect(self.reload)
        self._banner.hide()
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self.shut_down)

    def warm_up(self) -> None:
        """Starts Chromium, which holds this thread up for a tenth of a second, before the first page is written."""
        if self._front is None and self._back is None and self._warm is None:
            self._warm = PreviewProfile(self)

    def begin(self, stack: Stack = "html") -> None:
        """A new page is about to be written; what is in sight stays until it has something to show."""
        self._html, self._is_due, self.left_out = None, False, ()
        self._num_reloads = 0
        self.console.clear()
        self._banner.hide()
        self._end_growth()
        self._page_number += 1
        self._growth = Growth(stack, self._new_surface, self)

    def feed(self, text: str) -> None:
        """The next piece of the page that was begun; a page over MAX_HTML_BYTES grows no further."""
        if self._growth is not None:
            self._growth.feed(text)

    def feed_files(self, files: Mapping[str, str]) -> None:
        """All files of what was begun, as far as they are written, in the order of their writing."""
        if self._growth is not None:
            self._growth.feed_files(files)

    def finish_files(self, files: Mapping[str, str], stack: Stack, *, cut_off: bool = False) -> None:
        """The whole project, whether it was fed before or not; see `finish`."""
        document = document_of(files, stack, located=True)
        self.left_out = document.left_out
        self.finish(document.html, cut_off=cut_off)

    def finish(self, html: str, *, cut_off: bool = False) -> None:
        """The whole page, whether it was fed before or not; an empty one changes nothing.

        cut_off: the page ends before its end; it comes into sight only if it shows anything.
        """
        if not html.strip():
            return
        if len(html) > MAX_HTML_BYTES:
            self._tell_stopped(f"The page is larger than {MAX_HTML_BYTES >> 20} MB and is not shown.")
            return
        self._num_reloads = 0
        self._cut_off = cut_off
        self._end_growth()
        # A little later: with a large session there is enough to do at once.
        self._html, self._is_due = html, True
        QTimer.singleShot(SOON_MS, self, self._load_due)

    def reload(self) -> None:
        """Load the finished page again, from its start."""
        if self._html is not None:
            self._load(self._html)

    def set_zoom(self, factor: float) -> None:
        """Screen pixels for each CSS pixel, 0.25 to 5: a page wider than the window is shown smaller, not narrower."""
        self._zoom = factor
        for surface in (self._front, self._back):
            if surface is not None:
                surface.view.setZoomFactor(factor)

    def set_scroll_bars(self, shown: bool) -> None:
        """Without them a page is as wide as its window, as on a phone."""
        self._scroll_bars = shown
        for surface in (self._front, self._back):
            if surface is not None:
                surface.set_scroll_bars(shown)

    def leave(self) -> None:
        """Another conversation is looked at: what is in sight stays for a moment only, until its page comes."""
        if self._back is not None:
            self._back.dismiss()
            self._back = None
        front, still = self._front, self._still.pixmap().cacheKey()

        def put_away() -> None:
            if front is not None and front is self._front:
                front.dismiss()
                self._front = None
                _judge_drawing(self._front, self._back)
            if self._still.pixmap().cacheKey() == still:
                self._still.hide()

        QTimer.singleShot(LEAVE_MS, self, put_away)

    def clear(self) -> None:
        """Take everything out of sight, for a conversation that has no page."""
        self.begin()
        for surface in (self._front, self._back):
            if surface is not None:
                surface.dismiss()
        self._front = self._back = None
        self._still.hide()

    def shut_down(self) -> None:
        """End all pages at once, before the application goes."""
        for surface in (self._front, self._back):
            if surface is not None:
                surface.dismiss()
                shiboken6.delete(surface)
        self._front = self._back = None

    @property
    def surface(self) -> Surface | None:
        """The document in sight, if it is alive."""
        return self._front

    def resizeEvent(self, event: QResizeEvent) -> None:
        for surface in (self._front, self._back):
            if surface is not None:
                surface.setGeometry(self.rect())
        self._still.setGeometry(self.rect())
        self._banner.place()

    def _end_growth(self) -> None:
        if self._growth is not None:
            self._growth.end()
            self._growth = None

    def _load_due(self) -> None:
        if self._is_due and self._html is not None:
            self._load(self._html)

    def _load(self, html: str) -> None:
        scroll_to = QPointF()
        if self._front is not None and self._front.page_number == self._page_number:
            scroll_to = self._front.page.scrollPosition()
        self._is_due = False
        self.console.clear()
        self._banner.hide()
        surface = self._new_surface()
        surface.show_document(
            lambda documents: documents.put(html), whole=True, may_be_empty=not self._cut_off, scroll_to=scroll_to
        )

    def _new_surface(self) -> Surface:
        """A surface below what is in sight; one that waited there is given up."""
        if self._back is not None:
            self._back.dismiss()
        surface = self._back = Surface(self, page_number=self._page_number)
        surface.page.console_written.connect(lambda *line: self._on_console_written(surface, *line))
        surface.page.dialog_suppressed.connect(self.dialog_suppressed)
        surface.painted.connect(lambda: self._on_painted(surface))
        surface.stopped.connect(lambda sentence, by_page: self._on_stopped(surface, sentence, by_page=by_page))
        surface.setGeometry(self.rect())
        surface.view.setZoomFactor(self._zoom)
        surface.set_scroll_bars(self._scroll_bars)
        surface.lower()
        surface.show()
        _judge_drawing(self._front, self._back)
        return surface

    def _on_console_written(self, surface: Surface, level: str, text: str, line: int, source: str) -> None:
        """A page that is about to be replaced is still in sight and alive; what it says is no word of the next one."""
        if surface is (self._back or self._front) and surface.page_number == self._page_number:
            self.console.add(level, text, line, source)

    def _on_painted(self, surface: Surface) -> None:
        if surface is not self._back:
            return
        before, self._front, self._back = self._front, surface, None
        surface.raise_()
        _judge_drawing(self._front, self._back)
        if self._is_replaced:
            self._banner.hide()
        self._still.hide()
        self._still.setPixmap(QPixmap())
        if before is not None:
            _hand_over_focus(before, surface)
            before.dismiss()
        self.painted.emit()

    def _on_stopped(self, surface: Surface, sentence: str, *, by_page: bool) -> None:
        if surface is self._front:
            self._keep_still(surface)
            self._front = None
            _judge_drawing(self._front, self._back)
        elif surface is self._back:
            self._back = None
        else:
            return
        surface.dismiss()
        if not by_page and self._html is not None and self._num_reloads < MAX_RELOADS:
            self._num_reloads += 1
            self._load(self._html)
            return
        self._tell_stopped(sentence, is_replaced=self._back is not None)

    def _keep_still(self, surface: Surface) -> None:
        """Its last picture takes its place, below whatever lies over it."""
        self._still.setPixmap(surface.last_frame)
        self._still.setGeometry(self.rect())
        self._still.stackUnder(surface)
        self._still.show()

    def _tell_stopped(self, sentence: str, *, is_replaced: bool = False) -> None:
        """`is_replaced`: once the page that is on its way is in sight, the banner is about nothing any more."""
        self._is_replaced = is_replaced
        self._banner.tell(sentence, can_reload=self._html is not None)
        self.stopped.emit(sentence)


def _judge_drawing(front: Surface | None, back: Surface | None) -> None:
    """Of two pages the one in sight, as it was there before; the other one once that is gone."""
    for surface in (front, back):
        if surface is not None:
            surface.watchdog.judge_drawing(surface is (front or back))


def _hand_over_focus(before: Surface, after: Surface) -> None:
    """Left to Qt it would go on as if Tab had been pressed, and the first field of the new page would be outlined."""
    focused = QApplication.focusWidget()
    if focused is not None and before.isAncestorOf(focused):
        after.view.setFocus(Qt.FocusReason.OtherFocusReason)
