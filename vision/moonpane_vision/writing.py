"""Which of the fonts at hand a screen is written in, and its lines as large and as placed as their font asks.

Fonts that are not at hand are told as the one that looks most like them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor
from pathlib import Path

import numpy as np

from moonpane_vision.fonts import (
    EM,
    FAMILIES,
    LIKE,
    SIGNS,
    air,
    drawn,
    fitted,
    font,
    font_file,
    ink_of,
    is_plain,
    likeness,
    strip,
    weight_file,
)
from moonpane_vision.lettering import Lettering, letterings
from moonpane_vision.parse.model import LINE_HEIGHT_EM, Rect, Screen, TextLine

MAX_LINES = 8  # compared, those that say most
SIZED = frozenset("+=~×÷")  # signs that are no capitals, but tell their size
# Letters whose foot or height is easily mistaken, as that of a 4; px by which they are of another size then; by how
# much they are more alike so, and how alike. Of 303 texts 36 are closer to their size so, none is farther.
FEW, OTHER_SIZE, MORE_ALIKE, ALIKE = 2, 2, 0.1, 0.8


@dataclass(frozen=True)
class Writing:
    """The `font-family` of most of a screen's texts, empty where it cannot be told, and each line in its own.

    A line that is not told to be in its font keeps its measured size.
    """

    family: str
    lines: tuple[TextLine, ...]


def writing_of(pixels: np.ndarray, screen: Screen, texts: Sequence[str]) -> Writing:
    """`pixels` is (H, W, 3) uint8, `texts[i]` what `screen.lines[i]` says."""
    lines = [(line, text) for line, text in zip(screen.lines, texts, strict=True) if is_plain(text)]
    totals: dict[str, float] = {}
    for line, text in sorted(lines, key=lambda item: -len(item[1]))[:MAX_LINES]:
        seen = strip(pixels, line)
        for name in FAMILIES:
            if path := font_file(name, bold=line.bold):
                totals[name] = totals.get(name, 0.0) + fitted(seen, line, text, path).likeness * len(text)
    if not totals:
        return Writing("", screen.lines)
    best = max(totals, key=lambda name: totals[name])
    others, told = letterings(pixels, screen, texts, best), list[TextLine]()
    for number, (line, text) in enumerate(zip(screen.lines, texts, strict=True)):
        other = others.get(number)
        if other is None:
            told.append(_told(pixels, line, text, Lettering(best, 700 if line.bold else 400), is_known=is_plain(text)))
        else:
            own = _told(pixels, line, text, other, is_known=is_plain(text, signs=SIGNS))
            family = FAMILIES[other.name] if other.name != best else ""
            # What its weight was told from is how bold it was measured.
            told.append(replace(own, family=family, weight=_said_weight(line, other.weight)))
    return Writing(FAMILIES[best], tuple(told))


def _said_weight(line: TextLine, weight: int) -> int:
    return 0 if weight == (700 if line.bold else 400) else weight


def _told(pixels: np.ndarray, line: TextLine, text: str, written: Lettering, *, is_known: bool) -> TextLine:
    """The line as large as its width says, where it looks like that font, and framed as a browser frames it.

    `is_known`: whether the font has all that is in the text.
    """
    path = weight_file(written.name, written.weight)
    if path is None:
        return line
    if text and SIZED.issuperset(text):
        _, line, path = _as_its_ink(pixels, line, text, written.name, path)
    elif _is_few(text):
        line, path = _as_few(pixels, line, text, written.name, path)
    elif written.spacing:
        line = replace(line, font_size=written.size, spacing=written.spacing)
    elif is_known:
        fit = fitted(strip(pixels, line), line, text, path)
        line = replace(line, font_size=fit.size) if fit.likeness >= LIKE else line
    if not text.strip():
        return line
    used, size, first = font(path, EM), line.font_size / EM, " " + text.split()[0]
    return replace(
        line,
        frame=_frame(line, text, path),
        advance=size * used.getlength(text) + len(text) * line.spacing,
        first_advance=size * used.getlength(first) + len(first) * line.spacing,
    )


def _is_few(text: str) -> bool:
    return len(text) <= FEW and any(char.isalnum() for char in text) and all("!" <= char <= "ÿ" for char in text)


def _as_few(pixels: np.ndarray, line: TextLine, text: str, name: str, path: Path) -> tuple[TextLine, Path]:
    """One or two letters as their ink says, where that is clearly another size and looks clearly more like them."""
    like, sized, file = _as_its_ink(pixels, line, text, name, path)
    if abs(sized.font_size - line.font_size) < OTHER_SIZE or like < ALIKE:
        return line, path
    measured = likeness(strip(pixels, line), drawn(path, line.font_size, text))
    return (sized, file) if like >= measured + MORE_ALIKE else (line, path)


def _as_its_ink(pixels: np.ndarray, line: TextLine, text: str, name: str, path: Path) -> tuple[float, TextLine, Path]:
    """How alike a line is in the size, the weight and the place that its ink says, it in these, and its font's file.

    By the height of a sign alone it would be much smaller, and its strokes therefore bold.
    """
    seen, best = strip(pixels, line), (-1.0, line, path)
    for bold in (False, True):
        if (file := font_file(name, bold=bold)) is None:
            continue
        left, top, right, bottom = ink_of(file, text)
        # Whole pixels, of which the ink fills the outer ones by half: one sum of both ways is off by less.
        size = (line.ink.width + line.ink.height - 1) / max(0.1, right - left + bottom - top)
        # Strokes straight across and down look the same in two sizes, so that their look does not say which.
        for whole in (round(size),) if SIZED.issuperset(text) else (int(size), int(size) + 1):
            whole = max(1, whole)
            sized = replace(line, font_size=whole, bold=bold, baseline=line.ink.bottom - bottom * whole)
            like = likeness(seen, drawn(file, whole, text))
            best = max(best, (like, sized, file), key=lambda each: each[0])
    return best


def _frame(line: TextLine, text: str, path: Path) -> Rect:
    """The line box at line-height 1.25, in which Chromium rounds what a font has above and below its baseline."""
    above, below = (round(line.font_size * em / EM) for em in font(path, EM).getmetrics())
    height = LINE_HEIGHT_EM * line.font_size
    left, right = air(path, text)
    # Ink is counted in whole pixels, of which it fills the outer ones by half.
    x = round(line.ink.x + 0.5 - left * line.font_size)
    end = round(line.ink.right - 0.5 + right * line.font_size + line.spacing)
    top = round(line.baseline) - above - floor((height - above - below) / 2)
    return Rect(x, top, max(1, end - x), round(height))
