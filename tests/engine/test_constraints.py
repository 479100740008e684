"""Constrained answers over the API: a model that says random things still says what was asked for."""

import asyncio
import json
import re
import time
from typing import Any

import openai
import pytest

from moonpane_engine.chat import grammar
from moonpane_engine.server import constraints
from moonpane_engine.server.one_at_a_time import OneAtATime
from tests.engine.babbling import PERSON, ask_babbler, by_schema, is_person
from tests.engine.scripted_chat import HI, INSTANT, create
from tests.engine.served import (
    IDS,
    NUM_BASE,
    Serving,
)


def test_the_control_babbles(babbling: Serving) -> None:
    answers = [ask_babbler(babbling, number, max_tokens=50).choices[0].message.content for number in range(5)]
    for answer in answers:
        with pytest.raises((ValueError, TypeError)):
            json.loads(answer)


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_answers_fit_their_schema(babbling: Serving, temperature: float) -> None:
    for number in range(10):
        answer = ask_babbler(babbling, number, response_format=by_schema(PERSON), temperature=temperature).choices[0]
        assert answer.finish_reason == "stop"
        assert is_person(json.loads(answer.message.content))


def test_json_objects_and_expressions(babbling: Serving) -> None:
    for number in range(5):
        answer = ask_babbler(babbling, number, response_format={"type": "json_object"}).choices[0]
        if answer.finish_reason == "stop":
            assert isinstance(json.loads(answer.message.content), dict)
        expression = r"[a-c]{2,5}-(\d{3}|x)"
        answer = ask_babbler(babbling, number, extra_body={**INSTANT, "guided_regex": expression}).choices[0]
        assert re.fullmatch(expression, answer.message.content)
        answer = ask_babbler(babbling, number, extra_body={**INSTANT, "guided_json": PERSON}).choices[0]
        assert is_person(json.loads(answer.message.content))


def test_a_grammar_keeps_answers_to_its_rules(babbling: Serving) -> None:
    nested = 'start: "<" item{1,3} ">"\nitem: /[a-c]{2}/ | "(" item ")"\n'
    for number in range(5):
        answer = ask_babbler(babbling, number, extra_body={**INSTANT, "guided_grammar": nested}).choices[0]
        if answer.finish_reason == "stop":
            bare = answer.message.content.replace("(", "").replace(")", "")
            assert re.fullmatch("<([a-c]{2}){1,3}>", bare)


@pytest.mark.parametrize("grammar", ["start: missing", "no rule at all", "item: /a/", "start: /a/ } answer: {"])
def test_a_grammar_that_cannot_be_used_is_refused(babbling: Serving, grammar: str) -> None:
    with pytest.raises(openai.BadRequestError, match="the answer cannot be constrained by it") as caught:
        ask_babbler(babbling, 0, extra_body={"guided_grammar": grammar})
    assert caught.value.param == "guided_grammar"


def test_raw_completions_take_formats_too(babbling: Serving) -> None:
    answer = babbling.client.completions.create(
        model="tiny-model",
        prompt=["one", "two"],
        n=2,
        max_tokens=300,
        extra_body={"response_format": by_schema(PERSON), "ignore_eos": True},
    )
    assert len(answer.choices) == 4
    assert all(is_person(json.loads(choice.text)) for choice in answer.choices)


@pytest.mark.parametrize("stream", [False, True])
def test_the_grammar_begins_after_the_reasoning(babbling: Serving, stream: bool) -> None:
    """A babbler thinks about anything and would leave early; the answer comes nevertheless, and fits."""
    num_thought = 0
    for number in range(5):
        fields = {"response_format": by_schema(PERSON), "extra_body": {"max_thinking_tokens": 30}, "temperature": 1.0}
        answer = ask_babbler(babbling, number, stream=stream, **fields)
        if stream:
            deltas = [chunk.choices[0].delta for chunk in answer]
            content = "".join(delta.content or "" for delta in deltas)
            num_thought += any(getattr(delta, "reasoning_content", "") for delta in deltas)
        else:
            content = answer.choices[0].message.content
            assert 0 < answer.usage.completion_tokens_details.reasoning_tokens <= 31
            num_thought += answer.usage.completion_tokens_details.reasoning_tokens > 1
        assert is_person(json.loads(content))
    assert num_thought >= 3  # some leave at once


