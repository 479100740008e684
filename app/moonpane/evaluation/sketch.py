"""A page as somebody would sketch it: rough strokes around its boxes, hatched fills, its texts in a hand.

Made from the page's layout, so that the truth of a sketch is the page itself. The same page has the same sketch.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

INK, SOFT, PAPER = "#2b2f3a", "#9aa0ac", "#fffefb"
HAND = "Patrick Hand"
WIDTH_OF_HAND = 0.43  # em, of a mean letter
PICTURES = frozenset({"img", "picture", "svg", "canvas", "video"})
DARK = 0.45  # luminance, below which a box is hatched: nobody fills a page with a pencil
_WOBBLE_PX = 1.3
_HATCH_PX = 7


def sketch_page(layout: Mapping[str, Any], *, seed: int = 0) -> str:
    """An HTML page with the drawing, as large as the layout says.

    layout: the renderer's, with "width", "height", "blocks" and "boxes", in CSS px.
    """
    width, height = layout["width"], layout["height"]
    rng = random.Random(f"{seed} {width} {height} {len(layout['blocks'])} {len(layout['boxes'])}")
    strokes = [
        *(stroke for box in _worth_drawing(layout["boxes"], width, height) for stroke in _box(rng, box)),
        *(stroke for block in layout["blocks"] for stroke in _text(rng, block)),
    ]
    return (
        "<!DOCTYPE html><meta charset=utf-8><style>html,body{margin:0}svg{display:block}"
        f"text{{font-family:{HAND};fill:{INK}}}path{{fill:none;stroke-linecap:round}}</style>"
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(strokes)}</svg>'
    )


def _worth_drawing(boxes: Iterable[Mapping[str, Any]], width: int, height: int) -> list[Mapping[str, Any]]:
    """Without the page's own ground, and without boxes that lie exactly where another one does."""
    kept: dict[tuple[int, ...], Mapping[str, Any]] = {}
    for box in boxes:
        is_ground = box["tag"] in ("html", "body") or (box["width"] >= width - 1 and box["height"] >= height - 1)
        if not is_ground and box["width"] >= 3:
            kept[tuple(round(box[side]) for side in ("x", "y", "width", "height"))] = box
    return list(kept.values())


def _box(rng: random.Random, box: Mapping[str, Any]) -> list[str]:
    x, y, width, height = (box[side] for side in ("x", "y", "width", "height"))
    if height < 4:  # a rule
        return [_stroke(rng, [(x, y + height / 2), (x + width, y + height / 2)], INK, 1.2)]
    if box["border_sides"] == 1 and not _is_painted(box):  # a line on one side, nearly always the lower one
        return [_stroke(rng, [(x, y + height), (x + width, y + height)], SOFT, 1.1)]
    strokes = [_outline(rng, x, y, width, height, min(box["radius"], width / 2, height / 2))]
    if box["tag"] in PICTURES or box["background_image"]:  # a crossed box is a picture, as in every wireframe
        strokes += [
            _stroke(rng, [(x, y), (x + width, y + height)], SOFT, 1.1),
            _stroke(rng, [(x + width, y), (x, y + height)], SOFT, 1.1),
        ]
    elif _is_painted(box) and _luminance(box["background"]) < DARK:
        strokes += _hatching(rng, x, y, width, height)
    return strokes


def _hatching(rng: random.Random, x: float, y: float, width: float, height: float) -> list[str]:
    """Slanted lines from the upper to the lower edge, cut at the sides."""
    strokes, start = [], x - height
    while start < x + width:
        left, right = max(start, x), min(start + height, x + width)
        ends = [(left, y + height - (left - start)), (right, y + height - (right - start))]
        strokes.append(_stroke(rng, ends, SOFT, 0.8, wobble=0.6))
        start += _HATCH_PX
    return strokes


def _text(rng: random.Random, block: Mapping[str, Any]) -> list[str]:
    texts = []
    for line in block["lines"]:
        size = min(block["font_size"], 1.15 * line["width"] / (WIDTH_OF_HAND * max(1, len(line["text"]))) + 2)
        x, y = line["x"] + rng.uniform(-1, 1), line["y"] + 0.76 * line["height"] + rng.uniform(-0.8, 0.8)
        turn = rng.uniform(-0.5, 0.5)
        weight = f' stroke="{INK}" stroke-width="0.6"' if block["font_weight"] >= 600 else ""
        texts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{max(9.0, size):.1f}" textLength="{line["width"]:.1f}" '
            f'lengthAdjust="spacingAndGlyphs" transform="rotate({turn:.2f} {x:.1f} {y:.1f})"{weight}>'
            f"{escape(line['text'])}</text>"
        )
    return texts


def _outline(rng: random.Random, x: float, y: float, width: float, height: float, radius: float) -> str:
    """Around a box in one go, from its upper left corner; corners are round as far as the box's are."""
    right, bottom = x + width, y + height
    path = f"M{_near(rng, (x + radius, y))}"
    for end, corner, start in (
        ((right - radius, y), (right, y), (right, y + radius)),
        ((right, bottom - radius), (right, bottom), (right - radius, bottom)),
        ((x + radius, bottom), (x, bottom), (x, bottom - radius)),
        ((x, y + radius), (x, y), (x + radius, y)),
    ):
        path += f"L{_near(rng, end)}"
        if radius >= 1:
            path += f"Q{_near(rng, corner)} {_near(rng, start)}"
    return _path(path, INK, 1.4)


def _stroke(
    rng: random.Random, ends: Sequence[tuple[float, float]], color: str, width: float, *, wobble: float = _WOBBLE_PX
) -> str:
    """A line as a hand draws it: it bends a little, and misses its ends by a little."""
    (x, y), (to_x, to_y) = ends
    middle = _near(rng, ((x + to_x) / 2, (y + to_y) / 2), wobble)
    return _path(f"M{_near(rng, (x, y), wobble)}Q{middle} {_near(rng, (to_x, to_y), wobble)}", color, width)


def _near(rng: random.Random, point: tuple[float, float], wobble: float = _WOBBLE_PX) -> str:
    return f"{point[0] + rng.uniform(-wobble, wobble):.1f} {point[1] + rng.uniform(-wobble, wobble):.1f}"


def _path(path: str, color: str, width: float) -> str:
    return f'<path d="{path}" stroke="{color}" stroke-width="{width}"/>'


def _is_painted(box: Mapping[str, Any]) -> bool:
    return box["background"][3] > 0.02


def _luminance(color: Sequence[float]) -> float:
    """0 is black, 1 is white; on white where it is seen through."""
    red, green, blue, alpha = color
    return 1 - alpha * (1 - (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255)
