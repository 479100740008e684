"""`Capture`: pictures of a region, a window or a screen, at once or after some seconds; or only which window."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen

from moonpane.ui.capture import x11
from moonpane.ui.capture.countdown import Countdown
from moonpane.ui.capture.desktop import Desktop, this_desktop
from moonpane.ui.capture.frozen import Frozen, Grab, cut, freeze, grab_screen, screen_at_pointer
from moonpane.ui.capture.own_windows import OwnWindows
from moonpane.ui.capture.picker import Picker
from moonpane.ui.capture.portal import ScreenshotPortal
from moonpane.ui.capture.x11 import DesktopWindow
from moonpane.ui.intake import encoded

DELAYS_S = (0, 3, 5, 10)
SETTLE_MS = 350  # until a compositor has taken a hidden window, and its shadow and fading, off the screen
MAX_FILE_BYTES = 50 << 20  # what is opened as a picture afterwards
PNG_QUALITY = 80  # for PNG Qt means how little it is compressed: from 90 on not at all
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


class Capture(QObject):
    """One picture at a time; a call while one is being taken does nothing.

    Signals:
        captured: its name, and the picture as PNG or BMP in the screen's own pixels.
        window_chosen: the `DesktopWindow` that was pointed at, after `choose_window`.
        cancelled: the person changed their mind.
        refused: why there is no picture, and what can be done instead; a sentence.
    """

    captured = Signal(str, bytes)
    window_chosen = Signal(DesktopWindow)
    cancelled = Signal()
    refused = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        grab: Grab = grab_screen,
        windows: Callable[[], list[DesktopWindow]] = x11.windows,
        raise_window: Callable[[int], None] = x11.bring_to_front,
    ) -> None:
        """`grab` takes the picture of one screen; `windows` tells those that can be seen, the lowest first."""
        super().__init__(parent)
        self.desktop = this_desktop()
        self._grab = grab
        self._windows = windows
        self._raise_window = raise_window
        self._look: Callable[[], None] | None = None  # what is done once our windows are away; None when idle
        self._only_asks = False  # which window is meant, and takes no picture of it
        self._own = OwnWindows()
        self._picker = Picker(self)
        self._picker.picked.connect(self._on_picked)
        self._picker.window_picked.connect(self._on_window_picked)
        self._picker.cancelled.connect(self.cancel)
        self._portal: ScreenshotPortal | None = None
        self._countdown: Countdown | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._on_settled)

    @property
    def busy(self) -> bool:
        return self._look is not None

    @property
    def limits(self) -> str:
        """What this desktop forbids, and what works; "" where everything does. To be said beside the buttons."""
        match self.desktop:
            case Desktop.PORTAL:
                return self.tr(
                    "On Wayland applications cannot look at the screen: "
                    "the desktop's own dialog opens, and the picture that you take there comes here."
                )
            case Desktop.OTHER:
                return self.tr("The windows of this desktop cannot be listed; take a region or a screen.")
            case Desktop.NONE:
                return self.tr("There is no screen here to take a picture of.")
        return ""

    def why_not(self, area: str) -> str:
        """Why a `region`, `window` or `screen` cannot be taken here, one sentence; "" where it can."""
        forbidden = self.desktop is Desktop.NONE or (self.desktop is Desktop.OTHER and area == "window")
        return self.limits if forbidden else ""

    def why_no_window(self) -> str:
        """Why no window can be pointed at to be recorded, one sentence; "" where one can."""
        if self.desktop is Desktop.PORTAL:
            return self.tr("On Wayland applications do not see other windows; record the screen, and choose there.")
        return self.why_not("window")

    def choose_window(self) -> None:
        """The person points at a window, or chooses its title; `window_chosen` follows."""
        if self.desktop in (Desktop.PORTAL, Desktop.OTHER):
            self.refused.emit(self.why_no_window())
            return
        self._begin(self._look_for_window, 0, only_asks=True)

    def capture_region(self, delay_s: float = 0) -> None:
        """The person draws a box on any screen."""
        self._begin(self._look_for_region, delay_s)

    def capture_window(self, delay_s: float = 0) -> None:
        """The person points at a window, or chooses its title."""
        if self.desktop is Desktop.OTHER:
            self.refused.emit(self.limits)
            return
        self._begin(self._look_for_window, delay_s)

    def capture_screen(self, screen: QScreen | None = None, delay_s: float = 0) -> None:
        """All of one screen; without one, that of the pointer."""
        self._begin(lambda: self._look_at(screen or screen_at_pointer()), delay_s)

    def cancel(self) -> None:
        """Ends what is going on, if anything, as if the person had pressed Esc."""
        if self.busy:
            self._end()
            self.cancelled.emit()

    def _begin(self, look: Callable[[], None], delay_s: float, *, only_asks: bool = False) -> None:
        if self.busy:
            return
        if self.desktop is Desktop.NONE and self._grab is grab_screen:
            self.refused.emit(self.limits)
            return
        self._look = self._ask_portal if self.desktop is Desktop.PORTAL else look
        self._only_asks = only_asks
        hidden = self._own.hide()
        if delay_s > 0:
            self._countdown = Countdown()
            self._countdown.elapsed.connect(lambda: self._settling.start(SETTLE_MS))
            self._countdown.cancelled.connect(self.cancel)
            self._countdown.start(delay_s, screen_at_pointer())
        else:
            self._settling.start(SETTLE_MS if hidden else 0)

    def _on_settled(self) -> None:
        if self._look is not None:
            self._look()

    def _look_for_region(self) -> None:
        if frozen := self._frozen(QGuiApplication.screens()):
            self._picker.ask_region(frozen)

    def _look_for_window(self) -> None:
        frozen = self._frozen(QGuiApplication.screens())
        if not frozen:
            return
        if windows := self._windows():
            self._picker.ask_window(frozen, windows)
        else:
            self._refuse(
                self.tr("No window is open that could be recorded; record the screen.")
                if self._only_asks
                else self.tr("No window is open that a picture could be taken of; take a region or a screen.")
            )

    def _look_at(self, screen: QScreen) -> None:
        if frozen := self._frozen([screen]):
            self._deliver(frozen[0].image)

    def _frozen(self, screens: list[QScreen]) -> list[Frozen]:
        """The pictures; refuses when there is none at all."""
        frozen = freeze(screens, self._grab)
        if not frozen:
            self._refuse(self.tr("The desktop gave an empty picture; take one with its own tool and paste it here."))
        return frozen

    def _on_picked(self, image: QImage) -> None:
        self._deliver(image)

    def _on_window_picked(self, window: DesktopWindow, image: QImage) -> None:
        """A window that others lie upon is raised and looked at again, so that its picture is whole."""
        if self._only_asks:
            self._end()
            self.window_chosen.emit(window)
            return
        above = self._windows()
        place = next((at for at, each in enumerate(above) if each.id == window.id), None)
        if place is None or not any(each.box.intersects(window.box) for each in above[place + 1 :]):
            self._deliver(image)
            return
        self._raise_window(window.id)
        self._look = lambda: self._look_at_window(window)
        self._settling.start(SETTLE_MS)

    def _look_at_window(self, window: DesktopWindow) -> None:
        now = next((each for each in self._windows() if each.id == window.id), window)
        if frozen := self._frozen(QGuiApplication.screens()):
            self._deliver(cut(frozen, now.box))

    def _ask_portal(self) -> None:
        self._portal = ScreenshotPortal(self)
        self._portal.taken.connect(self._on_portal_taken)
        self._portal.cancelled.connect(self.cancel)
        self._portal.refused.connect(self._refuse)
        self._portal.ask()

    def _on_portal_taken(self, path: str) -> None:
        try:
            with Path(path).open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            self._refuse(self.tr("The desktop's picture {path} cannot be read: {why}.").format(path=path, why=error))
            return
        if not data.startswith(PNG_MAGIC) or len(data) > MAX_FILE_BYTES:
            self._refuse(self.tr("The desktop's picture {path} is no PNG of at most 50 MB.").format(path=path))
            return
        self._end()
        self.captured.emit(self._name(), data)

    def _deliver(self, image: QImage) -> None:
        if image.isNull():
            self._refuse(self.tr("What was chosen is no longer on the screen; try again."))
            return
        self._end()
        self.captured.emit(self._name(), as_file(image))

    def _refuse(self, sentence: str) -> None:
        self._end()
        self.refused.emit(sentence)

    def _end(self) -> None:
        self._look = None
        self._settling.stop()
        self._picker.end()
        if self._countdown is not None:
            self._countdown.stop()
            self._countdown.deleteLater()
            self._countdown = None
        if self._portal is not None:
            self._portal.stop()
            self._portal.deleteLater()
            self._portal = None
        self._own.bring_back()

    def _name(self) -> str:
        return self.tr("Screenshot {time}").format(time=time.strftime("%H-%M-%S"))


def as_file(image: QImage) -> bytes:
    """BMP, which costs no time, unless the screen is so large that the file would be refused where pictures are opened.

    That begins at 17 megapixels, where PNG takes a good half second; a display of 6K has 20.
    """
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    if plain.width() * plain.height() * 3 < MAX_FILE_BYTES - 4096:
        return encoded(plain)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "PNG", PNG_QUALITY)  # type: ignore[call-overload]  # the stubs say bytes, PySide6 takes str only
    return bytes(data.data())
