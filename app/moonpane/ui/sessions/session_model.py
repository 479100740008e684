"""The list of conversations as Qt reads it: rows under headings of days, changed in place."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal

from moonpane.ui.dates import DayGroups, short_moment
from moonpane.ui.foreign_text import one_line, tooltip_of
from moonpane.ui.sessions.rows import SessionRow

ENTRY = Qt.ItemDataRole.UserRole
MANY_RUNS = 50  # of rows that come or go: more than that, and the list is made anew
TITLE_CHARS = 200

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Heading:
    """A day, or a month."""

    words: str


Entry = Heading | SessionRow


class SessionModel(QAbstractListModel):
    """Newest first. What a person points at, types into or has scrolled to stays where it is when rows change.

    Signals:
        renamed: (id, title) a person gave a conversation another title.
    """

    renamed = Signal(str, str)

    def __init__(self, *, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._now = now
        self._entries: list[Entry] = []
        self._keys: list[str] = []  # one for each entry

    def show_sessions(self, rows: Iterable[SessionRow]) -> None:
        wanted = self._with_headings(rows)
        keys = [_key(entry) for entry in wanted]
        new, old = set(keys), set(self._keys)
        gone = _runs(key not in new for key in self._keys)
        come = _runs(key not in old for key in keys)
        if len(gone) + len(come) > MANY_RUNS:
            self.beginResetModel()
            self._entries, self._keys = wanted, keys
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._entries[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()
        self._rearrange([entry for entry, key in zip(wanted, keys, strict=True) if key in old])
        for first, last in come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._entries[first:first] = wanted[first : last + 1]
            self._keys[first:first] = keys[first : last + 1]
            self.endInsertRows()

    def entry(self, index: Index) -> Entry | None:
        return self._entries[index.row()] if index.isValid() else None

    def row(self, index: Index) -> SessionRow | None:
        found = self.entry(index)
        return found if isinstance(found, SessionRow) else None

    def index_of(self, id: str) -> QModelIndex:
        """Invalid when there is no such conversation."""
        at = next((at for at, each in enumerate(self._entries) if isinstance(each, SessionRow) and each.id == id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row(index) is None:
            return Qt.ItemFlag.NoItemFlags  # keys pass over headings
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if role == ENTRY:
            return entry
        if isinstance(entry, Heading):
            return entry.words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return one_line(entry.title)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_of(f"{one_line(entry.title)}\n{said_of(entry, self._now())}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one_line(entry.title)}, {said_of(entry, self._now())}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Takes a title that a person typed; an empty one, and the same one, change nothing."""
        row, title = self.row(index), one_line(str(value), limit=TITLE_CHARS)
        if row is None or role != Qt.ItemDataRole.EditRole or title in ("", one_line(row.title)):
            return False
        self._entries[index.row()] = replace(row, title=title)
        self.dataChanged.emit(index, index)
        self.renamed.emit(row.id, title)
        return True

    def _with_headings(self, rows: Iterable[SessionRow]) -> list[Entry]:
        groups = DayGroups(self._now())
        by_id = {row.id: row for row in rows}
        made: list[Entry] = []
        last = ""
        for row in sorted(by_id.values(), key=lambda row: row.updated_at, reverse=True):
            heading = groups.heading(row.updated_at)
            if heading != last:
                made.append(Heading(heading))
                last = heading
            made.append(row)
        return made

    def _rearrange(self, wanted: list[Entry]) -> None:
        """Brings the entries that stay into their new order, and shows what changed of them."""
        keys = [_key(entry) for entry in wanted]
        if self._keys != keys:
            self.layoutAboutToBeChanged.emit()
            place = {key: at for at, key in enumerate(keys)}
            pointed_at = self.persistentIndexList()
            moved = [self.index(place[self._keys[index.row()]]) for index in pointed_at]
            self._entries, self._keys = wanted, keys
            self.changePersistentIndexList(pointed_at, moved)
            self.layoutChanged.emit()
            return
        pairs = zip(self._entries, wanted, strict=True)
        changed = [at for at, (old, new) in enumerate(pairs) if old is not new and _looks(old) != _looks(new)]
        self._entries = wanted
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


def said_of(row: SessionRow, now: float) -> str:
    """The line below a title."""
    if row.is_running:
        return QCoreApplication.translate("SessionModel", "Answering …")
    if row.num_exchanges == 1:
        count = QCoreApplication.translate("SessionModel", "1 message")
    else:
        count = QCoreApplication.translate("SessionModel", "{count} messages").format(count=row.num_exchanges)
    return f"{short_moment(row.updated_at, now)}  ·  {count}"


def _key(entry: Entry) -> str:
    return entry.id if isinstance(entry, SessionRow) else f"\n{entry.words}"


def _looks(entry: Entry) -> tuple[object, ...]:
    """What can be seen of an entry. Two pictures would be compared pixel by pixel; their keys will do."""
    if isinstance(entry, Heading):
        return (entry.words,)
    picture = entry.thumbnail.cacheKey() if entry.thumbnail is not None else 0
    return (entry.title, entry.updated_at, entry.num_exchanges, entry.is_running, picture)


def _runs(wanted: Iterable[bool]) -> list[tuple[int, int]]:
    """(first, last) of neighbours that are all wanted."""
    found: list[tuple[int, int]] = []
    for at, is_wanted in enumerate(wanted):
        if not is_wanted:
            continue
        if found and found[-1][1] == at - 1:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found
