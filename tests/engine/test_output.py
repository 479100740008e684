"""What the model says, split into reasoning, content and tool calls; and stop strings."""

from typing import Any

import pytest

from moonpane_engine.chat.output import AnswerParser, ContentDelta, ReasoningDelta, ToolCallDelta, called_name
from moonpane_engine.chat.scanners import StopScanner
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.chat.tokenizer_files import NAMED_SLOTS, train_bpe


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    ranked = train_bpe(["hello world, I think; functions.write:0 {}\n"], 280)
    special = {NAMED_SLOTS.get(slot, f"<|reserved_token_{280 + slot}|>"): 280 + slot for slot in range(256)}
    return Tokenizer(ranked, special)


def _read(tokenizer: Tokenizer, text: str, *, thinking: bool = True, in_text: bool = False) -> dict[str, Any]:
    parser = AnswerParser(tokenizer, thinking=thinking, thinks_in_text=in_text)
    deltas = [delta for token in tokenizer.encode(text, allow_special=True) for delta in parser.push(token)]
    deltas += parser.finish()
    return {
        "reasoning": "".join(delta.text for delta in deltas if isinstance(delta, ReasoningDelta)),
        "content": "".join(delta.text for delta in deltas if isinstance(delta, ContentDelta)),
        "calls": [(d.index, d.call.id, d.call.name, d.call.arguments) for d in deltas if isinstance(d, ToolCallDelta)],
    }


_CALL = "<|tool_call_begin|>functions.look:3<|tool_call_argument_begin|>{}<|tool_call_end|>"
_SECTION = f"<|tool_calls_section_begin|>{_CALL}<|tool_calls_section_end|>"


@pytest.mark.parametrize(
    ("text", "reasoning", "content", "num_calls"),
    [
        ("hm 🙂</think>yes", "hm 🙂", "yes", 0),
        ("hm \n\n</think>\n\nyes ", "hm", "\n\nyes ", 0),
        ("all thoughts", "all thoughts", "", 0),
        ("<think>again</think>x</think>y", "again", "xy", 0),
        (f"hm</think>\n {_SECTION}", "hm", "", 1),
        (f"hm{_SECTION}", "hm", "", 1),
        (f"</think>look: {_SECTION} and more", "", "look: ", 1),
        ("</think> ", "", " ", 0),
        ("</think>a<|media_pad|>b", "", "ab", 0),
        (f"</think><|tool_calls_section_begin|>{_CALL}{_CALL}", "", "", 2),
        ("</think><|tool_calls_section_begin|><|tool_call_begin|>functions.look:0", "", "", 0),
        ("</think><|tool_calls_section_begin|><|tool_call_begin|><|tool_call_end|>", "", "", 0),
        (f"</think>{_SECTION[: _SECTION.index('<|tool_call_end|>')]}", "", "", 1),
        (f"</think>{_SECTION[: _SECTION.index('}')]}", "", "", 0),  # arguments that are not whole
    ],
)
def test_answers_are_split(tokenizer: Tokenizer, text: str, reasoning: str, content: str, num_calls: int) -> None:
    read = _read(tokenizer, text)
    assert (read["reasoning"], read["content"], len(read["calls"])) == (reasoning, content, num_calls)


@pytest.mark.parametrize(
    ("call_id", "tools", "name"),
    [
        ("functionsexec5", {"exec", "look"}, "exec"),
        ("functions.exec5", {"exec", "look"}, "exec"),
        ("functions_exec_5", {"exec", "look"}, "exec"),
        ("functions.exec5:0", {"exec5", "exec"}, "exec5"),
        ("functions_list:0", {"functions_list", "list"}, "functions_list"),
        ("functions.functions_list:0", {"functions_list"}, "functions_list"),
        ("exec:2", {"exec"}, "exec"),
        ("7", {"exec"}, "exec"),
        ("7", {"exec", "look"}, "7"),
        ("7", {"exec": {"code"}, "look": {"at", "how"}}, "look"),
        ("functions.other:1", {"exec"}, "other"),  # not declared: said as it is
    ],
)
def test_misspelt_ids_find_the_declared_tool(call_id: str, tools: Any, name: str) -> None:
    """A bare counter is told by the arguments, where only one tool takes such."""
    named = tools if isinstance(tools, dict) else dict.fromkeys(tools, ())
    assert called_name(call_id, named, '{"at": 3}') == name


