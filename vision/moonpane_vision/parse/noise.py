"""Compression noise: the fills, borders and inks of a JPEG become flat again, so that exact colours can be trusted.

A block without an edge comes out of a JPEG in almost its own colour, so the colours of calm areas are known to a unit
or two. From there each fill is spread over its noisy rest: brightness is trusted more than hue, which a JPEG stores at
half the resolution, and both are trusted less the stronger the edges nearby are.
"""

import cv2
import numpy as np

from moonpane_vision.parse.zones import flat_zones, pack_colours

LOUD, GRADIENT = 0.03, 0.8  # share of the pixels near a frequent colour that miss it by a little
TRACE = 0.004  # the same share where no text lies on the colour
RINGING, EDGE, NUM_EDGES = 0.3, 60, 12  # near misses in a block with an edge; its luma range; blocks to judge by
CLEAN = 0.1  # the same share that soft shadows and photographs in a lossless picture stay below
MISS = 4  # channel difference that counts as a little
BIN = 8  # channel values per bin of the colour histogram
NUM_FREQUENT, MIN_SHARE = 3, 0.002  # colours that tell whether there is noise; of the picture

CALM = 2  # channel difference within 3 x 3 pixels where no edge is near
MAX_FILLS, MAX_TRIED = 24, 64
LUMA_BASE, LUMA_SHARE, LUMA_WINDOW = 3.0, 0.085, 13  # noise that is forgiven: a base and a share of the edges nearby
HUE_BASE, HUE_SHARE, HUE_WINDOW = 4.0, 0.55, 7
REACH, MISFIT_PX = 24, 40  # px from a calm pixel of its colour; a colour that just fits must be that much nearer
THICK, STROKE = 9, 7  # px; what is open that widely is a small fill or a picture, narrower is ink or a border
STEADY, LINE_LENGTH = 16, 16  # channel difference along a border; px
HUE_BOX = 11  # px around an ink pixel whose hue and brightness are compared
OVERSHOOT = 16  # channel values beyond black and white that noise explains


def without_noise(pixels: np.ndarray) -> np.ndarray:
    """The picture (H, W, 3) uint8 with noisy pixels set to exactly the colour of their fill, border or ink.

    A picture that was never compressed with loss comes back as it is.
    """
    if not _is_loud(pixels):
        return pixels
    cleaning = _Cleaning(pixels)
    calm = _range(pixels, 3).max(axis=2) <= CALM
    cleaning.fill(_peaks(pixels[calm], near=1, around=4, least=24), pixels, calm, within=2)
    smooth = cv2.medianBlur(pixels, 5)
    thick = _opened(cleaning.is_open, THICK, THICK)
    cleaning.fill(_peaks(smooth[thick], near=5, around=12, least=40), smooth, thick, within=5)
    cleaning.restore_hue()
    lines = _lines(cleaning.result, cleaning.is_open)
    cleaning.fill(_peaks(cleaning.result[lines], near=8, around=8, least=12), cleaning.result, lines, within=8)
    smooth = cleaning.result.copy()
    inked = cleaning.is_open & ~thick
    cleaning.fill(_peaks(smooth[inked], near=8, around=24, least=24), smooth, inked, within=8)
    return cleaning.result


