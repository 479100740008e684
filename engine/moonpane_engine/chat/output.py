"""What the model's tokens mean: reasoning, content and tool calls, split while they stream.

    [reasoning] </think> [content] [<|tool_calls_section_begin|> calls <|tool_calls_section_end|>] <|im_end|>

Markers count only as special tokens: the same letters spelled in ordinary tokens are content. The model may
skip `</think>` before tool calls; text after the tool section is not shown.
"""

import enum
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from moonpane_engine.chat.messages import ToolCall
from moonpane_engine.chat.scanners import ThoughtScanner
from moonpane_engine.chat.tokenizer import Tokenizer

_WHOLE_ID = re.compile(r".+:\d+", re.DOTALL)
_LENIENT = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (r"functions[._]?(.+?)[:_]?\d*", r"functions[._]?(.+)", r"(.+?)[:_]?\d+")
)
_CALL_ID = re.compile(r"^(?:functions[._]?)?(.+?)(?::\d+)?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """A further piece of the reasoning."""

    text: str


@dataclass(frozen=True, slots=True)
class ContentDelta:
    """A further piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCallDelta:
    """One complete call; `index` counts the calls of this answer."""

    index: int
    call: ToolCall


Delta = ReasoningDelta | ContentDelta | ToolCallDelta


class Region(enum.Enum):
    """Where in the grammar the next token falls."""

    REASONING = enum.auto()
    CONTENT = enum.auto()
    TOOLS = enum.auto()  # inside the section, between calls; and after it
    CALL_ID = enum.auto()
    ARGUMENTS = enum.auto()


DeclaredTools = Mapping[str, Collection[str]]  # names of tools, each with those of its parameters
_NO_TOOLS: DeclaredTools = MappingProxyType({})


def called_name(call_id: str, tools: DeclaredTools = _NO_TOOLS, arguments: str = "{}") -> str:
    """The tool that `functions.NAME:IDX` means, leniently: of the declared ones that which some reading of it names.

    `functionsexec5`, `functions.exec5` and `functions_exec_5` have been seen for `functions.exec:5`, and a bare counter
    where only one tool is declared, or only one takes such arguments.
    """
    match = _CALL_ID.match(call_id)
    name = match.group(1) if match else call_id
    whole = call_id.rpartition(":")[0]  # a tool may be called functions_list
    readings = [whole, name, *(found.group(1) for reading in _LENIENT if (found := reading.fullmatch(call_id)))]
    if call_id.strip(":").isdigit():
        given = _object(arguments)
        taking = [name for name, parameters in tools.items() if given and given.keys() <= {*parameters}]
        readings += next((names for names in ([*tools], taking) if len(names) == 1), [])
    return next((reading for reading in readings if reading in tools), name)


def _object(text: str) -> dict[str, object] | None:
    """The JSON object in `text`, or None where it is none, or not a whole one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


class AnswerParser:
    """Folds one answer's tokens into deltas.

    `thinking` says whether the prompt left `<think>` open, `thinks_in_text` whether the model may write its reasoning
    between marks of ordinary text. `tools` are the declared names: models misspell the ids of calls.
    """

    def __init__(
        self, tokenizer: Tokenizer, *, thinking: bool, thinks_in_text: bool = False, tools: DeclaredTools = _NO_TOOLS
    ) -> None:
        self.region = Region.REASONING if thinking else Region.CONTENT
        self.num_calls = 0
        self._tools = tools
        self._tokenizer = tokenizer
        self._stream = tokenizer.stream()
        self._thoughts = ThoughtScanner() if thinks_in_text else None
        self._names = {token_id: name for name, token_id in tokenizer.special.items()}
        self._space = ""  # whitespace that is shown only if something follows it
        self._content_begun = False
        self._call_id = ""
        self._text = ""

    def resume(self, *texts: str) -> list[Delta]:
        """The answer began with these: its content, or its reasoning and then its content. Returns what was shown."""
        first, *others = texts
        deltas = self._add_text(first)
        for text in others:
            deltas += self._on_marker("</think>") + self._add_text(text)
        return deltas

    def push(self, token_id: int) -> list[Delta]:
        """Deltas that became certain with this token, often none."""
        if self._tokenizer.is_special(token_id):
            self._stream.drop_unfinished()
            return self._on_marker(self._names.get(token_id, ""))
        return self._add_text(self._stream.push(token_id))

    def finish(self) -> list[Delta]:
        """The last deltas: held-back whitespace, and a call whose arguments are whole though its end is missing."""
        deltas: list[Delta] = []
        if self.region is Region.ARGUMENTS and _object(self._text) is not None:
            deltas += self._close_call()
        if self._thoughts is not None:
            deltas += self._add_pieces(self._thoughts.flush())
        if self.region is Region.CONTENT and self._space and not self.num_calls:
            deltas.append(ContentDelta(self._space))
        return deltas

    def _on_marker(self, name: str) -> list[Delta]:
        match name:
            case "</think>" if self.region is Region.REASONING:
                self.region = Region.CONTENT
                self._space = ""
            case "<|tool_calls_section_begin|>" if self.region in (Region.REASONING, Region.CONTENT):
                self.region = Region.TOOLS
            case "<|tool_call_begin|>":
                deltas = self._close_call()  # the one before may have been left open
                self._text = ""
                self.region = Region.CALL_ID
                return deltas
            case "<|tool_call_argument_begin|>" if self.region is Region.CALL_ID:
                self._call_id, self._text = self._text.strip(), ""
                self.region = Region.ARGUMENTS
            case "<|tool_call_end|>" | "<|tool_calls_section_end|>":
                return self._close_call()
            case _:
                pass  # stray markers are not part of any text
        return []

    def _close_call(self) -> list[Delta]:
        was, self.region = self.region, Region.TOOLS
        if was is Region.CALL_ID and _WHOLE_ID.fullmatch(self._text.strip()):  # nothing but an id: no arguments
            self._call_id, self._text, was = self._text.strip(), "", Region.ARGUMENTS
        if was is not Region.ARGUMENTS or not self._call_id:
            return []
        arguments = self._text.strip() or "{}"
        call = ToolCall(self._call_id, called_name(self._call_id, self._tools, arguments), arguments)
        self.num_calls += 1
        return [ToolCallDelta(self.num_calls - 1, call)]

    def _add_text(self, text: str) -> list[Delta]:
        if self._thoughts is not None and text:
            return self._add_pieces(self._thoughts.push(text))
        return self._add_to_region(text)

    def _add_pieces(self, pieces: list[tuple[bool, str]]) -> list[Delta]:
        deltas: list[Delta] = []
        for is_reasoning, text in pieces:
            if self.region is Region.REASONING and not is_reasoning:
                self._space = ""
            self.region = Region.REASONING if is_reasoning else Region.CONTENT
            deltas += self._add_to_region(text)
        return deltas

    def _add_to_region(self, text: str) -> list[Delta]:
        if not text:
            return []
        match self.region:
            case Region.REASONING:
                shown = self._hold_trailing_space(text)
                return [ReasoningDelta(shown)] if shown else []
            case Region.CONTENT:
                if not self._content_begun:
                    # Whitespace alone before tool calls is no content; before content it belongs to it.
                    text, self._space = self._space + text, ""
                    if not text.strip():
                        self._space = text
                        return []
                    self._content_begun = True
                return [ContentDelta(text)]
            case Region.CALL_ID | Region.ARGUMENTS:
                self._text += text
        return []

    def _hold_trailing_space(self, text: str) -> str:
        text = self._space + text
        shown = text.rstrip()
        self._space = text[len(shown) :]
        return shown
