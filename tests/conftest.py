"""What every test gets: an offscreen window system, its own home folder, a check that it leaves nothing behind.

Silence is the passing state: a thread or child process that outlives its test fails it, and so does a warning
in the log of one of our packages, unless the test looks at the log itself (takes `caplog`).
"""

import atexit
import logging
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import psutil
import pytest

from tests import collector

ALONE = "alone"
GRACE_S = 5.0
ROOMS = ("moonpane", "moonpane_engine", "moonpane_vision", "moonpane_kernels", "moonpane_resources")

# Live as long as the process that uses them: Chromium's helpers and multiprocessing's bookkeeper.
LONG_LIVED_CHILDREN = ("QtWebEngineProcess", "multiprocessing.resource_tracker")


def _isolate() -> None:
    """Before any import: nothing a test does may read or change the person's own settings, keys or caches."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # so begins a shell's background job, and its children
        signal.signal(signal.SIGINT, signal.default_int_handler)
    home = Path(tempfile.mkdtemp(prefix="moonpane-test-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folders = {
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_RUNTIME_DIR": ".runtime",
    }
    os.environ["HOME"] = str(home)
    for variable, folder in folders.items():
        (home / folder).mkdir(parents=True, mode=0o700)
        os.environ[variable] = str(home / folder)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Test runs share the processors: a thread of torch that spins while it waits takes the time it waits for.
    os.environ["OMP_WAIT_POLICY"] = "passive"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    for variable in [name for name in os.environ if name.startswith("MOONPANE_")]:
        del os.environ[variable]


_isolate()

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile("moonpane", deadline=None)
hypothesis.settings.load_profile("moonpane")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """To find the few tests that run alone, files without one are not imported: that takes longer than most of them."""
    if config.option.markexpr == ALONE and collection_path.name.startswith("test_") and collection_path.is_file():
        return not _says_alone(collection_path) or None
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker(ALONE) and not _says_alone(item.path):
            raise pytest.UsageError(
                f"{item.nodeid} would not be found by `-m {ALONE}`: write the mark out in its file."
            )


def _says_alone(file: Path) -> bool:
    return f"pytest.mark.{ALONE}" in file.read_text(encoding="utf-8")


def pytest_runtest_setup() -> None:
    collector.keep()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fails a test after which a thread that blocks the exit, or a child process, is still alive."""
    threads = set(threading.enumerate())
    children = _children()
    yield
    left: list[str] = []
    if _still_there(lambda: _live_threads(threads)):
        left += [f"thread {thread.name}" for thread in _live_threads(threads)]
    if _still_there(lambda: _live_children(children)):
        left += [f"process {child.pid} {_command(child)}" for child in _live_children(children)]
    if left:
        pytest.fail(f"still alive after the test: {'; '.join(left)}", pytrace=False)


def _still_there(look: Callable[[], list]) -> bool:
    """Whether what `look` sees is there to stay: ending takes a moment."""
    deadline = time.monotonic() + GRACE_S
    while look():
        if time.monotonic() > deadline:
            return True
        time.sleep(0.02)
    return False


def _live_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]


def _live_children(before: set[psutil.Process]) -> list[psutil.Process]:
    found: list[psutil.Process] = []
    for child in _children():
        if child in before or any(name in _command(child) for name in LONG_LIVED_CHILDREN):
            continue
        try:
            if child.status() != psutil.STATUS_ZOMBIE:
                found.append(child)
        except psutil.NoSuchProcess:
            continue
    return found


def _children() -> set[psutil.Process]:
    """The kernel says at once whether there are any. To find them, all processes of the machine are read."""
    if hasattr(os, "waitid"):  # not on macOS
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return set()
    return set(psutil.Process().children(recursive=True))


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline()) or process.name()
    except psutil.NoSuchProcess:
        return "(ended)"


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in ROOMS:
            self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_complaints(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test during which one of our packages logged a warning, unless it takes `caplog`."""
    handler = _Complaints()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.messages and "caplog" not in request.fixturenames:
        pytest.fail("unexpected in the log: " + "; ".join(handler.messages), pytrace=False)
