"""The whole studio is killed while it streams, again and again: what was on the screen a second before is there."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Self

import psutil
import pytest

from moonpane.archive import Archive
from moonpane.session import Exchange, Session
from moonpane.store.desk import GO_ON
from tests.ui.conftest import PAGE, png

KILLS = int(os.environ.get("STUDIO_KILLS", "4"))
AT_STAKE_S = 1.0
PATIENCE_S = 60


class Life:
    """One studio, from its start to its end by SIGKILL; nothing of it is left, however the test goes."""

    def __init__(self, folder: Path, what: str) -> None:
        arguments = [str(folder / "archive"), str(folder), str(folder / "mockup.png"), what]
        command = [sys.executable, "-m", "tests.e2e.killed_studio", *arguments]
        with (folder / "errors").open("a") as errors:
            self._child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        self._family: list[psutil.Process] = []
        self.shown: list[dict[str, Any]] = []
        self.began = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in [*self.family(), self._child]:
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
        self._child.wait()
        self._reader.join()

    def family(self) -> list[psutil.Process]:
        """The processes that belong to it, or belonged to it when they were last asked for."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self._family = psutil.Process(self._child.pid).children(recursive=True) or self._family
        return self._family

    def kill(self) -> float:
        """When; after all that belonged to it has ended."""
        assert any("scripted_engine" in " ".join(each.cmdline()) for each in self.family())
        self._child.send_signal(signal.SIGKILL)
        at = time.time()
        self._child.wait()
        _, left = psutil.wait_procs(self._family, timeout=10)
        assert [each.cmdline() for each in left if each.status() != psutil.STATUS_ZOMBIE] == []
        return at

    def _read(self) -> None:
        assert self._child.stdout is not None
        with self._child.stdout as lines:
            for line in lines:
                if line.endswith("\n"):
                    self.shown.append(json.loads(line))
                    self.began.set()
        self.began.set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With all that a studio works with."""
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "mockup.png").write_bytes(png(360, 240))
    return tmp_path


def test_a_failure_leaves_no_process_behind(folder: Path) -> None:
    with contextlib.suppress(ZeroDivisionError), Life(folder, "talk") as life:
        assert life.began.wait(PATIENCE_S)
        family = life.family()
        raise ZeroDivisionError
    assert family
    _, left = psutil.wait_procs(family, timeout=5)
    assert [each.cmdline() for each in left if each.status() != psutil.STATUS_ZOMBIE] == []


def test_what_was_shown_a_second_before_a_kill_is_kept(folder: Path) -> None:
    chance = random.Random(os.environ.get("STUDIO_KILLS_SEED"))
    stopped: Exchange | None = None
    for number in range(KILLS):
        with Life(folder, ("talk", "convert")[number % 2]) as life:
            assert life.began.wait(PATIENCE_S)
            assert life.shown, (folder / "errors").read_text()
            time.sleep(chance.uniform(0.2, 4.0))
            killed = life.kill()
        if stopped is not None:
            began = life.shown[0]["exchanges"]
            *_, (id, question, *_) = began
            assert id != stopped.id, "continued"
            assert question == (stopped.asked.text if stopped.kind == "convert" else GO_ON)
        with Archive.open(folder / "archive") as archive:
            seen = [each for each in life.shown if each["at"] < killed - AT_STAKE_S]
            assert not seen or losses(archive, seen[-1], life.shown[-1]["draft"]) == []
            session = archive.load(life.shown[-1]["session"])
            assert all(each.answer.status in ("done", "stopped") for each in session.exchanges.values())
            last = session.branch()[-1]
            stopped = last if last.answer.status == "stopped" else None


def losses(archive: Archive, shown: dict[str, Any], last_draft: str) -> list[str]:
    """What was on the screen, and is not in the archive. `last_draft`: another one where this one was sent since."""
    session = archive.load(shown["session"])
    lost: list[str] = []
    for id, question, answer, page, phase in shown["exchanges"]:
        kept = session.exchanges.get(id)
        if kept is None or kept.asked.text != question:
            lost.append(f"question: {question}")
        elif not kept.answer.text.startswith(answer):
            lost.append(f"answer: {answer} | {kept.answer.text}")
        elif phase == "DONE" and kept.answer.status != "done":
            lost.append(f"that it was done: {question}")
        elif not page_of(session, id).startswith(page):
            lost.append(f"page: {page} | {page_of(session, id)}")
    drafts = [archive.draft(key).text for key in (session.id, None)]
    was_sent = not last_draft.startswith(shown["draft"])
    if not was_sent and not any(draft.startswith(shown["draft"]) for draft in drafts):
        lost.append(f"draft: {shown['draft']} | {drafts}")
    return lost


def page_of(session: Session, exchange: str) -> str:
    """The last one of an exchange; one that went on with another and added nothing yet shows the page of that."""
    revisions = list(session.revisions.values())
    beside = {each.id for each in session.siblings(session.exchanges[exchange])}
    own = [each.page for each in revisions if each.exchange == exchange]
    others = [each.page for each in revisions if each.exchange in beside]
    return (own or others or [""])[-1]
