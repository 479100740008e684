"""Drawing over pages with the mouse, on a virtual display: `python -m tests.preview.selecting TASK`; prints JSON.

TASK: `stock` for the pages that are hostile, `even` or `odd` for one half of them, `person` for a person's own.
"""

import json
import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from moonpane.preview import flags
from moonpane.preview.view import PreviewView
from tests.preview.copying import Act, handle_of, written
from tests.preview.dragging import LEFT, NONE, wait
from tests.preview.hostile.selecting import PAGES

SELECTION = QClipboard.Mode.Selection
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
HEAD = "<!DOCTYPE html><body style='margin:0;font:20px/40px monospace'>"
TEXT = HEAD + "<p style='margin:0'>one two</p><p style='margin:0'>three four"
FIELD = HEAD + "<%s style='display:block;width:280px;height:40px;box-sizing:border-box;font:20px monospace'%s"
FRAME = HEAD + f"<iframe style='border:0;height:80px' srcdoc=\"{TEXT}\"></iframe>"
SHADOW = HEAD + "<div id=d></div><script>d.attachShadow({mode: 'open'}).innerHTML = '<span>one two</span>'</script>"
SLOW = TEXT + "<script>setInterval(() => { const from = Date.now(); while (Date.now() - from < 1300); }, 1500)</script>"
STAYS_MS = 800  # more than it takes to have looked twice


def draw(start: QPoint, end: QPoint) -> Act:
    def act(window: QWidget) -> None:
        handle = handle_of(window)
        QTest.mouseMove(handle, start)
        wait(60)
        QTest.mousePress(handle, LEFT, NONE, start)
        for step in range(1, 6):
            wait(30)
            QTest.mouseMove(handle, start + (end - start) * step / 5)
        QTest.mouseRelease(handle, LEFT, NONE, end)

    return act


def along(window: QWidget) -> None:
    draw(QPoint(2, 20), QPoint(280, 20))(window)


def enlarged(window: QWidget) -> None:
    """A page knows places in whole pixels of its own only."""
    view = window.findChild(PreviewView)
    assert view is not None
    view.set_zoom(3.0)
    wait(300)
    draw(QPoint(2, 59), QPoint(107, 59))(window)


def twice(window: QWidget) -> None:
    QTest.mouseDClick(handle_of(window), LEFT, NONE, QPoint(10, 20))


def twice_slowly(window: QWidget) -> None:
    twice(window)
    wait(3_500 - STAYS_MS)


def with_shift(window: QWidget) -> None:
    QTest.mouseClick(handle_of(window), LEFT, NONE, QPoint(1, 20))
    wait(600)  # or it would be a double click
    QTest.mouseClick(handle_of(window), LEFT, SHIFT, QPoint(60, 60))


def by_keys(window: QWidget) -> None:
    handle = handle_of(window)
    QTest.mouseClick(handle, LEFT, NONE, QPoint(20, 20))
    QTest.keyClick(handle, Qt.Key.Key_Home)
    for _ in range(3):
        QTest.keyClick(handle, Qt.Key.Key_Right, SHIFT)


def all_by_keys(window: QWidget) -> None:
    QTest.mouseClick(handle_of(window), LEFT, NONE, QPoint(200, 130))
    QTest.keyClick(handle_of(window), Qt.Key.Key_A, CONTROL)


PERSONS: dict[str, tuple[str, Act]] = {
    "paragraphs": (TEXT, draw(QPoint(1, 20), QPoint(60, 60))),
    "upwards": (TEXT, draw(QPoint(200, 60), QPoint(48, 20))),
    "input": (FIELD % ("input", " value='one two'>"), along),
    "area": (FIELD % ("textarea", ">one two</textarea>"), along),
    "frame": (FRAME, draw(QPoint(1, 20), QPoint(60, 60))),
    "shadow": (SHADOW, along),
    "enlarged": (TEXT, enlarged),
    "double": (TEXT, twice),
    "shift": (TEXT, with_shift),
    "keys": (FIELD % ("input", " value='one two'>"), by_keys),
    "all": (TEXT, all_by_keys),
    "slow": (SLOW, twice_slowly),
}


def selected(task: str) -> dict[str, str]:
    if task == "stock":
        return {name: written(html, along, stock=True, mode=SELECTION, after_ms=100) for name, html in PAGES.items()}
    half = list(PAGES.items())[task == "odd" :: 2]  # a run has a minute
    pages = PERSONS if task == "person" else {name: (html, along) for name, html in half}
    return {name: written(html, act, mode=SELECTION, after_ms=STAYS_MS) for name, (html, act) in pages.items()}


def main() -> None:
    flags.prepare()
    application = QApplication(["selecting"])
    print(json.dumps(selected(sys.argv[1])))
    del application


if __name__ == "__main__":
    main()
