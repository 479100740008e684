"""The bundled mockups are pictures of the pages beside them: they can be drawn again."""

import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from moonpane_resources.paths import samples_dir


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_every_sample_is_a_picture_of_its_page(tmp_path: Path) -> None:
    pages = sorted(samples_dir().glob("*.html"))
    assert len(pages) >= 3
    assert sorted(path.stem for path in samples_dir().glob("*.png")) == [page.stem for page in pages]
    command = [sys.executable, "-m", "moonpane", "render", str(samples_dir()), "-o", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for page in pages:
        kept, drawn = pixels(page.with_suffix(".png")), pixels(tmp_path / f"{page.stem}.png")
        assert kept.shape == drawn.shape, page.name
        assert np.abs(kept - drawn).mean() < 0.5, page.name  # of 255: rounding may differ, a font may not
