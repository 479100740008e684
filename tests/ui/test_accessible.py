"""Every window and dialog by keyboard and by name; and the helper sees what is wrong."""

import itertools
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moonpane.artifact.diff import diff
from moonpane.preferences import Preferences
from moonpane.store.studio import Store
from moonpane.ui.annotate.dialog import AnnotateDialog
from moonpane.ui.dialogs.address_dialog import AddressDialog
from moonpane.ui.models.panel import ModelsPanel
from moonpane.ui.palette import Palette
from moonpane.ui.settings.dialog import SettingsDialog
from moonpane.ui.shortcuts import ShortcutSheet
from moonpane.ui.theme import LIGHT, theme
from moonpane.ui.window import Pane, Window
from tests.ui.accessible import nameless, unreached, unseen, walked
from tests.ui.model_views import VIEWS
from tests.ui.test_window import finished


@pytest.fixture
def window(qapp) -> Iterator[Window]:
    made = Window(Store(), sandbox_notice="The sandbox is off.", has_sample=True)
    made.show()
    yield made
    made.preview.shut_down()
    shiboken6.delete(made)


@pytest.mark.parametrize("pane", [Pane.CODE, Pane.COMPARE, Pane.HISTORY])
def test_one_sees_where_the_keys_are(window: Window, qtbot: QtBot, pane: Pane) -> None:
    theme.use(LIGHT)
    assert unseen(qtbot, window) == []
    finished(window._store)
    window.show_pane(pane)
    qtbot.waitUntil(window.transcript.answers[0].isVisible)
    assert unseen(qtbot, window) == []


def test_tab_comes_by_what_was_said_in_its_order_and_then_to_the_message(window: Window, qtbot: QtBot) -> None:
    finished(window._store)
    finished(window._store)
    window.show_pane(Pane.CODE)
    transcript = window.transcript
    qtbot.waitUntil(lambda: all(each.isVisible() for each in transcript.answers))
    assert len(transcript.answers) == 2
    reached = walked(qtbot, window)
    at = reached.index(transcript)
    said = [widget for widget in reached if widget is not transcript and transcript.isAncestorOf(widget)]
    assert len(said) > 4
    assert reached[at + 1 : at + 1 + len(said)] == said
    tops = [widget.mapTo(transcript, QPoint()).y() for widget in said]
    assert all(below > above - 8 for above, below in itertools.pairwise(tops))
    assert reached[at + 1 + len(said)] is window.composer.edit


def test_the_first_page_and_the_code_are_reached_by_keyboard(window: Window, qtbot: QtBot) -> None:
    assert nameless(window) == []
    assert unreached(qtbot, window) == []
    finished(window._store)
    window.show_pane(Pane.CODE)
    assert nameless(window) == []
    assert unreached(qtbot, window) == []


@pytest.mark.parametrize("pane", [Pane.PAGE, Pane.COMPARE, Pane.HISTORY])
def test_the_other_panes_are_reached_by_keyboard(window: Window, qtbot: QtBot, pane: Pane) -> None:
    finished(window._store)
    window.show_pane(pane)
    assert nameless(window) == []
    if pane is not Pane.PAGE:  # within the page, Tab belongs to the page
        assert unreached(qtbot, window) == []


def test_a_comparison_of_code_is_reached_by_keyboard(window: Window, qtbot: QtBot) -> None:
    finished(window._store)
    window.show_diff(diff({"a.html": "<p>1", "b.css": "p {}"}, {"a.html": "<p>2"}), ("Version 1", "Version 2"))
    assert nameless(window) == []
    assert unreached(qtbot, window) == []


def test_address_and_annotation_are_reached_by_keyboard(qtbot: QtBot) -> None:
    sheet = QImage(320, 200, QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFF)
    for dialog in (AddressDialog(), AnnotateDialog(sheet, sheet.size())):
        qtbot.addWidget(dialog)
        dialog.show()
        assert nameless(dialog) == []
        assert unreached(qtbot, dialog) == []


@pytest.mark.parametrize("row", range(len(VIEWS)))
def test_the_models_panel_is_reached_by_keyboard(qtbot: QtBot, row: int) -> None:
    theme.use(LIGHT)
    panel = ModelsPanel()
    qtbot.addWidget(panel)
    panel.show_views(VIEWS, "One model could not be read.")
    panel.show()
    panel.list.setCurrentRow(row)
    assert nameless(panel) == []
    assert unreached(qtbot, panel) == []
    assert unseen(qtbot, panel) == []


def test_the_settings_are_reached_by_keyboard(qtbot: QtBot) -> None:
    theme.use(LIGHT)
    dialog = SettingsDialog(Preferences())
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert unreached(qtbot, dialog) == []
    assert unseen(qtbot, dialog) == []


def test_palette_and_overview_have_names_and_close_by_escape(window: Window, qtbot: QtBot) -> None:
    window.open_palette()
    palette = window.findChild(Palette)
    assert palette
    assert nameless(palette) == []
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(Palette) is None)
    window.open_shortcuts()
    sheet = window.findChild(ShortcutSheet)
    assert sheet
    assert nameless(sheet) == []
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ShortcutSheet) is None)


class Trap(QLineEdit):
    """Keeps whoever comes in."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()


class Skipping(QWidget):
    """Leads from the first of its buttons to the second one and back."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        first, second, *_ = self.findChildren(QPushButton)
        (second if first.hasFocus() else first).setFocus()
        return True


def test_the_helper_sees_a_trap_a_nameless_control_and_one_that_is_left_out(qtbot: QtBot) -> None:
    """The control of all of the above."""
    window, skipping = QWidget(), Skipping()
    for widget in (window, skipping):
        qtbot.addWidget(widget)
        column = QVBoxLayout(widget)
        for button in (QPushButton("Good"), QPushButton(), QPushButton("Third")):
            column.addWidget(button)
        widget.show()
        assert nameless(widget) == ["QPushButton ?"]
    assert unreached(qtbot, window) == []
    assert unreached(qtbot, skipping) == ["QPushButton Third"]
    trap = Trap(window)
    trap.setAccessibleName("Trap")
    trap.show()
    with pytest.raises(AssertionError, match="Tab does not leave Trap"):
        walked(qtbot, window)
