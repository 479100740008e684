"""A child process that begins at once, because it is a copy of this one, and that can be killed at any moment."""

import os
from collections.abc import Callable


def forked(work: Callable[[int], object]) -> tuple[int, int]:
    """The id of a process that runs `work` with the end of a pipe to write to; and the end to read from.

    Only for programs of their own: a test run has threads, which a copy would not have.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    try:
        work(writing)
    finally:
        os._exit(0)
