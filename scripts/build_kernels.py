"""Compiles the native CPU kernels: `python scripts/build_kernels.py`, run by `make setup`.

Without a C++ compiler it says so and ends well: the engine then runs on torch alone, slower. Standard library only.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "kernels" / "csrc").glob("*.cpp"))
LIBRARY = ROOT / "kernels" / "moonpane_kernels" / "cpu" / "libmoonpane_cpu.so"
FLAGS = ["-std=c++17", "-O3", "-fPIC", "-shared", "-fvisibility=hidden", "-Wall", "-Wextra", "-Wno-psabi"]
# An older compiler does not know the levels of x86-64: it builds for this machine's processor alone.
TARGETS = ([], ["-DMOONPANE_ONE_TARGET", "-march=native"], ["-DMOONPANE_ONE_TARGET"])


def main() -> int:
    compiler = next(filter(None, map(shutil.which, (os.environ.get("CXX", ""), "c++", "g++", "clang++"))), None)
    if compiler is None:
        print("No C++ compiler: the engine will run on torch alone, slower. Install g++ and run make setup again.")
        return 0
    unfinished = LIBRARY.with_suffix(".tmp")
    for target in TARGETS:
        command = [compiler, *FLAGS, *target, *map(str, SOURCES), "-o", str(unfinished)]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode == 0:
            unfinished.replace(LIBRARY)
            return 0
    print(f"{compiler} could not build the native kernels; the engine will run on torch alone, slower.")
    print(finished.stderr, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
