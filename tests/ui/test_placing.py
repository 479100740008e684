"""Where a page lies and how large it is shown, as arithmetic."""

import itertools

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter

from moonpane.ui.panes.preview import frame
from moonpane.ui.panes.preview.devices import DEVICES, Device, Kind
from moonpane.ui.panes.preview.placing import (
    MARGIN,
    MAX_ZOOM,
    MIN_ZOOM,
    ZOOM_STEPS,
    Fit,
    Wanted,
    next_zoom,
    placed,
)

ROOMS = (QSize(300, 200), QSize(640, 700), QSize(1100, 760), QSize(2400, 1300))


def test_there_are_devices_of_every_kind() -> None:
    assert len(DEVICES) >= 12
    assert len({device.name for device in DEVICES}) == len(DEVICES)
    assert {device.kind for device in DEVICES} == set(Kind)
    for device in DEVICES:
        assert 1 <= device.ratio <= 4
        assert (device.height > device.width) is device.turns


@pytest.mark.parametrize("room", ROOMS, ids=str)
@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_a_device_is_seen_whole_at_exactly_its_size(device: Device, room: QSize) -> None:
    for turned in (False, True):
        wanted = Wanted(Fit.DEVICE, device=device, turned=turned)
        made = placed(wanted, room)
        assert made.page.width() == device.size(turned=turned).width()
        assert abs(made.page.height() - device.size(turned=turned).height()) <= 1 / made.zoom
        assert MIN_ZOOM <= made.zoom <= 1
        if made.zoom > MIN_ZOOM + 0.01:
            assert made.canvas == room, "bars appear although it fits"
            assert QRect(0, 0, room.width(), room.height()).contains(made.view)


def test_landscape_is_the_same_turned() -> None:
    phone = DEVICES[0]
    assert phone.size(turned=True) == phone.size().transposed()
    laptop = next(device for device in DEVICES if device.kind is Kind.LAPTOP)
    assert laptop.size(turned=True) == laptop.size()


@pytest.mark.parametrize("zoom", [0.25, 0.5, 1.0, 2.0])
def test_a_zoom_by_hand_makes_the_canvas_larger_than_the_room(zoom: float) -> None:
    made = placed(Wanted(Fit.OWN, QSize(1000, 800), zoom=zoom), QSize(600, 500))
    assert made.zoom == pytest.approx(zoom, rel=0.01)
    assert made.view.size() == QSize(round(1000 * zoom), round(800 * zoom))
    assert made.canvas.width() >= max(600, made.view.width())
    assert made.view.left() >= 0
    assert made.view.top() >= 0


def test_a_free_page_fills_the_room_and_zooms_within_it() -> None:
    room = QSize(900, 700)
    made = placed(Wanted(Fit.PANE), room)
    assert made.page == room - QSize(2 * MARGIN, 2 * MARGIN)
    smaller = placed(Wanted(Fit.PANE, zoom=0.5), room)
    assert smaller.view == made.view
    assert smaller.page == made.page * 2


def test_a_mockup_higher_than_the_room_is_scrolled_in_its_view() -> None:
    made = placed(Wanted(Fit.MOCKUP, QSize(390, 3000)), QSize(800, 600))
    assert made.page.width() == 390
    assert made.view.height() == 600 - 2 * MARGIN
    assert made.canvas == QSize(800, 600)


def test_zoom_steps_go_to_both_ends() -> None:
    for start in (0.25, 0.4, 0.813, 1.0, 1.99):
        up = [start]
        while up[-1] < MAX_ZOOM:
            up.append(next_zoom(up[-1], larger=True))
        assert len(up) <= len(ZOOM_STEPS) + 1
        assert all(a < b for a, b in itertools.pairwise(up))
        down = [start]
        while down[-1] > MIN_ZOOM:
            down.append(next_zoom(down[-1], larger=False))
        assert all(a > b for a, b in itertools.pairwise(down))
    assert next_zoom(MAX_ZOOM, larger=True) == MAX_ZOOM
    assert next_zoom(MIN_ZOOM, larger=False) == MIN_ZOOM


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_a_frame_is_drawn_within_its_margins(device: Device, qapp: object) -> None:
    for turned in (False, True):
        made = placed(Wanted(Fit.DEVICE, device=device, turned=turned), QSize(700, 700))
        image = QImage(made.canvas, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        frame.paint_body(painter, device, made.view.toRectF(), scale=made.zoom, turned=turned)
        painter.end()
        edge = [image.pixelColor(x, y).alpha() for x in range(image.width()) for y in (0, image.height() - 1)]
        edge += [image.pixelColor(x, y).alpha() for y in range(image.height()) for x in (0, image.width() - 1)]
        assert max(edge) == 0
        beside = image.pixelColor(made.view.left() - 2, made.view.center().y())
        assert beside.alpha() > 200
