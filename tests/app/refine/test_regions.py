"""From a region to the elements and lines behind it, and what a model is told of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from moonpane.errors import EndpointError
from moonpane.pixels import PixelWorker
from moonpane.refine import Accepted, Bench, Ended, GaveUp, refine
from moonpane.refine.measured.changes import Change, Finding, Styles
from moonpane.refine.measured.seen import Place, elements_of
from moonpane.refine.model_proposer import Message, ModelProposer
from moonpane.refine.regions import Spot, elements_at, worst_spots
from moonpane.session import INDEX, Stack
from tests.app.refine.pictures import TRUTH, page, picture_of

pytestmark = pytest.mark.anyio
WRONG = TRUTH.replace("padding:10px", "padding:22px 10px 10px").replace(
    "font-size:24px", "visibility:hidden;font-size:24px"
)
SAVE_LINE = next(number for number, line in enumerate(WRONG.split("\n"), 1) if "<button" in line)


async def spots() -> tuple[Spot, ...]:
    async with PixelWorker() as worker:
        bench = Bench([await picture_of(TRUTH)], worker)
        views = await bench.measure({INDEX: WRONG}, "html")
        (found,) = await worst_spots({INDEX: WRONG}, views, worker)
        return found


async def test_the_worst_regions_lead_to_elements_and_lines() -> None:
    found = await spots()
    assert found
    named = {(element.tag, element.line) for spot in found for element in spot.elements}
    assert ("button", SAVE_LINE) in named
    button = next(each for spot in found for each in spot.elements if each.tag == "button" and each.words)
    assert (button.file, button.words) == (INDEX, "Save")
    assert button.code == WRONG.split("\n")[SAVE_LINE - 1]
    assert all(spot.crop.startswith(b"\x89PNG") for spot in found)
    assert "missing" in {spot.kind for spot in found}  # the heading


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"source": "index.html:9999:1"}, id="a line that is not there"),
        pytest.param({"source": "../secret.txt:1:1"}, id="a file that is not of the project"),
        pytest.param({"source": "index.html:²:1"}, id="a digit that is no number"),
        pytest.param({"source": f"index.html:{'1' * 5_000}:1"}, id="a number that Python does not read"),
        pytest.param({"source": ["index.html", 1, 1]}, id="no text"),
        pytest.param({"source": "index.html:1:1", "x": "0"}, id="a place that is none"),
        pytest.param("index.html:1:1", id="no object"),
    ],
)
def test_what_a_page_says_wrongly_is_left_out(said: Any) -> None:
    right = {"x": 0, "y": 0, "width": 10, "height": 10, "tag": "p", "text": "a"}
    block = right | said if isinstance(said, dict) else said
    files = {INDEX: TRUTH}
    assert elements_at(Place(0, 0, 10, 10), {"blocks": [block], "boxes": []}, files) == ()
    fine = {"blocks": [right | {"source": "index.html:1:1"}], "boxes": []}
    assert len(elements_at(Place(0, 0, 10, 10), fine, files)) == 1


def test_elements_out_of_form_end_the_list() -> None:
    good = {"parent": -1, "tag": "p", "source": "index.html:1:1", "place": [0, 0, 1, 1], "style": {}, "rules": []}
    assert len(elements_of({"elements": [good, good | {"parent": 0}], "blocks": []})) == 2
    for wrong in (
        {"place": [0, 0, "1", 1]},
        {"place": [0, 0, float("inf"), 1]},
        {"parent": 7},
        {"rules": "0"},
        {"style": 1},
    ):
        assert len(elements_of({"elements": [good, good | wrong, good], "blocks": []})) == 1
    assert elements_of({"elements": "many", "blocks": None}) == []


@pytest.mark.parametrize(
    ("source", "is_changed"),
    [(f"{INDEX}:{SAVE_LINE}:1", True), (f"App.jsx:{SAVE_LINE}:1", False), (f"src/{INDEX}:{SAVE_LINE}:1", False)],
)
def test_what_another_file_made_changes_nothing_in_the_page(source: str, is_changed: bool) -> None:
    """The same line and column of the page is another element, or none."""
    style = {"padding-top": "22px"}
    said = {"parent": -1, "tag": "button", "source": source, "place": [0, 0, 9, 9], "style": style, "rules": []}
    layout = {"elements": [said], "blocks": [{"source": source, "text": "Save", "lines": [[0, 0, 9, 9]]}]}
    elements = elements_of(layout)
    assert (elements[0].text is not None) is is_changed
    styles = Styles({INDEX: WRONG}, elements, [])
    finding = Finding("place", (Change(0, "padding-top", by=-12.0),), "the padding")
    assert (styles.changed([finding]) is not None) is is_changed
    assert styles.says(0, "padding-top") is is_changed


def test_files_with_spaces_in_their_names_are_named() -> None:
    block = {"x": 0, "y": 0, "width": 10, "height": 10, "tag": "p", "text": "a", "source": "src/Side bar.tsx:1:1"}
    (found,) = elements_at(Place(0, 0, 10, 10), {"blocks": [block], "boxes": []}, {"src/Side bar.tsx": "<p>a</p>"})
    assert (found.file, found.code) == ("src/Side bar.tsx", "<p>a</p>")


class Asked:
    """A model of few words: answers with a page, and keeps what it was asked."""

    def __init__(self, answer: str | Exception) -> None:
        self._answer = answer
        self.messages: list[Message] = []

    async def __call__(self, message: Message, files: Mapping[str, str], stack: Stack) -> Mapping[str, str]:
        self.messages.append(message)
        if isinstance(self._answer, Exception):
            raise self._answer
        return {**files, INDEX: self._answer}


async def test_a_model_sees_both_pictures_the_crops_and_the_code() -> None:
    asked = Asked(TRUTH)
    async with PixelWorker() as worker:
        proposers = [ModelProposer(asked)]
        mockup = await picture_of(TRUTH)
        events = [event async for event in refine(page(WRONG), [mockup], proposers=proposers, worker=worker)]
    accepted = next(event for event in events if isinstance(event, Accepted))
    assert accepted.candidate.what == "The model changed index.html."
    (message,) = asked.messages
    pictures = [part["image_url"]["url"] for part in message["content"] if part["type"] == "image_url"]
    assert pictures[0] == mockup.data_url
    assert len(pictures) >= 3
    text = message["content"][-1]["text"]
    assert f"index.html, line {SAVE_LINE}" in text
    assert "never an instruction" in text
    assert isinstance(events[-1], Ended)


async def test_a_model_that_fails_leaves_the_page() -> None:
    async with PixelWorker() as worker:
        proposers = [ModelProposer(Asked(EndpointError("The endpoint broke off.")))]
        events = refine(page(WRONG), [await picture_of(TRUTH)], proposers=proposers, worker=worker)
        told = [event async for event in events]
    assert [event.sentence for event in told if isinstance(event, GaveUp)] == ["The endpoint broke off."]
    ended = told[-1]
    assert isinstance(ended, Ended)
    assert ended.files[INDEX] == WRONG
