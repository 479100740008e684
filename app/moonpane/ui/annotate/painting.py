"""Marks as they look, on the screen and in the picture that a model gets."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPolygonF

from moonpane.ui.annotate.marks import Mark, notes_of
from moonpane.ui.theme import ui_font

BADGE_PX = 11.0  # radius, in a picture of USUAL_SIDE
USUAL_SIDE = 1280
MAX_BADGE_SCALE = 3.0
HEAD_RATIO = 4.5  # an arrow's head to its line
LEAST_HEAD = 12.0
PNG_QUALITY = 80  # for PNG Qt means how little it is compressed


@dataclass(frozen=True)
class Annotated:
    """A marked picture, ready for `Attachment`."""

    marked_png: bytes
    notes: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Markup:
    """What a person did with a picture, or with a blank sheet of this size."""

    marks: tuple[Mark, ...]
    size: QSize  # of the picture, in its pixels
    is_sketch: bool  # there is no picture: the drawing itself is the mockup

    @property
    def notes(self) -> str:
        return notes_of(self.marks, is_sketch=self.is_sketch)

    def render(self, png: bytes = b"") -> Annotated:
        """Paints the marks onto the picture, or onto white. Slow for large ones: not on the Qt thread.

        Of a sketch, `marked_png` is the mockup and carries no numbers.
        """
        image = QImage(self.size, QImage.Format.Format_RGB32) if self.is_sketch else QImage.fromData(png)
        if self.is_sketch:
            image.fill(QColor("#ffffff"))
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_marks(painter, self.marks, badge_scale(self.size), are_numbered=not self.is_sketch)
        painter.end()
        return Annotated(_png(image), self.notes, self.marks)


def badge_scale(size: QSize) -> float:
    """How large numbers are painted, so that they can be read when a large picture is made smaller."""
    return max(1.0, min(MAX_BADGE_SCALE, max(size.width(), size.height()) / USUAL_SIDE))


def paint_marks(painter: QPainter, marks: Sequence[Mark], scale: float, *, are_numbered: bool) -> None:
    """All marks, then their numbers above them; the painter's units are the picture's pixels."""
    for mark in marks:
        paint_mark(painter, mark)
    if are_numbered:
        for number, mark in enumerate(marks, 1):
            paint_badge(painter, mark, number, scale)


def paint_mark(painter: QPainter, mark: Mark) -> None:
    color = QColor(mark.color)
    pen = QPen(color, mark.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match mark.kind:
        case "pen":
            painter.drawPath(smooth(mark.points))
        case "box":
            left, top, right, bottom = mark.box
            painter.drawRect(QRectF(left, top, right - left, bottom - top))
        case "arrow":
            _paint_arrow(painter, mark, color)
        case "text":
            painter.setFont(text_font(mark))
            painter.drawText(text_box(mark), Qt.TextFlag.TextDontClip, mark.text)


def paint_badge(painter: QPainter, mark: Mark, number: int, scale: float) -> None:
    """The number in a disc at the mark's beginning."""
    radius = BADGE_PX * scale
    middle = badge_place(mark, radius)
    color = QColor(mark.color)
    painter.setPen(QPen(QColor(255, 255, 255), 1.6 * scale))
    painter.setBrush(color)
    painter.drawEllipse(middle, radius, radius)
    painter.setPen(QColor("#1a1d29") if color.lightness() > 170 else QColor("#ffffff"))
    painter.setFont(ui_font(pixels=max(1, round(1.2 * radius)), weight=QFont.Weight.Bold))
    box = QRectF(middle.x() - 2 * radius, middle.y() - radius, 4 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


def badge_place(mark: Mark, radius: float) -> QPointF:
    """Beside what it counts, within the picture at its left and upper edge."""
    x, y = mark.points[0] if mark.kind in ("arrow", "pen") else mark.box[:2]
    if mark.kind == "text":
        x -= 1.5 * radius
        y += 0.6 * mark.text_px
    return QPointF(max(radius + 1, x), max(radius + 1, y))


def text_font(mark: Mark) -> QFont:
    return ui_font(pixels=mark.text_px, weight=QFont.Weight.DemiBold)


def text_box(mark: Mark) -> QRectF:
    left, top, right, bottom = mark.box
    return QRectF(left, top, right - left, bottom - top)


def smooth(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """A line by hand without corners: through the middles between its points."""
    path = QPainterPath(QPointF(*points[0]))
    if len(points) == 1:
        path.lineTo(points[0][0] + 0.01, points[0][1])
        return path
    for (ax, ay), (bx, by) in itertools.pairwise(points[1:]):
        path.quadTo(QPointF(ax, ay), QPointF((ax + bx) / 2, (ay + by) / 2))
    path.lineTo(QPointF(*points[-1]))
    return path


def _paint_arrow(painter: QPainter, mark: Mark, color: QColor) -> None:
    (tail_x, tail_y), (tip_x, tip_y) = mark.points[0], mark.points[-1]
    angle = math.atan2(tip_y - tail_y, tip_x - tail_x)
    head = max(LEAST_HEAD, HEAD_RATIO * mark.width)
    wings = [
        QPointF(tip_x - head * math.cos(angle + turn), tip_y - head * math.sin(angle + turn)) for turn in (0.45, -0.45)
    ]
    back = QPointF(tip_x - 0.8 * head * math.cos(angle), tip_y - 0.8 * head * math.sin(angle))
    painter.drawLine(QPointF(tail_x, tail_y), back)
    painter.setPen(QPen(color, 1))
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([QPointF(tip_x, tip_y), *wings]))


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    plain.save(buffer, "PNG", PNG_QUALITY)  # type: ignore[call-overload]  # the stubs say bytes, PySide6 takes str only
    return bytes(data.data())
