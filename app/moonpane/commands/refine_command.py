"""`moonpane refine`: a page and its mockups in, the same page nearer to them out, and never one that is farther off."""

import asyncio
import contextlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane.commands.inputs import read_page, read_picture
from moonpane.commands.output import RENDER, SCORE, Folder, ProgressLine, print_json
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker, check_mockup
from moonpane.refine import (
    MAX_ROUNDS,
    Accepted,
    Began,
    Ended,
    GaveUp,
    MeasuredProposer,
    Proposed,
    Proposer,
    Rejected,
    RoundBegan,
    refine,
)
from moonpane.session import INDEX, Attachment, Stack


@dataclass(frozen=True)
class RefineOptions:
    """What was asked for on the command line."""

    page: Path
    mockups: tuple[Path, ...]  # of several widths
    out: Path | None = None  # None: a fresh folder beside the caller, named after the page
    rounds: int = 3
    as_json: bool = False


@dataclass(frozen=True)
class PageFiles:
    """A page that is no revision of a session."""

    files: Mapping[str, str]
    stack: Stack = "html"


@dataclass(frozen=True)
class Refined:
    """How it went; `steps` are for the report."""

    ended: Ended
    before: float  # overall score of the page as it was given
    steps: tuple[dict[str, Any], ...]

    def report(self) -> dict[str, Any]:
        views = self.ended.views.each
        return {
            "score_before": self.before,
            "score_after": round(self.ended.views.overall, 4),
            "ended": self.ended.reason.name.lower(),
            "gains": [round(gain, 4) for gain in self.ended.gains],
            "steps": list(self.steps),
            "widths": [{"width": view.mockup.width, "overall": view.overall} for view in views],
        }


async def run_refine(options: RefineOptions) -> Refined:
    """Do it and tell about it. Raises MoonpaneError."""
    html = read_page(options.page)
    began = time.monotonic()
    async with PixelWorker() as worker:
        mockups = [await read_picture(path, worker) for path in options.mockups]
        for mockup in mockups:
            check_mockup(mockup)
        folder = Folder(options.out or Path(f"moonpane-{options.page.stem}"), renew=options.out is not None)
        try:
            with ProgressLine() as line:
                refined = await refined_page({INDEX: html}, mockups, worker, line, rounds=options.rounds)
            report = {"page": str(options.page), "seconds": round(time.monotonic() - began, 2), **refined.report()}
            page = _write(folder, refined, report)
        finally:
            folder.drop_if_empty()
    if options.as_json:
        print_json(report | {"page": str(page), "render": str(folder.path / RENDER)})
    else:
        print(f"{page}: {refined.before:.3f} before, {refined.ended.views.overall:.3f} now.")
        print(refined.ended.reason.value)
    return refined


async def refined_page(
    files: Mapping[str, str],
    mockups: Sequence[Attachment],
    worker: PixelWorker,
    line: ProgressLine,
    *,
    rounds: int = MAX_ROUNDS,
    stack: Stack = "html",
    proposers: Sequence[Proposer] | None = None,
    stop: asyncio.Event | None = None,
) -> Refined:
    """Refines with progress on the terminal. Raises InputError, RenderError, MeasureError."""
    before, steps = 0.0, []
    line.show("Measuring the page …")
    events = refine(
        PageFiles(files, stack),
        mockups,
        proposers=[MeasuredProposer()] if proposers is None else proposers,
        worker=worker,
        rounds=rounds,
        documents=page_of,
        stop=stop,
    )
    async with contextlib.aclosing(events):
        async for event in events:
            match event:
                case Began(views):
                    before = views.overall
                case RoundBegan(number):
                    line.show(f"Round {number}:", "looking for what differs")
                case Proposed(_, candidate):
                    line.show("Measuring:", candidate.what)
                case Accepted(_, candidate, views, gain):
                    line.note(f"{views.overall:.3f} ({gain:+.3f})  {candidate.what}")
                    steps.append({"what": candidate.what, "gain": round(gain, 4), "accepted": True})
                case Rejected(_, candidate, gain, reason, sentence):
                    line.note(f"Rejected: {candidate.what} {sentence or reason.value}")
                    steps.append({"what": candidate.what, "gain": round(gain, 4), "accepted": False})
                case GaveUp(_, sentence):
                    line.note(sentence)
                case Ended() as ended:
                    return Refined(ended, round(before, 4), tuple(steps))
    raise AssertionError("A refinement either ends or raises.")


def _write(folder: Folder, refined: Refined, report: dict[str, Any]) -> Path:
    """Returns the page."""
    page = folder.write_files(refined.ended.files)
    folder.write(RENDER, refined.ended.views.each[0].drawn.png)
    body = report | {"score": refined.ended.views.each[0].score}
    folder.write(SCORE, json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    return page
