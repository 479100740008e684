"""The known models, one below the other: what kind, what name, where; and which one answers."""

from urllib.parse import urlsplit

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moonpane.store.model import EngineState
from moonpane.store.models.board import ModelView
from moonpane.ui import icons
from moonpane.ui.theme import theme, ui_font

ROW_HEIGHT = 54
VIEW, WHERE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ICONS = {"embedded": "chip", "checkpoint": "folder", "endpoint": "cloud"}


class ModelList(QListWidget):
    """Signals:
    model_selected: the id of the model that is looked at.
    """

    model_selected = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("modelList")
        self.setAccessibleName(self.tr("Models"))
        self.setItemDelegate(ModelDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self.on_current_item_changed)
        theme.changed.connect(self.viewport().update)

    @property
    def selected(self) -> str:
        """Empty when none is."""
        item = self.currentItem()
        return item.data(VIEW).known.id if item else ""

    def select(self, id: str) -> None:
        for row in range(self.count()):
            if self.item(row).data(VIEW).known.id == id:
                self.setCurrentRow(row)

    def show_views(self, views: tuple[ModelView, ...]) -> None:
        """Brings the rows in line; the selection stays on its model, or goes to the neighbour of one that is gone."""
        selected, row = self.selected, self.currentRow()
        self.blockSignals(True)
        while self.count() > len(views):
            self.takeItem(self.count() - 1)
        while self.count() < len(views):
            self.addItem(QListWidgetItem())
        for item, view in zip((self.item(place) for place in range(self.count())), views, strict=True):
            item.setData(VIEW, view)
            item.setData(WHERE, self._where(view))
            name = self.tr("Embedded model") if view.known.kind == "embedded" else view.known.name
            item.setText(name)
            state = self.tr("in use") if view.is_used else ""
            spoken = ", ".join(filter(None, (name, item.data(WHERE), state)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        ids = [view.known.id for view in views]
        self.setCurrentRow(ids.index(selected) if selected in ids else min(max(row, 0), len(ids) - 1))
        self.blockSignals(False)
        if self.selected != selected:
            self.model_selected.emit(self.selected)
        self.viewport().update()

    def on_current_item_changed(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.model_selected.emit(current.data(VIEW).known.id)

    def _where(self, view: ModelView) -> str:
        known = view.known
        if known.kind == "embedded":
            return self.tr("Comes with Moonpane")
        return known.folder if known.kind == "checkpoint" else urlsplit(known.address).netloc


class ModelDelegate(QStyledItemDelegate):
    """One row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view: ModelView = index.data(VIEW)
        colors, box = theme.colors, QRectF(option.rect).adjusted(8, 2, -8, -2)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft if selected else colors.raised))
            painter.drawRoundedRect(box, 10, 10)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(QColor(colors.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        icon = icons.pixmap(ICONS[view.known.kind], colors.accent if view.is_used else colors.muted, size=20)
        painter.drawPixmap(round(box.left() + 12), round(box.center().y() - 10), icon)
        words = box.adjusted(44, 7, -26, -7)
        self._line(painter, words, index.data(), colors.text, ui_font(weight=QFont.Weight.DemiBold), top=True)
        self._line(painter, words, index.data(WHERE), colors.muted, ui_font(pixels=12), top=False)
        if lamp := lamp_color(view):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(lamp))
            painter.drawEllipse(QRectF(box.right() - 19, box.center().y() - 4, 8, 8))
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, text: str, color: str, font: QFont, *, top: bool) -> None:
        painter.setFont(font)
        painter.setPen(QColor(color))
        edge = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, round(box.width()))
        painter.drawText(box, edge | Qt.AlignmentFlag.AlignLeft, shown)


def lamp_color(view: ModelView) -> str:
    """Green for the one that answers, yellow while it loads, red when it failed; none for the others."""
    colors = theme.colors
    if view.status is not None and view.status.state is EngineState.STOPPED:
        return colors.bad
    if view.status is not None and view.status.state in (EngineState.STARTING, EngineState.RESTARTING):
        return colors.middling
    return colors.good if view.is_used else ""
