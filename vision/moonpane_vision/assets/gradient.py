"""Gradients said in CSS: a few colours at even distances along one direction."""

import math

import numpy as np

NUM_STOPS = (2, 5)  # tried in this order
MAX_ERROR, SHARE = 4.0, 95  # channel difference, and the percentile of pixels that keeps to it
OUTLIER = 24.0  # channel difference; what is farther from the first guess lies on the gradient
LEAST_PIXELS = 200
MAX_SAMPLES = 20_000


def css_gradient(pixels: np.ndarray, ground: np.ndarray) -> str | None:
    """`linear-gradient(…)` that looks like an area (h, w, 3); None where none does.

    ground: (h, w) bool, where the area itself is seen rather than something on it.
    """
    height, width = ground.shape
    rows, columns = np.nonzero(ground)
    if rows.size < LEAST_PIXELS:
        return None
    step = max(1, rows.size // MAX_SAMPLES)
    rows, columns = rows[::step], columns[::step]
    place = np.stack([columns + 0.5 - width / 2, rows + 0.5 - height / 2], axis=1)
    seen = pixels[rows, columns].astype(np.float64)
    direction = _direction(place, seen)
    if direction is None:
        return None
    angle = math.degrees(math.atan2(direction[0], -direction[1])) % 360
    angle = round(angle / 5) * 5 if abs(angle - round(angle / 5) * 5) < 1.5 else round(angle)
    across = np.array((math.sin(math.radians(angle)), -math.cos(math.radians(angle))))
    length = abs(width * across[0]) + abs(height * across[1])
    share = (place @ across / length + 0.5).clip(0, 1)
    for num in NUM_STOPS:
        stops, error = _stops(share, seen, num)
        if np.percentile(error, SHARE) <= MAX_ERROR:
            return f"linear-gradient({angle}deg,{','.join(stops)})"
    return None


def _direction(place: np.ndarray, seen: np.ndarray) -> np.ndarray | None:
    """Unit vector (x, y) along which the colours change most, pointing to the right or down."""
    base = np.column_stack([np.ones(len(place)), place])
    kept = np.ones(len(place), bool)
    slopes = np.zeros((3, 3))
    for _ in range(2):
        slopes = np.linalg.lstsq(base[kept], seen[kept], rcond=None)[0]
        kept = np.abs(base @ slopes - seen).max(axis=1) <= OUTLIER
        if kept.sum() < LEAST_PIXELS:
            return None
    direction = np.linalg.svd(slopes[1:])[0][:, 0]
    if not np.isfinite(direction).all() or not np.abs(slopes[1:]).max():
        return None
    return direction if (direction[0] + direction[1] > 0) else -direction


def _stops(share: np.ndarray, seen: np.ndarray, num: int) -> tuple[list[str], np.ndarray]:
    """Colours at even distances, and how far each pixel then is from what was seen."""
    at = share * (num - 1)
    base = np.maximum(0, 1 - np.abs(at[:, None] - np.arange(num)))
    colours = np.linalg.lstsq(base, seen, rcond=None)[0].clip(0, 255).round()
    error = np.abs(base @ colours - seen).max(axis=1)
    return ["#{:02x}{:02x}{:02x}".format(*map(int, colour)) for colour in colours], error
