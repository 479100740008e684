"""Asks the screenshot portal on the session bus once, as the studio on Wayland would; prints how it ended, as JSON."""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from moonpane.ui.capture import screenshot
from moonpane.ui.capture.desktop import Desktop

application = QApplication([])
capture = screenshot.Capture()
capture.desktop = Desktop.PORTAL


def end(how: str, *said: object) -> None:
    print(json.dumps([how, *(each if isinstance(each, str) else len(each) for each in said)]))  # type: ignore[arg-type]
    sys.stdout.flush()
    application.quit()


capture.captured.connect(lambda name, data: end("captured", data))
capture.cancelled.connect(lambda: end("cancelled"))
capture.refused.connect(lambda sentence: end("refused", sentence))
QTimer.singleShot(0, capture.capture_region)
QTimer.singleShot(30_000, lambda: end("nothing"))
application.exec()
