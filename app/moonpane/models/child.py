"""Programs that are asked something and answer with text: run to their end, or killed."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

MAX_OUTPUT = 4 << 20  # bytes read of each output


@dataclass(frozen=True)
class Said:
    """What a program wrote, and how it ended."""

    out: str
    err: str
    returncode: int


async def ask_program(command: Sequence[str], *, timeout_s: float) -> Said:
    """Runs a program without input. Raises OSError when it cannot be started, TimeoutError when it takes too long;
    then, and when cancelled, it is killed."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(timeout_s):
            out, err = await asyncio.gather(_read(process.stdout), _read(process.stderr))
            returncode = await process.wait()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    return Said(out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), returncode)


async def _read(stream: asyncio.StreamReader) -> bytes:
    """All of it, but no more than is wanted: what comes after is read and dropped, so that the program can end."""
    data = b""
    while piece := await stream.read(1 << 16):
        data += piece[: MAX_OUTPUT - len(data)]
    return data