def test_log_probabilities_are_the_models_own(babbling: Serving) -> None:
    """A token that the grammar wrung out of it stays as unlikely as the model finds it."""
    fields = {"response_format": by_schema({"enum": ["yes"]}), "logprobs": True, "top_logprobs": 1}
    entries = ask_babbler(babbling, 1, temperature=0, **fields).choices[0].logprobs.content
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
        ({"$ref": "#"}, "no answer fits it"),
        (
            {"properties": {"p": {"type": "number", "exclusiveMinimum": 0, "maximum": 0.5}}},
            "'exclusiveMinimum' 0 cannot",
        ),
        ({"type": "number", "allOf": [{"exclusiveMinimum": 0}, {"maximum": 0.5}]}, "'exclusiveMinimum' cannot be kept"),
        ({"$ref": "#/$defs/p", "maximum": 0.5, "$defs": {"p": {"exclusiveMinimum": 0}}}, "come from several objects"),
        ({"type": "number", "exclusiveMinimum": 0, "anyOf": [{"maximum": 0.5}]}, "come from several objects"),
        ({"items": {"exclusiveMinimum": 14, "exclusiveMaximum": 14.0000001}}, "'exclusiveMinimum' 14 cannot"),
        ({"allOf": [{"anyOf": [{"required": [f"p{i}{j}"]} for j in range(8)]} for i in range(12)]}, "too large"),
    ],
)
def test_schemas_that_cannot_be_used_are_refused(babbling: Serving, schema: Any, reason: str) -> None:
    with pytest.raises(openai.BadRequestError, match=re.escape(reason)) as caught:
        ask_babbler(babbling, 0, response_format=by_schema(schema))
    assert caught.value.param == "response_format.json_schema.schema"
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 600


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "number", "exclusiveMinimum": 0},
        {"type": "number", "exclusiveMinimum": 0.1},
        {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1}, {"type": "null"}]},
        {"allOf": [{"type": "number", "exclusiveMinimum": 0}], "description": "a price"},
        {"properties": {"p": {"$ref": "#/$defs/p"}}, "$defs": {"p": {"type": "number", "exclusiveMinimum": 0}}},
        {"const": {"exclusiveMinimum": 0, "maximum": 0.5}},
        {"properties": {"const": {"type": "integer", "default": {"exclusiveMinimum": 0, "maximum": 0.5}}}},
        {"type": "number", "minimum": 14, "exclusiveMaximum": 14.0000001},
        {"type": "number", "exclusiveMinimum": -2.5, "exclusiveMaximum": 7.25},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"type": "integer", "exclusiveMinimum": 3, "exclusiveMaximum": 9},
        {"properties": {"exclusiveMinimum": {"type": "string"}}},
        {"properties": {f"p{n}": {"type": "string"} for n in range(1500)}, "additionalProperties": False},
    ],
)
def test_everyday_schemas_compile(compiler: grammar.GrammarCompiler, schema: dict[str, Any]) -> None:
    assert compiler.compile(grammar.answer_grammar(grammar.json_rule(schema)))


def test_too_many_properties_are_refused_before_they_are_met(
    compiler: grammar.GrammarCompiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar, "_MAX_ITEMS", 200)
    many = {"properties": {f"q{n}": {"type": "string"} for n in range(300)}, "additionalProperties": False}
    with pytest.raises(grammar.GrammarError, match="max is 200"):
        compiler.compile(grammar.answer_grammar(grammar.json_rule(many)))


@pytest.mark.parametrize("expression", ["a%json b", "%json 1", "a\nanswer: %json \\{"])
def test_an_expression_is_no_schema_whatever_it_says(babbling: Serving, expression: str) -> None:
    answer = ask_babbler(babbling, 0, extra_body={"guided_regex": expression, **INSTANT}).choices[0].message.content
    assert re.fullmatch(expression, answer)


@pytest.mark.parametrize("expression", ["(a", r"[^\s\S]"])
def test_an_expression_that_cannot_be_used_is_refused(babbling: Serving, expression: str) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        ask_babbler(babbling, 0, extra_body={"guided_regex": expression})
    assert caught.value.param == "guided_regex"


