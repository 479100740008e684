"""Whether a window can be used without a mouse and without eyes; for tests of every window and dialog.

assert nameless(dialog) == []
assert unreached(qtbot, dialog) == []
assert unseen(qtbot, dialog) == []
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

MOST_STEPS = 300


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or name_of(widget) or '?'}"


def name_of(widget: QWidget) -> str:
    """What a screen reader says: its own name, its text, or that of its label."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def controls(window: QWidget) -> list[QWidget]:
    """Everything that takes the keyboard now."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window.window()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisibleTo(window)
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]


def nameless(window: QWidget) -> list[str]:
    return [described(widget) for widget in controls(window) if not name_of(widget)]


def walked(qtbot: QtBot, window: QWidget, *, backwards: bool = False) -> list[QWidget]:
    """What Tab comes by until it is where it began. Fails in a trap: where Tab does not lead on."""
    window.activateWindow()
    start = controls(window)[0]
    start.setFocus()
    qtbot.waitUntil(lambda: window.window().isActiveWindow() and QApplication.focusWidget() is not None)
    found: list[QWidget] = []
    for _ in range(MOST_STEPS):
        here = QApplication.focusWidget()
        assert here is not None
        if here in found:
            break
        found.append(here)
        key = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
        qtbot.keyClick(here, key)
        assert QApplication.focusWidget() is not here, f"Tab does not leave {described(here)}"
    else:
        raise AssertionError(f"Tab goes on for {MOST_STEPS} steps")
    assert found[0] is QApplication.focusWidget(), f"Tab never comes back to {described(found[0])}"
    return found


def unreached(qtbot: QtBot, window: QWidget) -> list[str]:
    """What Tab does not come by. Of buttons that exclude each other it reaches one; arrows lead to the others."""
    reached = walked(qtbot, window)
    assert set(reached) == set(walked(qtbot, window, backwards=True)), "Tab and Shift+Tab lead to different places"
    groups = {widget.group() for widget in reached if isinstance(widget, QAbstractButton) and widget.group()}
    return [
        described(widget)
        for widget in controls(window)
        if widget not in reached
        and not (isinstance(widget, QAbstractButton) and widget.group() in groups and widget.group().exclusive())
        and not any(parent in reached for parent in _editors(widget))
    ]


def unseen(qtbot: QtBot, window: QWidget) -> list[str]:
    """What looks with the keys as it looks without them: nobody sees where they are."""
    found: list[str] = []
    for widget in walked(qtbot, window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        box = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
        with_keys = window.grab(box).toImage()
        widget.clearFocus()
        if window.grab(box).toImage() == with_keys:
            found.append(described(widget))
    return found


def _editors(widget: QWidget) -> list[QWidget]:
    """An editable choice is reached through its field, and a field through its choice."""
    return [each for each in (widget.parentWidget(), *widget.findChildren(QWidget)) if each is not None]
