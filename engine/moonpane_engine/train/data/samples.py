"""Training samples in the chat format, and their collation into batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_vision.moonvit import GridTHW

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Sample:
    """One question and its answer; the loss sees the answer only."""

    prompt_ids: list[int]
    answer_ids: list[int]
    patches: np.ndarray | None  # (L, 3, 14, 14) float32
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
        self, instruction: str, answer: str, patches: np.ndarray | None, grid: GridTHW | None, *, spelled: bool = False
    ) -> Sample:
        """One turn; a `spelled` answer is written byte by byte, each glyph its own token."""
        prompt = [*self._open]
        if grid is not None:
            prompt += [*self._media_open, *[self._pad] * (grid[1] * grid[2] // 4), *self._media_close]
        prompt += [*self.tokenizer.encode(instruction), *self._answer]
        ids = self._spell(answer) if spelled else self.tokenizer.encode(answer)
        return Sample(prompt, [*ids, self._end], patches, grid)

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
