"""Which lines say what was read in them: drawn in the fonts at hand, a text looks like its picture, or it is none.

What a parser takes for a short line may be an icon, a star, a piece of a chart or of a map, and a reader finds letters
in each. Of longer ones only what is nothing like its text is told, and of long ones what has no room for it: one that
was read with a mistake still tells more than a picture of it. On a drawing, whose edges look most like writing, every
text has to be proved.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from moonpane_vision.fonts import FAMILIES, LIKE, SIGNS, UNIT, drawn, font, font_file, likeness, strip
from moonpane_vision.parse.model import Screen, TextLine

HAND = "PatrickHand"  # of sketches
# By the number of letters, the correlation that a text has at least, also where its font is not at hand: the more
# letters, the less exactly they lie upon each other.
LEAST_LIKE = (0.6, 0.6, 0.55, 0.55, 0.5, 0.5, *[0.3] * 8)
LIKE_SIGN = 0.75  # the same of signs, which are drawn in any size: an arrow looks a little like a dot
NARROWEST, WIDEST = 0.62, 1.6  # the size that the width asks for, as a share of the one that the height asks for
TWO_LINES = 28  # px a font, as two lines of small letters are high
LEAST_SPACE = 0.03  # em between letters that are spaced on purpose
LOW_SIGNS = frozenset("+-–—−=~_.,:;•·…°*'\"^<>")  # whose height tells no size


def unlike_their_texts(pixels: np.ndarray, screen: Screen, texts: Sequence[str]) -> list[int]:
    """Numbers of the lines that do not look like their texts; `pixels` (H, W, 3) uint8, `texts[i]` of line i.

    None where all texts are empty: then nobody has read them.
    """
    if not any(texts):
        return []
    drawings = {index for index, box in enumerate(screen.boxes) if box.is_drawing}
    found = []
    for number, (line, text, owner) in enumerate(zip(screen.lines, texts, screen.owners, strict=True)):
        is_told = _says(pixels, line, text) if owner in drawings else _could_say(pixels, line, text)
        found += [] if is_told else [number]
    return found


def _says(pixels: np.ndarray, line: TextLine, text: str) -> bool:
    """Whether a line looks like its text in a font at hand."""
    seen = strip(pixels, line)
    return bool(text) and any(likeness(seen, picture) >= LIKE for picture in _pictures(line, text))


def _could_say(pixels: np.ndarray, line: TextLine, text: str) -> bool:
    count = len(text.replace(" ", ""))
    if not all(letter <= "ɏ" or letter in SIGNS for letter in text):
        return True
    if count > len(LEAST_LIKE):
        return line.font_size < TWO_LINES or _has_room(line, text)
    if not count:
        return False
    seen, least = strip(pixels, line), LIKE_SIGN if LOW_SIGNS.issuperset(text) else LEAST_LIKE[count - 1]
    return any(likeness(seen, picture) >= least for picture in _pictures(line, text))


def _has_room(line: TextLine, text: str) -> bool:
    """Whether a text can be as high as its line and no wider, in any font at hand; else several lines were read as
    one."""
    paths = (font_file(name, bold=False) for name in FAMILIES)
    boxes = [font(path, UNIT).getbbox(text) for path in paths if path is not None]
    least = min((right - left for left, _, right, _ in boxes), default=0)
    return NARROWEST * least * line.font_size <= UNIT * line.ink.width


def _pictures(line: TextLine, text: str) -> Iterator[np.ndarray]:
    """The text in every font as wide as the line, and as high with its letters spaced."""
    for name in (*FAMILIES, HAND):
        for bold in (line.bold, not line.bold):
            path = font_file(name, bold=bold)
            if path is None:
                continue
            left, _, right, _ = font(path, UNIT).getbbox(text)
            size = UNIT * line.ink.width / max(1, right - left)
            if NARROWEST * line.font_size <= size <= WIDEST * line.font_size or LOW_SIGNS.issuperset(text):
                yield from (drawn(path, max(1, whole), text) for whole in (int(size), int(size) + 1))
            space = (line.ink.width - (right - left) * line.font_size / UNIT) / max(1, len(text) - 1)
            if len(text) > 1 and space >= LEAST_SPACE * line.font_size:
                yield drawn(path, line.font_size, text, space=space)
