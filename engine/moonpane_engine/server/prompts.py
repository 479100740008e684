"""From a request's messages or prompts to what the runner takes. Slow for large requests, which go to a thread."""

import asyncio
import json

from moonpane_engine.chat.messages import ImagePart, Message, TextPart
from moonpane_engine.errors import BadRequest
from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.server.pictures import read_picture
from moonpane_engine.server.served_model import ServedModel
from moonpane_engine.server.wire_chat import ChatRequest, ImageContent, WireMessage

_INLINE_CHARS = 20_000  # about a millisecond of tokenising


class PromptBuilder:
    """Builds prompts, large ones and those with pictures one at a time in a thread, so that streams go on meanwhile."""

    def __init__(self, model: ServedModel) -> None:
        self._model = model
        self._one_at_a_time = asyncio.Lock()

    async def chat(self, body: ChatRequest) -> Prompt:
        """The prompt of a conversation. Raises BadRequest, ContextOverflow."""
        num_chars = _num_chars(body)
        self._model.check_chars(num_chars, param="messages")
        if num_chars <= _INLINE_CHARS and not _has_pictures(body):
            return self._chat(body)
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._chat, body)

    async def text(self, prompt: str | list[int]) -> Prompt:
        """The prompt of a raw completion, from text or from token ids. Raises BadRequest."""
        if isinstance(prompt, list):
            return self._from_ids(prompt)
        self._model.check_chars(len(prompt), param="prompt")
        if len(prompt) <= _INLINE_CHARS:
            return self._from_text(prompt)
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._from_text, prompt)

    def _chat(self, body: ChatRequest) -> Prompt:
        media: list[MediaItem] = []
        messages: list[Message] = []
        num_tokens = 0
        for index, wire in enumerate(body.messages):
            parts: list[TextPart | ImagePart] = []
            for part, field in _parts(wire, index):
                if isinstance(part, str):
                    parts.append(TextPart(part))
                    continue
                item, num_positions = self._picture(part.image_url.url, f"{field}.image_url.url")
                num_tokens += num_positions
                self._model.answer_tokens(num_tokens, None)  # too many pictures end here, not in memory
                media.append(item)
                parts.append(ImagePart(num_positions))
            messages.append(_message(wire, tuple(parts)))
        token_ids = self._model.chat.encode(messages, thinking=body.wants_thinking, tools=body.declared_tools)
        return Prompt(token_ids, media)

    def _picture(self, url: str, field: str) -> tuple[MediaItem, int]:
        if self._model.media is None:
            raise BadRequest(
                f"{field}: the model {self._model.name!r} cannot see pictures; leave them out.", param=field
            )
        return read_picture(url, self._model.media, field=field)

    def _from_text(self, text: str) -> Prompt:
        if not text:
            raise BadRequest("prompt: it is empty; give at least one character or token.", param="prompt")
        return Prompt(self._model.tokenizer.encode(text))

    def _from_ids(self, ids: list[int]) -> Prompt:
        if not ids:
            raise BadRequest("prompt: it is empty; give at least one character or token.", param="prompt")
        self._model.check_tokens(ids, param="prompt")
        if self._model.media is not None and self._model.chat.media_pad_id in ids:
            raise BadRequest(
                "prompt: <|media_pad|> stands for a picture; send pictures to /v1/chat/completions.", param="prompt"
            )
        return Prompt(ids)


def _parts(wire: WireMessage, index: int) -> list[tuple[str | ImageContent, str]]:
    """Content parts in order, texts as plain strings, each with the path of its field."""
    if isinstance(wire.content, str):
        return [(wire.content, f"messages[{index}].content")]
    return [
        (part if isinstance(part, ImageContent) else part.text, f"messages[{index}].content[{number}]")
        for number, part in enumerate(wire.content or ())
    ]


def _message(wire: WireMessage, content: tuple[TextPart | ImagePart, ...]) -> Message:
    return Message(
        role="system" if wire.role == "developer" else wire.role,
        content=content,
        name=wire.name,
        reasoning=wire.reasoning_content or wire.reasoning or "",
        tool_calls=wire.calls() if wire.role == "assistant" else (),
        tool_call_id=wire.tool_call_id or "",
    )


def _num_chars(body: ChatRequest) -> int:
    """Characters that will be tokenised: contents, reasoning, names, tool calls and tool declarations."""
    num_chars = len(json.dumps(body.declared_tools)) if body.tools else 0
    for index, wire in enumerate(body.messages):
        num_chars += sum(len(part) for part, _ in _parts(wire, index) if isinstance(part, str))
        num_chars += sum(len(text or "") for text in (wire.name, wire.reasoning_content, wire.reasoning))
        num_chars += sum(len(call.name) + len(call.arguments) for call in wire.calls())
    return num_chars


def _has_pictures(body: ChatRequest) -> bool:
    parts = (part for index, wire in enumerate(body.messages) for part, _ in _parts(wire, index))
    return any(isinstance(part, ImageContent) for part in parts)
