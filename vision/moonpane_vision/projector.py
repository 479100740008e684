"""The projector: four merged patches to one vector of the decoder's width (`mm_projector_type` patchmerger)."""

from torch import Tensor, nn

from moonpane_vision.config import VisionConfig
from moonpane_vision.linear import Linear


class PatchMerger(nn.Module):
    """LayerNorm on each patch, concatenation, Linear, exact (erf) GELU, Linear."""

    def __init__(self, config: VisionConfig, text_hidden_size: int) -> None:
        super().__init__()
        merged = config.hidden_size * config.merge_size**2
        self.pre_norm = nn.LayerNorm(config.hidden_size, eps=config.projection_layer_norm_eps)
        self.proj = nn.Sequential(Linear(merged, merged), nn.GELU(), Linear(merged, text_hidden_size))

    def forward(self, features: Tensor) -> Tensor:
        """(tokens, 4, D) to (tokens, text_hidden_size)."""
        return self.proj(self.pre_norm(features).flatten(1))
