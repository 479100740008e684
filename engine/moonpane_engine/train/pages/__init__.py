"""Generated pages: the truth that the embedded model is trained with. How they are written: `pages.node`.

`generate_page(seed)` is the HTML that the model shall write; `make_page(seed)` has the same page with what only its
picture shows (photos of many colours) and the size to render at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from re import Match
from re import compile as pattern

from moonpane_engine.page.head import AFTER_FONT, FOOT, HEAD
from moonpane_engine.train.pages.layouts import LEVELS
from moonpane_engine.train.pages.look import Look, draw_look
from moonpane_engine.train.pages.measure import estimated_height
from moonpane_engine.train.pages.node import Node, write

MAX_CHARACTERS = 2_400  # of the HTML after the preamble: what fits the embedded model's context
MAX_HEIGHT_PX = 450  # estimated
_LEVEL_SHARES = (0.15, 0.25, 0.25, 0.35)
_ATTEMPTS = 40
_PAINT = pattern(r'(;background:|"background:)(#[0-9a-f]{6})([^"]*?);background-image:[^"]*')


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page."""

    seed: int
    level: int
    width: int  # px, of the viewport; the height is that of the content
    html: str  # what the model shall write
    picture_html: str  # what is rendered: first line says the viewport, pictures have many colours


def generate_page(seed: int, *, held_out: bool = False, level: int | None = None) -> str:
    """Return the HTML of a page; the same seed gives the same page."""
    return make_page(seed, held_out=held_out, level=level).html


def make_page(seed: int, *, held_out: bool = False, level: int | None = None) -> Page:
    """Return a page of the given level (0 to 3), or of a level drawn by its share.

    Pages that would be too long or too high are drawn again, so that the result keeps both limits.
    """
    rng = Random(f"moonpane page {seed}")
    level = rng.choices(range(len(LEVELS)), _LEVEL_SHARES)[0] if level is None else level
    for _ in range(_ATTEMPTS):
        look = draw_look(rng, held_out=held_out)
        width = rng.randrange(300, 452, 2) if rng.random() < 0.88 else rng.randrange(240, 300, 2)
        layouts, weights = zip(*LEVELS[level], strict=True)
        body: Node = rng.choices(layouts, weights)[0](look, width)
        html = _document(body, look, painted=False)
        if (
            len(html) - len(HEAD + AFTER_FONT) <= MAX_CHARACTERS
            and estimated_height(body, width, look.family) <= MAX_HEIGHT_PX
        ):
            break
    else:
        raise RuntimeError(f"no page of level {level} keeps the limits for seed {seed}: loosen the limits")
    picture_html = f"<!-- viewport: {width}xauto -->\n" + _document(body, look, painted=True)
    return Page(seed, level, width, html, picture_html)


def plain_html(picture_html: str, colours: Sequence[str] = ()) -> str:
    """Return what the model shall write, from what was rendered.

    `colours` are what the many-coloured pictures have on average, in document order; without them they keep the
    colour that they were painted over.
    """
    averages = iter(colours)

    def plain(match: Match[str]) -> str:
        return match[1] + next(averages, match[2]) + match[3]

    return _PAINT.sub(plain, picture_html.split("\n", 1)[1])


def _document(body: Node, look: Look, *, painted: bool) -> str:
    lines: list[str] = []
    write(body, lines, painted=painted)
    return HEAD + look.family + AFTER_FONT + "\n".join(lines) + FOOT
