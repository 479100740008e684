"""The requests of `/tokenize` and `/detokenize`, in vLLM's shape."""

from typing import Annotated, Literal

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
from moonpane_engine.server.wire_common import FIRST_FAULT, MAX_IDS, TokenIds, Wire


class TokenizeRequest(Wire):
    """Either `prompt`, as `/v1/completions` reads it, or `messages`, as `/v1/chat/completions` does."""

    model: str | None = None
    prompt: str | None = None
    messages: Annotated[list[WireMessage], FIRST_FAULT] | None = Field(
        default=None, min_length=1, max_length=MAX_MESSAGES
    )
    tools: Annotated[list[FunctionTool], FIRST_FAULT] | None = Field(default=None, max_length=MAX_TOOLS)
    thinking: Thinking | None = None
    chat_template_kwargs: TemplateOptions | None = None
    add_generation_prompt: Literal[True] = True  # a prompt that nobody answers is not one of ours
    return_token_strs: bool = Field(default=False, strict=True)

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
    tokens: TokenIds = Field(max_length=MAX_IDS)
