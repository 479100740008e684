"""The command palette: type some letters of what you want, Return does it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from moonpane.ui.actions import Action, matched
from moonpane.ui.theme import theme, ui_font

WIDTH, MAX_ROWS, ROW_HEIGHT, RADIUS = 560, 9, 40, 14
ACTION, PLACES = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """Opened anew each time, over its window.

    Signals:
        chosen: the id of the action that is to be done; the palette is closed by then.
    """

    chosen = Signal(str)

    def __init__(self, actions: Iterable[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Commands"))
        self.setAccessibleName(self.windowTitle())
        self._actions = list(actions)
        self.edit = QLineEdit()
        self.edit.setObjectName("paletteEdit")
        self.edit.setPlaceholderText(self.tr("What would you like to do?"))
        self.edit.setAccessibleName(self.tr("Search commands"))
        self.list = QListWidget()
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the field move through it
        self.list.setMouseTracking(True)
        self.empty = QLabel(self.tr("Nothing is called like that."))
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        for widget in (self.edit, self.list, self.empty):
            column.addWidget(widget)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self.on_text_changed)
        self.list.itemClicked.connect(self.on_item_chosen)
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self.on_text_changed("")

    def open_over(self, window: QWidget) -> None:
        """Shows it below the upper edge of a window, in its middle."""
        self.setFixedWidth(min(WIDTH, window.width() - 40))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + max(40, window.height() // 8))
        self.show()
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in MOVES:
                self._move(event.key())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if item := self.list.currentItem():
                    self.on_item_chosen(item)
                return True
        return super().eventFilter(watched, event)

    def on_text_changed(self, text: str) -> None:
        """The best ones first; without a word, all in their order."""
        self.list.clear()
        found = [(match, action) for action in self._actions if (match := best_match(text, action)) is not None]
        if text.strip():
            found.sort(key=lambda pair: pair[0][0])
        for (_, places), action in found:
            item = QListWidgetItem(action.words)
            item.setData(ACTION, action)
            item.setData(PLACES, places)
            keys = action.shown_keys
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.words}, {keys}" if keys else action.words)
            if not action.is_enabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setFixedHeight(min(MAX_ROWS, len(found)) * ROW_HEIGHT)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setFixedHeight(ROW_HEIGHT)
        self.list.setCurrentRow(next((row for row in range(len(found)) if self._can_be_chosen(row)), -1))
        self.adjustSize()

    def on_item_chosen(self, item: QListWidgetItem) -> None:
        action: Action = item.data(ACTION)
        if action.is_enabled():
            self.close()
            self.chosen.emit(action.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where nobody mixes windows, what is translucent is black: the corners are cut away.
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.colors.border_strong))
        painter.setBrush(QColor(theme.colors.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _move(self, key: int) -> None:
        """To the next row that can be chosen; the ends are joined."""
        rows = [row for row in range(self.list.count()) if self._can_be_chosen(row)]
        if not rows:
            return
        now = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else 0
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if step is None:
            far = MAX_ROWS - 1 if key == Qt.Key.Key_PageDown else 1 - MAX_ROWS
            self.list.setCurrentRow(rows[max(0, min(len(rows) - 1, now + far))])
        else:
            self.list.setCurrentRow(rows[(now + step) % len(rows)])

    def _can_be_chosen(self, row: int) -> bool:
        return bool(self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)


def best_match(text: str, action: Action) -> tuple[int, tuple[int, ...]] | None:
    """By its own words, else by the others it is known by, which count less and mark nothing."""
    if (own := matched(text, action.words)) is not None:
        return own
    others = (matched(text, words) for words in (action.section.words, action.also) if words)
    costs = [match[0] for match in others if match is not None]
    return (100 + min(costs), ()) if costs else None


class RowDelegate(QStyledItemDelegate):
    """Words with the letters that were found, the section, the keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        action: Action = index.data(ACTION)
        colors, box = theme.colors, QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 9, 9)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)  # type: ignore[attr-defined]
        right = self._paint_keys(painter, box, action.shown_keys if enabled else "")
        inner = box.adjusted(14, 0, 0, 0)
        inner.setRight(right)
        self._paint_words(painter, inner, action, index.data(PLACES), enabled=enabled)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, box: QRectF, action: Action, places: tuple[int, ...], *, enabled: bool
    ) -> None:
        plain, strong = ui_font(pixels=14), ui_font(pixels=14, weight=QFont.Weight.Bold)
        center = Qt.AlignmentFlag.AlignVCenter
        for place, letter in enumerate(action.words):
            marked = place in places
            painter.setFont(strong if marked else plain)
            color = theme.colors.accent if marked else theme.colors.text
            painter.setPen(QColor(color if enabled else theme.colors.faint))
            width = painter.fontMetrics().horizontalAdvance(letter)
            if box.left() + width > box.right():
                return
            painter.drawText(box, center, letter)
            box.setLeft(box.left() + width)
        painter.setFont(ui_font(pixels=12))
        painter.setPen(QColor(theme.colors.faint))
        if painter.fontMetrics().horizontalAdvance(action.section.words) + 12 < box.width():
            painter.drawText(box.adjusted(12, 1, 0, 0), center, action.section.words)

    def _paint_keys(self, painter: QPainter, box: QRectF, keys: str) -> float:
        """Draws the keys at the right; returns where they begin."""
        if not keys:
            return box.right() - 12
        painter.setFont(ui_font(pixels=12))
        width = painter.fontMetrics().horizontalAdvance(keys) + 14
        cap = QRectF(box.right() - width - 10, box.center().y() - 11, width, 22)
        painter.setPen(QColor(theme.colors.border_strong))
        painter.setBrush(QColor(theme.colors.raised))
        painter.drawRoundedRect(cap, 6, 6)
        painter.setPen(QColor(theme.colors.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
        return cap.left() - 8
