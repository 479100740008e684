"""What was found: the title, where it was said, and the words around with the searched ones marked."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moonpane.ui.foreign_text import one_line, tooltip_of, utf16_ranges
from moonpane.ui.painting import kept_icon, paint_row_ground
from moonpane.ui.sessions.rows import SearchHit
from moonpane.ui.sessions.session_list import make_calm
from moonpane.ui.theme import theme, ui_font

HIT = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 76
SIDE = 8
LEAD_CHARS = 24  # what is shown before the first marked word
SNIPPET_CHARS = 160
ICONS = {
    "title": "pencil",
    "asked": "send",
    "attachment": "picture",
    "answer": "spark",
    "reasoning": "thought",
    "code": "code",
}

Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._hits: list[SearchHit] = []

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return hit
            case Qt.ItemDataRole.DisplayRole:
                return one_line(hit.title)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_of(f"{one_line(hit.title)}\n{hit.snippet}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one_line(hit.title)}, {where_said(hit)}: {shown_part(hit)[0]}"
        return None


class HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: SearchHit = index.data(HIT)
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        box: QRect = option.rect.adjusted(SIDE, 1, -SIDE, -1)  # type: ignore[attr-defined]
        colors = theme.colors
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        paint_row_ground(painter, QRectF(box), chosen=False, hovered=hovered, focused=focused)
        words = box.adjusted(SIDE + 2, 7, -SIDE, -6)
        head = QRect(words.left(), words.top(), words.width(), 20)
        painter.drawPixmap(head.left(), head.top() + 3, kept_icon(ICONS[hit.where], colors.muted, size=14))
        head.setLeft(head.left() + 20)
        painter.setFont(ui_font())
        painter.setPen(QColor(colors.text))
        title = painter.fontMetrics().elidedText(one_line(hit.title), Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(QColor(colors.muted))
        snippet = words.adjusted(0, 22, 0, 0)
        painter.setClipRect(snippet)
        marked_layout(hit, snippet.width()).draw(painter, QPointF(snippet.topLeft()))
        painter.restore()


class HitList(QListView):
    """Signals:
    opened: the `SearchHit` that was clicked, or chosen with Return.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hitList")
        self.setAccessibleName(self.tr("Found"))
        self.hits = HitModel()
        self._delegate = HitDelegate()
        self.setModel(self.hits)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        make_calm(self)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        self.opened.emit(index.data(HIT))


def where_said(hit: SearchHit) -> str:
    match hit.where:
        case "title":
            return QCoreApplication.translate("HitList", "in the title")
        case "asked":
            return QCoreApplication.translate("HitList", "in what was asked")
        case "attachment":
            return QCoreApplication.translate("HitList", "in the name of an attachment")
        case "answer":
            return QCoreApplication.translate("HitList", "in the answer")
        case "reasoning":
            return QCoreApplication.translate("HitList", "in the thoughts")
        case "code":
            return QCoreApplication.translate("HitList", "in the code")


def shown_part(hit: SearchHit) -> tuple[str, list[tuple[int, int]]]:
    """The part of the snippet from just before the first mark, and the marks in it, as Qt counts characters."""
    first = min((start for start, _ in hit.marks if 0 <= start < len(hit.snippet)), default=0)
    cut = max(0, first - LEAD_CHARS)
    part = hit.snippet[cut : cut + SNIPPET_CHARS]
    # One line, but with every character in its place: the marks count them.
    part = "".join(sign if sign.isprintable() else " " for sign in part)
    marks = utf16_ranges(part, tuple((start - cut, length) for start, length in hit.marks))
    if not cut:
        return part, marks
    return "…" + part, [(start + 1, length) for start, length in marks]


def marked_layout(hit: SearchHit, width: int) -> QTextLayout:
    """Two lines of the snippet."""
    text, marks = shown_part(hit)
    layout = QTextLayout(text, ui_font(pixels=12))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    marked = QTextCharFormat()
    marked.setBackground(QColor(theme.colors.middling_soft))
    marked.setForeground(QColor(theme.colors.middling))
    marked.setFontWeight(600)
    ranges = []
    for start, length in marks:
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start, length, marked  # type: ignore[attr-defined]
        ranges.append(made)
    layout.setFormats(ranges)
    layout.beginLayout()
    top = 0.0
    for _ in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() + 2
    layout.endLayout()
    return layout
