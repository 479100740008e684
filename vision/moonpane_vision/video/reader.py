"""Videos in a process that must survive them: starts the decoder's process, watches it, and checks what it says.

    chunks = await read_video(path, config, name="clip.mp4")
    patches, grid_thw = chunks[0].patches(config)  # one item for the encoder; chunks[0].timestamp stands before it

The decoder is code that strangers' bytes run through, so nothing it says is trusted: sizes and counts are checked
again here, and its sentences only stand behind the name of the video.
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from moonpane_vision.image import MediaConfig, num_media_tokens, patchify
from moonpane_vision.video.limits import VideoError, VideoLimits
from moonpane_vision.video.sampling import chunk_ranges, timestamp

_DEFAULT_LIMITS = VideoLimits()
_MAX_TIME_S = 1e9  # headers may claim one frame in a hundred seconds; NaN and infinity are no times
_DAMAGED = "is damaged, or needs more memory than is allowed for one video; export it again, smaller."

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
        async with asyncio.timeout(limits.wall_s), _decoder(json.dumps(request)) as (process, stdout):
            try:
                return await _Reading(stdout, config, limits, check_tokens).chunks()
            except asyncio.IncompleteReadError:
                raise VideoError(_why_it_died(await process.wait(), limits)) from None
    except VideoError as error:
        raise VideoError(f"{name} {error}") from None
    except TimeoutError:
        raise VideoError(f"{name} {_too_slow(limits)}") from None


@contextlib.asynccontextmanager
async def _decoder(request: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, asyncio.StreamReader]]:
    """A decoder's process and what it says; both are gone at the end, whatever it is doing then.

    The pipe is ours: with asyncio's own, `wait` also waits for the end of what is said, and that never comes while
    reading pauses, or while something that the process started holds the other end.
    """
    reading, writing = os.pipe()
    theirs = os.fdopen(writing, "wb")
    stdout = asyncio.StreamReader()
    ours, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(reading, "rb", buffering=0)
    )
    with contextlib.closing(ours):
        with theirs:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",  # nothing is imported from the folder that the engine was started in
                "-m",
                "moonpane_vision.video",
                request,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=theirs,
                stderr=asyncio.subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,  # a Ctrl+C in the terminal is for us
            )
        try:
            yield process, stdout
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class _Reading:
    def __init__(
        self, stdout: asyncio.StreamReader, config: MediaConfig, limits: VideoLimits, check: CheckTokens | None
    ) -> None:
        self._stdout, self._config, self._limits, self._check = stdout, config, limits, check

    async def chunks(self) -> list[VideoChunk]:
        times_s = (await self._line()).get("times_s")
        if not isinstance(times_s, list) or not 1 <= len(times_s) <= self._limits.max_sampled_frames:
            raise VideoError(_DAMAGED)
        ranges = chunk_ranges(len(times_s), self._config.temporal_merge_size)
        chunks: list[VideoChunk] = []
        for chunk in ranges:
            patch_limit = self._config.frame_patch_limit(len(chunk))
            frames = [await self._frame(patch_limit) for _ in chunk]
            if len({frame.shape for frame in frames}) != 1 or not _is_time(times_s[chunk.start]):
                raise VideoError(_DAMAGED)
            if not chunks and self._check is not None:
                self._check(len(ranges) * self._num_tokens(frames[0]))
            chunks.append(VideoChunk(np.stack(frames), timestamp(times_s[chunk.start])))
        return chunks

    async def _frame(self, patch_limit: int) -> np.ndarray:
        size = (await self._line()).get("size")
        if not isinstance(size, list) or len(size) != 2 or not all(type(side) is int and side > 0 for side in size):
            raise VideoError(_DAMAGED)
        width, height = size
        patch = self._config.patch_size
        longest = patch * self._config.patch_limit_on_one_side
        # The rule counts whole patches, so a frame may be a fraction of a patch larger on each side.
        if max(width, height) > longest or width * height > 4 * patch_limit * patch**2:
            raise VideoError(_DAMAGED)
        data = await self._stdout.readexactly(width * height * 3)
        return np.frombuffer(data, np.uint8).reshape(height, width, 3)

    async def _line(self) -> dict[str, Any]:
        try:
            message = json.loads(await self._stdout.readuntil(b"\n"))
        except (ValueError, asyncio.LimitOverrunError):
            raise VideoError(_DAMAGED) from None
        if not isinstance(message, dict):
            raise VideoError(_DAMAGED)
        if "refused" in message:
            raise VideoError(str(message["refused"])[:300])
        return message

    def _num_tokens(self, frame: np.ndarray) -> int:
        block = self._config.patch_size * self._config.merge_size
        rows, columns = -(-frame.shape[0] // block), -(-frame.shape[1] // block)
        merge = self._config.merge_size
        return num_media_tokens((1, rows * merge, columns * merge), merge)


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value < _MAX_TIME_S


def _environment() -> dict[str, str]:
    """Ours without secrets, and with few threads and arenas: each maps memory that counts against the limit."""
    kept = {"PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    return environment | {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


def _too_slow(limits: VideoLimits) -> str:
    return f"takes longer than {limits.cpu_s} seconds to decode; cut it or make it smaller."


def _why_it_died(code: int, limits: VideoLimits) -> str:
    if code in (-9, -24):  # SIGKILL at the hard limit of processor time, or SIGXCPU
        return _too_slow(limits)
    return _DAMAGED
