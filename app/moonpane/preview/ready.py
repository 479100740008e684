"""A window made ready for pages before it is shown."""

import os

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QRhiWidget, QWidget

DRAWS_NOTHING = ("offscreen", "minimal")  # platforms that paint into memory


def make_ready(window: QWidget) -> None:
    """Has a window painted by the graphics card from its start, as pages are.

    Otherwise Qt makes it anew with its first page: it would vanish, come back at another place and lose the keyboard.
    """
    if QGuiApplication.platformName() in DRAWS_NOTHING or os.environ.get("QT_QUICK_BACKEND") == "software":
        return
    QRhiWidget(window).hide()
