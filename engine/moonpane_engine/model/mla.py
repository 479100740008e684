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
    """One attention layer.

    The two projections that read x are one matrix here, `qkv_a_proj`: the query's rows (q_a_proj, or q_proj where
    there is no q-LoRA), then those of kv_a_proj_with_mqa.
    """

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.config = config
        heads, hidden = config.num_attention_heads, config.hidden_size
        self.query_rows = config.q_lora_rank or heads * config.qk_head_dim
        self.qkv_a_proj = nn.Linear(hidden, self.query_rows + config.latent_dim, bias=False)
        if config.q_lora_rank is not None:
            self.q_a_layernorm = RMSNorm(config.q_lora_rank, config.lora_norm_eps)
            self.q_b_proj = nn.Linear(config.q_lora_rank, heads * config.qk_head_dim, bias=False)
        self.kv_a_layernorm = RMSNorm(config.kv_lora_rank, config.lora_norm_eps)
        self.kv_b_proj = nn.Linear(
            config.kv_lora_rank, heads * (config.qk_nope_head_dim + config.v_head_dim), bias=False
        )
        self.o_proj = nn.Linear(heads * config.v_head_dim, hidden, bias=False)

    def forward(self, x: Tensor, rope: Tensor) -> Attended:
        """Causal attention of x (B, T, hidden) over itself; rope (T, rope_dim / 2, 2) or with a batch dimension."""
        config = self.config
        q_nope, q_pe, latent = self.project(x, rope)
        ckv, k_pe = latent.split((config.kv_lora_rank, config.qk_rope_head_dim), dim=-1)
        expanded = self.kv_b_proj(ckv).unflatten(-1, (config.num_attention_heads, -1))
        k_nope, value = expanded.split((config.qk_nope_head_dim, config.v_head_dim), dim=-1)
        query = torch.cat((q_nope, q_pe), dim=-1).transpose(1, 2)
        key = torch.cat((k_nope, k_pe.unsqueeze(2).expand_as(q_pe)), dim=-1).transpose(1, 2)
        # torch has a flash kernel only for heads of one width: values are filled up with zeros, three times faster.
        value = F.pad(value, (0, max(config.qk_head_dim - config.v_head_dim, 0)))
        mixed = F.scaled_dot_product_attention(
            query, key, value.transpose(1, 2), is_causal=True, scale=config.softmax_scale
        )[..., : config.v_head_dim]
        return Attended(self.o_proj(mixed.transpose(1, 2).flatten(2)), latent)

    def absorbed(self, q_nope: Tensor, q_pe: Tensor, latents: Tensor, mask: Tensor | None) -> Tensor:
        """Attention of one query per sequence over cached `latents` (B, L, latent_dim), the query's own included.

        q_nope (B, 1, heads, dn) and q_pe (B, 1, heads, dr) come from `project`; `mask` (B, 1, L) is True where a query
        may look, None where it may look everywhere. Returns (B, 1, hidden).
        """
        config = self.config
        heads, rank = config.num_attention_heads, config.kv_lora_rank
        expand = self.kv_b_proj.weight.view(heads, -1, rank)
        w_uk, w_uv = expand[:, : config.qk_nope_head_dim], expand[:, config.qk_nope_head_dim :]
        q_latent = torch.bmm(q_nope.squeeze(1).transpose(0, 1), w_uk).transpose(0, 1)  # (B, heads, rank)
        query = torch.cat((q_latent, q_pe.squeeze(1)), dim=-1) * config.softmax_scale
        scores = torch.bmm(query, latents.transpose(1, 2)).float()  # (B, heads, L)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        mixed = torch.bmm(scores.softmax(-1).to(latents.dtype), latents[..., :rank])
        values = torch.bmm(mixed.transpose(0, 1), w_uv.transpose(1, 2)).transpose(0, 1)  # (B, heads, dv)
        return self.o_proj(values.flatten(1)).unsqueeze(1)

    def project(self, x: Tensor, rope: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries and what the cache keeps of x (B, T, hidden): q_nope, rotated q_pe, and the latent.

        The latent is the normed compression and the rotated shared key, (B, T, latent_dim).
        """
        config = self.config
        query, ckv, k_pe = self.qkv_a_proj(x).split(
            (self.query_rows, config.kv_lora_rank, config.qk_rope_head_dim), dim=-1
        )
        if config.q_lora_rank is not None:
            query = self.q_b_proj(self.q_a_layernorm(query))
        query = query.unflatten(-1, (config.num_attention_heads, config.qk_head_dim))
        q_nope, q_pe = query.split((config.qk_nope_head_dim, config.qk_rope_head_dim), dim=-1)
        k_pe = apply_rope(k_pe.unsqueeze(-2), rope).squeeze(-2)
        return q_nope, apply_rope(q_pe, rope), torch.cat((self.kv_a_layernorm(ckv), k_pe), dim=-1)
