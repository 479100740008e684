"""A device drawn around a page: body, keys, stand, and what covers parts of the screen."""

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from moonpane.ui.panes.preview.devices import Cut, Device, Kind
from moonpane.ui.theme import theme

BODY = QColor("#16181d")
RIM = QColor("#4a4e58")
GLASS = QColor("#08090b")
LENS = QColor("#232733")
METAL = QColor("#c3c7cf")
METAL_DARK = QColor("#8d929d")

# Around the screen, as shares of its shorter side: left, top, right, bottom.
_BEZELS = {
    Kind.PHONE: (0.04, 0.04, 0.04, 0.04),
    Kind.TABLET: (0.045, 0.045, 0.045, 0.045),
    Kind.LAPTOP: (0.022, 0.03, 0.022, 0.03),
    Kind.DESKTOP: (0.018, 0.018, 0.018, 0.018),
}
_BUTTON_BEZELS = (0.06, 0.2, 0.06, 0.22)
_BASE = 0.055  # of a laptop's height, below its screen
_STAND = 0.13  # of a desktop's


def margins(device: Device, *, turned: bool) -> QMarginsF:
    """What the drawing needs around the screen, in CSS px."""
    body = _bezels(device, turned=turned)
    below = {Kind.LAPTOP: _BASE, Kind.DESKTOP: _STAND}.get(device.kind, 0.0) * device.height
    beside = 0.06 * device.width if device.kind is Kind.LAPTOP else 0.012 * device.width
    above = 0.012 * device.width if device.turns else 0.0
    return body + QMarginsF(beside, above, beside, max(below, above))


