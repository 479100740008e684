"""What was read of a listing, held against its cells: each letter is drawn, alone, and compared with what is there.

A reader mistakes a bracket for a C, or overlooks a dash. In cells there is one letter each, of a known size, so that
drawing all that it may be tells better, where the font is like the one at hand; where it is not, nothing is changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from string import ascii_letters, digits, punctuation
from unicodedata import normalize

import cv2
import numpy as np
from PIL import Image, ImageDraw

from moonpane_vision.fonts import font, font_file
from moonpane_vision.listings.crops import piece_words, row_coverage, row_pieces
from moonpane_vision.listings.model import Listing, Row

LETTERS = ascii_letters + digits + punctuation
RIM = 1  # px that a letter may be off
FINE, STEP, STEPS_DOWN = 4, 2, (-4, -2, 0, 2, 4)  # parts of a pixel; in which letters are moved, across and down
SOFT = 0.6  # px of blur, on both sides, that forgives what is left
# Mean correlation with what was read, from which a listing is in the font at hand, or in one like it; and by how much
# another letter must be more alike there. Of 637 letters the likest are all right in JetBrains Mono (mean 0.98), 99 %
# in Hack, DejaVu and Fira (0.94), where 4 of 1,911 right ones would be changed; in Liberation 4 of 637. Most listings
# in B612 (0.89) and Courier (0.84) stay as they were read.
SAME_FONT, LIKE_FONT = (0.965, 0.01), (0.93, 0.1)
MOST_SIZE = 60  # px of a font; larger letters are read well, and many pixels to compare
AT_ONCE = 512  # cells that are compared
ALIKE = 0.8  # that another letter has
DASHES, LIKE_DASH = "–—−", 0.7  # that code hardly has; what they are taken to have
ACCENT = 0.15  # that an accented letter is taken to be more alike than the one without
FEW, ALIKE_FEW, ALIKE_WORD = 3, 0.87, 0.72  # on average, of a few letters and of more, of which other many were read


def proved(pixels: np.ndarray, listing: Listing, texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """The texts of each row's pieces, from the picture (H, W, 3) that it was measured in."""
    if font_file("JetBrainsMono", bold=False) is None or listing.font_size > MOST_SIZE:
        return [list(row) for row in texts]
    told = _likes(pixels, listing)
    pieces = [
        [_Piece.of(row, like, piece, text) for piece, text in zip(row_pieces(row), read, strict=True)]
        for row, like, read in zip(listing.rows, told, texts, strict=True)
    ]
    likes = [like for row in pieces for piece in row for like in piece.likes_read()]
    mean = float(np.mean(likes)) if likes else 0.0
    margin = next((margin for least, margin in (SAME_FONT, LIKE_FONT) if mean >= least), None)
    return [[piece.text if margin is None else piece.proved(margin) for piece in row] for row in pieces]


@dataclass(frozen=True)
class _Piece:
    """What was read of some cells, and of each word in them how much its cells look like LETTERS, (cells, LETTERS)."""

    text: str
    likes: tuple[np.ndarray, ...]

    @staticmethod
    def of(row: Row, likes: Mapping[int, np.ndarray], piece: tuple[int, int], text: str) -> "_Piece":
        """`likes`: of each column of the row."""
        words = piece_words(row, *piece)
        return _Piece(text, tuple(np.stack([likes[column] for column in range(*word)]) for word in words))

    @property
    def is_one_each(self) -> bool:
        """Whether a letter was read in each cell."""
        return [len(word) for word in self.text.split()] == [len(like) for like in self.likes]

    def likes_read(self) -> list[float]:
        """How much the cells look like what was read in them, where that is known of each."""
        if not self.is_one_each:
            return []
        letters = zip("".join(self.text.split()), np.concatenate(self.likes), strict=True)
        return [float(like[LETTERS.index(letter)]) for letter, like in letters if letter in LETTERS]

    def proved(self, margin: float) -> str:
        """`margin`: by which another letter must be more alike."""
        sure = np.concatenate([like.max(axis=1) for like in self.likes])
        if not self.is_one_each and sure.mean() < (ALIKE_WORD if sure.size >= FEW else ALIKE_FEW):
            return self.text
        # Where a space, or a letter more or less, was read, the drawing tells how many there are.
        read = "".join(self.text.split())
        said = self.text.split() if self.is_one_each else [_aligned(like, read) for like in self.likes]
        return " ".join(_mended(word, like, margin) for word, like in zip(said, self.likes, strict=True))


