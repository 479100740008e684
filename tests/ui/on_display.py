"""What is done on a virtual display: `python -m tests.ui.on_display TASK FOLDER`; prints one line of JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from moonpane.preview import flags
from moonpane.preview.ready import make_ready
from moonpane.preview.view import PreviewView
from moonpane.ui.capture import x11
from moonpane.ui.capture.pill import RecordingPill
from moonpane.ui.capture.recorder import Recorder, RecordingLimits
from moonpane.ui.capture.region import RegionOverlay
from moonpane.ui.capture.screenshot import Capture
from moonpane.ui.capture.window_choice import WindowOverlay

PATIENCE_S = 20.0


class Ground(QWidget):
    """Something to look at: a coloured window that is painted anew all the time."""

    def __init__(self, title: str, color: str, box: tuple[int, int, int, int]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.setGeometry(*box)
        self._color = QColor(color)
        self._step = 0
        timer = QTimer(self)
        timer.timeout.connect(self._on_tick)
        timer.start(30)

    def _on_tick(self) -> None:
        self._step += 1
        self.update(0, 0, 60, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._color)
        painter.fillRect(self._step % 50, 0, 8, 8, QColor("white"))


def wait_until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline, "it did not come"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def rest(seconds: float) -> None:
    deadline = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > deadline)


def grounds(folder: Path) -> dict[str, Any]:
    """Another program's windows, one on each monitor."""
    return shown_until_seen(
        folder, Ground("left", "#336699", (0, 0, 600, 400)), Ground("right", "#993366", (1280, 0, 400, 300))
    )


def region(folder: Path) -> dict[str, Any]:
    """A box on each monitor, from below a window of ours; the second has two device pixels for one of Qt's."""
    wait_until((folder / "ready").exists)
    ours = Ground("Studio", "#ff00ff", (50, 50, 300, 200))
    ours.show()
    rest(0.3)
    capture = Capture()
    taken: list[bytes] = []
    capture.captured.connect(lambda name, data: taken.append(data))
    told: dict[str, Any] = {"screens": [[s.name(), s.devicePixelRatio()] for s in QApplication.screens()]}
    for number, (start, end) in enumerate((((60, 60), (259, 159)), ((20, 30), (119, 79)))):
        capture.capture_region()
        wait_until(lambda: len(overlays()) == 2)
        overlay = overlays()[number]
        QTest.mousePress(overlay, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*start))
        QTest.mouseMove(overlay, QPoint(*end))
        QTest.mouseRelease(overlay, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*end))
        QTest.keyClick(overlay, Qt.Key.Key_Return)
        wait_until(lambda: not capture.busy)
        rest(0.2)
    for number, data in enumerate(taken):
        (folder / f"{number}.bmp").write_bytes(data)
    told["ours_is_back"] = ours.isVisible()
    (folder / "seen").touch()
    return told


def overlays() -> list[RegionOverlay]:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, RegionOverlay) and each.isVisible()]
    return sorted(found, key=lambda each: each.x())


def windows(folder: Path) -> dict[str, Any]:
    """Windows for somebody else to list."""
    return shown_until_seen(
        folder, Ground("Below", "#336699", (100, 120, 300, 200)), Ground("설계 – Über", "#993366", (300, 200, 300, 200))
    )


def shown_until_seen(folder: Path, *shown: QWidget) -> dict[str, Any]:
    for each in shown:
        each.show()
    rest(0.4)
    ours = [each.title for each in x11.windows()]
    (folder / "ready").touch()
    wait_until((folder / "seen").exists)
    return {"ours": ours}


def look(folder: Path) -> dict[str, Any]:
    """Lists the windows of the others."""
    wait_until((folder / "ready").exists)
    found = [[each.title, each.box.x(), each.box.y(), each.box.width(), each.box.height()] for each in x11.windows()]
    (folder / "seen").touch()
    return {"windows": found}


