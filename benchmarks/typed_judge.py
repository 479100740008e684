"""Whether a changed page grants a wish: the page as it was and the changed one, side by side in offscreen Chromium."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from moonpane.preview import flags

GRANTED, PART, LEFT, ELSE = VERDICTS = ("granted", "part", "left", "else")
ABSENT = "absent"  # a wish about what is not on the page: to leave the page is to grant it
WIDTH = 1280  # CSS px that both pages are laid out in
PATIENCE_MS = 20_000
LOOK_MS = 5
_SCRIPT = Path(__file__).with_name("typed_wishes.js").read_text(encoding="utf-8")
_BLANK = "<!DOCTYPE html><html><head></head><body></body></html>"


class SuiteMistake(Exception):
    """A wish that cannot be judged, in one sentence."""


@dataclass(frozen=True)
class Wish:
    """A line of a suite. `check` is JavaScript, `touches` the texts (or `css:` selectors) of what may change."""

    page: str
    author: str
    wish: str
    about: str  # one, all, two, absent
    kind: str
    check: str
    touches: tuple[str, ...]

    @classmethod
    def from_line(cls, line: str) -> "Wish":
        """Raises SuiteMistake for a line that is no wish."""
        try:
            fields = json.loads(line)
            return cls(**{**fields, "touches": tuple(fields["touches"])})
        except (ValueError, TypeError, KeyError) as error:
            raise SuiteMistake(f"This line is no wish ({error}): {line[:80]}") from error


@dataclass(frozen=True)
class Judged:
    """A verdict, and of `part` what changed that nobody asked for."""

    verdict: str
    changed: tuple[str, ...] = ()


class _Page(QWebEnginePage):
    """Scripts of the pages are blocked by their frames; that Chromium says so is no news."""

    def javaScriptConsoleMessage(self, *_: object) -> None:
        pass


class Judge:
    """A view that lays out two pages at a time; in a process whose Chromium was prepared without network."""

    def __init__(self) -> None:
        self._profile = QWebEngineProfile()
        self._view = QWebEngineView()
        self._page = _Page(self._profile, self._view)
        self._view.setPage(self._page)
        self._view.resize(WIDTH, 900)  # a page that is not shown has no animation frames
        self._view.show()
        loop = QEventLoop()
        self._page.loadFinished.connect(loop.quit)
        self._page.setHtml(_BLANK)
        loop.exec()
        self._value(_SCRIPT)

    def judge(self, wish: Wish, was: str, now: str) -> Judged:
        """What came of a wish. Raises SuiteMistake where the check cannot be evaluated."""
        if wish.about == ABSENT:
            return Judged(GRANTED if now == was else ELSE)
        if now == was:
            return Judged(LEFT)
        found = self._look(wish, was, now)
        if not found["isTrue"]:
            return Judged(ELSE)
        return Judged(PART if found["changed"] else GRANTED, tuple(found["changed"]))

    def try_check(self, wish: Wish, html: str) -> None:
        """Raises SuiteMistake for a check that the page passes as it is, or that throws there or where all is gone."""
        self._look(wish, html, _BLANK)
        if self._look(wish, html, html)["isTrue"] and wish.about != ABSENT:
            raise SuiteMistake(f"{wish.page}, “{wish.wish}”: the unchanged page passes the check.")

    def close(self) -> None:
        """The page goes before its profile, as Qt wants it."""
        self._view.close()
        self._page.deleteLater()
        self._view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _look(self, wish: Wish, was: str, now: str) -> dict:
        asked = {"was": was, "now": now, "check": wish.check, "touches": wish.touches, "width": WIDTH}
        start = "globalThis.found = null; judge(%s).then((each) => { globalThis.found = each; }); 0"
        self._value(start % json.dumps(asked))
        found = self._awaited("JSON.stringify(globalThis.found)")
        if mistake := found.get("mistake"):
            raise SuiteMistake(f"{wish.page}, “{wish.wish}”: the check throws {mistake}.")
        return found

    def _awaited(self, script: str) -> dict:
        pause = QEventLoop()
        for _ in range(PATIENCE_MS // LOOK_MS):
            if found := json.loads(self._value(script)):
                return found
            QTimer.singleShot(LOOK_MS, pause.quit)
            pause.exec()
        raise RuntimeError(f"Two pages were not laid out within {PATIENCE_MS // 1_000} seconds.")

    def _value(self, script: str) -> str:
        values: list[str] = []
        loop = QEventLoop()

        def take(value: str) -> None:
            values.append(value)
            loop.quit()

        self._page.runJavaScript(script, take)
        QTimer.singleShot(PATIENCE_MS, loop.quit)
        loop.exec()
        if not values:
            raise RuntimeError("The page that judges does not answer.")
        return values[0]


def application() -> QApplication:
    """The one of this process, with the flags that keep Chromium from the network."""
    if isinstance(existing := QApplication.instance(), QApplication):
        return existing
    flags.prepare(headless=True)
    return QApplication(["moonpane"])
