"""A widget that breathes while it is at work, unless a person prefers that nothing moves."""

from PySide6.QtCore import QTimerEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from moonpane.ui.motion import motion

FRAME_MS = 80  # a slow pulse needs no more


class Pulsing(QWidget):
    """A widget that breathes while it is at work and seen; with reduced motion, and when idle, it wakes nothing.

    A subclass paints with `phase`, which goes from 0 to 1 and begins again; it is 0 at rest.
    """

    PERIOD_S = 1.6

    def __init__(self) -> None:
        super().__init__()
        self.phase = 0.0
        self._at_work = False
        self._frames = 0  # id of the timer; 0 while it rests
        motion.changed.connect(self._keep_time)

    @property
    def is_moving(self) -> bool:
        return bool(self._frames)

    def set_at_work(self, at_work: bool) -> None:
        self._at_work = at_work
        self._keep_time()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._keep_time()

    def hideEvent(self, event: QHideEvent) -> None:
        self._keep_time()

    def timerEvent(self, event: QTimerEvent) -> None:
        self.phase = (self.phase + FRAME_MS / 1000 / self.PERIOD_S) % 1
        self.update()

    def _keep_time(self) -> None:
        moving = self._at_work and self.isVisible() and not motion.reduced
        if moving and not self._frames:
            self._frames = self.startTimer(FRAME_MS)
        elif not moving and self._frames:
            self.killTimer(self._frames)
            self._frames, self.phase = 0, 0.0
            self.update()
