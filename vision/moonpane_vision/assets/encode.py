"""Pixels as the file that suits them: flat drawings as PNG, with a ground that lets through, photographs as JPEG."""

import io
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from moonpane_vision.parse.zones import pack_colours

Kind = Literal["image/png", "image/jpeg"]

MAX_PIXELS = 2_000_000  # of one file; a mockup may be much larger
QUALITY = 86
SMALL = 48 * 48  # px; of less a PNG is small whatever it shows
NUM_FLAT, FLAT_SHARE = 8, 0.6  # colours that fill so much of what is drawn rather than photographed
SAME, MIXED = 3, 20  # channel difference of one ground; of a pixel that is a mixture of ink and ground
INK_SHARE = 0.1  # of an icon's ink, the part that is seen at its full strength


def encoded(pixels: np.ndarray, ground: np.ndarray | None) -> tuple[bytes, Kind]:
    """(h, w, 3) uint8 as a file; `ground` is the one colour (3,) that surrounds them, which then is left out."""
    if is_photographic(pixels):
        return _saved(Image.fromarray(_bounded(pixels)), "JPEG", quality=QUALITY, subsampling=0), "image/jpeg"
    see_through = None if ground is None else _see_through(pixels, ground)
    picture = pixels if see_through is None else see_through
    return _saved(Image.fromarray(_bounded(picture)), "PNG", optimize=True), "image/png"


def is_photographic(pixels: np.ndarray) -> bool:
    """Whether no few colours fill most of it."""
    packed = pack_colours(pixels)
    if packed.size <= SMALL:
        return False
    counts = np.sort(np.unique(packed, return_counts=True)[1])
    return bool(counts[-NUM_FLAT:].sum() < FLAT_SHARE * packed.size)


def _see_through(pixels: np.ndarray, ground: np.ndarray) -> np.ndarray | None:
    """RGBA of ink on a ground, or of a drawing with its ground cut away; None where the ground is not in it."""
    span = pixels.astype(np.float32) - ground.astype(np.float32)
    distance = np.abs(span).max(axis=2)
    if (distance <= SAME).mean() < 0.05:
        return None
    inked = np.sort(distance[distance > SAME])
    if not inked.size:
        return None
    ink = np.median(pixels[distance >= inked[int(len(inked) * (1 - INK_SHARE))]], axis=0)
    full = ink - ground
    alpha = ((span @ full) / max(float(full @ full), 1.0)).clip(0, 1)
    if np.abs(alpha[:, :, None] * full - span).max() <= MIXED:
        colour = np.broadcast_to(ink.round().astype(np.uint8), pixels.shape)
        return np.dstack([colour, (255 * alpha).round().astype(np.uint8)])
    return np.dstack([pixels, np.where(_outside(distance <= SAME), 0, 255).astype(np.uint8)])


def _outside(is_ground: np.ndarray) -> np.ndarray:
    """(h, w) bool: ground that reaches the edge."""
    framed = np.pad(is_ground, 1, constant_values=True).astype(np.uint8)
    labels = cv2.connectedComponents(framed, connectivity=4, ltype=cv2.CV_32S)[1]
    return (labels == labels[0, 0])[1:-1, 1:-1]


def _bounded(pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    scale = (MAX_PIXELS / (width * height)) ** 0.5
    if scale >= 1:
        return np.ascontiguousarray(pixels)
    size = (max(1, int(width * scale)), max(1, int(height * scale)))
    return cv2.resize(np.ascontiguousarray(pixels), size, interpolation=cv2.INTER_AREA)


def _saved(image: Image.Image, form: str, **how: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **how)
    return buffer.getvalue()
