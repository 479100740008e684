"""The arrows of docs/architecture.md: import-linter's contracts in pyproject.toml, and what really gets loaded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ROOMS = {
    "app": "moonpane",
    "engine": "moonpane_engine",
    "vision": "moonpane_vision",
    "kernels": "moonpane_kernels",
    "resources": "moonpane_resources",
}
NUM_CONTRACTS = 9

# One import that breaks each contract; several break more than one.
VIOLATIONS = {
    "moonpane/client/chat.py": ["moonpane_engine.core", "torch", "PySide6", "fastapi", "threading"],
    "moonpane/session.py": ["moonpane.store"],
    "moonpane_engine/core.py": ["moonpane_engine.train.data.texts", "cv2"],
    "moonpane_engine/model/norm.py": ["moonpane_engine.scheduler"],
}

STUDIO_IMPORTS = """
import importlib, pkgutil, sys
import moonpane
for module in pkgutil.walk_packages(moonpane.__path__, "moonpane."):
    if not module.name.endswith(("__main__", "pixel_process")):
        importlib.import_module(module.name)
{extra}
print(*sorted({{"torch", "triton", "cv2", "scipy", "moonpane_engine"}} & set(sys.modules)))
"""


def lint_imports(python_path: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    options = ["--no-cache", "--config", str(REPOSITORY / "pyproject.toml")]
    environment = os.environ | {"PYTHONPATH": python_path, "COLUMNS": "200"}
    return subprocess.run([*command, *options], capture_output=True, text=True, env=environment, check=False)


def test_import_contracts_hold() -> None:
    result = lint_imports()
    assert f"{NUM_CONTRACTS} kept, 0 broken" in result.stdout, result.stdout + result.stderr


def test_import_contracts_catch_what_they_forbid(tmp_path: Path) -> None:
    """The control: the same contracts over a copy in which each is broken."""
    for root, package in ROOMS.items():
        ignore = shutil.ignore_patterns("__pycache__", "*.ttf", "*.safetensors", "*.png")
        shutil.copytree(REPOSITORY / root / package, tmp_path / package, ignore=ignore)
    for file, modules in VIOLATIONS.items():
        path = tmp_path / file
        lines = "".join(f"import {module}\n" for module in modules)
        path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")
    result = lint_imports(str(tmp_path))
    assert f"0 kept, {NUM_CONTRACTS} broken" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("extra", "heavy"),
    [
        pytest.param("", "", id="as it is"),
        pytest.param("import moonpane_vision.normalise", "cv2", id="control: a heavy import is seen"),
    ],
)
def test_studio_modules_stay_light_when_loaded(extra: str, heavy: str) -> None:
    """import-linter sees import statements; this sees what a fresh interpreter has really loaded."""
    program = STUDIO_IMPORTS.format(extra=extra)
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == heavy
