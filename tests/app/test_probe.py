"""What an endpoint can is found by asking it: servers that see, that are blind, that think, that refuse."""

import base64
import io
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from moonpane.client.endpoint import Endpoint
from moonpane.models import probe as probing
from moonpane.models.known_picture import COLORS, QUESTION, draw
from moonpane.models.probe import LONG_TASK, RIDDLE, ProbeResult, Step, probe
from tests.app.scripted_endpoint import KEY, Play, ScriptedEndpoint, nobody, prompt_text

pytestmark = pytest.mark.anyio

Honours = Callable[[dict[str, Any]], bool]


def template(request: dict[str, Any]) -> bool:
    return request.get("chat_template_kwargs") == {"thinking": False}


def moonshot(request: dict[str, Any]) -> bool:
    return request.get("thinking") == {"type": "disabled"}


def nothing(request: dict[str, Any]) -> bool:
    return False


def picture_of(request: dict[str, Any]) -> bytes | None:
    content = request["messages"][-1]["content"]
    if isinstance(content, str) or content[0]["type"] != "image_url":
        return None
    return base64.b64decode(content[0]["image_url"]["url"].partition(",")[2])


def looked_at(png: bytes, number: int) -> str:
    """What somebody who sees the picture says of its ground; digits are not read here."""
    with Image.open(io.BytesIO(png)) as image:
        corner = image.convert("RGB").getpixel((0, 0))
    return f"{next(name for name, (rgb, _) in COLORS.items() if rgb == corner)}, {number}"


class Server:
    """A model that thinks unless its switch is used, and sees pictures if it is let."""

    def __init__(self, *, sees: bool = True, honours: Honours = template, **how: Any) -> None:
        self.sees, self.honours, self.how = sees, honours, how

    def __call__(self, request: dict[str, Any]) -> Play:
        png, said = picture_of(request), prompt_text(request)
        answer = {RIDDLE: "391, which is 17 times 23", LONG_TASK: "one, two, three, four, five, six"}.get(said, "ready")
        if png is not None:
            answer = looked_at(png, draw(random.Random(7)).number) if self.sees else "A white page, 42."
        pieces = [answer[at : at + 3] for at in range(0, len(answer), 3)]
        reasoning = [] if self.honours(request) else ["Let me ", "think."]
        return Play(pieces, reasoning, prompt_tokens=11 + 60 * (png is not None), **self.how)


async def probed(server: Callable[[dict[str, Any]], Play], *, model: str = "", key: str = KEY) -> ProbeResult:
    async with ScriptedEndpoint(server, models=("kimi-k2.5", "other")).serving() as endpoint:
        endpoint.models_body = {"data": [{"id": "kimi-k2.5", "max_model_len": 262144}, {"id": "other"}]}
        return await probe(Endpoint(endpoint.base_url, key, model), chance=random.Random(7))


async def test_a_server_that_sees_and_thinks_is_found_out() -> None:
    steps: list[Step] = []
    async with ScriptedEndpoint(Server(pause_s=0.002), models=("kimi-k2.5",)).serving() as endpoint:
        found = await probe(Endpoint(endpoint.base_url, KEY, ""), steps.append, chance=random.Random(7))
    assert found.failure == ""
    assert found.model == "kimi-k2.5"
    assert found.sight
    assert found.sight.sees
    assert found.sight.image_tokens == 60
    assert found.thinks
    assert [(trial.switch, trial.outcome) for trial in found.trials] == [
        ("none", "reasons"),
        ("template", "instant"),
        ("moonshot", "reasons"),
    ]
    assert found.switch == "template"
    assert found.counts
    assert found.timing
    assert found.timing.first_token_s > 0
    assert found.timing.decode_tokens_per_s > 0
    assert steps == list(Step)
    assert all("MOONPANE" not in str(request) for request in endpoint.requests)


async def test_the_context_is_told_where_the_server_says_it() -> None:
    assert (await probed(Server())).context_tokens == 262144
    assert (await probed(Server(), model="other")).context_tokens == 0


@pytest.mark.parametrize(("honours", "switch"), [(moonshot, "moonshot"), (nothing, "none")])
async def test_the_honoured_switch_is_measured_not_believed(honours: Honours, switch: str) -> None:
    found = await probed(Server(honours=honours))
    assert found.thinks
    assert found.switch == switch


async def test_a_model_that_never_thinks_needs_no_switch() -> None:
    found = await probed(Server(honours=lambda request: True))
    assert not found.thinks
    assert found.switch == "none"