class _Cleaning:
    """A picture whose noisy pixels find their colours step by step; pixels without one are open."""

    def __init__(self, pixels: np.ndarray) -> None:
        self.result = pixels.copy()
        self.is_open = np.ones(pixels.shape[:2], bool)
        self._seen = cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb).astype(np.float32)
        luma = _range(self._seen[:, :, :1], LUMA_WINDOW)[:, :, 0]
        hue = _range(self._seen[:, :, 1:], HUE_WINDOW).max(axis=2)
        self._luma_slack = LUMA_BASE + LUMA_SHARE * luma
        self._hue_slack = HUE_BASE + HUE_SHARE * hue

    def fill(self, colours: np.ndarray, values: np.ndarray, where: np.ndarray, *, within: int) -> None:
        """Give pixels `where` the colour (N, 3) that `values` is near to, then spread these over their surroundings."""
        labels = np.full(self.is_open.shape, -1, np.int16)
        for index, colour in enumerate(colours):
            labels[where & self.is_open & (labels < 0) & (_distance(values, colour) <= within)] = index
        seeds = labels >= 0
        for _ in range(2):
            self._spread(labels, colours)
        labels[~_connected(labels, seeds)] = -1
        self._enclose(labels, colours)
        found = labels >= 0
        self.result[found] = colours[labels[found]]
        self.is_open &= ~found

    def _spread(self, labels: np.ndarray, colours: np.ndarray) -> None:
        """Label open pixels like the nearest pixel whose colour theirs is within the noise; in place."""
        free = self.is_open & (labels < 0)
        best, cost = np.full(labels.shape, -1, np.int16), np.full(labels.shape, np.inf, np.float32)
        for index, colour in enumerate(colours):
            area = _around(labels == index, REACH)
            if area is None:
                continue
            distance = cv2.distanceTransform((labels[area] != index).astype(np.uint8), cv2.DIST_L2, 3)
            rows, columns = np.nonzero(free[area] & (distance <= REACH))
            price = distance[rows, columns]
            rows, columns = rows + area[0].start, columns + area[1].start
            off = self._misfit(rows * labels.shape[1] + columns, colour[None])
            price += MISFIT_PX * off
            better = (off <= 1) & (price < cost[rows, columns])
            rows, columns = rows[better], columns[better]
            best[rows, columns], cost[rows, columns] = index, price[better]
        labels[free] = best[free]

    def _enclose(self, labels: np.ndarray, colours: np.ndarray) -> None:
        """Label open pixels like the nearest labelled one if that fits: the inside of an o is its line's ground."""
        at = np.flatnonzero(self.is_open.ravel() & (labels.ravel() < 0))
        if not at.size or not (labels >= 0).any():
            return
        nearest = labels.ravel()[_nearest(labels >= 0)[at]]
        labels.ravel()[at] = np.where(self._misfit(at, colours[nearest]) <= 1, nearest, -1)

    def _misfit(self, at: np.ndarray, colours: np.ndarray) -> np.ndarray:
        """How far the pixels `at` are from colours (1 or N, 3), as a share of the noise to be expected there."""
        wanted = cv2.cvtColor(colours[None], cv2.COLOR_RGB2YCrCb)[0].astype(np.float32)
        apart = np.abs(self._seen.reshape(-1, 3)[at] - wanted)
        hue = np.maximum(apart[:, 1], apart[:, 2])  # numpy is slow along the last axis
        return np.maximum(apart[:, 0] / self._luma_slack.ravel()[at], hue / self._hue_slack.ravel()[at])

    def restore_hue(self) -> None:
        """Give open strokes the hue that their surroundings hold in all: halving the resolution keeps its sum."""
        strokes = self.is_open & ~_opened(self.is_open, THICK, THICK)
        if not strokes.any() or self.is_open.all():
            return
        nearest = _nearest(~self.is_open)
        known = cv2.cvtColor(self.result, cv2.COLOR_RGB2YCrCb).astype(np.float32).reshape(-1, 3)
        ground = known[nearest].reshape(self._seen.shape)
        near = cv2.dilate(strokes.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        difference = (self._seen - ground) * near[:, :, None]
        total = cv2.boxFilter(difference, -1, (HUE_BOX, HUE_BOX), normalize=False)
        luma, hue = total[:, :, :1], total[:, :, 1:]
        sure = strokes & (np.abs(luma[:, :, 0]) >= np.maximum(200, 0.3 * np.abs(hue).max(axis=2)))
        restored = self._seen.copy()
        restored[sure, 1:] = ground[sure, 1:] + hue[sure] / luma[sure] * difference[sure, :1]
        red = restored[:, :, 0] + 1.403 * (restored[:, :, 1] - 128)
        blue = restored[:, :, 0] + 1.773 * (restored[:, :, 2] - 128)
        # No screen shows a colour beyond its gamut: there the ground was taken for something else.
        sure &= (np.minimum(red, blue) >= -OVERSHOOT) & (np.maximum(red, blue) <= 255 + OVERSHOOT)
        self._seen[sure] = restored[sure]
        colours = cv2.cvtColor(self._seen.clip(0, 255).round().astype(np.uint8), cv2.COLOR_YCrCb2RGB)
        self.result[sure] = colours[sure]


def _is_loud(pixels: np.ndarray) -> bool:
    """Whether each of the most frequent colours is often missed by a little, as compression does; in a picture drawn
    without loss at least one is hit exactly, and in a gradient hardly any pixel is."""
    bins = (cv2.medianBlur(pixels, 3) // BIN).astype(np.int32)
    codes = ((bins[..., 0] * 32 + bins[..., 1]) * 32 + bins[..., 2]).ravel()
    counts = np.bincount(codes, minlength=32**3)
    frequent = np.argsort(-counts, kind="stable")[:NUM_FREQUENT]
    frequent = frequent[counts[frequent] >= MIN_SHARE * codes.size]
    flat = pixels.reshape(-1, 3)
    missed = []
    for code in frequent.tolist():
        colour = np.median(flat[codes == code], axis=0).astype(np.uint8)
        distance = _distance(pixels, colour)
        near = np.count_nonzero(distance <= MISS)
        missed.append(1.0 - np.count_nonzero(distance == 0) / max(near, 1))
    if not missed or not TRACE < min(missed) < GRADIENT:
        return False
    ringing = _ringing(pixels)
    if ringing is None:
        return min(missed) > LOUD
    return (min(missed) > LOUD and ringing > CLEAN) or RINGING < ringing < GRADIENT


def _ringing(pixels: np.ndarray) -> float | None:
    """Median share of near misses in blocks with an edge: letters on a fill leave few without compression.

    None where there are too few such blocks to tell.
    """
    luma = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    height, width = luma.shape[0] // 8, luma.shape[1] // 8
    blocks = luma[: 8 * height, : 8 * width].reshape(height, 8, width, 8).swapaxes(1, 2).reshape(-1, 64)
    blocks = blocks[np.ptp(blocks, axis=1) > EDGE].astype(np.int16)
    if len(blocks) < NUM_EDGES:
        return None
    apart = np.abs(blocks - np.median(blocks, axis=1).astype(np.int16)[:, None])
    missed = ((apart > 0) & (apart <= MISS)).sum(axis=1)
    return float(np.median(missed / np.maximum((apart <= MISS).sum(axis=1), 1)))


def _peaks(colours: np.ndarray, *, near: int, around: int, least: int) -> np.ndarray:
    """Colours (N, 3) uint8 that stand out among those given (M, 3): many pixels are `near`, few just `around` it."""
    if not len(colours):
        return np.empty((0, 3), np.uint8)
    packed, counts = np.unique(pack_colours(colours), return_counts=True)
    values = np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=1)
    taken: list[np.ndarray] = []
    for candidate in np.argsort(-counts, kind="stable")[:MAX_TRIED].tolist():
        if any(np.abs(values[candidate] - colour).max() <= near + 1 for colour in taken):
            continue
        apart = np.abs(values - values[candidate]).max(axis=1)
        members = apart <= near
        others = counts[apart <= around].sum()
        if counts[members].sum() >= max(least, 0.55 * others):
            middle = np.median(np.repeat(values[members], counts[members], axis=0), axis=0).round().astype(int)
            taken.append(middle)
        if len(taken) == MAX_FILLS:
            break
    return np.array(taken, np.uint8).reshape(-1, 3)


def _lines(pixels: np.ndarray, is_open: np.ndarray) -> np.ndarray:
    """Open pixels (H, W) bool of thin, straight, even lines: borders and dividers."""
    thin = is_open & ~_opened(is_open, STROKE, STROKE)
    found = np.zeros(thin.shape, bool)
    for width, height in ((9, 1), (1, 9)):
        kernel = np.ones((height, width), np.uint8)
        steady = cv2.morphologyEx(pixels, cv2.MORPH_GRADIENT, kernel).max(axis=2) <= STEADY
        long = (LINE_LENGTH, 1) if width > 1 else (1, LINE_LENGTH)
        found |= _opened(thin & steady, *long)
    return found


def _opened(mask: np.ndarray, width: int, height: int) -> np.ndarray:
    """Those parts of a mask that hold a rectangle of this size."""
    return cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((height, width), np.uint8)) > 0


