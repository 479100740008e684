"""One choice of a raw completion: events in, text and log-probabilities in the API's JSON form out."""

from collections.abc import Sequence
from typing import Any

from moonpane_engine.chat.scanners import StopScanner
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.request import Finished, PromptScored, TokenGenerated, TokenLogprob
from moonpane_engine.server.answers import ChoiceEvent, Part


class CompletionChoice:
    """`echo` holds the prompt's ids when the prompt is to be repeated before the answer."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        index: int,
        *,
        stops: list[str],
        echo: Sequence[int] = (),
        has_logprobs: bool = False,
    ) -> None:
        self.index = index
        self.finish_reason: str | None = None
        self.num_tokens = 0
        self.num_reasoning_tokens = self.num_accepted = self.num_rejected = 0
        self._tokenizer = tokenizer
        self._echo = echo
        self._stream = tokenizer.stream()
        self._stops = StopScanner(stops)
        self._text = ""
        self._num_chars = 0  # of all tokens so far, shown or held back
        self._fresh = _Logprobs() if has_logprobs else None
        self._logprobs = _Logprobs() if has_logprobs else None

    def opening(self) -> list[Part]:
        if not self._echo or self._logprobs is not None:
            return []  # with log-probabilities the prompt is shown when it has been scored
        return self._show(self._advance(self._echo))

    def fold(self, event: ChoiceEvent) -> list[Part]:
        match event:
            case PromptScored(entries):
                return self._show(self._advance(self._echo, entries))
            case TokenGenerated(token_id, logprob):
                self.num_tokens += 1
                parts = self._show(self._stops.push(self._advance([token_id], [logprob])))
                return [*parts, self._close("stop")] if self._stops.has_stopped else parts
            case Finished(reason, num_tokens, num_accepted, num_rejected):
                self.num_tokens, self.num_accepted, self.num_rejected = num_tokens, num_accepted, num_rejected
                return [*self._show(self._stops.flush()), self._close(reason)]

    def whole(self) -> Part:
        logprobs = None if self._logprobs is None else self._logprobs.to_json()
        return {"index": self.index, "text": self._text, "logprobs": logprobs, "finish_reason": self.finish_reason}

    def _advance(self, ids: Sequence[int], scores: Sequence[TokenLogprob | None] = ()) -> str:
        """Text of further tokens; their log-probabilities go into the next part."""
        text = ""
        for number, token_id in enumerate(ids):
            if self._fresh is not None:
                score = scores[number] if number < len(scores) else None
                self._fresh.add(self._tokenizer, token_id, score, self._num_chars)
            piece = self._stream.push(token_id)
            self._num_chars += len(piece)
            text += piece
        return text

    def _show(self, text: str) -> list[Part]:
        self._text += text
        return [self._part(text)] if text else []

    def _close(self, reason: str) -> Part:
        self.finish_reason = reason
        return self._part("")

    def _part(self, text: str) -> Part:
        logprobs = None
        if self._fresh is not None and self._logprobs is not None and self._fresh.tokens:
            logprobs = self._fresh.to_json()
            self._logprobs.extend(self._fresh)
            self._fresh = _Logprobs()
        return {"index": self.index, "text": text, "logprobs": logprobs, "finish_reason": self.finish_reason}


class _Logprobs:
    """The four parallel lists of the completions API."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.token_logprobs: list[float | None] = []
        self.top_logprobs: list[dict[str, float] | None] = []
        self.text_offset: list[int] = []

    def add(self, tokenizer: Tokenizer, token_id: int, score: TokenLogprob | None, offset: int) -> None:
        self.tokens.append(_token_text(tokenizer, token_id))
        self.token_logprobs.append(None if score is None else score.logprob)
        top = None
        if score is not None:  # the token that was taken is always among them, as it is in OpenAI's API
            top = {_token_text(tokenizer, other): logprob for other, logprob in score.top}
            top.setdefault(self.tokens[-1], score.logprob)
        self.top_logprobs.append(top)
        self.text_offset.append(offset)

    def extend(self, other: "_Logprobs") -> None:
        self.tokens += other.tokens
        self.token_logprobs += other.token_logprobs
        self.top_logprobs += other.top_logprobs
        self.text_offset += other.text_offset

    def to_json(self) -> dict[str, Any]:
        return {
            "tokens": self.tokens,
            "token_logprobs": self.token_logprobs,
            "top_logprobs": self.top_logprobs,
            "text_offset": self.text_offset,
        }


def _token_text(tokenizer: Tokenizer, token_id: int) -> str:
    """The token as text, so that different ones stay different: a piece of a character as `bytes:\\xe2\\x80`, a row of
    the embedding that is no token of the tokenizer as `token_id:600`.
    """
    data = tokenizer.token_bytes(token_id)
    if not data:
        return f"token_id:{token_id}"
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "bytes:" + "".join(f"\\x{byte:02x}" for byte in data)
