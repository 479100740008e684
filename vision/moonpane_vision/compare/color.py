"""Colour as people see it: sRGB to CIE Lab (D65) and the CIEDE2000 difference.

CIEDE2000 follows Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula: implementation notes" (2005);
the tests hold it against the 34 published pairs.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

_RGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
# The white of this matrix, so that (255, 255, 255) has exactly a = b = 0.
_WHITE = _RGB_TO_XYZ.sum(axis=1)
_POW7_25 = 25.0**7


def lab_from_rgb(rgb: ArrayLike) -> NDArray[np.float64]:
    """sRGB in 0..255, shape (..., 3) -> CIE Lab, shape (..., 3), L in 0..100."""
    value = np.asarray(rgb, dtype=np.float64) / 255.0
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    ratio = linear @ _RGB_TO_XYZ.T / _WHITE
    root = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    x, y, z = root[..., 0], root[..., 1], root[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _hue_mean(hue_a: NDArray, hue_b: NDArray, achromatic: NDArray) -> NDArray:
    """Mean of two hues in degrees, on the shorter arc; their sum where one of the colours has no hue."""
    total = hue_a + hue_b
    apart = np.abs(hue_a - hue_b) > 180
    mean = np.where(apart, np.where(total < 360, total + 360, total - 360), total) / 2
    return np.where(achromatic, total, mean)


def ciede2000(lab_a: ArrayLike, lab_b: ArrayLike) -> NDArray[np.float64]:
    """CIEDE2000 difference of Lab colours, shapes (..., 3) that broadcast -> (...); 0 same, about 100 black/white."""
    first, second = np.broadcast_arrays(np.asarray(lab_a, np.float64), np.asarray(lab_b, np.float64))
    l_a, a_a, b_a = first[..., 0], first[..., 1], first[..., 2]
    l_b, a_b, b_b = second[..., 0], second[..., 1], second[..., 2]
    chroma7 = ((np.hypot(a_a, b_a) + np.hypot(a_b, b_b)) / 2) ** 7
    stretch = 1 + 0.5 * (1 - np.sqrt(chroma7 / (chroma7 + _POW7_25)))
    a_a, a_b = a_a * stretch, a_b * stretch
    c_a, c_b = np.hypot(a_a, b_a), np.hypot(a_b, b_b)
    hue_a = np.degrees(np.arctan2(b_a, a_a)) % 360
    hue_b = np.degrees(np.arctan2(b_b, a_b)) % 360
    achromatic = c_a * c_b == 0
    turn = hue_b - hue_a
    turn = np.where(turn > 180, turn - 360, np.where(turn < -180, turn + 360, turn))
    turn = np.where(achromatic, 0.0, turn)
    delta_h = 2 * np.sqrt(c_a * c_b) * np.sin(np.radians(turn) / 2)
    return _weighted(l_a, l_b, c_a, c_b, delta_h, _hue_mean(hue_a, hue_b, achromatic))


def _weighted(l_a: NDArray, l_b: NDArray, c_a: NDArray, c_b: NDArray, delta_h: NDArray, hue: NDArray) -> NDArray:
    """Weighted length of the difference in lightness, chroma and hue (kL = kC = kH = 1)."""
    light50, chroma = ((l_a + l_b) / 2 - 50) ** 2, (c_a + c_b) / 2
    turn = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    part_l = (l_b - l_a) / (1 + 0.015 * light50 / np.sqrt(20 + light50))
    part_c = (c_b - c_a) / (1 + 0.045 * chroma)
    part_h = delta_h / (1 + 0.015 * chroma * turn)
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + _POW7_25))
    rotation = rotation * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    # Rounding may leave a negative of 1e-17 under the root.
    return np.sqrt(np.maximum(part_l**2 + part_c**2 + part_h**2 + rotation * part_c * part_h, 0.0))