def paint_body(painter: QPainter, device: Device, screen: QRectF, *, scale: float, turned: bool) -> None:
    """Draws what lies around and below the screen.

    screen: where the page is, in the painter's units.
    scale: of these for each CSS px.
    """
    around = _bezels(device, turned=turned) * scale
    body = screen.marginsAdded(around)
    round_ = _body_corner(device, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    if device.kind is Kind.DESKTOP:
        _paint_stand(painter, device, body, scale)
    if device.turns:
        _paint_keys(painter, device, body, scale, turned=turned)
    painter.setBrush(BODY)
    painter.setPen(QPen(RIM, max(1.0, 1.5 * scale)))
    painter.drawRoundedRect(body, round_, round_)
    painter.setPen(Qt.PenStyle.NoPen)
    if device.kind is Kind.LAPTOP:
        _paint_base(painter, device, body, scale)
    if device.cut is Cut.BUTTON:
        _paint_button(painter, screen, body, scale, turned=turned)


def _paint_keys(painter: QPainter, device: Device, body: QRectF, scale: float, *, turned: bool) -> None:
    """The keys at the edge of the body: (side is the right one, from, to) as shares of its length."""
    painter.setBrush(RIM)
    out = max(1.5, 0.008 * device.width * scale)
    for right, start, end in ((False, 0.17, 0.205), (False, 0.245, 0.31), (False, 0.33, 0.395), (True, 0.26, 0.36)):
        if turned:
            left, width = body.left() + body.width() * start, body.width() * (end - start)
            top = body.top() - out if right else body.bottom() - out
            painter.drawRoundedRect(QRectF(left, top, width, 2 * out), out, out)
        else:
            top, height = body.top() + body.height() * start, body.height() * (end - start)
            left = body.right() - out if right else body.left() - out
            painter.drawRoundedRect(QRectF(left, top, 2 * out, height), out, out)


def _paint_base(painter: QPainter, device: Device, body: QRectF, scale: float) -> None:
    high = _BASE * device.height * scale * 0.62
    wide = 0.05 * device.width * scale
    base = QRectF(body.left() - wide, body.bottom() - 1, body.width() + 2 * wide, high)
    shade = QLinearGradient(base.topLeft(), base.bottomLeft())
    shade.setColorAt(0, METAL)
    shade.setColorAt(0.55, METAL)
    shade.setColorAt(1, METAL_DARK)
    path = QPainterPath(base.topLeft())
    path.lineTo(base.topRight())
    path.cubicTo(base.bottomRight(), base.bottomRight(), QPointF(base.right() - high, base.bottom()))
    path.lineTo(base.left() + high, base.bottom())
    path.cubicTo(base.bottomLeft(), base.bottomLeft(), base.topLeft())
    painter.setBrush(shade)
    painter.drawPath(path)
    grip = QRectF(0, 0, 0.14 * base.width(), 0.34 * high)
    grip.moveCenter(QPointF(base.center().x(), base.top() + grip.height() / 2))
    painter.setBrush(METAL_DARK)
    painter.drawRoundedRect(grip, grip.height() / 2, grip.height() / 2)


def _paint_stand(painter: QPainter, device: Device, body: QRectF, scale: float) -> None:
    high = _STAND * device.height * scale * 0.92
    centre, top = body.center().x(), body.bottom() - 2
    shade = QLinearGradient(QPointF(0, top), QPointF(0, top + high))
    shade.setColorAt(0, METAL_DARK)
    shade.setColorAt(1, METAL)
    painter.setBrush(shade)
    neck, foot = 0.055 * body.width(), 0.13 * body.width()
    painter.drawRect(QRectF(centre - neck, top, 2 * neck, high))
    painter.setBrush(METAL)
    painter.drawRoundedRect(QRectF(centre - foot, top + high - 0.1 * high, 2 * foot, 0.1 * high), 3, 3)


def _paint_button(painter: QPainter, screen: QRectF, body: QRectF, scale: float, *, turned: bool) -> None:
    """The round button of an older phone, and the slit of its speaker on the other side."""
    painter.setBrush(GLASS)
    painter.setPen(QPen(RIM, max(1.0, 1.6 * scale)))
    radius = 23 * scale
    if turned:
        middle = QPointF((screen.right() + body.right()) / 2, screen.center().y())
        slit = QRectF(0, 0, 5 * scale, 52 * scale)
        slit.moveCenter(QPointF((screen.left() + body.left()) / 2, screen.center().y()))
    else:
        middle = QPointF(screen.center().x(), (screen.bottom() + body.bottom()) / 2)
        slit = QRectF(0, 0, 52 * scale, 5 * scale)
        slit.moveCenter(QPointF(screen.center().x(), (screen.top() + body.top()) / 2))
    painter.drawEllipse(middle, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LENS)
    painter.drawRoundedRect(slit, 3 * scale, 3 * scale)


class Glass(QWidget):
    """Lies over the page and covers what of the screen is none: its corners, the hole of the camera."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._device: Device | None = None
        self._turned = False
        self._scale = 1.0

    def show_device(self, device: Device | None, *, turned: bool, scale: float) -> None:
        self._device, self._turned, self._scale = device, turned, scale
        self.setVisible(device is not None and bool(device.corner or device.cut is not Cut.NONE))
        self.update()

    def paintEvent(self, event: object) -> None:
        device, scale = self._device, self._scale
        if device is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        screen = QRectF(self.rect())
        if device.corner:
            self._paint_corners(painter, device, screen)
        painter.setBrush(BODY if device.cut is Cut.NOTCH else GLASS)
        if self._turned and device.turns:  # to the left, so that what was above is left
            painter.translate(0, screen.height())
            painter.rotate(-90)
            screen = QRectF(0, 0, screen.height(), screen.width())
        _paint_cut(painter, device, screen, scale)

    def _paint_corners(self, painter: QPainter, device: Device, screen: QRectF) -> None:
        """The page is a rectangle: over its corners lies the body, and outside of that the ground again."""
        scale = self._scale
        everything, body, inside = QPainterPath(), QPainterPath(), QPainterPath()
        everything.addRect(screen)
        edge = screen.marginsAdded(_bezels(device, turned=self._turned) * scale)
        body.addRoundedRect(edge, _body_corner(device, scale), _body_corner(device, scale))
        round_ = device.corner * scale
        flat = device.kind is Kind.LAPTOP  # rounded at the top only
        inside.addRoundedRect(screen.adjusted(0, 0, 0, round_ if flat else 0), round_, round_)
        painter.fillPath(everything.subtracted(body), QColor(theme.colors.canvas))
        painter.fillPath(everything.intersected(body).subtracted(inside), BODY)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(RIM, max(1.0, 1.5 * scale)))
        painter.drawPath(body)
        painter.setPen(Qt.PenStyle.NoPen)


def _body_corner(device: Device, scale: float) -> float:
    """Radius of the body's corners, in the painter's units."""
    beside = _bezels(device, turned=False).left()
    if device.cut is Cut.BUTTON:
        return 0.13 * device.width * scale
    return (device.corner + beside) * scale if device.corner else max(6.0, 0.6 * beside * scale)


def _paint_cut(painter: QPainter, device: Device, screen: QRectF, scale: float) -> None:
    centre = screen.center().x()
    if device.cut is Cut.HOLE:
        painter.drawEllipse(QPointF(centre, 22 * scale), 10 * scale, 10 * scale)
    elif device.cut is Cut.ISLAND:
        island = QRectF(centre - 61 * scale, 11 * scale, 122 * scale, 36 * scale)
        painter.drawRoundedRect(island, 18 * scale, 18 * scale)
        painter.setBrush(LENS)
        painter.drawEllipse(QPointF(island.right() - 18 * scale, island.center().y()), 6 * scale, 6 * scale)
    elif device.cut is Cut.NOTCH:
        wide, high = ((160, 32) if device.kind is Kind.PHONE else (185, 24))[:2]
        notch = QRectF(centre - wide / 2 * scale, -high * scale, wide * scale, 2 * high * scale)
        painter.drawRoundedRect(notch, 0.6 * high * scale, 0.6 * high * scale)


def _bezels(device: Device, *, turned: bool) -> QMarginsF:
    shares = _BUTTON_BEZELS if device.cut is Cut.BUTTON else _BEZELS[device.kind]
    side = min(device.width, device.height)
    left, top, right, bottom = (share * side for share in shares)
    if turned and device.turns:
        left, top, right, bottom = top, right, bottom, left
    return QMarginsF(left, top, right, bottom)
