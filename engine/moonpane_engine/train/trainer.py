"""One optimisation step of the embedded model."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.data.samples import IGNORED, Batch


def answer_loss(model: KimiModel, batch: Batch) -> tuple[Tensor, Tensor]:
    """Mean cross entropy over the answers' tokens, and the share of them predicted right."""
    features = model.encode_media(batch.patches, batch.grids) if batch.patches is not None else None
    states = model(model.embed(batch.token_ids, features))
    chosen = batch.labels != IGNORED
    logits = model.logits(states[chosen])
    labels = batch.labels[chosen]
    accuracy = (logits.argmax(-1) == labels).float().mean()
    return F.cross_entropy(logits, labels), accuracy.detach()


def train_step(
    model: KimiModel, optimizers: Sequence[torch.optim.Optimizer], batches: Sequence[Batch], *, bf16: bool
) -> Tensor:
    """Accumulate the gradients of `batches` (one per task) and step; returns loss and accuracy of each, flat."""
    model.train()
    figures: list[Tensor] = []
    device = model.language_model.lm_head.weight.device
    for batch in batches:
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bf16):
            loss, accuracy = answer_loss(model, batch)
        loss.backward()
        figures += [loss.detach(), accuracy]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for optimizer in optimizers:
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return torch.stack(figures)
