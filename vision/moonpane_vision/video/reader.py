"""Videos in a process that must survive them: starts the decoder's process, watches it, and checks what it says.

    chunks = await read_video(path, config, name="clip.mp4")
    patches, grid_thw = chunks[0].patches(config)  # one item for the encoder; chunks[0].timestamp stands before it

The decoder is code that strangers' bytes run through, so nothing it says is trusted: sizes and counts are checked
again here, and its sentences only stand behind the name of the video.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeGuard

import numpy as np

from moonpane_vision.image import MediaConfig, num_media_tokens, patchify
from moonpane_vision.process.parent import BrokenAnswer, Refused, decoder, ran_out_of_time, read_message, read_pixels
from moonpane_vision.video.limits import VideoError, VideoLimits
from moonpane_vision.video.sampling import chunk_ranges, timestamp

_DEFAULT_LIMITS = VideoLimits()
_MAX_TIME_S = 1e9  # headers may claim one frame in a hundred seconds; NaN and infinity are no times
DAMAGED = "is damaged, or needs more memory than is allowed for one video; export it again, smaller."

CheckTokens = Callable[[int], object]  # tokens of the video so far; raises to stop the decoding


@dataclass(frozen=True, slots=True)
class VideoChunk:
    """Up to four frames in a row, uint8 (t, H, W, 3) RGB, and the time of the first as the prompt says it."""

    frames: np.ndarray
    timestamp: str

    def patches(self, config: MediaConfig) -> tuple[np.ndarray, tuple[int, int, int]]:
        """float32 (t * h * w, 3, 14, 14) and grid_thw = (t, h, w)."""
        return patchify(self.frames, config)


async def read_video(
    path: Path,
    config: MediaConfig,
    *,
    name: str,
    limits: VideoLimits = _DEFAULT_LIMITS,
    check_tokens: CheckTokens | None = None,
) -> list[VideoChunk]:
    """The sampled chunks of the video file at the absolute `path`.

    `name` is what the error calls the video. `check_tokens` is told how many prompt tokens the whole video will take as
    soon as the first frame is known, and may raise. Cancelling kills the decoder at once.

    Raises VideoError: one sentence, whatever the file did.
    """
    request = {"path": str(path), "config": asdict(config), "limits": asdict(limits)}
    try:
        async with (
            asyncio.timeout(limits.wall_s),
            decoder("moonpane_vision.video", json.dumps(request)) as (process, stdout),
        ):
            try:
                return await _Reading(stdout, config, limits, check_tokens).chunks()
            except asyncio.IncompleteReadError:
                raise VideoError(why_it_died(await process.wait(), limits)) from None
    except BrokenAnswer:
        raise VideoError(f"{name} {DAMAGED}") from None
    except (Refused, VideoError) as error:
        raise VideoError(f"{name} {error}") from None
    except TimeoutError:
        raise VideoError(f"{name} {_too_slow(limits)}") from None


class _Reading:
    def __init__(
        self, stdout: asyncio.StreamReader, config: MediaConfig, limits: VideoLimits, check: CheckTokens | None
    ) -> None:
        self._stdout, self._config, self._limits, self._check = stdout, config, limits, check

    async def chunks(self) -> list[VideoChunk]:
        times_s = (await read_message(self._stdout)).get("times_s")
        if not isinstance(times_s, list) or not 1 <= len(times_s) <= self._limits.max_sampled_frames:
            raise BrokenAnswer
        ranges = chunk_ranges(len(times_s), self._config.temporal_merge_size)
        chunks: list[VideoChunk] = []
        for chunk in ranges:
            patch_limit = self._config.frame_patch_limit(len(chunk))
            frames = [await read_pixels(self._stdout, self._config, patch_limit) for _ in chunk]
            if len({frame.shape for frame in frames}) != 1 or not is_time(times_s[chunk.start]):
                raise BrokenAnswer
            if not chunks and self._check is not None:
                self._check(len(ranges) * self._num_tokens(frames[0]))
            chunks.append(VideoChunk(np.stack(frames), timestamp(times_s[chunk.start])))
        return chunks

    def _num_tokens(self, frame: np.ndarray) -> int:
        block = self._config.patch_size * self._config.merge_size
        rows, columns = -(-frame.shape[0] // block), -(-frame.shape[1] // block)
        merge = self._config.merge_size
        return num_media_tokens((1, rows * merge, columns * merge), merge)


def is_time(value: object) -> TypeGuard[float]:
    """Whether the decoder named a time, in seconds."""
    return isinstance(value, int | float) and 0 <= value < _MAX_TIME_S


def _too_slow(limits: VideoLimits) -> str:
    return f"takes longer than {limits.cpu_s} seconds to decode; cut it or make it smaller."


def why_it_died(code: int, limits: VideoLimits) -> str:
    """Of a decoder that ended with `code` before it had said all; a sentence that lacks its subject."""
    return _too_slow(limits) if ran_out_of_time(code) else DAMAGED
