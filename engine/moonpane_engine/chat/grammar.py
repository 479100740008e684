"""Grammars of constrained answers: JSON schemas and tool calls in llguidance's Lark dialect, compiled for our tokens.

    start: answer | calls
    answer: %json {…}                                                     a response format
    calls: <[section begin]> call+ <[section end]>                        calls of declared tools
    call: <[call begin]> (call_0 | call_1 | …) <[call end]>
    call_0: "functions.NAME:" /[0-9]{1,4}/ <[argument begin]> args_0
    args_0: %json {…}

Dialect and limits: llguidance's docs/syntax.md and docs/json_schema.md. The library is loaded on first use.
"""

import json
import math
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from moonpane_engine.chat.bounds import excluded_values, scattered_bound
from moonpane_engine.chat.tokenizer import Tokenizer

if TYPE_CHECKING:
    from llguidance import LLMatcher, LLTokenizer

MAX_GRAMMAR_CHARS = 128 * 1024  # 4,000 properties: a second and a half to compile
MAX_MULTIPLE = 10_000  # a lexer for multiples of n has n states
_MAX_MULTIPLES = 50_000  # states of all such lexers together
_MULTIPLE = re.compile(r'"multipleOf": (\d[\d.]*(?:[eE][+-]?\d{1,4})?)')  # as `json.dumps` writes it
_MAX_ITEMS = 20_000  # of one row of the parser: four for each property that may come next
_NUM_KEPT = 8  # compiled grammars, for clients that send the same schema with every request
# Runs of white space end, so that a model cannot indent for ever.
_OPTIONS = {"whitespace_pattern": r"[\x20\x0A\x0D\x09]{1,40}"}

Schema = dict[str, Any] | bool


class GrammarError(ValueError):
    """A schema or an expression that cannot be compiled; `str` is a reason without a full stop."""


@dataclass(frozen=True, slots=True)
class CallableTool:
    """A tool that may be called; its name is made of letters, digits, `_`, `-` and `.`."""

    name: str
    parameters: Schema
    is_strict: bool = False  # whether a keyword that the grammar cannot express is refused rather than ignored


def json_rule(schema: Schema, *, is_strict: bool = True) -> str:
    """The right side of a rule for JSON that fits `schema`."""
    if isinstance(schema, bool):
        schema = {} if schema else {"not": {}}
    return f"%json {json.dumps(schema | {'x-guidance': {**_OPTIONS, 'lenient': not is_strict}})}"


def regex_rule(expression: str) -> str:
    """The right side of a rule for text that matches `expression` from end to end."""
    from llguidance import regex_to_lark

    return f"/{regex_to_lark(expression)}/"


def lark_rule(grammar: str) -> str:
    """The right side of a rule for text that a whole grammar describes; its rules have names of their own."""
    return f"%lark {{\n{grammar}\n}}"


def answer_grammar(answer: str | None, calls: Sequence[str] = ()) -> str:
    """A whole grammar from the rules of its parts; either may be missing, not both."""
    starts = [*(["answer"] if answer else []), *calls[:1]]
    lines = [f"start: {' | '.join(starts)}", *([f"answer: {answer}"] if answer else [])]
    return "\n".join([*lines, *calls[1:]]) + "\n"


def call_rules(tools: Sequence[CallableTool], tokenizer: Tokenizer, *, is_single: bool) -> list[str]:
    """What may start a tool-call section, and the rules below it, for `answer_grammar`."""

    def marker(name: str) -> str:
        return f"<[{tokenizer.token_id(f'<|tool_call{name}|>')}]>"

    rules = [
        f"{marker('s_section_begin')} call{'' if is_single else '+'} {marker('s_section_end')}",
        f"call: {marker('_begin')} ({' | '.join(f'call_{number}' for number in range(len(tools)))}) {marker('_end')}",
    ]
    for number, tool in enumerate(tools):
        header = json.dumps(f"functions.{tool.name}:", ensure_ascii=False)
        rules.append(f"call_{number}: {header} /[0-9]{{1,4}}/ {marker('_argument_begin')} args_{number}")
        rules.append(f"args_{number}: {json_rule(tool.parameters, is_strict=tool.is_strict)}")
    return rules


