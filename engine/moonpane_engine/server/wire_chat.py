"""The request of `/v1/chat/completions`, as sent, and its translation into the engine's own messages."""

import json
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from moonpane_engine.chat.messages import ToolCall
from moonpane_engine.server.wire_common import FIRST_FAULT, MAX_IDS, MAX_LOGPROBS, GenerationFields, TokenIds, Wire

MAX_MESSAGES = 2000
MAX_TOOLS = 512  # declared in one request, or called in one message
MAX_PARTS = 4096  # of one message's content
MAX_OUTLINE_CHARS = 65_536

Name = Annotated[str, StringConstraints(max_length=256)]


class TextContent(Wire):
    """`{"type": "text", "text": …}`"""

    type: Literal["text"]
    text: str


class MediaUrl(Wire):
    """Where a picture or a video is: a data URL, or the id of a file that was sent to `/v1/files`."""

    url: str

    @model_validator(mode="before")
    @classmethod
    def _bare_url(cls, value: Any) -> Any:
        return {"url": value} if isinstance(value, str) else value


class ImageContent(Wire):
    """`{"type": "image_url", "image_url": {"url": "data:…"}}`"""

    type: Literal["image_url"]
    image_url: MediaUrl


class VideoContent(Wire):
    """`{"type": "video_url", "video_url": {"url": "data:…"}}`"""

    type: Literal["video_url"]
    video_url: MediaUrl


ContentPart = Annotated[TextContent | ImageContent | VideoContent, Field(discriminator="type")]


