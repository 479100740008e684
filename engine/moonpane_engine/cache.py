"""The latent cache: pages of `kv_lora_rank + qk_rope_head_dim` values per token and layer, shared by all sequences."""

from itertools import pairwise

import torch
from torch import Tensor

from moonpane_engine.model.config import TextConfig

PAGE_SIZE = 64  # tokens


class CacheFull(RuntimeError):
    """No free page is left; the caller waits for a sequence to end."""


class LatentCache:
    """Pool of pages. Owned by the engine thread; grows by doubling up to `max_tokens`."""

    def __init__(self, config: TextConfig, *, max_tokens: int, dtype: torch.dtype, device: torch.device) -> None:
        self.max_pages = -(-max_tokens // PAGE_SIZE)
        num_pages = min(32, self.max_pages)
        shape = (config.num_hidden_layers, num_pages, PAGE_SIZE, config.latent_dim)
        self.pool = torch.zeros(shape, dtype=dtype, device=device)
        self._free = list(range(num_pages - 1, -1, -1))

    @property
    def num_free_pages(self) -> int:
        """Pages that can still be handed out, those not yet allocated included."""
        return len(self._free) + self.max_pages - self.pool.shape[1]

    def allocate(self, num_pages: int) -> list[int]:
        """Ids of `num_pages` pages, or CacheFull with nothing taken."""
        if num_pages > self.num_free_pages:
            raise CacheFull(f"{num_pages} cache pages asked for, {self.num_free_pages} are free")
        while len(self._free) < num_pages:
            self._grow()
        return [self._free.pop() for _ in range(num_pages)]

    def release(self, pages: list[int]) -> None:
        self._free.extend(reversed(pages))

    def write(self, pages: list[int], latents: list[Tensor]) -> None:
        """Store whole-sequence latents, one (T, D) per layer, into `pages` from position 0."""
        num_tokens = latents[0].shape[0]
        flat = torch.tensor(pages, device=self.pool.device).repeat_interleave(PAGE_SIZE)[:num_tokens]
        offset = torch.arange(num_tokens, device=self.pool.device) % PAGE_SIZE
        for layer, latent in enumerate(latents):
            self.pool[layer, flat, offset] = latent.to(self.pool.dtype)

    def _grow(self) -> None:
        old = self.pool.shape[1]
        new = min(2 * old, self.max_pages)
        grown = self.pool.new_zeros((self.pool.shape[0], new, *self.pool.shape[2:]))
        grown[:, :old] = self.pool
        self.pool = grown
        self._free = [*range(new - 1, old - 1, -1), *self._free]


class DecodeView:
    """The pages of one decode batch, laid side by side: implements `model.kimi.LayerCache`."""

    def __init__(self, cache: LatentCache, page_tables: list[list[int]], positions: list[int]) -> None:
        self._pool = cache.pool
        self._longest = longest = max(positions) + 1
        self.mask: Tensor | None = None
        self._rows = None
        if len(page_tables) == 1 and (pages := _consecutive(page_tables[0])):
            self._rows = cache.pool[:, pages].flatten(1, 2)[:, :longest].unsqueeze(1).unbind()
            return
        device = cache.pool.device
        width = max(len(table) for table in page_tables)
        self._tables = torch.tensor([table + table[-1:] * (width - len(table)) for table in page_tables], device=device)
        self._page = torch.tensor(
            [t[p // PAGE_SIZE] for t, p in zip(page_tables, positions, strict=True)], device=device
        )
        self._offset = torch.tensor([p % PAGE_SIZE for p in positions], device=device)
        if min(positions) + 1 < longest:
            lengths = torch.tensor(positions, device=device) + 1
            self.mask = (torch.arange(longest, device=device) < lengths.view(-1, 1)).view(-1, 1, 1, longest)

    def append(self, layer: int, latent: Tensor) -> Tensor:
        """Store the step's latents (n, D) of `layer`; returns (n, L, D) with everything before them."""
        if self._rows is not None:
            rows = self._rows[layer]
            rows[:, -1] = latent
            return rows
        pages = self._pool[layer]
        pages[self._page, self._offset] = latent
        return pages[self._tables].flatten(1, 2)[:, : self._longest]


def _consecutive(pages: list[int]) -> slice | None:
    """One sequence whose pages follow each other is read in place, without a copy."""
    if all(right - left == 1 for left, right in pairwise(pages)):
        return slice(pages[0], pages[-1] + 1)
    return None
