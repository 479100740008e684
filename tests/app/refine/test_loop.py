"""The loop keeps only what measures better, whatever is proposed, and never loses the best when it is broken off.

Most pages here say their own score, `<!-- 0.9 -->`; what a bench makes of real pages is in `test_bench`.
"""

import asyncio
import contextlib
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.drawing import Drawn
from moonpane.errors import EndpointError, InputError, RenderError
from moonpane.pixels import PixelWorker
from moonpane.refine import (
    MARGIN,
    Accepted,
    Bench,
    Candidate,
    End,
    Ended,
    Event,
    GaveUp,
    Reason,
    Rejected,
    State,
    Verdict,
    View,
    Views,
    refine,
)
from moonpane.session import INDEX, Attachment, Stack
from tests.app.refine.pictures import Page, page

pytestmark = pytest.mark.anyio


def scored(score: float, words: str = "") -> str:
    return f"<!-- {score} --><p>{words}</p>"


class SayingBench(Bench):
    """Believes what a page says of itself; one that says nothing cannot be drawn."""

    def __init__(self) -> None:
        super().__init__([Attachment("a.png", b"", 10, 10)], PixelWorker())
        self.num_measured = 0

    async def measure(self, files: Mapping[str, str], stack: Stack) -> Views:
        await asyncio.sleep(0)
        self.num_measured += 1
        found = re.search(r"<!-- ([\d.]+) -->", files.get(INDEX, ""))
        if found is None:
            raise RenderError("It cannot be drawn.")
        score = {"overall": float(found[1]), "pixels": float(found[1])}
        return Views((View(self.mockups[0], Drawn(b"", {}), score),))


class Scripted:
    """Proposes what it is given, one after the other in each round."""

    name = "scripted"

    def __init__(self, *pages: str, error: Exception | None = None) -> None:
        self._pages, self._error = pages, error
        self.rounds = 0

    async def propose(self, state: State) -> AsyncGenerator[Candidate]:
        self.rounds += 1
        for html in self._pages:
            yield Candidate({INDEX: html}, "Something else.", "It was written down.", self.name)
        if self._error:
            raise self._error


async def run(html: str, *proposers: Scripted, rounds: int = 3, **how: Any) -> list[Event]:
    worker = PixelWorker()
    events = refine(page(html), [], proposers=proposers, worker=worker, rounds=rounds, bench=SayingBench(), **how)
    return [event async for event in events]


