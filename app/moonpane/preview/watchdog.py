"""Watches a page for as long as it lives, since a quick look hides the bombs that wait.

Six rules, each seen to be needed: answers (an endless loop gives none), promptness (tasks just short of the first
rule, back to back), work in other threads (a page whose workers loop answers promptly), what it costs to draw the page
(`draw_watch`), memory of the renderer, and growth of our own process, where blobs and storage of a page lie.
Waiting counts only while the renderer itself uses the processor, so a busy machine gets no innocent page killed.
"""

import contextlib
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from moonpane.preview.draw_watch import COUNT_FRAMES, DrawingTime, DrawLimits, DrawWatch
from moonpane.preview.page import ISOLATED_WORLD, PreviewPage
from moonpane.preview.process_tree import private_bytes
from moonpane.sentences import phrase

LOOK_MS = 200
PING_S = 0.5
RENDERER_THREADS = ("Chrome_", "Compositor", "ThreadPool", "PerfettoTrace", "MemoryInfra")  # beside the first one
BUSY_SHARE = 0.5  # of one processor, below which a late answer is the machine's fault


@dataclass(frozen=True)
class Limits:
    """What a page may do; bytes are without mapped files."""

    max_renderer_bytes: int = 1 << 30
    max_own_growth_bytes: int = 768 << 20  # of our process, since the document was begun
    no_answer_s: float = 3.0
    no_answer_idle_s: float = 30.0  # without an answer and without work: stuck in another way
    prompt_s: float = 1.0
    not_prompt_s: float = 20.0
    workers_s: float = 15.0  # at half a processor; what a worker has to work out for a mockup takes less
    drawing: DrawLimits = field(default_factory=DrawLimits)


class Watchdog(QObject):
    """Guards one page; kills its renderer when it misbehaves.

    Signals:
        misbehaved: the reason, ready to follow "because it"; emitted before the renderer is killed, so that its
            last picture can still be kept.
    """

    misbehaved = Signal(str)

    def __init__(self, page: PreviewPage, parent: QObject | None = None, *, limits: Limits | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._limits = limits or Limits()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._round = 0
        self._own_bytes = 0
        self._asked_at: float | None = None
        self._next_ping = 0.0
        self._cpu_at_ask = 0.0
        self._prompt_at = 0.0
        self._cpu_when_prompt = 0.0
        self._span_at = 0.0  # the begin of a stretch of `workers_s`
        self._workers_at_span = 0.0
        self._drawing = DrawWatch(self._limits.drawing, DrawingTime())
        self._judges_drawing = True

    def start(self) -> None:
        """From the start of a document."""
        self._round += 1
        self._own_bytes = private_bytes(os.getpid())
        self._asked_at = None
        self._next_ping = 0.0
        self._prompt_at = time.monotonic()
        self._cpu_when_prompt = self._cpu_seconds()
        self._span_at, self._workers_at_span = self._prompt_at, worker_seconds(self._page.renderProcessPid())
        self._drawing.restart()
        self._timer.start()

    def judge_drawing(self, judges: bool) -> None:
        """All pages are drawn in the same threads, so one page only is to be judged by them, from this moment on."""
        if judges != self._judges_drawing:
            self._judges_drawing = judges
            self._drawing.restart()

    def stop(self) -> None:
        self._round += 1
        self._timer.stop()

    def _look(self) -> None:
        if reason := self._misbehaviour(time.monotonic()):
            self.stop()
            self.misbehaved.emit(reason)
            kill_renderer(self._page)
            return
        if self._asked_at is None and time.monotonic() >= self._next_ping:
            self._ping()

    def _misbehaviour(self, now: float) -> str:
        limits, pid = self._limits, self._page.renderProcessPid()
        if pid and private_bytes(pid) > limits.max_renderer_bytes:
            return phrase(f"used more than {limits.max_renderer_bytes >> 20} MB of memory")
        if private_bytes(os.getpid()) - self._own_bytes > limits.max_own_growth_bytes:
            return phrase(f"stored more than {limits.max_own_growth_bytes >> 20} MB")
        cpu = self._cpu_seconds()
        if self._asked_at is not None:
            waited = now - self._asked_at
            busy = cpu - self._cpu_at_ask >= BUSY_SHARE * limits.no_answer_s
            if (waited > limits.no_answer_s and busy) or waited > limits.no_answer_idle_s:
                return phrase(f"did not answer for {waited:.0f} seconds, as in an endless loop")
        busy = cpu - self._cpu_when_prompt >= BUSY_SHARE * limits.not_prompt_s
        if now - self._prompt_at > limits.not_prompt_s and busy:
            return phrase(f"kept its process busy for {limits.not_prompt_s:.0f} seconds")
        if now - self._span_at > limits.workers_s:
            before, self._workers_at_span = self._workers_at_span, worker_seconds(pid)
            self._span_at = now
            if self._workers_at_span - before >= BUSY_SHARE * limits.workers_s:
                return phrase(f"kept its workers busy for {limits.workers_s:.0f} seconds")
        return self._drawing.misbehaviour() if self._judges_drawing else ""

    def _ping(self) -> None:
        round_, asked_at = self._round, time.monotonic()
        self._asked_at, self._cpu_at_ask = asked_at, self._cpu_seconds()

        def on_answered(num_frames: object) -> None:
            if round_ != self._round:
                return
            if isinstance(num_frames, (int, float)):
                self._drawing.on_counted(int(num_frames))
            now = time.monotonic()
            self._asked_at, self._next_ping = None, asked_at + PING_S
            if now - asked_at < self._limits.prompt_s:
                self._prompt_at, self._cpu_when_prompt = now, self._cpu_seconds()

        self._page.runJavaScript(COUNT_FRAMES, ISOLATED_WORLD, on_answered)

    def _cpu_seconds(self) -> float:
        """Processor time of the renderer so far; 0 when there is none."""
        pid = self._page.renderProcessPid()
        return cpu_seconds(pid) if pid else 0.0


def cpu_seconds(pid: int) -> float:
    """User and system time of a process in seconds; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (FileNotFoundError, ProcessLookupError):
        with contextlib.suppress(psutil.Error):
            times = psutil.Process(pid).cpu_times()
            return times.user + times.system
    return 0.0


def worker_seconds(pid: int) -> float:
    """Processor time of all threads that a page started in its renderer, also those that have ended; 0 without any.

    That is the time of the whole process without the threads that every renderer has.
    """
    folder, ticks = Path(f"/proc/{pid}/task"), 0
    for thread in os.listdir(folder) if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            name, _, fields = (folder / thread / "stat").read_text().partition("(")[2].rpartition(")")
            if thread == str(pid) or name.startswith(RENDERER_THREADS):
                ticks += sum(map(int, fields.split()[11:13]))
    return max(cpu_seconds(pid) - ticks / os.sysconf("SC_CLK_TCK"), 0.0) if ticks else 0.0


def kill_renderer(page: PreviewPage) -> None:
    """End the process that runs a page; `renderProcessTerminated` follows."""
    if pid := page.renderProcessPid():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
