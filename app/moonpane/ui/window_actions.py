"""What can be done in the window, one row for each; other rooms add theirs to `Window.actions_table`."""

from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from moonpane.ui.actions import Action, Section

if TYPE_CHECKING:
    from moonpane.ui.window import Window

translate = QCoreApplication.translate


class Pane(IntEnum):
    """What the workspace can show, in the order of its buttons."""

    PAGE = 0
    CODE = 1
    COMPARE = 2


def window_actions(window: "Window") -> Iterator[Action]:
    """The rows, in the order in which they are shown."""
    composer, shows = window.composer, window.show_pane
    start, write, view, page, app = Section
    yield Action("open", translate("Window", "Open a picture"), start, composer.open_requested.emit, ("Ctrl+O",))
    yield Action("paste", translate("Window", "Paste"), start, window.paste, ("Ctrl+V",))
    keys = ("Ctrl+Return", "Ctrl+Enter")
    yield Action("send", translate("Window", "Convert or send"), write, composer.submit, keys)
    yield Action("stop", translate("Window", "Stop"), write, composer.stop_requested.emit, ("Esc",))
    yield Action("write", translate("Window", "Write a message"), write, composer.setFocus, ("Ctrl+L",))
    yield Action("page", translate("Window", "Show the page"), view, lambda: shows(Pane.PAGE), ("Ctrl+1",))
    yield Action("code", translate("Window", "Show the code"), view, lambda: shows(Pane.CODE), ("Ctrl+2",))
    yield Action("compare", translate("Window", "Show the comparison"), view, lambda: shows(Pane.COMPARE), ("Ctrl+3",))
    heat = window.compare.heat_button.toggle
    yield Action("heat", translate("Window", "Show differences"), view, heat, ("Ctrl+D",))
    yield Action("save", translate("Window", "Save page"), page, window.save_requested.emit, ("Ctrl+S",))
    keys = ("Ctrl+K", "Ctrl+Shift+P")
    yield Action("palette", translate("Window", "Find a command"), app, window.open_palette, keys)
    yield Action("keys", translate("Window", "Keyboard shortcuts"), app, window.open_shortcuts, ("F1", "Ctrl+/"))
    yield Action("models", translate("Window", "Models"), app, window.models_requested.emit, ("Ctrl+M",))
    yield Action("settings", translate("Window", "Settings"), app, window.settings_requested.emit, ("Ctrl+,",))
    yield Action("quit", translate("Window", "Quit"), app, window.close, ("Ctrl+Q",))
