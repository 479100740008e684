"""What the desktop that we run on lets applications see."""

import os
from enum import Enum

from PySide6.QtGui import QGuiApplication


class Desktop(Enum):
    """How pictures of the screen can be had."""

    X11 = "x11"  # everything: screens, windows and their titles
    PORTAL = "portal"  # Wayland: only what the person chooses in the desktop's own dialog
    OTHER = "other"  # Windows, macOS: screens; titles of windows are not asked for
    NONE = "none"  # no screen at all


def this_desktop() -> Desktop:
    """An application on XWayland sees only other X11 windows there, and black elsewhere: that is Wayland, too."""
    platform = QGuiApplication.platformName()
    is_wayland = platform.startswith("wayland") or (
        platform == "xcb" and (os.environ.get("XDG_SESSION_TYPE") == "wayland" or "WAYLAND_DISPLAY" in os.environ)
    )
    if is_wayland:
        return Desktop.PORTAL
    if platform == "xcb":
        return Desktop.X11
    return Desktop.NONE if platform in ("offscreen", "minimal", "vnc", "linuxfb") else Desktop.OTHER
