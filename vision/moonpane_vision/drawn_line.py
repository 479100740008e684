"""How much like a line its text is in a font, regular or bold, its letters close or apart."""

from functools import cached_property
from pathlib import Path

import numpy as np

from moonpane_vision import fonts
from moonpane_vision.parse.model import TextLine

SURE = 0.84  # likeness in the page's own font, from which no other is tried
LONGEST_SPACED = 32  # letters; more are drawn one by one too slowly
MOST_NEAR, MOST_APART = 0.03, 0.4  # em
LEAST_SIZE, OTHER_SIZE = 6, 0.04  # px; likeness by which another size than that of its height is better


def is_capital(text: str) -> bool:
    return text == text.upper() and text != text.lower()


class DrawnLine:
    """A line with its text, and how it looks in fonts; each is drawn when it is asked for."""

    def __init__(self, pixels: np.ndarray, line: TextLine, text: str, page: str) -> None:
        self.line, self.text, self.page = line, text, page
        self.letters = len(text.replace(" ", ""))
        self.weights = (600, 700) if line.bold else (400, 600)
        self._pixels = pixels
        self._fits: dict[tuple[str, int], float] = {}
        self._apart: dict[str, tuple[float, int, float]] = {}

    @cached_property
    def seen(self) -> np.ndarray:
        return fonts.strip(self._pixels, self.line)

    def like(self, name: str, weight: int) -> float:
        if (name, weight) not in self._fits:
            path = fonts.weight_file(name, weight)
            fit = fonts.fitted(self.seen, self.line, self.text, path) if path else None
            self._fits[name, weight] = fit.likeness if fit else 0.0
        return self._fits[name, weight]

    @cached_property
    def own(self) -> float:
        """Likeness in the page's font: of all weights, since a wrong one makes another font look right."""
        best = self.close(self.page)
        if best < SURE:
            best = max(best, *(self.like(self.page, weight) for weight in (400, 700)))
        return best if best >= SURE or len(self.text) > LONGEST_SPACED else max(best, self.spaced(self.page)[0])

    def spaced(self, name: str) -> tuple[float, int, float]:
        """(Likeness, size, px between letters) of the best way to fill its width with letters apart."""
        if name not in self._apart:
            self._apart[name] = self._spaced(name)
        return self._apart[name]

    def _spaced(self, name: str) -> tuple[float, int, float]:
        found, usual = [(0.0, 0, 0.0)], 0
        for path in filter(None, (fonts.weight_file(name, weight) for weight in self.weights)):
            usual = self._usual_size(path)
            for size in range(max(LEAST_SIZE, usual - 1), usual + 2):
                left, _, right, _ = fonts.font(path, size).getbbox(self.text)
                apart = round((self.line.ink.width - 1 - (right - left)) / max(1, len(self.text) - 1), 1)
                if -MOST_NEAR * size <= apart <= MOST_APART * size:
                    drawn = fonts.drawn(path, size, self.text, space=apart)
                    found.append((fonts.likeness(self.seen, drawn), size, apart))
        return max(found, key=lambda each: each[0] - OTHER_SIZE * (each[1] != usual))

    def _usual_size(self, path: Path) -> int:
        """As high as it is, which capitals tell best."""
        if not is_capital(self.text):
            return self.line.font_size
        _, top, _, bottom = fonts.font(path, fonts.UNIT).getbbox(self.text)
        return round(fonts.UNIT * self.line.ink.height / max(1, bottom - top))

    def close(self, name: str) -> float:
        """Likeness with its letters as close as the font has them."""
        return max(self.like(name, weight) for weight in self.weights)

    def in_family(self, name: str) -> float:
        """As above, or of capitals with their letters apart."""
        close = self.close(name)
        is_apart = close < SURE and is_capital(self.text) and len(self.text) <= LONGEST_SPACED
        return max(close, self.spaced(name)[0]) if is_apart else close
