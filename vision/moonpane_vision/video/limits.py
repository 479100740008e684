"""What a video may cost, and the one error."""

from dataclasses import dataclass

MAX_SAMPLED_FRAMES = 128  # 38 MB of patches a full chunk: 1.2 GB is what one video may take of the engine's memory


class VideoError(ValueError):
    """A video that cannot be used; the message is one sentence for the person who gave it."""


@dataclass(frozen=True, slots=True)
class VideoLimits:
    """Limits of one decoding. All are applied before or while decoding, none after."""

    max_file_bytes: int = 2 * 2**30
    max_side_px: int = 8192
    max_pixels: int = 40_000_000
    max_duration_s: float = 1800.0
    max_source_frames: int = 216_000  # half an hour at 120 frames a second
    max_sampled_frames: int = MAX_SAMPLED_FRAMES
    memory_bytes: int = 2 * 2**30  # address space on top of the program itself
    cpu_s: int = 60
    wall_s: float = 90.0
