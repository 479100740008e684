"""The pieces of a data set as small as training sees them, for the way to a machine that takes only so much."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from moonpane_engine.train.data.pieces import pieces
from moonpane_engine.train.shape import PREPROCESSOR
from moonpane_vision.image import fitted, media_config

_QUALITY = 82  # of a picture that had to be made smaller anyway, or is larger without


def make_lean(source: Path, out: Path, *, crops: int) -> int:
    """Write every piece of `source` to `out`, pictures at the size that the encoder takes, `crops` crops of each page.

    Names stay, so what reads the one reads the other. Returns how many bytes there are now.
    """
    out.mkdir(parents=True, exist_ok=True)
    found = [*pieces(source), *source.glob("held-pages-*.zip")]
    return sum(_make_lean(piece, out / piece.name, crops) for piece in found)


def _make_lean(piece: Path, target: Path, crops: int) -> int:
    media, buffer = media_config(PREPROCESSOR), io.BytesIO()
    with zipfile.ZipFile(piece) as read, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as write:
        rows = [json.loads(line) for line in read.read("pages.jsonl").decode("utf-8").splitlines()]
        for row in rows:
            picture = read.read(row["picture"])
            with Image.open(io.BytesIO(picture)) as image:
                small = io.BytesIO()
                fitted(image.convert("RGB"), media).save(small, "WEBP", quality=_QUALITY, method=6)
            write.writestr(row["picture"], min(picture, small.getvalue(), key=len))
        write.writestr("pages.jsonl", read.read("pages.jsonl"), zipfile.ZIP_DEFLATED)
        write.writestr("crops.npz", _some(read.read("crops.npz"), crops * len(rows)))
        write.writestr("left-out.json", read.read("left-out.json"))
    target.write_bytes(buffer.getvalue())
    return len(buffer.getvalue())


def _some(packed: bytes, count: int) -> bytes:
    """As many crops, from all pages alike."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as crops:
        chosen = np.linspace(0, len(crops["texts"]) - 1, min(count, len(crops["texts"]))).round().astype(int)
        buffer = io.BytesIO()
        np.savez_compressed(buffer, pixels=crops["pixels"][chosen], texts=crops["texts"][chosen])
    return buffer.getvalue()
