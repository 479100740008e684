"""The official client against our completions, and the real model behind both APIs over real HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from moonpane_engine.runner import Runner
from tests.engine.scripted_chat import ANSWER, create, data_url, seeing
from tests.engine.served import IDS, ScriptedRunner, Serving, serving, tokens_of


@pytest.fixture(scope="module")
def real_server(checkpoint: Path) -> Iterator[Serving]:
    with serving(checkpoint, lambda report: Runner.load(checkpoint)) as server:
        yield server


def test_completions_from_text_ids_and_lists(server: Serving) -> None:
    complete = server.client.completions.create
    expected = f"thought\n</think>{ANSWER}"
    for prompt in ("hi", [104, 105], ["hi"], [[104, 105]]):
        answer = complete(model="tiny-model", prompt=prompt, max_tokens=100)
        assert [choice.text for choice in answer.choices] == [expected]
        assert answer.usage is not None
        assert answer.usage.prompt_tokens == 2
    answer = complete(model="tiny-model", prompt=["a", "b"], max_tokens=3, echo=True)
    assert [(choice.index, choice.text) for choice in answer.choices] == [(0, "atho"), (1, "btho")]
    pieces = [
        c.choices[0].text for c in complete(model="tiny-model", prompt="hi", stream=True, echo=True, max_tokens=7)
    ]
    assert "".join(pieces) == "hithought"
    assert pieces[0] == "hi"


@pytest.mark.parametrize("stream", [False, True])
def test_a_stop_string_in_one_answer_leaves_the_others_whole(checkpoint: Path, stream: bool) -> None:
    """The short answer ends at its stop string while nothing of the long ones has come yet."""
    long = "x" * 300
    runner = ScriptedRunner(lambda ids: tokens_of("ab." if ids == [ord("s")] else long), step_s=0.002)
    with serving(checkpoint, lambda _: runner) as server:
        asked: dict[str, Any] = {"prompt": ["s", "l", "l"], "stop": ["."], "max_tokens": 400, "stream": stream}
        answer: Any = server.client.completions.create(model="tiny-model", **asked)
        said, reasons = ["", "", ""], [""] * 3
        for part in answer if stream else [answer]:
            for choice in part.choices:
                said[choice.index] += choice.text
                reasons[choice.index] = choice.finish_reason or reasons[choice.index]
    assert said == ["ab", long, long]
    assert reasons == ["stop"] * 3


def test_more_answers_than_can_ever_wait_are_refused_at_once(server: Serving) -> None:
    with pytest.raises(openai.BadRequestError, match="400 answers"):
        server.client.completions.create(model="tiny-model", prompt=["x"] * 200, n=2)


@pytest.mark.parametrize(
    ("prompt", "message"),
    [
        ("", "empty"),
        ([], "empty"),
        ([[]], "empty"),
        ([512], "does not exist"),
        ([-1], "prompt"),
        ([IDS["<|media_pad|>"]], "stands for a picture"),
        ([1, "a"], "prompt"),
        ([["a"]], "prompt"),
        ({"a": 1}, "prompt"),
        (["x"] * 257, "at most 256"),
    ],
)
def test_prompts_that_cannot_be_completed(server: Serving, prompt: Any, message: str) -> None:
    with pytest.raises(openai.BadRequestError, match=message) as caught:
        server.client.completions.create(model="tiny-model", prompt=prompt)
    assert str(caught.value.param).startswith("prompt")


def test_at_most_20_log_probabilities_are_told(server: Serving) -> None:
    complete = server.client.completions.create
    answer = complete(model="tiny-model", prompt="hi", logprobs=20, max_tokens=2)
    tops = answer.choices[0].logprobs.top_logprobs  # type: ignore[union-attr]
    assert all(len(top) in (20, 21) for top in tops or [])  # the token that was taken is always among them
    with pytest.raises(openai.BadRequestError) as caught:
        complete(model="tiny-model", prompt="hi", logprobs=21)
    assert caught.value.param == "logprobs"


def test_logprobs_of_generation_and_of_echo_agree(real_server: Serving) -> None:
    complete = real_server.client.completions.create
    prompt = [104, 105, 32, 240, 159, 153, 130, 33]
    first = complete(model="tiny-model", prompt=prompt, max_tokens=12, temperature=0, logprobs=3).choices[0]
    assert first.logprobs is not None
    assert first.logprobs.tokens is not None
    ids = [_id_of(token) for token in first.logprobs.tokens]
    again = complete(model="tiny-model", prompt=prompt + ids, max_tokens=0, echo=True, logprobs=3).choices[0]
    assert again.logprobs is not None
    assert again.logprobs.token_logprobs is not None
    assert again.logprobs.token_logprobs[0] is None
    assert again.logprobs.token_logprobs[8:] == pytest.approx(first.logprobs.token_logprobs, abs=1e-4)
    assert again.logprobs.tokens == [_text_of(token) for token in prompt] + first.logprobs.tokens
    assert again.logprobs.top_logprobs is not None
    assert again.logprobs.tokens is not None
    # The three likeliest, and the token itself where it is none of them.
    shown = zip(again.logprobs.top_logprobs[1:], again.logprobs.tokens[1:], strict=True)
    for top, token in shown:
        assert top is not None
        likeliest = sorted(top, key=top.__getitem__, reverse=True)[:3]
        assert set(top) == {*likeliest, token}
    assert all(len(top) == 3 for top in again.logprobs.top_logprobs[8:])
    # Greedy: each token was the likeliest.
    assert all(
        max(top, key=top.__getitem__) == token
        for top, token in zip(again.logprobs.top_logprobs[8:], first.logprobs.tokens, strict=True)
    )
    assert again.text.startswith("hi 🙂!")
    assert again.logprobs.text_offset[:9] == [0, 1, 2, 3, 3, 3, 3, 4, 5]  # type: ignore[index]


def _text_of(token_id: int) -> str:
    return chr(token_id) if token_id < 128 else f"bytes:\\x{token_id:02x}"


def _id_of(token: str) -> int:
    if token.startswith("bytes:"):
        return int(token[-2:], 16)
    if token in IDS:
        return IDS[token]
    return int(token.split("_")[-1][:-2]) if token.startswith("<|reserved") else ord(token)


def test_chat_logprobs_belong_to_the_content(real_server: Serving) -> None:
    fields: dict[str, Any] = {"logprobs": True, "top_logprobs": 2, "temperature": 0, "max_tokens": 30}
    choice = create(real_server, **fields).choices[0]
    entries = choice.logprobs.content
    # A token of the scripted kind is one byte here, and special tokens are no content.
    assert bytes(byte for entry in entries for byte in entry.bytes).decode("utf-8", "replace").strip() == (
        choice.message.content.strip()
    )
    assert all(entry.top_logprobs[0].logprob == pytest.approx(entry.logprob) for entry in entries)
    streamed = [c.choices[0].logprobs for c in create(real_server, stream=True, **fields)]
    flat = [entry for logprobs in streamed if logprobs for entry in logprobs.content]
    assert [entry.token for entry in flat] == [entry.token for entry in entries]


def test_the_same_seed_gives_the_same_answer(real_server: Serving) -> None:
    def text(seed: int) -> str:
        return create(real_server, seed=seed, temperature=1.0, max_tokens=20).choices[0].message.content

    assert text(5) == text(5)
    assert text(5) != text(6)


def test_concurrent_requests_say_what_they_say_alone(real_server: Serving) -> None:
    prompts = [f"prompt {letter}" for letter in "abcdefgh"]

    def complete(prompt: Any) -> list[str]:
        create = real_server.client.completions.create
        answer = create(
            model="tiny-model", prompt=prompt, max_tokens=15, temperature=0, extra_body={"ignore_eos": True}
        )
        return [choice.text for choice in answer.choices]

    assert complete(prompts) == [text for prompt in prompts for text in complete(prompt)]


def test_a_picture_goes_through_the_real_model(real_server: Serving) -> None:
    answer = create(real_server, messages=seeing(data_url((168, 28), "jpeg")), max_tokens=3)
    assert answer.usage.completion_tokens <= 3
