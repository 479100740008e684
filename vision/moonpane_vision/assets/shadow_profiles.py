"""What is darker than its ground outside each side of a box, the farther the less: where a shadow would be seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from moonpane_vision.parse.model import Box, Colour, Rect

REACH = 110  # px outside a side that are looked at
LANES = 24  # columns or rows across the middle half of a side
LEAST_LANES = 0.3  # share of these that nothing else lies on
LEAST_PEAK = 3.0  # channel difference, less is not seen
LEAST_DEPTH = 3  # px over which a shadow fades
LONG = 30  # px; a side that is seen so far shows its ground
RISE = (2.5, 0.1)  # channel difference, and share of the greatest: from where something else begins
MIXED, MIXTURE = 3.0, (0.05, 0.9)  # channel difference from what goes on inwards; share of the box in such a pixel
SOFT = 0.2  # share of a pixel's difference by which the next one's is another in a shadow, but not in a border's end
FADED = 0.5  # share of a side's greatest difference that is left where it ends, or it is on another ground


@dataclass(frozen=True)
class Ground:
    """What a box lies on."""

    colour: Colour
    room: Rect  # where that ends


@dataclass(frozen=True)
class Side:
    """Outside one side: `darker[d]` (3,) is how much darker than the ground it is d px away."""

    number: int  # 0 top, 1 right, 2 bottom, 3 left
    darker: np.ndarray  # (n, 3)

    @property
    def fades(self) -> bool:
        far = np.abs(self.darker).max(axis=1)
        return float(far.max()) >= LEAST_PEAK and float(far.min()) <= FADED * float(far.max())


def ground_of(boxes: Sequence[Box], index: int, page: Ground, ignored: Collection[int]) -> Ground | None:
    """The one colour that a box lies on, but for ignored ones around it; None on pictures and gradients."""
    rect = boxes[index].rect
    for at in range(index - 1, -1, -1):
        if at not in ignored and boxes[at].rect.contains(rect, slack=1):
            around = boxes[at]
            return None if around.is_picture else Ground(around.fill, around.rect.inset(around.border))
    return page


def sides_of(pixels: np.ndarray, box: Box, ground: Ground, others: Sequence[Rect]) -> list[Side]:
    """Of each side as far as it is seen; none where one is seen alone, and another one is on another ground.

    pixels: (H, W, 3) uint8. others: what may lie on the ground, and hides it.
    """
    rect, radius, (height, width) = box.rect, max(box.corner_radii), pixels.shape[:2]
    left, top = max(ground.room.x, rect.x - REACH, 0), max(ground.room.y, rect.y - REACH, 0)
    right = min(ground.room.right, rect.right + REACH, width)
    bottom = min(ground.room.bottom, rect.bottom + REACH, height)
    around = Rect(left, top, right - left, bottom - top)
    if min(around.width, around.height) <= 0 or not _is_uneven(pixels, rect, ground.colour, around):
        return []
    darker = np.array(ground.colour, np.float32) - pixels[top:bottom, left:right]
    for other in others:
        rows = slice(max(0, other.y - 1 - top), max(0, other.bottom + 1 - top))
        columns = slice(max(0, other.x - 1 - left), max(0, other.right + 1 - left))
        darker[rows, columns] = np.nan
    columns = lanes(rect.x - left, rect.width, radius).clip(0, around.width - 1)
    rows = lanes(rect.y - top, rect.height, radius).clip(0, around.height - 1)
    strips = (
        darker[: max(0, rect.y - top)][::-1][:, columns],
        darker[:, max(0, rect.right - left) :].transpose(1, 0, 2)[:, rows],
        darker[max(0, rect.bottom - top) :][:, columns],
        darker[:, : max(0, rect.x - left)][:, ::-1].transpose(1, 0, 2)[:, rows],
    )
    edge = np.array(ground.colour, np.float32) - (box.border_colour if box.border and box.border_colour else box.fill)
    profiles = [(number, _unmixed(_profile(strip), edge)) for number, strip in enumerate(strips)]
    seen = [(number, profile) for number, profile in profiles if len(profile) >= LEAST_DEPTH]
    sides = [Side(number, kept) for number, profile in seen if len(kept := _fading(profile)) >= LEAST_DEPTH]
    return sides if len(sides) > 1 or len(sides) == len(seen) else []


def lanes(start: int, length: int, radius: int) -> np.ndarray:
    """Columns or rows across the middle half of a side, as far as that is straight."""
    reach = max(1, min(length // 4, length // 2 - radius))
    middle = start + length / 2
    return np.unique(np.linspace(middle - reach, middle + reach - 1, LANES).round().astype(int))


def _is_uneven(pixels: np.ndarray, rect: Rect, colour: Colour, room: Rect) -> bool:
    """Whether, a pixel outside of the middle of a side, it is another colour than the ground: cheap, for most boxes."""
    x, y = rect.x + rect.width // 2, rect.y + rect.height // 2
    places = ((rect.y - 2, x), (rect.bottom + 1, x), (y, rect.x - 2), (y, rect.right + 1))
    inside = [at for at in places if room.y <= at[0] < room.bottom and room.x <= at[1] < room.right]
    return any(np.abs(pixels[at].astype(np.int16) - colour).max() >= 2 for at in inside)


def _profile(strip: np.ndarray) -> np.ndarray:
    """(n, 3): the median of lanes (n', number, 3), as far as enough of them are seen."""
    if not strip.size:
        return np.zeros((0, 3), np.float32)
    seen = np.isfinite(strip[:, :, 0]).mean(axis=1) >= LEAST_LANES
    end = len(seen) if seen.all() else int(np.argmin(seen))
    return np.nanmedian(strip[:end], axis=1) if end else np.zeros((0, 3), np.float32)


def _unmixed(profile: np.ndarray, edge: np.ndarray) -> np.ndarray:
    """A profile whose first pixel, where the box ends within it, is as those beyond go on; `edge` is the box's own."""
    if len(profile) <= LEAST_DEPTH:
        return profile
    onwards = 2 * profile[1] - profile[2]
    if np.abs(profile[1] - profile[2]).max() > SOFT * np.abs(profile[1]).max():
        return profile
    way, off = edge - onwards, profile[0] - onwards
    share = float(way @ off / max(float(way @ way), 1e-6))
    is_mixture = MIXTURE[0] <= share <= MIXTURE[1] and np.abs(off - share * way).max() <= MIXED
    return np.concatenate([onwards[None], profile[1:]]) if is_mixture and np.abs(off).max() > MIXED else profile


def _fading(profile: np.ndarray) -> np.ndarray:
    """A profile up to where something else begins; nothing of one on another ground."""
    far = np.abs(profile).max(axis=1)
    if len(far) >= LONG and float(far[-1]) > max(LEAST_PEAK, FADED * float(far.max())):
        return profile[:0]
    rises = far - np.minimum.accumulate(far) > max(RISE[0], RISE[1] * float(far.max()))
    return profile[: int(np.argmax(rises))] if rises.any() else profile
