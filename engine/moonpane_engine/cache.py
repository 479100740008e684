"""The latent cache: pages of `kv_lora_rank + qk_rope_head_dim` values per token and layer, shared by all sequences.

A page whose tokens are complete gets a key that stands for them and for everything before them. A later sequence that
begins alike takes the same page instead of computing it again. A page that nobody uses keeps its key until its place
is needed, the longest unused one first.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor

from moonpane_engine.model.config import TextConfig
from moonpane_kernels import ops
from moonpane_kernels.reference.attention import latent_attention

PAGE_SIZE = 16  # tokens; what a second turn computes again is at most one page

PageKey = bytes


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
        self._users = [0] * num_pages  # sequences that hold a page
        self._key_of: dict[int, PageKey] = {}
        self._page_of: dict[PageKey, int] = {}
        self._idle: OrderedDict[int, None] = OrderedDict()  # pages with a key and no user, longest unused first

    @property
    def num_free_pages(self) -> int:
        """Pages that can still be handed out: never used, forgotten, or not yet allocated."""
        return len(self._free) + len(self._idle) + self.max_pages - self.pool.shape[1]

    def allocate(self, num_pages: int) -> list[int]:
        """Ids of `num_pages` pages, or CacheFull with nothing taken."""
        if num_pages > self.num_free_pages:
            raise CacheFull(f"{num_pages} cache pages asked for, {self.num_free_pages} are free")
        while len(self._free) < num_pages and self.pool.shape[1] < self.max_pages:
            self._grow()  # may fail for want of memory: nothing is taken before
        pages = [self._take() for _ in range(num_pages)]
        for page in pages:
            self._users[page] = 1
        return sorted(pages)  # neighbours in order can be read in place

    def match(self, keys: Sequence[PageKey]) -> list[int]:
        """The pages of the longest known beginning of `keys`; the caller is now a user of each."""
        pages: list[int] = []
        for key in keys:
            page = self._page_of.get(key)
            if page is None:
                break
            self._users[page] += 1
            self._idle.pop(page, None)
            pages.append(page)
        return pages

    def remember(self, page: int, key: PageKey) -> None:
        """A complete page can be found by `key` from now on; a page that already has this key stays the one."""
        if page not in self._key_of and key not in self._page_of:
            self._key_of[page], self._page_of[key] = key, page

    @torch.inference_mode()  # the pool may have grown in a step
    def forget(self, pages: Sequence[int]) -> None:
        """Nobody may take over these pages: what is in them is not to be trusted.

        NaN would reach the next user even from behind its mask, where a share of 0 times NaN is NaN.
        """
        own = [page for page in pages if page < len(self._users) and self._users[page] <= 1]
        self.pool[:, own] = 0
        for page in pages:
            if page in self._key_of:
                del self._page_of[self._key_of.pop(page)]
            if page in self._idle:
                del self._idle[page]
                self._free.append(page)

    def release(self, pages: Sequence[int]) -> None:
        """The caller uses these no more. The end of a sequence is forgotten before its beginning."""
        for page in reversed(pages):
            self._users[page] -= 1
            if self._users[page]:
                continue
            if page in self._key_of:
                self._idle[page] = None
            else:
                self._free.append(page)

    def _take(self) -> int:
        if self._free:
            return self._free.pop()
        page, _ = self._idle.popitem(last=False)
        del self._page_of[self._key_of.pop(page)]
        return page

    def _grow(self) -> None:
        old = self.pool.shape[1]
        new = min(2 * old, self.max_pages)
        grown = self.pool.new_zeros((self.pool.shape[0], new, *self.pool.shape[2:]))
        grown[:, :old] = self.pool
        self.pool = grown
        self._users += [0] * (new - old)
        self._free = [*range(new - 1, old - 1, -1), *self._free]


class CacheView:
    """The pages of one step's sequences: implements `model.kimi.LayerCache`.

    Every sequence i gets `num_new` tokens after the `starts[i]` that it has.
    """

    def __init__(
        self, cache: LatentCache, page_tables: Sequence[list[int]], starts: Sequence[int], *, num_new: int = 1
    ) -> None:
        self._pool = cache.pool
        self.num_new, self.num_rows = num_new, num_new * len(starts)
        self._longest = longest = max(starts) + num_new
        self._is_level, self._is_first = min(starts) == max(starts), max(starts) == 0
        used = -(-longest // PAGE_SIZE)
        device = cache.pool.device
        padded = [table[:used] + table[-1:] * (used - len(table)) for table in page_tables]
        self._tables, self._starts = torch.tensor(padded, device=device), torch.tensor(starts, device=device)
        self._rows = self._visible = self._head_mask = None
        if len(page_tables) == 1 and (pages := _consecutive(padded[0])):
            self._rows = cache.pool[:, pages].flatten(1, 2)[:, :longest].unsqueeze(1).unbind()
            self._new = slice(starts[0], longest)
            return
        places = [
            (table[position // PAGE_SIZE], position % PAGE_SIZE)
            for table, start in zip(page_tables, starts, strict=True)
            for position in range(start, start + num_new)
        ]
        self._page, self._offset = torch.tensor(places, device=device).unbind(1)

    @property
    def visible(self) -> Tensor | None:
        """(n, num_new, L), True where a new token may look: at itself and before; None: plainly causal, all are new."""
        return None if self._is_first else self._looks()

    def append(self, layer: int, latent: Tensor) -> None:
        """Store the step's latents (n * num_new, D) of `layer`."""
        if self._rows is not None:
            self._rows[layer][0, self._new] = latent
        else:
            self._pool[layer][self._page, self._offset] = latent

    def latents(self, layer: int) -> Tensor:
        """Those of the step and everything before them, side by side (n, L, D)."""
        if self._rows is not None:
            return self._rows[layer]
        return self._pool[layer][self._tables].flatten(1, 2)[:, : self._longest]

    def attend(self, layer: int, query: Tensor, rank: int, scale: float) -> Tensor:
        """Absorbed attention of the step's queries (n * num_new, heads, D); returns (n * num_new, heads, rank)."""
        query, pool = query.unflatten(0, (-1, self.num_new)), self._pool[layer]
        if ops.has_native_attention(query, pool):
            mixed = ops.paged_attention(query, pool, self._tables, self._starts, rank=rank, scale=scale)
        else:
            mixed = latent_attention(query, self.latents(layer), self._mask(query.shape[2]), rank=rank, scale=scale)
        return mixed.flatten(0, 1)

    def _looks(self) -> Tensor:
        if self._visible is None:
            device = self._pool.device
            positions = self._starts.view(-1, 1) + torch.arange(self.num_new, device=device)
            self._visible = torch.arange(self._longest, device=device) <= positions.unsqueeze(-1)
        return self._visible

    def _mask(self, num_heads: int) -> Tensor | None:
        """For every head of a token as a query of its own, (n, 1, num_new heads, L); None: all may look everywhere."""
        if self._head_mask is None and not (self.num_new == 1 and self._is_level):
            self._head_mask = self._looks().repeat_interleave(num_heads, dim=1).unsqueeze(1)
        return self._head_mask


def page_key(before: PageKey, token_ids: Sequence[int], media: Sequence[bytes]) -> PageKey:
    """Key of a page with these tokens after the page with key `before` (empty: none); `media` are digests in order."""
    digest = hashlib.blake2b(before, digest_size=16)
    digest.update(",".join(map(str, token_ids)).encode())
    for item in media:
        digest.update(b"/" + item)
    return digest.digest()


def _consecutive(pages: list[int]) -> slice | None:
    """One sequence whose pages follow each other is read in place, without a copy."""
    if all(right - left == 1 for left, right in pairwise(pages)):
        return slice(pages[0], pages[-1] + 1)
    return None
