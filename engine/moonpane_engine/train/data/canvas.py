"""Texts on an empty canvas, and what they say from top to bottom: between the crop of a line and a page lies this."""

from random import Random

import numpy as np
from PIL import Image, ImageDraw

from moonpane_engine.train.data.lines import draw_font, draw_pair
from moonpane_engine.train.data.texts import Texts

SIZES = (10, 11, 12, 12, 13, 13, 14, 14, 14, 15, 16, 16, 16, 18, 18, 20, 22, 24, 28, 32)  # px
_GAP = 8  # px, of texts on one line, which are two
_BESIDE = 0.35  # share of lines with a second text
_FILLED = 0.25  # share of texts on a ground of their own, as a button's


def drawn_canvas(rng: Random, texts: Texts, *, width: int, height: int, most: int) -> tuple[np.ndarray, str]:
    """A picture (height, width, 3) uint8 with one to `most` lines, and its texts, one a line, in reading order."""
    ground, ink = draw_pair(rng)
    picture = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(picture)
    said: list[str] = []
    num_lines, y = rng.randint(1, most), 0.0
    while len(said) < num_lines:
        size = rng.choice([size for size in SIZES if size <= 0.8 * (height - y)] or [0])
        if not size:
            break
        room = height - y - 1.2 * size
        y += rng.random() * (room if num_lines == 1 else min(room, 2.5 * size))
        x = rng.random() ** 2 * width * 0.6
        for _ in range(2 if rng.random() < _BESIDE else 1):
            if rng.random() < 0.3:
                ink = _readable(rng, ground)
            x, text = _draw_text(rng, draw, texts, (x, y), size, (width, ground, ink))
            if text:
                said.append(text)
        y += size * (1.2 + rng.random() * 0.4)
    if not said:
        return drawn_canvas(rng, texts, width=width, height=height, most=most)
    return np.asarray(picture), "\n".join(said)


def _draw_text(
    rng: Random,
    draw: ImageDraw.ImageDraw,
    texts: Texts,
    at: tuple[float, float],
    size: int,
    look: tuple[int, tuple[int, int, int], tuple[int, int, int]],
) -> tuple[float, str]:
    """Draw some words from `at` on, as far as they fit; where the next text may begin, and what was drawn."""
    width, ground, ink = look
    font = draw_font(rng, size)
    words = (texts.any_line() if rng.random() < 0.7 else texts.button()).split()
    start = rng.randrange(len(words))
    words = words[start : start + rng.choice((1, 1, 2, 3, 6))]
    while words and font.getlength(" ".join(words)) > width - at[0] - 3:
        words.pop()
    if not words:
        return at[0], ""
    text = " ".join(words)
    if rng.random() < _FILLED:
        ground, ink = draw_pair(rng)
        left, top, right, bottom = draw.textbbox(at, text, font=font)
        inset = rng.randint(3, 12)
        draw.rounded_rectangle((left - inset, top - 4, right + inset, bottom + 4), rng.randint(0, 8), fill=ground)
    draw.text(at, text, font=font, fill=ink)
    return at[0] + font.getlength(text) + _GAP + rng.random() * 60, text


def _readable(rng: Random, ground: tuple[int, int, int]) -> tuple[int, int, int]:
    """Another ink for the same ground."""
    while True:
        ink = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
        if abs(sum(ink) - sum(ground)) > 250:
            return ink
