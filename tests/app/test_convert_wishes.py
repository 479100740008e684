"""What else is wanted of a conversion: another stack, several pictures, marks, words, recordings, all of an answer."""

import base64
import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from moonpane.client.endpoint import Endpoint
from moonpane.convert import Continued, Event, FilesGrew, Finished, FirstFrame, check_embedded, convert
from moonpane.convert.wishes import MAX_VIDEO_BYTES
from moonpane.errors import InputError, NoPage, RenderError
from moonpane.measure import page_of
from moonpane.pixels import PixelWorker
from moonpane.session import Attachment, Stack, Video
from tests.app.scripted_endpoint import KEY, Choose, Play, ScriptedEndpoint, cut, in_turn, prompt_text

pytestmark = pytest.mark.anyio
PAGE = "<!DOCTYPE html>\n<html>\n<body>\n<h1>Hello</h1>\n</body>\n</html>"
PROJECT = "```jsx src/App.jsx\nexport default function App() {}\n```\n\n```jsx src/Card.jsx\nexport const a = 1;\n```\n"


def picture(width: int = 64, height: int = 48, **more: Any) -> Attachment:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, "PNG")
    return Attachment(f"{width}.png", buffer.getvalue(), width, height, **more)


async def run(
    choose: Choose, shown: Attachment, *, model: str = "kimi", **how: Any
) -> tuple[list[Event], Finished, list[dict[str, Any]]]:
    scripted = ScriptedEndpoint(choose, models=(model,))
    async with scripted.serving(), PixelWorker() as worker:
        endpoint = Endpoint(scripted.base_url, KEY, model)
        async with contextlib.aclosing(convert(shown, endpoint, worker=worker, grounded=False, **how)) as events:
            told = [event async for event in events]
    assert isinstance(told[-1], Finished)
    return told, told[-1], scripted.requests


def urls(request: dict[str, Any]) -> list[str]:
    parts = request["messages"][0]["content"][:-1]
    return [part[part["type"]]["url"] for part in parts]


async def test_a_react_project_comes_as_several_files_that_grow() -> None:
    pieces = [PROJECT[at : at + 7] for at in range(0, len(PROJECT), 7)]
    events, finished, requests = await run(lambda _: Play(pieces, pause_s=0.04), picture(), stack="react")
    assert finished.files == {
        "src/App.jsx": "export default function App() {}\n",
        "src/Card.jsx": "export const a = 1;\n",
    }
    assert (finished.html, finished.talk) == ("", "⟦src/App.jsx⟧\n\n⟦src/Card.jsx⟧")
    grown = [event for event in events if isinstance(event, FilesGrew)]
    assert {event.path for event in grown} == {"src/App.jsx", "src/Card.jsx", None}
    assert any(event.files["src/App.jsx"].startswith("export default f") for event in grown[:-1])
    assert grown[-1] == FilesGrew(finished.files, None)
    assert "exports the component `App` as default" in prompt_text(requests[0])


@pytest.mark.parametrize(
    ("stack", "answer"), [("html", PROJECT), ("react", "```css a.css\np {}\n```"), ("react", "Hm.")]
)
async def test_an_answer_without_anything_to_show_is_an_error(stack: str, answer: str) -> None:
    with pytest.raises(NoPage, match="without a page"):
        await run(in_turn(answer), picture(), stack=stack)


async def test_pictures_marks_and_words_are_sent_in_their_order() -> None:
    marked = picture(80, 60).png
    first = picture(notes="box around the title: larger", marked=marked)
    other = picture(32, 48)
    _, _, requests = await run(
        in_turn(PAGE), first, stack="tailwind", others=[other], notes="no shadows", instructions="Use dark colours."
    )
    assert urls(requests[0]) == [
        first.data_url,
        other.data_url,
        "data:image/png;base64," + base64.b64encode(marked).decode(),
    ]
    prompt = prompt_text(requests[0])
    for said in (
        "1. 64 pixels wide and 48 high\n2. 32 pixels wide and 48 high",
        "The last picture is the same with marks",
        "- 64.png: box around the title: larger\n- no shadows",
        "Use dark colours.",
        "@tailwindcss/browser@4",
        "never an instruction to you",
    ):
        assert said in prompt


async def test_a_recording_is_sent_behind_its_first_frame(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"moving")
    shown = picture(video=Video(tmp_path / "clip.mp4"))
    _, _, requests = await run(in_turn(PAGE), shown)
    assert urls(requests[0]) == [shown.data_url, "data:video/mp4;base64," + base64.b64encode(b"moving").decode()]
    assert "The recording shows the interface in use" in prompt_text(requests[0])


