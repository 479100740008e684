"""Drags on a virtual display: `python -m tests.preview.dragging`; prints one line of JSON."""

import json
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from moonpane.preview import flags
from moonpane.preview.ready import make_ready
from moonpane.preview.view import PreviewView
from moonpane.store.studio import Store
from moonpane.ui.window import Window

PATIENCE_S = 20.0
LEFT, NONE, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
FROM, TO = QPoint(50, 50), QPoint(350, 250)  # from the card of the page to the ground beside it
LISTENS = """<!DOCTYPE html><body style="margin:0"><div id=card draggable=true style="height:100px">card</div>
<p style="margin:0;font:30px/40px monospace">words to select</p><script>
window.heard = [];
for (const name of ['dragstart', 'dragenter', 'dragover', 'drop', 'dragend'])
  addEventListener(name, (event) => { heard.push(name); if (name !== 'dragstart') event.preventDefault(); });
card.ondragstart = (event) => event.dataTransfer.setData('text/uri-list', 'file:///etc/hostname');
</script>"""


class Ground(QWidget):
    """Takes what is dropped on it, as the window does."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        make_ready(self)
        self.resize(400, 300)
        self.dropped: list[list[str]] = []  # the formats
        self.named: list[list[str]] = []  # the addresses

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.append(event.mimeData().formats())
        self.named.append([url.toString() for url in event.mimeData().urls()])


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline
        wait(20)


def asked(view: QWebEngineView, script: str) -> str:
    answers: list[str] = []
    view.page().runJavaScript(script, answers.append)
    wait_until(lambda: bool(answers))
    return answers[0]


def pull(view: QWebEngineView, start: QPoint, end: QPoint) -> int:
    """Presses, moves on and lets go, by the clock, as a drag has a loop of its own; how many ran before the end."""
    handle = view.window().windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, start)
    wait(100)
    QTest.mousePress(handle, LEFT, NONE, start)
    for at in range(1, 11):
        place = start + (end - start) * at / 10
        QTimer.singleShot(60 * at, handle, lambda place=place: QTest.mouseMove(handle, place))
    under_way: list[int] = []

    def let_go() -> None:
        under_way.append(len(view.findChildren(QDrag)))
        QTest.mouseRelease(handle, LEFT, NONE, end)

    QTimer.singleShot(1_200, handle, let_go)
    wait_until(lambda: bool(under_way))
    wait(500)
    return under_way[0]


def drag_out(ground: Ground, view: QWebEngineView) -> dict[str, object]:
    under_way = pull(view, FROM, TO)
    return {"under_way": under_way, "dropped": ground.named, "heard": asked(view, "String(heard)").split(",")}


def stock() -> dict[str, object]:
    ground = Ground()
    view = QWebEngineView(ground)
    view.resize(300, 200)
    loaded: list[bool] = []
    view.loadFinished.connect(loaded.append)
    ground.show()
    view.setHtml(LISTENS)
    wait_until(lambda: bool(loaded))
    wait(500)
    said = drag_out(ground, view)
    view.page().deleteLater()
    ground.close()
    return said


def ours() -> tuple[dict[str, object], str]:
    """What came of a drag, and what words were selected."""
    ground = Ground()
    view = PreviewView(ground)
    view.resize(300, 200)
    painted: list[bool] = []
    view.painted.connect(lambda: painted.append(True))
    ground.show()
    view.finish(LISTENS)
    wait_until(lambda: bool(painted))
    wait(500)
    assert view.surface is not None
    said = drag_out(ground, view.surface.view)
    pull(view.surface.view, QPoint(5, 120), QPoint(260, 122))
    selected = asked(view.surface.view, "String(getSelection())")
    view.shut_down()
    ground.close()
    return said, selected


def window() -> dict[str, int]:
    """How many pictures the composer was offered by each drop of a file."""
    window = Window(Store())
    offered: list[object] = []
    window.composer.offered.connect(offered.append)
    window.show()
    wait(300)
    drop(window)
    from_outside = len(offered)
    offered.clear()
    drag = QDrag(window.preview)
    drag.setMimeData(a_file())

    def drop_and_end() -> None:
        drop(window)
        QDrag.cancel()

    QTimer.singleShot(100, window, drop_and_end)
    drag.exec(COPY)
    window.preview.view.shut_down()
    window.close()
    return {"from itself": len(offered), "from outside": from_outside}


def a_file() -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/etc/hostname")])
    return mime


def drop(window: QWidget) -> None:
    handle, mime = window.windowHandle(), a_file()
    assert handle is not None
    QApplication.sendEvent(handle, QDragEnterEvent(FROM, COPY, mime, LEFT, NONE))
    QApplication.sendEvent(handle, QDropEvent(QPointF(FROM), COPY, mime, LEFT, NONE))


def main() -> None:
    flags.prepare()
    application = QApplication(["dragging"])
    page, selected = ours()
    print(json.dumps({"page": page, "stock": stock(), "selected": selected, "window": window()}))
    del application


if __name__ == "__main__":
    main()
