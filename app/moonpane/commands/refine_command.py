"""`moonpane refine`: a page and its mockups in, the same page nearer to them out, and never one that is farther off."""

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane.artifact.document import stack_of
from moonpane.client.endpoint import Endpoint
from moonpane.client.models import is_of_our_training, open_model, with_context
from moonpane.commands.inputs import read_picture, read_project
from moonpane.commands.output import RENDER, SCORE, Folder, ProgressLine, loading_words, print_json
from moonpane.errors import InputError
from moonpane.pixels import PixelWorker, check_mockup
from moonpane.refine import (
    MAX_ROUNDS,
    Accepted,
    Began,
    Candidate,
    Ended,
    GaveUp,
    MeasuredProposer,
    Proposed,
    Proposer,
    Rejected,
    RoundBegan,
    refine,
)
from moonpane.refine.asking import proposers_for
from moonpane.session import INDEX, Attachment, Stack

CANNOT_CHANGE = (
    "The embedded model does not see how page and mockup differ; leave out --model to refine by measuring alone, or "
    "name another model."
)


@dataclass(frozen=True)
class RefineOptions:
    """What was asked for on the command line."""

    page: Path
    mockups: tuple[Path, ...]  # of several widths
    out: Path | None = None  # None: a fresh folder beside the caller, named after the page
    rounds: int = 3
    model: str | None = None  # None: by measuring alone
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
    gave_up: tuple[str, ...] = ()  # why somebody who proposes could not go on, a sentence each

    def report(self) -> dict[str, Any]:
        views = self.ended.views.each
        return {
            "score_before": self.before,
            "score_after": round(self.ended.views.overall, 4),
            "ended": self.ended.reason.name.lower(),
            "gains": [round(gain, 4) for gain in self.ended.gains],
            "steps": list(self.steps),
            "gave_up": list(self.gave_up),
            "widths": [{"width": view.mockup.width, "overall": view.overall} for view in views],
        }


async def run_refine(options: RefineOptions) -> Refined:
    """Do it and tell about it. Raises MoonpaneError."""
    files = _page_files(options.page)
    if options.model is not None and is_of_our_training(options.model):  # before the engine is started
        raise InputError(CANNOT_CHANGE)
    began = time.monotonic()
    async with contextlib.AsyncExitStack() as stack:
        worker = await stack.enter_async_context(PixelWorker())
        mockups = [await read_picture(path, worker) for path in options.mockups]
        for mockup in mockups:
            check_mockup(mockup)
        folder = Folder(options.out or Path(f"moonpane-{options.page.stem}"), renew=options.out is not None)
        stack.callback(folder.drop_if_empty)
        line = stack.enter_context(ProgressLine())
        endpoint = None
        if options.model is not None:
            line.show("Starting the model …")
            opened = open_model(options.model, lambda loading: line.show(*loading_words(loading)))
            endpoint = _able(await with_context(await stack.enter_async_context(opened)))
        made_of = stack_of(files)
        refined = await refined_page(
            files,
            mockups,
            worker,
            line,
            rounds=options.rounds,
            stack=made_of,
            proposers=proposers_for(endpoint),
        )
        report = {"page": str(options.page), "seconds": round(time.monotonic() - began, 2), **refined.report()}
        page = _write(folder, refined, report)
    if options.as_json:
        print_json(report | {"page": str(page), "render": str(folder.path / RENDER)})
    else:
        print(f"{page}: {refined.before:.3f} before, {refined.ended.views.overall:.3f} now.")
        print(refined.ended.reason.value)
    return refined


def _page_files(page: Path) -> dict[str, str]:
    """The page, whatever it is called there, or the component, and its files; no results of earlier runs beside it.

    Tells what is left out. Raises InputError.
    """
    if page.is_dir():
        raise InputError(f"{page} is a folder; give one page file.")
    read = read_project(page)
    for sentence in read.left_out:
        print(sentence, file=sys.stderr, flush=True)
    results = tuple(name.removesuffix(SCORE) for name in read.files if name.endswith(f"/{SCORE}"))
    beside = {name: text for name, text in read.files.items() if not name.startswith((*results, SCORE))}
    named = read.named if read.named and read.named.endswith((".html", ".htm")) else None
    return {INDEX if name == named else name: text for name, text in beside.items()}


def _able(endpoint: Endpoint) -> Endpoint:
    """Raises InputError for the model that is told what to change in words alone."""
    if endpoint.embedded:
        raise InputError(CANNOT_CHANGE)
    return endpoint


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
    before, steps, gave_up = 0.0, list[dict[str, Any]](), list[str]()
    line.show("Measuring the page …")
    events = refine(
        PageFiles(files, stack),
        mockups,
        proposers=[MeasuredProposer()] if proposers is None else proposers,
        worker=worker,
        rounds=rounds,
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
                    steps.append(_step(candidate, gain, accepted=True))
                case Rejected(_, candidate, gain, reason, sentence):
                    line.note(f"Rejected: {candidate.what} {sentence or reason.value}")
                    steps.append(_step(candidate, gain, accepted=False))
                case GaveUp(_, sentence):
                    line.note(sentence)
                    gave_up.append(sentence)
                case Ended() as ended:
                    return Refined(ended, round(before, 4), tuple(steps), tuple(gave_up))
    raise AssertionError("A refinement either ends or raises.")


def _step(candidate: Candidate, gain: float, *, accepted: bool) -> dict[str, Any]:
    return {"what": candidate.what, "gain": round(gain, 4), "accepted": accepted, "by": candidate.proposer}


def _write(folder: Folder, refined: Refined, report: dict[str, Any]) -> Path:
    """Returns the page."""
    page = folder.write_files(refined.ended.files)
    folder.write(RENDER, refined.ended.views.each[0].drawn.png)
    body = report | {"score": refined.ended.views.each[0].score}
    folder.write(SCORE, json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    return page
