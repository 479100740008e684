"""Compression noise: the fills of a JPEG become flat again, so that exact colours can be trusted."""

import cv2
import numpy as np

LOUD, GRADIENT = 0.03, 0.8  # share of the pixels near a frequent colour that miss it by a little
MISS = 4  # channel difference that counts as a little
REACH = 9  # channel difference that compression leaves on a fill
NUM_FILLS = 24
MIN_SHARE = 0.002  # of the picture, what a fill covers at least
BIN = 8  # channel values per bin of the colour histogram


def without_noise(pixels: np.ndarray) -> np.ndarray:
    """The picture (H, W, 3) uint8 with pixels near its frequent colours set to exactly these.

    A picture that was never compressed with loss comes back as it is.
    """
    smooth = cv2.medianBlur(pixels, 3)
    bins = (smooth // BIN).astype(np.int32)
    codes = ((bins[..., 0] * 32 + bins[..., 1]) * 32 + bins[..., 2]).ravel()
    counts = np.bincount(codes, minlength=32**3)
    order = np.argsort(-counts, kind="stable")[:NUM_FILLS]
    order = order[counts[order] >= MIN_SHARE * codes.size]
    if not _is_loud(pixels, codes, order[:3]):
        return pixels
    cleaned, free = pixels.copy(), np.ones(pixels.shape[:2], bool)
    for code in order.tolist():
        chosen = (codes == code).reshape(free.shape) & free
        if not chosen.any():
            continue
        colour = np.median(smooth[chosen], axis=0).astype(np.uint8)
        near = free & (_distance(smooth, colour) <= REACH) & (_distance(pixels, colour) <= 2 * REACH)
        cleaned[near] = colour
        free &= ~near
    return cleaned


def _is_loud(pixels: np.ndarray, codes: np.ndarray, frequent: np.ndarray) -> bool:
    """Whether each of the most frequent colours is often missed by a little, as compression does; in a picture drawn
    without loss at least one is hit exactly, and in a gradient hardly any pixel is."""
    flat = pixels.reshape(-1, 3)
    missed = []
    for code in frequent.tolist():
        colour = np.median(flat[codes == code], axis=0).astype(np.uint8)
        distance = _distance(pixels, colour)
        near = np.count_nonzero(distance <= MISS)
        missed.append(1.0 - np.count_nonzero(distance == 0) / max(near, 1))
    return bool(missed) and LOUD < min(missed) < GRADIENT


def _distance(pixels: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Largest channel difference (H, W) uint8 to one colour."""
    difference = cv2.absdiff(pixels, np.broadcast_to(colour, pixels.shape))
    return cv2.max(cv2.max(difference[:, :, 0], difference[:, :, 1]), difference[:, :, 2])
