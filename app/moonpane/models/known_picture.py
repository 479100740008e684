"""A picture whose content only somebody who sees it can tell: a number on a colour, another one each time.

It is made here from nothing, so that it can be shown to any server: it says nothing about its owner.
"""

import random
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Literal

# What a person, and so a model, may call the colour.
COLORS: dict[str, tuple[tuple[int, int, int], tuple[str, ...]]] = {
    "red": ((200, 30, 30), ("red", "crimson", "scarlet")),
    "green": ((20, 130, 60), ("green", "emerald")),
    "blue": ((35, 80, 210), ("blue", "azure")),
    "purple": ((120, 40, 150), ("purple", "violet", "magenta")),
    "orange": ((225, 110, 10), ("orange", "amber")),
    "gray": ((95, 95, 95), ("gray", "grey")),
}
WHITE = (255, 255, 255)
WIDTH, HEIGHT, SCALE = 280, 168, 12  # pixels; a dot of a digit is a square of SCALE
QUESTION = "What colour is the background of this picture, and which number is on it? Answer with both, nothing else."

# Five by seven dots each, a row as five bits.
DIGITS = (
    (14, 17, 19, 21, 25, 17, 14), (4, 12, 4, 4, 4, 4, 14), (14, 17, 1, 2, 4, 8, 31), (31, 2, 4, 2, 1, 17, 14),
    (2, 6, 10, 18, 31, 2, 2), (31, 16, 30, 1, 1, 17, 14), (6, 8, 16, 30, 17, 17, 14), (31, 1, 2, 4, 8, 8, 8),
    (14, 17, 17, 14, 17, 17, 14), (14, 17, 17, 15, 1, 2, 12),
)  # fmt: skip

Verdict = Literal["yes", "partly", "no"]


@dataclass(frozen=True)
class KnownPicture:
    """One such picture."""

    color: str  # a key of COLORS
    number: int  # 100..999
    png: bytes

    def judge(self, said: str) -> Verdict:
        """What an answer proves: “yes” needs both, which blind guessing meets once in 5,400 times."""
        words = set(re.findall(r"[a-z]+", said.lower()))
        named = [name for name, (_, names) in COLORS.items() if words & set(names)]
        # One of each: who lists all colours and numbers has seen nothing.
        color = named == [self.color]
        number = [digits.lstrip("0") for digits in re.findall(r"[0-9]+", said)] == [str(self.number)]
        return "yes" if color and number else "partly" if color or number else "no"


def draw(chance: random.Random | None = None) -> KnownPicture:
    """A picture that was not there before."""
    chance = chance or random.SystemRandom()
    color, number = chance.choice(list(COLORS)), chance.randint(100, 999)
    rows = _rows(number, bytes(COLORS[color][0]), bytes(WHITE))
    return KnownPicture(color, number, _png(rows))


def blank(width: int, height: int) -> bytes:
    """A white picture of a size, as PNG."""
    return _png([bytes(WHITE) * width] * height)


def _rows(number: int, paper: bytes, ink: bytes) -> list[bytes]:
    digits = [DIGITS[int(letter)] for letter in str(number)]
    left = (WIDTH // SCALE - 6 * len(digits) + 1) // 2
    top = (HEIGHT // SCALE - 7) // 2
    dots = [[paper] * (WIDTH // SCALE + 1) for _ in range(HEIGHT // SCALE)]
    for place, digit in enumerate(digits):
        for row, bits in enumerate(digit):
            for column in range(5):
                if bits >> (4 - column) & 1:
                    dots[top + row][left + 6 * place + column] = ink
    lines = [b"".join(dot * SCALE for dot in line)[: 3 * WIDTH] for line in dots]
    return [line for line in lines for _ in range(SCALE)]


def _png(rows: list[bytes]) -> bytes:
    """Rows of RGB as a PNG file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
