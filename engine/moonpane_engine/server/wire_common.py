"""Request fields that chat and completions share, and their limits."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field, StringConstraints, field_validator, model_validator

from moonpane_engine.request import SamplingParams

MAX_STOPS = 16
MAX_STOP_CHARS = 256
MAX_CHOICES = 8
MAX_LOGPROBS = 20
MAX_BIASES = 1024
MAX_REGEX_CHARS = 16_384
MAX_SEED = 2**63 - 1
MAX_IDS = 1_048_576  # of tokens that are told by number

# Fields of the OpenAI API that change the answer and are not served; their harmless values are accepted.
_HARMLESS: dict[str, tuple[Any, ...]] = {
    "best_of": (None, 1),
    "function_call": (None, "none"),
    "functions": (None, []),
    "modalities": (None, ["text"]),
    "suffix": (None, ""),
    "web_search_options": (None,),
}


class _FirstFault(FailFast):
    """A list is read up to its first fault: a million of them would take gigabytes. Can be part of a union."""

    def __hash__(self) -> int:  # pyright: ignore[reportIncompatibleVariableOverride]
        return id(self)


FIRST_FAULT = _FirstFault()


class Wire(BaseModel):
    """Part of a request. Unknown fields are ignored, as other servers of this API do."""

    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)


TokenIds = Annotated[list[Annotated[int, Field(ge=0, strict=True)]], FIRST_FAULT]
TokenKey = Annotated[int, Field(ge=0)]  # a key of a JSON object, so it comes as text
StopString = Annotated[str, StringConstraints(max_length=MAX_STOP_CHARS)]
Bias = Annotated[float, Field(ge=-100, le=100)]


class StreamOptions(Wire):
    """`stream_options`."""

    include_usage: bool = False


class JsonSchemaFormat(Wire):
    """`{"name": …, "schema": {…}}`; without a schema any JSON object will do."""

    name: str | None = Field(default=None, max_length=256)
    definition: dict[str, Any] | bool = Field(default_factory=lambda: {"type": "object"}, alias="schema")
    strict: bool | None = None


class ResponseFormat(Wire):
    """`response_format`."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchemaFormat | None = None

    @model_validator(mode="after")
    def _has_schema(self) -> "ResponseFormat":
        if self.type == "json_schema" and self.json_schema is None:
            raise ValueError("type 'json_schema' needs a field 'json_schema' beside it")
        return self


def _or_alone(schema: dict[str, Any]) -> None:
    """A stop string may also come without a list, and none as null."""
    listed = {name: schema.pop(name) for name in ("type", "items", "maxItems") if name in schema}
    schema["anyOf"] = [listed, listed["items"], {"type": "null"}]


class GenerationFields(Wire):
    """What both generating routes take."""

    model: str | None = None
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int = Field(default=1, ge=1, le=MAX_CHOICES)
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    top_k: int = Field(default=0, ge=-1)
    min_p: float = Field(default=0.0, ge=0, le=1)
    frequency_penalty: float = Field(default=0.0, ge=-2, le=2)
    presence_penalty: float = Field(default=0.0, ge=-2, le=2)
    repetition_penalty: float = Field(default=1.0, ge=0.01, le=10)
    logit_bias: dict[TokenKey, Bias] = Field(default_factory=dict)
    seed: int | None = Field(default=None, ge=-MAX_SEED, le=MAX_SEED)
    stop: Annotated[list[StopString], FIRST_FAULT] = Field(
        default_factory=list, max_length=MAX_STOPS, json_schema_extra=_or_alone
    )
    ignore_eos: bool = False
    response_format: ResponseFormat | None = None
    guided_json: dict[str, Any] | None = None  # vLLM's spelling
    guided_regex: str | None = Field(default=None, max_length=MAX_REGEX_CHARS)
    guided_grammar: str | None = None  # Lark, as far as llguidance knows it

    @model_validator(mode="before")
    @classmethod
    def _refuse_unserved(cls, data: Any) -> Any:
        for name, harmless in _HARMLESS.items() if isinstance(data, dict) else ():
            if name in data and data[name] not in harmless:
                raise ValueError(f"'{name}' is not supported by this server; leave it out")
        return data

    @field_validator("stop", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        stops = [] if value is None else [value] if isinstance(value, str) else value
        if isinstance(stops, list) and "" in stops:
            raise ValueError("an empty stop string would end every answer at once")
        return stops

    @field_validator("logit_bias", mode="before")
    @classmethod
    def _null_is_no_bias(cls, value: Any) -> Any:
        if isinstance(value, dict) and len(value) > MAX_BIASES:  # before each of them is read
            raise ValueError(f"{len(value)} tokens in one request; at most {MAX_BIASES} are taken")
        return {} if value is None else value

    @field_validator(
        "n",
        "top_k",
        "min_p",
        "frequency_penalty",
        "presence_penalty",
        "repetition_penalty",
        "stream",
        "ignore_eos",
        mode="before",
    )
    @classmethod
    def _null_is_default(cls, value: Any, info: Any) -> Any:
        return cls.model_fields[info.field_name].default if value is None else value

    @model_validator(mode="after")
    def _one_format(self) -> "GenerationFields":
        if len(self.formats) > 1:
            raise ValueError(f"'{self.formats[0]}' and '{self.formats[1]}' exclude each other; give one of them")
        return self

    @property
    def formats(self) -> list[str]:
        """Names of the fields that constrain the text of the answer."""
        is_format = self.response_format is not None and self.response_format.type != "text"
        return [
            *(["response_format"] if is_format else []),
            *(["guided_json"] if self.guided_json is not None else []),
            *(["guided_regex"] if self.guided_regex is not None else []),
            *(["guided_grammar"] if self.guided_grammar is not None else []),
        ]

    @property
    def is_constrained(self) -> bool:
        """Whether a grammar says how the answer has to look."""
        return bool(self.formats)

    @property
    def include_usage(self) -> bool:
        return self.stream_options is not None and self.stream_options.include_usage

    def sampling(self, *, temperature: float, top_p: float, num_logprobs: int | None, choice: int) -> SamplingParams:
        """Parameters of one choice; `temperature` and `top_p` are the defaults where the request says nothing."""
        return SamplingParams(
            temperature=temperature if self.temperature is None else self.temperature,
            top_p=top_p if self.top_p is None else self.top_p,
            top_k=max(self.top_k, 0),
            min_p=self.min_p,
            frequency_penalty=self.frequency_penalty,
            presence_penalty=self.presence_penalty,
            repetition_penalty=self.repetition_penalty,
            logit_bias=self.logit_bias,
            seed=None if self.seed is None else self.seed + choice,
            num_logprobs=num_logprobs,
        )
