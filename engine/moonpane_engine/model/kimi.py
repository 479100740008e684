"""Kimi K2.5: MoonViT, projector and decoder composed; module names are the checkpoint's tensor names."""

from collections.abc import Iterable, Sequence
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

ABSORBED_UP_TO = 16  # new tokens; longer parts of a prompt expand the latents to keys and values, which is less work


class LayerCache(Protocol):
    """The latents of n sequences that get T new tokens each (implemented by `cache.CacheView`)."""

    @property
    def visible(self) -> Tensor | None:
        """(n, T, L), True where a token may look; None: everywhere."""
        ...

    def append(self, layer: int, latent: Tensor) -> Tensor:
        """Store latent (n T, D) of the new tokens; returns all latents (n, L, D) of the layer."""
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


class KimiModel(nn.Module):
    """The whole network, without sampling, batching or files."""

    rope: Tensor  # (positions, qk_rope_head_dim / 2, 2), a buffer

    def __init__(self, config: KimiConfig) -> None:
        super().__init__()
        self.config = config
        self.language_model = LanguageModel(config.text)
        self.vision_tower = MoonViT(config.vision) if config.vision else None
        self.mm_projector = PatchMerger(config.vision, config.text.hidden_size) if config.vision else None
        table = rope_table(config.text, config.text.max_position_embeddings)
        self.register_buffer("rope", table, persistent=False)

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
        h, rope = embedded, torch.view_as_complex(self.rope[: embedded.shape[1]])
        for layer in self.language_model.model.each_layer():
            h = layer.feed_forward(h + layer.self_attn(layer.input_layernorm(h), rope))
        return self.language_model.model.norm(h)

    def extend(self, embedded: Tensor, start: int, cache: LayerCache) -> Tensor:
        """A part of one prompt, (1, T, hidden) from position `start`, to its normed states; latents go into `cache`."""
        num_new = embedded.shape[1]
        if num_new <= ABSORBED_UP_TO:
            positions = torch.arange(start, start + num_new, device=embedded.device)
            return self._absorbed(embedded[0], positions, cache).unsqueeze(0)
        h, rope = embedded, torch.view_as_complex(self.rope[start : start + num_new])
        visible = cache.visible if start else None  # from the beginning it is plainly causal, which is faster
        for index, layer in enumerate(self.language_model.model.each_layer()):
            q_nope, q_pe, latent = layer.self_attn.project(layer.input_layernorm(h), rope)
            latents = cache.append(index, latent[0])
            h = layer.feed_forward(h + layer.self_attn.expanded(q_nope, q_pe, latents, visible))
        return self.language_model.model.norm(h)

    def decode(self, token_ids: Tensor, positions: Tensor, cache: LayerCache) -> Tensor:
        """T tokens of n sequences, ids and positions (n T,), to logits (n T, vocab); latents go into `cache`."""
        return self.logits(self._absorbed(self.language_model.model.embed(token_ids), positions, cache))

    def _absorbed(self, h: Tensor, positions: Tensor, cache: LayerCache) -> Tensor:
        rope = torch.view_as_complex(self.rope[positions])
        mask = cache.visible
        if mask is not None:  # every head of a token is a query of its own
            mask = mask.repeat_interleave(self.config.text.num_attention_heads, dim=1).unsqueeze(1)
        for index, layer in enumerate(self.language_model.model.each_layer()):
            q_nope, q_pe, latent = layer.self_attn.project(layer.input_layernorm(h), rope)
            h = layer.feed_forward(h + layer.self_attn.absorbed(q_nope, q_pe, cache.append(index, latent), mask))
        return self.language_model.model.norm(h)

    def logits(self, states: Tensor) -> Tensor:
        """Float32 logits (..., vocab) of normed states."""
        return self.language_model.lm_head(states).float()
