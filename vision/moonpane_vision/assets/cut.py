"""Which parts of a screen are pictures, and what each of them is: a file, or a gradient that CSS can say.

What lies on a picture is an element of its own, so it is taken out of the picture: texts and boxes on a photograph or
on a gradient are filled from what surrounds them. Where hardly anything of a ground is left, it stays a plain colour.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np

from moonpane_vision.assets.encode import encoded, is_photographic
from moonpane_vision.assets.gradient import css_gradient
from moonpane_vision.parse.gradients import without_text
from moonpane_vision.parse.model import Colour, Node, Rect, Screen

FOLDER = "assets/"
MAX_BYTES = 3 << 20  # of all files; pictures beyond stay what they were, boxes in their colour
MAX_ICON = 64  # px
MAX_COVERED = 0.75  # of a picture's area, what may lie on it
RIM = 2  # px around what lies on a picture that are not quite the picture's
TEXT_RIM = 0.2  # em; letters of a line stand out of its box
INK, INK_RIM = 100, 2  # channel difference to a text's colour that still is its ink; px around it that are mixtures
ALIKE, DIFFERENT = 2.0, 32  # mean and largest channel difference of two cuttings of the same picture
GRAIN = 1.5  # mean channel difference from its median, above which it has grain or edges of its own
MAX_INPAINTED = 60_000  # px; larger areas take seconds and are seen by nobody, for a box lies on them


@dataclass(frozen=True)
class Place:
    """What is to be seen in the place of one element of the outline: a file, a CSS gradient, or neither."""

    colour: Colour  # of the element in the outline, which no other one has
    rect: Rect
    file: str = ""
    css: str = ""


@dataclass(frozen=True)
class Assets:
    """Places in the outline's order; each file, by its path, as often as it may be shown, is there once."""

    places: tuple[Place, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)


def cut_assets(pixels: np.ndarray, screen: Screen) -> Assets:
    """The pictures of a screen `with_own_colours`, from the pixels (H, W, 3) that it was measured in."""
    cv2.setNumThreads(1)
    boxes = {box.fill: box for box in screen.boxes if box.is_picture and box.listing < 0}
    places, shelf = list[Place](), _Shelf()
    for node in _nodes(screen.root):
        box = boxes.get(node.fill) if node.fill is not None and node.kind in ("picture", "box") else None
        if box is None or node.fill is None:
            continue
        css = _gradient(pixels, node) if box.is_gradient else ""
        cut = None if css else _cut(pixels, node, is_smooth=box.is_gradient)
        file = "" if cut is None else shelf.put(cut, _surrounding(pixels, node.rect), node)
        places.append(Place(node.fill, node.rect, file, css))
    return Assets(tuple(places), shelf.files)


