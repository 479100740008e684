"""Asks the page in sight which element lies where. The page is not touched and does not notice.

One question is on its way at a time, so a page that answers slowly is not asked faster than it answers. Steps and
choices wait in their order, what is scrolled meanwhile adds up, and of several looks the latest is the one that counts.
"""

import json
import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from moonpane.preview.page import ISOLATED_WORLD
from moonpane.preview.picked import picked_in, seen_in
from moonpane.preview.surface import Surface
from moonpane.preview.view import PreviewView

FOLLOW_MS = 200  # how soon an outline follows an element that moves by itself
PATIENCE_S = 2.0  # then a question counts as lost; whether the page hangs is the watchdog's to find out
_SCRIPT = Path(__file__).with_name("picking.js").read_text(encoding="utf-8").strip()
_ASK = (  # an element of the page with this name would be found where there is none of ours
    "(Object.hasOwn(globalThis, 'moonpanePicking') ? moonpanePicking : (globalThis.moonpanePicking = " + _SCRIPT + "))."
)
MAX_WAITING = 32  # steps and choices; more are not kept


class Step(Enum):
    """From one element to another, for the keyboard."""

    PARENT = "parent"
    CHILD = "child"
    NEXT = "next"  # sibling
    PREVIOUS = "previous"
    AFTER = "after"  # in the order of the document
    BEFORE = "before"


class Picker(QObject):
    """Finds elements in a preview. All places are CSS px from the corner of what is seen.

    Signals:
        looked: at an element, or at what a line of code makes; a `Seen`, or None when nothing is there any more.
        picked: a `Picked`, the answer to `choose`.
    """

    looked = Signal(object)
    picked = Signal(object)

    def __init__(self, view: PreviewView, parent: QObject | None = None) -> None:
        super().__init__(parent or view)
        self._view = view
        self._asked: Surface | None = None
        self._asked_at = 0.0
        self._round = 0
        self._acts: deque[tuple[str, Callable[[object], None]]] = deque(maxlen=MAX_WAITING)
        self._scrolled: tuple[float, float, float, float] | None = None  # where, and how far
        self._look = ""
        self._follow = QTimer(self)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._on_follow_due)

    def look_at(self, x: float, y: float) -> None:
        self._later_look(f"look({x:.2f}, {y:.2f})")

    def step(self, step: Step) -> None:
        self._act(f"step({json.dumps(step.value)})", self._on_looked)

    def scroll(self, x: float, y: float, *, by: tuple[float, float]) -> None:
        """Moves what can be scrolled under a place, without an event that the page would take for the person's."""
        _, _, dx, dy = self._scrolled or (x, y, 0.0, 0.0)
        self._scrolled = (x, y, dx + by[0], dy + by[1])
        self._follow.start()
        self._next()

    def choose(self, at: tuple[float, float] | None = None) -> None:
        """Asks all about the element at a place, or about the one that was looked at last."""
        place = "null, null" if at is None else f"{at[0]:.2f}, {at[1]:.2f}"
        self._act(f"choose({place})", self._on_chosen)

    def find_source(self, path: str, line: int, *, scrolls: bool = True) -> None:
        """Looks at what a line of code makes; it is brought into sight if `scrolls`."""
        self._later_look(f"find({json.dumps(path)}, {int(line)}, {json.dumps(scrolls)})")

    def forget(self) -> None:
        """Looks at nothing any more."""
        self._round += 1
        self._asked = self._scrolled = None
        self._acts.clear()
        self._look = ""
        self._follow.stop()
        if self._view.surface is not None:
            self._ask("forget()", lambda _: None)

    def _act(self, question: str, read: Callable[[object], None]) -> None:
        self._acts.append((question, read))
        self._follow.start()
        self._next()

    def _later_look(self, question: str) -> None:
        self._look = question
        self._follow.start()
        self._next()

    def _on_follow_due(self) -> None:
        if not self._view.isVisible():
            return
        self._look = self._look or "follow()"
        self._next()

    def _next(self) -> None:
        """Sends what waits, once the page has answered, has been replaced, or keeps us waiting too long."""
        waiting = self._asked is not None and self._asked is self._view.surface
        if waiting and time.monotonic() - self._asked_at < PATIENCE_S:
            return
        if self._acts:
            self._ask(*self._acts.popleft())
        elif self._scrolled is not None:
            x, y, dx, dy = self._scrolled
            self._scrolled = None
            self._ask(f"scroll({x:.2f}, {y:.2f}, {dx:.2f}, {dy:.2f})", self._on_looked)
        elif self._look:
            question, self._look = self._look, ""
            self._ask(question, self._on_looked)

    def _ask(self, question: str, read: Callable[[object], None]) -> None:
        surface = self._view.surface
        if surface is None:
            self._asked = None
            self.looked.emit(None)
            return
        self._round += 1
        round_ = self._round
        self._asked, self._asked_at = surface, time.monotonic()

        def on_answered(answer: object) -> None:
            if round_ != self._round:
                return
            self._asked = None
            read(answer)
            self._next()

        surface.page.runJavaScript(_ASK + question, ISOLATED_WORLD, on_answered)

    def _on_looked(self, answer: object) -> None:
        self.looked.emit(seen_in(answer))

    def _on_chosen(self, answer: object) -> None:
        picked = picked_in(answer)
        if picked is not None:
            self.picked.emit(picked)
