"""What can be done in the window, one row for each: keys, command palette and overview are made from it."""

from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from moonpane.store.options import MAX_VARIANTS
from moonpane.ui.actions import Action, Section

if TYPE_CHECKING:
    from moonpane.ui.window import Window

translate = QCoreApplication.translate


class Pane(IntEnum):
    """What the workspace can show, in the order of its buttons; the last ones have none."""

    PAGE = 0
    CODE = 1
    COMPARE = 2
    HISTORY = 3
    DIFF = 4


def window_actions(window: "Window") -> Iterator[Action]:
    """The rows, in the order in which they are shown."""
    yield from _start(window)
    yield from _write(window)
    yield from _look(window)
    yield from _page(window)
    yield from _app(window)


def _start(window: "Window") -> Iterator[Action]:
    composer, add, at = window.composer, window.composer.add_menu, Section.START
    capture = add.capture_requested.emit
    yield Action("open", translate("Window", "Open a picture"), at, composer.open_requested.emit, ("Ctrl+O",))
    yield Action("paste", translate("Window", "Paste"), at, window.paste, ("Ctrl+V",))
    words = translate("Window", "Screenshot of a region")
    yield Action("region", words, at, lambda: capture("region", add.delay_s), ("Ctrl+Shift+S",))
    words = translate("Window", "Screenshot of a window")
    yield Action("window", words, at, lambda: capture("window", add.delay_s))
    words = translate("Window", "Screenshot of the screen")
    yield Action("screen", words, at, lambda: capture("screen", add.delay_s))
    yield Action("record", translate("Window", "Record the screen"), at, add.record_requested.emit, ("Ctrl+Shift+R",))
    yield Action("record_window", translate("Window", "Record a window"), at, add.record_window_requested.emit)
    yield Action("sketch", translate("Window", "Sketch"), at, add.sketch_requested.emit)
    yield Action("address", translate("Window", "Picture of an address"), at, add.address_requested.emit)
    yield Action("code_in", translate("Window", "Import code"), at, add.code_requested.emit)
    yield Action("project_in", translate("Window", "Import a folder of code"), at, add.project_requested.emit)
    new, search = window.sidebar.new_action, window.sidebar.search_action
    yield Action("new", new.text(), at, new.trigger, ("Ctrl+N",), has_own_keys=True)
    yield Action("search", search.text(), at, search.trigger, ("Ctrl+Shift+F",), has_own_keys=True)


def _write(window: "Window") -> Iterator[Action]:
    composer, at = window.composer, Section.WRITE
    keys = ("Ctrl+Return", "Ctrl+Enter")
    yield Action("send", translate("Window", "Convert or send"), at, composer.submit, keys)
    yield Action("stop", translate("Window", "Stop"), at, composer.stop_requested.emit, ("Esc",))
    yield Action("write", translate("Window", "Write a message"), at, composer.setFocus, ("Ctrl+L",))


def _look(window: "Window") -> Iterator[Action]:
    shows, at = window.show_pane, Section.VIEW
    yield Action("page", translate("Window", "Show the page"), at, lambda: shows(Pane.PAGE), ("Ctrl+1",))
    yield Action("code", translate("Window", "Show the code"), at, lambda: shows(Pane.CODE), ("Ctrl+2",))
    yield Action("compare", translate("Window", "Show the comparison"), at, lambda: shows(Pane.COMPARE), ("Ctrl+3",))
    yield Action("history", translate("Window", "Show the history"), at, lambda: shows(Pane.HISTORY), ("Ctrl+4",))
    yield Action("heat", translate("Window", "Show differences"), at, lambda: _toggle_heat(window), ("Ctrl+D",))
    collapse = window.sidebar.collapse_action
    yield Action("sidebar", collapse.text(), at, collapse.trigger, ("Ctrl+B",), has_own_keys=True)
    yield from _look_closer(window)


