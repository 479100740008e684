"""From a request's formats, tools and budgets to guides. Grammars are compiled in a thread, one at a time."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from moonpane_engine.chat.begun import Begun, guided
from moonpane_engine.chat.grammar import (
    CallableTool,
    GrammarCompiler,
    GrammarError,
    Schema,
    answer_grammar,
    call_rules,
    json_rule,
    lark_rule,
    regex_rule,
)
from moonpane_engine.chat.guide import AnswerGuide
from moonpane_engine.errors import BadRequest, GuideFailed
from moonpane_engine.page.guide import PageGuide
from moonpane_engine.page.outline import PageOutline, read_outline
from moonpane_engine.request import Guide
from moonpane_engine.server.one_at_a_time import OneAtATime
from moonpane_engine.server.served_model import ServedModel
from moonpane_engine.server.wire_chat import ChatRequest, FunctionTool, NamedChoice
from moonpane_engine.server.wire_common import GenerationFields
from moonpane_engine.server.wire_completions import CompletionRequest

if TYPE_CHECKING:
    from llguidance import LLMatcher

COMPILE_TIMEOUT_S = 10.0
MAX_GUIDED_VOCAB = 16_384  # its tokens are tried one by one, in the thread that serves everybody
Tools = dict[str, CallableTool]  # by the path of the field that holds the parameters

_TOOL_NAME = re.compile(r"[\w.\-]{1,256}", re.ASCII)  # anything else could not be read back from an answer


class ConstraintBuilder:
    """Builds one guide per choice; None where the answer is free."""

    def __init__(self, model: ServedModel) -> None:
        self._model = model
        self._compiler = GrammarCompiler(model.tokenizer, vocab_size=model.vocab_size, stop_ids=model.stop_ids)
        self._threaded = OneAtATime()

    async def chat(self, body: ChatRequest, begun: Begun | None = None) -> list[Guide | None]:
        """Guides of a chat answer, which may have begun. Raises BadRequest that names the field."""
        guides = await self._chat(body)
        return guides if begun is None else await self._threaded.run(self._begin, guides, begun)

    def _begin(self, guides: list[Guide | None], begun: Begun) -> list[Guide | None]:
        """In a thread: a guide reads what there is byte by byte."""
        tokenizer, vocab_size = self._model.tokenizer, self._model.vocab_size
        try:
            return [guided(tokenizer, begun, vocab_size, guide) for guide in guides]
        except GuideFailed as error:
            raise BadRequest(
                f"continue_final_message: the last message is no beginning of such an answer ({error}); leave it out.",
                param="continue_final_message",
            ) from None

    async def _chat(self, body: ChatRequest) -> list[Guide | None]:
        if body.guided_outline is not None:
            outline = self._outline(body.guided_outline)
            return [PageGuide(self._model.tokenizer, outline) for _ in range(body.n)]
        tools = _chosen_tools(body)
        matcher = await self._compile(body, tools) if body.formats or tools else None
        thinking = body.wants_thinking and self._model.chat.style.has_thinking
        return self._guides(body.n, matcher, thinking=thinking, budget=body.max_thinking_tokens)

    def _outline(self, guided_outline: str) -> PageOutline:
        if self._model.vocab_size > MAX_GUIDED_VOCAB:
            raise BadRequest(
                "guided_outline: it is for the embedded model, and this one has too many tokens to try; leave it out.",
                param="guided_outline",
            )
        try:
            return read_outline(guided_outline)
        except ValueError as error:
            raise BadRequest(f"guided_outline: {error}; leave groups out.", param="guided_outline") from None

    async def text(self, body: CompletionRequest) -> list[Guide | None]:
        """Guides of raw completions, `n` for each prompt. Raises BadRequest that names the field."""
        matcher = await self._compile(body, {}) if body.formats else None
        return self._guides(len(body.prompts) * body.n, matcher, thinking=False, budget=None)

    def _guides(
        self, num: int, matcher: "LLMatcher | None", *, thinking: bool, budget: int | None
    ) -> list[Guide | None]:
        if matcher is None and (budget is None or not thinking):
            return [None] * num
        return [
            AnswerGuide(
                self._model.tokenizer,
                vocab_size=self._model.vocab_size,
                thinking=thinking,
                max_thinking_tokens=budget,
                matcher=matcher,
            )
            for _ in range(num)
        ]

    async def _compile(self, body: GenerationFields, tools: Tools) -> "LLMatcher":
        try:
            return await self._threaded.run_within(COMPILE_TIMEOUT_S, self._compile_now, body, tools)
        except TimeoutError:
            field = next(iter([*tools, *body.formats]))
            raise BadRequest(f"{field}: it takes too long to compile; make it simpler.", param=field) from None

    def _compile_now(self, body: GenerationFields, tools: Tools) -> "LLMatcher":
        """In a thread. Where the whole fails, its parts are compiled alone to find the field at fault."""
        must_call = isinstance(body, ChatRequest) and body.must_call
        is_single = isinstance(body, ChatRequest) and body.is_single_call
        has_answer = bool(body.formats) and not must_call
        try:
            answer = _answer_rule(body) if has_answer else None
            calls = call_rules(list(tools.values()), self._model.tokenizer, is_single=is_single) if tools else []
            strict = [tool.parameters for tool in tools.values() if tool.is_strict]
            strict += _answer_schemas(body) if has_answer else []
            return self._compiler.compile(answer_grammar(answer, calls), strict)
        except GrammarError as error:
            if has_answer:
                self._try_alone(_answer_field(body), lambda: _answer_rule(body), _answer_schemas(body))
            for field, tool in tools.items():
                strict = [tool.parameters] if tool.is_strict else []
                self._try_alone(field, lambda tool=tool: json_rule(tool.parameters, is_strict=tool.is_strict), strict)
            raise _refusal("tools" if tools else _answer_field(body), error) from None

    def _try_alone(self, field: str, rule: Callable[[], str], strict: list[Schema]) -> None:
        try:
            self._compiler.compile(answer_grammar(rule()), strict)
        except GrammarError as error:
            raise _refusal(field, error) from None


def _refusal(field: str, error: GrammarError) -> BadRequest:
    return BadRequest(f"{field}: the answer cannot be constrained by it: {error}.", param=field)


def _answer_field(body: GenerationFields) -> str:
    """Path of the field that says how the text of the answer has to look."""
    field = body.formats[0]
    is_schema = field == "response_format" and body.response_format and body.response_format.json_schema
    return "response_format.json_schema.schema" if is_schema else field


def _answer_rule(body: GenerationFields) -> str:
    if body.guided_regex is not None:
        return regex_rule(body.guided_regex)
    if body.guided_grammar is not None:
        return lark_rule(body.guided_grammar)
    return json_rule(*_answer_schemas(body))


def _answer_schemas(body: GenerationFields) -> list[Schema]:
    """What the answer has to be; none where an expression or a grammar says so."""
    if body.guided_regex is not None or body.guided_grammar is not None:
        return []
    if body.guided_json is not None:
        return [body.guided_json]
    form = body.response_format
    return [{"type": "object"} if form is None or form.json_schema is None else form.json_schema.definition]


def _chosen_tools(body: ChatRequest) -> Tools:
    """The tools whose calls have to follow a grammar, by the path of their parameters. Raises BadRequest."""
    if body.must_call and not body.tools:
        raise BadRequest("tool_choice: no tools are declared; add 'tools' or leave it out.", param="tool_choice")
    if not body.constrains_calls:
        return {}
    tools = {
        f"tools[{index}].function.parameters": _callable_tool(tool, f"tools[{index}].function")
        for index, tool in enumerate(body.tools or ())
    }
    if isinstance(body.tool_choice, NamedChoice):
        name = body.tool_choice.function.name
        tools = {field: tool for field, tool in tools.items() if tool.name == name}
        if not tools:
            field = "tool_choice.function.name"
            raise BadRequest(f"{field}: no tool {name!r:.100} is declared in 'tools'.", param=field)
    return tools


def _callable_tool(tool: FunctionTool, field: str) -> CallableTool:
    name, parameters = tool.function.get("name"), tool.function.get("parameters")
    if not isinstance(name, str) or not _TOOL_NAME.fullmatch(name):
        raise BadRequest(
            f"{field}.name: a tool that can be called has a name of 1 to 256 letters, digits, '_', '-' or '.'.",
            param=f"{field}.name",
        )
    if not isinstance(parameters, dict | bool | None):
        raise BadRequest(f"{field}.parameters: it is not a JSON schema; send an object.", param=f"{field}.parameters")
    if isinstance(parameters, dict) and parameters.get("type", "object") != "object":
        raise BadRequest(
            f"{field}.parameters: its type is {parameters['type']!s:.40}, but arguments are an object.",
            param=f"{field}.parameters",
        )
    # Arguments are an object in every API, whether the schema says so or not.
    schema = {"type": "object"} | (parameters if isinstance(parameters, dict) else {})
    return CallableTool(name, schema, is_strict=tool.function.get("strict") is True)
