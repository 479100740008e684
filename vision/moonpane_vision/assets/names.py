"""By which colour a picture is known in an outline, and in the page that is written from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from moonpane_vision.parse.model import Box, Colour, Node, Rect, Screen


def with_own_colours(screen: Screen) -> Screen:
    """The screen with the mean colour of each picture moved by a level or two until nothing else has it.

    So an element that has a picture's colour stands for that picture, wherever a model puts it.
    """
    taken = colours_of(screen, [box for box in screen.boxes if not box.is_picture])
    taken |= {box.border_colour for box in screen.boxes if box.border_colour is not None}
    boxes, fills = list[Box](), dict[Rect, Colour]()
    for box in screen.boxes:
        if box.is_picture:
            box = replace(box, fill=own_colour(box.fill, taken))
            fills[box.rect] = box.fill
        boxes.append(box)
    return replace(screen, root=_filled(screen.root, fills), boxes=tuple(boxes))


def colours_of(screen: Screen, boxes: Sequence[Box]) -> set[Colour]:
    """Those of the ground, of all lines, and of the fills and borders of some boxes."""
    found = {screen.background, *(line.colour for line in screen.lines), *(box.fill for box in boxes)}
    return found | {box.border_colour for box in boxes if box.border_colour is not None}


def own_colour(colour: Colour, taken: set[Colour]) -> Colour:
    """The colour, or the nearest to it that is not taken; which then it is."""
    own = next(each for each in _near(colour) if each not in taken)
    taken.add(own)
    return own


def _filled(node: Node, fills: Mapping[Rect, Colour]) -> Node:
    children = tuple(_filled(child, fills) for child in node.children)
    is_seen = node.kind in ("picture", "box")
    return replace(node, children=children, fill=fills.get(node.rect, node.fill) if is_seen else node.fill)


def _near(colour: Colour) -> Iterator[Colour]:
    """The colour itself, then those beside it, and farther and farther ones."""
    yield colour
    for number in count():
        reach = 1 + number // 27
        steps = (number % 3 - 1, number // 3 % 3 - 1, number // 9 % 3 - 1)
        red, green, blue = (min(255, max(0, c + reach * step)) for c, step in zip(colour, steps, strict=True))
        yield red, green, blue
