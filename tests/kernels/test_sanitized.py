"""The kernels' own tests once more, on builds that notice every access beside an array and all undefined behaviour."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from moonpane_kernels import cpu
from scripts import build_kernels

REPOSITORY = Path(__file__).parents[2]
# -O0: a third of the time to compile, and no access is optimised away. Add -g to be told the line of a fault.
SANITIZERS = ["-O0", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
PROGRAM = """
import sys
from pathlib import Path
import pytest
from moonpane_kernels import cpu
cpu.FOLDER = Path(sys.argv[1])
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-k", "not memory and not missing", sys.argv[2]]))
"""


def runtime(compiler: str, name: str) -> str | None:
    """The path of a sanitizer's runtime library, if this compiler has it."""
    found = subprocess.run([compiler, f"-print-file-name={name}"], capture_output=True, text=True).stdout.strip()
    return found if Path(found).is_absolute() else None


def test_no_access_beside_an_array(tmp_path: Path) -> None:
    compiler = next(filter(None, map(shutil.which, ("g++", "c++"))), None)
    libraries = [runtime(compiler, name) for name in ("libasan.so", "libubsan.so")] if compiler else [None]
    if compiler is None or not all(libraries):
        # The kernels need no such compiler, only this look at them does: it is taken wherever GCC is, as in CI.
        pytest.skip("this machine has no GCC with its sanitizers")
    for build in cpu.builds():
        target = build_kernels.BUILDS[build]
        out = tmp_path / f"libmoonpane_{build}.so"
        sources = map(str, build_kernels.SOURCES)
        subprocess.run([compiler, *build_kernels.FLAGS, *target, *SANITIZERS, *sources, "-o", str(out)], check=True)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), str(REPOSITORY / "tests" / "kernels" / "test_cpu.py")],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "LD_PRELOAD": " ".join(filter(None, libraries)),
            "ASAN_OPTIONS": f"detect_leaks=0:verify_asan_link_order=0:log_path={tmp_path / 'report'}",
            "UBSAN_OPTIONS": f"log_path={tmp_path / 'report'}",
        },
        capture_output=True,
        text=True,
    )
    reports = [path.read_text(errors="replace") for path in sorted(tmp_path.glob("report.*"))]
    assert not reports, reports[0][:3000]
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