def test_compiling_has_a_time_limit(babbling: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constraints, "COMPILE_TIMEOUT_S", 0)
    with pytest.raises(openai.BadRequestError, match="takes too long to compile"):
        ask_babbler(babbling, 0, response_format=by_schema(PERSON))


def test_a_grammar_that_grows_too_complex_ends_its_own_request_only(
    babbling: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    from llguidance import LLParserLimits

    def tight(**fields: Any) -> LLParserLimits:
        return LLParserLimits(**fields, step_lexer_fuel=1)

    monkeypatch.setattr("llguidance.LLParserLimits", tight)
    strange = {"type": "string", "pattern": "^([a-f]{2,30}|[d-k]{3,20}x)*$"}
    with pytest.raises(openai.InternalServerError, match="the grammar of the answer cannot go on"):
        ask_babbler(babbling, 0, response_format=by_schema(strange))
    monkeypatch.undo()
    assert is_person(json.loads(ask_babbler(babbling, 0, response_format=by_schema(PERSON)).choices[0].message.content))


@pytest.mark.parametrize("multiple", [1, 5, 100, 0.01, 2.5, 1e-7, 10_000])
def test_everyday_multiples_are_taken(babbling: Serving, multiple: float) -> None:
    answer = ask_babbler(
        babbling, 0, response_format=by_schema({"type": "number", "multipleOf": multiple, "enum": [0, 3.3]})
    )
    assert answer.choices[0].message.content


def test_the_time_limit_begins_when_the_turn_has_come() -> None:
    async def run() -> list[str]:
        turns = OneAtATime()

        def work(name: str, seconds: float) -> str:
            time.sleep(seconds)
            return name

        return list(await asyncio.gather(*(turns.run_within(0.5, work, str(number), 0.2) for number in range(5))))

    assert asyncio.run(run()) == ["0", "1", "2", "3", "4"]


@pytest.fixture
def compiler() -> grammar.GrammarCompiler:
    tokenizer = grammar.Tokenizer([bytes([byte]) for byte in range(NUM_BASE)], IDS)
    return grammar.GrammarCompiler(tokenizer, vocab_size=2 * NUM_BASE, stop_ids=frozenset({IDS["[EOS]"]}))


def test_a_schema_sent_again_is_not_compiled_again(compiler: grammar.GrammarCompiler) -> None:
    texts = [grammar.answer_grammar(grammar.json_rule({"const": number})) for number in range(20)]
    first = compiler.compile(texts[0])
    assert compiler.compile(texts[0]) is first
    for text in texts:
        compiler.compile(text)
    assert compiler.compile(texts[0]) is not first  # only the newest are kept


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("budget", [0, 1, 7])
def test_reasoning_ends_with_its_budget(babbling: Serving, stream: bool, budget: int) -> None:
    """The control is the same babble without a budget, which thinks longer."""
    fields: dict[str, Any] = {"max_tokens": 60, "seed": 1, "logit_bias": {str(token): -100 for token in IDS.values()}}
    free = ask_babbler(babbling, 3, extra_body={}, **fields)
    assert free.usage.completion_tokens_details.reasoning_tokens == 60
    answer = ask_babbler(
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


def test_an_outline_goes_with_no_other_constraint(babbling: Serving) -> None:
    outline = {"guided_outline": 'page 9x9\ntext A 14 #000000">hi</t\n'}
    assert ask_babbler(babbling, 0, extra_body={**INSTANT, **outline}, max_tokens=20).choices[0].finish_reason
    for extra in (outline, {**INSTANT, **outline, "guided_regex": "a"}):
        with pytest.raises(openai.BadRequestError, match="guided_outline"):
            ask_babbler(babbling, 0, extra_body=extra)


def test_an_outline_that_would_hold_up_the_engine_is_refused(
    babbling: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = "page 9x9\n" + "col 9x9\n" * 65 + 'text A 14 #000000">hi</t\n'
    with pytest.raises(openai.BadRequestError, match="more than 64 deep"):
        ask_babbler(babbling, 0, extra_body={**INSTANT, "guided_outline": deep})
    monkeypatch.setattr(constraints, "MAX_GUIDED_VOCAB", 300)
    with pytest.raises(openai.BadRequestError, match="too many tokens"):
        ask_babbler(babbling, 0, extra_body={**INSTANT, "guided_outline": deep.replace("col 9x9\n", "")})
