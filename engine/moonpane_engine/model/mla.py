"""Multi-head latent attention: keys and values of all heads come from one small latent vector per token.

Two forms of the same mathematics. `expanded` makes keys and values for each head from the latents (prefill, training);
`absorbed` folds the expansion into the query and the output, so that decoding reads only the cached latent, one
"head" of kv_lora_rank + qk_rope_head_dim values. Facts: DeepSeek-V2 (arXiv 2405.04434), section 2.1.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from moonpane_engine.model.config import TextConfig
from moonpane_engine.model.linear import Linear
from moonpane_engine.model.norm import RMSNorm
from moonpane_engine.model.rope import apply_rope
from moonpane_kernels import ops

# Queries (N, heads, latent_dim), how many values of a latent are mixed, and the scale, to (N, heads, rank).
Attend = Callable[[Tensor, int, float], Tensor]


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
        self.qkv_a_proj = Linear(hidden, self.query_rows + config.latent_dim)
        if config.q_lora_rank is not None:
            self.q_a_layernorm = RMSNorm(config.q_lora_rank, config.lora_norm_eps)
            self.q_b_proj = Linear(config.q_lora_rank, heads * config.qk_head_dim)
        self.kv_a_layernorm = RMSNorm(config.kv_lora_rank, config.lora_norm_eps)
        self.kv_b_proj = Linear(config.kv_lora_rank, heads * (config.qk_nope_head_dim + config.v_head_dim))
        self.o_proj = Linear(heads * config.v_head_dim, hidden)

    def forward(self, x: Tensor, rope: Tensor) -> Tensor:
        """Causal attention of x (B, T, hidden) over itself; `rope` (T, rope_dim / 2) complex."""
        return self.o_proj(self.expanded(*self.project(x, rope), None))

    def expanded(self, q_nope: Tensor, q_pe: Tensor, latents: Tensor, visible: Tensor | None) -> Tensor:
        """Attention of the newest T tokens over `latents` (B, L, latent_dim), their own included, as keys and values.

        q_nope (B, T, heads, dn) and q_pe (B, T, heads, dr) come from `project`; `visible` (B, T, L) is True where a
        token may look; None, where L = T, is causal. Returns the heads' values (B, T, heads dv), for `o_proj`.
        """
        config = self.config
        ckv, k_pe = latents.split((config.kv_lora_rank, config.qk_rope_head_dim), dim=-1)
        keys_values = self.kv_b_proj(ckv).unflatten(-1, (config.num_attention_heads, -1))
        k_nope, value = keys_values.split((config.qk_nope_head_dim, config.v_head_dim), dim=-1)
        query = torch.cat((q_nope, q_pe), dim=-1).transpose(1, 2)
        k_pe = k_pe.unsqueeze(2).expand(*k_nope.shape[:3], -1)
        key = torch.cat((k_nope, k_pe), dim=-1)
        # torch has a flash kernel only for heads of one width: values are filled up with zeros, three times faster.
        value = F.pad(value, (0, max(config.qk_head_dim - config.v_head_dim, 0)))
        mixed = F.scaled_dot_product_attention(
            query,
            key.transpose(1, 2),
            value.transpose(1, 2),
            attn_mask=None if visible is None else visible.unsqueeze(1),
            is_causal=visible is None,
            scale=config.softmax_scale,
        )[..., : config.v_head_dim]
        return mixed.transpose(1, 2).flatten(2)

    def absorbed(self, q_nope: Tensor, q_pe: Tensor, attend: Attend) -> Tensor:
        """Attention of N new tokens over the latents that are cached, their own included.

        q_nope (N, heads, dn) and q_pe (N, heads, dr) come from `project`; returns the heads' values
        (N, heads dv), for `o_proj`.
        """
        config = self.config
        rank = config.kv_lora_rank
        expand = self.kv_b_proj.weight.view(config.num_attention_heads, -1, rank)
        w_uk, w_uv = expand[:, : config.qk_nope_head_dim], expand[:, config.qk_nope_head_dim :]
        q_latent = ops.heads(q_nope, w_uk)  # (N, heads, rank)
        mixed = attend(torch.cat((q_latent, q_pe), dim=-1), rank, config.softmax_scale)
        return ops.heads(mixed, w_uv.transpose(1, 2)).flatten(1)  # of (N, heads, dv)

    def project(self, x: Tensor, rope: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries and what the cache keeps of x (..., hidden): q_nope, rotated q_pe, and the latent.

        `rope` is what `apply_rope` takes. The latent is the normed compression and the rotated shared key,
        (..., latent_dim).
        """
        config = self.config
        heads = config.num_attention_heads
        query, ckv, k_pe = self.qkv_a_proj(x).split(
            (self.query_rows, config.kv_lora_rank, config.qk_rope_head_dim), dim=-1
        )
        if config.q_lora_rank is not None:
            query = self.q_b_proj(self.q_a_layernorm(query))
        query = query.unflatten(-1, (heads, config.qk_head_dim))
        q_nope, q_pe = query.split((config.qk_nope_head_dim, config.qk_rope_head_dim), dim=-1)
        turned = apply_rope(torch.cat((q_pe, k_pe.unsqueeze(-2)), dim=-2), rope)  # the key turns as one more head
        q_pe, k_pe = turned.split((heads, 1), dim=-2)
        return q_nope, q_pe, torch.cat((self.kv_a_layernorm(ckv), k_pe.squeeze(-2)), dim=-1)
