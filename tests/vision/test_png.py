"""Our own PNG: the same pixels, read by everybody, not larger than Pillow's, and sooner there."""

import io
import time

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.png import encode_png


def screen(height: int, width: int) -> np.ndarray:
    """Flat parts, a slope and a little noise."""
    rng = np.random.default_rng(1)
    pixels = np.full((height, width, 3), 245, np.uint8)
    pixels[: height // 2] = np.linspace(0, 255, width, dtype=np.uint8)[None, :, None]
    pixels[: height // 3] += rng.integers(0, 3, (height // 3, width, 3), dtype=np.uint8)
    return pixels


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 700), (700, 1), (331, 257), (70, 16_001)])
def test_the_pixels_come_back(height: int, width: int) -> None:
    pixels = np.random.default_rng(height).integers(0, 256, (height, width, 3), dtype=np.uint8)
    png = encode_png(pixels)
    read = Image.open(io.BytesIO(png))
    assert (read.mode, read.format) == ("RGB", "PNG")
    assert np.array_equal(np.array(read), pixels)
    assert read.info == {}, "nothing but its pixels"


def test_pixels_that_do_not_lie_in_a_row_come_back() -> None:
    pixels = screen(90, 120)[::2, 10:, ::-1]
    assert np.array_equal(np.array(Image.open(io.BytesIO(encode_png(pixels)))), pixels)


def test_what_is_no_rgb_is_refused() -> None:
    for pixels in (np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4, 3), np.uint16)):
        with pytest.raises(ValueError, match="RGB pixels are"):
            encode_png(pixels)


def test_it_is_as_small_as_pillows_and_takes_less_time() -> None:
    pixels = screen(2000, 3000)

    def by_pillow() -> bytes:
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, "PNG", compress_level=1)
        return buffer.getvalue()

    seconds = {}
    sizes = {}
    for name, encode in (("ours", lambda: encode_png(pixels)), ("pillow", by_pillow)):
        took = []
        for _ in range(3):
            start = time.process_time()
            sizes[name] = len(encode())
            took.append(time.process_time() - start)
        seconds[name] = min(took)
    print(seconds, sizes)
    assert sizes["ours"] < 1.1 * sizes["pillow"]
    assert seconds["ours"] < seconds["pillow"]
