"""Which of the fonts at hand a screen is written in: its lines, once read, are drawn in each and compared.

A line's width and its font give its size; drawn at that size the right font has its ink where the picture has it. Fonts
that are not at hand are told as the one that looks most like them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import floor
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.normalise import ink_coverage
from moonpane_vision.parse.model import LINE_HEIGHT_EM, Rect, Screen, TextLine

FAMILIES = {  # the files' first word, and the CSS value of `font-family`
    "Inter": "Inter,sans-serif",
    "Roboto": "Roboto,sans-serif",
    "OpenSans": "Open Sans,sans-serif",
    "Lato": "Lato,sans-serif",
    "Nunito": "Nunito,sans-serif",
    "Poppins": "Poppins,sans-serif",
    "SourceSerif4": "'Source Serif 4',serif",
    "JetBrainsMono": "JetBrains Mono,monospace",
}
MAX_LINES = 8  # compared, those that say most
MIN_LETTERS = 4
SIZE_SLACK = 0.16  # how far the size that the width asks for may be from the one that the height asks for
LIKE = 0.62  # correlation from which a line is written in a font at a size: right ones reach 0.68, wrong ones 0.57
MARGIN = 3  # px around a drawn line
UNIT = 100  # px, at which widths are compared
EM = 1000  # px, at which a font's own measures are read: at small sizes they are whole pixels


@dataclass(frozen=True)
class Fit:
    """How a line looks in one font."""

    likeness: float  # correlation of the ink, 1 is the same
    size: int  # px


@dataclass(frozen=True)
class Writing:
    """The `font-family` of most of a screen's texts, empty where it cannot be told, and each line in it.

    A line that is not told to be in that font keeps its measured size.
    """

    family: str
    lines: tuple[TextLine, ...]


def writing_of(pixels: np.ndarray, screen: Screen, texts: Sequence[str]) -> Writing:
    """`pixels` is (H, W, 3) uint8, `texts[i]` what `screen.lines[i]` says."""
    lines = [(line, text) for line, text in zip(screen.lines, texts, strict=True) if _is_plain(text)]
    totals: dict[str, float] = {}
    for line, text in sorted(lines, key=lambda item: -len(item[1]))[:MAX_LINES]:
        for name in FAMILIES:
            if (fit := _fit(pixels, line, text, name)) is not None:
                totals[name] = totals.get(name, 0.0) + fit.likeness * len(text)
    if not totals:
        return Writing("", screen.lines)
    best = max(totals, key=lambda name: totals[name])
    told = (_told(pixels, line, text, best) for line, text in zip(screen.lines, texts, strict=True))
    return Writing(FAMILIES[best], tuple(told))


def _told(pixels: np.ndarray, line: TextLine, text: str, name: str) -> TextLine:
    """The line as large as its width says, where it looks like that font, and framed as a browser frames it."""
    fit = _fit(pixels, line, text, name) if _is_plain(text) else None
    if fit is not None and fit.likeness >= LIKE:
        line = replace(line, font_size=fit.size)
    path = font_file(name, bold=line.bold)
    if path is None or not text.strip():
        return line
    used, size = font(path, EM), line.font_size / EM
    first = used.getlength(" " + text.split()[0])
    return replace(
        line, frame=_frame(line, text, path), advance=size * used.getlength(text), first_advance=size * first
    )


def _frame(line: TextLine, text: str, path: Path) -> Rect:
    """The line box at line-height 1.25, in which Chromium rounds what a font has above and below its baseline."""
    above, below = (round(line.font_size * em / EM) for em in font(path, EM).getmetrics())
    height = LINE_HEIGHT_EM * line.font_size
    left, right = air(path, text)
    # Ink is counted in whole pixels, of which it fills the outer ones by half.
    x = round(line.ink.x + 0.5 - left * line.font_size)
    end = round(line.ink.right - 0.5 + right * line.font_size)
    top = round(line.baseline) - above - floor((height - above - below) / 2)
    return Rect(x, top, max(1, end - x), round(height))


def _is_plain(text: str) -> bool:
    """Whether all fonts at hand have its letters."""
    return len(text.replace(" ", "")) >= MIN_LETTERS and all(" " <= char <= "ÿ" for char in text)


def strip(pixels: np.ndarray, line: TextLine) -> np.ndarray:
    """Coverage of a line's ink, with a margin."""
    ink = line.ink.inset(-MARGIN)
    area = pixels[max(0, ink.y) : ink.bottom, max(0, ink.x) : ink.right]
    padded = cv2.copyMakeBorder(
        area,
        max(0, -ink.y),
        max(0, ink.bottom - pixels.shape[0]),
        max(0, -ink.x),
        max(0, ink.right - pixels.shape[1]),
        cv2.BORDER_CONSTANT,
        value=line.background,
    )
    return ink_coverage(padded, background=np.array(line.background, np.uint8))