class _Shelf:
    """The files so far."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._known: list[tuple[np.ndarray, str]] = []
        self._counts: dict[str, int] = {}
        self._left = MAX_BYTES

    def put(self, cut: np.ndarray, ground: np.ndarray | None, node: Node) -> str:
        """The path of a file that shows this; "" where there is no room left for one."""
        for other, path in self._known:
            if other.shape == cut.shape and _is_same(other, cut):
                return path
        data, kind = encoded(cut, None if node.radius or node.children else ground)
        if len(data) > self._left:
            return ""
        self._left -= len(data)
        word = _word(node, cut)
        number = self._counts[word] = self._counts.get(word, 0) + 1
        path = f"{FOLDER}{word}-{number}.{'jpg' if kind == 'image/jpeg' else 'png'}"
        self.files[path] = data
        self._known.append((cut, path))
        return path


def _word(node: Node, cut: np.ndarray) -> str:
    width, height = node.rect.width, node.rect.height
    if node.children:
        return "background"
    if node.radius * 2 >= min(width, height) and abs(width - height) <= 2:
        return "avatar"
    if is_photographic(cut):
        return "photo"
    return "icon" if max(width, height) <= MAX_ICON else "picture"


def _is_same(one: np.ndarray, other: np.ndarray) -> bool:
    difference = cv2.absdiff(one, other)
    return float(difference.mean()) <= ALIKE and int(difference.max()) <= DIFFERENT


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _gradient(pixels: np.ndarray, node: Node) -> str:
    rect = node.rect.inset(node.border)
    ground = ~_covered(node, rect)
    reach = min(max(0, node.radius - node.border), min(rect.width, rect.height) // 2)
    for rows in (slice(0, reach), slice(rect.height - reach, None)):
        for columns in (slice(0, reach), slice(rect.width - reach, None)):
            ground[rows, columns] = False
    return css_gradient(pixels[rect.y : rect.bottom, rect.x : rect.right], ground) or ""


def _cut(pixels: np.ndarray, node: Node, *, is_smooth: bool) -> np.ndarray | None:
    """The picture without what lies on it; None where that is too much of it."""
    rect = node.rect
    cut = pixels[rect.y : rect.bottom, rect.x : rect.right]
    covered = _covered(node, rect)
    if covered.mean() > MAX_COVERED:
        return None
    if not covered.any():
        return cut.copy()
    if not is_smooth:
        return _without(cut, np.broadcast_to(cut[~covered].mean(axis=0).round(), cut.shape), node)
    smooth = without_text(cut, [_within(child, rect) for child in _on(node) if child.kind != "text"])
    is_gradient = float(cv2.absdiff(cut, smooth)[~covered].mean()) <= GRAIN
    return smooth if is_gradient else _without(cut, smooth, node)


def _without(cut: np.ndarray, below: np.ndarray, node: Node) -> np.ndarray:
    """A photograph (h, w, 3) with `below` in place of boxes on it, and texts' ink as what is beside each stroke."""
    filled, ink = cut.copy(), np.zeros(cut.shape[:2], np.uint8)
    for child in _on(node):
        part = _part(child, node.rect)
        if child.kind != "text" or child.colour is None:
            filled[part] = below[part]
        else:
            ink[part] |= np.abs(cut[part].astype(np.int16) - child.colour).max(axis=2) <= INK
    ink = cv2.dilate(ink, np.ones((2 * INK_RIM + 1,) * 2, np.uint8))
    return cv2.inpaint(filled, ink, 3, cv2.INPAINT_TELEA) if 0 < int(ink.sum()) <= MAX_INPAINTED else filled


def _covered(node: Node, rect: Rect) -> np.ndarray:
    """(h, w) bool: where something lies on an element."""
    covered = np.zeros((rect.height, rect.width), bool)
    for child in _on(node):
        covered[_part(child, rect)] = True
    return covered


def _part(child: Node, rect: Rect) -> tuple[slice, slice]:
    """Rows and columns of an area that something on it covers, with its rim."""
    hole = _within(child, rect)
    return slice(max(0, hole.y), max(0, hole.bottom)), slice(max(0, hole.x), max(0, hole.right))


def _within(child: Node, rect: Rect) -> Rect:
    hole = child.rect.inset(-max(RIM, round(TEXT_RIM * child.font_size)))
    return Rect(hole.x - rect.x, hole.y - rect.y, hole.width, hole.height)


def _on(node: Node) -> Iterator[Node]:
    """What is seen on an element, without what lies on that again."""
    for child in node.children:
        if child.kind in ("row", "col"):
            yield from _on(child)
        else:
            yield child


def _surrounding(pixels: np.ndarray, rect: Rect) -> np.ndarray | None:
    """The one colour (3,) around a rectangle; None where there are several."""
    height, width = pixels.shape[:2]
    rows, columns = slice(max(0, rect.y - 1), rect.bottom + 1), slice(max(0, rect.x - 1), rect.right + 1)
    sides = [pixels[rect.y - 1, columns]] if rect.y else []
    sides += [pixels[rect.bottom, columns]] if rect.bottom < height else []
    sides += [pixels[rows, rect.x - 1]] if rect.x else []
    sides += [pixels[rows, rect.right]] if rect.right < width else []
    around = np.concatenate(sides) if sides else np.zeros((0, 3), np.uint8)
    if not len(around):
        return None
    middle = np.median(around, axis=0)
    return middle if np.mean(np.abs(around - middle).max(axis=1) <= 6) >= 0.95 else None