def _toggle_heat(window: "Window") -> None:
    heat = window.compare.heat_button
    is_seen = window.pane is Pane.COMPARE and heat.isChecked()
    if window.pane is not Pane.COMPARE:  # two versions that are compared stay
        window.show_pane(Pane.COMPARE)
    heat.setChecked(not is_seen)


def _look_closer(window: "Window") -> Iterator[Action]:
    """Keys that panes have for themselves, while they are looked at; the actions show the pane first."""
    at, code, variants = Section.VIEW, window.code, window.variants

    def in_code(act: Callable[[], object]) -> Callable[[], object]:
        return lambda: (window.show_pane(Pane.CODE), act())

    def in_page(act: Callable[[], object]) -> Callable[[], object]:
        return lambda: (window.show_pane(Pane.PAGE), act())

    words = translate("Window", "Find in the code")
    yield Action("find", words, at, in_code(code.open_find), ("Ctrl+F",), has_own_keys=True)
    words = translate("Window", "Go to a line of the code")
    yield Action("line", words, at, in_code(code.open_line), ("Ctrl+G",), has_own_keys=True)
    words = translate("Window", "Wrap long lines of the code")
    yield Action("wrap", words, at, in_code(code.wrap_button.toggle), ("Alt+Z",), has_own_keys=True)
    canvas, inspect = window.preview.canvas, window.preview.bar.inspect_button.toggle
    words = translate("Window", "Pick an element of the page")
    yield Action("inspect", words, at, in_page(inspect), ("Ctrl+Shift+C",), has_own_keys=True)
    words, zoom = translate("Window", "Page larger"), in_page(lambda: canvas.zoom_step(larger=True))
    yield Action("larger", words, at, zoom, ("Ctrl++",), has_own_keys=True)
    words, zoom = translate("Window", "Page smaller"), in_page(lambda: canvas.zoom_step(larger=False))
    yield Action("smaller", words, at, zoom, ("Ctrl+-",), has_own_keys=True)
    words, zoom = translate("Window", "Fit the page"), in_page(lambda: canvas.set_zoom(None))
    yield Action("fit", words, at, zoom, ("Ctrl+0",), has_own_keys=True)
    for index in range(MAX_VARIANTS):
        yield Action(
            f"variant{index + 1}",
            translate("Window", "Show variant {number}").format(number=index + 1),
            at,
            lambda index=index: variants.choose(index),
            (f"Alt+{index + 1}",),
            variants.isVisible,
            has_own_keys=True,
        )


def _page(window: "Window") -> Iterator[Action]:
    at = Section.PAGE
    yield Action("undo", translate("Window", "Back to the version before"), at, window.undo_requested.emit, ("Ctrl+Z",))
    words = translate("Window", "Forward to the next version")
    yield Action("redo", words, at, window.redo_requested.emit, ("Ctrl+Shift+Z", "Ctrl+Y"))
    yield Action("save", translate("Window", "Save page"), at, window.save_requested.emit, ("Ctrl+S",))
    words = translate("Window", "Export as folder or zip")
    yield Action("export", words, at, window.export_requested.emit, ("Ctrl+E",))
    yield Action("browser", translate("Window", "Open in the browser"), at, window.browser_requested.emit)
    yield Action("editor", translate("Window", "Open in the editor"), at, window.editor_requested.emit)


def _app(window: "Window") -> Iterator[Action]:
    at = Section.APP
    keys = ("Ctrl+K", "Ctrl+Shift+P")
    yield Action("palette", translate("Window", "Find a command"), at, window.open_palette, keys)
    yield Action("keys", translate("Window", "Keyboard shortcuts"), at, window.open_shortcuts, ("F1", "Ctrl+/"))
    yield Action("models", translate("Window", "Models"), at, window.models_requested.emit, ("Ctrl+M",))
    yield Action("settings", translate("Window", "Settings"), at, window.settings_requested.emit, ("Ctrl+,",))
    yield Action("quit", translate("Window", "Quit"), at, window.close, ("Ctrl+Q",))
