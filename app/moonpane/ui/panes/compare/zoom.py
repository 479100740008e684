"""Which part of a picture is seen, and how large: arithmetic of zoom and pan, shared by both sides."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

MIN_SCALE = 0.02
MAX_SCALE = 16.0
STEP = 1.25  # of one notch of the wheel
MARGIN = 24.0  # px of ground around a fitted picture


class Zoom:
    """`scale` is widget px per picture px. Fitted until the person zooms; then `center` stays in the middle."""

    def __init__(self) -> None:
        self.content = QSizeF(1, 1)  # picture px, large enough for both sides
        self.room = QSizeF(1, 1)  # widget px of one side
        self.ratio = 1.0  # device px per widget px
        self.is_fitted = True
        self._scale = 1.0
        self._center = QPointF(0.5, 0.5)  # picture px

    def adapt(self, content: QSize, room: QSizeF, ratio: float) -> None:
        """To other pictures or another room."""
        self.content = QSizeF(max(1, content.width()), max(1, content.height()))
        self.room, self.ratio = room, ratio
        if self.is_fitted:
            self.fit()
        else:
            self._keep_inside()

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def percent(self) -> int:
        """Device px per picture px; 100 shows every pixel as one."""
        return round(self._scale * self.ratio * 100)

    def fit(self) -> None:
        """The whole picture, never larger than it is."""
        self.is_fitted = True
        self._scale = self._fitted_scale()
        self._center = QPointF(self.content.width() / 2, self.content.height() / 2)

    def set_percent(self, percent: float, around: QPointF | None = None) -> None:
        """Around a point of the room, else around its middle."""
        middle = QPointF(self.room.width() / 2, self.room.height() / 2)
        self._set_scale(percent / 100 / self.ratio, middle if around is None else around)

    def zoom_at(self, point: QPointF, notches: float) -> None:
        """Larger or smaller around a point of the room; whole hundreds catch, so that pixels are exact there."""
        scale = self._scale * STEP**notches
        for exact in (1.0 / self.ratio, 2.0 / self.ratio):
            if abs(scale / exact - 1) < 0.12 and abs(self._scale / exact - 1) > 0.001:
                scale = exact
        self._set_scale(scale, point)

    def pan(self, by: QPointF) -> None:
        """Moves what is seen by so many px of the room."""
        if self.is_fitted:
            self.is_fitted = False
        self._center -= by / self._scale
        self._keep_inside()

    def show(self, place: QRectF) -> None:
        """Brings a place of the picture into the middle, as large as there is room for it, at most twice its size."""
        self.is_fitted = False
        wide = self.room.width() * 0.6 / max(1.0, place.width())
        high = self.room.height() * 0.6 / max(1.0, place.height())
        self._scale = max(self._fitted_scale(), min(2.0 / self.ratio, wide, high))
        self._center = place.center()
        self._keep_inside()

    def to_room(self, point: QPointF) -> QPointF:
        """From picture px to px of the room, on a device pixel."""
        middle = QPointF(self.room.width() / 2, self.room.height() / 2)
        origin = middle - self._center * self._scale
        snapped = QPointF(round(origin.x() * self.ratio) / self.ratio, round(origin.y() * self.ratio) / self.ratio)
        return snapped + point * self._scale

    def to_picture(self, point: QPointF) -> QPointF:
        return (point - self.to_room(QPointF(0, 0))) / self._scale

    def rect(self, place: QRectF) -> QRectF:
        """A place of the picture in the room."""
        return QRectF(self.to_room(place.topLeft()), place.size() * self._scale)

    def _set_scale(self, scale: float, around: QPointF) -> None:
        kept = self.to_picture(around)
        self.is_fitted = False
        self._scale = max(MIN_SCALE, min(MAX_SCALE, scale))
        self._center += kept - self.to_picture(around)
        self._keep_inside()

    def _fitted_scale(self) -> float:
        wide = (self.room.width() - 2 * MARGIN) / self.content.width()
        high = (self.room.height() - 2 * MARGIN) / self.content.height()
        return max(MIN_SCALE, min(1.0 / self.ratio, wide, high))

    def _keep_inside(self) -> None:
        """A picture that has room lies in the middle; one that has not fills the room."""
        for get, put, content, room in (
            (self._center.x, self._center.setX, self.content.width(), self.room.width()),
            (self._center.y, self._center.setY, self.content.height(), self.room.height()),
        ):
            half = room / 2 / self._scale
            slack = MARGIN / self._scale
            if content + 2 * slack <= 2 * half:
                put(content / 2)
            else:
                put(min(content - half + slack, max(half - slack, get())))
