"""Constrained answers over the API: a model that says random things still says what was asked for."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from moonpane_engine.chat import grammar
from moonpane_engine.server import constraints
from tests.engine.scripted_chat import HI, INSTANT, create
from tests.engine.served import (
    IDS,
    NUM_BASE,
    Babbler,
    ScriptedRunner,
    Serving,
    serving,
    tokens_of,
    write_served_checkpoint,
)


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint with a context of 4,096 tokens: schemas are long where every byte is one."""
    folder = write_served_checkpoint(tmp_path_factory.mktemp("checkpoints") / "tiny-model")
    config = json.loads((folder / "config.json").read_text())
    config["text_config"]["max_position_embeddings"] = 4096
    (folder / "config.json").write_text(json.dumps(config))
    return folder


@pytest.fixture(scope="module")
def babbling(roomy: Path) -> Iterator[Serving]:
    with serving(roomy, lambda report: Babbler()) as server:
        yield server


PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 8},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "maxItems": 3},
    },
    "required": ["name", "age"],
    "additionalProperties": False,
}


def _is_person(value: Any) -> bool:
    return (
        set(value) <= {"name", "age", "tags"}
        and len(value["name"]) <= 8
        and 0 <= value["age"] <= 150
        and set(value.get("tags", [])) <= {"a", "b"}
    )


def _ask(server: Serving, number: int, **fields: Any) -> Any:
    fields.setdefault("max_tokens", 400)
    fields.setdefault("seed", number)
    return create(server, messages=[{"role": "user", "content": str(number)}], **fields)


def _schema(schema: Any) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "n", "schema": schema}}


def test_the_control_babbles(babbling: Serving) -> None:
    answers = [_ask(babbling, number, max_tokens=50).choices[0].message.content for number in range(5)]
    for answer in answers:
        with pytest.raises((ValueError, TypeError)):
            json.loads(answer)


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_answers_fit_their_schema(babbling: Serving, temperature: float) -> None:
    for number in range(10):
        answer = _ask(babbling, number, response_format=_schema(PERSON), temperature=temperature).choices[0]
        assert answer.finish_reason == "stop"
        assert _is_person(json.loads(answer.message.content))


def test_json_objects_and_expressions(babbling: Serving) -> None:
    for number in range(5):
        answer = _ask(babbling, number, response_format={"type": "json_object"}).choices[0]
        if answer.finish_reason == "stop":
            assert isinstance(json.loads(answer.message.content), dict)
        expression = r"[a-c]{2,5}-(\d{3}|x)"
        answer = _ask(babbling, number, extra_body={**INSTANT, "guided_regex": expression}).choices[0]
        assert re.fullmatch(expression, answer.message.content)
        answer = _ask(babbling, number, extra_body={**INSTANT, "guided_json": PERSON}).choices[0]
        assert _is_person(json.loads(answer.message.content))


def test_raw_completions_take_formats_too(babbling: Serving) -> None:
    answer = babbling.client.completions.create(
        model="tiny-model",
        prompt=["one", "two"],
        n=2,
        max_tokens=300,
        extra_body={"response_format": _schema(PERSON), "ignore_eos": True},
    )
    assert len(answer.choices) == 4
    assert all(_is_person(json.loads(choice.text)) for choice in answer.choices)


@pytest.mark.parametrize("stream", [False, True])
def test_the_grammar_begins_after_the_reasoning(babbling: Serving, stream: bool) -> None:
    """A babbler thinks about anything and would leave early; the answer comes nevertheless, and fits."""
    num_thought = 0
    for number in range(5):
        fields = {"response_format": _schema(PERSON), "extra_body": {"max_thinking_tokens": 30}, "temperature": 1.0}
        answer = _ask(babbling, number, stream=stream, **fields)
        if stream:
            deltas = [chunk.choices[0].delta for chunk in answer]
            content = "".join(delta.content or "" for delta in deltas)
            num_thought += any(getattr(delta, "reasoning_content", "") for delta in deltas)
        else:
            content = answer.choices[0].message.content
            assert 0 < answer.usage.completion_tokens_details.reasoning_tokens <= 31
            num_thought += answer.usage.completion_tokens_details.reasoning_tokens > 1
        assert _is_person(json.loads(content))
    assert num_thought >= 3  # some leave at once


