"""A decoder's process as seen by who must survive it: started, listened to without trust, and killed.

BrokenAnswer    it said something that no decoder of ours says
Refused         it refuses the file, with a sentence
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator
from typing import IO, Any

import numpy as np

from moonpane_vision.image import MediaConfig

_KILLED_FOR_TIME = (-9, -24)  # SIGKILL at the hard limit of processor time, or SIGXCPU


class BrokenAnswer(Exception):
    """The decoder was taken over by its file, or died in the middle of a line."""


class Refused(Exception):
    """What the decoder says of the file it was given."""


@contextlib.asynccontextmanager
async def decoder(
    module: str, request: str, *, stdin: IO[bytes] | None = None
) -> AsyncIterator[tuple[asyncio.subprocess.Process, asyncio.StreamReader]]:
    """`python -m MODULE REQUEST` and what it says; both are gone at the end, whatever it is doing then.

    The pipe is ours: with asyncio's own, `wait` also waits for the end of what is said, and that never comes while
    reading pauses, or while something that the process started holds the other end. For the same reason `stdin` is a
    file.
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
                module,
                request,
                stdin=asyncio.subprocess.DEVNULL if stdin is None else stdin,
                stdout=theirs,
                stderr=asyncio.subprocess.DEVNULL,
                env=environment(),
                start_new_session=True,  # a Ctrl+C in the terminal is for us
            )
        try:
            yield process, stdout
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def environment() -> dict[str, str]:
    """Ours without secrets, and with few threads and arenas: each maps memory that counts against the limit."""
    kept = {"PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    return environment | {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


def ran_out_of_time(code: int) -> bool:
    """Whether a process that ended with `code` was ended by its limit of processor time."""
    return code in _KILLED_FOR_TIME


async def read_message(stdout: asyncio.StreamReader) -> dict[str, Any]:
    """The next line. Raises Refused, BrokenAnswer, and asyncio.IncompleteReadError at the end."""
    try:
        message = json.loads(await stdout.readuntil(b"\n"))
    except (ValueError, asyncio.LimitOverrunError):
        raise BrokenAnswer from None
    if not isinstance(message, dict):
        raise BrokenAnswer
    if "refused" in message:
        raise Refused(str(message["refused"])[:300])
    return message


async def read_pixels(stdout: asyncio.StreamReader, config: MediaConfig, patch_limit: int) -> np.ndarray:
    """One picture of at most about `patch_limit` patches, uint8 RGB (H, W, 3). Raises as `read_message` does."""
    patch = config.patch_size
    # The rule counts whole patches, so a picture may be a fraction of a patch larger on each side.
    longest, most = patch * config.patch_limit_on_one_side, 4 * patch_limit * patch**2
    return await read_pixels_within(stdout, max_side_px=longest, max_pixels=most)


async def read_pixels_within(stdout: asyncio.StreamReader, *, max_side_px: int, max_pixels: int) -> np.ndarray:
    """One picture of at most this size, uint8 RGB (H, W, 3). Raises as `read_message` does."""
    size = (await read_message(stdout)).get("size")
    if not isinstance(size, list) or len(size) != 2 or not all(type(side) is int and side > 0 for side in size):
        raise BrokenAnswer
    width, height = size
    if max(width, height) > max_side_px or width * height > max_pixels:
        raise BrokenAnswer
    return np.frombuffer(await stdout.readexactly(width * height * 3), np.uint8).reshape(height, width, 3)
