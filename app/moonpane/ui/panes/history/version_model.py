"""The versions as Qt reads them: each with its place in the drawing."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from moonpane.session import Origin
from moonpane.ui.dates import long_moment
from moonpane.ui.foreign_text import one_line, tooltip_of
from moonpane.ui.language import likeness_percent
from moonpane.ui.panes.history.family import Family
from moonpane.ui.panes.history.graph import newest_first, num_lanes, places
from moonpane.ui.panes.history.rows import VersionRow, best_of
from moonpane.ui.panes.score_view import of_widths

ROW = Qt.ItemDataRole.UserRole
PLACE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class VersionModel(QAbstractListModel):
    """Newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[VersionRow] = []
        self.shown = ""  # id of the version that the panes show
        self.best = ""
        self.num_lanes = 1
        self.has_branch = False  # one is worked on; its lane is the leftmost
        self.family = Family([])
        self._places = places([])

    def show_versions(self, rows: Sequence[VersionRow], *, shown: str) -> None:
        wanted = newest_first(rows)
        same = [row.id for row in wanted] == [row.id for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows, self.shown, self.best = wanted, shown, best_of(wanted)
        self.family, self._places = Family(wanted), places(wanted)
        self.num_lanes = num_lanes(self._places)
        self.has_branch = any(row.on_branch for row in wanted)
        if not same:
            self.endResetModel()
        elif wanted:
            # A measured score or a render does not move what a person points at.
            self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))

    def row(self, index: Index) -> VersionRow | None:
        return self.rows[index.row()] if index.isValid() else None

    def by_id(self, id: str) -> VersionRow | None:
        return next((row for row in self.rows if row.id == id), None)

    def index_of(self, id: str | None) -> QModelIndex:
        at = next((at for at, row in enumerate(self.rows) if row.id == id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case _ if role == PLACE:
                return self._places[index.row()]
            case Qt.ItemDataRole.DisplayRole:
                return name_of(row)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_of("\n".join(filter(None, [*self._said(row), row.words])))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, [*self._said(row), one_line(row.words)]))
        return None

    def _said(self, row: VersionRow) -> list[str]:
        """Everything that the drawing says by colour and place, in words."""
        said = [name_of(row), origin_words(row.origin), long_moment(row.created_at)]
        if row.score is not None:
            alike = QCoreApplication.translate("History", "{percent} alike").format(percent=likeness_percent(row.score))
            said.append(of_widths(alike, row.num_widths))
        if row.id == self.best:
            said.append(QCoreApplication.translate("History", "measures best"))
        if not row.is_complete:
            said.append(QCoreApplication.translate("History", "unfinished"))
        if row.id == self.shown:
            said.append(QCoreApplication.translate("History", "shown now"))
        if parent := self.by_id(row.parent or ""):
            said.append(
                QCoreApplication.translate("History", "made from version {number}").format(number=parent.number)
            )
        return said


def name_of(row: VersionRow) -> str:
    return QCoreApplication.translate("History", "Version {number}").format(number=row.number)


def origin_words(origin: Origin) -> str:
    match origin:
        case "model":
            return QCoreApplication.translate("History", "By the model")
        case "person":
            return QCoreApplication.translate("History", "Changed by hand")
        case "refined":
            return QCoreApplication.translate("History", "Refined by measuring")
        case "imported":
            return QCoreApplication.translate("History", "Imported")
