"""Kimi K2.5: MoonViT, projector and decoder composed; module names are the checkpoint's tensor names."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from moonpane_engine.model.config import KimiConfig, TextConfig
from moonpane_engine.model.linear import Linear
from moonpane_engine.model.mla import MLA
from moonpane_engine.model.moe import MLP, MoE
from moonpane_engine.model.norm import RMSNorm
from moonpane_engine.model.rope import rope_table
from moonpane_vision.moonvit import GridTHW, MoonViT
from moonpane_vision.projector import PatchMerger

FIRST_POSITIONS = 4096  # whose rotations are there from birth
ABSORBED_UP_TO = 16  # new tokens; longer parts of a prompt expand the latents to keys and values, which is less work


class LayerCache(Protocol):
    """The latents of n sequences that get `num_new` tokens each (implemented by `cache.CacheView`)."""

    num_new: int
    num_rows: int  # n num_new, of the packed tokens

    @property
    def visible(self) -> Tensor | None:
        """(n, num_new, L), True where a token may look; None: where there is nothing before, plainly causal."""
        ...

    def append(self, layer: int, latent: Tensor) -> None:
        """Store latent (n num_new, D) of the new tokens."""
        ...

    def latents(self, layer: int) -> Tensor:
        """All latents of the layer, side by side (n, L, D)."""
        ...

    def attend(self, layer: int, query: Tensor, rank: int, scale: float) -> Tensor:
        """Attention of queries (n num_new, heads, D) over the latents, to (n num_new, heads, rank)."""
        ...


class DecoderLayer(nn.Module):
    """h += attention(norm h); h += ffn(norm h)."""

    def __init__(self, config: TextConfig, layer: int) -> None:
        super().__init__()
        self.input_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.self_attn = MLA(config)
        self.post_attention_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.mlp = MLP(config.hidden_size, config.intermediate_size) if config.is_dense(layer) else MoE(config)

    def feed_forward(self, h: Tensor) -> Tensor:
        return h + self.mlp(self.post_attention_layernorm(h))


class Decoder(nn.Module):
    """Embeddings, layers and the final norm."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        nn.init.normal_(self.embed_tokens.weight, std=0.02)
        self.layers = nn.ModuleList(DecoderLayer(config, layer) for layer in range(config.num_hidden_layers))
        self.norm = RMSNorm(config.hidden_size, config.rms_norm_eps)

    def embed(self, token_ids: Tensor) -> Tensor:
        """Embeddings (..., hidden), in the dtype of the arithmetic; the table may be kept narrower."""
        return self.embed_tokens(token_ids).to(self.norm.weight.dtype)

    def each_layer(self) -> Iterable[DecoderLayer]:
        """`layers` with the type that a ModuleList forgets."""
        return cast(Iterable[DecoderLayer], self.layers)


class LanguageModel(nn.Module):
    """Decoder and output head."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.model = Decoder(config)
        self.lm_head = Linear(config.hidden_size, config.vocab_size)

    def tie_head(self) -> None:
        """The embeddings are the output head, too."""
        self.lm_head.weight = cast(nn.Parameter, self.model.embed_tokens.weight)


class KimiModel(nn.Module):
    """The whole network, without sampling, batching or files."""

    rope: Tensor  # (positions so far, qk_rope_head_dim / 2, 2), a buffer

    def __init__(self, config: KimiConfig) -> None:
        super().__init__()
        self.config = config
        self.language_model = LanguageModel(config.text)
        self.vision_tower = MoonViT(config.vision) if config.vision else None
        self.mm_projector = PatchMerger(config.vision, config.text.hidden_size) if config.vision else None
        first = min(FIRST_POSITIONS, config.text.max_position_embeddings)
        self.register_buffer("rope", rope_table(config.text, first), persistent=False)

    def reach(self, num_positions: int) -> None:
        """Has rotations for so many positions, where the model has them: the table of all would be large from birth."""
        known, most = self.rope.shape[0], self.config.text.max_position_embeddings
        if known < num_positions and known < most:
            with torch.inference_mode(False):  # what grows in a step may be trained with later
                self.rope = rope_table(self.config.text, min(max(num_positions, 2 * known), most)).to(self.rope.device)

    def encode_media(self, patches: Tensor, grids: Sequence[GridTHW]) -> Tensor:
        """Features of all items behind each other, (sum of tokens, hidden); patches as MoonViT takes them."""
        if self.vision_tower is None or self.mm_projector is None:
            raise ValueError("this checkpoint has no vision tower: it takes text only")
        return self.mm_projector(torch.cat(self.vision_tower(patches, grids)))

    def embed(self, token_ids: Tensor, features: Tensor | None = None, *, at: Tensor | None = None) -> Tensor:
        """Token embeddings (..., hidden), with `features` in order where `at` is True: at the media placeholders."""
        embedded = self.language_model.model.embed(token_ids)
        if features is None:
            return embedded
        placeholders = token_ids == self.config.media_placeholder_token_id if at is None else at
        return embedded.masked_scatter(placeholders.unsqueeze(-1), features.to(embedded.dtype))

    def forward(self, embedded: Tensor) -> Tensor:
        """Causal pass over whole sequences, without a cache: (B, T, hidden) to normed states (training, scoring)."""
        self.reach(embedded.shape[1])
        h, rope = embedded, torch.view_as_complex(self.rope[: embedded.shape[1]])
        for layer in self.language_model.model.each_layer():
            h = layer.feed_forward(h + layer.self_attn(layer.input_layernorm(h), rope))
        return self.language_model.model.norm(h)

    def advance(self, embedded: Tensor, positions: Tensor, views: Sequence[LayerCache]) -> Tensor:
        """New tokens of any sequences, packed: (N, hidden) at `positions` (N,) to normed states (N, hidden).

        `views` says in order whose they are, and takes their latents. Everything but attention sees one large batch.
        The caller has had `reach` see to the largest position: to ask a GPU for it would be to wait for it.
        """
        h, rope = embedded, torch.view_as_complex(self.rope[positions])
        counts = [view.num_rows for view in views]
        for index, layer in enumerate(self.language_model.model.each_layer()):
            attention = layer.self_attn
            projected = zip(
                *(part.split(counts) for part in attention.project(layer.input_layernorm(h), rope)), strict=True
            )
            mixed = [_attend(attention, index, view, *own) for view, own in zip(views, projected, strict=True)]
            h = layer.feed_forward(h + attention.o_proj(mixed[0] if len(mixed) == 1 else torch.cat(mixed)))
        return self.language_model.model.norm(h)

    def logits(self, states: Tensor) -> Tensor:
        """Float32 logits (..., vocab) of normed states."""
        return self.language_model.lm_head(states).float()


def _attend(attention: MLA, layer: int, view: LayerCache, q_nope: Tensor, q_pe: Tensor, latent: Tensor) -> Tensor:
    """What the heads make of one view's new tokens, (n num_new, heads dv)."""
    view.append(layer, latent)
    if view.num_new <= ABSORBED_UP_TO:
        return attention.absorbed(q_nope, q_pe, partial(view.attend, layer))
    batch = (-1, view.num_new)
    latents, visible = view.latents(layer), view.visible
    return attention.expanded(q_nope.unflatten(0, batch), q_pe.unflatten(0, batch), latents, visible).flatten(0, 1)
