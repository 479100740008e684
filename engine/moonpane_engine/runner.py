"""The runner: owns the model, the device and the latent cache; called only from the engine thread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from moonpane_engine.cache import PAGE_SIZE, DecodeView, LatentCache
from moonpane_engine.model.config import KimiConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.prompt import Prompt
from moonpane_engine.weights.load import load_model

Progress = Callable[[int, int], None]  # tensors done, tensors in all


@dataclass(slots=True)
class RunningSequence:
    """A sequence whose latents are in the cache."""

    num_tokens: int
    pages: list[int] = field(default_factory=list)


class Runner:
    """Prefill and decode over one loaded checkpoint."""

    def __init__(self, model: KimiModel, *, max_tokens: int = 131_072) -> None:
        self.model = model.eval()
        self.config: KimiConfig = model.config
        weight = model.language_model.model.norm.weight  # matrices may be kept narrower than the arithmetic
        self.device, self.dtype = weight.device, weight.dtype
        self.cache = LatentCache(self.config.text, max_tokens=max_tokens, dtype=self.dtype, device=self.device)

    @classmethod
    def load(
        cls,
        checkpoint: Path,
        *,
        device: str = "cpu",
        dtype: torch.dtype | None = None,
        on_progress: Progress | None = None,
    ) -> "Runner":
        """Read a checkpoint folder; float32 on the CPU unless `dtype` says otherwise."""
        chosen = dtype or (torch.float32 if device == "cpu" else torch.bfloat16)
        return cls(load_model(checkpoint, device=device, dtype=chosen, on_progress=on_progress))

    @torch.inference_mode()
    def prefill(self, prompt: Prompt) -> tuple[RunningSequence, Tensor]:
        """Run a whole prompt; returns its sequence and the logits (vocab,) after the last token.

        Raises:
            CacheFull: there is no room for the prompt and one more page; nothing was taken.
        """
        sequence = RunningSequence(len(prompt.token_ids))
        sequence.pages = self.cache.allocate(len(prompt.token_ids) // PAGE_SIZE + 1)
        try:
            states, latents = self.model(self._embed(prompt))
            self.cache.write(sequence.pages, [latent[0] for latent in latents])
            return sequence, self.model.logits(states[0, -1])
        except BaseException:
            self.release(sequence)
            raise

    @torch.inference_mode()
    def prefill_logits(self, prompt: Prompt) -> Tensor:
        """Logits (T, vocab) after every token of a prompt, without keeping anything (echo and logprobs)."""
        return self.model.logits(self.model(self._embed(prompt))[0][0])

    @torch.inference_mode()
    def decode(self, sequences: list[RunningSequence], token_ids: list[int]) -> Tensor:
        """Append one token to each sequence; returns logits (n, vocab).

        Raises:
            CacheFull: a sequence needs a page and none is free; no sequence has advanced.
        """
        self._reserve(sequences)
        positions = [sequence.num_tokens for sequence in sequences]
        view = DecodeView(self.cache, [sequence.pages for sequence in sequences], positions)
        ids = torch.tensor(token_ids, device=self.device)
        logits = self.model.decode(ids, torch.tensor(positions, device=self.device), view)
        for sequence in sequences:
            sequence.num_tokens += 1
        return logits

    def release(self, sequence: RunningSequence) -> None:
        """Give the sequence's pages back; safe to call twice."""
        self.cache.release(sequence.pages)
        sequence.pages = []

    def _reserve(self, sequences: list[RunningSequence]) -> None:
        needy = [sequence for sequence in sequences if sequence.num_tokens // PAGE_SIZE >= len(sequence.pages)]
        for sequence, page in zip(needy, self.cache.allocate(len(needy)), strict=True):
            sequence.pages.append(page)

    def _embed(self, prompt: Prompt) -> Tensor:
        """Embeddings (1, T, hidden) with the media encoded into their places."""
        features = None
        if prompt.media:
            patches = torch.cat([torch.from_numpy(item.patches) for item in prompt.media]).to(self.device, self.dtype)
            features = self.model.encode_media(patches, [item.grid_thw for item in prompt.media])
        return self.model.embed(torch.tensor([prompt.token_ids], device=self.device), features)
