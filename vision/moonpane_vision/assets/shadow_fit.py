"""A shadow fitted to what is seen of it: shadows are drawn, and compared outside the sides of a box.

How dark a shadow is falls off in the same way for all its colours, so for each softness and offset that is tried the
colour follows by least squares. Chromium blurs with a Gaussian whose sigma is half the blur that CSS names.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from moonpane_vision.assets.shadow_profiles import FADED, LEAST_DEPTH, LEAST_PEAK, Side, lanes
from moonpane_vision.parse.model import Box, Colour

BLURS = (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 30, 32, 36, 40, 48, 60, 72)  # px
MAX_OFFSET = 30  # px; and no more than the blur
OFFSETS = (0, 0.12, 0.25, 0.5, 0.8)  # shares of the blur that are tried first
FINE = 12  # px of blur, up to which every offset is tried then
SPREADS = (-2, -4, -6, -8, -12)  # px
LEAST_EXPLAINED, OF_ONE_SIDE = 0.965, 0.99  # share of the squared differences; where no other side is seen
GOOD, PERFECT, POOR = 0.985, 0.997, 0.8  # likewise: with a spread; what needs none; what none will help
MAX_ERROR = (1.8, 0.16)  # channel difference, and share of the largest one
FAINT = 0.05  # share of its greatest difference that still is a shadow
SAME_FIT, SAME_COLOUR = 0.01, 0.12  # share of the squared differences, and of the strength, of two that are the same
MAX_ALPHA = 0.9
GREY = (0.7, 0.08)  # channel difference from black's, and share of the largest one


@dataclass(frozen=True)
class Shadow:
    """One `box-shadow`, straight below its box."""

    offset: int  # px downwards
    blur: int  # px
    spread: int  # px
    colour: Colour
    alpha: float

    @property
    def css(self) -> str:
        red, green, blue = self.colour
        spread = f" {self.spread}px" if self.spread else ""
        return f"0 {self.offset}px {self.blur}px{spread} rgba({red},{green},{blue},{self.alpha:g})"


def fitted_shadow(seen: Sequence[Side], box: Box, ground: Colour, known: Sequence[Shadow]) -> Shadow | None:
    """The shadow that explains what is seen; rather one of those known, where it does so as well."""
    darker = np.concatenate([each.darker for each in seen])
    total = float((darker**2).sum())
    if not any(each.fades for each in seen):
        return None
    best = _best(seen, box, darker, (0,))
    if POOR < 1 - best.error / total < PERFECT:
        spread = _best(seen, box, darker, SPREADS)
        best = spread if spread.error < best.error / 2 else best
    least = OF_ONE_SIDE if len(seen) == 1 else GOOD if best.spread else LEAST_EXPLAINED
    if 1 - best.error / total < least or not best.is_close(seen):
        return None
    for shadow in known:
        again = _Fit.of(seen, box, darker, shadow.blur, shadow.offset, shadow.spread)
        off = np.abs(shadow.alpha * (np.array(ground) - shadow.colour) - again.full).max()
        if again.error <= best.error + SAME_FIT * total and off <= max(1.0, SAME_COLOUR * np.abs(again.full).max()):
            return shadow
    return _said(best, ground)


def _best(seen: Sequence[Side], box: Box, darker: np.ndarray, spreads: Sequence[int]) -> "_Fit":
    """Of a few of all softnesses and offsets the one that fits best, and then of those around it."""

    def best_of(blurs: Sequence[int], offsets: Callable[[int], Iterable[int]]) -> _Fit:
        shapes = (
            (blur, offset, each) for blur in blurs for each in spreads if blur > -2 * each for offset in offsets(blur)
        )
        return min((_Fit.of(seen, box, darker, *shape) for shape in shapes), key=lambda fit: fit.error)

    first = best_of(BLURS[::3], lambda blur: sorted({min(MAX_OFFSET, round(blur * share)) for share in OFFSETS}))
    at = BLURS.index(first.blur)
    step = 1 if first.blur <= FINE else 2
    near = range(max(0, first.offset - 4 * step), min(MAX_OFFSET, first.offset + 4 * step) + 1, step)
    return best_of(BLURS[max(0, at - 2) : at + 3], lambda blur: [offset for offset in near if offset <= blur])


@dataclass(frozen=True)
class _Fit:
    """What one softness and place makes of what is seen."""

    error: float  # squared
    full: np.ndarray  # (3,), how much darker than the ground the whole shadow is
    drawn: np.ndarray  # (n,), the share of it at each pixel
    blur: int
    offset: int
    spread: int

    @classmethod
    def of(cls, seen: Sequence[Side], box: Box, darker: np.ndarray, blur: int, offset: int, spread: int) -> "_Fit":
        drawn = np.concatenate([share_of(box, blur, offset, spread, each) for each in seen])
        weight = float(drawn @ drawn)
        full = (drawn @ darker) / weight if weight > 1e-6 else np.zeros(3)
        return cls(float(((darker - drawn[:, None] * full) ** 2).sum()), full, drawn, blur, offset, spread)

    def is_close(self, seen: Sequence[Side]) -> bool:
        """Whether no pixel is far from what was fitted, and it fades as a shadow does rather than ending at once."""
        fitted, darker = self.drawn[:, None] * self.full, np.concatenate([each.darker for each in seen])
        peak = float(np.abs(fitted).max())
        if peak < LEAST_PEAK or np.abs(fitted - darker).max() > max(MAX_ERROR[0], MAX_ERROR[1] * peak):
            return False
        channel = int(np.abs(self.full).argmax())
        depth = max(int((np.abs(each.darker[:, channel]) >= max(1.0, FAINT * peak)).sum()) for each in seen)
        return depth >= LEAST_DEPTH and float(self.drawn.min()) <= FADED * float(self.drawn.max())


def share_of(box: Box, blur: int, offset: int, spread: int, side: Side) -> np.ndarray:
    """The share (n,) of a full shadow outside one side, averaged over its lanes."""
    rect, num = box.rect.inset(-spread), len(side.darker)
    if min(rect.width, rect.height) < 1:
        return np.zeros(num)
    radius = max(0, max(box.corner_radii) + spread)
    table, pad, width, height = _blurred(rect.width, rect.height, radius, blur)
    away = np.arange(num)
    if side.number in (0, 2):
        line = table[:, lanes(pad, width, radius)].mean(axis=1)
        at = pad - 1 - offset + spread - away if side.number == 0 else pad + height - offset - spread + away
    else:
        line = table[(lanes(pad, height, radius) - offset).clip(0, len(table) - 1)].mean(axis=0)
        at = pad + width - spread + away if side.number == 1 else pad - 1 + spread - away
    return np.where((at >= 0) & (at < len(line)), line[at.clip(0, len(line) - 1)], 0)


@lru_cache(maxsize=256)
def _blurred(width: int, height: int, radius: int, blur: int) -> tuple[np.ndarray, int, int, int]:
    """A box's blurred shape, its margin, and its size, which in the middle is only as large as the blur can tell."""
    sigma = blur / 2
    radius = min(radius, width // 2, height // 2)
    most = 2 * radius + int(12 * sigma) + 8
    width, height, pad = min(width, most), min(height, most), int(3 * sigma) + 3
    across = np.abs(np.arange(width + 2 * pad) + 0.5 - pad - width / 2) - width / 2 + radius
    down = np.abs(np.arange(height + 2 * pad) + 0.5 - pad - height / 2) - height / 2 + radius
    outside = np.hypot(across.clip(min=0)[None, :], down.clip(min=0)[:, None])
    inside = np.minimum(np.maximum(across[None, :], down[:, None]), 0)
    shape = (0.5 - (outside + inside - radius)).clip(0, 1).astype(np.float32)
    return cv2.GaussianBlur(shape, (0, 0), sigma, borderType=cv2.BORDER_CONSTANT), pad, width, height


def _said(fit: _Fit, ground: Colour) -> Shadow | None:
    """The faintest colour that darkens the ground (or lights it up) so much; black where that is as good."""
    base, darker = np.array(ground, np.float64), fit.full
    room = np.where(darker > 0, base, 255 - base)
    alpha = float((np.abs(darker) / np.maximum(room, 1)).max())
    black = float(darker @ base / max(base @ base, 1))
    if np.abs(black * base - darker).max() <= max(GREY[0], GREY[1] * float(np.abs(darker).max())):
        alpha, colour = black, (0, 0, 0)
    else:
        red, green, blue = (base - darker / max(alpha, 1e-6)).clip(0, 255).round().astype(int).tolist()
        colour = (red, green, blue)
    return Shadow(fit.offset, fit.blur, fit.spread, colour, round(alpha, 3)) if 0 < alpha <= MAX_ALPHA else None
