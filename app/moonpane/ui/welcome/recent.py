"""What was worked on last: a picture, a name, a day; a click goes on with it."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moonpane.ui import icons
from moonpane.ui.cover import fitted
from moonpane.ui.dates import short_moment
from moonpane.ui.foreign_text import one_line
from moonpane.ui.theme import theme, ui_font

ROW_HEIGHT, SHOWN_ROWS = 48, 3
PICTURE = QSize(48, 34)
RECENT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Recent:
    """One session."""

    id: str
    title: str
    updated_at: float  # seconds since the epoch
    picture: QImage | None = None


class RecentList(QListWidget):
    """The latest first.

    Signals:
        opened: the id of a session.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recentList")
        self.setAccessibleName(self.tr("Recent sessions"))
        self.setItemDelegate(RecentDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemClicked.connect(self.on_item_activated)
        self.itemActivated.connect(self.on_item_activated)
        theme.changed.connect(self.viewport().update)

    def show_sessions(self, sessions: tuple[Recent, ...]) -> None:
        self.clear()
        for session in sessions:
            item = QListWidgetItem()
            item.setData(RECENT, session)
            said = f"{one_line(session.title)}, {short_moment(session.updated_at, time.time())}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)
        self.setFixedHeight(min(SHOWN_ROWS, len(sessions)) * ROW_HEIGHT)

    def on_item_activated(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(RECENT).id)


class RecentDelegate(QStyledItemDelegate):
    """One row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        session: Recent = index.data(RECENT)
        colors, box = theme.colors, QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(colors.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.raised))
            painter.drawRoundedRect(box.adjusted(0.5, 1, -0.5, -1), 9, 9)
        self._paint_picture(painter, QRectF(box.left() + 8, box.top() + 7, PICTURE.width(), PICTURE.height()), session)
        day = short_moment(session.updated_at, time.time())
        painter.setFont(ui_font(pixels=12))
        width = painter.fontMetrics().horizontalAdvance(day)
        painter.setPen(QColor(colors.faint))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, day)
        painter.setFont(ui_font(weight=QFont.Weight.Medium))
        painter.setPen(QColor(colors.text))
        words = box.adjusted(PICTURE.width() + 20, 0, -width - 28, 0)
        title = one_line(session.title)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, middle | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRectF, session: Recent) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 5, 5)
        if session.picture is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.drawImage(box, fitted(session.picture, PICTURE, ratio=painter.device().devicePixelRatioF()))
            painter.restore()
        else:
            painter.drawPixmap(
                round(box.center().x() - 9), round(box.center().y() - 9), icons.pixmap("page", theme.colors.faint)
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.colors.border_strong))
        painter.drawPath(shape)
