"""What a run says of its cases, one summary for each kind of them: their figures do not mean the same.

Of the same cases answered twice, with hints and by the model alone, both are told side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from moonpane.evaluation.figures import Interval, Scores, differences, figures
from moonpane.evaluation.rows import Row

PAGES = "pages"  # cases whose true page is known
PICTURES = "pictures"  # the others, whose texts were measured in the picture and are paired by place

GROUNDED, ALONE, GAIN, CHANGE = "grounded", "model alone", "brought by hints", "change"
SIGNED = (GAIN, CHANGE)

Means = Mapping[str, Interval | None]
Earlier = Mapping[str, Scores]  # by kind, of another run


@dataclass(frozen=True)
class Summary:
    """Mean figures over all cases of one kind."""

    kind: str  # PAGES or PICTURES
    rows: tuple[Row, ...]
    means: Means
    changes: Means | None  # from an earlier run, where there is one
    alone: Mapping[str, Row] | None = None  # by name, what the model made of the same cases without hints

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

    @cached_property
    def means_alone(self) -> Means | None:
        """Of the model without hints."""
        return None if self.alone is None else figures(_scores(self.alone.values()))

    @cached_property
    def gains(self) -> Means | None:
        """What the hints brought, case by case."""
        return None if self.alone is None else differences(_scores(self.rows), _scores(self.alone.values()))

    @property
    def columns(self) -> list[tuple[str, Means]]:
        """Of a table of the figures: what there is, and its heading."""
        name = "mean" if self.alone is None else GROUNDED
        columns = ((name, self.means), (ALONE, self.means_alone), (GAIN, self.gains), (CHANGE, self.changes))
        return [(head, means) for head, means in columns if means is not None]

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
        for name, means in (("alone", self.means_alone), ("gains", self.gains)):
            if means is not None:
                told[name] = {figure: mean and mean.to_dict() for figure, mean in means.items()}
        return told


def summaries(
    rows: Sequence[Row], earlier: Earlier | None = None, alone: Sequence[Row] | None = None
) -> tuple[Summary, ...]:
    """One for each kind that there is, pages first; a case is compared with an earlier one of its kind only.

    `alone`: the same cases in the same order, by the model without hints.
    """
    found = []
    for kind in (PAGES, PICTURES):
        mine = tuple(row for row in rows if kind_of(row) == kind)
        if mine:
            scores = _scores(mine)
            changes = None if earlier is None else differences(scores, earlier.get(kind, {}))
            others = None if alone is None else {row.name: row for row in alone if kind_of(row) == kind}
            found.append(Summary(kind, mine, figures(scores), changes, others))
    return tuple(found)


def _scores(rows: Iterable[Row]) -> Scores:
    return {row.name: row.score for row in rows}


def kind_of(row: Row) -> str:
    return PAGES if row.has_truth else PICTURES


def told(mean: Interval | None, *, signed: bool = False) -> str:
    """A figure and its interval, as people read them; nothing for one that is missing."""
    if mean is None:
        return ""
    sign = "+" if signed else ""
    return f"{mean.mean:{sign}.3f}  [{mean.low:{sign}.3f}, {mean.high:{sign}.3f}]"
