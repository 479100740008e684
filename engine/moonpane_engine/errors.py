"""Everything the engine can refuse, as one tree.

    EngineError
    ├── CheckpointError          the checkpoint folder cannot be used (CLI: one sentence, exit code 2)
    │   ├── TokenizerError       … because of its tokenizer files
    │   ├── ConfigError          … because of config.json (in `model.config`)
    │   └── PullError            … because it could not be fetched (in `checkpoints.pull`)
    ├── DeviceMissing            no such device here (CLI: one sentence, exit code 2)
    ├── RequestError             one request cannot be served; the engine itself is well
    │   ├── BadRequest           400: the request says something that cannot be done
    │   │   └── ContextOverflow  400: prompt plus answer do not fit into the context
    │   ├── QueueFull            429: too many requests wait already
    │   ├── UnknownModel         404 (in `server.served_model`)
    │   ├── UnknownFile          404 (in `server.files`)
    │   ├── UploadRefused        413 (in `server.files`)
    │   ├── StillLoading         503 (in `server.routes`)
    │   └── GenerationFailed     500: the model failed while it worked on this request
    ├── GuideFailed              a constraint cannot go on; ends one request as GenerationFailed
    └── EngineStopped            the engine thread is gone; the process has to be restarted

Every message is one sentence that names the file or field and the way out. The HTTP border turns these
into OpenAI error objects once, in `server/wire_errors.py`.
"""


class EngineError(Exception):
    """Base of everything that this package raises on purpose."""


class CheckpointError(EngineError, ValueError):
    """The checkpoint folder is missing, malformed or of an unknown kind."""


class TokenizerError(CheckpointError):
    """`tiktoken.model` or `tokenizer_config.json` is missing or malformed."""


class DeviceMissing(EngineError):
    """The model was to run on a device that this machine does not have."""


class RequestError(EngineError):
    """One request cannot be served. `param` is the JSON field at fault, where one is."""

    status = 500
    type = "server_error"
    code: str | None = None

    def __init__(self, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.param = param
        self.code = code or self.code


class BadRequest(RequestError, ValueError):
    """The request asks for something impossible or is malformed."""

    status = 400
    type = "invalid_request_error"


class ContextOverflow(BadRequest):
    """Prompt plus requested answer exceed the model's context; found before any compute."""

    code = "context_length_exceeded"


class QueueFull(RequestError):
    """The waiting queue is full; `retry_after_s` says when to try again."""

    status = 429
    type = "rate_limit_error"
    code = "queue_full"
    retry_after_s = 1


class GenerationFailed(RequestError):
    """The runner raised while it computed this request; other requests go on."""

    code = "generation_failed"


class GuideFailed(EngineError, ValueError):
    """The constraint of one answer has no way on: its grammar became too complex, or nothing is allowed."""


class EngineStopped(EngineError):
    """The engine thread has ended; nothing can be generated any more."""
