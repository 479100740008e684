"""Pictures through the decoder's process: the same pixels, or one sentence, in time; and which may do without it."""

import asyncio
import io
import os
import signal
import struct
import time
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.image import MediaConfig, PictureError, fitted, open_picture
from moonpane_vision.picture.cheap import MAX_JPEG_PASSES, MAX_PIXELS, is_cheap
from moonpane_vision.picture.reader import PictureLimits, read_picture
from tests.vision.clips import decoders, replace_decoder


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    pixels = np.random.default_rng(1).integers(0, 256, (height, width, len(mode)), np.uint8)
    return Image.fromarray(pixels, mode)


def many_passes(num_passes: int, size: tuple[int, int] = (2900, 2900)) -> bytes:
    """A JPEG that refines the last bit of the same coefficients again and again."""
    data = encoded(Image.new("RGB", size), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    one_pass = data[data.rindex(b"\xff\xc4", 0, last) : -2]
    return data[:-2] + one_pass * (num_passes - data.count(b"\xff\xda")) + data[-2:]


def read(data: bytes, **limits: Any) -> np.ndarray:
    return asyncio.run(read_picture(data, MediaConfig(), name="shot", limits=PictureLimits(**limits)))


def turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x112] = 8
    return exif


@pytest.mark.parametrize(
    "data",
    [
        encoded(noise(60, 41), "GIF"),
        encoded(
            noise(60, 41, "RGBA"), "WEBP", exif=turned(), save_all=True, append_images=[Image.new("RGB", (60, 41))]
        ),
        encoded(noise(3000, 2001), "JPEG", exif=turned()),
        encoded(noise(60, 8000), "BMP"),
    ],
    ids=["gif", "webp", "jpeg", "bmp"],
)
def test_the_process_gives_the_same_pixels(data: bytes) -> None:
    here = fitted(open_picture(data, name="shot"), MediaConfig())
    assert np.array_equal(read(data), np.asarray(here))


@pytest.mark.parametrize(
    ("data", "limits", "said"),
    [
        (b"", {}, "is empty"),
        (b"hello", {}, "is not a picture"),
        (encoded(noise(60, 41), "JPEG")[:300], {}, "damaged or cut off"),
        (encoded(Image.new("RGB", (6000, 6000)), "PNG"), {"memory_bytes": 100 * 2**20}, "more memory than is allowed"),
        (many_passes(2000), {"cpu_s": 1}, "takes longer than 1 seconds"),
        (many_passes(2000), {"wall_s": 0.5}, "takes longer"),
    ],
    ids=["empty", "text", "cut", "memory", "processor time", "time"],
)
def test_everything_else_is_one_sentence_in_time(data: bytes, limits: dict[str, Any], said: str) -> None:
    started = time.monotonic()
    with pytest.raises(PictureError, match=said) as caught:
        read(data, **limits)
    assert time.monotonic() - started < 8
    is_one_sentence(caught.value)
    assert not decoders("picture")


def is_one_sentence(error: PictureError) -> None:
    sentence = str(error)
    assert sentence.startswith("shot ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200


def test_a_decoder_that_crashes_takes_nobody_along() -> None:
    async def crash() -> None:
        reading = asyncio.create_task(read_picture(many_passes(2000), MediaConfig(), name="shot"))
        await asyncio.sleep(0.5)
        (decoder,) = decoders("picture")
        decoder.send_signal(signal.SIGSEGV)
        await reading

    with pytest.raises(PictureError, match="damaged, or needs more memory") as caught:
        asyncio.run(crash())
    is_one_sentence(caught.value)


def test_a_cancelled_reading_ends_the_decoder_at_once() -> None:
    async def cancel() -> float:
        task = asyncio.create_task(read_picture(many_passes(2000), MediaConfig(), name="shot"))
        await asyncio.sleep(0.5)
        assert decoders("picture")
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not decoders("picture")
        return time.monotonic() - started

    assert asyncio.run(cancel()) <= 0.5


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("print('hello', flush=True); time.sleep(100)", "is damaged"),
        ("print('{\"size\": [100000, 100000]}', flush=True); time.sleep(100)", "is damaged"),
        ("print('{\"size\": [7, 7]}abc')", "is damaged"),
        ("print('{\"size\": [7, 7]}'); print('abc')", "is damaged"),
        ("print('x' * 10_000_000)", "is damaged"),
        ("os.close(1); os.close(0); time.sleep(100)", "takes longer"),
        ("print(os.environ)", "is damaged"),
    ],
)
def test_a_decoder_that_was_taken_over_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, said: str
) -> None:
    replace_decoder(tmp_path, does, monkeypatch, of="picture")
    num_open = len(os.listdir("/proc/self/fd"))
    with pytest.raises(PictureError, match=said) as caught:
        read(encoded(noise(60, 41), "GIF"), wall_s=3.0)
    is_one_sentence(caught.value)
    assert len(os.listdir("/proc/self/fd")) == num_open


