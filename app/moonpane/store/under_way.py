"""What takes its time beside any answer is told, so that the window can say what it is at."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4


@dataclass(frozen=True)
class UnderWay:
    """A notice: something began, or is over; then it has no words."""

    id: str
    words: str


@contextlib.contextmanager
def under_way(post: Callable[[UnderWay], object], words: str) -> Iterator[None]:
    """`words`: what is being done, for people; told to be over however it ends."""
    id = uuid4().hex
    post(UnderWay(id, words))
    try:
        yield
    finally:
        post(UnderWay(id, ""))
