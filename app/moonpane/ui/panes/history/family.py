"""Who is made from whom: the way of the keys through the tree. No Qt here."""

from collections.abc import Sequence

from moonpane.ui.panes.history.rows import VersionRow


class Family:
    """Relations between the versions of one page."""

    def __init__(self, rows: Sequence[VersionRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._children: dict[str | None, list[VersionRow]] = {}
        for row in sorted(self._rows.values(), key=lambda row: row.number):
            self._children.setdefault(self._parent(row), []).append(row)

    def older(self, id: str) -> str | None:
        """The version it was made from."""
        return self._parent(self._rows[id]) if id in self._rows else None

    def newer(self, id: str) -> str | None:
        """What was made from it: on the branch that is worked on, else the latest."""
        children = self._children.get(id, [])
        on_branch = [child for child in children if child.on_branch]
        return (on_branch or children)[-1].id if children else None

    def beside(self, id: str, step: int) -> str | None:
        """The next one (`step` 1) or the one before (-1) of those that were made from the same version."""
        if id not in self._rows:
            return None
        siblings = [row.id for row in self._children[self._parent(self._rows[id])]]
        at = siblings.index(id) + step
        return siblings[at] if 0 <= at < len(siblings) else None

    def _parent(self, row: VersionRow) -> str | None:
        """A version is made from an older one; anything else, in a tree from somebody's file, is no parent."""
        parent = self._rows.get(row.parent or "")
        return parent.id if parent is not None and parent.number < row.number else None
