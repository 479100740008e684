"""Text to token ids and back, for any checkpoint of the Kimi family.

Ordinary text can never become a special token by accident: `encode` treats `<|im_end|>` in a text as plain
characters unless it is told otherwise, and the chat template adds special ids by name.
"""

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from pathlib import Path

import tokenizers
from tokenizers import models

from moonpane_engine.chat.tokenizer_files import (
    CONFIG_FILE,
    RANKS_FILE,
    byte_alphabet,
    pre_tokenizer,
    read_ranked_tokens,
    read_special_tokens,
)
from moonpane_engine.errors import TokenizerError

# The original cuts its input here before BPE; the ids of pathological inputs depend on it.
_MAX_CHARS_AT_ONCE = 400_000
_MAX_RUN_CHARS = 25_000
_MAX_OPEN_TOKENS = 16  # of a last word; Chinese sentences are one


class Tokenizer:
    """A base vocabulary of byte strings and the 256 special tokens behind it.

    `special` maps each special token's name to its id; `num_tokens` counts both kinds, `num_base` those before the
    special ones; `max_token_bytes` is the length of the longest base token.
    """

    def __init__(self, ranked_tokens: list[bytes], special: dict[str, int]) -> None:
        self.special = special
        self.num_tokens = len(ranked_tokens) + len(special)
        self._bytes_of = [*ranked_tokens, *(name.encode("utf-8", "replace") for name in special)]
        self.max_token_bytes = max(map(len, ranked_tokens))
        self.num_base = len(ranked_tokens)
        self._bpe = _byte_bpe(ranked_tokens)
        names = sorted(special, key=len, reverse=True)
        self._special_pattern = re.compile("(" + "|".join(map(re.escape, names)) + ")")

    @classmethod
    def from_dir(cls, path: Path) -> "Tokenizer":
        """Reads both tokenizer files of a checkpoint folder. Raises TokenizerError."""
        ranked_tokens = read_ranked_tokens(path / RANKS_FILE)
        return cls(ranked_tokens, read_special_tokens(path / CONFIG_FILE, len(ranked_tokens)))

    def token_id(self, name: str) -> int:
        """Id of a special token. Raises TokenizerError where this checkpoint has no such name."""
        try:
            return self.special[name]
        except KeyError:
            raise TokenizerError(
                f"{CONFIG_FILE} names no special token {name!r}; this is not the tokenizer of a Kimi-K2.5 checkpoint."
            ) from None

    def encode(self, text: str, allow_special: bool = False) -> list[int]:
        """Token ids of `text`. With `allow_special`, names of special tokens become their ids: trusted text only."""
        if not allow_special:
            return self._encode_plain(text)
        ids: list[int] = []
        for index, part in enumerate(self._special_pattern.split(text)):
            ids += [self.special[part]] if index % 2 else self._encode_plain(part)
        return ids

    def encode_open(self, text: str) -> tuple[list[int], str]:
        """Token ids of the beginning of `text` that stay the same whatever follows it, and the rest: its last word.

        How a word is cut into tokens is known at its end only.
        """
        ids: list[int] = []
        words: list[int | None] = []  # of the last piece's tokens
        for piece in _bounded_pieces(_encodable(text)):
            encoding = self._bpe.encode(piece)
            ids += encoding.ids
            words = encoding.word_ids
        last, rest, num_open = words[-1:], b"", 0
        while num_open < len(words):
            # Blank words become one where a line break follows; and half a character is no text.
            is_open = words[-1 - num_open : len(words) - num_open] == last or not rest.strip()
            if rest and rest[0] & 0xC0 != 0x80 and (not is_open or num_open >= _MAX_OPEN_TOKENS):
                break
            num_open += 1
            rest = self.token_bytes(ids[-num_open]) + rest
        return ids[: len(ids) - num_open], rest.decode()

    def ids_along(self, data: bytes) -> list[int]:
        """Base tokens that spell the beginning of `data`, or all of it and more."""
        order, bytes_of = self._in_order, self._bytes_of
        at = bisect_left(order, data, key=bytes_of.__getitem__)
        longer = takewhile(lambda token_id: bytes_of[token_id].startswith(data), order[at:])
        shorter = (self._base_ids.get(data[:length]) for length in range(1, min(len(data), self.max_token_bytes + 1)))
        return [*longer, *(token_id for token_id in shorter if token_id is not None)]

    @cached_property
    def _in_order(self) -> list[int]:
        return sorted(range(self.num_base), key=self._bytes_of.__getitem__)

    @cached_property
    def _base_ids(self) -> dict[bytes, int]:
        return {self._bytes_of[token_id]: token_id for token_id in range(self.num_base)}

    def decode(self, ids: Iterable[int]) -> str:
        """Text of `ids`, special tokens by name; bytes that are not UTF-8 become U+FFFD."""
        return b"".join(self.token_bytes(token_id) for token_id in ids).decode("utf-8", errors="replace")

    def token_bytes(self, token_id: int) -> bytes:
        """Bytes of one token (a special token's name as UTF-8); empty for rows that only pad the embedding."""
        return self._bytes_of[token_id] if 0 <= token_id < self.num_tokens else b""

    def is_special(self, token_id: int) -> bool:
        """Whether the id lies in the special slots (or in padding rows) behind the base vocabulary."""
        return token_id >= self.num_base

    def stream(self) -> "Detokenizer":
        """A fresh streaming decoder."""
        return Detokenizer(self)

    def _encode_plain(self, text: str) -> list[int]:
        ids: list[int] = []
        for piece in _bounded_pieces(_encodable(text)):
            ids += self._bpe.encode(piece).ids
        return ids


