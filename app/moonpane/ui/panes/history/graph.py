"""Where each version lies in the drawing of the tree, and which lines pass through its row. No Qt here.

Rows go from the newest version down to the first. Each has a lane; a line goes down from it to the version it was
made from. The branch that is worked on keeps the leftmost lane.

    ●      5      lanes (0)
    │ ●    4      lanes (1), a line passes in 0
    ●─╯    3      lanes (0), the line of 1 ends here
"""

from collections.abc import Sequence
from dataclasses import dataclass

from moonpane.ui.panes.history.rows import VersionRow


@dataclass(frozen=True)
class Place:
    """One row of the drawing."""

    lane: int
    from_above: bool  # a line comes from a newer version in the same lane
    goes_down: bool  # a line goes on to the version it was made from
    passing: tuple[int, ...]  # lanes whose lines pass this row from top to bottom
    ending: tuple[int, ...]  # lanes whose lines come from above and end in this version


def newest_first(rows: Sequence[VersionRow]) -> list[VersionRow]:
    """Each id once, the newest first."""
    return sorted({row.id: row for row in rows}.values(), key=lambda row: row.number, reverse=True)


def places(rows: Sequence[VersionRow]) -> list[Place]:
    """The place of each row; `rows` as of `newest_first`.

    A parent that is not among the later rows is none: a tree from somebody's file may be anything.
    """
    later = {row.id: at for at, row in enumerate(rows)}
    kept = int(any(row.on_branch for row in rows))  # lanes that only the branch that is worked on may take
    lanes: list[str | None] = [None] * kept  # for each lane, the id that its line leads to
    made: list[Place] = []
    for at, row in enumerate(rows):
        arriving = [lane for lane, wanted in enumerate(lanes) if wanted == row.id]
        lane = _lane_for(row, arriving, lanes, kept)
        passing = tuple(i for i, wanted in enumerate(lanes) if wanted is not None and i not in arriving)
        parent = row.parent if later.get(row.parent or "", -1) > at else None
        for each in arriving:
            lanes[each] = None
        lanes[lane] = parent
        ending = tuple(each for each in arriving if each != lane)
        made.append(Place(lane, lane in arriving, parent is not None, passing, ending))
    return made


def num_lanes(drawn: Sequence[Place]) -> int:
    return 1 + max((max((place.lane, *place.passing, *place.ending)) for place in drawn), default=0)


def _lane_for(row: VersionRow, arriving: list[int], lanes: list[str | None], kept: int) -> int:
    """The lane of a version: the first that leads to it, else the first free one; it may be a new one."""
    if row.on_branch and lanes[0] in (None, row.id):
        return 0
    if arriving:
        return arriving[0]
    free = next((lane for lane in range(kept, len(lanes)) if lanes[lane] is None), None)
    if free is None:
        lanes.append(None)
        return len(lanes) - 1
    return free
