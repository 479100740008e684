"""The two tokenizer files of a Kimi-K2.5 checkpoint: reading, writing, and training a small vocabulary.

`tiktoken.model` holds one line per token, `base64(bytes) rank`; `tokenizer_config.json` names the special
tokens in `added_tokens_decoder`. The 256 special slots lie directly behind the base vocabulary, and a slot
without a name is called `<|reserved_token_{id}|>`.
"""

import base64
import binascii
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

from moonpane_engine.errors import TokenizerError
from moonpane_engine.folder import MAX_JSON_BYTES, openable, parse_json

MAX_NAME_CHARS = 256  # of a special token
RANKS_FILE = "tiktoken.model"
CONFIG_FILE = "tokenizer_config.json"
NUM_SPECIAL_SLOTS = 256

_UPPER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]"
_LOWER = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]"
_CONTRACTION = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
PRE_TOKENIZATION_PATTERN = "|".join(
    [
        r"[\p{Han}]+",
        rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}*{_LOWER}+{_CONTRACTION}",
        rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}+{_LOWER}*{_CONTRACTION}",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)

# Slot (distance from the first special id) → name, the same for every model of the family.
NAMED_SLOTS: dict[int, str] = {
    0: "[BOS]",
    1: "[EOS]",
    2: "<|im_end|>",
    3: "<|im_user|>",
    4: "<|im_assistant|>",
    6: "<|start_header_id|>",
    7: "<|end_header_id|>",
    9: "[EOT]",
    10: "<|im_system|>",
    11: "<|tool_calls_section_begin|>",
    12: "<|tool_calls_section_end|>",
    13: "<|tool_call_begin|>",
    14: "<|tool_call_argument_begin|>",
    15: "<|tool_call_end|>",
    17: "<|im_middle|>",
    18: "<|media_begin|>",
    19: "<|media_content|>",
    20: "<|media_end|>",
    21: "<|media_pad|>",
    22: "<think>",
    23: "</think>",
    254: "[UNK]",
    255: "[PAD]",
}


def byte_alphabet() -> list[str]:
    """The printable stand-in of each byte 0..255, as byte-level BPE files write them."""
    shown = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    letters = {byte: chr(byte) for byte in shown}
    hidden = (byte for byte in range(256) if byte not in letters)
    letters.update({byte: chr(256 + index) for index, byte in enumerate(hidden)})
    return [letters[byte] for byte in range(256)]


def pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    """K2.5's pre-tokenisation: the pattern above, then bytes as printable letters."""
    split = pre_tokenizers.Split(Regex(PRE_TOKENIZATION_PATTERN), behavior="isolated")
    return pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def train_bpe(texts: Iterable[str], vocab_size: int) -> list[bytes]:
    """Learns a byte-level vocabulary from `texts`; returns token bytes in rank order.

    The 256 single bytes come first, in byte order, then merges in the order they were learnt. The result has
    `vocab_size` entries, or fewer where the texts hold no more pairs. Raises ValueError below 256.
    """
    if vocab_size < 256:
        raise ValueError(f"vocab_size is {vocab_size}, but the 256 single bytes alone need 256; ask for more.")
    alphabet = byte_alphabet()
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizer()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size, initial_alphabet=alphabet, special_tokens=[], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    to_byte = {letter: byte for byte, letter in enumerate(alphabet)}
    by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    merged = [bytes(to_byte[letter] for letter in token) for token, _ in by_id if len(token) > 1]
    return [bytes([byte]) for byte in range(256)] + merged