def test_log_probabilities_are_the_models_own(babbling: Serving) -> None:
    """A token that the grammar wrung out of it stays as unlikely as the model finds it."""
    fields = {"response_format": _schema({"enum": ["yes"]}), "logprobs": True, "top_logprobs": 1}
    entries = _ask(babbling, 1, temperature=0, **fields).choices[0].logprobs.content
    assert [entry.token for entry in entries] == list('"yes"')
    assert all(entry.logprob <= entry.top_logprobs[0].logprob for entry in entries)
    assert min(entry.logprob for entry in entries) < -4


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"type": "foo"}, "Invalid type: foo"),
        ({"type": "string", "pattern": "(?=a)"}, "look-around"),
        ({"$ref": "http://example.com/a"}, "does not fetch"),
        ({"not": {}}, "Unimplemented keys"),
        (False, "not"),
        ({"type": "integer", "multipleOf": 999_983}, "'multipleOf' takes too long"),
        ({"type": "integer", "multipleOf": 1e300}, "'multipleOf' takes too long"),
        ({"properties": {"a": {"type": "number", "multipleOf": 0.0999983}}}, "'multipleOf' takes too long"),
        ({"type": "integer", "allOf": [{"multipleOf": n} for n in (97, 89, 83, 79)]}, "'multipleOf' takes too long"),
        (
            {"properties": {f"a{n}": {"type": "integer", "multipleOf": 9000} for n in range(50)}},
            "'multipleOf' takes too long",
        ),
        ({"enum": ["x" * 200_000]}, "at most 131072"),
        ({"allOf": [{"anyOf": [{"required": [f"p{i}{j}"]} for j in range(8)]} for i in range(12)]}, "too large"),
    ],
)
def test_schemas_that_cannot_be_used_are_refused(babbling: Serving, schema: Any, reason: str) -> None:
    with pytest.raises(openai.BadRequestError, match=re.escape(reason)) as caught:
        _ask(babbling, 0, response_format=_schema(schema))
    assert caught.value.param == "response_format.json_schema.schema"
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 600


def test_an_expression_that_cannot_be_used_is_refused(babbling: Serving) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        _ask(babbling, 0, extra_body={"guided_regex": "(a"})
    assert caught.value.param == "guided_regex"


def test_compiling_has_a_time_limit(babbling: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constraints, "COMPILE_TIMEOUT_S", 0)
    with pytest.raises(openai.BadRequestError, match="takes too long to compile"):
        _ask(babbling, 0, response_format=_schema(PERSON))


def test_a_grammar_that_grows_too_complex_ends_its_own_request_only(
    babbling: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    from llguidance import LLParserLimits

    def tight(**fields: Any) -> LLParserLimits:
        return LLParserLimits(**fields, step_lexer_fuel=1)

    monkeypatch.setattr("llguidance.LLParserLimits", tight)
    strange = {"type": "string", "pattern": "^([a-f]{2,30}|[d-k]{3,20}x)*$"}
    with pytest.raises(openai.InternalServerError, match="the grammar of the answer cannot go on"):
        _ask(babbling, 0, response_format=_schema(strange))
    monkeypatch.undo()
    assert _is_person(json.loads(_ask(babbling, 0, response_format=_schema(PERSON)).choices[0].message.content))


@pytest.mark.parametrize("multiple", [1, 5, 100, 0.01, 2.5, 1e-7, 10_000])
def test_everyday_multiples_are_taken(babbling: Serving, multiple: float) -> None:
    answer = _ask(babbling, 0, response_format=_schema({"type": "number", "multipleOf": multiple, "enum": [0, 3.3]}))
    assert answer.choices[0].message.content


def test_a_schema_sent_again_is_not_compiled_again() -> None:
    tokenizer = grammar.Tokenizer([bytes([byte]) for byte in range(NUM_BASE)], IDS)
    compiler = grammar.GrammarCompiler(tokenizer, vocab_size=2 * NUM_BASE, stop_ids=frozenset({IDS["[EOS]"]}))
    texts = [grammar.answer_grammar(grammar.json_rule({"const": number})) for number in range(20)]
    first = compiler.compile(texts[0])
    assert compiler.compile(texts[0]) is first
    for text in texts:
        compiler.compile(text)
    assert compiler.compile(texts[0]) is not first  # only the newest are kept


# Tool calls.


def _tool(name: str, parameters: Any = None, **fields: Any) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name, "parameters": parameters, **fields}}