def _fit(pixels: np.ndarray, line: TextLine, text: str, name: str) -> Fit | None:
    """The line in a font of its own weight, drawn as wide as it is; None where that is no size it could have."""
    path = font_file(name, bold=line.bold)
    if path is None:
        return None
    left, _, right, _ = font(path, UNIT).getbbox(text)
    size = UNIT * line.ink.width / max(1, right - left)
    if abs(size - line.font_size) > SIZE_SLACK * line.font_size + 1:
        return Fit(0.0, line.font_size)
    seen = strip(pixels, line)
    # Designers use whole sizes, and the soft ends of a line's ink were not counted.
    fits = [Fit(likeness(seen, drawn(path, whole, text)), whole) for whole in (int(size), int(size) + 1)]
    return max(fits, key=lambda fit: fit.likeness)


def drawn(path: Path, size: int, text: str, *, space: float = 0.0) -> np.ndarray:
    """Coverage (h, w) float32 of a text in a font file, with a margin; `space`: px added between its letters."""
    used = font(path, size)
    left, top, right, bottom = used.getbbox(text)
    width = int(right - left + space * (len(text) - 1)) + 2 * MARGIN
    image = Image.new("L", (width, int(bottom - top) + 2 * MARGIN))
    pen, at = ImageDraw.Draw(image), (MARGIN - left, MARGIN - top)
    if not space:
        pen.text(at, text, fill=255, font=used)
    for number, letter in enumerate(text if space else ""):
        pen.text((at[0] + used.getlength(text[:number]) + number * space, at[1]), letter, fill=255, font=used)
    return np.asarray(image, np.float32) / 255


def likeness(strip: np.ndarray, drawn: np.ndarray) -> float:
    """The best correlation within a few pixels."""
    larger = cv2.copyMakeBorder(strip, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=0)
    height, width = min(larger.shape[0], drawn.shape[0]), min(larger.shape[1], drawn.shape[1])
    found = cv2.matchTemplate(larger, drawn[:height, :width], cv2.TM_CCOEFF_NORMED)
    return float(np.nan_to_num(found).max(initial=0.0))


def air(path: Path, text: str) -> tuple[float, float]:
    """What a font leaves free before the first and behind the last letter of a text, in em."""
    return _bearings(path, text[0])[0], _bearings(path, text[-1])[1]


@cache
def _bearings(path: Path, letter: str) -> tuple[float, float]:
    """Left and right of a letter, in em; drawn, because Pillow's boxes begin at the pen."""
    size = EM // 5
    used, image = font(path, size), Image.new("L", (3 * size, 2 * size))
    ImageDraw.Draw(image).text((size, 0), letter, fill=255, font=used)
    box = image.getbbox()
    return (0.0, 0.0) if box is None else (box[0] / size - 1, (used.getlength(letter) - box[2]) / size + 1)


def font_file(name: str, *, bold: bool) -> Path | None:
    path = fonts_dir() / f"{name}-{'Bold' if bold else 'Regular'}.ttf"
    return path if path.exists() else None


@cache
def font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)