def write_tokenizer(out_dir: Path, ranked_tokens: list[bytes]) -> None:
    """Writes `tiktoken.model` and `tokenizer_config.json` for a base vocabulary in rank order."""
    out_dir.mkdir(parents=True, exist_ok=True)
    lines = (f"{base64.b64encode(token).decode()} {rank}\n" for rank, token in enumerate(ranked_tokens))
    (out_dir / RANKS_FILE).write_text("".join(lines), encoding="ascii")
    first = len(ranked_tokens)
    config = {
        "added_tokens_decoder": {
            str(first + slot): {
                "content": name,
                "lstrip": False,
                "normalized": False,
                "rstrip": False,
                "single_word": False,
                # Reasoning and tool markers are part of the answer, so they must survive "skip specials".
                "special": not ("tool_call" in name or "think" in name),
            }
            for slot, name in NAMED_SLOTS.items()
        },
        "bos_token": "[BOS]",
        "clean_up_tokenization_spaces": False,
        "eos_token": "[EOS]",
        "pad_token": "[PAD]",
        "tokenizer_class": "TikTokenTokenizer",
        "unk_token": "[UNK]",
    }
    text = json.dumps(config, indent=2, ensure_ascii=False) + "\n"
    (out_dir / CONFIG_FILE).write_text(text, encoding="utf-8")


def read_ranked_tokens(path: Path) -> list[bytes]:
    """Reads `tiktoken.model`: token bytes in rank order. Raises TokenizerError with the line at fault."""
    tokens: list[bytes] = []
    for number, line in enumerate(_read_limited(path).splitlines(), start=1):
        encoded, _, rank = line.partition(b" ")
        if not line.strip():
            continue
        try:
            token = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            token = b""
        if not token or rank != str(len(tokens)).encode():
            raise TokenizerError(
                f"{path}, line {number}: expected 'base64 {len(tokens)}' with ranks counting up from 0; "
                "copy the file again from the model's publisher."
            )
        tokens.append(token)
    single = {token for token in tokens if len(token) == 1}
    if len(single) != 256 or len(set(tokens)) != len(tokens):
        raise TokenizerError(
            f"{path} must hold all 256 single bytes and no token twice; copy it again from the model's publisher."
        )
    return tokens


def read_special_tokens(path: Path, first: int) -> dict[str, int]:
    """Reads the names of all 256 slots from `tokenizer_config.json`: name → id, in id order.

    `first` is the id of slot 0, the size of the base vocabulary. Raises TokenizerError.
    """
    try:
        config: Any = parse_json(_read_limited(path))
        added = {int(key): entry["content"] for key, entry in config["added_tokens_decoder"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TokenizerError(
            f"{path} has no readable 'added_tokens_decoder' ({type(error).__name__}: {error}); "
            "copy it again from the model's publisher."
        ) from error
    for token_id, name in added.items():
        if isinstance(name, str) and len(name) > MAX_NAME_CHARS:
            raise TokenizerError(
                f"{path}: added token {token_id} has a name of {len(name)} characters, not up to {MAX_NAME_CHARS}."
            )
        if not isinstance(name, str) or not name or not first <= token_id < first + NUM_SPECIAL_SLOTS:
            raise TokenizerError(
                f"{path}: added token {token_id} ({name!r}) is not one of the {NUM_SPECIAL_SLOTS} special slots "
                f"{first}..{first + NUM_SPECIAL_SLOTS - 1} behind the {first} tokens of {RANKS_FILE}; "
                "use the two files of one checkpoint."
            )
    ids = range(first, first + NUM_SPECIAL_SLOTS)
    special = {added.get(token_id, f"<|reserved_token_{token_id}|>"): token_id for token_id in ids}
    if len(special) != NUM_SPECIAL_SLOTS:
        raise TokenizerError(f"{path} gives one name to two added tokens; every name must be unique.")
    return special


def _read_limited(path: Path) -> bytes:
    try:
        target = openable(path)
        if target.stat().st_size > MAX_JSON_BYTES:
            raise TokenizerError(f"{path} is larger than 64 MiB, which no tokenizer file is; check the download.")
        return target.read_bytes()
    except OSError as error:
        raise TokenizerError(
            f"{path} cannot be read ({error.strerror}); a Kimi-K2.5 checkpoint folder holds it beside config.json."
        ) from error
