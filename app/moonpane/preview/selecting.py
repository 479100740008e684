"""Keeps a page's words from X11's selection, unless the person selects them and sees them.

Chromium sets the selection whenever anything is selected while it hands the page something that the person does: also
when a page selects words of its own, which may be out of sight, while a slider is dragged. So whatever a page has set
is taken away at once. Once the person's hand has done selecting, the page is asked, beside its scripts, where the words
stand (`sight.js`), and they are put back if all of them are in sight, for a while, and the hand went over some.
What that leaves out by mistake, such as a selection longer than what is in sight, can still be copied.
"""

import json
import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QImage, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from moonpane.preview.page import ISOLATED_WORLD

DONE_S = 5.0  # from the person's hand to what it does, where a page is slow to hear of it
STAYS_MS = 300  # a page could show its words for just as long as one look takes
NEAR_PX = 3.0  # of the page, which knows whole ones only
LEAST_INK = 12  # of 255, between the darkest and the lightest of a word
_SELECTION = QClipboard.Mode.Selection
_FIELD = "\ufffc"  # stands in a text for what is none
_ASK = "JSON.stringify(moonpaneSight.selected())"
_Key = Qt.Key
_MOVES = {_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End,
          _Key.Key_PageUp, _Key.Key_PageDown}  # fmt: skip


@dataclass(frozen=True)
class Sight:
    """What is selected in a page; places are CSS px from the corner of the view.

    boxes: where it stands; none when anything of it is out of sight.
    press: where the mouse went down to select, unless the page prevented that or lets nothing be selected there.
    is_bare: whether nothing lies above it, as far as Chromium has found out by now.
    """

    words: str
    boxes: tuple[QRectF, ...]
    press: QPointF | None
    is_bare: bool


def sight_in(answer: object) -> Sight | None:
    """What the page answered; None for nothing, or what is no such answer."""
    try:
        found: Any = json.loads(str(answer))
        boxes = tuple(QRectF(*map(float, box)) for box in found["boxes"])
        press = QPointF(*map(float, found["press"])) if found["press"] else None
        return Sight(str(found["words"]), boxes, press, found["isBare"] is True)
    except (ValueError, TypeError, KeyError):
        return None


class SelectionGuard(QObject):
    """Guards X11's selection against the page in one view, for as long as that lives."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__(view)
        self._view = view
        self._clipboard = QGuiApplication.clipboard()
        self._press, self._end = QPointF(), QPointF()  # of the mouse, in the view
        self._is_down = self._is_drawing = False
        self._drawn_at = self._keyed_at = -DONE_S
        self._double_at = -DONE_S
        self._words = ""  # taken away, until it is known whose they are
        self._round = 0
        self._puts = False
        view.installEventFilter(self)
        self._clipboard.selectionChanged.connect(self._on_selection_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            event.child().installEventFilter(self)  # it takes keys and clicks, also anew
        elif isinstance(event, QKeyEvent):
            is_move = event.key() in _MOVES and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if is_move or event.matches(QKeySequence.StandardKey.SelectAll):
                self._keyed_at = time.monotonic()
        elif isinstance(event, QMouseEvent):
            self._on_mouse(event)
        return super().eventFilter(watched, event)

    def _on_mouse(self, event: QMouseEvent) -> None:
        now, place, kind = time.monotonic(), event.position(), event.type()
        if kind is QEvent.Type.MouseMove:
            far = QApplication.startDragDistance() // 2
            if self._is_down and (place - self._press).manhattanLength() >= far:
                self._end, self._is_drawing = place, True
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._is_down = kind is not QEvent.Type.MouseButtonRelease
        if self._is_down:
            self._press = self._end = place
            self._is_drawing, self._drawn_at = False, -DONE_S  # what was drawn before is over
        if kind is QEvent.Type.MouseButtonDblClick:
            self._double_at = now
        is_third = now - self._double_at <= QApplication.doubleClickInterval() / 1_000
        if self._is_drawing or is_third or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drawn_at = now
            if not self._is_down:
                self._ask()

    def _on_selection_changed(self) -> None:
        words = self._view.page().selectedText()
        is_pages = bool(words) and self._clipboard.ownsSelection() and self._clipboard.text(_SELECTION) == words
        if is_pages and not self._puts:
            self._words = words
            self._clipboard.clear(_SELECTION)
            if not self._is_down:
                self._ask()

    def _ask(self) -> None:
        """Puts the words back once they were in sight at two looks, and Chromium says that nothing covers them."""
        now, self._round = time.monotonic(), self._round + 1
        is_drawn = now - self._drawn_at < DONE_S
        if self._words and (is_drawn or now - self._keyed_at < DONE_S):
            self._look(is_drawn=is_drawn, until=now + DONE_S, is_first=True)

    def _look(self, *, is_drawn: bool, until: float, is_first: bool = False) -> None:
        round_ = self._round

        def look_again() -> None:
            if round_ == self._round:
                self._look(is_drawn=is_drawn, until=until)

        def on_answered(answer: object) -> None:
            sight = sight_in(answer)
            if round_ != self._round or sight is None or not self._is_in_sight(sight, is_drawn=is_drawn):
                return
            if sight.is_bare and not is_first:
                self._put()
            elif time.monotonic() < until:
                QTimer.singleShot(STAYS_MS, self, look_again)

        self._view.page().runJavaScript(_ASK, ISOLATED_WORLD, on_answered)

    def _put(self) -> None:
        words, self._words = self._words, ""
        if self._clipboard.text(_SELECTION):
            return  # something else was selected since
        self._puts = True
        self._clipboard.setText(words, _SELECTION)
        self._puts = False

    def _is_in_sight(self, sight: Sight, *, is_drawn: bool) -> bool:
        """Whether the words are, all of them, and where the mouse was if it drew."""
        if not sight.boxes or _letters(sight.words) != _letters(self._words):
            return False
        zoom = self._view.zoomFactor()
        boxes = [_scaled(box, zoom) for box in sight.boxes]
        if is_drawn:
            low, high = sorted((self._press.y(), self._end.y()))
            is_pressed = sight.press is not None and (sight.press - self._press / zoom).manhattanLength() <= NEAR_PX
            if not is_pressed or not any(_is_met(box, low, high) for box in boxes):
                return False
        image = self._view.grab().toImage()
        grey, ratio = image.convertToFormat(QImage.Format.Format_Grayscale8), image.devicePixelRatio()
        return all(has_ink(grey, _scaled(box, ratio).toAlignedRect()) for box in boxes)


def _scaled(box: QRectF, factor: float) -> QRectF:
    return QRectF(box.topLeft() * factor, box.size() * factor)


def _is_met(word: QRectF, low: float, high: float) -> bool:
    """By a hand that went from one height to another; a line is higher than its letters."""
    return word.top() - word.height() <= high and word.bottom() + word.height() >= low


def has_ink(grey: QImage, place: QRect) -> bool:
    """Whether a place of a grey picture, which has to lie in it, shows anything but one plain colour."""
    if not grey.rect().contains(place.adjusted(1, 1, -1, -1)):
        return False
    part = place.intersected(grey.rect())
    part.setWidth(max(part.width() // 4 * 4, 4))  # no bytes between the lines
    cut = grey.copy(part)
    pixels = bytes(cut.constBits())
    return max(pixels) - min(pixels) >= LEAST_INK


def _letters(text: str) -> str:
    """Without spaces and ends of lines, and in one case, which a page's style may change."""
    return "".join(text.replace(_FIELD, "").split()).casefold()
