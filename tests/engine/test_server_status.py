"""`/metrics`, `/tokenize`, `/detokenize`, `/v1/models`, and the sampling that a mode brings with it."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from moonpane_engine.cache import PAGE_SIZE
from moonpane_engine.core import Progress
from moonpane_engine.request import SamplingParams
from moonpane_engine.runner import Runner
from tests.engine.scripted_chat import HI, INSTANT, create
from tests.engine.served import JSON, KEY, ScriptedRunner, Serving, ask, says, serving, write_served_checkpoint


@pytest.fixture(scope="module")
def real(checkpoint: Path) -> Iterator[Serving]:
    def load(report: Progress) -> Runner:
        return Runner.load(checkpoint)

    with serving(checkpoint, load) as server:
        yield server


def _metrics(server: Serving) -> dict[str, float]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/metrics", headers=KEY)
    answer = connection.getresponse()
    assert answer.getheader("content-type", "").startswith("text/plain; version=")
    text = answer.read().decode()
    connection.close()
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {
        sample.name + sample.labels.get("outcome", ""): sample.value for sample in samples if "le" not in sample.labels
    }


def test_metrics_count_what_was_asked_and_said(server: Serving, runner: ScriptedRunner) -> None:
    before = _metrics(server)
    said = [create(server, max_tokens=3) for _ in range(2)] + [create(server)]
    after = _metrics(server)
    grown = {name: after[name] - before.get(name, 0) for name in after}
    assert grown["moonpane_prompt_tokens_total"] == sum(answer.usage.prompt_tokens for answer in said)
    assert grown["moonpane_generated_tokens_total"] == sum(answer.usage.completion_tokens for answer in said) - 1
    assert grown["moonpane_time_to_first_token_seconds_count"] == 3
    assert grown["moonpane_request_duration_seconds_countlength"] == 2
    assert grown["moonpane_request_duration_seconds_countstop"] == 1
    assert (
        0
        < after["moonpane_time_to_first_token_seconds_sum"]
        < after["moonpane_request_duration_seconds_sumlength"] + 60
    )
    assert (after["moonpane_requests_waiting"], after["moonpane_requests_running"]) == (0, 0)


def test_metrics_show_what_runs_and_who_left(server: Serving, runner: ScriptedRunner) -> None:
    before = _metrics(server).get("moonpane_request_duration_seconds_countcancelled", 0)
    runner.step_s = 0.02
    try:
        stream = create(server, messages=[{"role": "user", "content": "long"}], max_tokens=450, stream=True)
        for _ in zip(range(3), stream, strict=False):
            pass
        assert _metrics(server)["moonpane_requests_running"] == 1
        stream.close()
        server.wait_until(lambda: _metrics(server)["moonpane_requests_running"] == 0)
    finally:
        runner.step_s = 0.001
    assert _metrics(server)["moonpane_request_duration_seconds_countcancelled"] == before + 1


def test_an_answer_that_a_stop_string_ends_has_stopped(server: Serving) -> None:
    before = _metrics(server)
    create(server, messages=[{"role": "user", "content": "long"}], max_tokens=450, stop=["aaaa"])
    after = _metrics(server)
    grown = {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)}
    assert grown["moonpane_request_duration_seconds_countstop"] == 1
    assert "moonpane_request_duration_seconds_countcancelled" not in grown


def test_metrics_of_a_real_cache(real: Serving) -> None:
    idle = _metrics(real)
    assert (idle["moonpane_cache_pages_used"], idle["moonpane_cache_pages"]) == (0, 131_072 // PAGE_SIZE)
    # Eight answers by chance: without them this small model would be done before anybody looks.
    stream = create(real, n=8, temperature=1.5, max_tokens=400, stream=True, extra_body={**INSTANT, "ignore_eos": True})
    real.wait_until(
        lambda: _metrics(real)["moonpane_cache_pages_used"] > 0
    )  # the stream opens before the model is asked
    stream.close()
    real.wait_until(lambda: _metrics(real)["moonpane_cache_pages_used"] == 0)


def test_models_tell_what_they_run_on(real: Serving, server: Serving) -> None:
    (model,) = ask(real, "GET", "/v1/models", KEY)[1]["data"]
    assert (model["dtype"], model["device"], model["max_model_len"]) == ("float32", "cpu", 512)
    assert ask(real, "GET", "/v1/models/tiny-model", KEY)[1] == model
    assert ask(server, "GET", "/v1/models/tiny-model", KEY)[1]["device"] is None  # this runner has none


def _post(server: Serving, path: str, **body: Any) -> tuple[int, Any]:
    return ask(server, "POST", path, KEY | JSON, json.dumps(body))[:2]


def test_tokens_of_a_prompt_and_back(server: Serving, checkpoint: Path) -> None:
    status, answer = _post(server, "/tokenize", prompt="Zoë <|im_end|>", model="tiny-model")
    assert (status, answer["max_model_len"], answer["token_strs"]) == (200, 512, None)
    assert answer["tokens"] == list("Zoë <|im_end|>".encode())
    assert answer["count"] == len(answer["tokens"])
    assert _post(server, "/detokenize", tokens=answer["tokens"]) == (200, {"prompt": "Zoë <|im_end|>"})
    assert _post(server, "/detokenize", tokens=[97] * 20_000) == (200, {"prompt": "a" * 20_000})
    assert _post(server, "/tokenize", prompt="ab", return_token_strs=True)[1]["token_strs"] == ["a", "b"]


def test_tokens_of_messages_are_those_that_a_chat_is_charged_for(server: Serving) -> None:
    tools = [{"type": "function", "function": {"name": "f"}}]
    for kind in ({}, INSTANT):
        status, answer = _post(server, "/tokenize", messages=HI, tools=tools, **kind)
        assert status == 200
        charged = create(server, tools=tools, extra_body=kind, max_tokens=1).usage.prompt_tokens
        assert answer["count"] == charged
        ending = "<think></think>" if kind else "<think>"
        assert _post(server, "/detokenize", tokens=answer["tokens"])[1]["prompt"].endswith(f"<|im_middle|>{ending}")


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/tokenize", {}, None),
        ("/tokenize", {"prompt": "x", "messages": HI}, None),
        ("/tokenize", {"prompt": ""}, "prompt"),
        ("/tokenize", {"messages": []}, "messages"),
        ("/tokenize", {"messages": HI, "add_generation_prompt": False}, "add_generation_prompt"),
        ("/tokenize", {"prompt": "x" * 100_000}, "prompt"),
        ("/detokenize", {}, "tokens"),
        ("/detokenize", {"tokens": [512]}, "tokens"),
        ("/detokenize", {"tokens": [-1]}, "tokens[0]"),
        ("/detokenize", {"tokens": ["a"]}, "tokens[0]"),
    ],
)
def test_what_cannot_be_tokenised_is_refused(server: Serving, path: str, body: dict[str, Any], param: str) -> None:
    status, answer = _post(server, path, **body)
    assert (status, answer["error"]["param"]) == (400, param)
    assert _post(server, path, **{**body, "model": "other"})[0] in (400, 404)


@pytest.mark.parametrize(
    ("fields", "temperature", "top_p"),
    [
        ({"extra_body": {}}, 1.0, 0.95),
        ({"extra_body": INSTANT}, 0.6, 0.95),
        ({"extra_body": {"chat_template_kwargs": {"thinking": False}}}, 0.6, 0.95),
        ({"extra_body": INSTANT, "temperature": 0.1}, 0.1, 0.95),
        ({"extra_body": {}, "top_p": 0.5, "temperature": 2}, 2.0, 0.5),
    ],
)
def test_a_mode_brings_its_sampling_and_a_request_overrides_it(
    server: Serving, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], temperature: float, top_p: float
) -> None:
    seen: list[SamplingParams] = []
    submit = server.core.submit

    def listening(requests: Any) -> Any:
        seen.extend(request.sampling for request in requests)
        return submit(requests)

    monkeypatch.setattr(server.core, "submit", listening)
    create(server, **fields)
    assert [(sampling.temperature, sampling.top_p) for sampling in seen] == [(temperature, top_p)]


def test_a_kimi_vl_checkpoint_gets_its_own_chat_format(tmp_path: Path) -> None:
    """No `<think>`, no tools; what it says is content, and a format constrains it from the first token."""
    folder = write_served_checkpoint(tmp_path / "vl")
    for file, changes in {
        "config.json": {'"kimi_k25"': '"kimi_vl"'},
        "tokenizer_config.json": {"media_begin": "media_start", "</think>": "<|x|>", "<think>": "<|y|>"},
    }.items():
        text = (folder / file).read_text()
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (folder / file).write_text(text)
    runner = says('{"a": 1}')
    with serving(folder, lambda report: runner) as server:
        for form in ({"type": "text"}, {"type": "json_object"}):
            fields = {"response_format": form, "extra_body": {"max_thinking_tokens": 0}}
            answer = server.client.chat.completions.create(model="vl", messages=HI, **fields)  # type: ignore[call-overload]
            assert answer.choices[0].message.content == '{"a": 1}'
            assert answer.usage.completion_tokens_details.reasoning_tokens == 0
        prompt = _post(server, "/detokenize", tokens=runner.prompts[-1].token_ids)[1]["prompt"]
        assert prompt == (
            "<|im_system|>system<|im_middle|>You are a helpful assistant<|im_end|>"
            "<|im_user|>user<|im_middle|>hi<|im_end|><|im_assistant|>assistant<|im_middle|>"
        )
        for choice in ("auto", "required"):
            tools = [{"type": "function", "function": {"name": "f"}}]
            status, answer = _post(server, "/v1/chat/completions", messages=HI, tools=tools, tool_choice=choice)
            assert (status, answer["error"]["param"]) == (400, "tools")
