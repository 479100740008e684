"""Runs rendering processes and stops those that do not behave. No Qt here.

A page gets `timeout_s` from its start, one that is rendered alone from the start of its process, and all processes
together `MAX_TREE_BYTES`. Whoever breaks this loses the whole process tree. Pages that were merely in the same process
are rendered again, one at a time, so that only the guilty one fails.
"""

import contextlib
import logging
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from moonpane.preview import process_tree
from moonpane.preview.errors import PreviewSetupError
from moonpane.preview.headless.job import Event, Job
from moonpane_resources import paths

MAX_TREE_BYTES = 1_200 * 2**20
START_TIMEOUT_S = 30.0
_LOOK_S = 0.2
_START_SHARE = 0.5  # of a page's time that the start of its process may take at most

_log = logging.getLogger(__name__)


class RenderProcess:
    """A running `moonpane.preview.headless.renderer` with its children; use as a context manager."""

    def __init__(self, *, num_views: int, gate: int | None = None) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `stop`
        visiting = [] if gate is None else ["--gate", str(gate)]
        self._child = subprocess.Popen(
            [sys.executable, "-m", "moonpane.preview.headless.renderer", "--views", str(num_views), *visiting],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(),
            start_new_session=True,
        )
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self._unread = b""
        self._next_look = 0.0
        self.ended = False

    def __enter__(self) -> "RenderProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def _out(self) -> IO[bytes]:
        assert self._child.stdout is not None
        return self._child.stdout

    def send(self, job: Job) -> None:
        assert self._child.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # seen as `ended` at the next poll
            self._child.stdin.write(job.to_line())
            self._child.stdin.flush()

    def poll(self) -> list[Event]:
        """Wait a moment for events."""
        if not self._selector.select(timeout=_LOOK_S):
            return []
        data = os.read(self._out.fileno(), 65_536)
        self.ended = not data
        *lines, self._unread = (self._unread + data).split(b"\n")
        return [Event.from_line(line) for line in lines if line]

    def over_memory(self) -> bool:
        """Looks at most every 0.2 s, since a look costs some milliseconds."""
        now = time.monotonic()
        if now < self._next_look:
            return False
        self._next_look = now + _LOOK_S
        return process_tree.tree_bytes(self._child.pid) > MAX_TREE_BYTES

    def last_words(self) -> str:
        """The last line that the process wrote to stderr."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")

    def notes(self) -> list[str]:
        """What our own modules logged in the process."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        return [line.split(": ", 1)[1] for line in lines if line.startswith(("INFO moonpane", "WARNING moonpane"))]

    def stop(self) -> None:
        """End the process and all its children; nothing is left when this returns."""
        if left := process_tree.end(self._child.pid):
            _log.error("Rendering processes %s could not be ended.", left)
        self._child.wait()
        self._selector.close()
        for stream in (self._child.stdin, self._child.stdout, self._errors):
            assert stream is not None
            with contextlib.suppress(BrokenPipeError):
                stream.close()


def run_jobs(
    jobs: Sequence[Job],
    *,
    timeout_s: float,
    num_views: int,
    gate: int | None = None,
    on_note: Callable[[str], None] = _log.info,
) -> Iterator[Event]:
    """Render all jobs; yields one "done" or "failed" event for each, in the order they end.

    gate: the port of the gate through which the pages are visited, with one view.
    Raises PreviewSetupError when no rendering process can be started.
    """
    together, alone = deque(jobs), deque[Job]()
    told: set[str] = set()
    while together or alone:
        queue, views = (together, num_views) if together else (alone, 1)
        with RenderProcess(num_views=views, gate=gate) as process:
            began = time.monotonic()
            _await_start(process)
            start_s = min(time.monotonic() - began, timeout_s * _START_SHARE) if views == 1 else 0.0
            for note in set(process.notes()) - told:
                told.add(note)
                on_note(note)
            suspects: list[Job] = []
            yield from _run_in(process, queue, views, timeout_s, start_s, suspects)
            alone.extend(suspects)


def _await_start(process: RenderProcess) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not any(event.kind == "ready" for event in process.poll()):
        if process.ended:
            raise PreviewSetupError(f"The page renderer could not be started: {process.last_words()}")
        if time.monotonic() > deadline:
            raise PreviewSetupError(f"The page renderer did not start within {START_TIMEOUT_S:.0f} s.")


def _run_in(
    process: RenderProcess, queue: deque[Job], num_views: int, timeout_s: float, start_s: float, suspects: list[Job]
) -> Iterator[Event]:
    """Feed one process until the queue is empty or the process has to go; unfinished jobs go to `suspects`.

    `start_s`: what the start of the process has taken of the time of a page already.
    """
    running: dict[int, Job] = {}
    deadlines: dict[int, float] = {}
    while queue or running:
        while queue and len(running) < num_views:
            job = queue.popleft()
            running[job.number] = job
            deadlines[job.number] = time.monotonic() + timeout_s - start_s
            process.send(job)
        for event in process.poll():
            if event.kind == "started":
                continue
            job = running.pop(event.number)
            del deadlines[event.number]
            if event.kind == "crashed" and num_views > 1:
                suspects.append(job)
            else:
                yield event if event.kind == "done" else Event("failed", event.number, event.sentence)
        if reason := _misbehaviour(process, running, deadlines, timeout_s):
            process.stop()
            # Pages side by side share a process, so the one that stands still need not be the one that is to blame.
            if num_views > 1:
                suspects.extend(running.values())
            else:
                for number, job in running.items():
                    yield Event("failed", number, f"{job.name} {reason}")
            return


def _misbehaviour(
    process: RenderProcess, running: dict[int, Job], deadlines: dict[int, float], timeout_s: float
) -> str:
    if process.ended:
        return "ended the process that renders it."
    if any(time.monotonic() > deadlines[number] for number in running):
        return f"did not finish within {timeout_s:.0f} s and was stopped."
    if process.over_memory():
        return f"used more than {MAX_TREE_BYTES // 2**20} MB of memory and was stopped."
    return ""


def _environment() -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        environment["FONTCONFIG_FILE"] = str(paths.fonts_conf())
    except FileNotFoundError:
        _log.info("The fixed fonts are not set up, so pages are drawn with this machine's fonts.")
    return environment
