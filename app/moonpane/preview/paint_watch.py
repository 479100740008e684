"""Tells when what a view shows is the page as it is now.

Chromium shows a frame some time after the page is ready, and until then the frame before, even one of another page.
So a mark in a random colour is put on the page and taken away again: a grab without the mark that follows a grab with
it shows the page as it was when the mark was put.
"""

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineWidgets import QWebEngineView

from moonpane.preview.page import ISOLATED_WORLD

LOOK_MS = 4
# A page can hide the mark, or give it other colours; then waiting has to do, longer where the machine takes long for a
# frame. Where nothing is above the mark and nothing new is in sight, it is only the machine that is slow.
PATIENCE_S = 1.0
SLOWER = 4  # times as long as the page's next two frames took
LONGEST_S = 20.0  # a page that nobody sees has no frames at all
_ASK_MS = 50
_TOLERANCE = 4  # per channel: a screen may have a colour profile
_MARK = """(() => {
  const mark = Document.prototype.createElement.call(document, 'div');
  mark.style.cssText = 'all:initial!important;position:fixed!important;left:0!important;top:0!important;' +
    'width:8px!important;height:8px!important;z-index:2147483647!important;background:%s!important';
  globalThis.moonpaneMark = mark;
  const began = performance.now();
  globalThis.moonpaneFramed = -1;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    globalThis.moonpaneFramed = (performance.now() - began) / 1000;
  }));
  Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get.call(document).append(mark);
})()"""
_UNMARK = "globalThis.moonpaneMark?.remove(); true"
# How long the two frames since the mark took (-1 before), and whether it is to be seen once it is painted.
_STATE = """(() => {
  const mark = globalThis.moonpaneMark;
  const top = Document.prototype.elementFromPoint.call(document, 2, 2);
  const isSeen = top === mark && mark.checkVisibility({opacityProperty: true});
  return `${globalThis.moonpaneFramed} ${isSeen}`;
})()"""


class PaintWatch(QObject):
    """Watches one view; one question at a time, a new one replaces the one before."""

    def __init__(self, view: QWebEngineView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._round = 0

    def when_painted(self, then: Callable[[QImage], None]) -> None:
        """Call `then` with a grab that shows what is on the page now, or more."""
        self._round += 1
        colour = QColor.fromRgb(*(random.randrange(256) for _ in range(3)))
        before = self._view.grab().toImage().pixelColor(0, 0)
        self.ask(_MARK % colour.name(), lambda _: self._await_mark(colour, before, then))

    def cancel(self) -> None:
        self._round += 1

    def ask(self, script: str, answered: Callable[[object], None]) -> None:
        """Run a script of ours beside the page's; the answer is dropped once another question was asked."""
        round_ = self._round

        def on_answered(answer: object) -> None:
            if round_ == self._round:
                answered(answer)

        self._view.page().runJavaScript(script, ISOLATED_WORLD, on_answered)

    def later(self, step: Callable[[], None], *, after_ms: int = LOOK_MS) -> None:
        """Like `ask`, but for the clock."""
        round_ = self._round
        QTimer.singleShot(after_ms, self, lambda: step() if round_ == self._round else None)

    def _await_mark(self, colour: QColor, before: QColor, then: Callable[[QImage], None]) -> None:
        began = time.monotonic()
        deadline = began + LONGEST_S
        is_new = False  # whether anything else is in sight than before

        def on_told(state: object) -> None:
            nonlocal deadline
            framed, _, is_seen = str(state).partition(" ")
            framed_s = float(framed or -1)
            if framed_s >= 0 and (is_new or is_seen == "false"):
                deadline = min(deadline, began + framed_s + max(PATIENCE_S, SLOWER * framed_s))
            self.later(look, after_ms=_ASK_MS)

        def look() -> None:
            nonlocal is_new
            now, image = time.monotonic(), self._view.grab().toImage()
            is_new = is_new or not _shows(image, before)
            if _shows(image, colour) or now > deadline:
                patience_s = min(max(PATIENCE_S, SLOWER * (now - began)), LONGEST_S)
                self.ask(_UNMARK, lambda _: self._await_unmarked(colour, patience_s, then))
            elif now > began + PATIENCE_S and deadline == began + LONGEST_S:
                self.ask(_STATE, on_told)
            else:
                self.later(look)

        look()

    def _await_unmarked(self, colour: QColor, patience_s: float, then: Callable[[QImage], None]) -> None:
        deadline = time.monotonic() + patience_s

        def look() -> None:
            image = self._view.grab().toImage()
            if _shows(image, colour) and time.monotonic() < deadline:
                self.later(look)
            else:
                then(image)

        look()


def _shows(image: QImage, colour: QColor) -> bool:
    seen = image.pixelColor(0, 0)
    pairs = zip((seen.red(), seen.green(), seen.blue()), (colour.red(), colour.green(), colour.blue()), strict=True)
    return all(abs(a - b) <= _TOLERANCE for a, b in pairs)