def test_calls_that_were_left_open_or_have_no_arguments_are_calls(tokenizer: Tokenizer) -> None:
    begin, argument = "<|tool_call_begin|>", "<|tool_call_argument_begin|>"
    section = (
        f"</think><|tool_calls_section_begin|>{begin}functions.a:0{argument}{{}}{begin}functions.b:1<|tool_call_end|>"
    )
    calls = _read(tokenizer, section)["calls"]
    assert [(name, arguments) for _, _, name, arguments in calls] == [("a", "{}"), ("b", "{}")]


@pytest.mark.parametrize(
    ("call_id", "name"),
    [
        ("functions.look:3", "look"),
        ("functions.a.b-c:12", "a.b-c"),
        ("look:0", "look"),
        ("functions_look", "look"),
        ("look", "look"),
    ],
)
def test_call_ids_are_kept_and_named(tokenizer: Tokenizer, call_id: str, name: str) -> None:
    text = f"<|tool_calls_section_begin|><|tool_call_begin|>{call_id}<|tool_call_argument_begin|> <|tool_call_end|>"
    assert _read(tokenizer, text)["calls"] == [(0, call_id, name, "{}")]


def test_half_a_character_is_never_said(tokenizer: Tokenizer) -> None:
    half = tokenizer.encode("é")[0]
    assert len(tokenizer.encode("é")) == 2
    for thinking, ending in ((True, [tokenizer.token_id("</think>")]), (False, [])):
        parser = AnswerParser(tokenizer, thinking=thinking)
        deltas = [delta for token in [half, *ending] for delta in parser.push(token)]
        assert [*deltas, *parser.finish()] == []


def test_instant_answers_begin_as_content_and_spelled_markers_are_text(tokenizer: Tokenizer) -> None:
    assert _read(tokenizer, "plain", thinking=False)["content"] == "plain"
    parser = AnswerParser(tokenizer, thinking=True)
    deltas = [delta for token in tokenizer.encode("a</think>b") for delta in parser.push(token)]
    assert "".join(delta.text for delta in deltas if isinstance(delta, ReasoningDelta)) == "a</think>b"


@pytest.mark.parametrize(
    ("text", "reasoning", "content"),
    [
        ("◁think▷hm 🙂 ◁/think▷\nyes", "hm 🙂", "\nyes"),
        ("\n◁think▷\nhm◁/think▷yes ◁think▷x◁/think▷", "\nhm", "yes ◁think▷x◁/think▷"),
        ("◁think▷a◁/b◁/think", "a◁/b◁/think", ""),
        ("◁think▷◁/think▷", "", ""),
        ("◁thin", "", "◁thin"),
        ("plain ◁think▷a", "", "plain ◁think▷a"),
        (" ", "", " "),
    ],
)
def test_reasoning_between_marks_of_ordinary_text(
    tokenizer: Tokenizer, text: str, reasoning: str, content: str
) -> None:
    """As Kimi-VL-Thinking writes it; the marks come in pieces, here byte by byte."""
    read = _read(tokenizer, text, thinking=False, in_text=True)
    assert (read["reasoning"], read["content"]) == (reasoning, content)


@pytest.mark.parametrize(
    ("stops", "pieces", "shown"),
    [
        (["END"], ["abE", "N", "Dxyz"], "ab"),
        (["END"], ["abE", "N", "x"], "abENx"),
        (["END"], ["abEN"], "abEN"),
        (["b", "ab"], ["xab"], "x"),
        (["\n\n"], ["a\n", "b\n", "\nc"], "a\nb"),
        ([], ["abc"], "abc"),
        (["aab"], ["a", "a", "a", "b"], "a"),
    ],
)
def test_stop_strings(stops: list[str], pieces: list[str], shown: str) -> None:
    scanner = StopScanner(stops)
    text = "".join(scanner.push(piece) for piece in pieces)
    assert text + scanner.flush() == shown
    whole = "".join(pieces)
    assert scanner.has_stopped == any(stop in whole for stop in stops)
