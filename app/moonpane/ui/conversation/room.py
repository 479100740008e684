"""A widget that joins others in a scrolled column has its room at once, not when Qt comes to it."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


def put(column: QVBoxLayout, at: int, widget: QWidget) -> None:
    """Shown at once: the layout would do so later, and give it no room until then."""
    column.insertWidget(at, widget)
    widget.show()


def lay_out() -> None:
    """Gives what is new its height, for which a busy machine had no time yet."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
