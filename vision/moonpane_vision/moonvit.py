"""MoonViT and MoonViT-3D: native-resolution vision encoder of Kimi-VL and Kimi K2.5.

Pictures keep their own grid of 14-pixel patches; a learned table of positions is stretched over it and a 2-D rotary
embedding turns queries and keys. A video chunk of up to four frames is one item whose patches attend jointly; items
never see each other.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from moonpane_kernels import ops
from moonpane_vision.config import VisionConfig
from moonpane_vision.linear import Linear

GridTHW = tuple[int, int, int]  # frames, patch rows, patch columns


class PositionTable(nn.Module):
    """Learned (height, width, D) table, stretched bicubically over a grid; plus a fixed sinusoid over frames."""

    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(config.pos_emb_height, config.pos_emb_width, config.hidden_size))
        self.num_frames = config.pos_emb_time
        nn.init.normal_(self.weight, std=0.02)

    def forward(self, grid: GridTHW) -> Tensor:
        """Position vectors (t * h * w, D) float32 of one item; frame terms only where t > 1."""
        frames, height, width = grid
        if frames > self.num_frames:
            raise ValueError(f"a video chunk has {frames} frames, the encoder takes at most {self.num_frames}")
        table = self.weight.float()
        if table.shape[:2] != (height, width):
            planes = table.permute(2, 0, 1).unsqueeze(0)
            table = F.interpolate(planes, size=(height, width), mode="bicubic").squeeze(0).permute(1, 2, 0)
        table = table.flatten(0, 1)
        if frames == 1:
            return table
        return (table + self._frame_terms(frames).unsqueeze(1)).flatten(0, 1)

    def _frame_terms(self, frames: int) -> Tensor:
        half, device = self.weight.shape[-1] // 2, self.weight.device
        omega = 10000.0 ** (-torch.arange(half, dtype=torch.float32, device=device) / half)
        angles = torch.outer(torch.arange(frames, dtype=torch.float32, device=device), omega)
        return torch.cat((angles.sin(), angles.cos()), dim=-1)


def rope_2d(grid: GridTHW, head_dim: int, *, device: torch.device | None = None) -> Tensor:
    """(cos, sin) (t * h * w, head_dim / 2, 2) float32: even pairs turn with the column, odd pairs with the row."""
    frames, height, width = grid
    frequencies = 10000.0 ** (-torch.arange(0, head_dim, 4, dtype=torch.float32, device=device) / head_dim)
    rows, columns = torch.meshgrid(
        torch.arange(height, dtype=torch.float32, device=device),
        torch.arange(width, dtype=torch.float32, device=device),
        indexing="ij",
    )
    by_axis = torch.stack((columns.flatten(), rows.flatten()), dim=-1)  # (h * w, 2)
    angles = (by_axis.unsqueeze(1) * frequencies.view(1, -1, 1)).flatten(1)  # x f0, y f0, x f1, y f1, ...
    return torch.stack((angles.cos(), angles.sin()), dim=-1).repeat(frames, 1, 1)


def rotate_pairs(x: Tensor, table: Tensor) -> Tensor:
    """Rotate adjacent pairs of x (..., T, heads, D) by `table` (T, D / 2, 2), as complex products."""
    pairs = torch.view_as_complex(x.float().unflatten(-1, (-1, 2)))
    return torch.view_as_real(pairs * torch.view_as_complex(table).unsqueeze(-2)).flatten(-2).to(x.dtype)


class FeedForward(nn.Module):
    """fc1(gelu_tanh(fc0(x)))."""

    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        self.fc0 = Linear(config.hidden_size, config.intermediate_size)
        self.fc1 = Linear(config.intermediate_size, config.hidden_size)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc1(F.gelu(self.fc0(x), approximate="tanh"))


class Block(nn.Module):
    """Pre-norm attention and MLP; attention is bidirectional inside an item."""

    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        width = config.hidden_size
        self.num_heads = config.num_attention_heads
        self.norm0 = nn.LayerNorm(width, eps=1e-5)
        self.norm1 = nn.LayerNorm(width, eps=1e-5)
        self.wqkv = Linear(width, 3 * width)
        self.wo = Linear(width, width)
        self.mlp = FeedForward(config)

    def forward(self, x: Tensor, rope: Tensor, visible: Tensor | None = None) -> Tensor:
        """x (items, patches, D), rope (patches, head_dim / 2, 2), of each item where they have other grids; `visible`
        (items, 1, 1, patches) is False where an item has no patch."""
        qkv = self.wqkv(self.norm0(x)).unflatten(-1, (3, self.num_heads, -1))  # (N, L, 3, heads, head_dim)
        query, key, value = qkv.unbind(2)
        query, key = rotate_pairs(query, rope), rotate_pairs(key, rope)
        heads = (part.transpose(1, 2) for part in (query, key, value))
        mixed = F.scaled_dot_product_attention(*heads, attn_mask=visible)
        x = x + self.wo(mixed.transpose(1, 2).flatten(2))
        return x + self.mlp(self.norm1(x))


class PatchEmbed(nn.Module):
    """Patches (L, 3, 14, 14) to vectors (L, D), in the dtype of the arithmetic, which the bias has."""

    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        self.proj = nn.Conv2d(3, config.hidden_size, config.patch_size, stride=config.patch_size)
        self.pos_emb = PositionTable(config)

    def forward(self, patches: Tensor) -> Tensor:
        bias = cast(Tensor, self.proj.bias)
        return ops.linear(patches.flatten(1).to(bias.dtype), self.proj.weight.flatten(1), bias)

    def positions(self, grid: GridTHW) -> Tensor:
        """What is added to the vectors (t * h * w, D) of one item."""
        return self.pos_emb(grid).to(cast(Tensor, self.proj.bias).dtype)


class Encoder(nn.Module):
    """The stack of blocks and the last norm."""

    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.num_hidden_layers))
        self.final_layernorm = nn.LayerNorm(config.hidden_size, eps=1e-5)

    def forward(self, x: Tensor, rope: Tensor, visible: Tensor | None = None) -> Tensor:
        for block in self.blocks:
            x = block(x, rope, visible)
        return self.final_layernorm(x)


class MoonViT(nn.Module):
    """Patches of many items to merged features, item by item."""

    def __init__(self, config: VisionConfig) -> None:
        super().__init__()
        self.config = config
        self.patch_embed = PatchEmbed(config)
        self.encoder = Encoder(config)

    def forward(self, patches: Tensor, grids: Sequence[GridTHW]) -> list[Tensor]:
        """Encode items that lie behind each other in `patches` (sum of t * h * w, 3, 14, 14).

        Returns one tensor (h / 2 * w / 2, 4, D) per item. Neighbours with the same grid share one batch.
        """
        embedded = self.patch_embed(patches)
        features: list[Tensor] = []
        start = 0
        for grid, run in groupby(grids):
            num_items, num_patches = len(list(run)), grid[0] * grid[1] * grid[2]
            stop = start + num_items * num_patches
            batch = embedded[start:stop].unflatten(0, (num_items, num_patches))
            features.extend(self._encode(batch, grid).unbind(0))
            start = stop
        return features

    def _encode(self, x: Tensor, grid: GridTHW) -> Tensor:
        frames, height, width = grid
        head_dim = self.config.hidden_size // self.config.num_attention_heads
        rope = rope_2d(grid, head_dim, device=x.device)
        x = self.encoder(x + self.patch_embed.positions(grid), rope)
        m = self.config.merge_size
        x = x.unflatten(1, (frames, height // m, m, width // m, m)).mean(1)  # "sd2_tpool": frames are averaged
        return x.transpose(2, 3).flatten(1, 2).flatten(2, 3)  # (N, h/2 * w/2, dy dx, D)
