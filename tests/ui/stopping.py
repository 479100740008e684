"""A window whose Esc stops an answer, for widgets in it that have an Esc of their own."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def stopping_window(qtbot: QtBot, widget: QWidget) -> tuple[QWidget, list[bool]]:
    """The window around a widget, shown and active; and what was stopped so far."""
    window, stopped = QWidget(), list[bool]()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(widget)
    action = QAction("Stop", window)
    action.setShortcut(QKeySequence("Esc"))
    action.triggered.connect(lambda: stopped.append(True))
    window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window, stopped
