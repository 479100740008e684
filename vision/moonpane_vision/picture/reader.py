"""Pictures in a process that must survive them: decoded by a process of their own, which is not trusted.

frame = await read_picture(data, config, name="shot.jpg")
patches, grid_thw = patchify(frame[None], config)
"""

import asyncio
import json
import tempfile
from dataclasses import asdict, dataclass

import numpy as np

from moonpane_vision.image import UNAFFORDABLE, MediaConfig, PictureError
from moonpane_vision.process.parent import BrokenAnswer, Refused, decoder, ran_out_of_time, read_pixels


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What decoding one picture may cost."""

    memory_bytes: int = 2**30  # address space on top of the program itself; 40 megapixels were seen to take half
    cpu_s: int = 10
    wall_s: float = 10.0


_DEFAULT_LIMITS = PictureLimits()


async def read_picture(
    data: bytes, config: MediaConfig, *, name: str, limits: PictureLimits = _DEFAULT_LIMITS
) -> np.ndarray:
    """The picture in the file `data`, uint8 RGB (H, W, 3), to the last bit as `fitted(open_picture(data))`.

    `name` is what the error calls the picture. Cancelling kills the decoder at once.

    Raises PictureError: one sentence, whatever the file did.
    """
    request = {
        "name": name,
        "config": asdict(config),
        "memory_bytes": limits.memory_bytes,
        "cpu_s": limits.cpu_s,
    }
    too_slow = PictureError(f"{name} takes longer than {limits.cpu_s} seconds to decode: save it as PNG, or smaller.")
    with tempfile.TemporaryFile(prefix="moonpane-picture-") as file:  # nobody else can open it
        file.write(data)
        file.seek(0)
        try:
            async with (
                asyncio.timeout(limits.wall_s),
                decoder("moonpane_vision.picture", json.dumps(request), stdin=file) as (process, stdout),
            ):
                try:
                    return await read_pixels(stdout, config, config.in_patch_limit)
                except asyncio.IncompleteReadError:
                    if ran_out_of_time(await process.wait()):
                        raise too_slow from None
                    raise BrokenAnswer from None
        except TimeoutError:
            raise too_slow from None
        except Refused as refusal:
            raise PictureError(str(refusal)) from None
        except BrokenAnswer:
            raise PictureError(f"{name} {UNAFFORDABLE}") from None
