"""The same model code on a GPU, beside itself on the CPU."""

from pathlib import Path

import pytest
import torch

from moonpane_engine.prompt import Prompt
from moonpane_engine.runner import Runner
from tests.engine.checkpoints import write_random_checkpoint
from tests.engine.test_parity import prefilled, prompt_with_pictures

# Without a GPU the same code is held to transformers on the CPU, in `test_parity`.
pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")]

TOLERANCE = 2e-4  # float32 without TF32: sums in another order, over more terms at once


def test_pictures_parts_and_decoding(tmp_path: Path) -> None:
    checkpoint = write_random_checkpoint(tmp_path)
    ids, media = prompt_with_pictures()
    rows = []
    for device in ("cpu", "cuda"):
        runner = Runner.load(checkpoint, device=device, dtype=torch.float32)
        sequence = prefilled(runner, Prompt(ids * 3, media * 3), chunk=70)
        rows.append(torch.cat([runner.decode([sequence], [[token]])[0].cpu() for token in range(20, 40)]))
    assert (rows[0] - rows[1]).abs().max() <= TOLERANCE


def test_packed_experts_stay_packed_in_bfloat16(tmp_path: Path) -> None:
    runner = Runner.load(write_random_checkpoint(tmp_path), device="cuda")
    names = [name for name, _ in runner.model.named_parameters() if ".experts." in name and "shared" not in name]
    assert names
    assert all(name.endswith(("_packed", "_scale")) for name in names)
    sequence = prefilled(runner, Prompt(list(range(50, 150))))
    assert runner.decode([sequence], [[7]]).isfinite().all()
