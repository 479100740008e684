"""The requests of `/tokenize` and `/detokenize`, in vLLM's shape."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from moonpane_engine.server.wire_chat import (
    MAX_MESSAGES,
    MAX_TOOLS,
    ChatRequest,
    FunctionTool,
    TemplateOptions,
    Thinking,
    WireMessage,
)
from moonpane_engine.server.wire_common import Wire, refuse_deep_json

MAX_IDS = 1_048_576


class TokenizeRequest(Wire):
    """Either `prompt`, as `/v1/completions` reads it, or `messages`, as `/v1/chat/completions` does."""

    model: str | None = None
    prompt: str | None = None
    messages: list[WireMessage] | None = Field(default=None, min_length=1, max_length=MAX_MESSAGES)
    tools: list[FunctionTool] | None = Field(default=None, max_length=MAX_TOOLS)
    thinking: Thinking | None = None
    chat_template_kwargs: TemplateOptions | None = None
    add_generation_prompt: Literal[True] = True  # a prompt that nobody answers is not one of ours
    return_token_strs: bool = False

    @model_validator(mode="before")
    @classmethod
    def _check_depth(cls, data: Any) -> Any:
        return refuse_deep_json(data)

    @model_validator(mode="after")
    def _one_of_two(self) -> "TokenizeRequest":
        if (self.prompt is None) is (self.messages is None):
            raise ValueError("give either 'prompt' or 'messages'")
        return self

    def as_chat(self) -> ChatRequest:
        """The chat request whose prompt this is."""
        return ChatRequest(
            messages=self.messages or [],
            tools=self.tools,
            thinking=self.thinking,
            chat_template_kwargs=self.chat_template_kwargs,
        )


class DetokenizeRequest(Wire):
    """Token ids to be read as text."""

    model: str | None = None
    tokens: list[Annotated[int, Field(ge=0, strict=True)]] = Field(max_length=MAX_IDS)
