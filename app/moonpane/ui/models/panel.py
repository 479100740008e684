"""The models panel: the list at the left, one model at the right. Takes plain views, asks by signals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from moonpane.models.known import KnownModel, from_preset
from moonpane.models.presets import PRESETS
from moonpane.sentences import translated
from moonpane.store.models.board import ModelView
from moonpane.ui import icons
from moonpane.ui.card import wrapped
from moonpane.ui.keys_here import KeysHere
from moonpane.ui.models.details import Details
from moonpane.ui.models.model_list import ModelList
from moonpane.ui.theme import theme

SIDE_WIDTH = 262


class ModelsPanel(QDialog):
    """Opened and closed as often as one likes; shows what `show_views` was last given.

    Signals:
        put: a `KnownModel` that is new or changed.
        removed: the id of a model that is to be forgotten.
        use_requested: (id, anyway) answer with it, even if it does not fit into memory.
        unload_requested: give the memory of the model in use back.
        estimate_requested: the id of a model whose need of memory is to be looked up.
        probe_requested: (id, key) ask an endpoint what it can; the key is new, or "".
        probe_stopped: the id of an endpoint that is no longer to be asked.
        folder_requested: the person wants to choose a checkpoint.
        attended: whether the panel is looked at.
    """

    put = Signal(object)
    removed = Signal(str)
    use_requested = Signal(str, bool)
    unload_requested = Signal()
    estimate_requested = Signal(str)
    probe_requested = Signal(str, str)
    probe_stopped = Signal(str)
    folder_requested = Signal()
    attended = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self.setMinimumSize(760, 500)
        self.resize(980, 680)
        self._views: tuple[ModelView, ...] = ()
        self._awaited = ""  # a model that was just added, to be selected when it is there
        self._asked: set[tuple[str, int]] = set()  # (model, context) whose memory was asked for
        self.list = ModelList()
        self.add_button = QPushButton(self.tr("Add a model"))
        self.add_button.setMenu(self._add_menu())
        self.notice = wrapped(role="notice")
        self.notice.setVisible(False)
        self.details = Details()
        self._lay_out()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return in a field belongs to the field
        self._connect()
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def show_views(self, views: tuple[ModelView, ...], notice: str = "") -> None:
        """Everything that is known, whenever something of it changed."""
        self._views = views
        self.notice.setText(translated(notice))
        self.notice.setVisible(bool(notice))
        self.list.show_views(views)
        if self._awaited in {view.known.id for view in views}:
            self.list.select(self._awaited)
            self._awaited = ""
        self._show_selected()

    def add(self, model: KnownModel) -> None:
        """A new one, from the menu or from a folder that was chosen; it is selected once it is kept."""
        self._awaited = model.id
        self.put.emit(model)

    def select_used(self) -> None:
        """Looks at the model that answers."""
        for view in self._views:
            if view.is_used:
                self.list.select(view.known.id)

    def on_remove_requested(self) -> None:
        """A key cannot be had back from us, so its end is asked about; all else is quickly typed again."""
        known = next((view.known for view in self._views if view.known.id == self.list.selected), None)
        if known is None or not known.keyed:
            self.removed.emit(self.list.selected)
            return
        question = QMessageBox(QMessageBox.Icon.Warning, self.tr("Remove the model?"), "", parent=self)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(self.tr("The key that is kept for {model} is forgotten, too.").format(model=known.name))
        remove = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        remove.clicked.connect(lambda: self.removed.emit(known.id))
        question.open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.attended.emit(True)
        self._show_selected()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.attended.emit(False)

    def on_model_selected(self, id: str) -> None:
        self._show_selected()
        self._area.verticalScrollBar().setValue(0)

    def on_theme_changed(self) -> None:
        self.add_button.setIcon(icons.icon("plus", theme.colors.muted, size=16))
        for action in self._add_actions:
            action.setIcon(icons.icon(action.data(), theme.colors.muted, size=16))

    def _show_selected(self) -> None:
        view = next((view for view in self._views if view.known.id == self.list.selected), None)
        if view is None:
            return
        self.details.show_view(view)
        asked = (view.known.id, view.known.context)
        if view.known.kind != "endpoint" and self.isVisible() and asked not in self._asked:
            self._asked.add(asked)
            self.estimate_requested.emit(view.known.id)

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        folder = menu.addAction(self.tr("Checkpoint folder …"))
        folder.setData("folder")
        folder.triggered.connect(self.folder_requested)
        self._add_actions = [folder]
        for hosted in ("own", "rented"):
            menu.addSeparator()
            for each in PRESETS:
                if each.hosted == hosted:
                    action = menu.addAction(each.name)
                    action.setData("cloud")
                    action.triggered.connect(lambda checked=False, key=each.key: self.add(from_preset(key)))
                    self._add_actions.append(action)
        return menu

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("sidePane")
        side.setFixedWidth(SIDE_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 12, 0, 14)
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 0, 14, 0)
        foot.addWidget(self.notice)
        foot.addWidget(self.add_button)
        left.addLayout(foot)
        self._area = QScrollArea()
        KeysHere(self._area)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("About the selected model"))
        self.details.setObjectName("plain")
        self._area.setWidget(self.details)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._area, 1)

    def _connect(self) -> None:
        details, selected = self.details, lambda: self.list.selected
        self.list.model_selected.connect(self.on_model_selected)
        details.edited.connect(self.put)
        details.use_requested.connect(lambda anyway: self.use_requested.emit(selected(), anyway))
        details.unload_requested.connect(self.unload_requested)
        details.remove_requested.connect(self.on_remove_requested)
        details.connect_requested.connect(lambda key: self.probe_requested.emit(selected(), key))
        details.stop_requested.connect(lambda: self.probe_stopped.emit(selected()))
