"""Independent implementations, loaded from a checkpoint folder."""

from pathlib import Path
from typing import Any

import pytest
import torch

from moonpane_engine.media_features import placed
from moonpane_engine.prompt import Prompt
from moonpane_engine.runner import Runner


def transformers_model(checkpoint: Path) -> Any:
    """transformers' own Kimi K2.5 class in float32; no tensor of the folder is missing there or left over."""
    transformers = pytest.importorskip("transformers")
    model, report = transformers.Kimi_K25ForConditionalGeneration.from_pretrained(
        checkpoint, dtype=torch.float32, output_loading_info=True
    )
    assert not report["missing_keys"], report
    assert not report["unexpected_keys"], report
    for parameter in model.parameters():  # a quantised model refuses .float(), and its experts stay bfloat16
        parameter.data = parameter.data.float()
    return model.eval()


@torch.inference_mode()
def whole_logits(runner: Runner, prompt: Prompt) -> torch.Tensor:
    """Logits (T, vocab) after every token of a prompt, by the plain forward pass: no cache, nothing absorbed."""
    media = placed(prompt, runner.config)
    features = runner.features.between([(media, 0, len(prompt.token_ids))])
    embedded = runner.model.embed(torch.tensor([prompt.token_ids]), features)
    return runner.model.logits(runner.model(embedded)[0])
