"""Training samples in the chat format, and their collation into batches."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_vision.moonvit import GridTHW

IGNORED = -100
_TEXT = re.compile(r'(?:(?<=>)(?=[^<\n])|(?<=placeholder="))([^<"\n]+)')  # of an element, one element a line


@dataclass(frozen=True, slots=True)
class Sample:
    """One question and its answer; the loss sees the answer only."""

    prompt_ids: list[int]
    answer_ids: list[int]
    patches: np.ndarray | None  # (L, 3, 14, 14), float32 centred on 0 or uint8
    grid: GridTHW | None

    @property
    def num_tokens(self) -> int:
        return len(self.prompt_ids) + len(self.answer_ids)


class Batch(NamedTuple):
    """Samples padded on the right to one length."""

    token_ids: Tensor  # (B, T)
    labels: Tensor  # (B, T), the next token at each position, IGNORED outside the answers
    patches: Tensor | None  # (sum of patches, 3, 14, 14)
    grids: list[GridTHW]
    num_tokens: int  # without padding

    def to(self, device: str) -> "Batch":
        """The same on a device."""
        patches = None if self.patches is None else self.patches.to(device)
        if patches is not None and patches.dtype == torch.uint8:
            patches = patches.float() / 127.5 - 1  # as `crop_patches` has them
        return Batch(self.token_ids.to(device), self.labels.to(device), patches, self.grids, self.num_tokens)


class ChatSamples:
    """Builds samples exactly as the server's template renders an instant-mode turn."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        named = tokenizer.token_id
        self._open = [named("<|im_user|>"), *tokenizer.encode("user"), named("<|im_middle|>")]
        self._media_open = [named("<|media_begin|>"), *tokenizer.encode("image"), named("<|media_content|>")]
        self._media_close = [named("<|media_end|>"), *tokenizer.encode("\n")]
        self._answer = [
            named("<|im_end|>"), named("<|im_assistant|>"), *tokenizer.encode("assistant"), named("<|im_middle|>"),
            named("<think>"), named("</think>"),
        ]  # fmt: skip
        self._end = named("<|im_end|>")
        self._pad = named("<|media_pad|>")
        self._byte_ids = {tokenizer.token_bytes(token)[0]: token for token in range(256)}

    def sample(
        self,
        instruction: str,
        answer: str,
        patches: np.ndarray | None,
        grid: GridTHW | None,
        *,
        spelled: Literal["", "all", "texts"] = "",
    ) -> Sample:
        """One turn; the answer, or a page's texts, may be `spelled`: byte by byte, a token for each glyph."""
        prompt = [*self._open]
        if grid is not None:
            prompt += [*self._media_open, *[self._pad] * (grid[1] * grid[2] // 4), *self._media_close]
        prompt += [*self.tokenizer.encode(instruction), *self._answer]
        return Sample(prompt, [*self._written(answer, spelled), self._end], patches, grid)

    def _written(self, answer: str, spelled: str) -> list[int]:
        if spelled == "all":
            return self._spell(answer)
        if not spelled:
            return self.tokenizer.encode(answer)
        pieces = _TEXT.split(answer)  # every second one is a text
        ways = (self.tokenizer.encode, self._spell)
        return [token for number, piece in enumerate(pieces) for token in ways[number % 2](piece)]

    def _spell(self, text: str) -> list[int]:
        return [self._byte_ids[byte] for byte in text.encode()]


def collate(samples: Sequence[Sample]) -> Batch:
    """Pad to the longest; media lie behind each other in the order of the samples."""
    lengths = [sample.num_tokens - 1 for sample in samples]  # the last one is predicted only
    length = max(lengths)
    token_ids = torch.zeros(len(samples), length, dtype=torch.long)
    labels = torch.full((len(samples), length), IGNORED)
    for row, sample in enumerate(samples):
        ids = torch.tensor(sample.prompt_ids + sample.answer_ids)
        start = len(sample.prompt_ids) - 1
        token_ids[row, : len(ids) - 1] = ids[:-1]
        labels[row, start : len(ids) - 1] = ids[start + 1 :]
    pictures = [sample.patches for sample in samples if sample.patches is not None]
    patches = torch.from_numpy(np.concatenate(pictures)) if pictures else None
    grids = [sample.grid for sample in samples if sample.grid is not None]
    return Batch(token_ids, labels, patches, grids, sum(lengths))
