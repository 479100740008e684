"""Soft shadows around boxes, said in CSS: what is darker outside a box's sides is fitted with shadows that are drawn.

How dark a shadow is falls off in the same way for all its colours, so for each softness and offset that is tried the
colour follows by least squares. Chromium blurs with a Gaussian whose sigma is half the blur that CSS names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from moonpane_vision.parse.model import Box, Colour, Rect

BLURS = (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 30, 32, 36, 40, 48, 60, 72)  # px
MAX_OFFSET = 30  # px; and no more than the blur
REACH = 110  # px outside a side that are looked at
LANES = 24  # columns or rows across the middle half of a side
LEAST_LANES = 0.3  # share of these that nothing else lies on
LEAST_SIDE = 12  # px of a box
LEAST_PEAK = 3.0  # channel difference, less is not seen
LEAST_EXPLAINED, OF_ONE_SIDE = 0.965, 0.99  # share of the squared differences; where no other side is seen
GOOD, POOR = 0.985, 0.8  # likewise: what needs no spread; what none will help
SPREADS = (-2, -4, -6, -8, -12)  # px
MAX_ERROR = (1.8, 0.16)  # channel difference, and share of the largest one
LEAST_DEPTH, FAINT = 3, 0.05  # px over which a shadow fades, and share of its greatest difference that still is one
FINE = 12  # px of blur, up to which every offset is tried
LONG = 30  # px; a side that is seen so far shows its ground
SAME_COLOUR = 0.12  # share by which shadows of one kind differ in strength
MAX_ALPHA = 0.9
SAME_FIT = 0.01  # share of the squared differences by which two shadows explain the same
FADED = 0.5  # share of a side's greatest difference that is left where it ends, or it is on another ground
TOUCHING, ON_TOUCHING = (
    2,
    6.0,
)  # px between boxes of which one's shadow would lie on the other; channel difference of it
KIND = 2  # boxes alike with a shadow, from which another one has it, too
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


@dataclass(frozen=True)
class _Seen:
    """Outside one side: `darker[d]` (3,) is how much darker than the ground it is d px away, NaN where not seen."""

    side: int  # 0 top, 1 right, 2 bottom, 3 left
    darker: np.ndarray  # (n, 3)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is as far from the ground where it ends as it is beside the box: that is another ground."""
        far = np.abs(self.darker).max(axis=1)
        return len(far) >= LONG and float(far[-1]) > max(LEAST_PEAK, FADED * float(far.max()))


def find_shadows(
    pixels: np.ndarray, boxes: Sequence[Box], background: Colour, texts: Sequence[Rect]
) -> dict[int, Shadow]:
    """The shadows of boxes, the largest first, in a picture (H, W, 3) uint8, by the index of their box.

    texts: places of ink, which is none of a shadow. Boxes that look alike share the shadow of the first of them.
    """
    cv2.setNumThreads(1)
    found: dict[int, Shadow] = {}
    for index, box in enumerate(boxes):
        if box.is_line or min(box.rect.width, box.rect.height) < LEAST_SIDE:
            continue
        ground = _ground(boxes, index, background)
        if ground is None:
            continue
        seen = _seen(pixels, boxes, index, ground, texts)
        if not seen:
            continue
        shadow = _fitted(seen, box, ground[0], list(dict.fromkeys(found.values())))
        if shadow and not _would_touch(shadow, boxes, index, ground[0]):
            found[index] = shadow
    return found | dict(_of_their_kind(boxes, found))


def _of_their_kind(boxes: Sequence[Box], found: Mapping[int, Shadow]) -> Iterator[tuple[int, Shadow]]:
    """Boxes that are like several with one shadow, and whose own cannot be told for what lies in its way."""
    for index, box in enumerate(boxes):
        alike = [shadow for at, shadow in found.items() if index not in found and _is_like(boxes[at], box)]
        if len(alike) >= KIND and len(set(alike)) == 1:
            yield index, alike[0]


def _is_like(box: Box, other: Box) -> bool:
    sizes = abs(box.rect.width - other.rect.width), abs(box.rect.height - other.rect.height)
    return max(sizes) <= TOUCHING and (box.fill, box.corners, box.border) == (other.fill, other.corners, other.border)


