"""The request of `/v1/completions`, as sent."""

from typing import Annotated, Any

from pydantic import Field, field_validator

from moonpane_engine.server.wire_common import FIRST_FAULT, MAX_LOGPROBS, GenerationFields, TokenIds

MAX_PROMPTS = 256


class CompletionRequest(GenerationFields):
    """The body of `/v1/completions`. Special token names in a text prompt stay text; ids can say anything."""

    prompt: str | TokenIds | Annotated[list[str], FIRST_FAULT] | Annotated[list[TokenIds], FIRST_FAULT]
    max_tokens: int = Field(default=16, ge=0)
    echo: bool = False
    logprobs: int | None = Field(default=None, ge=0, le=MAX_LOGPROBS)

    @field_validator("max_tokens", "echo", mode="before")
    @classmethod
    def _null_is_the_default(cls, value: Any, info: Any) -> Any:
        return cls.model_fields[info.field_name].default if value is None else value

    @field_validator("prompt")
    @classmethod
    def _bounded(cls, value: Any) -> Any:
        if isinstance(value, list) and value and not isinstance(value[0], int) and len(value) > MAX_PROMPTS:
            raise ValueError(f"{len(value)} prompts in one request; at most {MAX_PROMPTS} are taken")
        return value

    @property
    def prompts(self) -> list[str | list[int]]:
        """The prompts one by one. A list of numbers is one prompt."""
        if isinstance(self.prompt, str):
            return [self.prompt]
        if not self.prompt or isinstance(self.prompt[0], int):
            return [self.prompt]  # type: ignore[list-item]
        return list(self.prompt)  # type: ignore[arg-type]
