"""Compiles the native CPU kernels: `python scripts/build_kernels.py`, run by `make setup`.

Without a C++ compiler it says so and ends well: the engine then runs on torch alone, slower. Standard library only.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "kernels" / "csrc").glob("*.cpp"))
FOLDER = ROOT / "kernels" / "moonpane_kernels" / "cpu"
FLAGS = ["-std=c++17", "-O3", "-fPIC", "-shared", "-fvisibility=hidden", "-Wall", "-Wextra", "-Wno-psabi"]
# One library for each instruction set, by torch's names; `moonpane_kernels.cpu` loads the best that the processor has.
X86 = {"avx512": ["-march=skylake-avx512"], "avx2": ["-march=haswell"]}
BUILDS = X86 if platform.machine().lower() in ("x86_64", "amd64") else {"default": []}


def main() -> int:
    compiler = next(filter(None, map(shutil.which, (os.environ.get("CXX", ""), "c++", "g++", "clang++"))), None)
    if compiler is None:
        print("No C++ compiler: the engine will run on torch alone, slower. Install g++ and run make setup again.")
        return 0
    running = {}
    for build, target in BUILDS.items():
        command = [compiler, *FLAGS, *target, *map(str, SOURCES), "-o", str(FOLDER / f"{build}.tmp")]
        running[build] = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for build, process in running.items():
        _, errors = process.communicate()
        if process.returncode == 0:
            (FOLDER / f"{build}.tmp").replace(FOLDER / f"libmoonpane_{build}.so")
        else:
            print(f"{compiler} could not build the native kernels for {build}; the engine will be slower there.")
            print(errors, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
