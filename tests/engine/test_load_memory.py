"""Loading needs the checkpoint's own size in memory, and hardly more."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from moonpane_kernels import cpu
from tests.engine.checkpoints import CONFIG, write_random_checkpoint

PROGRAM = """
import pathlib, sys
from moonpane_engine.weights.load import load_model

def status(field):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(field)) * 1024

load_model(pathlib.Path(sys.argv[1]))  # small: everything that is imported late is there now
pathlib.Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
before = status("VmRSS")
model = load_model(pathlib.Path(sys.argv[2]), as_stored={"True": True, "False": False}[sys.argv[3]])
print(status("VmHWM") - before)
"""


# The peak of a process is asked of /proc, which only Linux has. Matrices stay as they are stored only where native
# kernels can multiply them; `tests/kernels/test_cpu.py` fails where set-up could have built these and has not.
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.skipif(cpu.library() is None, reason="without native kernels matrices are widened")
def test_loading_peaks_at_the_size_of_the_checkpoint(tmp_path: Path) -> None:
    small = write_random_checkpoint(tmp_path / "small")
    text = dataclasses.replace(
        CONFIG.text, hidden_size=512, intermediate_size=1024, moe_intermediate_size=512, n_routed_experts=64
    )
    large = write_random_checkpoint(tmp_path / "large", config=dataclasses.replace(CONFIG, text=text))
    size = sum(shard.stat().st_size for shard in large.glob("*.safetensors"))
    assert size > 50 * 2**20

    def peak(as_stored: bool) -> int:
        command = [sys.executable, "-c", PROGRAM, str(small), str(large), str(as_stored)]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert peak(True) <= 1.15 * size
    assert peak(False) > 2 * size  # the control
