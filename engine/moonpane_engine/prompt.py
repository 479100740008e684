"""What the runner takes: token ids with the media placeholders already expanded, and the media themselves."""

import hashlib
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class MediaItem:
    """One picture or video chunk: patches (t * h * w, 3, 14, 14) float32 and its grid in patches."""

    patches: np.ndarray
    grid_thw: tuple[int, int, int]
    digest: bytes = field(init=False, repr=False, compare=False)  # of pixels and grid

    def __post_init__(self) -> None:
        # Here, in the thread that reads the request: 40 MB of patches take tens of milliseconds.
        digest = hashlib.blake2b(repr(self.grid_thw).encode(), digest_size=16)
        digest.update(np.ascontiguousarray(self.patches).data)
        object.__setattr__(self, "digest", digest.digest())


@dataclass(frozen=True, slots=True)
class Prompt:
    """A tokenised request; filled by `chat`, consumed by `runner`."""

    token_ids: list[int]
    media: list[MediaItem] = field(default_factory=list)
    num_asked_tokens: int | None = None  # the rest was answered before a preemption; None: all are the request's
