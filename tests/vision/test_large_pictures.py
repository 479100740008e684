"""Pictures of 40 megapixels: made plain in strips, without a seam and within memory."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane_vision import image as image_module
from moonpane_vision.image import open_picture

MAX_MB = 512
_PEAK = """
import sys
from pathlib import Path
from moonpane_vision.image import open_picture

def peak_kb():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])

data = Path(sys.argv[1]).read_bytes()
before = peak_kb()
open_picture(data, name="x")
print((peak_kb() - before) // 1024)
"""


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "P", "I;16", "CMYK"])
def test_strips_leave_no_seam(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (301, 40, 4), dtype=np.uint8)
    wide = pixels.view(np.uint16)[..., 0]
    picture = Image.fromarray(wide) if mode == "I;16" else Image.fromarray(pixels, "RGBA").convert(mode)
    data = io.BytesIO()
    picture.save(data, "JPEG" if mode == "CMYK" else "PNG", **({"transparency": 7} if mode == "P" else {}))
    in_strips = open_picture(data.getvalue(), name="x")
    monkeypatch.setattr(image_module, "_STRIP_ROWS", 1000)
    assert in_strips.tobytes() == open_picture(data.getvalue(), name="x").tobytes()
    assert in_strips.size == (40, 301)


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("RGB", "PNG"), ("RGB", "JPEG")])
def test_the_largest_pictures_need_half_a_gigabyte_at_most(tmp_path: Path, mode: str, kind: str) -> None:
    """Measured in a process of its own; Pillow holds 40 megapixels in 160 MB, and the JPEG is turned."""
    path, exif = tmp_path / "large", Image.Exif()
    exif[0x112] = 6
    Image.new(mode, (6324, 6324)).save(path, kind, **({"exif": exif} if kind == "JPEG" else {}))
    finished = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True)
    assert int(finished.stdout) <= MAX_MB