async def test_a_blind_server_is_called_blind_with_what_it_said() -> None:
    """The trap this is for: the picture is taken, ignored without a word, and something is answered all the same."""
    found = await probed(Server(sees=False))
    assert found.sight
    assert found.sight.verdict == "no"
    assert found.sight.said == "A white page, 42."
    assert found.failure == ""


async def test_a_refused_picture_is_told_with_the_servers_words() -> None:
    def text_only(request: dict[str, Any]) -> Play:
        if picture_of(request) is not None:
            return Play(status=400, error="This model does not support image input")
        return Server()(request)

    found = await probed(text_only)
    assert found.sight
    assert found.sight.verdict == "refused"
    assert "does not support image input" in found.sight.said
    assert found.switch == "template"  # the rest is found out all the same


async def test_a_refused_switch_is_not_taken_for_an_honoured_one() -> None:
    """The client leaves refused fields out and asks again; a probe that let it would call the answer instant."""

    def strict(request: dict[str, Any]) -> Play:
        if "chat_template_kwargs" in request:
            return Play(status=400, error="unknown field chat_template_kwargs")
        return Server(honours=lambda request: True)(request) if moonshot(request) else Server(honours=nothing)(request)

    found = await probed(strict)
    outcomes = {trial.switch: trial.outcome for trial in found.trials}
    assert outcomes == {"none": "reasons", "template": "refused", "moonshot": "instant"}
    assert found.switch == "moonshot"


async def test_reasoning_that_stands_in_the_answer_is_seen_and_not_taken_for_an_answer() -> None:
    def unparsed(request: dict[str, Any]) -> Play:
        play = Server(honours=lambda request: True)(request)
        thought = "<think>red 1, green 2</think>" if picture_of(request) else "<think>17 times 23 is</think>"
        play.pieces = [thought, *play.pieces]
        return play

    found = await probed(unparsed)
    assert {trial.outcome for trial in found.trials} == {"inline"}
    assert found.thinks
    assert found.sight
    assert found.sight.sees


async def test_a_server_that_does_not_count_is_told_so() -> None:
    found = await probed(Server(usage=False))
    assert not found.counts
    assert found.sight
    assert found.sight.image_tokens == 0


async def test_the_embedded_model_is_not_asked_questions_it_cannot_answer() -> None:
    async with ScriptedEndpoint(Server(), models=("moonpane-tiny",)).serving() as endpoint:
        found = await probe(Endpoint(endpoint.base_url, KEY, ""))
    assert found.is_ours
    assert endpoint.requests == []


@pytest.mark.parametrize(
    ("server", "how", "sentence"),
    [
        pytest.param(Server(), {"key": "wrong"}, "refused the key", id="key"),
        pytest.param(Server(), {"model": "absent"}, "does not serve absent; it serves kimi-k2.5, other.", id="model"),
        pytest.param(lambda r: Play(status=500, error="out of memory"), {}, "status 500: out of memory", id="broken"),
        pytest.param(lambda r: Play(raw=b"hello"), {}, "not JSON|does not speak|instead of a stream", id="babble"),
    ],
)
async def test_every_failure_is_one_sentence(server: Any, how: dict[str, str], sentence: str) -> None:
    found = await probed(server, **how)
    assert found.failure.count(". ") == 0
    assert found.failure.endswith((".", "?"))
    assert re.search(sentence, found.failure)


async def test_an_endpoint_that_is_not_there_is_one_sentence() -> None:
    with nobody() as address:
        found = await probe(Endpoint(address, "", ""))
    assert "cannot be reached" in found.failure


async def test_a_server_that_never_answers_does_not_hold_the_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "REQUEST_TIMEOUT_S", 0.2)
    found = await probed(lambda request: Play(["red"], pause_s=60))
    assert "within 0 seconds" in found.failure


def test_the_known_picture_is_another_one_each_time_and_guessing_fails() -> None:
    pictures = [draw() for _ in range(40)]
    assert len({(picture.color, picture.number) for picture in pictures}) > 30
    for picture in pictures[:10]:
        with Image.open(io.BytesIO(picture.png)) as image:
            assert image.size == (280, 168)
        names = COLORS[picture.color][1]
        assert picture.judge(f"The background is {names[-1].upper()}; the number is {picture.number}.") == "yes"
        assert picture.judge(f"{picture.color} and 7") == "partly"
        assert picture.judge(f"{' '.join(COLORS)} {' '.join(map(str, range(100, 1000)))}") == "no"
        assert picture.judge("9" * 10_000) == "no"
        assert picture.judge(QUESTION) == "no"
