"""What is seen of boxes and texts that an outline has no word for, as CSS: shadows, uneven corners, other fonts.

As a picture is, each of them is known by a colour of its own, see `names`; many that look the same share one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from moonpane_vision.assets.names import colours_of, own_colour
from moonpane_vision.assets.shadows import find_shadows
from moonpane_vision.parse.model import Box, Colour, Screen, TextLine

UNEVEN, SQUARE = 2, 2  # px that corners differ at least; of radius, that still are none
ALIKE = 0.12  # share of the largest radius that the other large ones differ, or a pixel
SMALL = (2, 0.35)  # px and share of the largest radius, that a small one has at most: a bubble's tail is square
LEAST_SIDE = 6  # px of a box


@dataclass(frozen=True)
class Look:
    """Declarations for all elements of one colour: that of their ink for texts, of their fill for boxes."""

    colour: Colour  # in the outline, nothing else has it
    true_colour: Colour  # which they have in the picture
    css: str  # as in a `style` attribute
    is_text: bool = False


def with_looks(pixels: np.ndarray, screen: Screen, lines: Sequence[TextLine]) -> tuple[Screen, tuple[Look, ...]]:
    """The screen `with_own_colours` with those lines; who looks as the outline cannot say has the colour of a `Look`.

    Its tree is still that of the lines it had: it has to be arranged, see `with_lines`.
    """
    taken = colours_of(replace(screen, lines=tuple(lines)), screen.boxes)
    looks: dict[tuple[Colour, str, bool], Look] = {}

    def known(colour: Colour, css: str, *, is_text: bool, is_own: bool = False) -> Colour:
        key = (colour, css, is_text)
        if key not in looks:
            looks[key] = Look(colour if is_own else own_colour(colour, taken), colour, css, is_text)
        return looks[key].colour

    found = find_shadows(pixels, replace(screen, lines=tuple(lines)))
    boxes = list[Box]()
    for index, box in enumerate(screen.boxes):
        box = found.boxes.get(index, box)
        corners, shadow = uneven_corners(box), found.shadows.get(index)
        css = [f"border-radius:{corners}"] if corners else []
        css += [f"box-shadow:{shadow.css}"] if shadow else []
        if css:
            box = replace(box, fill=known(box.fill, ";".join(css), is_text=False, is_own=box.is_picture))
        boxes.append(replace(box, radius=0) if corners else box)
    told = [
        replace(line, colour=known(line.colour, css, is_text=True)) if (css := _of_text(line)) else line
        for line in lines
    ]
    dressed = replace(screen, boxes=tuple(boxes), lines=tuple(told))
    return _without(dressed, found.steps), tuple(looks.values())


def _without(screen: Screen, gone: Collection[int]) -> Screen:
    """The screen without some boxes, in which no text is."""
    places = {old: new for new, old in enumerate(at for at in range(len(screen.boxes)) if at not in gone)} | {-1: -1}
    boxes = tuple(box for at, box in enumerate(screen.boxes) if at not in gone)
    return replace(screen, boxes=boxes, owners=tuple(places[owner] for owner in screen.owners))


def _of_text(line: TextLine) -> str:
    css = [f"font-family:{line.family}"] if line.family else []
    css += [f"font-weight:{line.weight}"] if line.weight else []
    css += [f"letter-spacing:{round(line.spacing, 1):g}px"] if line.spacing else []
    return ";".join(css)


def uneven_corners(box: Box) -> str:
    """`0 0 28px 28px`; "" where all corners are alike, or are several radii, as nobody draws them."""
    most = max(box.corners)
    if min(box.rect.width, box.rect.height) < LEAST_SIDE or most - min(box.corners) <= UNEVEN:
        return ""
    small = [radius for radius in box.corners if radius <= max(SMALL[0], SMALL[1] * most)]
    large = [radius for radius in box.corners if radius >= most - max(1, ALIKE * most)]
    if not small or len(small) + len(large) < len(box.corners) or max(small) - min(small) > 1:
        return ""
    most, least = sorted(large)[len(large) // 2], max(small)
    sizes = {True: f"{most}px", False: f"{least}px" if least > SQUARE else "0"}
    return " ".join(sizes[radius in large] for radius in box.corners)