TOOLS = [_tool("look", PERSON), _tool("jump", {"properties": {"far": {"type": "boolean"}}, "required": ["far"]})]
HISTORY: list[Any] = [
    {"role": "user", "content": "x"},
    {
        "role": "assistant",
        "tool_calls": [
            {"id": f"functions.look:{number}", "type": "function", "function": {"name": "look", "arguments": "{}"}}
            for number in range(2)
        ],
    },
    {"role": "tool", "tool_call_id": "functions.look:0", "content": "seen"},
]


@pytest.mark.parametrize("thinking", [False, True])
def test_required_calls_fit_their_schemas_and_are_numbered_from_the_history(babbling: Serving, thinking: bool) -> None:
    kind = {"max_thinking_tokens": 20} if thinking else INSTANT
    for number in range(8):
        fields = {"tools": TOOLS, "tool_choice": "required", "extra_body": kind, "temperature": 1.0, "seed": number}
        choice = create(babbling, messages=HISTORY, max_tokens=800, **fields).choices[0]
        calls = choice.message.tool_calls or []
        assert choice.message.content is None
        if choice.finish_reason == "tool_calls":
            assert calls
        for index, call in enumerate(calls):
            assert call.id == f"functions.{call.function.name}:{2 + index}"
            arguments = json.loads(call.function.arguments)
            assert _is_person(arguments) if call.function.name == "look" else isinstance(arguments["far"], bool)


def test_a_named_tool_is_called_once_and_no_other(babbling: Serving) -> None:
    for number in range(5):
        named = {"type": "function", "function": {"name": "look"}}
        choice = _ask(babbling, number, tools=TOOLS, tool_choice=named, temperature=1.0).choices[0]
        (call,) = choice.message.tool_calls
        assert (call.id, choice.finish_reason) == ("functions.look:0", "tool_calls")
        assert _is_person(json.loads(call.function.arguments))


def test_a_format_and_tools_allow_either(babbling: Serving) -> None:
    seen = set()
    for number in range(12):
        fields = {"tools": TOOLS[:1], "response_format": _schema(PERSON), "temperature": 2.0, "seed": number}
        message = _ask(babbling, number, **fields).choices[0].message
        seen.add(bool(message.tool_calls))
        said = message.tool_calls[0].function.arguments if message.tool_calls else message.content
        assert _is_person(json.loads(said))
    assert seen == {True, False}


TWO_CALLS = "hm<|tool_calls_section_begin|>" + "".join(
    f"<|tool_call_begin|>functions.look:{number}<|tool_call_argument_begin|>{{}}<|tool_call_end|>"
    for number in range(2)
)


