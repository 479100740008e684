"""Pages that write to the clipboard, on a virtual display: `python -m tests.preview.copying VIEW`; prints JSON.

VIEW: `stock`, or `ours`.
"""

import json
import sys
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QCursor, QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from moonpane.preview import clipboard, flags
from moonpane.preview.ready import make_ready
from moonpane.preview.view import PreviewView
from tests.preview.dragging import LEFT, NONE, wait, wait_until
from tests.preview.hostile.pages import CLIPBOARD, SELECTS

MINE = "words of another page"
SELECTION = QClipboard.Mode.Selection
MIDDLE = QPoint(150, 80)
WORD = "<!DOCTYPE html><body style='margin:0;font:40px/160px monospace'>selected"

# Of which the clipboard gets other letters than Chromium says are selected.
MIXED = (
    WORD
    + "<style>p { text-transform: uppercase } b { user-select: none }</style>"
    + "<p style='font-size:20px;line-height:20px'>too<b>not</b>&nbsp;words<input value=field></p>"
)
# What it does with the keys takes longer than any patience.
HEARS_SLOWLY = WORD + "<script>onkeydown = () => { const t = Date.now(); while (Date.now() - t < 1300); }</script>"
# Has other words selected by the time that the keys do what they do.
SWAPS = (
    WORD
    + "<textarea id=t style='position:fixed;left:-999px'>words that were not selected</textarea><script>"
    + ("onkeydown = (event) => { if (event.key === 'c') { t.focus(); t.select(); } }</script>")
)
# Again and again after one click, from a frame that no script of ours runs in.
GOES_ON = """<!DOCTYPE html><body style="margin:0;height:160px">
<iframe id=frame style="display:block;height:20px"></iframe><script>
frame.contentDocument.body.innerHTML = '<textarea id=t></textarea>';
function go() {
  const area = frame.contentDocument.getElementById('t');
  area.value = 'words of a page that goes on';
  frame.contentWindow.focus();
  area.focus();
  area.select();
  frame.contentDocument.execCommand('copy');
}
onpointerdown = () => { go(); setInterval(go, 60); };
</script>"""
# The person's keys let it copy for some seconds, from a frame that no script of ours runs in.
_REPLACING = """<iframe id=frame style='position:fixed;left:-999px'></iframe><script>
onkeydown = (event) => { if (event.key === 'c') setTimeout(() => {
  const inside = frame.contentDocument;
  inside.body.innerHTML = '<textarea id=t>words that came after</textarea>';
  frame.contentWindow.focus();
  inside.getElementById('t').select();
  inside.execCommand('copy');
}, 300) }</script>"""
REPLACES, REPLACES_FIELD = WORD + _REPLACING, WORD + "<input value=field>" + _REPLACING

Act = Callable[[QWidget], None]


def handle_of(window: QWidget) -> QWindow:
    handle = window.windowHandle()
    assert handle is not None
    return handle


def click(window: QWidget) -> None:
    handle = handle_of(window)
    QTest.mouseMove(handle, MIDDLE)
    wait(100)
    QTest.mouseClick(handle, LEFT, NONE, MIDDLE)


def move(window: QWidget) -> None:
    handle = handle_of(window)
    for step in range(6):
        QTest.mouseMove(handle, MIDDLE + QPoint(4 * step, 2 * step))
        wait(60)


def double_click(window: QWidget) -> None:
    handle = handle_of(window)
    QTest.mouseDClick(handle, LEFT, NONE, MIDDLE)
    wait(500)


def copy(window: QWidget) -> None:
    double_click(window)
    handle = handle_of(window)
    QTest.keyClick(handle, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def select_all_and_copy(window: QWidget, *, pause_ms: int = 0) -> None:
    click(window)
    wait(200)
    handle = handle_of(window)
    QTest.keyClick(handle, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if pause_ms:
        wait(pause_ms)
    QTest.keyClick(handle, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def select_all_then_copy(window: QWidget) -> None:
    select_all_and_copy(window, pause_ms=500)


def click_then_button(window: QWidget) -> None:
    """A button of the studio that copies, pressed soon after the page; it leaves the keys with the page."""
    button = QToolButton(window)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(lambda: clipboard.copy("words of the studio"))
    button.setGeometry(0, 0, 60, 40)
    button.show()
    click(window)
    wait(200)
    QCursor.setPos(button.mapToGlobal(button.rect().center()))
    wait(100)
    QTest.mouseClick(button, LEFT)


def click_then_hover(window: QWidget) -> None:
    """The pointer goes on to a button of the studio and presses nothing, while the page goes on copying."""
    button = QToolButton(window)
    button.setGeometry(0, 0, 60, 40)
    button.show()
    click(window)
    QCursor.setPos(button.mapToGlobal(button.rect().center()))


def click_then_type(window: QWidget) -> None:
    """The keys go to a field of the studio, in which something else is selected."""
    field = QLineEdit("typed", window)
    field.setGeometry(0, 0, 60, 40)
    field.show()
    click(window)
    wait(100)
    QTest.mouseClick(field, LEFT)
    field.selectAll()


def click_then_copy_elsewhere(window: QWidget) -> None:
    click_then_type(window)
    handle = handle_of(window)
    QTest.keyClick(handle, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def click_then_nowhere(window: QWidget) -> None:
    """No widget has the keys any more, as when another program's window has them."""
    click(window)
    wait(100)
    if (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()


def written(
    html: str,
    act: Act,
    *,
    stock: bool = False,
    mode: QClipboard.Mode = QClipboard.Mode.Clipboard,
    after_ms: int = 700,
) -> str:
    """What the clipboard holds some time after something was done in a page; MINE before."""
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
    board = QGuiApplication.clipboard()
    board.setText(MINE, mode)
    act(window)
    wait(after_ms)
    held = board.text(mode)
    if isinstance(view, PreviewView):
        view.shut_down()
    else:
        view.page().deleteLater()
    window.close()
    wait(50)
    return held


def stock() -> dict[str, object]:
    pages = {name: written(html, click, stock=True) for name, html in CLIPBOARD.items()}
    gone_on = written(GOES_ON, click, stock=True)
    return {
        "pages": pages,
        "selection": written(SELECTS, move, stock=True, mode=SELECTION),
        "gone on": gone_on,
        "swapped": written(SWAPS, copy, stock=True),
        "replaced": written(REPLACES, copy, stock=True),
    }


def ours() -> dict[str, object]:
    return {
        "pages": {name: written(html, click) for name, html in CLIPBOARD.items()},
        "selection": written(SELECTS, move, mode=SELECTION),
        "button": written(WORD, click_then_button),
        "copied": written(WORD, copy),
        "copied slowly": written(HEARS_SLOWLY, copy, after_ms=3_500),
        "swapped": written(SWAPS, copy),
        "replaced": [written(REPLACES, copy), written(REPLACES_FIELD, select_all_then_copy)],
        "copied at once": written(MIXED, select_all_and_copy),
        "copied elsewhere": written(WORD, click_then_copy_elsewhere),
        "gone on": [written(GOES_ON, act) for act in (click_then_hover, click_then_type, click_then_nowhere)],
        "selected": written(WORD, double_click, mode=SELECTION),
    }


def main() -> None:
    flags.prepare()
    application = QApplication(["copying"])
    print(json.dumps(stock() if sys.argv[1] == "stock" else ours()))
    del application


if __name__ == "__main__":
    main()