class GrammarCompiler:
    """Compiles grammars for one tokenizer. Blocking and for one thread at a time; the first call takes longest.

    `vocab_size` counts the rows of the embedding; `stop_ids` are what may follow a complete answer.
    """

    def __init__(self, tokenizer: Tokenizer, *, vocab_size: int, stop_ids: frozenset[int]) -> None:
        self._tokenizer = tokenizer
        self._vocab_size = vocab_size
        self._stop_ids = sorted(stop_ids)
        self._tokens: LLTokenizer | None = None
        self._compiled: OrderedDict[str, LLMatcher] = OrderedDict()

    def compile(self, grammar: str, strict: Sequence[Schema] = ()) -> "LLMatcher":
        """A matcher at the start of `grammar`; whoever uses it copies it. Raises GrammarError.

        `strict` are those schemas in it of which nothing may be left out.
        """
        if len(grammar) > MAX_GRAMMAR_CHARS:
            raise GrammarError(f"it has {len(grammar)} characters as a grammar, and at most {MAX_GRAMMAR_CHARS} fit")
        if grammar in self._compiled:
            self._compiled.move_to_end(grammar)
            return self._compiled[grammar]
        _check_multiples(grammar)
        matcher = self._matcher(grammar)
        for schema in strict:
            self._check_bounds(schema)
        self._compiled[grammar] = matcher
        if len(self._compiled) > _NUM_KEPT:
            self._compiled.popitem(last=False)
        return matcher

    def _matcher(self, grammar: str) -> "LLMatcher":
        from llguidance import LLMatcher, LLParserLimits

        limits = LLParserLimits(verbose_errors=False, max_items_in_row=_MAX_ITEMS)
        try:
            matcher = LLMatcher(self._llguidance(), LLMatcher.grammar_from_lark(grammar), log_level=0, limits=limits)
        except ValueError as error:
            raise GrammarError(_reason(str(error))) from None
        trial = matcher.deep_copy()
        if not matcher.is_error():
            trial.compute_bitmask()  # what allows no first token, as `{"$ref": "#"}`, is found only so
        opening = self._tokenizer.encode("{")[0]
        if not trial.is_error() and trial.validate_tokens([opening]):
            trial.consume_token(opening)  # and an object of too many properties only behind its brace
            trial.compute_bitmask()
        if trial.is_error():
            raise GrammarError(_reason(trial.get_error()))
        return matcher

    def _check_bounds(self, schema: Schema) -> None:
        if (keyword := scattered_bound(schema)) is not None:
            raise GrammarError(f"'{keyword}' cannot be kept where bounds come from several objects; put them into one")
        for excluded in excluded_values(schema):
            if self._accepts(self._matcher(answer_grammar(json_rule(excluded.schema))), excluded.spellings):
                raise GrammarError(
                    f"'{excluded.keyword}' {excluded.bound} cannot be kept exactly; give an inclusive bound"
                )

    def _accepts(self, matcher: "LLMatcher", texts: Sequence[str]) -> bool:
        """Whether any of `texts` is a whole answer."""
        for text in texts:
            trial, ids = matcher.deep_copy(), self._tokenizer.encode(text)
            if trial.validate_tokens(ids) == len(ids) and trial.consume_tokens(ids) and trial.is_accepting():
                return True
        return False

    def _llguidance(self) -> "LLTokenizer":
        if self._tokens is None:
            from llguidance import LLTokenizer, TokenizerWrapper

            vocabulary = _Vocabulary(self._tokenizer, self._vocab_size, self._stop_ids[0])
            self._tokens = LLTokenizer(TokenizerWrapper(vocabulary), eos_token=self._stop_ids)
        return self._tokens


class _Vocabulary:
    """Our tokenizer as llguidance wants to see it. Rows that only pad the embedding are special tokens, too."""

    def __init__(self, tokenizer: Tokenizer, vocab_size: int, eos_id: int) -> None:
        ids = range(vocab_size)
        self.tokens = [tokenizer.token_bytes(token_id) or f"<|padding_{token_id}|>".encode() for token_id in ids]
        self.special_token_ids = [token_id for token_id in ids if tokenizer.is_special(token_id)]
        self.eos_token_id = eos_id
        self.bos_token_id = None
        self._tokenizer = tokenizer

    def __call__(self, text: bytes) -> list[int]:
        return self._tokenizer.encode(text.decode("utf-8", "replace"))


def _check_multiples(grammar: str) -> None:
    """`multipleOf` is the one keyword whose cost grows with its value, and with that of others it is joined with."""
    states = [_num_states(text) for text in _MULTIPLE.findall(grammar)]
    if math.lcm(*states) > MAX_MULTIPLE or sum(states) > _MAX_MULTIPLES:
        raise GrammarError(
            f"'multipleOf' takes too long to compile; its values may have {MAX_MULTIPLE} as their common multiple, "
            "and there may not be too many"
        )


def _num_states(multiple: str) -> int:
    """States of a lexer for multiples of a number: its digits without point and trailing zeros behind it."""
    _, digits, exponent = Decimal(multiple).normalize().as_tuple()
    whole = int("".join(map(str, digits)))
    assert isinstance(exponent, int)  # the pattern finds neither infinity nor NaN
    return max(whole * 10 ** min(max(exponent, 0), 20), 1)


def _reason(message: str) -> str:
    """One line of llguidance's message: what is wrong, without the grammar it is shown in."""
    if message.startswith("NoExtension"):
        return "no answer fits it"
    lines = [line.strip() for line in message.splitlines()]
    wrong = next((line.removeprefix("error: ") for line in lines if line.startswith("error: ")), lines[0])
    for mark in ("failed to compile JSON schema: ", "): "):
        wrong = wrong.rpartition(mark)[2] if mark in wrong else wrong
    return wrong.rstrip(".:")[:300]
