"""Keeps a page out of drag and drop: nothing is dropped on it, and it begins no drag."""

from PySide6.QtCore import QChildEvent, QEvent, QObject, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget


class NoDrags(QObject):
    """Guards one view, for as long as that lives.

    A drop goes to what lies around the view, which is the window. A page may fill a drag with the names of any files,
    and a page can take back whatever a script of ours does about that; so it is ended where Qt begins it.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        view.setAcceptDrops(False)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget):  # what shows the page and takes drops, also anew
                child.setAcceptDrops(False)
        elif event.type() is QEvent.Type.ChildAdded:
            # Whether it is a drag can only be told once it is made; by then it waits for the pointer to move.
            QTimer.singleShot(0, self, self._end_drag)
        return super().eventFilter(watched, event)

    def _end_drag(self) -> None:
        view = self.parent()
        if view is not None and view.findChildren(QDrag):
            QDrag.cancel()
