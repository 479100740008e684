"""The vocabulary of a measured screen: rectangles, text lines, and the tree of what contains what. px, picklable."""

from dataclasses import dataclass
from typing import Literal

Colour = tuple[int, int, int]
Kind = Literal["page", "text", "row", "col", "box", "picture"]

MAX_BORDER = 6  # px
MAX_LINE_THICKNESS = 5  # px; thinner boxes are dividers
LEAST_CAPTIONED = 80  # px; on a smaller drawing nobody writes
LINE_HEIGHT_EM = 1.25  # the line box the outline reckons with
BEARING_EM = 0.03  # air on both sides of a common letter, beyond its anti-aliased rim
BASELINE_EM = 0.985  # from the top of that line box to the baseline: 0.95 (Nunito) to 1.01 (Open Sans)


@dataclass(frozen=True)
class Rect:
    """Whole pixels, right and bottom exclusive."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def area(self) -> int:
        return self.width * self.height

    def contains(self, other: "Rect", *, slack: int = 0) -> bool:
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and self.right + slack >= other.right
            and self.bottom + slack >= other.bottom
        )

    def overlap(self, other: "Rect") -> int:
        """Area shared with the other."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(0, wide) * max(0, high)

    def inset(self, px: int) -> "Rect":
        return Rect(self.x + px, self.y + px, self.width - 2 * px, self.height - 2 * px)

    def within(self, width: int, height: int) -> "Rect":
        """What of it is in a picture of that size."""
        left, top = max(0, self.x), max(0, self.y)
        return Rect(left, top, min(width, self.right) - left, min(height, self.bottom) - top)

    @staticmethod
    def around(rects: "list[Rect]") -> "Rect":
        """The smallest rectangle around one or more."""
        left, top = min(r.x for r in rects), min(r.y for r in rects)
        return Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)


@dataclass(frozen=True)
class Box:
    """A visible rectangle; `radius` is that of its outer edge, `corners` are top-left, -right, bottom-right, -left."""

    rect: Rect
    fill: Colour
    radius: int = 0
    border: int = 0
    border_colour: Colour | None = None
    corners: tuple[int, int, int, int] = (0, 0, 0, 0)
    zone: int = -1  # the flat zone it was found from
    is_picture: bool = False  # many-coloured; `fill` is then the mean
    is_photo: bool = False  # a picture so grainy that a flat box on it was laid over it
    is_gradient: bool = False  # a picture so smooth that texts and boxes on it can be told
    listing: int = -1  # its number among those of the screen, where it stands for one
    shadow: int = 0  # px that its shadow was seen to reach onto what it lies over

    @property
    def corner_radii(self) -> tuple[int, int, int, int]:
        return self.corners if max(self.corners) else (self.radius, self.radius, self.radius, self.radius)

    @property
    def is_line(self) -> bool:
        return min(self.rect.width, self.rect.height) <= MAX_LINE_THICKNESS

    @property
    def is_drawing(self) -> bool:
        """A picture that is no photograph and no gradient, and so large that texts may be laid over it."""
        is_large = min(self.rect.width, self.rect.height) >= LEAST_CAPTIONED
        return self.is_picture and not self.is_photo and not self.is_gradient and is_large


@dataclass(frozen=True)
class TextLine:
    """One line of text in one style."""

    ink: Rect
    baseline: float  # row edge
    ascender: float  # px from the top of capitals to the baseline
    font_size: int
    bold: bool
    colour: Colour
    background: Colour
    first_word: int = 0  # width of the first word
    underline: tuple[int, int] | None = None  # rows [from, to) of the stroke below the text
    bullet: bool = False  # a list dot stands before it; the dot is not in `ink`
    # what the page's font makes of its text, where both are known
    frame: Rect | None = None  # its line box
    advance: float = 0.0  # px; the ink may be wider or narrower, where letters are spaced or of another font
    first_advance: float = 0.0  # of its first word with a space
    # where it is written otherwise than the page
    family: str = ""  # the CSS value of `font-family`
    weight: int = 0  # of `font-weight`, where `bold` does not say it
    spacing: float = 0.0  # px between its letters

    @property
    def box(self) -> Rect:
        """The CSS line box at line-height 1.25, not the ink."""
        if self.frame is not None:
            return self.frame
        height, bearing = round(LINE_HEIGHT_EM * self.font_size), round(BEARING_EM * self.font_size)
        top = round(self.baseline - BASELINE_EM * self.font_size)
        return Rect(self.ink.x - bearing, top, self.ink.width + 2 * bearing, height)


@dataclass(frozen=True)
class Node:
    """One element of the tree. Texts and pictures are leaves; row and col are invisible groups.

    `gap`, `padding`, `distribution` and `cross_top` describe the children; `place`, `indent`, `offset`, `extra_gap` and
    `full` describe the node inside its parent. Filled by `layout`.
    """

    kind: Kind
    rect: Rect
    children: "tuple[Node, ...]" = ()
    direction: Literal["", "row", "col"] = ""
    # what is seen of a box or picture
    fill: Colour | None = None
    radius: int = 0
    border: int = 0
    border_colour: Colour | None = None
    # how the children lie
    padding: tuple[int, int, int, int] = (0, 0, 0, 0)  # top, right, bottom, left
    gap: int = 0
    distribution: Literal["", "between", "center", "end"] = ""
    cross_top: bool = False  # children of a row share their top edge rather than their middle
    # how it lies in its parent
    layer: int = 0  # of boxes and pictures that overlap, the one with the higher number is seen
    place: Literal["", "mid", "right"] = ""
    indent: int = 0
    offset: int = 0  # below the top of a row whose children share neither their tops nor their middles
    extra_gap: int = 0
    full: bool = False
    # text
    lines: tuple[int, ...] = ()  # indices into Screen.lines, top to bottom
    font_size: int = 0
    bold: bool = False
    colour: Colour | None = None
    underline: bool = False
    bullet: bool = False
    wrap_width: int = 0
    line_pitch: int = 0
    # px that a browser gives it, where that is not what was measured
    flow_width: float = 0.0
    flow_height: float = 0.0

    @property
    def width(self) -> float:
        return self.flow_width or self.rect.width

    @property
    def height(self) -> float:
        return self.flow_height or self.rect.height


@dataclass(frozen=True)
class Screen:
    """A measured picture of a user interface."""

    width: int
    height: int
    background: Colour
    root: Node  # kind "page"
    lines: tuple[TextLine, ...]  # in reading order
    boxes: tuple[Box, ...] = ()  # as they are painted: outer before inner, lower before upper, else the largest first
    owners: tuple[int, ...] = ()  # of each line the index of the box that holds it, -1 for the page
