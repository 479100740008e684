"""The lines of a console as rows of a list: filtered, equal ones in a row counted, painted as plain text."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moonpane.preview.console import ConsoleLine
from moonpane.preview.picked import plain
from moonpane.ui import icons
from moonpane.ui.theme import code_font, theme

ROW_HEIGHT = 24
SHOWN_CHARS = 400  # of a line in its row; all of it is read below the list
LEVELS = ("error", "warning", "info")
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    line: ConsoleLine
    count: int  # how often it came in a row
    text: str  # one line of plain text


def rows_of(lines: Iterable[ConsoleLine], levels: Set[str]) -> list[Row]:
    """The lines of these levels, equal neighbours as one."""
    rows: list[Row] = []
    for line in lines:
        if line.level not in levels:
            continue
        if rows and rows[-1].line == line:
            rows[-1] = Row(line, rows[-1].count + 1, rows[-1].text)
        else:
            rows.append(Row(line, 1, plain(line.text, SHOWN_CHARS)))
    return rows


class ConsoleRows(QAbstractListModel):
    """The rows for a view."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = f", {row.line.place}" if row.line.place else ""
            return f"{row.line.level}: {row.text}{place}"
        return row if role == LINE_ROLE else None


class RowPainter(QStyledItemDelegate):
    """Paints a row: level, text, how often, place. Never as rich text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(LINE_ROLE)
        if not isinstance(row, Row):
            return
        colors = theme.colors
        box: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        inks = {"error": colors.bad, "warning": colors.middling}
        grounds = {"error": colors.bad_soft, "warning": colors.middling_soft}
        ground = grounds.get(row.line.level)
        if state & QStyle.StateFlag.State_Selected:
            ground = colors.selection
        if ground:
            painter.fillRect(box, QColor(ground))
        painter.setPen(QColor(colors.border))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        ink = inks.get(row.line.level, colors.faint)
        painter.drawPixmap(box.left() + 10, box.top() + 5, icons.pixmap(icon_of(row.line.level), ink, size=14))
        painter.setFont(code_font(pixels=12))
        painter.setPen(QColor(inks.get(row.line.level, colors.text)))
        metrics = painter.fontMetrics()
        inner = box.adjusted(32, 0, -12, 0)
        if row.line.place is not None:
            place = metrics.elidedText(str(row.line.place), Qt.TextElideMode.ElideLeft, 180)
            painter.save()
            painter.setPen(QColor(colors.muted))
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, place)
            painter.restore()
            inner.setRight(inner.right() - metrics.horizontalAdvance(place) - 12)
        if row.count > 1:
            inner.setRight(inner.right() - self._paint_count(painter, inner, row.count, ink))
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, max(0, inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_count(self, painter: QPainter, inner: QRect, count: int, ink: str) -> int:
        """A pill at the right end; returns the width it took."""
        painter.save()
        font = QFont(painter.font())
        font.setPixelSize(11)
        painter.setFont(font)
        text = f"×{count}"
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        pill = QRect(inner.right() - width, inner.top() + 4, width, ROW_HEIGHT - 9)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.colors.raised))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(pill, 7, 7)
        painter.setPen(QColor(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
        return width + 8


def icon_of(level: str) -> str:
    return {"error": "error", "warning": "warning"}.get(level, "info")
