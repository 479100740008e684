"""What happens to a page's picture on its way: cut, rescaled, framed by a browser, a cursor on it, saved as JPEG.

The truth changes with the picture: what was cut away is not on the page, and lengths are as long as they are seen. The
frame and the cursor are no part of the page, so the page does not have them.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from moonpane_engine.train.data.drawn import Drawn
from moonpane_engine.train.pages.node import Node, settled
from moonpane_engine.train.pages.palette import draw_colour

SHARES = {"crop": 0.12, "rescale": 0.14, "frame": 0.06, "cursor": 0.08, "jpeg": 0.16}
_LEAST_HEIGHT = 420  # px, of a page that is cut
_FACTORS = (0.5, 0.67, 0.75, 0.8, 0.9, 1.1, 1.25, 1.5)
_FILTERS = (Image.Resampling.BILINEAR, Image.Resampling.BICUBIC, Image.Resampling.LANCZOS)
_LENGTH = re.compile(r"(?<![\w#.])(\d+)px")
_ROUND = 999
_WIDEST = 1_600  # px, of a picture that was made larger
_ARROW = ((0, 0), (0, 16), (4, 12.5), (6.5, 18.5), (9, 17.5), (6.5, 11.5), (11.5, 11.5))


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as somebody might have it."""

    drawn: Drawn
    noises: tuple[str, ...]  # what was done, in order
    encoded: bytes
    ending: str  # "webp" or "jpg"


