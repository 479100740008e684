"""The steps of `make setup` that decide something: which Python, which system libraries."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from moonpane_resources.paths import preview_runtime_dir

SCRIPTS = Path(__file__).parents[2] / "scripts"


def find_python(path: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [shutil.which("sh") or "/bin/sh", str(SCRIPTS / "find_python.sh")]
    return subprocess.run(command, env={"PATH": path, **environment}, capture_output=True, text=True, check=False)


def test_a_python_is_found_on_the_path() -> None:
    result = find_python(os.environ["PATH"])
    assert result.returncode == 0, result.stderr
    version = subprocess.run([result.stdout.strip(), "--version"], capture_output=True, text=True, check=True)
    assert tuple(map(int, version.stdout.split()[1].split(".")[:2])) >= (3, 11)


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")  # what the version test ends with
    old.chmod(0o755)
    result = find_python(str(tmp_path))
    assert result.returncode == 1
    assert "install python3.11" in result.stderr


def test_a_named_python_comes_first() -> None:
    base = os.path.realpath(sys.executable)
    assert find_python(os.environ["PATH"], PYTHON=base).stdout.strip() == base


def test_what_pages_run_comes_with_its_licences() -> None:
    made = preview_runtime_dir()
    versions = json.loads((made / "versions.json").read_text(encoding="utf-8"))
    licences = (made / "LICENSES.txt").read_text(encoding="utf-8")
    assert {"react", "react-dom", "scheduler", "sucrase", "tailwindcss", "@babel/parser"} <= versions.keys()
    assert all(f"{name} {version} (" in licences for name, version in versions.items())
    pinned = json.loads((SCRIPTS.parent / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {name: version for name, version in pinned.items() if name in versions} == {
        name: version for name, version in versions.items() if name in pinned
    }


@pytest.fixture
def system_libraries() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system_libraries", SCRIPTS / "system_libraries.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_is_missing_after_set_up_and_a_missing_library_is_seen(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert system_libraries.missing() == []
    monkeypatch.setitem(system_libraries.LIBRARIES, "libnot-there.so.1", ("libnot-there1",))
    assert system_libraries.missing() == ["libnot-there.so.1"]
    assert system_libraries.package_for("libnot-there.so.1") == "libnot-there1"


def test_another_installation_is_waited_for(system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setitem(system_libraries.LIBRARIES, "libnot-there.so.1", ("libnot-there1",))
    monkeypatch.setattr(system_libraries.subprocess, "run", run)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0)
    assert system_libraries.main() == 0
    assert [command for command in ran if "install" in command] == [
        ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq", "--no-install-recommends", "libnot-there1"]
    ]
