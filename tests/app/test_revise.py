"""Revisions over real HTTP: applied with proof, asked again where they do not fit, continued, shortened."""

from collections.abc import Mapping
from typing import Any

import pytest

from moonpane.client.endpoint import Endpoint
from moonpane.errors import ContextOverflow, EndpointError
from moonpane.revise import AskingAgain, Continued, Delta, Event, FilesGrew, Finished, LeftOut, Rejected, revise
from moonpane.revise.room import estimate
from moonpane.session import Stack, picture_message
from tests.app.scripted_endpoint import KEY, OVERFLOW, Choose, Play, ScriptedEndpoint, cut, in_turn, prompt_text
from tests.app.test_said import without_marks

pytestmark = pytest.mark.anyio
PAGE = "<!DOCTYPE html>\n<html>\n<body>\n  <p>One</p>\n  <p>Two</p>\n  <p>Three</p>\n</body>\n</html>\n"
FILES = {"index.html": PAGE, "style.css": "p { color: red; }\n"}
WISH = {"role": "user", "content": "Numbers, please."}


def block(search: str, replace: str, *, path: str = "index.html") -> str:
    return f"{path}\n<<<<<<< SEARCH\n{search}\n=======\n{replace}\n>>>>>>> REPLACE\n\n"


ONE, TWO, THREE = (block(f"  <p>{word}</p>", f"  <p>{n}</p>") for n, word in enumerate(("One", "Two", "Three"), 1))
WRONG_TWO = block("  <p>Too</p>", "  <p>2</p>")


async def run(
    choose: Choose,
    *,
    files: Mapping[str, str] = FILES,
    messages: list[dict[str, Any]] | None = None,
    stack: Stack = "html",
    model: str = "kimi",
    **how: Any,
) -> tuple[list[Event], Finished, list[dict[str, Any]]]:
    scripted = ScriptedEndpoint(choose, models=(model,))
    async with scripted.serving():
        endpoint = Endpoint(scripted.base_url, KEY, model)
        events = [event async for event in revise(endpoint, messages or [WISH], files, stack, **how)]
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert finished.answer == "".join(event.text for event in events if isinstance(event, Delta))
    said = "".join(event.said for event in events if isinstance(event, Delta))
    assert said.startswith(without_marks(finished.talk)), "then what is said when asked again"
    return events, finished, scripted.requests


