"""One document on screen: a view with a page and a profile of its own, thrown away together with the document."""

import time
from collections.abc import Callable

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from moonpane.preview.clipboard import ClipboardGuard
from moonpane.preview.drags import NoDrags
from moonpane.preview.page import PreviewPage
from moonpane.preview.paint_watch import PaintWatch
from moonpane.preview.profile import PreviewProfile
from moonpane.preview.scheme import PreviewScheme
from moonpane.preview.selecting import SelectionGuard
from moonpane.preview.tips import PlainTips
from moonpane.preview.watchdog import Watchdog, kill_renderer

LOOK_MS = 30
KEEP_MS = 500
LOAD_PATIENCE_S = 20.0
# A field called `checkVisibility` hides what has this name of its form, in every world: so prototypes are asked.
_HAS_CONTENT = """(() => {
  const read = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const body = read('body'), state = read('readyState');
  if (location.protocol !== 'preview:' || !body || (%(whole)s && state === 'loading'))
    return false;
  if (document.querySelector('style[data-moonpane-styles]')?.textContent === '') return false;
  const seen = (element) => Element.prototype.checkVisibility.call(element)
    && Element.prototype.getBoundingClientRect.call(element).height > 0;
  return body.innerText.trim().length > 0 || [...body.children].slice(0, 50).some(seen)
    || (%(may_be_empty)s && state === 'complete');
})()"""


class Surface(QWidget):
    """Shows one document; its owner places it, and calls `dismiss` when done.

    Attributes:
        page_number: of the page that the document is a state of, as its owner counts.

    Signals:
        painted: the document has something to show and it is on the screen; once.
        stopped: the page was stopped or its process ended; the sentence, and whether the page itself is to blame.
    """

    painted = Signal()
    stopped = Signal(str, bool)

    def __init__(self, parent: QWidget, *, page_number: int = 0) -> None:
        super().__init__(parent)
        self.page_number = page_number
        # In this order: Qt deletes the children in it, and a page must go before its profile.
        self.view = QWebEngineView(self)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        NoDrags(self.view)
        PlainTips(self.view)
        self.profile = PreviewProfile(self)
        self.page = PreviewPage(self.profile, self.view)
        self.view.setPage(self.page)
        ClipboardGuard(self.view)
        SelectionGuard(self.view)
        self.watchdog = Watchdog(self.page, self)
        self.last_frame = QPixmap()  # what was on the screen when the page was stopped
        self._keeping = QTimer(self)  # a process that ends by itself takes its picture with it
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self._keep_frame)
        self._watch = PaintWatch(self.view, self)
        self._scroll_to = QPointF()
        self._whole = True
        self._may_be_empty = True
        self._deadline = 0.0
        self._is_over = False
        self.watchdog.misbehaved.connect(self._on_misbehaved)
        self.page.renderProcessTerminated.connect(self._on_terminated)
        self.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What takes the keys is a widget that Qt adds to the view, also anew; readers call it as they call us."""
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child, parent = event.child(), self.parentWidget()
            if isinstance(child, QWidget) and parent is not None:
                child.setAccessibleName(parent.accessibleName())
        return super().eventFilter(watched, event)

    def show_document(
        self,
        put: Callable[[PreviewScheme], QUrl],
        *,
        whole: bool,
        may_be_empty: bool = True,
        scroll_to: QPointF | None = None,
    ) -> None:
        """`put` places the document into the scheme; `whole`: it counts as painted only when all of it was read.

        may_be_empty: once loaded it counts as painted also when nothing is to be seen; otherwise it then never does.
        """
        self._whole = whole
        self._may_be_empty = may_be_empty
        self._scroll_to = scroll_to or QPointF()
        self._deadline = time.monotonic() + LOAD_PATIENCE_S
        self.page.show_document(put(self.profile.documents))
        self.watchdog.start()
        self._look_for_content()

    def set_scroll_bars(self, shown: bool) -> None:
        attribute = QWebEngineSettings.WebAttribute.ShowScrollBars
        if self.page.settings().testAttribute(attribute) != shown:
            self.page.settings().setAttribute(attribute, shown)
            QTimer.singleShot(LOOK_MS, self, self._lay_out_again)

    def _lay_out_again(self) -> None:
        """What is laid out already keeps its bars, or the want of them, until something changes its size."""
        zoom = self.view.zoomFactor()
        self.view.setZoomFactor(zoom * 1.001)
        nudged = self.view.zoomFactor()

        def restore() -> None:
            if self.view.zoomFactor() == nudged:  # else somebody has changed it since
                self.view.setZoomFactor(zoom)

        QTimer.singleShot(LOOK_MS, self, restore)

    def dismiss(self) -> None:
        """End the document and its renderer, before the page hears of it: what it would do then is of no use to us."""
        self._is_over = True
        self.watchdog.stop()
        self._watch.cancel()
        self._keeping.stop()
        kill_renderer(self.page)
        self.hide()
        self.deleteLater()  # later, because this may be the answer to a signal of the page

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.view.setGeometry(self.rect())

    def _look_for_content(self) -> None:
        if self._whole and time.monotonic() > self._deadline:
            if self._may_be_empty:  # otherwise it may have loaded, with nothing to be seen: no fault of the page
                self._end(f"The page did not finish loading within {LOAD_PATIENCE_S:.0f} seconds.", by_page=True)
            return
        self._watch.later(self._look_for_content, after_ms=LOOK_MS)
        wanted = {"whole": str(self._whole).lower(), "may_be_empty": str(self._may_be_empty).lower()}
        self._watch.ask(_HAS_CONTENT % wanted, self._on_content_looked_for)

    def _on_content_looked_for(self, found: object) -> None:
        if found is not True:
            return
        self._watch.cancel()
        scroll = f"scrollTo({self._scroll_to.x():.0f}, {self._scroll_to.y():.0f}); true"
        self._watch.ask(scroll, lambda _: self._watch.when_painted(self._on_painted))

    def _on_painted(self, image: QImage) -> None:
        self.last_frame = QPixmap.fromImage(image)
        self._keeping.start()
        self.painted.emit()

    def _keep_frame(self) -> None:
        self.last_frame = self.view.grab()

    def _on_misbehaved(self, reason: str) -> None:
        self._keep_frame()
        self._end(f"The preview was stopped because the page {reason}.", by_page=True)

    def _on_terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._end("The process that shows the page ended unexpectedly.", by_page=False)

    def _end(self, sentence: str, *, by_page: bool) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._watch.cancel()
        self.watchdog.stop()
        self._keeping.stop()
        self.stopped.emit(sentence, by_page)
