"""Absorbed latent attention: all heads share one key, whose first values are what is mixed (arXiv 2405.04434, 2.1)."""

from torch import Tensor
from torch.nn import functional as F


def latent_attention(query: Tensor, latents: Tensor, mask: Tensor | None, *, rank: int, scale: float) -> Tensor:
    """softmax(scale * query latents) latents, cut to `rank`.

    query (n, T, heads, D), latents (n, L, D), `mask` (n, 1, T heads, L) True where a query may look, None: everywhere;
    returns (n, T, heads, rank).
    """
    keys = latents.unsqueeze(1)  # values too: one width for torch's flash kernel, the rotary part cut off behind it
    mixed = F.scaled_dot_product_attention(query.flatten(1, 2).unsqueeze(1), keys, keys, attn_mask=mask, scale=scale)
    return mixed.view(query.shape)[..., :rank]
