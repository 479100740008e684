"""One choice of a chat answer: events in, deltas in the API's JSON form out."""

from typing import Any

from moonpane_engine.chat.begun import Begun
from moonpane_engine.chat.output import (
    AnswerParser,
    ContentDelta,
    DeclaredTools,
    Delta,
    ReasoningDelta,
    Region,
    ToolCallDelta,
)
from moonpane_engine.chat.scanners import StopScanner
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.request import Finished, PromptScored, TokenGenerated, TokenLogprob
from moonpane_engine.server.answers import ChoiceEvent, Part


class ChatChoice:
    """Stop strings are looked for in the content, not in the reasoning.

    `first_call` is the number that the first call's id gets where calls were constrained (None: the model's own
    ids stay); with `is_single_call` the answer ends after one call. What has `begun` is not told again. With
    `tells_ids` each piece says the tokens that it was said in.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        index: int,
        *,
        thinking: bool,
        stops: list[str],
        thinks_in_text: bool = False,
        tools: DeclaredTools,
        first_call: int | None = None,
        is_single_call: bool = False,
        begun: Begun | None = None,
        tells_ids: bool = False,
    ) -> None:
        self.index = index
        self.finish_reason: str | None = None
        self.num_tokens = 0
        self.num_reasoning_tokens = self.num_accepted = self.num_rejected = 0
        self._tokenizer = tokenizer
        self._parser = AnswerParser(tokenizer, thinking=thinking, thinks_in_text=thinks_in_text, tools=tools)
        self._stops = StopScanner(stops)
        self._first_call = first_call
        self._is_single_call = is_single_call
        self._told_ids: list[int] | None = [] if tells_ids else None
        self._fresh_ids: list[int] = []  # not yet in a part
        self._known = {ReasoningDelta: 0, ContentDelta: 0}  # characters to come that whoever asks has
        if begun is not None:
            self._resume(begun)
        self._reasoning = ""
        self._content = ""
        self._tool_calls: list[dict[str, Any]] = []
        self._logprobs: list[dict[str, Any]] | None = None
        self._fresh_logprobs: list[dict[str, Any]] = []  # not yet in a part

    def opening(self) -> list[Part]:
        return [self._part({"role": "assistant", "content": ""})]

    def fold(self, event: ChoiceEvent) -> list[Part]:
        match event:
            case TokenGenerated(token_id, logprob):
                return self._add_token(token_id, logprob)
            case Finished(reason, num_tokens, num_accepted, num_rejected):
                self.num_tokens, self.num_accepted, self.num_rejected = num_tokens, num_accepted, num_rejected
                parts = self._show(self._parser.finish())
                if not self._stops.has_stopped and (rest := self._stops.flush()):
                    parts += self._show_content(rest)
                return [*parts, self._close("tool_calls" if self._tool_calls and reason == "stop" else reason)]
            case PromptScored():
                return []

    def whole(self) -> Part:
        message: dict[str, Any] = {"role": "assistant", "content": self._content or None}
        if not self._content and not self._tool_calls and not self._reasoning:
            message["content"] = ""
        if self._reasoning:
            message["reasoning_content"] = self._reasoning
        if self._tool_calls:
            message["tool_calls"] = self._tool_calls
        logprobs = None if self._logprobs is None else {"content": self._logprobs}
        whole: Part = {"index": self.index, "message": message, "logprobs": logprobs}
        return whole | self._ids(self._told_ids) | {"finish_reason": self.finish_reason}

    def _resume(self, begun: Begun) -> None:
        self._known = {ReasoningDelta: len(begun.reasoning), ContentDelta: len(begun.content)}
        for delta in self._parser.resume(*begun.kept):
            if not isinstance(delta, ToolCallDelta):
                self._known[type(delta)] -= len(delta.text)

    def _news(self, delta: ReasoningDelta | ContentDelta) -> str:
        known = self._known[type(delta)]
        self._known[type(delta)] = max(known - len(delta.text), 0)
        return delta.text[known:]

    def _ids(self, token_ids: list[int] | None) -> Part:
        return {} if token_ids is None else {"token_ids": token_ids}

    def _add_token(self, token_id: int, logprob: TokenLogprob | None) -> list[Part]:
        self.num_tokens += 1
        self._fresh_ids.append(token_id)
        region = self._parser.region
        self.num_reasoning_tokens += region is Region.REASONING
        if logprob is not None and region is Region.CONTENT and not self._tokenizer.is_special(token_id):
            self._fresh_logprobs.append(_logprob_entry(self._tokenizer, logprob))
        parts = self._show(self._parser.push(token_id))
        if self._is_single_call and self._tool_calls:
            return [*parts, self._close("tool_calls")]
        return [*parts, self._close("stop")] if self._stops.has_stopped else parts

    def _show(self, deltas: list[Delta]) -> list[Part]:
        parts: list[Part] = []
        for delta in deltas:
            if isinstance(delta, ReasoningDelta):
                if news := self._news(delta):
                    self._reasoning += news
                    parts.append(self._part({"reasoning_content": news}))
            elif isinstance(delta, ContentDelta):
                if shown := self._stops.push(self._news(delta)):
                    parts += self._show_content(shown)
            else:
                number = None if self._first_call is None else self._first_call + delta.index
                call = {
                    "id": delta.call.id if number is None else f"functions.{delta.call.name}:{number}",
                    "type": "function",
                    "function": {"name": delta.call.name, "arguments": delta.call.arguments},
                }
                self._tool_calls.append(call)
                parts.append(self._part({"tool_calls": [{"index": delta.index, **call}]}))
        return parts

    def _show_content(self, text: str) -> list[Part]:
        self._content += text
        return [self._part({"content": text})]

    def _close(self, reason: str) -> Part:
        self.finish_reason = reason
        return self._part({})

    def _part(self, delta: dict[str, Any]) -> Part:
        logprobs = None
        if self._fresh_logprobs:
            logprobs = {"content": self._fresh_logprobs}
            self._logprobs = self._logprobs or []
            self._logprobs += self._fresh_logprobs
            self._fresh_logprobs = []
        told: list[int] | None = None
        if delta and self._told_ids is not None:  # those of what is not said yet are not told either
            told, self._fresh_ids = self._fresh_ids, []
            self._told_ids += told
        part: Part = {"index": self.index, "delta": delta, "logprobs": logprobs}
        return part | self._ids(told) | {"finish_reason": self.finish_reason}


def _logprob_entry(tokenizer: Tokenizer, score: TokenLogprob) -> dict[str, Any]:
    top = [_token_entry(tokenizer, token_id, logprob) for token_id, logprob in score.top]
    return {**_token_entry(tokenizer, score.token_id, score.logprob), "top_logprobs": top}


def _token_entry(tokenizer: Tokenizer, token_id: int, logprob: float) -> dict[str, Any]:
    data = tokenizer.token_bytes(token_id)
    return {"token": data.decode("utf-8", "replace"), "logprob": logprob, "bytes": list(data)}
