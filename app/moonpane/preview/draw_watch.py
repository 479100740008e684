"""Judges what a page costs to draw: that is done by threads of our own process, where nothing of the page is seen.

Frames are counted beside the page's scripts and held against the processor time of those threads, so a busy machine
gets no innocent page stopped. Only Linux says which thread used how much.
A page whose frames are many, or only just not slow, is left alone, however much of a processor it takes: in software
four drifting, blurred lights under a pane of glass take as much as any, and the window goes on answering.
"""

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from moonpane.sentences import phrase

# Asks for a frame unless one is awaited; says how many have come. It is first run when a document begins: later an
# element of the page with such a name would be found where there is none of ours.
COUNT_FRAMES = """(() => {
  globalThis.moonpaneFrames ??= 0;
  if (!globalThis.moonpaneAwaits) {
    globalThis.moonpaneAwaits = true;
    requestAnimationFrame(() => {
      globalThis.moonpaneAwaits = false;
      globalThis.moonpaneFrames++;
    });
  }
  return globalThis.moonpaneFrames;
})()"""
_THREADS = ("VizCompositor", "Chrome_InProcGp")  # those that draw, as far as their names go
_TASKS = Path("/proc/self/task")


@dataclass(frozen=True)
class DrawLimits:
    """Seconds of processor time."""

    frame_s: float = 5.0  # for one frame
    slow_frame_s: float = 1.5
    slow_frames_s: float = 20.0  # with slow frames only, or beyond their share
    slow_share: float = 0.25  # of the time of the clock, which slow frames may take among quick ones for ever


class DrawWatch:
    """Judges one page. What the threads do before a frame of its own comes is the work of another page."""

    def __init__(
        self, limits: DrawLimits, seconds: Callable[[], float], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds`: how long the threads have drawn so far, as `DrawingTime` says."""
        self._limits, self._seconds, self._clock = limits, seconds, clock
        self._num_frames = 0
        self._has_begun = False
        self._awaited_from = 0.0  # processor time when a frame last came
        self._slow_from = 0.0  # … and when one last came soon
        self._surplus = 0.0  # what slow frames took beyond their share
        self._counted_at = 0.0  # by the clock

    def restart(self) -> None:
        """From the next frame on."""
        self._has_begun = False

    def on_counted(self, num_frames: int) -> None:
        if num_frames == self._num_frames:
            return
        seconds, now = self._seconds(), self._clock()
        took = seconds - self._awaited_from
        if not self._has_begun:
            self._surplus, self._slow_from = 0.0, seconds
        else:
            is_slow = took >= self._limits.slow_frame_s
            share = self._limits.slow_share * (now - self._counted_at)
            self._surplus = max(self._surplus + (took if is_slow else 0.0) - share, 0.0)
            if not is_slow:
                self._slow_from = seconds
        self._counted_at = now
        self._num_frames, self._awaited_from, self._has_begun = num_frames, seconds, True

    def misbehaviour(self) -> str:
        """The reason, ready to follow "because it"; empty for a page that is to go on."""
        if not self._has_begun:
            return ""
        seconds, limits = self._seconds(), self._limits
        if seconds - self._awaited_from > limits.frame_s:
            return phrase(f"took more than {limits.frame_s:.0f} seconds to draw")
        if max(seconds - self._slow_from, self._surplus) > limits.slow_frames_s:
            return phrase(f"drew too slowly for {limits.slow_frames_s:.0f} seconds")
        return ""


class DrawingTime:
    """Processor time so far of all threads that draw, in seconds; 0 where that is not known."""

    def __init__(self) -> None:
        self._stats: list[Path] = []

    def __call__(self) -> float:
        try:
            texts = [path.read_text() for path in self._stats]
        except (FileNotFoundError, ProcessLookupError):  # Chromium has begun them anew
            texts = []
        if not texts:
            self._stats = _drawing_threads()
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                texts = [path.read_text() for path in self._stats]
        fields = [text.rpartition(")")[2].split()[11:13] for text in texts]
        return sum(int(ticks) for pair in fields for ticks in pair) / os.sysconf("SC_CLK_TCK")


def _drawing_threads() -> list[Path]:
    found = []
    for thread in os.listdir(_TASKS) if _TASKS.is_dir() else ():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if (_TASKS / thread / "comm").read_text().startswith(_THREADS):
                found.append(_TASKS / thread / "stat")
    return found
