"""How large a page is shown, as arithmetic: what was wanted and the room there is give a zoom and a rectangle."""

import math
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QMarginsF, QRect, QSize

from moonpane.ui.panes.preview import frame
from moonpane.ui.panes.preview.devices import Device

MARGIN = 24  # of ground around a page, in logical px
ROUNDED = QSize(4, 4)  # of the margin may be lost to rounding before bars are wanted
MIN_ZOOM, MAX_ZOOM = 0.25, 2.0  # Chromium allows no less
ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
MIN_SIDE, MAX_SIDE = 120, 8_000  # CSS px that a page can be given by hand
FALLBACK = QSize(1280, 800)  # of a page without a mockup


class Fit(Enum):
    """What decides on the size of the page."""

    PANE = auto()  # as large as the room
    MOCKUP = auto()  # as wide as the mockup, or `FALLBACK`; a page higher than the room is scrolled in its view
    DEVICE = auto()
    OWN = auto()  # typed in or dragged


@dataclass(frozen=True)
class Wanted:
    """What the person has chosen."""

    fit: Fit = Fit.MOCKUP
    size: QSize = FALLBACK  # CSS px; for a device and the pane it follows from these
    device: Device | None = None
    turned: bool = False  # landscape
    zoom: float | None = None  # logical px for each CSS px; None: as large as fits, never enlarged

    @property
    def page(self) -> QSize:
        return self.device.size(turned=self.turned) if self.device else self.size

    @property
    def frame(self) -> QMarginsF:
        """Around the page, in CSS px."""
        return frame.margins(self.device, turned=self.turned) if self.device else QMarginsF()


@dataclass(frozen=True)
class Placed:
    """Where the page lies on a canvas of a size, all in logical px."""

    zoom: float
    view: QRect
    canvas: QSize

    @property
    def page(self) -> QSize:
        """What the page takes for the size of its window, CSS px."""
        return QSize(round(self.view.width() / self.zoom), round(self.view.height() / self.zoom))


def placed(wanted: Wanted, room: QSize) -> Placed:
    """The page in the middle of the room, or of a larger canvas where the room is too small for it."""
    inner = (room - QSize(2 * MARGIN, 2 * MARGIN)).expandedTo(QSize(40, 40))
    around = wanted.frame
    zoom = wanted.zoom or fitting_zoom(wanted, inner)
    if wanted.fit is Fit.PANE:
        size = inner
    else:
        width = max(int(wanted.page.width() * zoom + 1e-6), math.ceil(wanted.page.width() * MIN_ZOOM))
        zoom = width / wanted.page.width()  # so that the page has exactly the width that was wanted
        size = QSize(width, max(1, round(wanted.page.height() * zoom)))
        if wanted.fit is Fit.MOCKUP:
            size.setHeight(min(inner.height(), size.height()))
    left, top = round(around.left() * zoom), round(around.top() * zoom)
    whole = size + QSize(left + round(around.right() * zoom), top + round(around.bottom() * zoom))
    canvas = room.expandedTo(whole + QSize(2 * MARGIN, 2 * MARGIN) - ROUNDED)
    corner = ((canvas - whole) / 2.0).expandedTo(QSize(0, 0))
    return Placed(zoom, QRect(corner.width() + left, corner.height() + top, size.width(), size.height()), canvas)


def fitting_zoom(wanted: Wanted, inner: QSize) -> float:
    """The largest zoom up to 1 at which all of the width is seen; of a device and an own size, the height as well."""
    if wanted.fit is Fit.PANE:
        return 1.0
    around, page = wanted.frame, wanted.page
    zoom = min(1.0, inner.width() / (page.width() + around.left() + around.right()))
    if wanted.fit is not Fit.MOCKUP:
        zoom = min(zoom, inner.height() / (page.height() + around.top() + around.bottom()))
    return max(MIN_ZOOM, zoom)


def next_zoom(zoom: float, *, larger: bool) -> float:
    """The next of the usual steps."""
    if larger:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.01), MAX_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.99), MIN_ZOOM)
