"""The fonts at hand, and how much like a line of a screen its text is in one of them: it is drawn and compared.

A line's width and its font give its size; drawn at that size the right font has its ink where the picture has it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.normalise import ink_coverage
from moonpane_vision.parse.model import TextLine

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
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}  # the files' second word
MIN_LETTERS = 4
SIGNS = "–—…•€“”‘’„"  # beyond Latin letters, that the fonts at hand have
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


def is_plain(text: str, *, signs: str = "") -> bool:
    """Whether all fonts at hand have its letters; `signs` that they have are no letters."""
    return len(text.replace(" ", "")) >= MIN_LETTERS and all(" " <= char <= "ÿ" or char in signs for char in text)


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


def fitted(seen: np.ndarray, line: TextLine, text: str, path: Path) -> Fit:
    """A line's `strip` and its text in a font file, drawn as wide as it is; unlike it where that is no size it can
    have."""
    left, _, right, _ = font(path, UNIT).getbbox(text)
    size = UNIT * line.ink.width / max(1, right - left)
    if abs(size - line.font_size) > SIZE_SLACK * line.font_size + 1:
        return Fit(0.0, line.font_size)
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


@cache
def ink_of(path: Path, text: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text's ink, from where it begins on the baseline, in em; drawn, as above."""
    used, image = font(path, UNIT), Image.new("L", ((2 + len(text)) * UNIT, 3 * UNIT))
    ImageDraw.Draw(image).text((UNIT, 2 * UNIT), text, fill=255, font=used, anchor="ls")
    left, top, right, bottom = image.getbbox() or (UNIT, 2 * UNIT, UNIT, 2 * UNIT)
    return left / UNIT - 1, top / UNIT - 2, right / UNIT - 1, bottom / UNIT - 2


def font_file(name: str, *, bold: bool) -> Path | None:
    return weight_file(name, 700 if bold else 400)


def weight_file(name: str, weight: int) -> Path | None:
    """The file of a family for `font-weight` 400, 600 or 700; None where there is none."""
    path = fonts_dir() / f"{name}-{WEIGHTS[weight]}.ttf"
    return path if path.exists() else None


@cache
def font(path: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)