def _would_touch(shadow: Shadow, boxes: Sequence[Box], index: int, ground: Colour) -> bool:
    """Whether it would be seen on a box right beside its own, as in the middle of one that was taken for several."""
    rect, beside = boxes[index].rect, np.zeros((1, 3))
    full = float(np.abs(shadow.alpha * (np.array(ground) - shadow.colour)).max())
    for other in (each.rect for at, each in enumerate(boxes) if at != index and not each.is_line):
        level = min(rect.right, other.right) - max(rect.x, other.x) > min(rect.width, other.width) / 2
        upright = min(rect.bottom, other.bottom) - max(rect.y, other.y) > min(rect.height, other.height) / 2
        gaps = (rect.y - other.bottom, other.x - rect.right, other.y - rect.bottom, rect.x - other.right)
        for side, gap in enumerate(gaps):
            if -1 <= gap <= TOUCHING and (upright if side % 2 else level):
                share = _drawn(boxes[index], shadow.blur, shadow.offset, shadow.spread, _Seen(side, beside))
                if full * float(share[0]) > ON_TOUCHING:
                    return True
    return False


def _ground(boxes: Sequence[Box], index: int, background: Colour) -> tuple[Colour, Rect | None] | None:
    """The one colour that a box lies on, and where that ends; None on pictures and gradients."""
    rect = boxes[index].rect
    around = next((boxes[at] for at in range(index - 1, -1, -1) if boxes[at].rect.contains(rect, slack=1)), None)
    if around is None:
        return background, None
    return None if around.is_picture else (around.fill, around.rect.inset(around.border))


def _seen(
    pixels: np.ndarray, boxes: Sequence[Box], index: int, ground: tuple[Colour, Rect | None], texts: Sequence[Rect]
) -> list[_Seen]:
    """What is seen outside each side that has room; nothing where nothing is darker or lighter than the ground."""
    height, width = pixels.shape[:2]
    rect, (colour, within) = boxes[index].rect, ground
    room = within or Rect(0, 0, width, height)
    left, top = max(room.x, rect.x - REACH, 0), max(room.y, rect.y - REACH, 0)
    right, bottom = min(room.right, rect.right + REACH, width), min(room.bottom, rect.bottom + REACH, height)
    if (
        right - left <= 0
        or bottom - top <= 0
        or not _is_uneven(pixels, rect, colour, Rect(left, top, right - left, bottom - top))
    ):
        return []
    darker = np.array(colour, np.float32) - pixels[top:bottom, left:right]
    others = [box.rect for at, box in enumerate(boxes) if at != index and not box.rect.contains(rect, slack=1)]
    for other in (*others, *texts):
        rows = slice(max(0, other.y - 1 - top), max(0, other.bottom + 1 - top))
        columns = slice(max(0, other.x - 1 - left), max(0, other.right + 1 - left))
        darker[rows, columns] = np.nan
    columns, rows = _lanes(rect.x - left, rect.width), _lanes(rect.y - top, rect.height)
    sides = (
        darker[: max(0, rect.y - top)][::-1][:, columns.clip(0, right - left - 1)],
        darker[:, max(0, rect.right - left) :].transpose(1, 0, 2)[:, rows.clip(0, bottom - top - 1)],
        darker[max(0, rect.bottom - top) :][:, columns.clip(0, right - left - 1)],
        darker[:, : max(0, rect.x - left)][:, ::-1].transpose(1, 0, 2)[:, rows.clip(0, bottom - top - 1)],
    )
    found = [_Seen(side, _profile(lanes)) for side, lanes in enumerate(sides)]
    return [each for each in found if len(each.darker) >= LEAST_DEPTH and not each.is_elsewhere]


def _is_uneven(pixels: np.ndarray, rect: Rect, colour: Colour, room: Rect) -> bool:
    """Whether, a pixel outside of the middle of a side, it is another colour than the ground: cheap, for most boxes."""
    x, y = rect.x + rect.width // 2, rect.y + rect.height // 2
    places = ((rect.y - 2, x), (rect.bottom + 1, x), (y, rect.x - 2), (y, rect.right + 1))
    inside = [at for at in places if room.y <= at[0] < room.bottom and room.x <= at[1] < room.right]
    return any(np.abs(pixels[at].astype(np.int16) - colour).max() >= 2 for at in inside)


def _lanes(start: int, length: int) -> np.ndarray:
    """Columns or rows across the middle half of a side."""
    first, last = start + length // 4, start + length - length // 4
    return np.unique(np.linspace(first, last - 1, LANES).round().astype(int))