class Detokenizer:
    """Tokens in, text out, never half a character: bytes of an unfinished one wait for the next token."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def push(self, token_id: int) -> str:
        """Text that became certain with this token, possibly empty."""
        return self._decoder.decode(self._tokenizer.token_bytes(token_id))

    def drop_unfinished(self) -> None:
        """At the end: half a character is nothing, and what comes next begins anew."""
        self._decoder.reset()


def _byte_bpe(ranked_tokens: list[bytes]) -> tokenizers.Tokenizer:
    """The `tokenizers` twin of a tiktoken vocabulary.

    tiktoken joins the neighbouring pair whose *union* ranks lowest. Merge rules say the same when every split
    of a token into two known ones is a rule, ordered by the rank of the union.
    """
    alphabet = byte_alphabet()
    rank_of = {token: rank for rank, token in enumerate(ranked_tokens)}
    letters = ["".join(alphabet[byte] for byte in token) for token in ranked_tokens]
    merges: list[tuple[str, str]] = []
    for token in ranked_tokens:
        splits = ((rank_of.get(token[:cut]), rank_of.get(token[cut:])) for cut in range(1, len(token)))
        known = sorted((left, right) for left, right in splits if left is not None and right is not None)
        merges += [(letters[left], letters[right]) for left, right in known]
    vocab = {text: rank for rank, text in enumerate(letters)}
    bpe = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=merges, ignore_merges=True))
    bpe.pre_tokenizer = pre_tokenizer()
    return bpe


def _encodable(text: str) -> str:
    """A lone surrogate (half of a JSON \\ud83d escape) has no bytes; the original replaces it as well."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _bounded_pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), _MAX_CHARS_AT_ONCE):
        chunk = text[start : start + _MAX_CHARS_AT_ONCE]
        if len(chunk) <= _MAX_RUN_CHARS:
            yield chunk
        else:
            yield from _cut_long_runs(chunk)


def _cut_long_runs(chunk: str) -> Iterator[str]:
    """Cuts wherever `_MAX_RUN_CHARS` neighbours are all whitespace or all something else."""
    begin = 0
    for run in re.finditer(r"\s+|\S+", chunk):
        for cut in range(run.start() + _MAX_RUN_CHARS, run.end(), _MAX_RUN_CHARS):
            yield chunk[begin:cut]
            begin = cut
    yield chunk[begin:]
