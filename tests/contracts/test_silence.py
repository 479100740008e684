"""The fixtures of conftest.py catch what they are there to catch, and let the innocent pass."""

from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"

SUITE = """
import logging, subprocess, sys, threading

def test_thread():
    threading.Thread(target=threading.Event().wait, args=(3,), name="straggler").start()

def test_child():
    global child
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3)"])

def test_complaint():
    logging.getLogger("moonpane.client").warning("something is odd")

def test_complaint_that_is_looked_at(caplog):
    logging.getLogger("moonpane.client").warning("something is expected")

def test_tidy():
    thread = threading.Thread(target=int)
    thread.start()
    subprocess.run([sys.executable, "-c", ""], check=True)
"""


@pytest.fixture(autouse=True)
def _conftest_finds_what_it_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(CONFTEST.parents[1]))


def test_what_a_test_leaves_behind_fails_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8").replace("GRACE_S = 5.0", "GRACE_S = 0.3"))
    pytester.makepyfile(SUITE)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=5, errors=3)
    result.stdout.fnmatch_lines_random(
        [
            "*still alive after the test: thread straggler*",
            "*still alive after the test: process*time.sleep(3)*",
            "*unexpected in the log: WARNING moonpane.client: something is odd*",
        ]
    )
    result.stdout.no_fnmatch_line("*something is expected*")


def test_files_in_which_nothing_is_alone_are_not_imported_to_find_what_is(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nmarkers = alone")
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(
        test_alone="import pytest\n@pytest.mark.alone\ndef test_one(): pass\ndef test_other(): pass",
        test_beside="raise SystemError\ndef test_beside(): pass",
    )
    pytester.runpytest_subprocess("-m", "alone").assert_outcomes(passed=1, deselected=1)
    assert pytester.runpytest_subprocess("-m", "not alone").ret == pytest.ExitCode.INTERRUPTED
    pytester.makepyfile(test_beside="from test_alone import test_one")
    pytester.runpytest_subprocess("-m", "not alone").stderr.fnmatch_lines("*test_one would not be found*")


def test_tests_cannot_reach_the_persons_own_files() -> None:
    assert "moonpane-test-home-" in str(Path.home())
