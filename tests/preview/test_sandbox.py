"""An ordinary user's previews run in Chromium's sandbox; root is told that there is none."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest

from moonpane.preview.flags import sandbox_state

CHILD = Path(__file__).parent / "sandboxed.py"


@pytest.fixture
def open_home() -> Iterator[Path]:
    """A home folder that another user can reach; pytest's own are closed to others."""
    home = Path(tempfile.mkdtemp(prefix="moonpane-nobody-"))
    home.chmod(0o755)
    yield home
    shutil.rmtree(home)


def reachable_by_others(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def test_an_ordinary_users_renderer_is_sandboxed(open_home: Path) -> None:
    if not reachable_by_others(Path(PySide6.__file__).parent):
        # A home that is closed to others (a checkout under /root, mode 0700) cannot be opened for the sake of a test.
        pytest.skip("Qt lies in a folder that only its owner can read, so no other user can start it")
    probe = subprocess.run(["unshare", "-Ur", "true"], capture_output=True)
    if probe.returncode != 0:
        # The sandbox stands on them; that closed ones are noticed is the business of the probe, tested below.
        pytest.skip("this machine has no user namespaces for ordinary users")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment |= {"HOME": str(open_home), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, str(CHILD), str(open_home)],
        cwd=open_home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    report = json.loads(done.stdout)
    assert report["user"] != 0
    assert report["seccomp"] == 2
    assert report["pid_namespaces"] >= 2
    assert report["own_network"]
    assert not report["sandbox_switched_off"]


@pytest.mark.parametrize(
    ("allowed", "expected"), [pytest.param(9, True, id="open"), pytest.param(0, False, id="closed")]
)
def test_closed_namespaces_are_seen(allowed: int, expected: bool) -> None:
    look = "from moonpane.preview.flags import can_make_user_namespaces; print(can_make_user_namespaces())"
    assert where_at_most(allowed, look) == str(expected)


def test_an_ordinary_user_with_closed_namespaces_is_refused_and_told_the_way_out() -> None:
    look = """
import os
os.geteuid = lambda: 1000
from moonpane.preview.errors import PreviewSetupError
from moonpane.preview.flags import sandbox_state
try:
    print(sandbox_state())
except PreviewSetupError as error:
    print(error)
"""
    said = where_at_most(0, look)
    assert said.startswith("Chromium's sandbox cannot be built")
    assert "sudo sysctl -w" in said


def where_at_most(allowed: int, look: str) -> str:
    """What a script prints where so many user namespaces can be made: a process may close them for those below."""
    limit = f"echo {allowed} > /proc/sys/user/max_user_namespaces"
    done = subprocess.run(
        ["unshare", "-Ur", "sh", "-c", f'{limit} && exec "$0" -c "$1"', sys.executable, look],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
    )
    if "unshare" in done.stderr or "max_user_namespaces" in done.stderr:
        # The test closes them for one process; already closed, it would pass without showing anything.
        pytest.skip("this machine has no user namespaces to close")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_root_is_told(view) -> None:
    state = sandbox_state()
    assert state.active == (os.geteuid() != 0)
    assert view.sandbox == state
    assert ("off" in state.sentence) != state.active
