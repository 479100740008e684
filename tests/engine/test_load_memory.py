"""Loading needs the checkpoint's own size in memory, and hardly more, whatever its tensors are stored as."""

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from moonpane_engine.checkpoints.layout import Slot, int4_pieces, layout
from moonpane_engine.model.config import KimiConfig
from moonpane_engine.weights.export import config_json
from moonpane_kernels import cpu
from tests.engine.checkpoints import CONFIG, write_random_checkpoint

# Each measurement is a child of its own. The small one is loaded before: what is imported late, and pages of libraries,
# are there by then.
PROGRAM = """
import os, pathlib, sys, torch
from moonpane_engine.weights.load import load_model

def status(field):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(field)) * 1024

small, as_stored, *checkpoints = sys.argv[1:]
torch.set_num_threads(1)  # a child has none of its parent's threads
load_model(pathlib.Path(small))
for checkpoint in checkpoints:
    if os.fork() == 0:
        load_model(pathlib.Path(small))
        pathlib.Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
        before = status("VmRSS")
        model = load_model(pathlib.Path(checkpoint), as_stored={"True": True, "False": False}[as_stored])
        print(status("VmHWM") - before, flush=True)
        os._exit(0)
    os.wait()
"""


def sized(vision: dict[str, int] | None = None, /, **text: int) -> KimiConfig:
    assert CONFIG.vision is not None
    return dataclasses.replace(
        CONFIG,
        text=dataclasses.replace(CONFIG.text, **text),
        vision=dataclasses.replace(CONFIG.vision, **(vision or {})),
    )


WIDE = {"hidden_size": 512, "intermediate_size": 1024, "moe_intermediate_size": 512}
FEW, MANY = sized(**WIDE, n_routed_experts=16), sized(**WIDE, n_routed_experts=64)
FAR = sized(**WIDE, n_routed_experts=16, max_position_embeddings=2**20)
SEEING = sized({"hidden_size": 512, "intermediate_size": 2048, "num_hidden_layers": 12, "pos_emb_height": 64})
WORDS = sized(hidden_size=128, vocab_size=120_000)
HEADS = sized(num_attention_heads=256, kv_lora_rank=256, q_lora_rank=32, qk_nope_head_dim=64)
HALF, BRAIN, FULL = torch.float16, torch.bfloat16, torch.float32

# What the matrices are stored as, and the routed experts' scales where these are INT4.
Kind = tuple[KimiConfig, Callable[[Slot], torch.dtype], torch.dtype | None]
KINDS: dict[str, Kind] = {
    "BF16": (FEW, lambda slot: BRAIN, None),
    "F16": (FEW, lambda slot: HALF, None),
    "F32": (FEW, lambda slot: FULL, None),
    "BF16, router F32": (FEW, lambda slot: FULL if slot.part == "router" else BRAIN, None),
    "INT4, BF16 scales": (MANY, lambda slot: BRAIN, BRAIN),
    "INT4, F16 scales": (MANY, lambda slot: BRAIN, HALF),
    "INT4, F32 scales": (MANY, lambda slot: BRAIN, FULL),
    "mostly vision": (SEEING, lambda slot: BRAIN, None),
    "mostly embeddings": (WORDS, lambda slot: BRAIN, BRAIN),
    "mostly attention": (HEADS, lambda slot: BRAIN, BRAIN),
    "a million positions": (FAR, lambda slot: BRAIN, None),
}


def write_zeros(out: Path, kind: Kind) -> Path:
    """A checkpoint in one shard of which only names, dtypes and shapes matter."""
    config, dtype_of, scale = kind
    tensors: dict[str, torch.Tensor] = {}
    for slot in layout(config):
        if slot.part == "routed experts" and scale is not None:
            kinds = (torch.int32, scale, torch.int32)
            pieces = int4_pieces(slot.name, slot.shape).items()
            tensors |= {name: torch.zeros(shape, dtype=d) for (name, shape), d in zip(pieces, kinds, strict=True)}
        else:
            tensors[slot.name] = torch.zeros(slot.shape, dtype=dtype_of(slot))
    out.mkdir()
    (out / "config.json").write_text(
        json.dumps(config_json(config, eos_token_id=510, pad_token_id=511, bos_token_id=509))
    )
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    return out


def size(checkpoint: Path) -> int:
    return sum(shard.stat().st_size for shard in checkpoint.glob("*.safetensors"))


def peaks(small: Path, checkpoints: list[Path], *, as_stored: bool) -> list[int]:
    command = [sys.executable, "-c", PROGRAM, str(small), str(as_stored), *map(str, checkpoints)]
    return [int(line) for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()]


# The peak of a process is asked of /proc, which only Linux has. Matrices stay as they are stored only where native
# kernels can multiply them; `tests/kernels/test_cpu.py` fails where set-up could have built these and has not.
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.skipif(cpu.library() is None, reason="without native kernels matrices are widened")
def test_loading_peaks_at_the_size_of_the_checkpoint(tmp_path: Path) -> None:
    small = write_random_checkpoint(tmp_path / "small")
    checkpoints = [write_zeros(tmp_path / name, kind) for name, kind in KINDS.items()]
    sizes = [size(checkpoint) for checkpoint in checkpoints]
    assert min(sizes) > 40 * 2**20
    measured = zip(KINDS, peaks(small, checkpoints, as_stored=True), sizes, strict=True)
    ratios = {name: round(peak / size, 2) for name, peak, size in measured}
    assert {name: ratio for name, ratio in ratios.items() if ratio > 1.15} == {}
    assert min(ratios.values()) > 0.95  # all of it was there
    [control] = peaks(small, [tmp_path / "INT4, BF16 scales"], as_stored=False)
    assert control > 2 * size(tmp_path / "INT4, BF16 scales")
