"""The chat formats of the Kimi family, rendered by our own code from messages to token ids.

A prompt is a list of segments: control tokens, which only this file writes, and text, which comes from
outside and is encoded with special tokens switched off. So no message can end its own turn or open another.

    <|im_system|>tool_declare<|im_middle|>{tools}<|im_end|>          when tools are declared
    <|im_user|>{name or role}<|im_middle|>{content}<|im_end|>        one per message; assistant and system alike
    <|im_assistant|>assistant<|im_middle|><think>                    the answer begins here (instant: <think></think>)

That is Kimi K2.5's. The text-only Kimi K2 has a system message of its own where there is none, declares tools as JSON,
and in its Instruct form has no `<think>`. Kimi-VL has a system message, too, and neither `<think>` nor tools.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from moonpane_engine.chat.messages import ImagePart, Message, Part, TextPart, ToolCall, VideoPart
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.chat.tool_text import declare_tools, declare_tools_as_json


@dataclass(frozen=True, slots=True)
class Control:
    """`count` times the special token of that name."""

    name: str
    count: int = 1


Segment = Control | str  # a plain string is untrusted text


@dataclass(frozen=True, slots=True)
class ChatStyle:
    """Where the formats of the family differ."""

    stop_names: tuple[str, ...] = ("[EOS]", "<|im_end|>", "[EOT]")
    has_thinking: bool = True  # `<think>` blocks, prefilled before every answer
    thinks_in_text: bool = False  # reasoning comes between marks of ordinary text, where the model has learnt to reason
    has_tools: bool = True
    tools_as_json: bool = False
    has_media: bool = True
    media_begin: str = "<|media_begin|>"
    media_ending: str = "\n"  # text behind a picture
    default_system: str = ""  # said where the conversation does not begin with a system message; empty: nothing


K25 = ChatStyle()
K2 = ChatStyle(
    has_media=False,
    tools_as_json=True,
    default_system="You are Kimi, an AI assistant created by Moonshot AI.",
)
K2_INSTRUCT = replace(K2, has_thinking=False)
KIMI_VL = ChatStyle(
    stop_names=("[EOS]", "<|im_end|>"),
    has_thinking=False,
    thinks_in_text=True,
    has_tools=False,
    media_begin="<|media_start|>",
    media_ending="",
    default_system="You are a helpful assistant",
)

_OPENERS = {"user": "<|im_user|>", "assistant": "<|im_assistant|>"}


class ChatFormat:
    """Turns conversations into token ids for one tokenizer and style.

    Raises TokenizerError at birth where a needed special token is missing, not in the middle of a request.
    """

    def __init__(self, tokenizer: Tokenizer, style: ChatStyle = K25) -> None:
        self.tokenizer = tokenizer
        self.style = style
        self.stop_ids = frozenset(tokenizer.token_id(name) for name in style.stop_names)
        self.media_pad_id = tokenizer.token_id("<|media_pad|>") if style.has_media else None
        seen = (ImagePart(1),) if style.has_media else ()
        probe = Message("assistant", seen, tool_calls=(ToolCall("", "", ""),) if style.has_tools else ())
        self.encode([Message("user"), probe, Message("tool")], thinking=False)

    def encode(self, messages: Sequence[Message], *, thinking: bool, tools: Sequence[dict[str, Any]] = ()) -> list[int]:
        """Token ids of a whole prompt, picture placeholders expanded, up to where the answer begins."""
        ids: list[int] = []
        text = ""
        for segment in render(messages, thinking=thinking, tools=tools, style=self.style):
            if isinstance(segment, str):
                text += segment  # neighbours are encoded as one text, as a single rendered string would be
                continue
            ids += self.tokenizer.encode(text)
            ids += [self.tokenizer.token_id(segment.name)] * segment.count
            text = ""
        return ids + self.tokenizer.encode(text)


def render(
    messages: Sequence[Message], *, thinking: bool, tools: Sequence[dict[str, Any]] = (), style: ChatStyle = K25
) -> Iterator[Segment]:
    """Segments of a whole prompt.

    Thoughts of the current tool loop are kept and older ones dropped: history ends with the last assistant
    message without tool calls.
    """
    if tools:
        yield from _opener("<|im_system|>", "tool_declare")
        yield declare_tools_as_json(tools) if style.tools_as_json else declare_tools(tools)
        yield Control("<|im_end|>")
    if style.default_system and (not messages or messages[0].role != "system"):
        yield from _opener("<|im_system|>", "system")
        yield style.default_system
        yield Control("<|im_end|>")
    answers = (i for i, message in enumerate(messages) if message.role == "assistant" and not message.tool_calls)
    last_answer = max(answers, default=-1)
    for index, message in enumerate(messages):
        yield from _opener(_OPENERS.get(message.role, "<|im_system|>"), message.name or message.role)
        if message.role == "assistant" and style.has_thinking:
            yield Control("<think>")
            if index > last_answer and thinking:
                yield message.reasoning
            yield Control("</think>")
        elif message.role == "tool":
            yield f"## Return of {message.tool_call_id}\n"
        yield from _content(message.content, style)
        yield from _tool_calls(message.tool_calls)
        yield Control("<|im_end|>")
    yield from _opener("<|im_assistant|>", "assistant")
    if style.has_thinking:
        yield Control("<think>")
    if style.has_thinking and not thinking:
        yield Control("</think>")


def _opener(token: str, name: str) -> Iterator[Segment]:
    yield Control(token)
    yield name
    yield Control("<|im_middle|>")


def _content(parts: Sequence[Part], style: ChatStyle) -> Iterator[Segment]:
    for part in parts:
        match part:
            case TextPart(text):
                yield text
            case ImagePart(num_tokens):
                yield from _medium("image", num_tokens, style)
                yield style.media_ending
            case VideoPart(chunks):
                for chunk in chunks:
                    yield chunk.timestamp
                    yield from _medium("video", chunk.num_tokens, style)
                yield style.media_ending


def _medium(kind: str, num_tokens: int, style: ChatStyle) -> Iterator[Segment]:
    yield Control(style.media_begin)
    yield kind
    yield Control("<|media_content|>")
    yield Control("<|media_pad|>", num_tokens)
    yield Control("<|media_end|>")


def _tool_calls(calls: Sequence[ToolCall]) -> Iterator[Segment]:
    if not calls:
        return
    yield Control("<|tool_calls_section_begin|>")
    for call in calls:
        yield Control("<|tool_call_begin|>")
        yield call.id
        yield Control("<|tool_call_argument_begin|>")
        yield call.arguments
        yield Control("<|tool_call_end|>")
    yield Control("<|tool_calls_section_end|>")