def _aligned(likes: np.ndarray, read: str) -> str:
    """What the cells look most like, with those letters of what was read that stand at the same place in it."""
    best = "".join(LETTERS[at] for at in likes.argmax(axis=1))
    told = list(best)
    for kind, first, last, start, end in SequenceMatcher(None, best, read, autojunk=False).get_opcodes():
        if kind == "replace" and last - first == end - start:
            told[first:last] = read[start:end]
    return "".join(told)


def _mended(word: str, likes: np.ndarray, margin: float) -> str:
    """A word with those letters changed that are clearly others; `likes` (letters, LETTERS)."""
    told = ""
    for letter, like in zip(word, likes, strict=True):
        own, best = _own(letter, like), int(like.argmax())
        told += LETTERS[best] if like[best] >= ALIKE and like[best] - own >= margin else letter
    return told


def _own(letter: str, like: np.ndarray) -> float:
    """How much a cell looks like a letter; what cannot be drawn is taken for right."""
    if letter in LETTERS:
        return float(like[LETTERS.index(letter)])
    plain = normalize("NFD", letter)[0]
    return float(like[LETTERS.index(plain)]) + ACCENT if plain in LETTERS else LIKE_DASH if letter in DASHES else 1.0


def _likes(pixels: np.ndarray, listing: Listing) -> list[dict[int, np.ndarray]]:
    """For each row, how much each cell with ink looks like each of LETTERS, (LETTERS,) by its column, 1 is the same."""
    drawn, above = _drawn(listing.font_size, round(listing.advance))
    shape = drawn.shape[2:]
    places = [(at, column) for at, row in enumerate(listing.rows) for word in row.words for column in range(*word)]
    patches = np.concatenate([_patches(pixels, listing, row, above, shape) for row in listing.rows])
    found = [dict[int, np.ndarray]() for _ in listing.rows]
    all_drawn = drawn.reshape(-1, shape[0] * shape[1])
    for start in range(0, len(places), AT_ONCE):
        likes = (patches[start : start + AT_ONCE] @ all_drawn.T).reshape(-1, *drawn.shape[:2]).max(axis=2)
        for (at, column), like in zip(places[start : start + AT_ONCE], likes, strict=True):
            found[at][column] = like
    return found


def _patches(pixels: np.ndarray, listing: Listing, row: Row, above: int, shape: tuple[int, ...]) -> np.ndarray:
    """Every cell of a row with ink, (cells, h * w), as its letters are drawn: without its mean and of length 1."""
    (first, _), (_, last) = row.words[0], row.words[-1]
    coverage, left, top = row_coverage(pixels, listing, row, first - 1, last + 1)
    height, width = shape
    ground = np.pad(coverage, ((height, height), (width, width)))
    y = height + round(listing.row_baseline(row)) - top - above - RIM
    found = []
    for column in (column for word in row.words for column in range(*word)):
        x = width + round(row.grid.left(column)) - left - RIM
        patch = np.zeros(shape, np.float32)
        seen = ground[max(0, y) : y + height, max(0, x) : x + width]
        patch[: seen.shape[0], : seen.shape[1]] = seen
        flat = cv2.GaussianBlur(patch, (3, 3), SOFT).ravel()
        flat -= flat.mean()
        found.append(flat / max(float(np.linalg.norm(flat)), 1e-6))
    return np.array(found, np.float32)


@lru_cache(maxsize=4)
def _drawn(size: float, advance: int) -> tuple[np.ndarray, int]:
    """LETTERS at every place that they may be off, (LETTERS, places, h, w), without their mean and of length 1; and the
    rows above the baseline."""
    path = font_file("JetBrainsMono", bold=False)
    assert path is not None
    used = font(path, max(1, round(FINE * size)))
    above, below = round(0.95 * size), round(0.3 * size)
    height, width = above + below + 2 * RIM, advance + 2 * RIM
    places = [(down, right) for down in STEPS_DOWN for right in range(-FINE * RIM, FINE * RIM + 1, STEP)]
    found = np.zeros((len(LETTERS), len(places), height, width), np.float32)
    for number, letter in enumerate(LETTERS):
        for at, (down, right) in enumerate(places):
            image = Image.new("L", (FINE * width, FINE * height))
            place = (FINE * RIM + right, FINE * (above + RIM) + down)
            ImageDraw.Draw(image).text(place, letter, fill=255, font=used, anchor="ls")
            ink = cv2.GaussianBlur(np.asarray(image.reduce(FINE), np.float32), (3, 3), SOFT)
            ink -= ink.mean()
            found[number, at] = ink / max(float(np.linalg.norm(ink)), 1e-6)
    return found, above