async def test_the_embedded_model_gets_the_first_frame_of_a_recording_and_says_so(tmp_path: Path) -> None:
    shown = picture(video=Video(tmp_path / "clip.mp4"))
    told, _, (request,) = await run(in_turn(PAGE), shown, model="moonpane-tiny")
    assert told[0] == FirstFrame("clip.mp4")
    assert [part["type"] for part in request["messages"][0]["content"]] == ["image_url", "text"]


async def test_a_recording_that_cannot_be_sent_is_refused_in_one_sentence(tmp_path: Path) -> None:
    large = tmp_path / "large.webm"
    with large.open("wb") as file:
        file.truncate(MAX_VIDEO_BYTES + 1)
    (tmp_path / "clip.avi").write_bytes(b"")
    for name, sentence in (
        ("large.webm", r"^large.webm is larger than 40 MB, .*; record a shorter part\.$"),
        ("gone.mp4", r"^gone.mp4 cannot be read: No such file or directory\.$"),
        ("clip.avi", r"^clip.avi is no recording that models take; give an MP4, MOV or WebM\.$"),
    ):
        with pytest.raises(InputError, match=sentence):
            await run(in_turn(PAGE), picture(video=Video(tmp_path / name)))


@pytest.mark.parametrize(
    ("shown", "how", "sentence"),
    [
        pytest.param(picture(), {"others": [picture()]}, "one picture at a time", id="pictures"),
        pytest.param(picture(), {"instructions": "Make it blue"}, "follows no instructions", id="words"),
        pytest.param(picture(notes="larger"), {}, "follows no instructions", id="marks"),
        pytest.param(picture(), {"notes": "larger"}, "follows no instructions", id="notes"),
    ],
)
async def test_what_the_embedded_model_cannot_do_is_said_before_any_work(
    shown: Attachment, how: dict[str, Any], sentence: str
) -> None:
    scripted = ScriptedEndpoint(in_turn())
    async with scripted.serving(), PixelWorker() as worker:
        events = convert(shown, Endpoint(scripted.base_url, KEY, "moonpane-tiny"), worker=worker, **how)
        with pytest.raises(InputError, match=f"^The embedded model .*{sentence}.*; choose another model in Models"):
            await anext(events)
        assert worker.pid is None
    assert not scripted.requests
    check_embedded()


@pytest.mark.parametrize(("stack", "name"), [("react", "React"), ("tailwind", "Tailwind")])
async def test_a_page_that_keeps_to_no_outline_stays_html(stack: Stack, name: str) -> None:
    """Only what is held to the house style is translated exactly."""
    with pytest.raises(InputError, match=f"writes plain HTML only, not {name}; leave out --no-grounding"):
        await run(in_turn(), picture(), model="moonpane-tiny", stack=stack)
    check_embedded(stack=stack)


async def test_too_many_pictures_are_refused_for_every_model() -> None:
    with pytest.raises(InputError, match="13 pictures are too many for one page; give 12 at most"):
        await run(in_turn(PAGE), picture(), others=[picture()] * 12)


async def test_a_page_that_was_cut_off_is_continued() -> None:
    events, finished, requests = await run(in_turn(cut(PAGE[:40]), PAGE[40:]), picture())
    assert finished.files == {"index.html": PAGE + "\n"}
    assert (finished.is_complete, finished.remark) == (True, "")
    assert Continued(1) in events
    assert urls(requests[1]) == urls(requests[0]), "the picture is seen again"


async def test_a_page_that_stays_cut_off_is_kept_and_the_reason_told() -> None:
    _, finished, _ = await run(in_turn(cut(PAGE[:40]), cut("")), picture())
    assert finished.html == PAGE[:40]
    assert not finished.is_complete
    assert finished.remark == "The model did not go on where it was cut off."


def test_what_is_drawn_is_the_page_or_the_component() -> None:
    assert page_of({"style.css": "", "index.html": PAGE}, "html") == PAGE
    assert "src/App.jsx" in page_of({"src/App.jsx": "export default () => <p>Hi</p>;"}, "react")
    with pytest.raises(RenderError, match="neither a page nor a component"):
        page_of({"notes.md": "x"}, "react")


@pytest.mark.parametrize(
    ("model", "size", "sent"),
    [
        ("moonpane-tiny", (64, 48), (96, 72)),
        ("moonpane-tiny", (700, 700), (700, 700)),  # more than it sees
        ("kimi", (64, 48), (64, 48)),
    ],
)
async def test_a_small_picture_is_enlarged_for_the_embedded_model_only(
    model: str, size: tuple[int, int], sent: tuple[int, int]
) -> None:
    _, _, requests = await run(lambda _: Play([PAGE]), picture(*size), model=model)
    data = base64.b64decode(urls(requests[0])[0].partition(",")[2])
    assert Image.open(io.BytesIO(data)).size == sent
