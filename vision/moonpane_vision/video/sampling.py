"""Which frames of a video the model sees, and what the prompt says about their time. Numpy only.

Kimi K2.5's rule: n = round(frames * min(2, fps) / fps) frames, spread evenly from the first to the last; four in a row
are one chunk, and the chunk's text is the time of its first frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_FALLBACK_FPS = 25.0  # of a file that knows neither rate nor times
_JITTER_S = 0.002  # some containers store whole milliseconds


@dataclass(frozen=True, slots=True)
class Sampling:
    """Frames to keep, in the order of showing: their numbers, and when they are seen, in seconds from the start."""

    indices: tuple[int, ...]
    times_s: tuple[float, ...]


def sample(times_s: Sequence[float] | np.ndarray, header_fps: float, *, sample_fps: float, max_frames: int) -> Sampling:
    """Choose frames of a video whose frames are shown at `times_s`, one entry a frame, in seconds.

    Where the times agree with `header_fps`, the rule goes by frame numbers, as the original processor does. Where
    they do not (variable frame rate), it goes by time and takes what is on the screen at even steps, so a still second
    counts as much as a busy one and the same frame may come again. Times that run
    backwards or are no numbers are taken as no progress. Raises ValueError without frames.
    """
    if not len(times_s):
        raise ValueError("a video without frames cannot be sampled")
    times = np.maximum.accumulate(np.nan_to_num(np.asarray(times_s, np.float64), nan=0.0, posinf=0.0, neginf=0.0))
    times -= times[0]
    total, span = len(times), float(times[-1])
    has_rate = np.isfinite(header_fps) and 0.01 <= header_fps <= 1000
    rate = float(header_fps) if has_rate else (total - 1) / span if span > 0 else _FALLBACK_FPS
    steady = np.arange(total) / rate
    if span == 0 or np.abs(times - steady).max() <= 0.5 / rate + _JITTER_S:
        count = _count(total, rate, sample_fps, max_frames)
        indices = np.linspace(0, total - 1, count).round().astype(int)
        return Sampling(tuple(indices.tolist()), tuple((indices / rate).tolist()))
    count = _count(total, (total - 1) / span, sample_fps, max_frames)
    wanted = np.linspace(0, span, count)
    on_screen = np.searchsorted(times, wanted, side="right") - 1
    return Sampling(tuple(on_screen.tolist()), tuple(wanted.tolist()))


def timestamp(seconds: float) -> str:
    """`HH:MM:SS.mmm`, milliseconds truncated.

    Truncated from whole microseconds: 57 / 25 s is 2.279999… in binary, and 00:00:02.280 for the model.
    """
    milliseconds = round(seconds * 1_000_000) // 1000
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def chunk_ranges(num_frames: int, chunk_frames: int) -> list[range]:
    """Consecutive groups of `chunk_frames` sampled frames; the last may be shorter."""
    return [range(start, min(start + chunk_frames, num_frames)) for start in range(0, num_frames, chunk_frames)]


def _count(total: int, fps: float, sample_fps: float, max_frames: int) -> int:
    return min(max(round(total * min(sample_fps, fps) / fps), 1), max_frames)
