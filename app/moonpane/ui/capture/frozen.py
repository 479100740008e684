"""Pictures of whole screens, taken at one moment, in the screens' own pixels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QCursor, QGuiApplication, QImage, QPainter, QScreen

Grab = Callable[[QScreen], QImage]


@dataclass(frozen=True)
class Frozen:
    """One screen as it was."""

    screen: QScreen
    image: QImage  # one pixel for each device pixel of the screen
    place: QRect  # on the desktop, in device pixels: Qt scales a screen's size, but leaves its corner where it is

    @property
    def ratio(self) -> float:
        """Device pixels for one of Qt's."""
        return self.screen.devicePixelRatio()


def grab_screen(screen: QScreen) -> QImage:
    """What a screen shows now; a null image where the desktop does not let applications look."""
    image = screen.grabWindow(0).toImage()
    image.setDevicePixelRatio(1.0)
    return image


def freeze(screens: Sequence[QScreen], grab: Grab = grab_screen) -> list[Frozen]:
    """The pictures of some screens; [] when all that can be had is black, as where applications may not look.

    One black screen among others is a dark screen.
    """
    pictures = [(screen, grab(screen)) for screen in screens]
    if all(is_blank(image) for _, image in pictures):
        return []
    taken = [(screen, image) for screen, image in pictures if not image.isNull()]
    return [Frozen(screen, image, QRect(screen.geometry().topLeft(), image.size())) for screen, image in taken]


def is_blank(image: QImage) -> bool:
    """Whether there is no picture, or nothing in it but black: what a desktop shows to whom it shows nothing."""
    if image.isNull():
        return True
    if image.pixelColor(image.width() // 2, image.height() // 2).lightness() > 0:
        return False  # the usual case, decided without looking at every pixel
    # Four bytes a pixel, one of them always 255, and no padding between the lines.
    pixels = bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())
    return pixels.count(0) == len(pixels) // 4 * 3


def screen_at_pointer() -> QScreen:
    """The screen that the person is looking at, as far as the pointer tells."""
    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()


def cut(frozen: Sequence[Frozen], box: QRect) -> QImage:
    """A part of the desktop, in device pixels; what lies on no screen is left out. Null where no screen is."""
    pieces = [each for each in frozen if each.place.intersects(box)]
    if not pieces:
        return QImage()
    if len(pieces) == 1:
        return pieces[0].image.copy(box.intersected(pieces[0].place).translated(-pieces[0].place.topLeft()))
    whole = QRect()
    for each in pieces:
        whole = whole.united(each.place.intersected(box))
    image = QImage(whole.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    for each in pieces:
        part = each.place.intersected(box)
        painter.drawImage(part.topLeft() - whole.topLeft(), each.image, part.translated(-each.place.topLeft()))
    painter.end()
    return image
