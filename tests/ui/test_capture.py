"""Screenshots with scripted screens: what mouse or keys choose is what comes, to the pixel, and without ourselves."""

import io
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QScreen
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from moonpane.ui.capture.countdown import Countdown
from moonpane.ui.capture.frozen import is_blank
from moonpane.ui.capture.overlay import FrozenOverlay
from moonpane.ui.capture.region import RegionOverlay
from moonpane.ui.capture.screenshot import Capture, as_file
from moonpane.ui.capture.window_choice import WindowOverlay
from moonpane.ui.capture.x11 import DesktopWindow
from tests.ui.signals import said_by

RATIO = 2  # device pixels of the scripted screen for one of Qt's
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def screen_picture(screen: QScreen) -> QImage:
    """Every pixel says where it is: red counts columns, green counts rows, both in steps of 256."""
    width, height = screen.size().width() * RATIO, screen.size().height() * RATIO
    rows, columns = np.mgrid[0:height, 0:width]
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[..., 2], pixels[..., 1], pixels[..., 3] = columns % 256, rows % 256, 255
    pixels[..., 0] = (columns // 256) * 16 + rows // 256
    return QImage(pixels.tobytes(), width, height, QImage.Format.Format_RGB32).copy()


def first_pixel(data: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    """Size of a picture, and where on the screen its first pixel was."""
    image = Image.open(io.BytesIO(data))
    pixel = image.convert("RGB").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return image.size, (red + 256 * (blue // 16), green + 256 * (blue % 16))


@pytest.fixture
def make_capture() -> Iterator[Callable[..., Capture]]:
    made: list[Capture] = []

    def make(**how: object) -> Capture:
        made.append(Capture(**({"grab": screen_picture} | how)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for capture in made:
        capture.cancel()


def overlay_of(qtbot: QtBot, kind: type[FrozenOverlay] = RegionOverlay) -> FrozenOverlay:
    def shown() -> list[FrozenOverlay]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def test_a_dragged_region_is_cut_from_the_screens_own_pixels(
    qtbot: QtBot, make_capture: Callable[..., Capture]
) -> None:
    capture = make_capture()
    with qtbot.waitSignal(capture.captured) as taken:
        capture.capture_region()
        overlay = overlay_of(qtbot)
        qtbot.mousePress(overlay, Qt.MouseButton.LeftButton, pos=QPoint(50, 60))
        qtbot.mouseMove(overlay, QPoint(120, 90))
        qtbot.mouseMove(overlay, QPoint(250, 210))
        qtbot.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=QPoint(250, 210))
        qtbot.keyClick(overlay, Qt.Key.Key_Right)
        qtbot.keyClick(overlay, Qt.Key.Key_Up, SHIFT)
        qtbot.keyClick(overlay, Qt.Key.Key_Right, CONTROL)
        qtbot.keyClick(overlay, Qt.Key.Key_Down, CONTROL | SHIFT)
        qtbot.keyClick(overlay, Qt.Key.Key_Return)
    # 201 x 151 of Qt's pixels, from (100, 120) to (500, 420) on the screen; then moved, and made larger.
    assert first_pixel(said_by(taken)[1]) == ((402, 311), (101, 110))
    assert not capture.busy


def test_a_region_can_be_chosen_with_the_keyboard_alone(qtbot: QtBot, make_capture: Callable[..., Capture]) -> None:
    capture = make_capture()
    with qtbot.waitSignal(capture.captured) as taken:
        capture.capture_region()
        overlay = overlay_of(qtbot)
        assert isinstance(overlay, RegionOverlay)
        start = overlay.pointed
        qtbot.keyClick(overlay, Qt.Key.Key_Return)  # nothing is selected yet: nothing is taken
        qtbot.keyClick(overlay, Qt.Key.Key_Left, SHIFT)
        qtbot.keyClick(overlay, Qt.Key.Key_Space)
        for _ in range(4):
            qtbot.keyClick(overlay, Qt.Key.Key_Down, SHIFT)
        for _ in range(3):
            qtbot.keyClick(overlay, Qt.Key.Key_Right)
        qtbot.keyClick(overlay, Qt.Key.Key_Space)
        qtbot.keyClick(overlay, Qt.Key.Key_Return)
    assert first_pixel(said_by(taken)[1]) == ((4, 41), (start.x() - 10, start.y()))


def test_the_whole_screen_is_one_key_and_handles_pull(qtbot: QtBot, make_capture: Callable[..., Capture]) -> None:
    capture = make_capture()
    with qtbot.waitSignal(capture.captured) as taken:
        capture.capture_region()
        overlay = overlay_of(qtbot)
        qtbot.keyClick(overlay, Qt.Key.Key_A, CONTROL)
        qtbot.mousePress(overlay, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
        qtbot.mouseMove(overlay, QPoint(31, 41))
        qtbot.mouseRelease(overlay, Qt.MouseButton.LeftButton, pos=QPoint(31, 41))
        take = next(each for each in overlay.findChildren(QAbstractButton) if each.accessibleName().startswith("Take"))
        qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    size = QApplication.primaryScreen().size() * RATIO
    assert first_pixel(said_by(taken)[1]) == ((size.width() - 60, size.height() - 80), (60, 80))


@pytest.mark.parametrize("way", ["escape", "right button", "button"])
def test_a_change_of_mind_leaves_nothing(qtbot: QtBot, make_capture: Callable[..., Capture], way: str) -> None:
    capture = make_capture()
    with qtbot.waitSignal(capture.cancelled), qtbot.assertNotEmitted(capture.captured):
        capture.capture_region()
        overlay = overlay_of(qtbot)
        if way == "escape":
            qtbot.keyClick(overlay, Qt.Key.Key_Escape)
        elif way == "right button":
            qtbot.mouseClick(overlay, Qt.MouseButton.RightButton)
        else:
            capture.cancel()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, FrozenOverlay) and each.isVisible()]


def test_our_own_windows_are_away_while_the_screen_is_looked_at(
    qtbot: QtBot, make_capture: Callable[..., Capture]
) -> None:
    window = QLabel("the studio")
    qtbot.addWidget(window)
    window.move(40, 30)
    window.show()
    seen: list[tuple[bool, float]] = []

    def grab(screen: QScreen) -> QImage:
        seen.append((window.isVisible(), time.monotonic()))
        return screen_picture(screen)

    capture = make_capture(grab=grab)
    began = time.monotonic()
    with qtbot.waitSignal(capture.captured):
        capture.capture_screen()
        assert not window.isVisible()
    assert [visible for visible, _ in seen] == [False]
    assert seen[0][1] - began > 0.3, "a compositor needs a moment to take the window off"
    assert window.isVisible()
    assert window.pos() == QPoint(40, 30)


def test_a_countdown_is_seen_can_be_cancelled_and_is_not_in_the_picture(
    qtbot: QtBot, make_capture: Callable[..., Capture]
) -> None:
    def countdowns() -> list[Countdown]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, Countdown) and each.isVisible()]

    counting: list[int] = []

    def grab(screen: QScreen) -> QImage:
        counting.append(len(countdowns()))
        return screen_picture(screen)

    capture = make_capture(grab=grab)
    capture.capture_screen(delay_s=3)
    assert countdowns()[0].seconds_left == 3
    with qtbot.waitSignal(capture.cancelled):
        qtbot.keyClick(countdowns()[0], Qt.Key.Key_Escape)
    assert countdowns() == []
    assert counting == []
    began = time.monotonic()
    with qtbot.waitSignal(capture.captured):
        capture.capture_screen(delay_s=0.5)
        assert len(countdowns()) == 1
    assert time.monotonic() - began > 0.5
    assert counting == [0]


def black(screen: QScreen) -> QImage:
    image = QImage(screen.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    return image


@pytest.mark.parametrize("grab", [black, lambda screen: QImage()], ids=["black", "none"])
@pytest.mark.parametrize("what", ["capture_region", "capture_window", "capture_screen"])
def test_an_empty_picture_is_said(
    qtbot: QtBot, make_capture: Callable[..., Capture], grab: Callable[[QScreen], QImage], what: str
) -> None:
    capture = make_capture(grab=grab)
    with qtbot.waitSignal(capture.refused) as refused:
        getattr(capture, what)()
    assert said_by(refused)[0].startswith("The desktop gave an empty picture")
    assert not capture.busy


def test_one_bright_pixel_is_no_empty_picture() -> None:
    image = QImage(301, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    assert is_blank(image)
    image.setPixelColor(3, 199, QColor("#010000"))
    assert not is_blank(image)


def test_without_a_screen_it_is_said_at_once(qtbot: QtBot) -> None:
    """The offscreen platform shows nothing that could be taken; scripted screens stand in everywhere else here."""
    capture = Capture()
    with qtbot.waitSignal(capture.refused) as refused:
        capture.capture_region()
    assert said_by(refused)[0] == capture.limits == "There is no screen here to take a picture of."


WINDOWS = [
    DesktopWindow(1, "Editor", QRect(100, 100, 400, 300)),
    DesktopWindow(2, "Browser", QRect(300, 200, 500, 400)),
    DesktopWindow(3, "Notes", QRect(900, 700, 200, 150)),
]


def test_a_window_is_pointed_at_and_cut_with_its_frame(qtbot: QtBot, make_capture: Callable[..., Capture]) -> None:
    capture = make_capture(windows=lambda: WINDOWS)
    with qtbot.waitSignal(capture.captured) as taken:
        capture.capture_window()
        overlay = overlay_of(qtbot, WindowOverlay)
        assert isinstance(overlay, WindowOverlay)
        qtbot.mouseMove(overlay, QPoint(240, 195))  # where both are
        assert overlay.meant == WINDOWS[1]
        qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(240, 195))
    assert first_pixel(said_by(taken)[1]) == ((500, 400), (300, 200))


def test_a_covered_window_is_raised_and_looked_at_again(qtbot: QtBot, make_capture: Callable[..., Capture]) -> None:
    raised: list[int] = []

    def windows() -> list[DesktopWindow]:
        return [WINDOWS[1], WINDOWS[2], WINDOWS[0]] if raised else WINDOWS

    grabs: list[int] = []

    def grab(screen: QScreen) -> QImage:
        grabs.append(len(raised))
        return screen_picture(screen)

    capture = make_capture(windows=windows, raise_window=raised.append, grab=grab)
    with qtbot.waitSignal(capture.captured) as taken:
        capture.capture_window()
        overlay = overlay_of(qtbot, WindowOverlay)
        qtbot.keyClick(overlay, Qt.Key.Key_Down)
        qtbot.keyClick(overlay, Qt.Key.Key_Down)
        qtbot.keyClick(overlay, Qt.Key.Key_Return)
    assert raised == [1]
    assert grabs == [0, 1], "once to choose, once more with the window on top"
    assert first_pixel(said_by(taken)[1]) == ((400, 300), (100, 100))


def test_titles_can_be_chosen_in_a_list(qtbot: QtBot, make_capture: Callable[..., Capture]) -> None:
    capture = make_capture(windows=lambda: WINDOWS)
    with qtbot.waitSignal(capture.captured) as taken:
        capture.capture_window()
        overlay = overlay_of(qtbot, WindowOverlay)
        assert isinstance(overlay, WindowOverlay)
        assert overlay.list is not None
        titles = overlay.list.titles
        assert [titles.item(row).text() for row in range(titles.count())] == ["Notes", "Browser", "Editor"]
        place = titles.visualItemRect(titles.item(0)).center()
        qtbot.mouseClick(titles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert first_pixel(said_by(taken)[1]) == ((200, 150), (900, 700))


def test_no_window_is_said_and_region_offered(qtbot: QtBot, make_capture: Callable[..., Capture]) -> None:
    capture = make_capture(windows=list)
    with qtbot.waitSignal(capture.refused) as refused:
        capture.capture_window()
    assert "take a region" in said_by(refused)[0]


def test_a_screen_too_large_for_a_plain_file_comes_compressed() -> None:
    image = QImage(6016, 3384, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    data = as_file(image)
    assert data.startswith(b"\x89PNG")
    assert len(data) < 50 << 20
    assert as_file(image.copy(0, 0, 100, 100)).startswith(b"BM")
