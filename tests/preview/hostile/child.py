"""Loads pages in one process, protected or not: `child.py MODE JOB.json`, with the answers as JSON on stdout.

MODE: `hard` is the preview as it is; `weak` a stock view; `flags`, `interceptor`, `policy` a stock view with just that
one layer. JOB: {"pages": {name: html}, "base": "http://…/", "dwell_ms": …}.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from moonpane.preview import flags
from moonpane.preview.page import PreviewPage
from moonpane.preview.profile import PreviewProfile
from moonpane.preview.scheme import PreviewInterceptor, PreviewScheme

SIDE_BY_SIDE = 18
PATIENCE_MS = 10_000


class Stock:
    """A stock page, which may have one of the layers."""

    def __init__(self, mode: str, base: str) -> None:
        self._mode, self._base = mode, base
        self.profile = QWebEngineProfile()
        self.documents = PreviewScheme(self.profile)
        self.interceptor = PreviewInterceptor(self.profile)
        if mode == "interceptor":
            self.profile.setUrlRequestInterceptor(self.interceptor)
        if mode == "policy":
            self.profile.installUrlSchemeHandler(flags.SCHEME, self.documents)

    def open(self, view: QWebEngineView, html: str) -> None:
        page = QWebEnginePage(self.profile, view)
        view.setPage(page)
        if self._mode == "policy":
            page.load(self.documents.put(html))
        else:
            page.setHtml(html, QUrl(self._base))


class Hard:
    """The preview's own page and profile."""

    def __init__(self) -> None:
        self.profile = PreviewProfile()

    def open(self, view: QWebEngineView, html: str) -> None:
        page = PreviewPage(self.profile, view)
        view.setPage(page)
        page.show_document(self.profile.documents.put(html))


class Parade(QObject):
    """Shows all pages, a few side by side, each for the same time."""

    def __init__(self, show: Hard | Stock, job: dict, leave: Callable[[dict[str, object]], None]) -> None:
        super().__init__()
        self._show, self._dwell_ms, self._leave = show, job["dwell_ms"], leave
        self._waiting = list(job["pages"].items())
        self._num_open = 0
        self.answers: dict[str, object] = {}
        for _ in range(SIDE_BY_SIDE):
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            if not self._num_open:
                self._leave(self.answers)
            return
        name, html = self._waiting.pop(0)
        self._num_open += 1
        view = QWebEngineView()
        view.resize(200, 150)
        view.show()
        self._show.open(view, html)
        QTimer.singleShot(self._dwell_ms, self, lambda: self._ask(name, view))

    def _ask(self, name: str, view: QWebEngineView) -> None:
        def on_answered(answer: object) -> None:
            if name in self.answers:
                return
            self.answers[name] = answer
            self._num_open -= 1
            view.hide()
            view.deleteLater()
            self._next()

        script = "JSON.stringify([typeof result === 'undefined' ? null : result, location.protocol])"
        view.page().runJavaScript(script, on_answered)
        # A page that is just going elsewhere may take the question with it.
        QTimer.singleShot(PATIENCE_MS, self, lambda: on_answered('[null, ""]'))


def main() -> None:
    mode, job = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    flags.prepare(headless=True)
    if mode not in ("hard", "flags"):
        weak = [flag for flag in ("--no-sandbox",) if not flags.sandbox_state().active]
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(weak)
    application = QApplication(["hostile"])

    def leave(answers: dict[str, object]) -> None:
        sys.stdout.write(json.dumps(answers))
        sys.stdout.flush()
        os._exit(0)

    parade = Parade(Hard() if mode == "hard" else Stock(mode, job["base"]), job, leave)
    application.exec()
    del parade


if __name__ == "__main__":
    main()
