"""The stage of the comparison: pixels stay pixels, both sides move together, nothing blinks unasked."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.ui.panes.compare.pair import Figures, Pair, Region, Side
from moonpane.ui.panes.compare.scene import HeatOver, Mode
from moonpane.ui.panes.compare.stage import Stage
from moonpane.ui.panes.compare.zoom import Zoom
from moonpane.ui.theme import LIGHT, theme

RED, BLUE = QColor("#c01020"), QColor("#1040c0")
FIGURES = Figures(0.9, (("ssim", 0.9),), ((0.0, 1.0), (0.0, 0.0)), 50)


def side(color: QColor, width: int = 100, height: int = 80) -> Side:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    image.setPixelColor(0, 0, QColor("#00ff00"))
    return Side(image, QSize(width, height), color.name())


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    theme.use(LIGHT)
    made = Stage()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show_pair(Pair(side(RED), side(BLUE), FIGURES))
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()


def seen(stage: Stage) -> QImage:
    return stage.grab().toImage()


def at(stage: Stage, x: float, y: float, room: int = 0) -> QPoint:
    """Where a pixel of the picture is in the widget."""
    return (stage.rooms()[room].topLeft() + stage.zoom.to_room(QPointF(x + 0.5, y + 0.5))).toPoint()


def test_at_100_percent_every_pixel_is_one(stage: Stage) -> None:
    stage.set_percent(100)
    image = seen(stage)
    for room, color in ((0, RED), (1, BLUE)):
        corner = (stage.rooms()[room].topLeft() + stage.zoom.to_room(QPointF(0, 0))).toPoint()
        assert image.pixelColor(corner).name() == "#00ff00"
        assert image.pixelColor(corner + QPoint(1, 0)).name() == color.name()
        assert image.pixelColor(corner + QPoint(99, 79)).name() == color.name()


def test_at_200_percent_pixels_are_squares_without_blur(stage: Stage) -> None:
    stage.set_percent(200)
    image, corner = seen(stage), (stage.rooms()[0].topLeft() + stage.zoom.to_room(QPointF(0, 0))).toPoint()
    square = [image.pixelColor(corner + QPoint(x, y)).name() for x in range(3) for y in range(3)]
    assert square.count("#00ff00") == 4
    assert square.count(RED.name()) == 5


@pytest.mark.parametrize(
    ("mode", "mix", "left", "right"),
    [
        pytest.param(Mode.SWIPE, 0.5, RED, BLUE, id="swipe"),
        pytest.param(Mode.SWIPE, 0.0, BLUE, BLUE, id="swiped away"),
        pytest.param(Mode.OVERLAY, 0.0, RED, RED, id="overlay, the left alone"),
        pytest.param(Mode.OVERLAY, 1.0, BLUE, BLUE, id="overlay, the right alone"),
        pytest.param(Mode.BLINK, 0.5, RED, RED, id="blink begins with the left"),
    ],
)
def test_what_each_mode_shows(stage: Stage, mode: Mode, mix: float, left: QColor, right: QColor) -> None:
    stage.set_mode(mode)
    stage.set_mix(mix)
    image = seen(stage)
    assert image.pixelColor(at(stage, 20, 20)).name() == left.name()
    assert image.pixelColor(at(stage, 80, 20)).name() == right.name()


def test_half_an_overlay_is_a_mixture(stage: Stage) -> None:
    stage.set_mode(Mode.OVERLAY)
    stage.set_mix(0.5)
    mixed = seen(stage).pixelColor(at(stage, 20, 20))
    assert abs(mixed.red() - (RED.red() + BLUE.red()) / 2) < 4
    assert abs(mixed.blue() - (RED.blue() + BLUE.blue()) / 2) < 4


@pytest.mark.parametrize("over", [HeatOver.LEFT, HeatOver.RIGHT, HeatOver.BOTH])
def test_the_heat_lies_where_it_is_asked(stage: Stage, over: HeatOver) -> None:
    cold = seen(stage)
    stage.set_heat(over)
    hot = seen(stage)
    for room, mine in ((0, HeatOver.LEFT), (1, HeatOver.RIGHT)):
        point = at(stage, 80, 20, room)
        assert (hot.pixelColor(point) != cold.pixelColor(point)) == (over in (mine, HeatOver.BOTH))


def test_both_sides_move_together(stage: Stage, qtbot: QtBot) -> None:
    stage.set_percent(800)
    qtbot.mousePress(stage, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    before = stage.zoom.to_room(QPointF(10, 10))
    qtbot.mouseMove(stage, QPoint(70, 60))
    qtbot.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=QPoint(70, 60))
    assert stage.zoom.to_room(QPointF(10, 10)) - before == QPointF(-30, -40)
    image = seen(stage)
    assert image.pixelColor(150, 200).name() == RED.name()
    assert image.pixelColor(450, 200).name() == BLUE.name()


def test_the_wheel_zooms_where_the_pointer_is(stage: Stage) -> None:
    stage.set_percent(600)
    point = QPointF(stage.rooms()[1].topLeft()) + stage.zoom.to_room(QPointF(30, 30))
    for _ in range(3):
        event = QWheelEvent(
            point,
            stage.mapToGlobal(point),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(stage, event)
    assert stage.zoom.percent > 1000
    kept = stage.zoom.to_picture(point - stage.rooms()[1].topLeft())
    assert (kept - QPointF(30, 30)).manhattanLength() < 1.0


def test_keys_zoom_and_move(stage: Stage, qtbot: QtBot) -> None:
    for key, percent in ((Qt.Key.Key_2, 200), (Qt.Key.Key_1, 100)):
        qtbot.keyClick(stage, key)
        assert stage.zoom.percent == percent
    qtbot.keyClick(stage, Qt.Key.Key_Plus)
    assert stage.zoom.percent > 100
    qtbot.keyClick(stage, Qt.Key.Key_0)
    assert stage.zoom.is_fitted
    stage.set_percent(800)
    before = stage.zoom.to_room(QPointF(0, 0))
    qtbot.keyClick(stage, Qt.Key.Key_Right)
    assert stage.zoom.to_room(QPointF(0, 0)).x() < before.x()


def test_the_divider_is_dragged(stage: Stage, qtbot: QtBot) -> None:
    stage.set_mode(Mode.SWIPE)
    mixes: list[float] = []
    stage.mixed.connect(mixes.append)
    qtbot.mousePress(stage, Qt.MouseButton.LeftButton, pos=QPoint(302, 200))
    qtbot.mouseMove(stage, QPoint(150, 200))
    qtbot.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=QPoint(150, 200))
    assert mixes[-1] == pytest.approx(0.25)
    assert stage.zoom.is_fitted  # the pictures stayed


def test_blinking_starts_when_asked_and_ends_when_hidden(stage: Stage, qtbot: QtBot) -> None:
    stage.set_mode(Mode.BLINK)
    assert not stage.blinks
    stage.blink(True)
    with qtbot.waitSignal(stage.blinked, timeout=3_000):
        pass
    assert seen(stage).pixelColor(at(stage, 20, 20)).name() == BLUE.name()
    stage.hide()
    assert not stage.blinks
    stage.show()
    stage.set_mode(Mode.SIDE)
    stage.blink(True)
    assert not stage.blinks


def test_a_region_is_brought_into_sight_and_framed(stage: Stage) -> None:
    stage.show_pair(Pair(side(RED, 4000, 3000), side(BLUE, 4000, 3000)))
    region = Region(QRect(3500, 2600, 40, 20), 0.5)
    stage.show_region(3, region)
    box = stage.zoom.rect(QRectF(region.rect))
    assert QRectF(QPointF(0, 0), stage.rooms()[0].size()).contains(box)
    assert box.width() >= 40
    image = seen(stage)
    colors = {image.pixelColor(round(box.left()) - 3, y).name() for y in range(round(box.top()), round(box.bottom()))}
    assert LIGHT.accent in colors


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_100_percent_is_one_pixel_of_the_screen(ratio: float) -> None:
    zoom = Zoom()
    zoom.adapt(QSize(3000, 2000), QSizeF(501, 333), ratio)
    zoom.set_percent(100)
    assert zoom.scale * ratio == pytest.approx(1.0)
    origin = zoom.to_room(QPointF(0, 0)) * ratio
    assert (origin.x() % 1, origin.y() % 1) == (pytest.approx(0, abs=1e-9), pytest.approx(0, abs=1e-9))


def test_a_small_picture_is_never_enlarged_by_fitting() -> None:
    zoom = Zoom()
    zoom.adapt(QSize(40, 30), QSizeF(500, 300), 1.0)
    assert zoom.percent == 100
    zoom.pan(QPointF(500, 500))
    assert zoom.rect(QRectF(0, 0, 40, 30)).center() == QPointF(250, 150)
