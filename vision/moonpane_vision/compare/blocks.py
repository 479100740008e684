"""Text blocks: a piece of a page's text with its place and colour.

A block is what one element says itself, as in Design2Code, where a block is all that was painted in one element's
colour. `page_blocks` brings the blocks of one page into the form in which they are matched.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from moonpane_vision.compare.errors import CompareError

# A single block longer than this is matched by its beginning; the time of matching grows with the square.
MAX_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One element's own text, the rectangle around it in CSS pixels, and its colour in 0..255."""

    text: str
    x: float
    y: float
    width: float
    height: float
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block as it is matched: lower case, single spaces, edges as shares (0..1) of its own page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    color: tuple[float, float, float]

    @property
    def area(self) -> float:
        """Share of the page that the rectangle covers."""
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def center(self) -> tuple[float, float]:
        """Middle of the rectangle, each coordinate as share of the page."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def merged(self, other: "PageBlock") -> "PageBlock":
        """Both blocks as one: texts joined, one rectangle around both, colours averaged."""
        return PageBlock(
            f"{self.text} {other.text}"[:MAX_CHARACTERS],
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            _mean_color([self.color, other.color]),
        )


def blocks_from_json(items: Iterable[Mapping[str, object]]) -> list[TextBlock]:
    """Blocks of the renderer's JSON (its list "blocks"; text, x, y, width, height in CSS pixels, color [r, g, b]).

    Raises CompareError naming the block and field that is missing or of a wrong type.
    """
    blocks = []
    for number, item in enumerate(items):
        if not isinstance(item, Mapping):
            raise CompareError(f"Block {number} is not an object with text, x, y, width, height and color.")
        text = item.get("text")
        if not isinstance(text, str):
            raise CompareError(f'Block {number} has no "text"; it must be a string.')
        x, y, width, height = (
            number_in(item.get(name), f"Block {number}", name) for name in ("x", "y", "width", "height")
        )
        blocks.append(TextBlock(text, x, y, width, height, _color(item.get("color"), number)))
    return blocks


def page_blocks(
    blocks: Sequence[TextBlock], width: int, height: int, *, side: str, unread: bool = False
) -> list[PageBlock]:
    """The visible blocks of a page of width x height pixels, ready for matching, in their order.

    Parts outside the page are cut off and blocks of which nothing is left are dropped, for nothing of them is
    painted; blocks with the same rectangle become one. Blocks without text count only if `unread`.
    Raises CompareError for a value that is not finite.
    """
    same_place: dict[tuple[float, float, float, float], list[tuple[str, tuple[float, float, float]]]] = {}
    for number, block in enumerate(blocks):
        values = (block.x, block.y, block.width, block.height, *block.color)
        if not all(map(math.isfinite, values)):
            raise CompareError(f"Block {number} of the {side} has a place or colour that is not a finite number.")
        left, right = max(0.0, block.x / width), min(1.0, (block.x + block.width) / width)
        top, bottom = max(0.0, block.y / height), min(1.0, (block.y + block.height) / height)
        text = " ".join(block.text[: 2 * MAX_CHARACTERS].lower().split())[:MAX_CHARACTERS]
        if (text or unread) and right > left and bottom > top:
            red, green, blue = (min(255.0, max(0.0, channel)) for channel in block.color)
            same_place.setdefault((left, top, right, bottom), []).append((text, (red, green, blue)))
    return [
        PageBlock(" ".join(text for text, _ in parts)[:MAX_CHARACTERS], *place, _mean_color([c for _, c in parts]))
        for place, parts in same_place.items()
    ]


def _mean_color(colors: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    red, green, blue = (math.fsum(channel) / len(colors) for channel in zip(*colors, strict=True))
    return red, green, blue


def number_in(value: object, what: str, field: str) -> float:
    """A value of foreign JSON that has to be a finite number. Raises CompareError naming `what` and the field."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CompareError(f'{what} has no number in "{field}".')
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise CompareError(f'{what} has a value in "{field}" that is not a finite number.')
    return number


def _color(value: object, block: int) -> tuple[float, float, float]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) not in (3, 4):
        raise CompareError(f'Block {block} has no "color"; it must be [red, green, blue] in 0..255.')
    red, green, blue = (number_in(channel, f"Block {block}", "color") for channel in value[:3])
    return red, green, blue