def shoot(drawn: Drawn, rng: Random, *, is_clean: bool = False) -> Shot:
    """Return the picture of a page with the noise that `rng` draws, or none; the truth is that of the result."""
    chosen = [] if is_clean else [name for name, share in SHARES.items() if rng.random() < share]
    done: list[str] = []
    for name in ("crop", "rescale", "frame", "cursor"):
        if name in chosen and (changed := _CHANGES[name](drawn, rng)) is not None:
            drawn = changed
            done.append(name)
    image, buffer = Image.fromarray(drawn.pixels), io.BytesIO()
    if "jpeg" not in chosen:
        image.save(buffer, "WEBP", lossless=True, quality=60)
        return Shot(drawn, tuple(done), buffer.getvalue(), "webp")
    image.save(buffer, "JPEG", quality=rng.choice((40, 55, 65, 75, 80, 85, 90, 95)), subsampling=rng.choice((0, 2)))
    drawn = replace(drawn, pixels=np.asarray(Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")))
    return Shot(drawn, (*done, "jpeg"), buffer.getvalue(), "jpg")


def _crop(drawn: Drawn, rng: Random) -> Drawn | None:
    """Cut the page's lower part off where no text is, and maybe the bar on top."""
    height = drawn.pixels.shape[0]
    if height < _LEAST_HEIGHT:
        return None
    lines = [line for block in drawn.layout["blocks"] for line in block["lines"]]
    top, bottom = _below_first(drawn.body) if rng.random() < 0.4 else 0, rng.randint(height // 2, height - 20)
    while any(line["y"] - 2 < bottom < line["y"] + line["height"] + 2 for line in lines):
        bottom += 1
    bottom = min(bottom, height)
    body = _kept(drawn.body, top, bottom) if bottom - top >= _LEAST_HEIGHT // 2 else None
    if body is None or not any(node.text for node in body.walk()):
        return None
    shown = [block for block in drawn.layout["blocks"] if top <= block["y"] + block["height"] / 2 < bottom]
    layout = _moved({**drawn.layout, "blocks": shown}, 1.0, 0, -top)
    return Drawn(settled(body), layout, drawn.pixels[top:bottom])


def _below_first(body: Node) -> int:
    """The lower edge of the first thing on a page, where another one begins right there; else 0."""
    if len(body.children) < 2 or "padding" in body.style:
        return 0
    first, second = body.children[:2]
    edge = first.place[1] + first.place[3]
    return round(edge) if abs(second.place[1] - edge) < 1 and second.direction is not None else 0


def _kept(node: Node, top: int, bottom: int) -> Node | None:
    """A copy of the tree without what lies outside; None where nothing is left."""
    if not node.children:
        return replace(node) if top <= node.place[1] + node.place[3] / 2 < bottom else None
    children = [kept for child in node.children if (kept := _kept(child, top, bottom))]
    return replace(node, style={**node.style}, children=children) if children else None


def _rescale(drawn: Drawn, rng: Random) -> Drawn | None:
    """Make the picture smaller or larger; every third time back to its own size, so that only its sharpness suffers."""
    image = Image.fromarray(drawn.pixels)
    factor = rng.choice((*_FACTORS, rng.uniform(0.55, 1.6)))
    if image.width * factor > _WIDEST or image.width * factor < 240:
        return None
    resized = image.resize((round(image.width * factor), round(image.height * factor)), rng.choice(_FILTERS))
    if rng.random() < 0.33:
        return replace(drawn, pixels=np.asarray(resized.resize(image.size, rng.choice(_FILTERS))))
    for node in drawn.body.walk():
        node.gap = round(node.gap * factor)
        node.before = None if node.before is None else round(node.before * factor)
        for name, value in node.style.items():
            node.style[name] = _LENGTH.sub(lambda match: _scaled(match[1], factor), value)
    return Drawn(settled(drawn.body), _moved(drawn.layout, factor, 0, 0), np.asarray(resized))


def _scaled(length: str, factor: float) -> str:
    return f"{length}px" if int(length) >= _ROUND else f"{max(1, round(int(length) * factor))}px"


def _frame(drawn: Drawn, rng: Random) -> Drawn:
    """Put the page into a window with a bar on top."""
    height, width = drawn.pixels.shape[:2]
    bar, edge = rng.choice((32, 40, 52, 72)), rng.choice((0, 0, 1, 8))
    is_dark = rng.random() < 0.4
    ground, ink = (
        ("#2b2d31", "#c8ccd2") if is_dark else (rng.choice(("#dfe1e5", "#e8eaed", "#f1f3f4", "#ececec")), "#5f6368")
    )
    window = Image.new("RGB", (width + 2 * edge, height + bar + edge), ground)
    draw = ImageDraw.Draw(window)
    middle = bar - 18
    for place, colour in enumerate(("#ff5f57", "#febc2e", "#28c840") if rng.random() < 0.6 else (ink, ink, ink)):
        x = 14 + 20 * place if rng.random() < 0.9 else window.width - 70 + 20 * place
        draw.ellipse((x, middle - 6, x + 12, middle + 6), fill=colour)
    field = (min(90, width // 3), middle - 12, window.width - 24, middle + 12)
    draw.rounded_rectangle(field, radius=rng.choice((4, 12)), fill="#1f2023" if is_dark else "#ffffff")
    draw.text((field[0] + 14, middle - 6), f"https://{draw_colour(rng, dark=False)[1:]}.example", fill=ink)
    window.paste(Image.fromarray(drawn.pixels), (edge, bar))
    return Drawn(drawn.body, _moved(drawn.layout, 1.0, edge, bar), np.asarray(window))


def _cursor(drawn: Drawn, rng: Random) -> Drawn:
    """Draw an arrow somewhere."""
    image = Image.fromarray(drawn.pixels)
    x, y, size = rng.randrange(image.width), rng.randrange(image.height), rng.choice((1, 1, 1.3, 1.6))
    fill, line = rng.choice((("#000000", "#ffffff"), ("#ffffff", "#000000")))
    ImageDraw.Draw(image).polygon([(x + size * a, y + size * b) for a, b in _ARROW], fill=fill, outline=line)
    return replace(drawn, pixels=np.asarray(image))


def _moved(layout: Mapping[str, Any], factor: float, dx: float, dy: float) -> dict[str, Any]:
    """Return a layout with its places scaled, then moved."""

    def shape(item: Mapping[str, Any]) -> dict[str, Any]:
        moved = {"x": item["x"] * factor + dx, "y": item["y"] * factor + dy}
        sizes = {name: item[name] * factor for name in ("width", "height")}
        return {**item, **moved, **sizes}

    blocks = [shape(block) | {"lines": [shape(line) for line in block["lines"]]} for block in layout["blocks"]]
    return {**layout, "blocks": blocks, "boxes": [shape(box) for box in layout["boxes"]]}


_CHANGES = {"crop": _crop, "rescale": _rescale, "frame": _frame, "cursor": _cursor}
