"""The embedded model changes a page by one wish: kept to the lines that it is shown, applied like any other block."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from moonpane.client.endpoint import Endpoint
from moonpane.errors import EndpointError, InputError
from moonpane.revise import Changed, Delta, Event, Finished, Rejected, revise
from moonpane.revise.embedded import NOT_A_CHANGE, UNBALANCED, last_line_of, likeliest_line
from moonpane.session import Stack, picture_message
from moonpane_resources.prompts.wishes import picked_words
from tests.app.scripted_endpoint import KEY, OVERFLOW, Choose, Play, ScriptedEndpoint, in_turn, prompt_text

pytestmark = pytest.mark.anyio
SAVE = '<button style="background:#334455;font-size:14px;color:#ffffff">Save</button>'
RED = SAVE.replace("#334455", "#dc2626")
CARD = ['<div class="col" style="background:#eeeeee">', '<p style="color:#111111">Same</p>', "</div>"]
BODY = ['<body style="background:#ffffff">', '<h1 style="color:#000000">Hello</h1>', SAVE, *CARD, *CARD, "</body>"]
PAGE = "\n".join(["<!DOCTYPE html>", "<html>", *BODY, "</html>", ""])
FILES = {"index.html": PAGE}


def labelled(line: str, label: str) -> str:
    return re.sub(r"^<(\w+)", rf"<\1 {label}", line)


def block(search: str, replace: str) -> str:
    return f"<<<<< SEARCH\n{search}\n=====\n{replace}>>>>> REPLACE"


def to_red(label: str = "C") -> str:
    return block(labelled(SAVE, label), f"{labelled(RED, label)}\n")


async def run(
    choose: Choose,
    wish: str | dict[str, Any] = "make the Save button red",
    *,
    files: Mapping[str, str] = FILES,
    stack: Stack = "html",
) -> tuple[list[Event], Finished, list[dict[str, Any]]]:
    message = {"role": "user", "content": wish} if isinstance(wish, str) else wish
    scripted = ScriptedEndpoint(choose, models=("moonpane-tiny",))
    async with scripted.serving():
        endpoint = Endpoint(scripted.base_url, KEY, "moonpane-tiny")
        said = [{"role": "user", "content": "Before"}, {"role": "assistant", "content": "Done"}, message]
        events = [event async for event in revise(endpoint, said, files, stack)]
    finished = events[-1]
    assert isinstance(finished, Finished)
    return events, finished, scripted.requests


async def test_a_wish_changes_its_line_and_nothing_else() -> None:
    events, finished, requests = await run(in_turn(to_red()))
    assert finished.files == {"index.html": PAGE.replace(SAVE, RED)}
    assert [(done.path, done.line, done.way) for done in finished.applied] == [("index.html", 5, "exact")]
    assert (finished.rejected, finished.remarks, finished.is_complete, finished.talk) == ((), (), True, "")
    assert Changed(finished.applied) in events
    assert finished.answer == "".join(event.text for event in events if isinstance(event, Delta))
    (request,) = requests
    assert [message["role"] for message in request["messages"]] == ["user"], "what was said before is not understood"
    prompt = prompt_text(request)
    assert prompt.startswith("edit\nmake the Save button red\n<body A style=")
    assert labelled(SAVE, "C") in prompt
    assert request["temperature"] == 0.0
    assert request["guided_grammar"].startswith('start: "<<<<< SEARCH\\n" (')


async def test_lines_that_stand_there_twice_are_told_apart_by_their_labels() -> None:
    blue = CARD[1].replace("#111111", "#2563eb")
    _, finished, _ = await run(in_turn(block(labelled(CARD[1], "G"), f"{labelled(blue, 'G')}\n")))
    lines = finished.files["index.html"].splitlines()
    assert [number for number, line in enumerate(lines) if line == blue] == [2 + BODY.index(CARD[0]) + 4]
    assert lines.count(CARD[1]) == 1


async def test_elements_come_and_go() -> None:
    _, finished, _ = await run(in_turn(block(labelled(SAVE, "C"), "")))
    assert finished.files["index.html"] == PAGE.replace(f"{SAVE}\n", "")
    _, finished, _ = await run(in_turn(block(labelled(SAVE, "C"), f"{labelled(SAVE, 'C')}\n{RED}\n")))
    assert finished.files["index.html"] == PAGE.replace(SAVE, f"{SAVE}\n{RED}")


async def test_line_ends_of_the_page_stay() -> None:
    _, finished, _ = await run(in_turn(to_red()), files={"index.html": PAGE.replace("\n", "\r\n")})
    assert finished.files["index.html"] == PAGE.replace(SAVE, RED).replace("\n", "\r\n")


async def test_a_picked_element_is_all_that_is_shown() -> None:
    wish = f"{picked_words(SAVE, source='index.html:5:1')}make it red"
    _, finished, (request,) = await run(in_turn(to_red("B")), wish)
    assert finished.files["index.html"] == PAGE.replace(SAVE, RED)
    body = labelled(BODY[0], "A")
    assert prompt_text(request) == f"edit\nmake it red\n{body}\n…\n{labelled(SAVE, 'B')}\n…"
    assert "BODY" not in request["guided_grammar"].splitlines()[0]
    card = f"{picked_words('<div>', source='index.html:9:1')}remove this"
    whole = "\n".join([labelled(CARD[0], "B"), labelled(CARD[1], "C"), CARD[2]])
    _, finished, _ = await run(in_turn(block(whole, "")), card)
    assert finished.files["index.html"].count(CARD[1]) == 1


async def test_a_picked_element_without_a_place_is_found_by_its_code() -> None:
    _, _, (request,) = await run(in_turn(to_red("B")), f"first\n\n{picked_words(SAVE)}make it red")
    assert prompt_text(request).startswith("edit\nfirst make it red\n<body A ")
    assert prompt_text(request).count("\n") == 5


async def test_a_change_that_breaks_the_page_is_refused() -> None:
    events, finished, _ = await run(in_turn(block(labelled(SAVE, "C"), "<div>\n")))
    assert finished.files == FILES
    assert [each.reason for each in finished.rejected] == [UNBALANCED]
    assert finished.remarks == (
        f"A change of index.html could not be applied, and nothing was changed there: {UNBALANCED}",
    )
    assert Rejected(finished.rejected) in events


@pytest.mark.parametrize("answer", ["I am well.", to_red("D"), to_red()[:-9], block(labelled(SAVE, "C"), f"{SAVE}\n")])
async def test_what_is_no_change_is_said(answer: str) -> None:
    _, finished, _ = await run(in_turn(answer))
    assert finished.files == FILES
    assert finished.remarks[-1] == NOT_A_CHANGE


async def test_less_is_shown_where_it_does_not_fit() -> None:
    texts = [f'<p style="color:#111111">Text number {number}</p>' for number in range(200)]
    page = "\n".join(["<html>", BODY[0], *texts, SAVE, "</body>", "</html>"])
    choose = in_turn(OVERFLOW, block("<p Z>x</p>", ""))
    _, finished, requests = await run(choose, files={"index.html": page})
    first, second = map(prompt_text, requests)
    assert 4_000 < len(first) < 4_800
    assert 1_200 < len(second) < 1_700
    assert all(">Save<" in prompt for prompt in (first, second)), "what the wish is about"
    assert finished.remarks == (NOT_A_CHANGE,)


async def test_what_it_cannot_do_is_one_sentence() -> None:
    async def refused(wish: str | dict[str, Any], files: Mapping[str, str]) -> str:
        with pytest.raises(InputError) as caught:
            await run(in_turn(), wish, files=files)
        return str(caught.value)

    assert "no page yet" in await refused("make it red", {})
    assert "no page yet" in await refused("make it red", {"style.css": "p {}"})
    assert "looks at no pictures" in await refused(picture_message(b"png", "Like this"), FILES)
    assert "written otherwise" in await refused("make it red", {"index.html": "<body><p>a <b>c</b></p>\n</body>"})
    assert "what is to change" in await refused(f"{picked_words(SAVE)} ", FILES)
    with pytest.raises(EndpointError, match="it broke"):
        await run(in_turn(Play(status=500, error="it broke")))


async def test_only_plain_html_is_changed() -> None:
    with pytest.raises(InputError, match="plain HTML only"):
        await run(in_turn(), stack="react")


def test_the_line_that_a_wish_is_about() -> None:
    assert likeliest_line("make the Save button red", BODY) == 2
    assert likeliest_line("the heading in blue", BODY) == 1
    assert likeliest_line("remove the last 'Same'", BODY) == 7
    assert likeliest_line("quite something else", BODY) == 1
    assert likeliest_line("red", ["<body>"]) == 1


def test_where_an_element_ends() -> None:
    assert [last_line_of(BODY, first) for first in (0, 1, 3, 6)] == [9, 1, 5, 8]
    assert last_line_of(["<div>", "<p>"], 0) == 0
