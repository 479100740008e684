"""The checkpoint as the HTTP side sees it: tokenizer, chat format, sizes. Read before any weight, without torch."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from moonpane_engine.chat.template import K2, K2_INSTRUCT, K25, KIMI_VL, ChatFormat, ChatStyle
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.errors import BadRequest, CheckpointError, ContextOverflow, RequestError
from moonpane_engine.model.config import KimiConfig, read_json
from moonpane_vision.image import MediaConfig, media_config

PREPROCESSOR_FILE = "preprocessor_config.json"
_MAX_SCORED_BYTES = 2 * 2**30  # float32 logits of a whole prompt


class UnknownModel(RequestError):
    """The request names a model that is not served here."""

    status = 404
    type = "invalid_request_error"
    code = "model_not_found"


@dataclass(frozen=True)
class ServedModel:
    """What requests are checked against; filled once by `from_dir`."""

    name: str
    tokenizer: Tokenizer
    chat: ChatFormat
    context_tokens: int
    vocab_size: int  # rows of the embedding; the tokenizer may know fewer
    stop_ids: frozenset[int]
    media: MediaConfig | None  # None: the checkpoint has no vision tower

    @classmethod
    def from_dir(cls, checkpoint: Path, *, name: str | None = None) -> "ServedModel":
        """Reads and checks the small files of a checkpoint folder. Raises CheckpointError."""
        if not checkpoint.is_dir():
            raise CheckpointError(f"{checkpoint} is not a folder; give a checkpoint folder that holds config.json.")
        config = KimiConfig.from_dir(checkpoint)
        tokenizer = Tokenizer.from_dir(checkpoint)
        chat = ChatFormat(tokenizer, _style(checkpoint, config, tokenizer))
        vocab_size = config.text.vocab_size
        if tokenizer.num_tokens > vocab_size:
            raise CheckpointError(
                f"{checkpoint}: the tokenizer has {tokenizer.num_tokens} tokens but config.json says vocab_size "
                f"{vocab_size}; use the tokenizer files of this checkpoint."
            )
        media = None
        if config.vision is not None:
            if config.media_placeholder_token_id != chat.media_pad_id:
                raise CheckpointError(
                    f"{checkpoint}: config.json says media_placeholder_token_id {config.media_placeholder_token_id}, "
                    f"but the tokenizer's <|media_pad|> is {chat.media_pad_id}; use the files of one checkpoint."
                )
            media = _read_media_config(checkpoint / PREPROCESSOR_FILE, is_kimi_vl=chat.style is KIMI_VL)
            if media.temporal_merge_size > config.vision.pos_emb_time:
                raise CheckpointError(
                    f"{checkpoint / PREPROCESSOR_FILE}: temporal_merge_kernel_size is {media.temporal_merge_size}, but "
                    f"config.json has places for {config.vision.pos_emb_time} frames; use the files of one checkpoint."
                )
            for here, there in (("patch_size", "patch_size"), ("merge_size", "merge_kernel_size")):
                said, asked = getattr(media, here), getattr(config.vision, here)
                if said != asked:
                    raise CheckpointError(
                        f"{checkpoint / PREPROCESSOR_FILE}: {there} is {said}, but config.json says {asked}; use the "
                        "files of one checkpoint."
                    )
        return cls(
            name=name or checkpoint.resolve().name,
            tokenizer=tokenizer,
            chat=chat,
            context_tokens=config.text.max_position_embeddings,
            vocab_size=vocab_size,
            stop_ids=chat.stop_ids | frozenset(config.eos_token_ids),
            media=media,
        )

    def require_name(self, name: str | None) -> None:
        """Raises UnknownModel when a request names another model; naming none is fine."""
        if name is not None and name != self.name:
            raise UnknownModel(f"The model {name!r:.200} is not served here; this engine serves {self.name!r}.")

    def answer_tokens(self, num_prompt: int, asked: int | None) -> int:
        """How many tokens the answer may have: `asked`, or all that fit. Raises ContextOverflow with the numbers."""
        room = self.context_tokens - num_prompt
        if room < (1 if asked is None else asked):
            raise ContextOverflow(
                f"The prompt has {num_prompt} tokens, but the context holds {self.context_tokens}; "
                "shorten the prompt or lower max_tokens."
                if asked is None
                else f"The prompt has {num_prompt} tokens and {asked} more are asked for, but the context holds "
                f"{self.context_tokens}; shorten the prompt or lower max_tokens.",
                param="messages" if asked is None else "max_tokens",
            )
        return room if asked is None else asked

    def check_chars(self, num_chars: int, *, param: str) -> None:
        """Raises ContextOverflow for a text that cannot fit however well it is tokenised: found without doing so."""
        least = -(-num_chars // self.tokenizer.max_token_bytes)
        if least > self.context_tokens:
            raise ContextOverflow(
                f"The prompt has at least {least} tokens, but the context holds {self.context_tokens}; shorten it.",
                param=param,
            )

    def check_tokens(self, ids: Iterable[int], *, param: str) -> None:
        """Raises BadRequest for a token id that the model does not have."""
        if (largest := max(ids, default=0)) >= self.vocab_size:
            raise BadRequest(
                f"{param}: token {largest} does not exist; ids go from 0 to {self.vocab_size - 1}.", param=param
            )

    def check_scoring(self, num_prompt: int) -> None:
        """Raises BadRequest when log-probabilities of the whole prompt would need too much memory."""
        most = _MAX_SCORED_BYTES // (4 * self.vocab_size)
        if num_prompt > most:
            raise BadRequest(
                f"The prompt has {num_prompt} tokens, but with echo and logprobs together at most {most} are taken; "
                "shorten it.",
                param="logprobs",
            )


def _style(checkpoint: Path, config: KimiConfig, tokenizer: Tokenizer) -> ChatStyle:
    if read_json(checkpoint / "config.json").get("model_type") == "kimi_vl":
        return KIMI_VL
    if config.vision is not None:
        return K25
    return K2 if "<think>" in tokenizer.special else K2_INSTRUCT


def _read_media_config(path: Path, *, is_kimi_vl: bool) -> MediaConfig:
    if not path.exists() and not path.is_symlink():
        return MediaConfig(is_kimi_vl=True, in_patch_limit=4096) if is_kimi_vl else MediaConfig()
    raw = read_json(path)
    try:
        return media_config(raw)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CheckpointError(f"{path} cannot be used ({error}); copy it again from the model's publisher.") from error
