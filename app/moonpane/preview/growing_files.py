"""Files that are still being written, shown in a page that is there already: components compiled, styles laid on.

The page gets the newest state at a pace that leaves it time to paint, and never a second one while it works on one.
"""

import json
import time
from collections.abc import Callable, Mapping

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEngineScript

from moonpane.artifact.document import component_of
from moonpane.preview.page import ISOLATED_WORLD, PreviewPage

# From one state to the next, and never more than two thirds of the time at work. States come at most every 33 ms
# (`runtime`): a page that is done with the last one by then does not have the next one wait.
PACE_MS = 20
RETRY_MS = 15  # the page is not loaded yet
# Compiling and rendering is the page's own work, so it runs in the page's own world; what it answers is not believed.
_GROW = """(() => {
  if (document.readyState === 'loading' || !globalThis.Moonpane?.grow) return null;
  return Moonpane.grow(%s, %s) === true;
})()"""
_STYLE = """(() => {
  if (!document.head) return null;
  for (const [name, text] of Object.entries(%s)) {
    let style = [...document.querySelectorAll('style[data-growing]')].find((each) => each.dataset.growing === name);
    if (!style) {
      style = document.createElement('style');
      style.dataset.growing = name;
      style.type = %s && /@(tailwind|apply|theme|utility)/.test(text) ? 'text/tailwindcss' : 'text/css';
      document.head.append(style);
    }
    if (style.textContent !== text) style.textContent = text;
  }
  return true;
})()"""


class GrowingFiles(QObject):
    """Keeps one page at the newest state of some files."""

    def __init__(self, page: PreviewPage, script: Callable[[Mapping[str, str]], str], world: int) -> None:
        super().__init__(page)
        self._page, self._script, self._world = page, script, world
        self._wanted: Mapping[str, str] | None = None
        self._is_working = False
        self._is_over = False
        self._began = 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._go_on)

    def show(self, files: Mapping[str, str]) -> None:
        """The newest state; those before it that were not shown yet never will be."""
        self._wanted = dict(files)
        self._go_on()

    def stop(self) -> None:
        """The files are whole; what comes next is another page."""
        self._is_over = True
        self._pause.stop()

    def _go_on(self) -> None:
        if self._wanted is None or self._is_working or self._is_over or self._pause.isActive():
            return
        files, self._wanted, self._is_working = self._wanted, None, True
        self._began = time.monotonic()
        self._page.runJavaScript(self._script(files), self._world, lambda answer: self._on_shown(files, answer))

    def _on_shown(self, files: Mapping[str, str], answer: object) -> None:
        if self._is_over or not shiboken6.isValid(self):
            return
        self._is_working = False
        took_ms = round((time.monotonic() - self._began) * 1_000)
        if answer in (True, False):
            self._pause.start(max(PACE_MS - took_ms, took_ms // 2))
        else:  # not loaded yet
            self._wanted = self._wanted or files
            self._pause.start(RETRY_MS)


def growing_project(page: PreviewPage) -> GrowingFiles:
    """For a page that `growing_react_document` made."""

    def script(files: Mapping[str, str]) -> str:
        return _GROW % (json.dumps(dict(files)), json.dumps(component_of(files) or ""))

    return GrowingFiles(page, script, QWebEngineScript.ScriptWorldId.MainWorld.value)


def growing_styles(page: PreviewPage, *, tailwind: bool) -> GrowingFiles:
    """For a page of HTML whose style sheets are written after it."""

    def script(files: Mapping[str, str]) -> str:
        return _STYLE % (json.dumps(dict(files)), json.dumps(tailwind))

    return GrowingFiles(page, script, ISOLATED_WORLD)