def recording(folder: Path) -> dict[str, Any]:
    """A screen with a pause, then one that reaches its limit."""
    ground = Ground("film", "#336699", (0, 0, 640, 480))
    ground.show()
    rest(0.3)
    told: dict[str, Any] = {"recorded": [], "noticed": [], "paused": []}
    recorder = Recorder(folder=folder)
    for limits in (RecordingLimits(), RecordingLimits(max_s=1.0)):
        recorder = Recorder(folder=folder, limits=limits)
        started: list[bool] = []
        ended: list[str] = []
        recorder.started.connect(lambda started=started: started.append(True))
        recorder.failed.connect(ended.append)
        recorder.noticed.connect(told["noticed"].append)
        recorder.paused.connect(told["paused"].append)

        def on_recorded(path: str, seconds: float, first: bytes, ended: list[str] = ended) -> None:
            (folder / f"{Path(path).stem}.png").write_bytes(first)
            told["recorded"].append([path, seconds])
            ended.append("")

        recorder.recorded.connect(on_recorded)
        recorder.record_screen(QApplication.primaryScreen())
        told["draft_modes"] = [oct(each.stat().st_mode & 0o777) for each in folder.glob(".draft-*")]
        wait_until(lambda started=started, ended=ended: bool(started or ended))
        if limits.max_s > 60:
            rest(0.8)
            recorder.pause()
            rest(1.5)
            recorder.resume()
            rest(0.8)
            recorder.stop()
        wait_until(lambda ended=ended: bool(ended))
        assert ended == [""], ended
        rest(1.1)  # names of recordings count seconds
    recorder.record_screen(QApplication.primaryScreen())
    rest(0.5)
    recorder.discard()
    rest(0.3)
    told["left"] = sorted(each.suffix for each in folder.iterdir())
    return told


def wanders(folder: Path) -> dict[str, Any]:
    """A window that goes elsewhere and comes back, as it is told."""
    ground = Ground("wanderer", "#336699", (100, 120, 301, 201))
    ground.show()
    rest(0.4)
    (folder / "ready").touch()
    for sign, place in (("away", (700, 400)), ("back", (100, 120))):
        wait_until((folder / sign).exists)
        ground.move(*place)
    wait_until((folder / "seen").exists)
    return {}


def recorded_window(folder: Path) -> dict[str, Any]:
    """It is chosen, filmed, and followed."""
    wait_until((folder / "ready").exists)
    capture, recorder = Capture(), Recorder(folder=folder)
    capture.window_chosen.connect(recorder.record_window)
    begun: list[bool] = []
    ended: list[str] = []
    recorder.started.connect(lambda: begun.append(True))
    recorder.failed.connect(ended.append)
    recorder.recorded.connect(lambda path, seconds, first: ended.append(path))
    capture.choose_window()
    wait_until(lambda: any(isinstance(each, WindowOverlay) for each in QApplication.topLevelWidgets()))
    overlay = next(each for each in QApplication.topLevelWidgets() if isinstance(each, WindowOverlay))
    QTest.keyClick(overlay, Qt.Key.Key_Return)
    wait_until(lambda: bool(begun or ended))
    pills = [each for each in QApplication.topLevelWidgets() if isinstance(each, RecordingPill) and each.isVisible()]
    for sign in ("away", "back"):
        (folder / sign).touch()
        rest(1.2)
    recorder.stop()
    wait_until(lambda: bool(ended))
    (folder / "seen").touch()
    return {"path": ended[0], "pills": len(pills)}


def ready(folder: Path) -> dict[str, Any]:
    """The first page comes into a window that was made ready for it."""
    return with_a_page(QWidget(), make_ready)


def unready(folder: Path) -> dict[str, Any]:
    return with_a_page(QWidget(), lambda _: None, patience_s=PATIENCE_S)


def with_a_page(window: QWidget, prepare: Callable[[QWidget], None], *, patience_s: float = 1.0) -> dict[str, Any]:
    prepare(window)
    window.resize(500, 400)
    window.show()
    rest(0.3)
    before = int(window.winId())
    view = PreviewView(window)
    view.setGeometry(window.rect())
    view.show()
    view.finish("<p>A page</p>")
    rest(1.0)
    deadline = time.monotonic() + patience_s
    while (stays := int(window.winId()) == before) and time.monotonic() < deadline:
        rest(0.1)
    view.shut_down()
    return {"stays": stays}


def main() -> None:
    flags.prepare()
    application = QApplication(["display"])
    each = (grounds, region, windows, look, recording, wanders, recorded_window, ready, unready)
    tasks = {task.__name__: task for task in each}
    print(json.dumps(tasks[sys.argv[1]](Path(sys.argv[2]))))
    sys.stdout.flush()
    del application


if __name__ == "__main__":
    main()
