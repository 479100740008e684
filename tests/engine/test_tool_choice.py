"""Tool calls that have to come, may come, or come once, from a model that says random things."""

import json
from pathlib import Path
from typing import Any

import openai
import pytest

from tests.engine.babbling import PERSON, ask_babbler, by_schema, is_person
from tests.engine.scripted_chat import INSTANT, create
from tests.engine.served import ScriptedRunner, Serving, serving, tokens_of


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
            assert is_person(arguments) if call.function.name == "look" else isinstance(arguments["far"], bool)


def test_a_named_tool_is_called_once_and_no_other(babbling: Serving) -> None:
    for number in range(5):
        named = {"type": "function", "function": {"name": "look"}}
        choice = ask_babbler(babbling, number, tools=TOOLS, tool_choice=named, temperature=1.0).choices[0]
        (call,) = choice.message.tool_calls
        assert (call.id, choice.finish_reason) == ("functions.look:0", "tool_calls")
        assert is_person(json.loads(call.function.arguments))


def test_a_format_and_tools_allow_either(babbling: Serving) -> None:
    seen = set()
    for number in range(12):
        fields = {"tools": TOOLS[:1], "response_format": by_schema(PERSON), "temperature": 2.0, "seed": number}
        message = ask_babbler(babbling, number, **fields).choices[0].message
        seen.add(bool(message.tool_calls))
        said = message.tool_calls[0].function.arguments if message.tool_calls else message.content
        assert is_person(json.loads(said))
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
        ({"tool_choice": "required", "tools": [_tool("c", {"type": "array"})]}, "tools[0].function.parameters"),
        (
            {"tool_choice": "required", "tools": [_tool("c", {"not": {}}, strict=True)]},
            "tools[0].function.parameters",
        ),
    ],
)
def test_choices_that_cannot_be_made_are_refused(babbling: Serving, fields: dict[str, Any], param: str) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        ask_babbler(babbling, 0, **fields)
    assert caught.value.param == param


def test_a_loose_tool_may_say_what_the_grammar_cannot(babbling: Serving) -> None:
    tools = [_tool("c", {"properties": {"a": {"type": "integer", "maximum": 9, "minimum": 0}}, "not": {}})]
    choice = ask_babbler(babbling, 0, tools=tools, tool_choice="required", parallel_tool_calls=False).choices[0]
    assert choice.message.tool_calls[0].function.name == "c"
