"""Which part of a picture stands for it where there is room for a part only."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import sub

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

ALONG, ACROSS = 64, 16  # places that are looked at
NEARLY = 0.98  # of the most that is to be seen anywhere: such parts are as good
BARE = 0.1  # of it: a part with less shows nothing


def fitted(image: QImage, size: QSize, *, ratio: float) -> QImage:
    """The part of the picture that fills `size`.

    A tall page is recognised by its head, a very wide one by its beginning, unless they are bare; of any other the part
    is taken in which most is to be seen. Parts that are as good lie around it, so what is centred stays in the middle.
    """
    wanted = size * ratio
    scaled = image.scaled(
        wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    over = scaled.size() - wanted
    left, top = 0, 0
    if over.width() > 0:
        left = _start(_change(scaled, across=True), scaled.width(), wanted.width())
    elif over.height() > 0:
        top = _start(_change(scaled, across=False), scaled.height(), wanted.height(), has_head=True)
    return scaled.copy(left, top, wanted.width(), wanted.height())


def _start(change: list[int], length: int, wanted: int, *, has_head: bool = False) -> int:
    """Where `wanted` of `length` px begin best."""
    over = length - wanted
    span = max(1, round(wanted / length * len(change)))
    sums = [0, *accumulate(change)]
    seen = [end - begin for begin, end in zip(sums, sums[span:], strict=False)]
    if (has_head or over >= wanted) and seen[0] >= BARE * max(seen):
        return 0
    best = [at for at, each in enumerate(seen) if each >= NEARLY * max(seen)]
    return round(over * best[len(best) // 2] / max(1, len(seen) - 1))


def _change(image: QImage, *, across: bool) -> list[int]:
    """How much the brightness changes within each of `ALONG` columns, or rows, and towards its neighbours."""
    size = QSize(ALONG, ACROSS) if across else QSize(ACROSS, ALONG)
    small = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    gray = small.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, wide = bytes(gray.constBits()), gray.width()  # of both widths Qt's lines have no padding
    rows = [pixels[at : at + wide] for at in range(0, len(pixels), wide)]
    lines: Sequence[Sequence[int]] = list(zip(*rows, strict=True)) if across else rows
    change = [_apart(line, line[1:]) for line in lines]
    for at, (before, line) in enumerate(pairwise(lines)):
        step = _apart(before, line)
        change[at] += step
        change[at + 1] += step
    return change


def _apart(one: Sequence[int], other: Sequence[int]) -> int:
    """Sum of the differences, without a step of Python for each: ten covers are painted at once."""
    return sum(map(abs, map(sub, one, other)))