# --- which pictures may do without ---------------------------------------------------------------------------------


def with_chunk(png: bytes, kind: bytes, body: bytes) -> bytes:
    """`png` with one more chunk behind its header."""
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return png[:33] + chunk + png[33:]


PNG = encoded(noise(60, 41), "PNG")
JPEG = encoded(noise(60, 41), "JPEG")
HUGE_HEADER = struct.pack(">IIBBBBB", 6324, 6324, 8, 2, 0, 0, 0)

CHEAP = {
    "png": PNG,
    "png palette": encoded(Image.new("P", (60, 41)), "PNG", transparency=0),
    "png 4k": encoded(Image.new("RGB", (3840, 2160)), "PNG"),
    "png with resolution": encoded(noise(60, 41), "PNG", dpi=(96, 96)),
    "jpeg": JPEG,
    "jpeg progressive": encoded(noise(60, 41), "JPEG", progressive=True),
    "jpeg with exif": encoded(noise(60, 41), "JPEG", exif=turned(), comment="hello"),
}
COSTLY = {
    "empty": b"",
    "gif": encoded(noise(60, 41), "GIF"),
    "webp": encoded(noise(60, 41), "WEBP"),
    "bmp": encoded(noise(60, 41), "BMP"),
    "png large": encoded(Image.new("1", (MAX_PIXELS // 3000 + 1, 3000)), "PNG"),
    "png with profile": with_chunk(PNG, b"iCCP", b"x\0\0" + zlib.compress(bytes(99))),
    "png with text": with_chunk(PNG, b"zTXt", b"x\0\0" + zlib.compress(bytes(99))),
    "png with exif": encoded(noise(60, 41), "PNG", exif=turned()),
    "png with a second header": with_chunk(PNG, b"IHDR", HUGE_HEADER),
    "png cut": PNG[:-12],
    "png of crumbs": PNG[:33] + with_chunk(PNG, b"IDAT", b"")[33:45] * 20_000 + PNG[33:],
    "jpeg large": encoded(Image.new("L", (MAX_PIXELS // 3000 + 1, 3000)), "JPEG"),
    "jpeg of many passes": many_passes(MAX_JPEG_PASSES + 1, (64, 64)),
    "jpeg of many segments": JPEG[:2] + b"\xff\xe1\0\x09Exif\0\0x" * 1000 + JPEG[2:],
    "jpeg with a stray marker": JPEG[:2] + b"\xff\x01" + JPEG[2:],
    "jpeg with two sizes": JPEG.replace(b"\xff\xc0", b"\xff\xc0\0\x11\x08\0\x08\0\x08\x03" + bytes(9) + b"\xff\xc0"),
    "jpeg cut": JPEG[:100],
}


@pytest.mark.parametrize("case", [*CHEAP, *COSTLY])
def test_only_what_its_header_bounds_is_cheap(case: str) -> None:
    assert is_cheap((CHEAP | COSTLY)[case]) is (case in CHEAP)


def test_as_many_passes_as_are_cheap_are_quick() -> None:
    data = many_passes(MAX_JPEG_PASSES)
    assert is_cheap(data)
    started = time.monotonic()
    open_picture(data, name="shot")
    assert time.monotonic() - started < 2
