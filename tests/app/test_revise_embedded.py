"""The embedded model changes a page by a wish: it sees a listing, and its orders are carried out on the source."""

from collections.abc import Mapping
from typing import Any

import pytest

from moonpane.client.endpoint import Endpoint
from moonpane.errors import EndpointError, InputError
from moonpane.revise import Changed, Delta, Event, FilesGrew, Finished, revise
from moonpane.revise.embedded import CUT_OFF, NOT_A_CHANGE, NOT_SURE
from moonpane.revise.shown import MAX_CHARS, MAX_ENTRIES, shown_entries
from moonpane.session import Stack, picture_message
from moonpane_resources.editing.listing import entries_of, listed
from moonpane_resources.editing.page import read_page
from moonpane_resources.prompts.wishes import picked_words
from tests.app.orders.ordering import HOUSE
from tests.app.scripted_endpoint import KEY, OVERFLOW, Choose, Play, ScriptedEndpoint, in_turn, prompt_text

pytestmark = pytest.mark.anyio
FILES = {"index.html": HOUSE, "style.css": "p {}"}
RED = HOUSE.replace("#334155", "#dc2626", 1)
HOME_LINE = 1 + HOUSE[: HOUSE.index("<a ")].count("\n")


async def run(
    choose: Choose,
    wish: str | dict[str, Any] = "make Home red",
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
    events, finished, requests = await run(in_turn("C color red"))
    assert finished.files == FILES | {"index.html": RED}
    assert [(done.path, done.line, done.way) for done in finished.applied] == [("index.html", HOME_LINE, "exact")]
    assert (finished.rejected, finished.is_complete, finished.talk) == ((), True, "")
    assert finished.remarks == ("“Home”: its colour is now red.",)
    assert events[-3:] == [FilesGrew(finished.files, None), Changed(finished.applied), finished]
    assert finished.answer == "".join(event.text for event in events if isinstance(event, Delta)) == "C color red"
    (request,) = requests
    assert [message["role"] for message in request["messages"]] == ["user"], "what was said before is not understood"
    page = listed(list(entries_of(read_page(HOUSE)).all()))
    assert prompt_text(request) == f"edit\nmake Home red\n{page}\nmake Home red"
    assert request["temperature"] == 0.0
    assert request["max_tokens"] == 200
    assert request["guided_grammar"].startswith('start: "none" | order')
    assert f"label: {' | '.join(f'{line[1:].split()[0]!r}' for line in page.splitlines())}".replace("'", '"') in (
        request["guided_grammar"].splitlines()
    )


async def test_several_orders_are_one_version_with_a_sentence_each() -> None:
    _, finished, _ = await run(
        in_turn("C swap D\nG size larger\nC text Start"), "swap Home and About, make Welcome larger, Home is Start"
    )
    assert ">Start</a>" in finished.files["index.html"]
    assert "font-size:40px" in finished.files["index.html"]
    assert finished.remarks == (
        "“Home” and “About” have changed places.",
        "“Welcome”: larger now.",
        "“Home”: the text is now “Start”.",
    )
    assert len(finished.applied) == 2


async def test_what_cannot_be_done_is_said_beside_what_was() -> None:
    _, finished, _ = await run(in_turn("C color red\nD color shiny"), "make Home red and About shiny")
    assert finished.files["index.html"] == RED
    assert finished.remarks[1] == "“About” could not be changed so: “shiny” is no colour that is known."
    _, finished, _ = await run(in_turn("D color shiny"), "make About shiny")
    assert (finished.files, finished.applied, len(finished.remarks)) == (FILES, (), 1)


@pytest.mark.parametrize("answer", ["none", "I am well.", "Z9 color red", "C color", ""])
async def test_what_is_no_change_is_said(answer: str) -> None:
    events, finished, _ = await run(in_turn(answer))
    assert finished.files == FILES
    assert NOT_A_CHANGE in finished.remarks
    assert not any(isinstance(event, Changed | FilesGrew) for event in events)


async def test_of_an_answer_that_is_cut_off_the_last_order_is_none() -> None:
    _, finished, _ = await run(in_turn(Play(["C color red\nD text Abou"], finish_reason="length")))
    assert finished.files["index.html"] == RED
    assert finished.is_complete, "the page is whole"
    assert finished.remarks == ("“Home”: its colour is now red.", CUT_OFF)


async def test_line_ends_of_the_page_stay() -> None:
    _, finished, _ = await run(in_turn("C color red"), files={"index.html": HOUSE.replace("\n", "\r\n")})
    assert finished.files["index.html"] == RED.replace("\n", "\r\n")
    mixed = HOUSE.replace("\n<a", "\r\n<a")
    _, finished, _ = await run(in_turn("C color red"), files={"index.html": mixed})
    assert finished.files["index.html"] == mixed.replace("#334155", "#dc2626", 1)
    assert len(finished.applied) == 1


async def test_a_picked_element_is_this() -> None:
    wish = f"{picked_words('<a>', source=f'index.html:{HOME_LINE}:1')}make it red"
    _, finished, (request,) = await run(in_turn("C color red"), wish)
    assert finished.files["index.html"] == RED
    assert prompt_text(request).startswith("edit\nmake it red\n0A page white\n1B nav white\n2C this link Home\n")
    blank_lines = picked_words("<div>\n\n  <p>\n \n</p></div>", source=f"index.html:{HOME_LINE}:1")
    _, _, (request,) = await run(in_turn("none"), f"{blank_lines}make it red\n\nplease")
    assert prompt_text(request).endswith("\nmake it red please")
    by_code = f"{picked_words(HOUSE.splitlines()[HOME_LINE - 1])}make it red"
    _, _, (request,) = await run(in_turn("none"), by_code)
    assert "\n2C this link Home\n" in prompt_text(request)


async def test_a_long_page_is_shown_around_what_the_wish_is_about() -> None:
    texts = "\n".join(f"<section><p>Text number {number}</p><p>More</p></section>" for number in range(200))
    page = f"<body>\n{texts}\n<div><button>Save</button><b>x</b></div>\n</body>"
    choose = in_turn(OVERFLOW, "A background red")
    _, finished, requests = await run(choose, "make the Save button red", files={"index.html": page})
    first, second = map(prompt_text, requests)
    assert MAX_CHARS * 0.8 < len(first) < MAX_CHARS + 100
    assert len(second) < MAX_CHARS / 3 + 100
    assert all(" button Save\n" in prompt and "\n0A page\n" in prompt for prompt in (first, second))
    assert "Text number 199" in first
    assert "Text number 9\n" not in first
    assert '<body style="background:#dc2626">' in finished.files["index.html"]


def test_what_is_shown_has_all_that_it_is_in() -> None:
    page = entries_of(read_page("<body>" + "<div class=row><p>a</p><p>b</p></div>" * 300 + "<p>Needle</p>"))
    shown = shown_entries(page, "the needle")
    assert shown[0] is page
    assert shown[-1].text == "Needle"
    assert 50 < len(shown) <= MAX_ENTRIES
    assert all(entry.parent in shown for entry in shown[1:])
    assert shown_entries(page, "the last row")[-3].role == "row"
    assert len(shown_entries(page, "quite something else")) > 50


async def refused(wish: str | dict[str, Any], files: Mapping[str, str], stack: Stack = "html") -> str:
    with pytest.raises(InputError) as caught:
        await run(in_turn(), wish, files=files, stack=stack)
    return str(caught.value)


async def test_what_it_cannot_do_is_one_sentence() -> None:
    assert "no page yet" in await refused("make it red", {})
    assert "no page yet" in await refused("make it red", {"style.css": "p {}"})
    assert "looks at no pictures" in await refused(picture_message(b"png", "Like this"), FILES)
    assert "what is to change" in await refused(f"{picked_words('<a>', source='index.html:1:1')} ", FILES)
    assert "up to 300 letters" in await refused("make it red " * 30, FILES)
    assert "index.html is larger than 400 KB" in await refused("make it red", {"index.html": " " * 400_001})
    assert "pick it once more" in await refused(f"{picked_words('<a>', source='index.html:2:9')}red", FILES)
    assert "pick it once more" in await refused(f"{picked_words('<gone>')}red", FILES)
    assert "plain HTML only; if this is one, choose HTML and CSS" in await refused("make it red", FILES, "react")
    assert "plain HTML only" in await refused("make it red", FILES, "tailwind")
    with pytest.raises(EndpointError, match="it broke"):
        await run(in_turn(Play(status=500, error="it broke")))


async def test_orders_that_the_model_is_not_sure_of_are_told_and_left_undone() -> None:
    pieces = ["C", " color red", "\n", "D", " remove", "\nD color blue"]
    _, finished, (request,) = await run(in_turn(Play(pieces, logprobs=[-0.01, -0.2, -0.01, -0.9, -0.1, -0.01])))
    assert request["logprobs"] is True
    assert finished.files["index.html"] == RED
    assert finished.remarks == (
        "“Home”: its colour is now red.",
        NOT_SURE,
        "Only a guess, and not carried out: “About”: removed.",
        # What comes after a guess goes on from it.
        "Only a guess, and not carried out: “About”: its colour is now blue.",
    )
    _, finished, _ = await run(in_turn(Play(["C", " color red"], logprobs=[-0.4, -0.01])))
    assert finished.files["index.html"] == HOUSE
    assert finished.remarks == (NOT_SURE, "Only a guess, and not carried out: “Home”: its colour is now red.")
    _, finished, _ = await run(in_turn(Play(["C", " color red"], logprobs=[-4.0, -0.01])))
    assert finished.remarks == (NOT_SURE,)  # it has no idea
    assert finished.files["index.html"] == HOUSE


@pytest.mark.parametrize("logprobs", [[-0.01, float("nan")], [-0.01, 3.0], [-0.01, -1e300]])
async def test_a_probability_that_is_none_is_no_certainty(logprobs: list[float]) -> None:
    _, finished, _ = await run(in_turn(Play(["C", " color red"], logprobs=logprobs)))
    assert finished.files["index.html"] == HOUSE


async def test_the_model_sees_what_style_sheets_make_of_a_page() -> None:
    page = "<style>.buy{background:#dc2626}</style><body><a class=buy href=#>Buy</a><a href=#>Help</a></body>"
    _, _, (request,) = await run(in_turn("none"), files={"index.html": page})
    assert prompt_text(request).split("\n")[2:-1] == ["0A page", "1B button red Buy", "1C link Help"]


async def test_of_a_picked_element_it_has_to_be_less_sure() -> None:
    play = Play(["C", " color red"], logprobs=[-1.0, -0.01])
    wish = f"{picked_words('<a>', source=f'index.html:{HOME_LINE}:1')}make it red"
    _, finished, _ = await run(in_turn(play), wish)
    assert finished.files["index.html"] == RED
    _, finished, _ = await run(in_turn(play))
    assert finished.files["index.html"] == HOUSE


async def test_of_what_is_quoted_as_a_whole_it_has_to_be_less_sure() -> None:
    play = Play(["C", " replace Home => Start"], logprobs=[-0.01, -0.7])
    _, finished, _ = await run(in_turn(play), 'Change "Home" to "Start"')
    assert finished.remarks == ("“Home”: “Home” is now “Start”.",)
    _, finished, _ = await run(in_turn(play), "Change Home to Start")
    assert finished.files["index.html"] == HOUSE
    other = Play(["D", " text Start"], logprobs=[-0.7, -0.01])
    _, finished, _ = await run(in_turn(other), 'Change "Home" to "Start"')
    assert finished.files["index.html"] == HOUSE  # another one is meant
    assert finished.remarks[0] == NOT_SURE
