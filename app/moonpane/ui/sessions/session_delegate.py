"""How one conversation looks in the list, and the field in which it is renamed."""

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moonpane.ui.covers import Covers
from moonpane.ui.foreign_text import one_line
from moonpane.ui.painting import paint_row_ground
from moonpane.ui.sessions.rows import SessionRow
from moonpane.ui.sessions.session_model import ENTRY, TITLE_CHARS, Heading, Index, said_of
from moonpane.ui.theme import theme, ui_font

ROW_HEIGHT = 50  # of headings, too: rows of one height need not be measured one by one
COVER = QSize(42, 34)
SIDE = 8  # px between the list's edge and a row, and between a row's edge and its cover
LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SessionDelegate(QStyledItemDelegate):
    """Paints rows and headings; `open_id` is the conversation that the window shows."""

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.covers = Covers(self)
        self._now = now
        self.open_id = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        box: QRect = option.rect.adjusted(SIDE, 0, -SIDE, 0)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(entry, Heading):
            self._paint_heading(painter, box, entry.words)
        elif isinstance(entry, SessionRow):
            self._paint_row(painter, box, entry, option.state)  # type: ignore[attr-defined]
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = QLineEdit(parent)
        edit.setObjectName("renameField")
        edit.setMaxLength(TITLE_CHARS)
        edit.setAccessibleName(self.tr("New title"))
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        # Rows are told anew while an answer grows; that must not undo what is being typed.
        if not editor.isModified():
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect  # type: ignore[attr-defined]
        left = 2 * SIDE + COVER.width() + 6
        editor.setGeometry(box.adjusted(left, 10, -2 * SIDE + 2, -10))

    def _paint_heading(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.setFont(ui_font(pixels=11, weight=painter.font().Weight.DemiBold))
        painter.setPen(QColor(theme.colors.muted))
        painter.drawText(box.adjusted(SIDE, 20, 0, 0), LEFT_MIDDLE, words)

    def _paint_row(self, painter: QPainter, box: QRect, row: SessionRow, state: QStyle.StateFlag) -> None:
        colors = theme.colors
        box = box.adjusted(0, 1, 0, -1)
        has_keys = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint_row_ground(painter, QRectF(box), chosen=row.id == self.open_id, hovered=hovered, focused=has_keys)
        top = box.top() + (box.height() - COVER.height()) / 2
        self.covers.paint(painter, QRectF(box.left() + SIDE, top, COVER.width(), COVER.height()), row.thumbnail)
        words = box.adjusted(2 * SIDE + COVER.width() + 2, 7, -SIDE, -7)
        upper, lower = QRect(words), QRect(words)
        upper.setHeight(words.height() // 2)
        lower.setTop(upper.bottom() + 1)
        painter.setFont(ui_font())
        painter.setPen(QColor(colors.text))
        title = painter.fontMetrics().elidedText(one_line(row.title), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, LEFT_MIDDLE, title)
        if row.is_running:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent))
            painter.drawEllipse(QRectF(lower.left(), lower.center().y() - 2, 6, 6))
            lower.setLeft(lower.left() + 12)
        painter.setFont(ui_font(pixels=11))
        painter.setPen(QColor(colors.accent if row.is_running else colors.muted))
        said = painter.fontMetrics().elidedText(said_of(row, self._now()), Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, LEFT_MIDDLE, said)