def kinds(events: Sequence[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


async def test_what_measures_better_is_kept_and_the_rest_is_told() -> None:
    events = await run(scored(0.9), Scripted(scored(0.8), scored(1.0)))
    assert kinds(events) == [
        *("Began", "RoundBegan", "Proposed", "Measured", "Rejected", "Proposed", "Measured", "Accepted", "Ended"),
    ]
    rejected, accepted, ended = events[4], events[7], events[-1]
    assert isinstance(rejected, Rejected)
    assert (rejected.reason, round(rejected.gain, 3)) == (Reason.WORSE, -0.1)
    assert isinstance(accepted, Accepted)
    assert accepted.gain == pytest.approx(0.1)
    assert isinstance(ended, Ended)
    assert (ended.files[INDEX], ended.reason, ended.gains) == (scored(1.0), End.HIGH, (pytest.approx(0.1),))


@given(
    st.lists(st.lists(st.floats(0.1, 1.0).map(lambda x: round(x, 4)), max_size=4), min_size=1, max_size=5),
    st.integers(1, 5),
)
def test_the_best_never_falls(scores: list[list[float]], rounds: int) -> None:
    """Whatever is proposed, in whatever order: the invariant of the gate."""

    class Changing(Scripted):
        async def propose(self, state: State) -> AsyncGenerator[Candidate]:
            for score in scores[(state.round - 1) % len(scores)]:
                yield Candidate({INDEX: scored(score, str(state.round))}, "", "", self.name)

    events = asyncio.run(run(scored(0.5), Changing(), rounds=rounds))
    best = 0.5
    for event in events:
        if isinstance(event, Accepted):
            assert event.views.overall > best
            best = event.views.overall
        if isinstance(event, Rejected):
            assert event.gain < MARGIN
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.views.overall == best
    assert scored(best)[:10] == ended.files[INDEX][:10]


async def test_a_proposer_that_always_worsens_changes_nothing_and_is_asked_once() -> None:
    proposer = Scripted(scored(0.8), scored(0.89), scored(0.9, "equal"))
    events = await run(scored(0.9), proposer)
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert "Accepted" not in kinds(events)
    assert (ended.files[INDEX], ended.reason, proposer.rounds, ended.gains) == (scored(0.9), End.NO_GAIN, 1, (0.0,))


async def test_a_gate_that_lets_everything_pass_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what the invariant says fails as soon as the gate is open."""
    monkeypatch.setattr(
        "moonpane.refine.loop.judge", lambda best, candidate, margin: Verdict(True, -1.0, Reason.BETTER)
    )
    ended = (await run(scored(0.9), Scripted(scored(0.8)), rounds=1))[-1]
    assert isinstance(ended, Ended)
    assert ended.views.overall == 0.8


async def test_what_cannot_be_drawn_is_rejected_with_a_sentence() -> None:
    events = await run(scored(0.9), Scripted("<p>", scored(0.95)), rounds=1)
    rejected = next(event for event in events if isinstance(event, Rejected))
    assert (rejected.reason, rejected.sentence) == (Reason.NOT_DRAWN, "It cannot be drawn.")
    assert "Accepted" in kinds(events)


async def test_a_proposer_that_fails_does_not_end_the_others() -> None:
    events = await run(scored(0.9), Scripted(error=EndpointError("It broke off.")), Scripted(scored(0.95)), rounds=1)
    gave_up = next(event for event in events if isinstance(event, GaveUp))
    assert gave_up.sentence == "It broke off."
    assert "Accepted" in kinds(events)


async def test_the_same_page_is_not_measured_again() -> None:
    events = await run(scored(0.9), Scripted(scored(0.9)), rounds=1)
    assert kinds(events) == ["Began", "RoundBegan", "Proposed", "Rejected", "Ended"]


async def test_a_high_score_costs_no_round() -> None:
    proposer = Scripted(scored(0.5))
    assert kinds(await run(scored(0.999), proposer)) == ["Began", "Ended"]
    assert proposer.rounds == 0


async def test_rounds_end_by_their_number() -> None:
    class Slow(Scripted):
        async def propose(self, state: State) -> AsyncGenerator[Candidate]:
            yield Candidate({INDEX: scored(0.5 + state.round / 100)}, "", "", self.name)

    ended = (await run(scored(0.5), Slow(), rounds=4))[-1]
    assert isinstance(ended, Ended)
    assert (ended.reason, len(ended.gains), ended.views.overall) == (End.DONE, 4, 0.54)


class Thinking(Scripted):
    """Never comes to an end; says whether it was ended."""

    ended = False

    async def propose(self, state: State) -> AsyncGenerator[Candidate]:
        yield Candidate({INDEX: scored(0.95)}, "A first try.", "", self.name)
        try:
            await asyncio.sleep(3600)
        finally:
            self.ended = True


async def test_stopping_keeps_the_best_and_ends_the_proposer() -> None:
    stop, proposer, events = asyncio.Event(), Thinking(), []
    running = refine(page(scored(0.9)), [], proposers=[proposer], worker=PixelWorker(), stop=stop, bench=SayingBench())
    async for event in running:
        events.append(event)
        if isinstance(event, Accepted):
            asyncio.get_running_loop().call_later(0.02, stop.set)
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert (ended.reason, ended.files[INDEX], proposer.ended) == (End.STOPPED, scored(0.95), True)


async def test_cancelling_it_ends_the_proposer() -> None:
    proposer, kept = Thinking(), []

    async def work() -> None:
        events = refine(page(scored(0.9)), [], proposers=[proposer], worker=PixelWorker(), bench=SayingBench())
        async with contextlib.aclosing(events):
            async for event in events:
                kept.append(event)

    task = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert (task.cancelled(), proposer.ended) == (True, True)
    accepted = kept[-1]
    assert isinstance(accepted, Accepted)
    assert accepted.candidate.files[INDEX] == scored(0.95)


async def test_what_cannot_be_refined_is_said() -> None:
    mockup = Attachment("a.png", b"", 10, 10)
    for rounds, mockups, words in ((0, [mockup], "1 to 5 rounds"), (6, [mockup], "1 to 5"), (1, [], "1 to 6 pictures")):
        with pytest.raises(InputError, match=words):
            await anext(refine(page(""), mockups, proposers=[], worker=PixelWorker(), rounds=rounds))
    with pytest.raises(RenderError, match="nothing can be drawn"):
        await anext(refine(Page({"a.txt": ""}), [mockup], proposers=[], worker=PixelWorker()))
