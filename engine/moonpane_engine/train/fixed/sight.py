"""The encoder over pictures of many sizes at once: the same arithmetic as `MoonViT`, which takes grid by grid.

A patch's position is data here: its row and column turn queries and keys, and a stretched table of positions is a
product, since bicubic stretching is linear along each axis.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.fixed.batch import FixedBatch
from moonpane_vision.moonvit import MoonViT

MAX_SIDE = 96  # patches


def stretches(size: int, *, device: str) -> Tensor:
    """How much of each of `size` entries of a table every patch takes in a grid of up to MAX_SIDE, (1 + MAX_SIDE,
    MAX_SIDE, size): that of [a side's length, the patch's place on it]."""
    found = torch.zeros(1 + MAX_SIDE, MAX_SIDE, size)
    entries = torch.eye(size).view(1, size, size, 1)
    for side in range(1, MAX_SIDE + 1):
        found[side, :side] = F.interpolate(entries, size=(side, 1), mode="bicubic")[0, :, :, 0].T
    return found.to(device)


def features(model: KimiModel, batch: FixedBatch, stretched: tuple[Tensor, Tensor]) -> Tensor:
    """Features (rows, patches / 4, hidden) of a batch's pictures; arbitrary where there is no patch.

    `stretched` is `stretches` of the table's height and of its width.
    """
    tower = model.vision_tower
    assert tower is not None
    assert model.mm_projector is not None
    is_there = batch.places[..., 0] >= 0
    places = batch.places.clamp(min=0)
    patches = batch.patches.flatten(0, 1).float() / 127.5 - 1  # as `image.patchify` has them
    embedded = tower.patch_embed(patches).unflatten(0, batch.patches.shape[:2])
    x = embedded + _positions(tower, batch.grids, places, stretched).to(embedded.dtype)
    visible = is_there.clone()
    visible[:, 0] = True  # of a row without a picture, whose features nobody looks at
    x = tower.encoder(x, _rope(tower, places), visible[:, None, None])
    return model.mm_projector(x.flatten(0, 1).unflatten(0, (-1, 4))).unflatten(0, (len(x), -1))


def _positions(tower: MoonViT, grids: Tensor, places: Tensor, stretched: tuple[Tensor, Tensor]) -> Tensor:
    rows, columns = (table[grids[:, None, axis], places[..., axis]] for axis, table in enumerate(stretched))
    shares = (rows.unsqueeze(-1) * columns.unsqueeze(-2)).flatten(-2)  # (rows, patches, table's height * width)
    return shares @ tower.patch_embed.pos_emb.weight.flatten(0, 1)


def _rope(tower: MoonViT, places: Tensor) -> Tensor:
    """As `moonvit.rope_2d`, (rows, patches, head_dim / 2, 2)."""
    head_dim = tower.config.hidden_size // tower.config.num_attention_heads
    frequencies = 10000.0 ** (-torch.arange(0, head_dim, 4, dtype=torch.float32, device=places.device) / head_dim)
    angles = (places.flip(-1).unsqueeze(-2) * frequencies.view(-1, 1)).flatten(-2)  # x f0, y f0, x f1, y f1, ...
    return torch.stack((angles.cos(), angles.sin()), dim=-1)
