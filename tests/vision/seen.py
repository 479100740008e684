"""What of a page's layout can be seen: colours through veils, what a dialog hides, what the browser draws itself.

The renderer lists every element in the order of the document, seen or not. A parser that looks at pixels is not asked
for what no eye can find there: text under an opaque dialog, a box in the colour of its ground, the second of two boxes
in one place. Everything that an eye can find stays demanded, pictures and check boxes too.
"""

from dataclasses import dataclass
from typing import Any

from moonpane_vision.parse import Rect

OPAQUE = 0.99
VEIL = 0.95  # of the page, what a layer that dims it covers
LEAST_COVER = 1000  # px; a smaller box hides no text worth a rule
HIDDEN = 0.5  # of a box, from which what remains does not tell how large it is
SAME_PLACE = 0.95  # intersection over union
MIN_SIDE = 5
CHECK_BOX = 26  # px; a square field so small is a check box or a radio button, drawn by the browser
PICTURES = frozenset({"img", "picture", "canvas", "video"})

Fill = tuple[int, int, int] | None


@dataclass(frozen=True)
class SeenBox:
    """A box of the layout, where it lies and what it shows; `fill` is None where a picture or gradient does."""

    rect: Rect
    fill: Fill
    has_border: bool = False


def hidden_blocks(layout: dict[str, Any]) -> dict[int, Rect]:
    """Text blocks that an opaque box lies over, by index, and where that box is.

    An element's own texts follow each other in the document. Where the texts inside a box form several runs, the last
    one is its own, unless a later box explains it, and the earlier ones lie beneath.
    """
    blocks, boxes = layout["blocks"], layout["boxes"]
    hidden: dict[int, Rect] = {}
    for order, box in enumerate(boxes):
        area = box["width"] * box["height"]
        if box["background"][3] < OPAQUE or not LEAST_COVER <= area < VEIL * layout["width"] * layout["height"]:
            continue
        runs: list[list[int]] = []
        for index, block in enumerate(blocks):
            if _holds_middle(box, block):
                if runs and runs[-1][-1] == index - 1:
                    runs[-1].append(index)
                else:
                    runs.append([index])
        while len(runs) > 1 and any(
            later["background"][3] >= OPAQUE and all(_holds_middle(later, blocks[index]) for index in runs[-1])
            for later in boxes[order + 1 :]
        ):
            runs.pop()
        hidden |= {index: _rect(box) for run in runs[:-1] for index in run}
    return hidden


def cut_lines(layout: dict[str, Any]) -> list[Rect]:
    """Lines that a box covers in part: what is found of them is right, but nobody can demand it."""
    hidden = hidden_blocks(layout)
    lines = [(_rect(line), cover) for index, cover in hidden.items() for line in layout["blocks"][index]["lines"]]
    return [line for line, cover in lines if 0 < line.overlap(cover) < line.area]


def is_hidden(line: dict[str, Any], cover: Rect | None) -> bool:
    """Whether a box over its block covers any of a line."""
    return cover is not None and _rect(line).overlap(cover) > 0


def veil_order(layout: dict[str, Any]) -> int | None:
    """Index of the box that dims the whole page below a dialog, None where there is none."""
    boxes = layout["boxes"]
    for order in range(len(boxes) - 2, 0, -1):
        box = boxes[order]
        covers = _rect(box).overlap(Rect(0, 0, layout["width"], layout["height"]))
        if 0.05 < box["background"][3] < OPAQUE and covers >= VEIL * layout["width"] * layout["height"]:
            return order
    return None


def through_veil(colour: tuple[int, int, int], layout: dict[str, Any], veil: int | None) -> tuple[int, int, int]:
    """The colour as it is seen below the veil."""
    return colour if veil is None else over(layout["boxes"][veil]["background"], colour)


def above_veil(layout: dict[str, Any], veil: int | None) -> set[int]:
    """Indices of the text blocks in an opaque box that comes after the veil."""
    if veil is None:
        return set(range(len(layout["blocks"])))
    dialogs = [box for box in layout["boxes"][veil + 1 :] if box["background"][3] >= OPAQUE]
    return {i for i, block in enumerate(layout["blocks"]) if any(_holds_middle(box, block) for box in dialogs)}


