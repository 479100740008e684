"""What a run says of its cases, one summary for each kind of them: their figures do not mean the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moonpane.evaluation.figures import Interval, Scores, differences, figures
from moonpane.evaluation.rows import Row

PAGES = "pages"  # cases whose true page is known
PICTURES = "pictures"  # the others, whose texts were measured in the picture and are paired by place

Earlier = Mapping[str, Scores]  # by kind, of another run


@dataclass(frozen=True)
class Summary:
    """Mean figures over all cases of one kind."""

    kind: str  # PAGES or PICTURES
    rows: tuple[Row, ...]
    means: Mapping[str, Interval | None]
    changes: Mapping[str, Interval | None] | None  # from an earlier run, where there is one

    @property
    def refined(self) -> dict[str, Any] | None:
        """What refinement brought, where there was one; of true pages it does not know the figures."""
        before = {row.name: row.before for row in self.rows if row.before}
        if not before:
            return None
        pairs = [(before[row.name]["overall"], row.score["overall"]) for row in self.rows if row.before]
        changes = [now - was for was, now in pairs if was is not None and now is not None]
        return {
            "overall": round(sum(changes) / len(changes), 4) if changes else None,
            "better": sum(change > 0 for change in changes),
            "worse": sum(change < 0 for change in changes),
            "before": {name: mean and mean.to_dict() for name, mean in figures(before).items()},
        }

    def to_dict(self) -> dict[str, Any]:
        """Without the rows, for a report in JSON."""
        told = {
            "means": {name: mean and round(mean.mean, 4) for name, mean in self.means.items()},
            "intervals": {name: mean and mean.to_dict() for name, mean in self.means.items()},
        }
        if (refined := self.refined) is not None:
            told["refined"] = refined
        if self.changes is not None:
            told["changes"] = {name: change and change.to_dict() for name, change in self.changes.items()}
        return told


def summaries(rows: Sequence[Row], earlier: Earlier | None = None) -> tuple[Summary, ...]:
    """One for each kind that there is, pages first; a case is compared with an earlier one of its kind only."""
    found = []
    for kind in (PAGES, PICTURES):
        mine = tuple(row for row in rows if kind_of(row) == kind)
        if mine:
            scores = {row.name: row.score for row in mine}
            changes = None if earlier is None else differences(scores, earlier.get(kind, {}))
            found.append(Summary(kind, mine, figures(scores), changes))
    return tuple(found)


def kind_of(row: Row) -> str:
    return PAGES if row.has_truth else PICTURES
