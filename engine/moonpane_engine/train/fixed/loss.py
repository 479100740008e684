"""The loss of a batch of a fixed shape."""

import torch
from torch import Tensor
from torch.nn import functional as F

from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.data.samples import IGNORED
from moonpane_engine.train.fixed.batch import FixedBatch
from moonpane_engine.train.fixed.sight import features


def fixed_loss(model: KimiModel, batch: FixedBatch, stretched: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
    """Mean cross entropy over the answers' tokens, and the share of them predicted right; no size depends on data.

    So the logits of all positions are computed: to pick those of the answers would be to count them first.
    """
    embedded = model.embed(batch.token_ids)
    is_media = batch.token_ids == model.config.media_placeholder_token_id
    which = (is_media.cumsum(1) - 1).clamp(min=0).unsqueeze(-1)
    seen = features(model, batch, stretched).to(embedded.dtype)
    embedded = torch.where(is_media.unsqueeze(-1), seen.gather(1, which.expand(-1, -1, seen.shape[-1])), embedded)
    logits = model.logits(model(embedded)).flatten(0, 1)
    labels = batch.labels.flatten()
    asked = labels != IGNORED
    right = ((logits.argmax(-1) == labels) & asked).sum() / asked.sum()
    return F.cross_entropy(logits, labels, ignore_index=IGNORED), right.detach()
