"""Pictures of 40 megapixels: made plain in strips, without a seam and within memory."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.image import open_picture
from moonpane_vision.picture import plain

MAX_MB = 512
_PEAK = """
import sys
from pathlib import Path
from moonpane_vision.image import MediaConfig, open_picture, preprocess

def peak_kb():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])

data = Path(sys.argv[1]).read_bytes()
before = peak_kb()
preprocess(open_picture(data, name="x"), MediaConfig())
print((peak_kb() - before) // 1024)
"""


@pytest.mark.parametrize("chequered", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "P", "I;16", "CMYK"])
def test_strips_leave_no_seam(mode: str, chequered: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (301, 40, 4), dtype=np.uint8)
    wide = pixels.view(np.uint16)[..., 0]
    picture = Image.fromarray(wide) if mode == "I;16" else Image.fromarray(pixels, "RGBA").convert(mode)
    data = io.BytesIO()
    picture.save(data, "JPEG" if mode == "CMYK" else "PNG", **({"transparency": 7} if mode == "P" else {}))
    in_strips = open_picture(data.getvalue(), name="x", chequered=chequered)
    monkeypatch.setattr(plain, "_STRIP_PIXELS", picture.width * 7)
    in_more = open_picture(data.getvalue(), name="x", chequered=chequered)
    monkeypatch.setattr(plain, "_STRIP_PIXELS", picture.width * picture.height)
    assert in_more.tobytes() == in_strips.tobytes()
    assert in_strips.tobytes() == open_picture(data.getvalue(), name="x", chequered=chequered).tobytes()
    assert in_strips.size == (40, 301)


def colour_of_16_bits() -> bytes:
    """A PNG of 6324 x 6324 px with alpha, 16 bits a channel: 311 KB."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packing = zlib.compressobj(9)
    rows = b"".join(packing.compress(bytes(1 + 8 * 6324)) for _ in range(6324)) + packing.flush()
    head = struct.pack(">IIBBBBB", 6324, 6324, 16, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def large(mode: str, kind: str, size: tuple[int, int] = (6324, 6324), **options: object) -> bytes:
    data = io.BytesIO()
    Image.new(mode, size).save(data, kind, **options)
    return data.getvalue()


def turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x112] = 6
    return exif


LARGE = {
    "webp": lambda: large("RGB", "WEBP", (16383, 2400), lossless=True, method=0),  # 34 bytes
    "webp with alpha, turned": lambda: large("RGBA", "WEBP", lossless=True, method=0, exif=turned()),
    "png": lambda: large("RGB", "PNG"),
    "png with alpha": lambda: large("RGBA", "PNG"),
    "png of 16 bits": colour_of_16_bits,
    "jpeg, turned": lambda: large("RGB", "JPEG", exif=turned()),
    "jpeg of four inks in passes": lambda: large("CMYK", "JPEG", progressive=True),
}


@pytest.mark.parametrize("case", LARGE)
def test_the_largest_pictures_need_half_a_gigabyte_at_most(tmp_path: Path, case: str) -> None:
    """Measured in a process of its own; Pillow holds 40 megapixels in 160 MB."""
    path = tmp_path / "large"
    path.write_bytes(LARGE[case]())
    finished = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True)
    assert int(finished.stdout) <= MAX_MB