def seen_boxes(layout: dict[str, Any]) -> list[SeenBox]:
    """Boxes that can be seen, in the order of the document: not the page, large enough, told from what is beneath."""
    page = Rect(0, 0, layout["width"], layout["height"])
    veil = veil_order(layout)
    ground: Fill = (255, 255, 255)
    painted: list[SeenBox] = []  # all that give a ground, seen or not
    found: list[tuple[int, SeenBox]] = []
    for order, box in enumerate(layout["boxes"]):
        rect = _rect(box)
        if box["tag"] in ("body", "html"):
            ground = None if box["background_image"] else over(box["background"], ground or (255, 255, 255))
            continue
        if order == veil or min(rect.width, rect.height) < MIN_SIDE or rect.overlap(page) < 0.9 * rect.area:
            continue
        behind = next((other.fill for other in reversed(painted) if other.rect.contains(rect, slack=1)), ground)
        is_picture = box["background_image"] or box["tag"] in PICTURES
        alpha = box["background"][3]
        is_drawn = is_picture or _is_check_box(box)
        fill = None if is_drawn or (behind is None and alpha < OPAQUE) else over(box["background"], behind or ground)
        painted.append(SeenBox(rect, fill))
        if box["border_width"] > 0 and box["border_sides"] == 4 and tuple(box["border_color"]) == behind:
            rect = rect.inset(round(box["border_width"]))  # a white ring on white belongs to its ground
        if is_drawn or _is_told(box, fill, behind):
            shown = None if fill is None or veil is None or order > veil else through_veil(fill, layout, veil)
            has_border = box["border_width"] > 0
            found.append((order, SeenBox(rect, fill if veil is None or order > veil else shown, has_border)))
    kept = [item for item in found if not _is_covered(item, layout)]
    alone = [box for at, (_, box) in enumerate(kept) if not any(_same_place(box, other) for _, other in kept[:at])]
    return _without_seams(alone)


def drawings(layout: dict[str, Any]) -> list[Rect]:
    """Where vector drawings and ticks are: the document does not say which boxes they show."""
    return [_rect(box) for box in layout["boxes"] if box["tag"] == "svg" or _is_check_box(box)]


def edges(layout: dict[str, Any]) -> list[Rect]:
    """Where the borders of boxes lie, side by side: of those that are not alike only the widest is told."""
    return [
        side
        for box in layout["boxes"]
        if (thick := round(box["border_width"])) > 0
        for side in _sides(_rect(box), thick)
    ]


def _sides(rect: Rect, thick: int) -> tuple[Rect, Rect, Rect, Rect]:
    return (
        Rect(rect.x, rect.y, rect.width, thick),
        Rect(rect.right - thick, rect.y, thick, rect.height),
        Rect(rect.x, rect.bottom - thick, rect.width, thick),
        Rect(rect.x, rect.y, thick, rect.height),
    )


def over(rgba: list[float], beneath: Fill) -> tuple[int, int, int]:
    """A colour with opacity painted on another."""
    under = beneath or (255, 255, 255)
    red, green, blue = (round(c * rgba[3] + b * (1 - rgba[3])) for c, b in zip(rgba[:3], under, strict=True))
    return red, green, blue


def _is_told(box: dict[str, Any], fill: Fill, behind: Fill) -> bool:
    """Whether fill or border of a box differ from what is beneath it, be it ever so little: a parser sees it."""
    if box["border_width"] > 0 and box["border_sides"] == 4:
        border = tuple(box["border_color"])
        if border not in (behind, fill) or behind is None:
            return True
    if fill is None or behind is None:
        return box["background"][3] >= 0.05
    return fill != behind


def _is_check_box(box: dict[str, Any]) -> bool:
    square = abs(box["width"] - box["height"]) <= 2
    return box["tag"] == "input" and square and max(box["width"], box["height"]) <= CHECK_BOX


def _is_covered(item: tuple[int, SeenBox], layout: dict[str, Any]) -> bool:
    """Whether most of a box lies under one opaque box of later, that is no part of it."""
    order, box = item
    for later in layout["boxes"][order + 1 :]:
        rect = _rect(later)
        opaque = later["background"][3] >= OPAQUE or later["tag"] == "img"
        if opaque and not box.rect.contains(rect, slack=1) and rect.overlap(box.rect) > HIDDEN * box.rect.area:
            return True
    return False


def _without_seams(boxes: list[SeenBox]) -> list[SeenBox]:
    """Boxes with neighbours of one fill joined where no border parts them: the cells of a striped row are one bar."""
    joined: list[SeenBox] = []
    for box in boxes:
        while (at := next((at for at, other in enumerate(joined) if _has_no_seam(other, box)), None)) is not None:
            box = SeenBox(Rect.around([joined.pop(at).rect, box.rect]), box.fill)
        joined.append(box)
    return joined


def _has_no_seam(one: SeenBox, other: SeenBox) -> bool:
    if one.fill is None or one.fill != other.fill or one.has_border or other.has_border:
        return False
    first, second = one.rect, other.rect
    level = (first.y, first.height) == (second.y, second.height) and first.right == second.x
    return level or ((first.x, first.width) == (second.x, second.width) and first.bottom == second.y)


def _same_place(one: SeenBox, other: SeenBox) -> bool:
    shared = one.rect.overlap(other.rect)
    return shared >= SAME_PLACE * (one.rect.area + other.rect.area - shared)


def _holds_middle(box: dict[str, Any], block: dict[str, Any]) -> bool:
    x, y = block["x"] + block["width"] / 2, block["y"] + block["height"] / 2
    return box["x"] <= x <= box["x"] + box["width"] and box["y"] <= y <= box["y"] + box["height"]


def _rect(box: dict[str, Any]) -> Rect:
    left, top = round(box["x"]), round(box["y"])
    return Rect(left, top, round(box["x"] + box["width"]) - left, round(box["y"] + box["height"]) - top)
