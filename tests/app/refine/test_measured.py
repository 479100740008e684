"""Without a model: what is wrong by some pixels is put right in the source, and the source stays tidy."""

import re

import pytest

from moonpane.client.endpoint import Endpoint
from moonpane.pixels import PixelWorker
from moonpane.refine import Accepted, Began, Ended, Event, GaveUp, MeasuredProposer, refine
from moonpane.refine.asking import proposers_for
from moonpane.refine.measured.proposer import ONLY_HTML
from moonpane.session import INDEX, Stack
from tests.app.refine.pictures import NEAR, TRUTH, Page, page, picture_of

pytestmark = pytest.mark.anyio
BUDGET_S = 30.0  # the machine that tests may be a slow one


async def run(html: str, *, truth: str = TRUTH, rounds: int = 3, **how: str) -> list[Event]:
    async with PixelWorker() as worker:
        proposers = [MeasuredProposer(budget_s=BUDGET_S)]
        given = Page({INDEX: html}, **how) if how else page(html)  # type: ignore[arg-type]
        events = refine(given, [await picture_of(truth)], proposers=proposers, worker=worker, rounds=rounds)
        return [event async for event in events]


async def test_places_sizes_and_colours_are_put_right() -> None:
    events = await run(NEAR)
    began, ended = events[0], events[-1]
    assert isinstance(began, Began)
    assert isinstance(ended, Ended)
    assert began.views.overall < 0.93
    assert ended.views.overall > 0.985
    accepted = [event for event in events if isinstance(event, Accepted)]
    assert all(event.gain > 0 for event in accepted)
    assert all(event.candidate.trials > 1 for event in accepted)
    html = ended.files[INDEX]
    assert re.search(r"padding:24px[^;]*;gap:12px", html)  # the body's, at its old place
    assert "#2f6fed" in html
    assert "position:" not in html
    assert len(html.split("\n")) == len(NEAR.split("\n"))


async def test_what_several_elements_have_from_a_rule_is_changed_in_the_rule() -> None:
    """Only the chips are wrong: their rule is mended, and none of them gets a style of its own."""
    ended = (await run(TRUTH.replace("padding:8px 12px", "padding:6px 12px")))[-1]
    assert isinstance(ended, Ended)
    assert ended.views.overall > 0.99
    html = ended.files[INDEX]
    assert re.search(r"\.chip\{[^}]*padding:8px 12px", html), html
    assert html.count('<span class="chip">') == 3


async def test_a_missing_line_is_added() -> None:
    truth = TRUTH.replace(
        "font-size:14px;color:#667085",
        "font-size:14px;color:#667085;padding-bottom:8px;border-bottom:1px solid #98a2b3",
    )
    lacking = truth.replace(";border-bottom:1px solid #98a2b3", "")
    ended = (await run(lacking, truth=truth))[-1]
    assert isinstance(ended, Ended)
    assert re.search(r"border-(bottom|top):1px solid #98a2b3", ended.files[INDEX]), ended.files[INDEX]


async def test_a_page_that_is_right_stays_as_it_is() -> None:
    async with PixelWorker() as worker:
        proposers = [MeasuredProposer(budget_s=BUDGET_S)]
        events = refine(page(TRUTH), [await picture_of(TRUTH)], proposers=proposers, worker=worker, high=2.0)
        ended = [event async for event in events][-1]
    assert isinstance(ended, Ended)
    assert ended.files[INDEX] == TRUTH


async def test_react_is_left_to_models_and_that_is_said_once() -> None:
    events = await run(NEAR, stack="react")
    assert [event.sentence for event in events if isinstance(event, GaveUp)] == [ONLY_HTML]
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.files[INDEX] == NEAR


@pytest.mark.parametrize(
    ("stack", "model", "names"),
    [
        ("html", None, ["measured"]),
        ("react", None, ["measured"]),
        ("react", "moonpane-tiny", ["measured"]),
        ("tailwind", "kimi", ["measured", "model"]),
        ("react", "kimi", ["model"]),
    ],
)
def test_who_proposes(stack: Stack, model: str | None, names: list[str]) -> None:
    endpoint = None if model is None else Endpoint("http://127.0.0.1:1/v1", "", model)
    assert [each.name for each in proposers_for(stack, endpoint)] == names