def of(kind: type, events: list[Event]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


async def test_edit_blocks_change_the_files_that_there_are() -> None:
    events, finished, requests = await run(in_turn(f"I number them.\n\n{ONE}{TWO}Done."))
    assert finished.files == FILES | {"index.html": PAGE.replace("One", "1").replace("Two", "2")}
    assert finished.talk == "I number them.\n\n⟦index.html⟧\n\nDone."
    assert [(done.path, done.line, done.way) for done in finished.applied] == [
        ("index.html", 4, "exact"),
        ("index.html", 5, "exact"),
    ]
    assert (finished.rejected, finished.is_complete, finished.remarks) == ((), True, ())
    prompt = prompt_text(requests[0])
    assert PAGE in prompt
    assert FILES["style.css"] in prompt
    assert prompt.endswith("Numbers, please.")
    grown = of(FilesGrew, events)
    assert any("<p>1</p>\n  <p>Two</p>" in each.files["index.html"] for each in grown), "each change at once"
    assert grown[-1] == FilesGrew(finished.files, None)


async def test_names_of_files_are_not_among_the_words() -> None:
    """Each file has a card; a line with its name beside it is left over from the block that it stood before."""
    fenced = f"```html\n{TWO.partition(chr(10))[2]}```\n"
    for first, again, words in (
        (f"I number them.\n\n{ONE}{WRONG_TWO}Done.", f"Sorry.\n\n{TWO}", "I number them.\n\nDone.\n\nSorry."),
        (f"{ONE}{WRONG_TWO}", TWO, ""),
        (f"**index.html**\n{fenced.replace('Two', 'Too')}", f"### `index.html`\n\n{fenced}", ""),
    ):
        events, finished, _ = await run(in_turn(first, again))
        assert "<p>2</p>" in finished.files["index.html"]
        assert "".join(event.said for event in events if isinstance(event, Delta)) == words


async def test_pictures_stay_with_the_wish() -> None:
    _, _, requests = await run(in_turn(ONE), messages=[picture_message(b"png", "Like this")])
    picture, text = requests[0]["messages"][-1]["content"]
    assert picture["type"] == "image_url"
    assert text["text"].endswith("Like this")
    assert PAGE in text["text"]


async def test_an_answer_in_prose_changes_nothing() -> None:
    said = "Use a grid, like `display: grid`:\n\n```css\np { display: grid }\n```\nor <b>flex</b>."
    events, finished, requests = await run(in_turn(said))
    assert finished.files == FILES
    assert (finished.talk, finished.applied, finished.rejected) == (said, (), ())
    assert finished.is_complete
    assert len(requests) == 1
    assert not of(FilesGrew, events)


async def test_whole_files_and_new_ones_are_taken() -> None:
    answer = "```css style.css\nq {}\n```\n```js src/main.js\nlet a;\n```\n"
    events, finished, _ = await run(in_turn(answer))
    assert finished.files == {"index.html": PAGE, "style.css": "q {}\n", "src/main.js": "let a;\n"}
    assert {grown.path for grown in of(FilesGrew, events)} >= {"style.css", "src/main.js", None}


async def test_the_first_page_of_a_project_is_written_into_nothing() -> None:
    answer = "```jsx src/App.jsx\nexport default function App() {}\n```\n"
    _, finished, requests = await run(in_turn(answer), files={}, stack="react")
    assert finished.files == {"src/App.jsx": "export default function App() {}\n"}
    assert "There is no page yet" in prompt_text(requests[0])


async def test_a_wrong_block_is_mended_at_the_second_try_and_the_others_stay() -> None:
    events, finished, requests = await run(in_turn(f"{ONE}{WRONG_TWO}{THREE}", TWO))
    assert finished.files["index.html"] == PAGE.replace("One", "1").replace("Two", "2").replace("Three", "3")
    assert (finished.rejected, finished.is_complete, finished.remarks) == ((), True, ())
    (rejected,) = of(Rejected, events)
    assert [each.reason for each in rejected.changes] == [
        "The lines to find do not stand in index.html. Most like them is line 5."
    ]
    assert of(AskingAgain, events) == [AskingAgain(1)]
    again = prompt_text(requests[1])
    assert "  <p>Too</p>\n=======\n  <p>2</p>" in again
    assert "  <p>1</p>\n  <p>Two</p>\n  <p>3</p>" in again, "what stands there by now is shown"
    assert "<p>One</p>" not in again
    assert requests[1]["thinking"] == {"type": "disabled"}
    assert len(finished.applied) == 3
    assert finished.usage.completion_tokens == len(f"{ONE}{WRONG_TWO}{THREE}") // 7 + 1 + len(TWO) // 7 + 1


async def test_what_two_more_tries_do_not_mend_is_left_as_it_was_and_told() -> None:
    events, finished, requests = await run(in_turn(f"{ONE}{WRONG_TWO}", WRONG_TWO, "I am sorry."))
    assert finished.files["index.html"] == PAGE.replace("One", "1")
    assert not finished.is_complete
    assert [each.path for each in finished.rejected] == ["index.html"]
    assert finished.remarks[0].startswith("A change of index.html could not be applied, and nothing was changed there:")
    assert of(AskingAgain, events) == [AskingAgain(1), AskingAgain(2)]
    assert len(of(Rejected, events)) == 3
    assert len(requests) == 3


async def test_of_several_wrong_blocks_only_the_missing_one_is_asked_for_again() -> None:
    wrong_three = block("  <p>Tree</p>", "  <p>3</p>")
    _, finished, requests = await run(in_turn(f"{WRONG_TWO}{wrong_three}", THREE, TWO))
    assert finished.files["index.html"] == PAGE.replace("Two", "2").replace("Three", "3")
    assert finished.is_complete
    assert "<p>Too</p>" in prompt_text(requests[2])
    assert "<p>Tree</p>" not in prompt_text(requests[2])


async def test_a_whole_file_mends_all_changes_of_it() -> None:
    whole = f"```html index.html\n{PAGE.replace('Two', '2')}```\n"
    _, finished, _ = await run(in_turn(f"{WRONG_TWO}{WRONG_TWO.replace('2', '4')}", whole))
    assert finished.files["index.html"] == PAGE.replace("Two", "2")
    assert (finished.rejected, finished.is_complete) == ((), True)


async def test_asking_again_that_fails_leaves_the_files_as_they_are_and_says_so() -> None:
    _, finished, requests = await run(in_turn(f"{ONE}{WRONG_TWO}", Play(status=500, error="it broke")))
    assert finished.files["index.html"] == PAGE.replace("One", "1")
    assert "could not be asked again" in finished.remarks[0]
    assert "it broke" in finished.remarks[0]
    assert len(finished.rejected) == 1
    assert len(requests) == 2


async def test_asking_again_goes_without_the_conversation_where_there_is_no_room() -> None:
    _, finished, requests = await run(in_turn(WRONG_TWO, OVERFLOW, TWO))
    assert finished.is_complete
    assert len(requests[2]["messages"]) == 1
    assert PAGE in prompt_text(requests[2])


@pytest.mark.parametrize("at", range(8, len(ONE + TWO), 11))
async def test_edit_blocks_that_were_cut_off_are_continued(at: int) -> None:
    answer = f"Well.\n\n{ONE}{TWO}"
    events, finished, _ = await run(in_turn(cut(answer[:at]), answer[at:]))
    assert finished.files["index.html"] == PAGE.replace("One", "1").replace("Two", "2")
    assert finished.is_complete
    assert of(Continued, events) == [Continued(1)]


async def test_a_file_that_stays_cut_off_does_not_replace_a_whole_one() -> None:
    half = "```html index.html\n<!DOCTYPE html>\n<html>\n<p>One and a half\n"
    _, finished, _ = await run(in_turn(cut(half), cut(""), "Sorry.", "Sorry."))
    assert finished.files == FILES
    assert "did not go on" in finished.remarks[0]
    assert "so the file stays as it was" in finished.remarks[1]
    _, finished, _ = await run(in_turn(cut(half), cut("")), files={})
    assert finished.files == {"index.html": half.partition("\n")[2]}
    assert not finished.is_complete


async def test_an_empty_answer_is_told() -> None:
    _, finished, requests = await run(in_turn(""))
    assert (finished.files, finished.is_complete, finished.remarks) == (FILES, False, ("The model answered nothing.",))
    assert len(requests) == 1


async def test_a_model_that_stops_while_thinking_is_asked_for_its_changes() -> None:
    _, finished, _ = await run(in_turn(Play([], reasoning=["So many"], finish_reason="length"), ONE), thinking=True)
    assert finished.files["index.html"] == PAGE.replace("One", "1")
    assert finished.is_complete


def history(num_exchanges: int, *, picture_in: int | None = None) -> list[dict[str, Any]]:
    messages = []
    for number in range(num_exchanges):
        asked = f"Question {number}"
        is_picture = number == picture_in
        messages.append(picture_message(b"png", asked) if is_picture else {"role": "user", "content": asked})
        messages.append({"role": "assistant", "content": f"Answer {number}"})
    return messages


async def test_the_oldest_exchanges_are_left_out_where_they_do_not_fit() -> None:
    def choose(request: dict[str, Any]) -> Play:
        return OVERFLOW if len(request["messages"]) > 4 else Play([ONE])

    messages = [{"role": "system", "content": "Be kind."}, *history(5, picture_in=0), WISH]
    events, finished, requests = await run(choose, messages=messages)
    told = of(LeftOut, events)[-1]
    assert told == LeftOut(4, 1)
    assert finished.remarks == (told.sentence,)
    assert "The 4 oldest exchanges were left out with their pictures" in told.sentence
    sent = requests[-1]["messages"]
    assert [message["content"] for message in sent[:3]] == ["Be kind.", "Question 4", "Answer 4"]
    assert PAGE in prompt_text(requests[-1])
    assert finished.is_complete


async def test_a_known_limit_is_kept_to_without_trying() -> None:
    messages = [*history(2, picture_in=0), WISH]
    _, finished, requests = await run(in_turn(ONE), messages=messages, context_tokens=7_000)
    assert len(requests) == 1
    assert [message["content"] for message in requests[0]["messages"][:2]] == ["Question 1", "Answer 1"]
    assert requests[0]["max_tokens"] == 4_096
    assert finished.remarks == (LeftOut(1, 1).sentence,)
    assert estimate(messages) > 4_096


async def test_a_question_that_never_fits_says_the_way_out_and_the_server_s_sentence() -> None:
    with pytest.raises(ContextOverflow, match=r"choose a model with a larger one\..*too many tokens"):
        await run(lambda _: OVERFLOW, messages=[*history(3), WISH])


@pytest.mark.parametrize(
    "said",
    [
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
        "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
        "Invalid request: Your request exceeded model token limit: 8192",
    ],
)
async def test_servers_that_have_no_code_for_it_are_understood(said: str) -> None:
    _, finished, _ = await run(in_turn(Play(status=400, error=said), ONE))
    assert finished.is_complete


async def test_the_first_failure_is_raised() -> None:
    with pytest.raises(EndpointError, match="it broke"):
        await run(in_turn(Play(status=500, error="it broke")))
