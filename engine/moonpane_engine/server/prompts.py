"""From a request's messages or prompts to what the runner takes. Slow for large requests, which go to a thread."""

import asyncio
import json

from moonpane_engine.chat.begun import Begun, begin
from moonpane_engine.chat.messages import ChunkPlace, ImagePart, Message, Part, TextPart, VideoPart
from moonpane_engine.errors import BadRequest
from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.server.files import FileStore
from moonpane_engine.server.one_at_a_time import OneAtATime
from moonpane_engine.server.pictures import PictureReader
from moonpane_engine.server.served_model import ServedModel
from moonpane_engine.server.videos import MAX_VIDEOS, chunk_item, decode_video
from moonpane_engine.server.wire_chat import ChatRequest, ImageContent, VideoContent, WireMessage
from moonpane_vision.image import MediaConfig, num_media_tokens
from moonpane_vision.video.reader import VideoChunk

_INLINE_CHARS = 20_000  # about a millisecond of tokenising
_PREDICTED_CHARS_PER_TOKEN = 8  # code has three or four

Decoded = dict[str, MediaItem | list[VideoChunk]]  # pictures and videos by the path of their part


class PromptBuilder:
    """Builds prompts, large ones and those with media one at a time in a thread, so that streams go on meanwhile."""

    def __init__(self, model: ServedModel, files: FileStore) -> None:
        self._model = model
        self._files = files
        self._threaded = OneAtATime()
        self._pictures = PictureReader(files, self._threaded)
        self._one_with_videos = asyncio.Lock()  # a decoder has a whole processor's time; pictures do not wait for it

    async def chat(self, body: ChatRequest) -> Prompt:
        """The prompt of a conversation. Raises BadRequest, ContextOverflow."""
        if not self._model.chat.style.has_tools and (
            body.declared_tools or any(wire.calls() for wire in body.messages)
        ):
            raise BadRequest(f"tools: the model {self._model.name!r} knows no tools; leave them out.", param="tools")
        num_chars = _num_chars(body)
        self._model.check_chars(num_chars, param="messages")
        if _has(body, VideoContent):
            async with self._one_with_videos:
                return await self._threaded.run(self._chat, body, await self._decode(body))
        if _has(body, ImageContent):
            return await self._threaded.run(self._chat, body, await self._decode(body))
        if num_chars <= _INLINE_CHARS:
            return self._chat(body, {})
        return await self._threaded.run(self._chat, body, {})

    async def begun(self, body: ChatRequest) -> Begun | None:
        """What there is of the answer already; None: nothing. Raises BadRequest."""
        if not body.continue_final_message:
            return None
        last = body.messages[-1]
        num_chars = len(last.text or "") + len(last.reasoning_content or last.reasoning or "")
        return self._begun(body) if num_chars <= _INLINE_CHARS else await self._threaded.run(self._begun, body)

    def _begun(self, body: ChatRequest) -> Begun:
        last, chat = body.messages[-1], self._model.chat
        reasoning = last.reasoning_content or last.reasoning or ""
        thinking = body.wants_thinking and chat.style.has_thinking
        try:
            return begin(chat, reasoning, last.text or "", thinking=thinking, token_ids=last.token_ids)
        except ValueError as error:
            field = f"messages[{len(body.messages) - 1}].token_ids"
            raise BadRequest(f"{field}: {error}; leave them out.", param=field) from None

    async def predicted(self, body: ChatRequest) -> list[int]:
        """Tokens of what the answer may repeat; an answer cannot be longer than the context, so more is not read."""
        text = "" if body.prediction is None else body.prediction.text
        text = text[: _PREDICTED_CHARS_PER_TOKEN * self._model.context_tokens]
        if len(text) <= _INLINE_CHARS:
            return self._model.tokenizer.encode(text)
        return await self._threaded.run(self._model.tokenizer.encode, text)

    async def text(self, prompt: str | list[int]) -> Prompt:
        """The prompt of a raw completion, from text or from token ids. Raises BadRequest."""
        if isinstance(prompt, list):
            return self._from_ids(prompt)
        self._model.check_chars(len(prompt), param="prompt")
        if len(prompt) <= _INLINE_CHARS:
            return self._from_text(prompt)
        return await self._threaded.run(self._from_text, prompt)

    async def _decode(self, body: ChatRequest) -> Decoded:
        """All pictures, and the chunks of all videos.

        Raises BadRequest, and ContextOverflow before most of a long video, or all of too many pictures, is decoded.
        """
        decoded: Decoded = {}
        num_tokens = num_videos = 0

        def check(num_more: int) -> None:
            nonlocal num_tokens
            num_tokens += num_more
            self._model.answer_tokens(num_tokens, None)

        for index, wire in enumerate(body.messages):
            for part, place in _parts(wire, index):
                if isinstance(part, str):
                    continue
                if isinstance(part, ImageContent):
                    field = f"{place}.image_url.url"
                    config = self._media(field, "pictures")
                    decoded[place] = item = await self._pictures.read(part.image_url.url, config, field=field)
                    check(num_media_tokens(item.grid_thw, config.merge_size))
                    continue
                field = f"{place}.video_url.url"
                num_videos += 1
                if num_videos > MAX_VIDEOS:
                    raise BadRequest(f"{field}: at most {MAX_VIDEOS} videos are taken in one request.", param=field)
                config = self._media(field, "videos")
                if config.is_kimi_vl:  # it has no time: neither places for frames nor a mean over them
                    raise BadRequest(
                        f"{field}: the model {self._model.name!r} sees pictures only; send frames as pictures.",
                        param=field,
                    )
                decoded[place] = await decode_video(
                    part.video_url.url, config, field=field, files=self._files, check_tokens=check
                )
        return decoded

    def _chat(self, body: ChatRequest, decoded: Decoded) -> Prompt:
        media: list[MediaItem] = []
        messages: list[Message] = []
        num_tokens = 0
        for index, wire in enumerate(body.history):
            parts: list[Part] = []
            for part, field in _parts(wire, index):
                if isinstance(part, str):
                    parts.append(TextPart(part))
                    continue
                medium = decoded.pop(field)
                if isinstance(medium, MediaItem):
                    num_positions = num_media_tokens(medium.grid_thw, self._media(field, "pictures").merge_size)
                    media.append(medium)
                    parts.append(ImagePart(num_positions))
                    num_tokens += num_positions
                else:
                    num_tokens += self._add_video(medium, parts, media, num_tokens)
            messages.append(_message(wire, tuple(parts)))
        token_ids = self._model.chat.encode(messages, thinking=body.wants_thinking, tools=body.declared_tools)
        return Prompt(token_ids, media)

    def _add_video(self, chunks: list[VideoChunk], parts: list[Part], media: list[MediaItem], num_before: int) -> int:
        """Appends a video to `parts` and `media`; returns the positions it takes. Raises ContextOverflow."""
        config = self._media("messages", "videos")
        places: list[ChunkPlace] = []
        for chunk in chunks:
            item = chunk_item(chunk, config)
            media.append(item)
            places.append(ChunkPlace(chunk.timestamp, num_media_tokens(item.grid_thw, config.merge_size)))
            self._model.answer_tokens(num_before + sum(place.num_tokens for place in places), None)
        parts.append(VideoPart(tuple(places)))
        return sum(place.num_tokens for place in places)

    def _media(self, field: str, kind: str) -> MediaConfig:
        if self._model.media is None:
            raise BadRequest(f"{field}: the model {self._model.name!r} cannot see {kind}; leave them out.", param=field)
        return self._model.media

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


def _parts(wire: WireMessage, index: int) -> list[tuple[str | ImageContent | VideoContent, str]]:
    """Content parts in order, texts as plain strings, each with the path of its field."""
    if isinstance(wire.content, str):
        return [(wire.content, f"messages[{index}].content")]
    return [
        (part if isinstance(part, ImageContent | VideoContent) else part.text, f"messages[{index}].content[{number}]")
        for number, part in enumerate(wire.content or ())
    ]


def _message(wire: WireMessage, content: tuple[Part, ...]) -> Message:
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


def _has(body: ChatRequest, kind: type[ImageContent] | type[VideoContent]) -> bool:
    parts = (part for index, wire in enumerate(body.messages) for part, _ in _parts(wire, index))
    return any(isinstance(part, kind) for part in parts)
