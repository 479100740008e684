"""How one version looks: its place in the tree, a thumbnail, what was asked, how close it came."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moonpane.ui.covers import Covers
from moonpane.ui.dates import short_moment
from moonpane.ui.foreign_text import one_line
from moonpane.ui.language import likeness_percent
from moonpane.ui.painting import kept_icon, paint_pill, paint_row_ground
from moonpane.ui.panes.history.graph import Place
from moonpane.ui.panes.history.rows import VersionRow
from moonpane.ui.panes.history.version_model import PLACE, ROW, Index, VersionModel, name_of, origin_words
from moonpane.ui.panes.score_view import of_widths, tone
from moonpane.ui.theme import theme, ui_font

ROW_HEIGHT = 76
COVER = QSize(72, 54)
LANE_STEP = 16
MAX_LANES = 6  # more lie on one another, so that a bush leaves room for words
NODE = 5.0
SIDE = 8
LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class VersionDelegate(QStyledItemDelegate):
    """`picked` are ids of versions that are being compared."""

    def __init__(self, model: VersionModel, *, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.covers = Covers(self)
        self._model = model
        self._now = now
        self.picked: tuple[str, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: VersionRow = index.data(ROW)
        place: Place = index.data(PLACE)
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        box: QRect = option.rect.adjusted(SIDE, 0, -SIDE, 0)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        gutter = LANE_STEP * min(MAX_LANES, self._model.num_lanes) + 4
        self._paint_lines(painter, box, row, place)
        card = box.adjusted(gutter, 2, 0, -2)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) or row.id in self.picked
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        shown = row.id == self._model.shown
        paint_row_ground(painter, QRectF(card), chosen=shown, hovered=hovered, focused=focused)
        top = card.top() + (card.height() - COVER.height()) / 2
        self.covers.paint(painter, QRectF(card.left() + SIDE, top, COVER.width(), COVER.height()), row.thumbnail)
        self._paint_words(painter, card.adjusted(2 * SIDE + COVER.width() + 2, 8, -SIDE, -8), row)
        painter.restore()

    def _paint_lines(self, painter: QPainter, box: QRect, row: VersionRow, place: Place) -> None:
        colors = theme.colors
        top, middle, bottom = box.top(), box.center().y() + 0.5, box.bottom() + 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for lane in place.passing:
            self._pen(painter, lane)
            painter.drawLine(QPointF(_x(box, lane), top), QPointF(_x(box, lane), bottom))
        here = _x(box, place.lane)
        for lane in place.ending:
            self._pen(painter, lane)
            way = QPainterPath(QPointF(_x(box, lane), top))
            way.cubicTo(_x(box, lane), middle - 4, _x(box, lane), middle, here, middle)
            painter.drawPath(way)
        self._pen(painter, place.lane)
        if place.from_above:
            painter.drawLine(QPointF(here, top), QPointF(here, middle))
        if place.goes_down:
            painter.drawLine(QPointF(here, middle), QPointF(here, bottom))
        shown = row.id == self._model.shown
        ink = QColor(colors.accent if row.on_branch or shown else colors.faint)
        if shown:
            painter.setPen(QPen(QColor(colors.accent), 1.6))
            painter.setBrush(QColor(colors.surface))
            painter.drawEllipse(QPointF(here, middle), NODE + 2.5, NODE + 2.5)
        painter.setPen(QPen(ink, 1.8))
        # A version that was cut off is an open circle.
        painter.setBrush(ink if row.is_complete else QColor(colors.surface))
        painter.drawEllipse(QPointF(here, middle), NODE - 1, NODE - 1)

    def _pen(self, painter: QPainter, lane: int) -> None:
        colors = theme.colors
        on_branch = lane == 0 and self._model.has_branch
        pen = QPen(QColor(colors.accent if on_branch else colors.border_strong), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # a line goes on in the next row; its ends must not be seen
        painter.setPen(pen)

    def _paint_words(self, painter: QPainter, box: QRect, row: VersionRow) -> None:
        colors = theme.colors
        lines = [QRect(box.left(), box.top() + top, box.width(), high) for top, high in ((0, 20), (20, 19), (39, 18))]
        right = box.right() + 1
        if row.score is not None:
            painter.setFont(ui_font(pixels=11, weight=painter.font().Weight.DemiBold))
            score = of_widths(likeness_percent(row.score), row.num_widths)
            width = max(44, painter.fontMetrics().horizontalAdvance(score) + 16)
            pill = QRectF(right - width, lines[0].top() + 0.5, width, 19)
            paint_pill(painter, pill, score, *tone(row.score, colors))
            right -= width + 6
            if row.id == self._model.best:
                painter.drawPixmap(right - 16, lines[0].top() + 2, kept_icon("star", colors.middling, size=15))
                right -= 18
        painter.setFont(ui_font(weight=painter.font().Weight.DemiBold))
        painter.setPen(QColor(colors.text))
        lines[0].setRight(right)
        _draw_elided(painter, lines[0], name_of(row))
        painter.setFont(ui_font(pixels=12))
        _draw_elided(painter, lines[1], one_line(row.words) or origin_words(row.origin))
        painter.setFont(ui_font(pixels=11))
        painter.setPen(QColor(colors.muted))
        said = [origin_words(row.origin)] if row.words else []
        if not row.is_complete:
            said.append(QCoreApplication.translate("History", "unfinished"))
        _draw_elided(painter, lines[2], "  ·  ".join([*said, short_moment(row.created_at, self._now())]))


def _x(box: QRect, lane: int) -> float:
    return box.left() + LANE_STEP * (min(lane, MAX_LANES - 1) + 0.5) + 0.5


def _draw_elided(painter: QPainter, box: QRect, words: str) -> None:
    painter.drawText(
        box, LEFT_MIDDLE, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    )
