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


class LayerCache(Protocol):
    """The latents of the running sequences, as a decode step needs them (implemented by `cache.DecodeView`)."""

    mask: Tensor | None  # (n, 1, 1, L), True where a sequence has a token

    def append(self, layer: int, latent: Tensor) -> Tensor:
        """Store latent (n, D) of the step's tokens; returns all latents (n, L, D) of the layer."""
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

    def embed(self, token_ids: Tensor, features: Tensor | None = None) -> Tensor:
        """Token embeddings (..., hidden), with `features` in place of the media placeholders, in order."""
        embedded = self.language_model.model.embed_tokens(token_ids)
        if features is None:
            return embedded
        placeholders = token_ids == self.config.media_placeholder_token_id
        return embedded.masked_scatter(placeholders.unsqueeze(-1), features.to(embedded.dtype))

    def forward(self, embedded: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Causal pass over whole sequences from position 0: (B, T, hidden) to normed states and per-layer latents."""
        h, rope, latents = embedded, torch.view_as_complex(self.rope[: embedded.shape[1]]), []
        for layer in self.language_model.model.each_layer():
            attended = layer.self_attn(layer.input_layernorm(h), rope)
            latents.append(attended.latent)
            h = layer.feed_forward(h + attended.output)
        return self.language_model.model.norm(h), latents

    def decode(self, token_ids: Tensor, positions: Tensor, cache: LayerCache) -> Tensor:
        """One step for n sequences: ids (n,), positions (n,) to logits (n, vocab); latents go into `cache`."""
        h = self.language_model.model.embed_tokens(token_ids)
        rope = torch.view_as_complex(self.rope[positions])
        for index, layer in enumerate(self.language_model.model.each_layer()):
            x = layer.input_layernorm(h)
            q_nope, q_pe, latent = layer.self_attn.project(x, rope)
            h = layer.feed_forward(h + layer.self_attn.absorbed(q_nope, q_pe, cache.append(index, latent), cache.mask))
        return self.logits(self.language_model.model.norm(h))

    def logits(self, states: Tensor) -> Tensor:
        """Float32 logits (..., vocab) of normed states."""
        return self.language_model.lm_head(states).float()
