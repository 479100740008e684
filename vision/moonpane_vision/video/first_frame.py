"""What a video shows first, at full size, for those who only look at it; see `reader` for those who watch it."""

import asyncio
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from moonpane_vision.process.parent import BrokenAnswer, Refused, decoder, read_message, read_pixels_within
from moonpane_vision.video.limits import VideoError, VideoLimits
from moonpane_vision.video.reader import DAMAGED, is_time, why_it_died

_LIMITS = replace(VideoLimits(), cpu_s=20, wall_s=40.0)


@dataclass(frozen=True, slots=True)
class FirstFrame:
    """The beginning of a video."""

    pixels: np.ndarray  # uint8 (H, W, 3) RGB, upright
    seconds: float  # as the header says; 0 when unknown
    moves: bool  # there is a second frame


async def read_first_frame(path: Path, *, name: str, limits: VideoLimits = _LIMITS) -> FirstFrame:
    """Of the video file at the absolute `path`; `name` is what the error calls it. Cancelling kills the decoder.

    Raises VideoError: one sentence, whatever the file did.
    """
    request = json.dumps({"path": str(path), "limits": asdict(limits)})
    try:
        async with asyncio.timeout(limits.wall_s), decoder("moonpane_vision.video", request) as (process, stdout):
            try:
                told = await read_message(stdout)
                seconds, moves = told.get("seconds"), told.get("moves")
                if not is_time(seconds) or not isinstance(moves, bool):
                    raise BrokenAnswer
                frame = await read_pixels_within(stdout, max_side_px=limits.max_side_px, max_pixels=limits.max_pixels)
            except asyncio.IncompleteReadError:
                raise VideoError(why_it_died(await process.wait(), limits)) from None
            return FirstFrame(frame, float(seconds), moves)
    except BrokenAnswer:
        raise VideoError(f"{name} {DAMAGED}") from None
    except (Refused, VideoError) as error:
        raise VideoError(f"{name} {error}") from None
    except TimeoutError:
        raise VideoError(f"{name} takes too long to open; cut it or make it smaller.") from None
