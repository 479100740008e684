"""A growing answer is kept twice a second, however fast it grows and however slow the disk is."""

import asyncio
import itertools
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from moonpane.archive import Archive
from moonpane.course import Course
from moonpane.session import Exchange, Session
from moonpane.store.notices import Saved
from tests.app.archive_samples import ask
from tests.app.keeping import Studio


@pytest.fixture
async def studio(quick_path: Path) -> AsyncIterator[Studio]:
    studio = Studio(quick_path / "moonpane")
    yield studio
    if not studio.running.done() or studio.keeper._archive:
        await studio.stop()


@pytest.mark.anyio
async def test_a_growing_answer_is_kept_twice_a_second(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real = Archive.checkpoint

    def checkpoint(self: Archive, exchange: Exchange, *more: Any) -> None:
        calls.append(exchange.answer.text)
        real(self, exchange, *more)

    monkeypatch.setattr(Archive, "checkpoint", checkpoint)
    session = Session()
    exchange = ask(session, "x", status="growing")
    studio.keeper.keep_exchange(session.id, exchange)
    await studio.until(lambda: Saved() in studio.said)
    for number in range(120):
        exchange.answer.text += f"{number} "
        studio.keeper.checkpoint(exchange, {})
        await asyncio.sleep(0.01)
    assert 2 <= len(calls) <= 5
    exchange.answer.status = "done"
    studio.keeper.keep_exchange(session.id, exchange)
    await asyncio.sleep(0)
    loaded = await studio.keeper.ask(lambda archive: archive.load(session.id))
    assert loaded.exchanges[exchange.id].answer == exchange.answer


@pytest.mark.anyio
async def test_a_slow_disk_gets_a_growing_answer_no_more_often(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nearly always something has come while the last state was written."""
    began: list[float] = []
    monkeypatch.setattr(Archive, "checkpoint", lambda *_: (began.append(time.monotonic()), time.sleep(0.1)))
    await studio.until(lambda: studio.said)
    exchange = ask(Session(), "x", status="growing")
    while len(began) < 4:
        studio.keeper.checkpoint(exchange, {})
        await asyncio.sleep(0.005)
    gaps = [later - earlier for earlier, later in itertools.pairwise(began)]
    assert min(gaps) > 0.45
    assert max(gaps) < 0.9, "with the time to write it, less than a second is at stake"


@pytest.mark.anyio
async def test_a_token_costs_no_task(studio: Studio) -> None:
    await studio.until(lambda: studio.said)
    before = asyncio.all_tasks()
    exchange = ask(Session(), "x", status="growing")
    for number in range(100):
        exchange.answer.text = str(number)
        studio.keeper.checkpoint(exchange, {})
    assert asyncio.all_tasks() == before
    studio.keeper._waiting.clear()


STREAMING = """
import asyncio, sys, time
from pathlib import Path
from moonpane.session import Session
from moonpane.store.work.answering import Answering
from moonpane.store.work.keeper import Keeper
from tests.app.archive_samples import ask

async def main():
    keeper = Keeper(asyncio.ensure_future, lambda notice: None, folder=Path(sys.argv[1]))
    running = asyncio.ensure_future(keeper.run())
    session = Session()
    exchange = ask(session, "stream", status="growing")
    answering = Answering(session.id, exchange, post=lambda notice: None, keeper=keeper)
    answering.read_lines(105, 105)
    await asyncio.sleep(0)
    await keeper.ask(lambda archive: archive.sessions())
    await asyncio.sleep(0.5)  # the reading was kept just now
    print(session.id, exchange.id, flush=True)
    while True:
        now = f"{time.time():.3f} "
        answering.say(now, files={"index.html": answering.exchange.answer.text + now}, tokens_per_s=40.0)
        keeper.keep_draft(None, f"{time.time():.3f}", [])
        await asyncio.sleep(0.01)

asyncio.run(main())
"""


def test_a_kill_takes_less_than_a_second_of_a_growing_answer_and_of_what_is_typed(quick_path: Path) -> None:
    lives_s = [0.3, 0.9, 1.4, 2.0]
    folders = [quick_path / f"{life_s}" for life_s in lives_s]
    children = [
        subprocess.Popen([sys.executable, "-c", STREAMING, str(folder)], stdout=subprocess.PIPE, text=True)
        for folder in folders
    ]
    for life_s, folder, child in zip(lives_s, folders, children, strict=True):
        assert child.stdout is not None
        session, exchange = child.stdout.readline().split()
        time.sleep(life_s)
        child.send_signal(signal.SIGKILL)
        killed = time.time()
        child.wait()
        child.stdout.close()
        with Archive.open(folder) as archive:
            loaded = archive.load(session)
            answer = loaded.exchanges[exchange].answer
            assert answer.status == "stopped"
            course = Course(reached="WRITING", lines_total=105, lines_read=105, tokens_per_s=40.0)
            assert loaded.exchanges[exchange].course == course
            assert killed - float(answer.text.split()[-1]) < 1.0
            assert killed - float(archive.draft(None).text) < 1.0
            (page,) = loaded.revisions.values()
            assert page.page == answer.text
