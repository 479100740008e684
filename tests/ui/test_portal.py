"""Screenshots through the desktop's portal, all that Wayland allows: against a scripted portal on a real bus."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

DAEMON = shutil.which("dbus-daemon")
REPOSITORY = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed")

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a session bus where nobody is yet."""
    assert DAEMON is not None
    config = tmp_path / "bus.conf"
    config.write_text(CONFIG.format(folder=tmp_path))
    command = [DAEMON, f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        python_path = os.pathsep.join(path for path in sys.path if path)
        yield os.environ | {"DBUS_SESSION_BUS_ADDRESS": address, "PYTHONPATH": python_path}
        daemon.terminate()


def ask(bus: dict[str, str], code: str | None, uri: str = "") -> list[str | int]:
    """How asking ends where a portal does as scripted; None: where there is none."""
    portal = None
    if code is not None:
        script = [sys.executable, "-m", "tests.ui.scripted_portal", code, uri]
        portal = subprocess.Popen(script, env=bus, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
        assert portal.stdout is not None
        assert portal.stdout.readline() == "ready\n"
    try:
        command = [sys.executable, "-m", "tests.ui.ask_portal"]
        done = subprocess.run(command, env=bus, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=True)
        return json.loads(done.stdout.splitlines()[-1])
    finally:
        if portal is not None:
            portal.kill()
            portal.communicate()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "Bild schirm.png"  # a path that is other than its URI
    Image.new("RGB", (64, 48), "#336699").save(path)
    return path


@pytest.mark.parametrize("code", ["0", "early"])
def test_the_picture_that_the_person_took_comes_here(bus: dict[str, str], picture: Path, code: str) -> None:
    assert ask(bus, code, picture.as_uri()) == ["captured", picture.stat().st_size]
    assert picture.exists(), "it is the person's"


def test_a_closed_dialog_is_a_change_of_mind(bus: dict[str, str]) -> None:
    assert ask(bus, "1") == ["cancelled"]


def test_a_desktop_that_refuses_or_has_no_portal_is_said_with_a_way_out(bus: dict[str, str]) -> None:
    for code in ("2", None):
        how, sentence = ask(bus, code)
        assert how == "refused"
        assert str(sentence).endswith("take one with the desktop's own tool and paste it here.")


def test_what_is_no_picture_is_refused_by_name(bus: dict[str, str], tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("Dear Sir or Madam,")
    how, sentence = ask(bus, "0", text.as_uri())
    assert (how, str(text) in str(sentence)) == ("refused", True)
    how, sentence = ask(bus, "0", (tmp_path / "gone.png").as_uri())
    assert (how, "gone.png cannot be read" in str(sentence)) == ("refused", True)