def _connected(labels: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """Which labelled pixels (H, W) bool hang together with a seed of their label: white letters are not the page."""
    zones = flat_zones(labels.astype(np.int32)).labels
    has_seed = np.zeros(int(zones.max()) + 1, bool)
    has_seed[zones[seeds]] = True
    return has_seed[zones] & (labels >= 0)


def _range(values: np.ndarray, window: int) -> np.ndarray:
    """Largest minus smallest value (H, W, C) within a square window, per channel."""
    kernel = np.ones((window, window), np.uint8)
    return cv2.morphologyEx(values, cv2.MORPH_GRADIENT, kernel).reshape(values.shape)


def _around(mask: np.ndarray, reach: int) -> tuple[slice, slice] | None:
    """The rectangle around a mask and so many pixels beyond it, None when the mask is empty."""
    rows = np.flatnonzero(mask.any(axis=1))
    if not rows.size:
        return None
    columns = np.flatnonzero(mask.any(axis=0))
    top, left = max(0, int(rows[0]) - reach), max(0, int(columns[0]) - reach)
    return np.s_[top : int(rows[-1]) + 1 + reach, left : int(columns[-1]) + 1 + reach]


def _nearest(known: np.ndarray) -> np.ndarray:
    """Flat index (H * W,) of the nearest known pixel of each pixel."""
    _, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    labels = labels.astype(np.int32)
    at = np.zeros(int(labels.max()) + 1, np.int64)
    at[labels[known]] = np.flatnonzero(known.ravel())
    return at[labels.ravel()]


def _distance(pixels: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Largest channel difference (H, W) uint8 to one colour."""
    difference = cv2.absdiff(pixels, np.broadcast_to(colour, pixels.shape))
    return cv2.max(cv2.max(difference[:, :, 0], difference[:, :, 1]), difference[:, :, 2])
