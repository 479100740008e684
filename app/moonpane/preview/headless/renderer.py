"""The process that renders pages: `python -m moonpane.preview.headless.renderer --views N`; `supervisor` starts it.

Jobs come on stdin and events go to stdout (see `job`). It ends when stdin does.
"""

import argparse
import logging
import os
import sys
from collections import deque

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from moonpane.preview import flags
from moonpane.preview.headless.capture import Capture
from moonpane.preview.headless.job import Event, Job
from moonpane.preview.headless.visit import Visit
from moonpane.preview.process_tree import die_with_parent
from moonpane.preview.profile import PreviewProfile, VisitingProfile

_FAMILY = "pages.folder"


class Renderer(QObject):
    """Deals the jobs that arrive to a few views, so that one page loads while another is painted."""

    def __init__(self, *, num_views: int, events_fd: int, visits: bool) -> None:
        super().__init__()
        self._events_fd = events_fd
        self._profile = (VisitingProfile if visits else PreviewProfile)(self, scroll_bars=False)
        # A process per page is half of the cost of a small page; pages rendered side by side are one family.
        site = _FAMILY if num_views > 1 else ""
        kind = Visit if visits else Capture
        self._captures = [kind(self._profile, self, site=site) for _ in range(num_views)]
        for capture in self._captures:
            capture.finished.connect(self._on_finished)
        self._waiting: deque[Job] = deque()
        self._unread = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read_jobs)
        self._say(Event("ready"))

    def _read_jobs(self) -> None:
        data = os.read(sys.stdin.fileno(), 65_536)
        if not data:
            leave()
        *lines, self._unread = (self._unread + data).split(b"\n")
        self._waiting.extend(Job.from_line(line) for line in lines if line)
        self._deal()

    def _deal(self) -> None:
        for capture in self._captures:
            if self._waiting and not capture.busy:
                job = self._waiting.popleft()
                self._say(Event("started", job.number))
                capture.start(job)

    def _on_finished(self, event: Event) -> None:
        self._say(event)
        self._deal()
        for capture in self._captures:
            if not capture.busy:
                capture.rest()

    def _say(self, event: Event) -> None:
        os.write(self._events_fd, event.to_line())


def leave() -> None:
    """Chromium's orderly end takes long and has nothing to save here; its children end with this process."""
    os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--views", type=int, default=1)
    parser.add_argument("--gate", type=int, help="port of the gate: pages are addresses that are visited through it")
    arguments = parser.parse_args()
    die_with_parent()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    # Events keep the real stdout for themselves: whatever else is printed goes to stderr.
    events_fd = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    flags.prepare(headless=True, gate=arguments.gate)
    application = QApplication(["moonpane-renderer"])
    renderer = Renderer(num_views=arguments.views, events_fd=events_fd, visits=arguments.gate is not None)
    application.exec()
    del renderer


if __name__ == "__main__":
    main()
