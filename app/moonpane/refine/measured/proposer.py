"""Proposes corrections that were measured to help: every one is tried alone, those that help are put together."""

import contextlib
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass

from moonpane.drawing import Drawn
from moonpane.errors import InputError
from moonpane.refine.bench import Bench, View, Views
from moonpane.refine.events import Candidate
from moonpane.refine.gate import judge
from moonpane.refine.loop import State
from moonpane.refine.measured.changes import Finding, Styles
from moonpane.refine.measured.flow import place_findings
from moonpane.refine.measured.looks import ancestors, look_findings
from moonpane.refine.measured.pairs import fits_of
from moonpane.refine.measured.seen import elements_of, selectors_of, survey_of
from moonpane.sentences import phrase

BUDGET_S = 6.0  # of one round
TRIALS = 56  # at most, in one round
LEAST_TRIALS = 16  # of one batch, however slow the machine is
MAX_PARTS = 8  # of the page, whose faults are mended together
HELPS = 0.00005  # of the score, from which a single correction counts as one that helps
KINDS = {
    "place": phrase("%1 places"),
    "size": phrase("%1 sizes"),
    "text": phrase("%1 texts"),
    "color": phrase("%1 colours of text"),
    "fill": phrase("%1 fills"),
    "border": phrase("%1 borders"),
    "line": phrase("%1 lines"),
    "shadow": phrase("%1 shadows"),
}
NOT_FOUND = (
    "This page differs from its mockup in what its code computes or takes from elsewhere, so no number in it could be "
    "corrected."
)
WHY = "These numbers were measured in the mockup, and each was tried on the page."


@dataclass(frozen=True)
class Trial:
    """Some corrections, the page with them, and how it measured."""

    findings: tuple[Finding, ...]
    files: Mapping[str, str]
    views: Views


class MeasuredProposer:
    """Needs no model. Corrects what the start tags and style sheets of a page say, in the way in which they say it.

    Raises InputError where the code says nothing that could be corrected.
    """

    name = "measured"

    def __init__(self, *, budget_s: float = BUDGET_S, trials: int = TRIALS) -> None:
        self._budget_s, self._trials = budget_s, trials

    async def propose(self, state: State) -> AsyncGenerator[Candidate]:
        round_ = _Round(state, time.monotonic() + self._budget_s)
        found = await round_.best(self._trials)
        for trial in found:
            yield Candidate(trial.files, told(trial.findings), WHY, self.name, trials=round_.num_tried)


class _Round:
    def __init__(self, state: State, deadline: float) -> None:
        self._state, self._deadline = state, deadline
        self._styles: Styles | None = None
        self._parts: dict[int, tuple[int, ...]] = {}  # of each element, those that it lies in
        self.num_tried = 0

    async def best(self, limit: int) -> list[Trial]:
        """Put together from what helped alone, the best first."""
        findings = await self._findings()
        together = self._together([each for each in findings if not each.otherwise])
        alone = sorted(findings, key=lambda each: -each.weight)[: max(0, limit - len(together))]
        first = await self._tried([*together, *([each] for each in alone)])
        if findings and not self.num_tried and self._state.round == 1:
            raise InputError(NOT_FOUND)
        singles = sorted((trial for trial in first if len(trial.findings) == 1), key=self._gain, reverse=True)
        helpful = [trial.findings[0] for trial in singles if self._gain(trial) > HELPS]
        harmful = {trial.findings[0] for trial in singles if self._gain(trial) < -HELPS}
        tops = sorted(first, key=self._gain, reverse=True)[:1]
        mixes = [helpful, helpful[: len(helpful) // 2], helpful[: len(helpful) // 4]]
        for top in tops:
            mixes += [[*helpful, *top.findings], [*top.findings, *helpful]]
            mixes += [[each for each in (*helpful, *top.findings) if each not in harmful]]
        second = await self._tried(mixes, last=True)
        ranked = sorted([*second, *tops, *singles[:1]], key=self._gain, reverse=True)
        return [trial for trial in ranked if judge(self._state.views, trial.views).accepted][:1]

    def _together(self, sure: list[Finding]) -> list[list[Finding]]:
        """What hangs together: everything, all places, and what is wrong in one part of the page."""
        found = [sure]
        found += [
            [each for each in sure if each.kind in ("place", "size")],
            [each for each in sure if each.kind == "place"],
        ]
        found += [[each for each in sure if each.kind not in ("place", "size")]]
        parts: dict[int, list[Finding]] = {}
        for each in sure:
            for part in self._parts.get(each.changes[0].element, ()):
                parts.setdefault(part, []).append(each)
        largest = sorted((part for part in parts.values() if 1 < len(part) < len(sure)), key=len, reverse=True)
        return found + largest[:MAX_PARTS]

    def _gain(self, trial: Trial) -> float:
        return trial.views.overall - self._state.views.overall

    async def _findings(self) -> list[Finding]:
        """Of the view that is worst, and then of the others."""
        state = self._state
        drawn = await state.bench.located(state.files, state.stack)
        views = sorted(zip(state.views.each, drawn, strict=True), key=lambda item: item[0].overall)
        found: list[Finding] = []
        for view, located in views:
            found += await self._findings_of(state.bench, view, located)
        return found

    async def _findings_of(self, bench: Bench, view: View, located: Drawn) -> list[Finding]:
        files = self._state.files
        elements = elements_of(located.layout, files)
        styles = Styles(files, elements, selectors_of(located.layout), self._state.stack)
        surveys = [survey_of(await bench.worker.survey(png)) for png in (located.png, view.mockup.png)]
        fits = await fits_of(elements, located.png, view.mockup.png, (surveys[0], surveys[1]), bench.worker)
        if self._styles is None:
            self._styles = styles
            self._parts = {each.index: tuple(ancestors(elements, each))[:-1] for each in elements}
        return [*place_findings(elements, fits, styles.says), *look_findings(elements, fits)]

    async def _tried(self, mixes: Iterable[Sequence[Finding]], *, last: bool = False) -> list[Trial]:
        """As many as there is time for."""
        assert self._styles is not None
        made: list[tuple[Mapping[str, str], tuple[Finding, ...]]] = []
        for mix in mixes:
            chosen = one_of_each(mix)
            files = self._styles.changed(chosen)
            if files is not None and all(files != other for other, _ in made):
                made.append((files, chosen))
        if not made:
            return []
        state, projects = self._state, [files for files, _ in made]
        share = 1.0 if last else 0.75
        until = self._deadline - (1 - share) * (self._deadline - time.monotonic())
        found, tried = [], 0
        async with contextlib.aclosing(state.bench.measure_many(projects, state.stack)) as results:
            async for number, result in results:
                self.num_tried += 1
                if isinstance(result, Views):
                    found.append(Trial(made[number][1], projects[number], result))
                tried += 1
                if time.monotonic() > until and tried >= LEAST_TRIALS:
                    break
        return found


def one_of_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first way of mending each fault."""
    chosen: dict[str, Finding] = {}
    for each in findings:
        chosen.setdefault(each.fault, each)
    return tuple(chosen.values())


def told(findings: Sequence[Finding]) -> str:
    """`7 corrections: 5 places, 2 texts`; of one alone, what it is."""
    if len(findings) == 1:
        return f"Corrected {findings[0].what}."
    counts = Counter(KINDS[each.kind] for each in findings)
    kinds = (kind.replace("%1", str(number)) for kind, number in counts.most_common())
    return phrase(f"{len(findings)} corrections") + ": " + ", ".join(kinds) + "."
