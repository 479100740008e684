"""A region is chosen on one of several screens."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.ui.capture.frozen import Frozen
from moonpane.ui.capture.picker import Picker
from moonpane.ui.capture.region import RegionOverlay


def test_on_several_screens_keys_and_magnifier_are_where_the_pointer_is(qtbot: QtBot) -> None:
    screen, picker = QApplication.primaryScreen(), Picker()
    image = QImage(screen.size(), QImage.Format.Format_RGB32)
    image.fill(0x88AACC)
    picker.ask_region([Frozen(screen, image, image.rect())] * 2)
    first, second = picker.overlays
    assert isinstance(first, RegionOverlay)
    assert isinstance(second, RegionOverlay)
    middle = QPointF(image.rect().center())
    for meant, other in ((second, first), (first, second)):
        QApplication.sendEvent(meant, QEnterEvent(middle, middle, middle))
        qtbot.waitUntil(meant.hasFocus)
        line = QRect(0, 0, 40, image.height())  # of the crosshair, far from magnifier and hint
        assert len({meant.grab(line).toImage().pixel(20, y) for y in range(image.height())}) > 1
        assert len({other.grab(line).toImage().pixel(20, y) for y in range(image.height())}) == 1
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert (first.is_meant, second.is_meant) == (False, True)
    picker.end()
