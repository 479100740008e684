"""Multi-head latent attention: keys and values of all heads come from one small latent vector per token.

Two forms of the same mathematics. `forward` expands the latent to per-head keys and values (prefill, training);
`absorbed` folds the expansion into the query and the output, so that decoding reads only the cached latent, one
"head" of kv_lora_rank + qk_rope_head_dim values. Facts: DeepSeek-V2 (arXiv 2405.04434), section 2.1.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from moonpane_engine.model.config import TextConfig
from moonpane_engine.model.norm import RMSNorm
from moonpane_engine.model.rope import apply_rope


class Attended(NamedTuple):
    """What one attention layer gives back."""

    output: Tensor  # (B, T, hidden)
    latent: Tensor  # (B, T, kv_lora_rank + qk_rope_head_dim): what the cache keeps of these tokens


class MLA(nn.Module):
    """One attention layer; tensor names as in the checkpoint."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.config = config
        heads, hidden = config.num_attention_heads, config.hidden_size
        if config.q_lora_rank is None:
            self.q_proj = nn.Linear(hidden, heads * config.qk_head_dim, bias=False)
        else:
            self.q_a_proj = nn.Linear(hidden, config.q_lora_rank, bias=False)
            self.q_a_layernorm = RMSNorm(config.q_lora_rank, config.lora_norm_eps)
            self.q_b_proj = nn.Linear(config.q_lora_rank, heads * config.qk_head_dim, bias=False)
        self.kv_a_proj_with_mqa = nn.Linear(hidden, config.latent_dim, bias=False)
        self.kv_a_layernorm = RMSNorm(config.kv_lora_rank, config.lora_norm_eps)
        self.kv_b_proj = nn.Linear(
            config.kv_lora_rank, heads * (config.qk_nope_head_dim + config.v_head_dim), bias=False
        )
        self.o_proj = nn.Linear(heads * config.v_head_dim, hidden, bias=False)

    def forward(self, x: Tensor, rope: Tensor) -> Attended:
        """Causal attention of x (B, T, hidden) over itself; rope (T, 2, rope_dim / 2) or with a batch dimension."""
        config = self.config
        q_nope, q_pe = self._queries(x, rope)
        latent = self.latents(x, rope)
        ckv, k_pe = latent.split((config.kv_lora_rank, config.qk_rope_head_dim), dim=-1)
        expanded = self.kv_b_proj(ckv).unflatten(-1, (config.num_attention_heads, -1))
        k_nope, value = expanded.split((config.qk_nope_head_dim, config.v_head_dim), dim=-1)
        query = torch.cat((q_nope, q_pe), dim=-1).transpose(1, 2)
        key = torch.cat((k_nope, k_pe.unsqueeze(2).expand_as(q_pe)), dim=-1).transpose(1, 2)
        mixed = F.scaled_dot_product_attention(
            query, key, value.transpose(1, 2), is_causal=True, scale=config.softmax_scale
        )
        return Attended(self.o_proj(mixed.transpose(1, 2).flatten(2)), latent)

    def absorbed(self, x: Tensor, rope: Tensor, latents: Tensor, mask: Tensor | None) -> Tensor:
        """Attention of x (B, T, hidden) over cached `latents` (B, L, latent_dim), which already hold x's own.

        `mask` (B, T, L) is True where a query may look; None where it may look everywhere. Returns (B, T, hidden).
        """
        config = self.config
        heads, rank = config.num_attention_heads, config.kv_lora_rank
        q_nope, q_pe = self._queries(x, rope)
        w_uk, w_uv = self.kv_b_proj.weight.unflatten(0, (heads, -1)).split(
            (config.qk_nope_head_dim, config.v_head_dim), dim=1
        )  # (heads, dn, rank), (heads, dv, rank)
        q_latent = torch.einsum("bthd,hdr->bthr", q_nope, w_uk)
        query = torch.cat((q_latent, q_pe), dim=-1).flatten(1, 2)  # (B, T * heads, latent_dim)
        scores = torch.bmm(query, latents.transpose(1, 2)).float() * config.softmax_scale
        if mask is not None:
            scores = scores.masked_fill(~mask.repeat_interleave(heads, dim=1), float("-inf"))
        mixed = torch.bmm(scores.softmax(-1).to(latents.dtype), latents[..., :rank])
        mixed = mixed.unflatten(1, (x.shape[1], heads))
        return self.o_proj(torch.einsum("bthr,hdr->bthd", mixed, w_uv).flatten(2))

    def latents(self, x: Tensor, rope: Tensor) -> Tensor:
        """What the cache keeps of x (B, T, hidden): the normed latent and the rotated shared key."""
        ckv, k_pe = self.kv_a_proj_with_mqa(x).split((self.config.kv_lora_rank, self.config.qk_rope_head_dim), dim=-1)
        return torch.cat((self.kv_a_layernorm(ckv), apply_rope(k_pe.unsqueeze(-2), rope).squeeze(-2)), dim=-1)

    def _queries(self, x: Tensor, rope: Tensor) -> tuple[Tensor, Tensor]:
        config = self.config
        if config.q_lora_rank is None:
            query = self.q_proj(x)
        else:
            query = self.q_b_proj(self.q_a_layernorm(self.q_a_proj(x)))
        query = query.unflatten(-1, (config.num_attention_heads, config.qk_head_dim))
        q_nope, q_pe = query.split((config.qk_nope_head_dim, config.qk_rope_head_dim), dim=-1)
        return q_nope, apply_rope(q_pe, rope)
