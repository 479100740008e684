"""The menu of the plus button: every way in which something comes into the conversation."""

from typing import Literal, get_args

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from moonpane.ui import icons
from moonpane.ui.foreign_text import menu_text, tooltip_of
from moonpane.ui.theme import theme

Entry = Literal[
    "open", "paste", "region", "window", "screen", "record", "record_window", "sketch", "address", "code", "project"
]
Area = Literal["region", "window", "screen"]

DELAYS_S = (0, 3, 5, 10)
ICONS: dict[Entry, str] = {
    "open": "picture",
    "paste": "clipboard",
    "region": "region",
    "window": "page",
    "screen": "screen",
    "record": "record",
    "record_window": "record",
    "sketch": "pencil",
    "address": "globe",
    "code": "import",
    "project": "folder",
}
KEYS: dict[Entry, str] = {  # shown, not set: the window owns them
    "open": "Ctrl+O",
    "paste": "Ctrl+V",
    "region": "Ctrl+Shift+S",
    "record": "Ctrl+Shift+R",
}
AREAS: tuple[Area, ...] = get_args(Area)


class AddMenu(QMenu):
    """What cannot be done here stays in sight, with the reason beside it.

    Signals:
        open_requested, paste_requested, record_requested, record_window_requested, sketch_requested,
            address_requested, code_requested, project_requested
        capture_requested: (area, delay) of a screenshot: an `Area`, and seconds to wait before.
    """

    open_requested = Signal()
    paste_requested = Signal()
    capture_requested = Signal(str, int)
    record_requested = Signal()
    record_window_requested = Signal()
    sketch_requested = Signal()
    address_requested = Signal()
    code_requested = Signal()
    project_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Add to the message"))
        self.setToolTipsVisible(True)
        self.delay_s = 0
        self._words: dict[Entry, str] = {
            "open": self.tr("Open a picture or video …"),
            "paste": self.tr("Paste"),
            "region": self.tr("Part of the screen"),
            "window": self.tr("A window"),
            "screen": self.tr("The whole screen"),
            "record": self.tr("Record the screen"),
            "record_window": self.tr("Record a window"),
            "sketch": self.tr("Sketch"),
            "address": self.tr("Picture of an address …"),
            "code": self.tr("Import code …"),
            "project": self.tr("Import a folder of code …"),
        }
        self.entries: dict[Entry, QAction] = {}
        self.screenshots = QMenu(self.tr("Screenshot"), self)
        self.screenshots.setToolTipsVisible(True)
        self._add(self, "open", "paste")
        self.addSeparator()
        self.addMenu(self.screenshots)
        self._add(self.screenshots, *AREAS)
        self.screenshots.addSeparator()
        self._add_delays()
        self._add(self, "record", "record_window", "sketch", "address")
        self.addSeparator()
        self._add(self, "code", "project")
        self._connect()
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def show_reason(self, entry: Entry, reason: str) -> None:
        """Why an entry cannot be chosen, in a few words; "" when it can."""
        action = self.entries[entry]
        action.setText(f"{self._words[entry]}  –  {menu_text(reason)}" if reason else self._titled(entry))
        action.setToolTip(tooltip_of(reason) if reason else "")
        action.setEnabled(not reason)
        self.on_theme_changed()

    def on_theme_changed(self) -> None:
        for entry, action in self.entries.items():
            color = theme.colors.muted if action.isEnabled() else theme.colors.faint
            action.setIcon(icons.icon(ICONS[entry], color))
        self.screenshots.setIcon(icons.icon("region", theme.colors.muted))
        self._delays.setIcon(icons.icon("clock", theme.colors.muted))

    def _add(self, menu: QMenu, *entries: Entry) -> None:
        for entry in entries:
            self.entries[entry] = menu.addAction(self._titled(entry))

    def _titled(self, entry: Entry) -> str:
        return "\t".join(filter(None, (self._words[entry], KEYS.get(entry, ""))))

    def _add_delays(self) -> None:
        self._delays = self.screenshots.addMenu(self.tr("Wait before"))
        group = QActionGroup(self)
        self.delays: list[QAction] = []
        for seconds in DELAYS_S:
            words = self.tr("{seconds} seconds").format(seconds=seconds) if seconds else self.tr("Not at all")
            action = self._delays.addAction(words)
            action.setCheckable(True)
            action.setChecked(seconds == self.delay_s)
            action.triggered.connect(lambda _checked, seconds=seconds: self._choose_delay(seconds))
            group.addAction(action)
            self.delays.append(action)

    def _choose_delay(self, seconds: int) -> None:
        self.delay_s = seconds
        self._delays.setTitle(
            self.tr("Wait before: {seconds} s").format(seconds=seconds) if seconds else self.tr("Wait before")
        )

    def _connect(self) -> None:
        signals: dict[Entry, SignalInstance] = {
            "open": self.open_requested,
            "paste": self.paste_requested,
            "record": self.record_requested,
            "record_window": self.record_window_requested,
            "sketch": self.sketch_requested,
            "address": self.address_requested,
            "code": self.code_requested,
            "project": self.project_requested,
        }
        for entry, signal in signals.items():
            self.entries[entry].triggered.connect(signal)
        for area in AREAS:
            self.entries[area].triggered.connect(lambda _, area=area: self.capture_requested.emit(area, self.delay_s))
