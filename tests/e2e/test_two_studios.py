"""A second start, as a person does it: two real processes, with everything in its place."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from moonpane.archive import Archive
from moonpane.instance import LOCK
from tests.ui.conftest import png

# The studio of `moonpane`, which ends by itself once the picture has become a page.
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from moonpane.application import start
from moonpane.preview import flags

prepare, exec_ = flags.prepare, QApplication.exec
flags.prepare = lambda: prepare(headless=True)
studios = []
start.Studio = lambda *given, make=start.Studio, **more: studios.append(make(*given, **more)) or studios[0]

def look():
    store, window = studios[0].store, studios[0].window
    ended = [each for each in store.exchanges if each.phase.ended]
    if store.awaited is None and not told:
        told.append(1)
        window.showMinimized()
        print("ready", flush=True)
    if ended:
        print("converted", ended[0].pictures[0].attachment.name, window.isMinimized(), flush=True)
        QApplication.quit()

told = []
timer = QTimer()
timer.timeout.connect(look)

def run(application):
    timer.start(50)
    return exec_()

QApplication.exec = run
sys.exit(start.run_studio(model=sys.argv[1]))
"""
SECOND = """
import sys
from pathlib import Path
from moonpane.commands.studio_command import run_studio_command
from moonpane.errors import MoonpaneError
from moonpane.preview import flags
import moonpane.instance as instance

instance.ANSWER_TIMEOUT_S = float(sys.argv[2])
try:
    sys.exit(run_studio_command(Path(sys.argv[1]), "embedded"))
except MoonpaneError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "moonpane"


def start(program: str, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_second_start_hands_over_its_picture(data: Path, tmp_path: Path) -> None:
    picture = tmp_path / "handed over.png"
    picture.write_bytes(png(360, 240))
    first = start(FIRST, str(tmp_path / "no checkpoint"))
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "ready\n"
        began = time.monotonic()
        second = start(SECOND, str(picture), "15")
        _, errors = second.communicate(timeout=30)
        assert (second.returncode, errors) == (0, "")
        assert time.monotonic() - began < 15
        assert first.stdout.readline() == "converted handed over.png False\n"
        assert first.wait(30) == 0
    finally:
        first.kill()
        first.communicate()
    with Archive.open(data) as archive:
        (head,) = archive.sessions()
        assert head.title == "handed over.png"


def test_one_that_does_not_answer_is_said_in_a_sentence(data: Path, tmp_path: Path) -> None:
    picture = tmp_path / "handed over.png"
    picture.write_bytes(png(360, 240))
    hanging = start(
        f"import time; from pathlib import Path; from moonpane.instance import claim; "
        f"held = claim(Path({str(data)!r})); print('claimed', flush=True); time.sleep(60)"
    )
    try:
        assert hanging.stdout is not None
        assert hanging.stdout.readline() == "claimed\n"
        second = start(SECOND, str(picture), "0.5")
        _, errors = second.communicate(timeout=30)
        assert second.returncode == 1
        assert errors == "Moonpane is running already, but does not answer: end it, then start it again.\n"
    finally:
        hanging.kill()
        hanging.communicate()
    assert (data / LOCK).exists()
    assert os.access(data, os.W_OK)
