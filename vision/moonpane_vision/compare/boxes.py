"""Blocks of a screen that was measured from its picture, and their pairing by place where nobody has read their texts.

A mockup has no live page. `blocks_from_screen` takes its blocks from `moonpane_vision.parse`; with texts they can be
matched like any others, without texts `pair_by_place` says which block is where which other is, and `without_drawings`
leaves out what the page shows to be no text.
"""

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from moonpane_vision.compare.blocks import PageBlock, TextBlock
from moonpane_vision.compare.errors import CompareError
from moonpane_vision.compare.matching import Matching

if TYPE_CHECKING:
    from moonpane_vision.parse import Node, Screen

REACH = 0.15  # of the page; blocks farther apart than this, across or down, are no pair
LIKENESS = 0.5  # smaller / larger width or height; less alike blocks are no pair
MAX_BLOCKS = 1000  # a side; all pairs are weighed at once

# A drawing that was taken for text. Where the text is missing, at least 0.9 was measured on 450 short lines of
# suites/handmade; where both show the same drawing, at most 0.5 but for a few.
LONGEST = 5.0  # width / height of a line that may be none, about twelve letters
SAME = 0.5  # difference of two pictures of one drawing ...
NEARLY_ALL = 0.95  # ... over so much of it: a dash is a small part of the box around it


def blocks_from_screen(
    screen: "Screen", texts: Sequence[str] | None = None, *, without: Container[int] = ()
) -> list[TextBlock]:
    """One block for each text of a measured screen, around its line boxes; `texts[i]` is what `screen.lines[i]` says.

    Without texts the blocks have none, for `compare(..., by_place=True)`. `without`: numbers of lines that are left
    out. Raises CompareError for a wrong count.
    """
    if texts is not None and len(texts) != len(screen.lines):
        raise CompareError(f"The screen has {len(screen.lines)} text lines, but {len(texts)} texts were given.")
    blocks = []
    for node in _texts(screen.root):
        boxes = [screen.lines[line].box for line in node.lines if line not in without]
        if not boxes:
            continue
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        width, height = max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top
        said = "" if texts is None else " ".join(texts[line] for line in node.lines)
        red, green, blue = screen.lines[node.lines[0]].colour
        blocks.append(TextBlock(said, left, top, width, height, (red, green, blue)))
    return blocks


def without_drawings(
    original: Sequence[TextBlock], page: Sequence[TextBlock], difference: NDArray[np.float32], factor: int = 1
) -> list[TextBlock]:
    """The blocks measured in an original's picture, less those that are no text by what the page shows.

    Nobody read them, and an icon or a switch looks like a short line. It is none where a page whose texts are known
    has no text but the same pixels. Long ones stay, so that a picture of a whole page is no page without text.
    `difference`: 0 the same .. 1, shape (canvas height, canvas width), a pixel for `factor` of the blocks.
    """
    return [block for block in original if not _is_drawing(block, page, difference, factor)]


def _is_drawing(block: TextBlock, page: Sequence[TextBlock], difference: NDArray[np.float32], factor: int) -> bool:
    if block.width > LONGEST * block.height or any(_touch(block, other) for other in page):
        return False
    left, top, right, bottom = (
        round(max(0.0, edge) / factor) for edge in (block.x, block.y, block.x + block.width, block.y + block.height)
    )
    there = difference[top:bottom, left:right]
    return there.size > 0 and float(np.quantile(there, NEARLY_ALL)) <= SAME


def _touch(one: TextBlock, other: TextBlock) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def pair_by_place(page: Sequence[PageBlock], original: Sequence[PageBlock]) -> Matching:
    """Pairs blocks of like size near each other so that they lie as near as can be; each pair has ratio 1.

    Nothing is merged. Beyond MAX_BLOCKS a side, blocks stay without a partner.
    """
    one, two = _table(page), _table(original)
    apart = np.abs(one[:, None, :2] - two[None, :, :2]).max(axis=2)
    smaller = np.minimum(one[:, None, 2:], two[None, :, 2:])
    likeness = (smaller / np.maximum(one[:, None, 2:], two[None, :, 2:])).min(axis=2)
    allowed = (apart <= REACH) & (likeness >= LIKENESS)
    # Size decides only between blocks that are about as near; a forbidden pair costs more than any allowed one.
    rows, columns = linear_sum_assignment(np.where(allowed, apart + 0.01 * (1.0 - likeness), 1.0))
    kept = [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if allowed[i, j]]
    shortened = max(len(page), len(original)) > MAX_BLOCKS
    return Matching(tuple(page), tuple(original), tuple((i, j, 1.0) for i, j in kept), shortened)


def _table(blocks: Sequence[PageBlock]) -> NDArray[np.float64]:
    """Centre and size of each block as shares of the page, shape (blocks, 4), at most MAX_BLOCKS rows."""
    rows = [(*block.center, block.right - block.left, block.bottom - block.top) for block in blocks[:MAX_BLOCKS]]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _texts(node: "Node") -> Iterator["Node"]:
    if node.kind == "text" and node.lines:
        yield node
    for child in node.children:
        yield from _texts(child)
