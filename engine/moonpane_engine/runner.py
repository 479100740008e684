"""The runner: owns the model, the device and the latent cache; called only from the engine thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from pathlib import Path

import torch
from torch import Tensor

from moonpane_engine.cache import PAGE_SIZE, CacheView, LatentCache, PageKey, page_key
from moonpane_engine.media_features import MediaFeatures, Placed, placed, positions_filled
from moonpane_engine.model.config import KimiConfig
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.prompt import Prompt
from moonpane_engine.weights.load import load_model

LEAST_CACHED_TOKENS = 131_072
Progress = Callable[[int, int], None]  # tensors done, tensors in all


@dataclass(slots=True)
class RunningSequence:
    """A sequence with its place in the cache."""

    token_ids: list[int]  # of the prompt, then those that were decoded
    num_prompt_tokens: int
    media: list[Placed]
    num_tokens: int = 0  # whose latents are in the cache
    pages: list[int] = field(default_factory=list)
    keys: list[PageKey] = field(default_factory=list)  # of its complete pages, as far as they were needed

    @property
    def num_missing(self) -> int:
        """Tokens of the prompt that are not in the cache yet."""
        return max(self.num_prompt_tokens - self.num_tokens, 0)


class Runner:
    """Prefill and decode over one loaded checkpoint."""

    def __init__(self, model: KimiModel, *, max_tokens: int | None = None) -> None:
        """`max_tokens` of all sequences together; by default one context at least. Memory is taken as it is needed."""
        self.model = model.eval()
        self.config: KimiConfig = model.config
        weight = model.language_model.model.norm.weight  # matrices may be kept narrower than the arithmetic
        self.device, self.dtype = weight.device, weight.dtype
        if max_tokens is None:  # the last page of a context is begun before its end is known
            max_tokens = max(LEAST_CACHED_TOKENS, self.config.text.max_position_embeddings + PAGE_SIZE)
        self.cache = LatentCache(self.config.text, max_tokens=max_tokens, dtype=self.dtype, device=self.device)
        self.features = MediaFeatures(model)

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

    def start(self, prompt: Prompt, *, anew: bool = False) -> RunningSequence:
        """Make room for a prompt, and take over what the cache already knows of its beginning, unless it begins `anew`.

        Raises:
            CacheFull: there is no room for the prompt and one more page; nothing was taken.
        """
        sequence = RunningSequence(list(prompt.token_ids), len(prompt.token_ids), placed(prompt, self.config))
        # At least the last token is computed: its logits are what the caller wants.
        num_known = 0 if anew else (len(prompt.token_ids) - 1) // PAGE_SIZE
        known = self.cache.match(self._keys(sequence, num_known))
        try:
            room = len(prompt.token_ids) // PAGE_SIZE + 1 - len(known)
            sequence.pages = known + self.cache.allocate(room)
        except BaseException:
            self.cache.release(known)
            raise
        sequence.num_tokens = len(known) * PAGE_SIZE
        return sequence

    @torch.inference_mode()
    def prefill(self, sequences: Sequence[RunningSequence], num_tokens: Sequence[int]) -> list[Tensor | None]:
        """Compute the next `num_tokens` of each prompt in one pass; the logits (vocab,) after its last one, else None.

        Raises:
            ValueError: the states of one hold NaN or infinity; no sequence has advanced.
        """
        states = self._compute(sequences, num_tokens)
        ends = accumulate(num_tokens)
        last = [end - 1 for end, each in zip(ends, sequences, strict=True) if not each.num_missing]
        logits = iter(self.model.logits(states[torch.tensor(last, device=self.device)]) if last else ())
        return [None if each.num_missing else next(logits) for each in sequences]

    def _compute(self, sequences: Sequence[RunningSequence], num_tokens: Sequence[int]) -> Tensor:
        """States (sum of `num_tokens`, hidden) of the next tokens of each prompt."""
        ends = [sequence.num_tokens + count for sequence, count in zip(sequences, num_tokens, strict=True)]
        spans = [(sequence.media, sequence.num_tokens, end) for sequence, end in zip(sequences, ends, strict=True)]
        token_ids = [
            token for each, (_, begin, end) in zip(sequences, spans, strict=True) for token in each.token_ids[begin:end]
        ]
        positions = [position for _, begin, end in spans for position in range(begin, end)]
        features = self.features.between(spans)
        at = None if features is None else torch.tensor(positions_filled(spans), device=self.device)
        # Neighbours of one length are attended to together, as the lines of a picture often are.
        alike = groupby(zip(sequences, num_tokens, strict=True), lambda part: (part[0].num_tokens, part[1]))
        views = [self._view([each for each, _ in own], count) for (_, count), own in alike]
        embedded = self.model.embed(torch.tensor(token_ids, device=self.device), features, at=at)
        self.model.reach(max(ends))
        states = self.model.advance(embedded, torch.tensor(positions, device=self.device), views)
        if not states.sum().isfinite():
            raise ValueError("the model's output holds NaN or infinity")
        for sequence, end in zip(sequences, ends, strict=True):
            self._advance(sequence, end)
        return states

    @torch.inference_mode()
    def prefill_all(self, sequence: RunningSequence, num_tokens: int) -> Tensor:
        """As `prefill` of one sequence; the logits (num_tokens, vocab) after each of the tokens.

        Raises:
            ValueError: they hold NaN or infinity; the sequence has not advanced.
        """
        return self.model.logits(self._compute([sequence], [num_tokens]))

    @torch.inference_mode()
    def decode(self, sequences: Sequence[RunningSequence], token_ids: Sequence[Sequence[int]]) -> Tensor:
        """Append tokens to each sequence, equally many to all; returns logits (n, T, vocab) after each of them.

        Raises:
            CacheFull: a sequence needs a page and none is free; no sequence has advanced.
        """
        num_new = len(token_ids[0])
        self._reserve(sequences, num_new)
        starts = [sequence.num_tokens for sequence in sequences]
        view = self._view(sequences, num_new)
        positions = torch.tensor([start + offset for start in starts for offset in range(num_new)], device=self.device)
        embedded = self.model.embed(torch.tensor(token_ids, device=self.device).flatten())
        self.model.reach(max(starts) + num_new)
        logits = self.model.logits(self.model.advance(embedded, positions, [view]))
        for sequence, ids in zip(sequences, token_ids, strict=True):
            sequence.token_ids += ids
            self._advance(sequence, sequence.num_tokens + num_new)
        return logits.unflatten(0, (-1, num_new))

    def drop(self, sequence: RunningSequence, num_tokens: int) -> None:
        """Take back the last tokens that were decoded (a draft that was not accepted)."""
        if num_tokens:
            del sequence.token_ids[-num_tokens:]
            sequence.num_tokens -= num_tokens
            del sequence.keys[sequence.num_tokens // PAGE_SIZE :]

    def release(self, sequence: RunningSequence, *, is_sound: bool = True) -> None:
        """Give the sequence's pages back; safe to call twice.

        What it computed can be found until its place is needed, unless it is not sound: NaN must not come back in the
        next request that begins alike.
        """
        if is_sound:
            num_complete = sequence.num_tokens // PAGE_SIZE
            for page, key in zip(sequence.pages, self._keys(sequence, num_complete), strict=False):
                self.cache.remember(page, key)
        else:
            self.cache.forget(sequence.pages)
        self.cache.release(sequence.pages)
        sequence.pages = []

    def _view(self, sequences: Sequence[RunningSequence], num_new: int) -> CacheView:
        """Their pages, for `num_new` tokens more of each."""
        pages, starts = [each.pages for each in sequences], [each.num_tokens for each in sequences]
        return CacheView(self.cache, pages, starts, num_new=num_new)

    def _advance(self, sequence: RunningSequence, num_tokens: int) -> None:
        """Pages of the prompt can be shared as soon as they are complete; decoded ones only once they are final."""
        first, sequence.num_tokens = sequence.num_tokens // PAGE_SIZE, num_tokens
        final = min(num_tokens, sequence.num_prompt_tokens) // PAGE_SIZE
        if first < final:
            for page, key in zip(sequence.pages[first:final], self._keys(sequence, final)[first:], strict=True):
                self.cache.remember(page, key)

    def _keys(self, sequence: RunningSequence, num_pages: int) -> list[PageKey]:
        """Keys of the first complete pages, made once each."""
        keys = sequence.keys
        for index in range(len(keys), num_pages):
            begin, end = index * PAGE_SIZE, (index + 1) * PAGE_SIZE
            media = [item.digest for item in sequence.media if item.begin < end and begin < item.end]
            keys.append(page_key(keys[-1] if keys else b"", sequence.token_ids[begin:end], media))
        return keys[:num_pages]

    def _reserve(self, sequences: Sequence[RunningSequence], num_new: int) -> None:
        lacking = [
            max((sequence.num_tokens + num_new - 1) // PAGE_SIZE + 1 - len(sequence.pages), 0) for sequence in sequences
        ]
        pages = self.cache.allocate(sum(lacking))
        for sequence, count in zip(sequences, lacking, strict=True):
            sequence.pages += pages[:count]
            del pages[:count]