def _profile(lanes: np.ndarray) -> np.ndarray:
    """(n, 3): the median of lanes (n', number, 3), as far as enough of them are seen."""
    if not lanes.size:
        return np.zeros((0, 3), np.float32)
    seen = np.isfinite(lanes[:, :, 0]).mean(axis=1) >= LEAST_LANES
    end = int(np.argmin(seen)) if not seen.all() else len(seen)
    return np.nanmedian(lanes[:end], axis=1) if end else np.zeros((0, 3), np.float32)


def _fitted(seen: Sequence[_Seen], box: Box, ground: Colour, known: Sequence[Shadow]) -> Shadow | None:
    """The shadow that explains what is seen; rather one of those known, where it does so as well."""
    darker = np.concatenate([each.darker for each in seen])
    total = float((darker**2).sum())
    if np.abs(darker).max() < LEAST_PEAK:
        return None
    best = min((_Fit.of(seen, box, darker, *shape) for shape in _shapes()), key=lambda fit: fit.error)
    if POOR < 1 - best.error / total < GOOD:
        spread = (_Fit.of(seen, box, darker, *shape) for shape in _shapes(SPREADS))
        best = min((best, *spread), key=lambda fit: fit.error)
    least = OF_ONE_SIDE if len(seen) == 1 else GOOD if best.spread else LEAST_EXPLAINED
    if 1 - best.error / total < least or not best.is_close(darker):
        return None
    for shadow in known:
        again = _Fit.of(seen, box, darker, shadow.blur, shadow.offset, shadow.spread)
        off = np.abs(shadow.alpha * (np.array(ground) - shadow.colour) - again.full).max()
        if again.error <= best.error + SAME_FIT * total and off <= max(1.0, SAME_COLOUR * np.abs(again.full).max()):
            return shadow
    return _said(best, ground)


def _shapes(spreads: Sequence[int] = (0,)) -> Iterator[tuple[int, int, int]]:
    """Blur, offset and spread."""
    for blur in BLURS:
        for offset in range(0, min(blur, MAX_OFFSET) + 1, 1 if blur <= FINE else 2):
            for spread in spreads:
                if blur > -2 * spread:
                    yield blur, offset, spread


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
    def of(cls, seen: Sequence[_Seen], box: Box, darker: np.ndarray, blur: int, offset: int, spread: int) -> "_Fit":
        drawn = np.concatenate([_drawn(box, blur, offset, spread, each) for each in seen])
        weight = float(drawn @ drawn)
        full = (drawn @ darker) / weight if weight > 1e-6 else np.zeros(3)
        return cls(float(((darker - drawn[:, None] * full) ** 2).sum()), full, drawn, blur, offset, spread)

    def is_close(self, darker: np.ndarray) -> bool:
        """Whether no pixel is far from what was fitted, and it fades as a shadow does rather than ending at once."""
        fitted = self.drawn[:, None] * self.full
        peak = float(np.abs(fitted).max())
        if peak < LEAST_PEAK or np.abs(fitted - darker).max() > max(MAX_ERROR[0], MAX_ERROR[1] * peak):
            return False
        strongest = np.abs(darker[:, int(np.abs(fitted).max(axis=0).argmax())])
        is_seen = strongest >= max(1.0, FAINT * peak)
        return int(is_seen.sum()) >= LEAST_DEPTH and float(self.drawn.min()) <= FADED * float(self.drawn.max())


def _drawn(box: Box, blur: int, offset: int, spread: int, seen: _Seen) -> np.ndarray:
    """The share (n,) of a full shadow outside one side, averaged over its lanes."""
    rect, num = box.rect.inset(-spread), len(seen.darker)
    if min(rect.width, rect.height) < 1:
        return np.zeros(num)
    table, pad, width, height = _blurred(rect.width, rect.height, max(0, max(box.corner_radii) + spread), blur)
    if seen.side in (0, 2):
        line = table[:, pad + width // 4 : pad + width - width // 4].mean(axis=1)
        at = (
            pad - 1 - offset + spread - np.arange(num)
            if seen.side == 0
            else pad + height - offset - spread + np.arange(num)
        )
    else:
        line = table[(_lanes(pad, height) - offset).clip(0, len(table) - 1)].mean(axis=0)
        at = pad + width - spread + np.arange(num) if seen.side == 1 else pad - 1 + spread - np.arange(num)
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