@pytest.mark.parametrize("is_parallel", [None, True, False])
@pytest.mark.parametrize("stream", [False, True])
def test_one_call_only_when_asked_for(roomy: Path, is_parallel: bool | None, stream: bool) -> None:
    runner = ScriptedRunner(lambda _: tokens_of(TWO_CALLS + "<|tool_calls_section_end|>"))
    with serving(roomy, lambda report: runner) as server:
        answer = create(server, tools=TOOLS, stream=stream, parallel_tool_calls=is_parallel)
        if stream:
            choices = [chunk.choices[0] for chunk in answer]
            num_calls = sum(len(choice.delta.tool_calls or ()) for choice in choices)
            reason = choices[-1].finish_reason
        else:
            num_calls, reason = len(answer.choices[0].message.tool_calls), answer.choices[0].finish_reason
        assert (num_calls, reason) == (1 if is_parallel is False else 2, "tool_calls")
        server.wait_until(lambda: runner.live == [])


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"tool_choice": "required"}, "tool_choice"),
        ({"tool_choice": "sometimes", "tools": TOOLS}, "tool_choice"),
        (
            {"tool_choice": {"type": "function", "function": {"name": "fly"}}, "tools": TOOLS},
            "tool_choice.function.name",
        ),
        ({"tool_choice": "required", "tools": [_tool("a b")]}, "tools[0].function.name"),
        ({"tool_choice": "required", "tools": [*TOOLS, _tool("c", [1])]}, "tools[2].function.parameters"),
        ({"tool_choice": "required", "tools": [*TOOLS, _tool("c", {"type": "x"})]}, "tools[2].function.parameters"),
        (
            {"tool_choice": "required", "tools": [_tool("c", {"not": {}}, strict=True)]},
            "tools[0].function.parameters",
        ),
    ],
)
def test_choices_that_cannot_be_made_are_refused(babbling: Serving, fields: dict[str, Any], param: str) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        _ask(babbling, 0, **fields)
    assert caught.value.param == param


def test_a_loose_tool_may_say_what_the_grammar_cannot(babbling: Serving) -> None:
    tools = [_tool("c", {"properties": {"a": {"type": "integer", "maximum": 9, "minimum": 0}}, "not": {}})]
    choice = _ask(babbling, 0, tools=tools, tool_choice="required", parallel_tool_calls=False).choices[0]
    assert choice.message.tool_calls[0].function.name == "c"


# Reasoning budget.


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("budget", [0, 1, 7])
def test_reasoning_ends_with_its_budget(babbling: Serving, stream: bool, budget: int) -> None:
    """The control is the same babble without a budget, which thinks longer."""
    fields: dict[str, Any] = {"max_tokens": 60, "seed": 1, "logit_bias": {str(token): -100 for token in IDS.values()}}
    free = _ask(babbling, 3, extra_body={}, **fields)
    assert free.usage.completion_tokens_details.reasoning_tokens == 60
    answer = _ask(
        babbling, 3, extra_body={"max_thinking_tokens": budget}, stream=stream, **fields,
        **({"stream_options": {"include_usage": True}} if stream else {}),
    )  # fmt: skip
    if stream:
        chunks = list(answer)
        deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
        content, usage = "".join(delta.content or "" for delta in deltas), chunks[-1].usage
        has_reasoned = any(getattr(delta, "reasoning_content", "") for delta in deltas)
    else:
        content, usage = answer.choices[0].message.content, answer.usage
        has_reasoned = hasattr(answer.choices[0].message, "reasoning_content")
    assert content
    if budget != 1:  # a single byte may be white space, which is held back
        assert has_reasoned is (budget > 0)
    assert usage.completion_tokens == 60
    assert usage.completion_tokens_details.reasoning_tokens == budget + 1  # `</think>` is one of them


def test_a_budget_that_is_not_spent_and_instant_answers_are_not_touched(server: Serving) -> None:
    for kind in ({"max_thinking_tokens": 100}, {**INSTANT, "max_thinking_tokens": 0}):
        with_budget = create(server, messages=HI, extra_body=kind).choices[0].message
        without = create(server, messages=HI, extra_body=INSTANT if "thinking" in kind else {}).choices[0].message
        assert with_budget.model_dump() == without.model_dump()
