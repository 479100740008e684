"""Where the window stood when it was closed, and how much of the list of sessions was seen."""

from PySide6.QtCore import QByteArray, QSize

from moonpane.errors import SettingsError
from moonpane.settings import SettingsFile
from moonpane.ui.window import Window

SECTION = "window"
FRAME = QSize(8, 40)  # px around a window, which are not known before it is shown


def restore_place(window: Window, settings: SettingsFile) -> None:
    """Before the window is shown. What cannot be read counts as not kept; no window is larger than its screen."""
    kept = settings.section(SECTION)
    geometry = kept.get("geometry") if isinstance(kept, dict) else None
    place = QByteArray.fromBase64(geometry.encode("ascii", "replace")) if isinstance(geometry, str) else QByteArray()
    if not window.restoreGeometry(place):
        window.resize(window.size().boundedTo(window.screen().availableSize() - FRAME))
    if isinstance(kept, dict):
        window.sidebar.set_collapsed(kept.get("sidebar") is False)


def keep_place(window: Window, settings: SettingsFile) -> None:
    """After it was closed; a disk that does not take it costs no more than the place."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    try:
        settings.put(SECTION, {"geometry": geometry, "sidebar": not window.side_place.is_put_away})
    except SettingsError:
        return
