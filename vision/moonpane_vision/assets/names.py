"""By which colour a picture is known in an outline, and in the page that is written from it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from moonpane_vision.parse.model import Box, Colour, Node, Rect, Screen


def with_own_colours(screen: Screen) -> Screen:
    """The screen with the mean colour of each picture moved by a level or two until nothing else has it.

    So an element that has a picture's colour stands for that picture, wherever a model puts it.
    """
    taken = {screen.background, *(line.colour for line in screen.lines)}
    taken |= {box.fill for box in screen.boxes if not box.is_picture}
    taken |= {box.border_colour for box in screen.boxes if box.border_colour is not None}
    boxes, fills = list[Box](), dict[Rect, Colour]()
    for box in screen.boxes:
        if box.is_picture:
            box = replace(box, fill=next(colour for colour in _near(box.fill) if colour not in taken))
            taken.add(box.fill)
            fills[box.rect] = box.fill
        boxes.append(box)
    return replace(screen, root=_filled(screen.root, fills), boxes=tuple(boxes))


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
