"""Runs a set of pages in a process of its own, in one mode, beside a canary that hears what gets out."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.preview.hostile.canary import Canary

CHILD = Path(__file__).with_name("child.py")
DWELL_MS = 2_000


@dataclass(frozen=True)
class Parade:
    """What came of all pages in one mode."""

    heard: frozenset[str]  # by the canary
    words: dict[str, str | None]  # what `window.result` was at the end
    protocols: dict[str, str]  # of the address that was shown at the end
    home: Path


def environment(home: Path) -> dict[str, str]:
    """A home folder of its own, in which nothing may appear."""
    folders = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **folders, "HOME": str(home), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def parade(mode: str, folder: Path, pages: dict[str, str], *, dwell_ms: int = DWELL_MS) -> Parade:
    with Canary() as canary:
        base = f"http://127.0.0.1:{canary.port}/"
        filled = {
            name: html.replace("@@", base + name).replace("##", str(canary.udp_port)).replace("$$", str(canary.port))
            for name, html in pages.items()
        }
        job = folder / "job.json"
        job.write_text(json.dumps({"pages": filled, "base": base, "dwell_ms": dwell_ms}), encoding="utf-8")
        home = folder / "home"
        home.mkdir()
        done = subprocess.run(
            [sys.executable, str(CHILD), mode, str(job)],
            cwd=home,
            env=environment(home),
            capture_output=True,
            text=True,
            timeout=150,
        )
        assert done.returncode == 0, done.stderr[-2_000:]
        answers = {name: json.loads(text) for name, text in json.loads(done.stdout).items()}
        assert answers.keys() == pages.keys()
        heard = frozenset(canary.hits)
    words = {name: answer[0] for name, answer in answers.items()}
    return Parade(heard, words, {name: answer[1] for name, answer in answers.items()}, home)
