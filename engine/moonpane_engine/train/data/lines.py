"""Line crops for the reading task: texts drawn by Pillow in real fonts and colours, then normalised as at run time."""

import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import ascii_letters, digits

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from moonpane_engine.train.data.texts import Texts
from moonpane_resources.paths import fonts_dir
from moonpane_vision.normalise import normalise_line

_LEFT_OUT = ("NotoSansKR", "NotoSansSC", "NotoSansJP", "MoonpaneSymbols", "PatrickHand")  # not Latin; a hand
SIZES = (10, 11, 12, 13, 14, 14, 15, 16, 16, 18, 20, 22, 24, 28, 32)  # px
EASY_FONTS, EASY_SIZES = ("Inter-Regular", "Roboto-Regular", "OpenSans-Regular"), (20, 22, 24)


@lru_cache(maxsize=1)
def _font_files() -> list[Path]:
    files = [path for path in sorted(fonts_dir().glob("*.ttf")) if not path.name.startswith(_LEFT_OUT)]
    if not files:
        raise FileNotFoundError(f"{fonts_dir()} has no fonts: run `make setup`")
    inter = [path for path in files if path.name.startswith("Inter")]
    return files + 3 * inter


@lru_cache(maxsize=1024)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def drawn_line(rng: random.Random, text: str, *, easy: bool = False) -> np.ndarray:
    """`text` on a flat background with a few pixels around it, (H, W, 3) uint8; `easy`: few fonts, large."""
    files = [path for path in _font_files() if path.stem in EASY_FONTS] if easy else _font_files()
    font = _font(rng.choice(files), rng.choice(EASY_SIZES if easy else SIZES))
    left, top, right, bottom = font.getbbox(text)
    margin = 4
    background, ink = draw_pair(rng)
    picture = Image.new("RGB", (int(right - left) + 2 * margin, int(bottom - top) + 2 * margin), background)
    offset = (margin - left + rng.random() * 0.9, margin - top + rng.random() * 0.9)
    ImageDraw.Draw(picture).text(offset, text, font=font, fill=ink)
    return np.asarray(picture)


def draw_font(rng: random.Random, size: int) -> ImageFont.FreeTypeFont:
    """One of the fonts that texts are drawn in."""
    return _font(rng.choice(_font_files()), size)


def draw_pair(rng: random.Random) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Background and ink with enough contrast to read."""
    while True:
        first, second = (tuple(rng.randrange(256) for _ in range(3)) for _ in range(2))
        if rng.random() < 0.5:
            first = tuple(255 - channel // 12 for channel in first)
        if abs(_luma(first) - _luma(second)) > 70:
            return first, second  # type: ignore[return-value]


def _luma(color: tuple[int, ...]) -> float:
    return 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]


def drawn_crops(
    rng: random.Random, *, held_out: bool = False, short: float = 0.0, easy: float = 0.0, glyphs: int = 12
) -> Iterator[tuple[np.ndarray, str]]:
    """Endless (crop (28, 168) uint8, text) pairs.

    A share `short` has a single word; a share `easy`, with which reading begins, at most `glyphs` glyphs in few fonts.
    """
    texts = Texts(rng, held_out=held_out)
    while True:
        if rng.random() < easy:
            text = _easy_text(rng, texts, glyphs)
            crops = normalise_line(drawn_line(rng, text, easy=True))
            if len(crops) == 1:
                yield crops[0], text
            continue
        words = texts.any_line().split()
        start = rng.randrange(len(words))
        count = 1 if rng.random() < short else rng.randint(1, 4)
        words = words[start : start + count]
        while words:
            text = " ".join(words)
            crops = normalise_line(drawn_line(rng, text))
            if len(crops) == 1:
                yield crops[0], text
                break
            words.pop()


def _easy_text(rng: random.Random, texts: Texts, glyphs: int) -> str:
    """Glyphs that no language helps to read, or the beginning of a dictionary word."""
    if rng.random() < 0.5:
        return "".join(rng.choices(ascii_letters + digits, k=rng.randint(1, min(glyphs, 5))))
    word = texts.word("en")[:glyphs]
    return word.capitalize() if rng.random() < 0.4 else word
