"""The bridge between asyncio and Qt: order, merging, pace, back pressure, and an end that leaves nothing running."""

import asyncio
import threading
import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from moonpane.runtime import NOTICE_INTERVAL_S, Runtime
from moonpane.store.notices import LinesRead, TextArrived


@dataclass(frozen=True)
class Note:
    number: int


class Listener(QObject):
    """Takes what arrives, as the studio does."""

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self.runtime = runtime
        self.batches: list[list[object]] = []
        self.threads: set[str] = set()
        runtime.arrived.connect(self.on_arrived)

    def on_arrived(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.batches.append(self.runtime.take())

    @property
    def notices(self) -> list[object]:
        return [notice for batch in self.batches for notice in batch]


@pytest.fixture
def runtime(qapp):
    made = Runtime()
    made.start()
    yield made
    made.stop()


def test_notices_arrive_in_order_on_the_qt_thread(runtime: Runtime, qtbot: QtBot) -> None:
    listener = Listener(runtime)

    async def work() -> None:
        for number in range(500):
            runtime.post(Note(number))
            if number % 100 == 0:
                await asyncio.sleep(0.01)

    runtime.spawn(work())
    qtbot.waitUntil(lambda: len(listener.notices) == 500)
    assert listener.notices == [Note(number) for number in range(500)]
    assert listener.threads == {threading.main_thread().name}


def test_a_fast_stream_wakes_the_window_thirty_times_a_second(runtime: Runtime, qtbot: QtBot) -> None:
    listener = Listener(runtime)
    began = time.monotonic()

    async def work() -> None:
        for number in range(300):
            runtime.post(Note(number))
            await asyncio.sleep(0.001)

    runtime.spawn(work())
    qtbot.waitUntil(lambda: len(listener.notices) == 300)
    allowed = (time.monotonic() - began) / NOTICE_INTERVAL_S + 2
    assert 3 <= len(listener.batches) <= allowed


def test_control_without_the_interval_the_window_is_flooded(
    runtime: Runtime, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moonpane.runtime.NOTICE_INTERVAL_S", 0.0)
    listener = Listener(runtime)
    began = time.monotonic()

    async def work() -> None:
        for number in range(300):
            runtime.post(Note(number))
            await asyncio.sleep(0.002)

    runtime.spawn(work())
    qtbot.waitUntil(lambda: len(listener.notices) == 300)
    assert len(listener.batches) > (time.monotonic() - began) / NOTICE_INTERVAL_S + 2


def test_the_first_notice_after_a_pause_comes_at_once(runtime: Runtime, qtbot: QtBot) -> None:
    listener = Listener(runtime)
    sent: list[float] = []

    async def work() -> None:
        sent.append(time.monotonic())
        runtime.post(Note(1))

    runtime.spawn(work())
    qtbot.waitUntil(lambda: bool(listener.batches))
    assert runtime._last_flush_s - sent[0] < NOTICE_INTERVAL_S


def test_a_busy_window_gets_one_batch_instead_of_a_queue(runtime: Runtime, qtbot: QtBot) -> None:
    listener = Listener(runtime)
    finished = threading.Event()

    async def work() -> None:
        for number in range(30):
            runtime.post(Note(number))
            await asyncio.sleep(0.02)
        finished.set()

    runtime.spawn(work())
    assert finished.wait(10)  # the Qt thread is busy here and takes nothing
    qtbot.waitUntil(lambda: len(listener.notices) == 30)
    assert len(listener.batches) == 1


def test_text_that_arrives_between_two_frames_is_one_notice(runtime: Runtime, qtbot: QtBot) -> None:
    listener = Listener(runtime)

    async def work() -> None:
        for tokens, letter in enumerate("page", start=1):
            runtime.post(TextArrived("a", letter, files={"page": letter}, tokens=tokens))
        runtime.post(LinesRead("a", 1, 1))
        runtime.post(TextArrived("a", "!"))
        runtime.post(TextArrived("b", "?"))

    runtime.spawn(work())
    qtbot.waitUntil(lambda: len(listener.notices) == 4)
    assert listener.notices[0] == TextArrived("a", "page", files={"page": "e"}, tokens=4)
    assert listener.notices[1:] == [LinesRead("a", 1, 1), TextArrived("a", "!"), TextArrived("b", "?")]


def test_stopping_cancels_the_jobs_says_farewell_and_ends_the_thread(qapp) -> None:
    runtime = Runtime()
    runtime.start()
    told: list[str] = []
    started = threading.Event()

    async def endless() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            told.append("cancelled")

    async def farewell() -> None:
        told.append("farewell")

    runtime.spawn(endless())
    assert started.wait(5)
    runtime.stop(farewell)
    assert told == ["cancelled", "farewell"]
    assert not any(thread.name == "moonpane-asyncio" for thread in threading.enumerate())
    with pytest.raises(RuntimeError, match="not running"):
        runtime.spawn(asyncio.sleep(0))


def test_a_job_that_fails_is_in_the_log(runtime: Runtime, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise ZeroDivisionError("of course")

    runtime.spawn(broken())
    qtbot.waitUntil(lambda: "A background job failed." in caplog.text)
    assert "of course" in caplog.text
