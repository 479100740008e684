"""Processes killed in the middle of writing: short forms of `archive_kills` and `archive_upgrades`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

NUM_KILLS = 60
NUM_UPGRADES = 40


def figures(program: str, kills: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.app.{program}", "--kills", str(kills), "--folder", str(folder)]
    root = Path(__file__).parents[2]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, timeout=240)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_nothing_that_was_acknowledged_is_lost(quick_path: Path) -> None:
    found = figures("archive_kills", NUM_KILLS, quick_path)
    assert found["acknowledged"] > NUM_KILLS
    assert found["lost"] == []
    assert found["damaged"] == 0
    assert found["notices"] == []
    assert found["open_p99_s"] < 1.0


def test_an_upgrade_that_is_killed_leaves_the_old_version_or_the_new_one(quick_path: Path) -> None:
    found = figures("archive_upgrades", NUM_UPGRADES, quick_path)
    assert found["other"] == []
    assert found["old"] > 0
    assert found["new"] > 0
    assert found["old"] + found["new"] == NUM_UPGRADES


def test_the_killer_sees_what_is_lost(quick_path: Path) -> None:
    """The control: an archive that says that it has kept what it has not."""
    program = (
        "from moonpane.archive import Archive\n"
        "from tests.app import archive_kills\n"
        "import json, sys, pathlib\n"
        "keep, calls = Archive.keep_exchange, []  # every other call, which says that the answer is done\n"
        "def forgetful(self, session_id, exchange):\n"
        "    calls.append(exchange)\n"
        "    if len(calls) % 2: keep(self, session_id, exchange)\n"
        "Archive.keep_exchange = forgetful\n"
        "print(json.dumps(archive_kills.run(12, 1, pathlib.Path(sys.argv[1]))))\n"
    )
    command = [sys.executable, "-c", program, str(quick_path / "m")]
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, timeout=240, env=environment)
    assert ended.returncode == 0, ended.stderr
    lost = json.loads(ended.stdout)["lost"]
    assert lost
    assert all(each.startswith("done ") for each in lost)
