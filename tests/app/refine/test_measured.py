"""Without a model: what is wrong by some pixels is put right in the source, and the source stays tidy."""

import re

import pytest

from moonpane.client.endpoint import Endpoint
from moonpane.pixels import PixelWorker
from moonpane.refine import Accepted, Began, Ended, Event, GaveUp, MeasuredProposer, refine
from moonpane.refine.asking import proposers_for
from moonpane.refine.measured.proposer import NOT_FOUND
from moonpane.session import INDEX, Stack
from tests.app.refine.pictures import NEAR, TRUTH, Page, page, picture_of

pytestmark = pytest.mark.anyio
BUDGET_S = 30.0  # the machine that tests may be a slow one


async def run(
    given: str | dict[str, str], *, truth: str = TRUTH, rounds: int = 3, stack: Stack = "html"
) -> list[Event]:
    async with PixelWorker() as worker:
        proposers = [MeasuredProposer(budget_s=BUDGET_S)]
        files = {INDEX: given} if isinstance(given, str) else given
        events = refine(
            Page(files, stack), [await picture_of(truth)], proposers=proposers, worker=worker, rounds=rounds
        )
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


# NEAR with the same faults, as Tailwind and React say it.
BODY_CLASSES = "bg-[#f6f7fb] pt-[21px] px-6 pb-6 gap-3 flex flex-col font-[Inter,sans-serif] text-base/tight"
NEAR_TAILWIND = f"""<!DOCTYPE html>
<html lang="en">
<head><script src="https://cdn.tailwindcss.com"></script></head>
<body class="{BODY_CLASSES}">
<h1 class="text-2xl/tight font-bold text-[#1a2233]">Welcome back</h1>
<p class="text-sm/tight text-[#667085]">Sign in to see your projects</p>
<div class="flex gap-2">
<span class="bg-[#e4e7ec] rounded-md py-2 px-3 text-[13px]">One</span>
<span class="bg-[#e4e7ec] rounded-md py-2 px-3 text-[13px]">Two</span>
<span class="bg-[#e4e7ec] rounded-md py-2 px-3 text-[13px]">Three</span>
</div>
<button class="bg-[#7a6fed] rounded-md p-[10px] pt-3 text-sm/tight text-white">Save</button>
</body>
</html>
"""
NEAR_REACT = f"""const chips = ["One", "Two", "Three"];
const Chip = ({{ children }}) => <span className="bg-[#e4e7ec] rounded-md py-1.5 px-3 text-[13px]">{{children}}</span>;

export default function App() {{
  return (
    <div className="{BODY_CLASSES} min-h-screen">
      <h1 className="text-2xl/tight font-bold text-[#1a2233]">Welcome back</h1>
      <p style={{{{ fontSize: 14, color: "#667085", lineHeight: 1.25 }}}}>Sign in to see your projects</p>
      <div className={{"flex gap-2"}}>{{chips.map((each) => <Chip key={{each}}>{{each}}</Chip>)}}</div>
      <button className="bg-[#7a6fed] rounded-md p-[10px] pt-3 text-sm/tight text-white">Save</button>
    </div>
  );
}}
"""
APP = "src/App.jsx"


async def test_a_page_with_tailwind_is_corrected_in_its_classes() -> None:
    ended = (await run({INDEX: NEAR_TAILWIND}, stack="tailwind"))[-1]
    assert isinstance(ended, Ended)
    assert ended.views.overall > 0.985
    html = ended.files[INDEX]
    body = re.search(r'<body class="bg-\[#f6f7fb\] ([^"]*)"', html)
    assert body is not None
    assert {"p-6", "py-6", "pt-6"} & set(body[1].split())  # each is 24 px above
    assert "pt-[21px]" not in body[1]
    assert 'class="bg-[#2f6fed] rounded-md' in html
    assert "style=" not in html
    assert len(html.split("\n")) == len(NEAR_TAILWIND.split("\n"))


async def test_react_is_corrected_where_it_says_its_looks() -> None:
    """Three chips are made by one tag: it is mended for all of them."""
    events = await run({APP: NEAR_REACT}, stack="react")
    began, ended = events[0], events[-1]
    assert isinstance(began, Began)
    assert isinstance(ended, Ended)
    assert began.views.overall < 0.95
    assert ended.views.overall > 0.985
    code = ended.files[APP]
    assert re.search(r'<span className="bg-\[#e4e7ec\] rounded-md py-2 px-3', code), code
    assert '<button className="bg-[#2f6fed] rounded-md' in code
    assert 'style={{ fontSize: 14, color: "#667085", lineHeight: 1.25 }}' in code
    assert [event for event in events if isinstance(event, GaveUp)] == []


async def test_what_a_program_computes_is_left_and_that_is_said_once() -> None:
    code = re.sub(
        r'className="([^"]*)"', r'{...{ className: "\1", style: {} }} style={look()} className={look()}', NEAR_REACT
    )
    code = re.sub(r' style=\{\{.*?\}\}| className=\{"flex gap-2"\}', " className={look()} style={look()}", code)
    code = "const look = () => undefined;\n" + code
    events = await run({APP: code}, stack="react")
    assert [event.sentence for event in events if isinstance(event, GaveUp)] == [NOT_FOUND]
    ended = events[-1]
    assert isinstance(ended, Ended)
    assert ended.files == {APP: code}


@pytest.mark.parametrize(
    ("model", "names"), [(None, ["measured"]), ("moonpane-tiny", ["measured"]), ("kimi", ["measured", "model"])]
)
def test_who_proposes(model: str | None, names: list[str]) -> None:
    endpoint = None if model is None else Endpoint("http://127.0.0.1:1/v1", "", model)
    assert [each.name for each in proposers_for(endpoint)] == names
