"""Pages that write to the clipboard, on a virtual display: `python -m tests.preview.copying VIEW`; prints JSON.

VIEW: `stock`, or `ours`.
"""

import json
import sys
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from moonpane.preview import flags
from moonpane.preview.ready import make_ready
from moonpane.preview.view import PreviewView
from tests.preview.dragging import LEFT, NONE, wait, wait_until
from tests.preview.hostile.pages import CLIPBOARD, SELECTS

MINE = "words of another page"
SELECTION = QClipboard.Mode.Selection
MIDDLE = QPoint(150, 80)
WORD = "<!DOCTYPE html><body style='margin:0;font:40px/160px monospace'>selected"

Act = Callable[[QWidget], None]


def click(window: QWidget) -> None:
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, MIDDLE)
    wait(100)
    QTest.mouseClick(handle, LEFT, NONE, MIDDLE)


def move(window: QWidget) -> None:
    handle = window.windowHandle()
    assert handle is not None
    for step in range(6):
        QTest.mouseMove(handle, MIDDLE + QPoint(4 * step, 2 * step))
        wait(60)


def double_click(window: QWidget) -> None:
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseDClick(handle, LEFT, NONE, MIDDLE)
    wait(500)


def copy(window: QWidget) -> None:
    double_click(window)
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def click_then_button(window: QWidget) -> None:
    """A button of the studio that copies, pressed soon after the page; it leaves the keys with the page."""
    button = QToolButton(window)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(lambda: QGuiApplication.clipboard().setText("words of the studio"))
    button.setGeometry(0, 0, 60, 40)
    button.show()
    click(window)
    wait(200)
    QCursor.setPos(button.mapToGlobal(button.rect().center()))
    wait(100)
    QTest.mouseClick(button, LEFT)


def written(html: str, act: Act, *, stock: bool = False, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> str:
    """What the clipboard holds after something was done in a page; MINE before."""
    window = QWidget()
    make_ready(window)
    window.resize(300, 160)
    shown: list[bool] = []
    view = QWebEngineView(window) if stock else PreviewView(window)
    view.resize(300, 160)
    if isinstance(view, PreviewView):
        view.painted.connect(lambda: shown.append(True))
    else:
        view.loadFinished.connect(shown.append)
    window.show()
    window.activateWindow()
    if isinstance(view, PreviewView):
        view.finish(html)
    else:
        view.setHtml(html)
    wait_until(lambda: bool(shown))
    wait(300)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(MINE, mode)
    act(window)
    wait(700)
    held = clipboard.text(mode)
    if isinstance(view, PreviewView):
        view.shut_down()
    else:
        view.page().deleteLater()
    window.close()
    wait(50)
    return held


def stock() -> dict[str, object]:
    pages = {name: written(html, click, stock=True) for name, html in CLIPBOARD.items()}
    return {"pages": pages, "selection": written(SELECTS, move, stock=True, mode=SELECTION)}


def ours() -> dict[str, object]:
    return {
        "pages": {name: written(html, click) for name, html in CLIPBOARD.items()},
        "selection": written(SELECTS, move, mode=SELECTION),
        "button": written(WORD, click_then_button),
        "copied": written(WORD, copy),
        "selected": written(WORD, double_click, mode=SELECTION),
    }


def main() -> None:
    flags.prepare()
    application = QApplication(["copying"])
    print(json.dumps(stock() if sys.argv[1] == "stock" else ours()))
    del application


if __name__ == "__main__":
    main()