class CalledFunction(Wire):
    """Name and arguments of a call in the history."""

    name: Name
    arguments: str = "{}"

    @field_validator("arguments", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else json.dumps(value, ensure_ascii=False)


class WireToolCall(Wire):
    """A call in the history."""

    id: Name
    type: Literal["function"] = "function"
    function: CalledFunction


class WireMessage(Wire):
    """One message of a conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | Annotated[list[ContentPart], FIRST_FAULT] | None = None
    name: Name | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None  # the newer spelling of some servers
    tool_calls: Annotated[list[WireToolCall], FIRST_FAULT] | None = Field(default=None, max_length=MAX_TOOLS)
    tool_call_id: Name | None = None
    token_ids: TokenIds | None = Field(default=None, max_length=MAX_IDS)  # ours, see `continue_final_message`

    @field_validator("content")
    @classmethod
    def _bounded(cls, value: Any) -> Any:
        if isinstance(value, list) and len(value) > MAX_PARTS:
            raise ValueError(f"{len(value)} parts in one message; at most {MAX_PARTS} are taken")
        return value

    @property
    def text(self) -> str | None:
        """The content, where it is nothing but text."""
        if isinstance(self.content, list):
            texts = [part.text for part in self.content if isinstance(part, TextContent)]
            return "".join(texts) if len(texts) == len(self.content) else None
        return self.content or ""

    def calls(self) -> tuple[ToolCall, ...]:
        return tuple(ToolCall(call.id, call.function.name, call.function.arguments) for call in self.tool_calls or ())


class Thinking(Wire):
    """`{"type": "disabled"}` asks for an instant answer."""

    type: Literal["enabled", "disabled"] = "enabled"


class TemplateOptions(Wire):
    """`chat_template_kwargs`, the spelling of vLLM and SGLang."""

    thinking: bool | None = None


class FunctionTool(Wire):
    """A declared tool; the declaration is shown to the model as it came."""

    type: Literal["function"]
    function: dict[str, Any]


class NamedFunction(Wire):
    """Whom a `tool_choice` means."""

    name: Name


class NamedChoice(Wire):
    """`{"type": "function", "function": {"name": …}}`: this function is called, and no other."""

    type: Literal["function"]
    function: NamedFunction


class Prediction(Wire):
    """`{"type": "content", "content": …}`: what the answer may well repeat, as an edit repeats the page it changes."""

    type: Literal["content"]
    content: str | Annotated[list[TextContent], FIRST_FAULT]

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else "".join(part.text for part in self.content)


class ChatRequest(GenerationFields):
    """The body of `/v1/chat/completions`."""

    messages: Annotated[list[WireMessage], FIRST_FAULT] = Field(min_length=1, max_length=MAX_MESSAGES)
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)
    thinking: Thinking | None = None
    chat_template_kwargs: TemplateOptions | None = None
    tools: Annotated[list[FunctionTool], FIRST_FAULT] | None = Field(default=None, max_length=MAX_TOOLS)
    tool_choice: Literal["none", "auto", "required"] | NamedChoice | None = None
    parallel_tool_calls: bool | None = None
    max_thinking_tokens: int | None = Field(default=None, ge=0)  # ours: then the answer begins
    guided_outline: str | None = Field(default=None, max_length=MAX_OUTLINE_CHARS)  # ours: the page keeps to it
    prediction: Prediction | None = None
    continue_final_message: bool = False  # vLLM's spelling
    return_token_ids: bool = False  # vLLM's spelling
    logprobs: bool | None = None
    top_logprobs: int | None = Field(default=None, ge=0, le=MAX_LOGPROBS)

    @model_validator(mode="after")
    def _is_outline_alone(self) -> "ChatRequest":
        if self.guided_outline is not None and (self.formats or self.declared_tools or self.wants_thinking):
            raise ValueError("'guided_outline' goes with neither thinking nor tools nor a format; leave those out")
        return self

    @model_validator(mode="after")
    def _can_go_on(self) -> "ChatRequest":
        last = self.messages[-1]
        if self.continue_final_message and (last.role != "assistant" or last.text is None or last.calls()):
            raise ValueError("'continue_final_message' needs an assistant's text as the last message; leave it out")
        return self

    @property
    def history(self) -> list[WireMessage]:
        """The messages before the answer."""
        return self.messages[:-1] if self.continue_final_message else self.messages

    @property
    def wants_thinking(self) -> bool:
        """Thinking is the family's default; either spelling can switch it off."""
        if self.thinking is not None:
            return self.thinking.type == "enabled"
        return self.chat_template_kwargs is None or self.chat_template_kwargs.thinking is not False

    @property
    def answer_limit(self) -> int | None:
        return self.max_tokens if self.max_completion_tokens is None else self.max_completion_tokens

    @property
    def num_logprobs(self) -> int | None:
        return (self.top_logprobs or 0) if self.logprobs else None

    @cached_property
    def declared_tools(self) -> list[dict[str, Any]]:
        return [] if self.tool_choice == "none" else [tool.model_dump() for tool in self.tools or ()]

    @property
    def tools_by_name(self) -> dict[str, frozenset[str]]:
        """Declared tools, each with the names of its parameters."""
        named: dict[str, frozenset[str]] = {}
        for function in (tool["function"] for tool in self.declared_tools):
            schema = function.get("parameters")
            properties = schema.get("properties") if isinstance(schema, dict) else None
            if isinstance(name := function.get("name"), str):
                named[name] = frozenset(properties if isinstance(properties, dict) else ())
        return named

    @property
    def must_call(self) -> bool:
        """Whether the answer has to be tool calls."""
        return self.tool_choice == "required" or isinstance(self.tool_choice, NamedChoice)

    @property
    def constrains_calls(self) -> bool:
        """Whether calls have to follow a grammar: where they must come, and where they may instead of a format."""
        return self.must_call or bool(self.formats and self.declared_tools)

    @property
    def is_constrained(self) -> bool:
        return self.must_call or self.guided_outline is not None or super().is_constrained

    @property
    def is_single_call(self) -> bool:
        """Whether at most one tool may be called. A named one is called once."""
        return self.parallel_tool_calls is False or isinstance(self.tool_choice, NamedChoice)

    @property
    def num_past_calls(self) -> int:
        """Calls in the history; the model numbers its own from there."""
        return sum(len(message.calls()) for message in self.history if message.role == "assistant")
