"""Generated pages: the truth that the embedded model is trained with. How they are written: `pages.node`.

A page is composed of sections and parts in a design system that is drawn for it. `make_page(seed)` has it as the model
shall write it (`html`, the house style) and as it is drawn (`picture_html`, with all that the house style cannot say).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from moonpane_engine.page.head import AFTER_FONT, FOOT, HEAD
from moonpane_engine.train.pages import kinds_app, kinds_small, kinds_web
from moonpane_engine.train.pages.design import Design, draw_design
from moonpane_engine.train.pages.fonts import written_family
from moonpane_engine.train.pages.kind import KINDS, PHONE, TABLET
from moonpane_engine.train.pages.measure import estimated_height
from moonpane_engine.train.pages.node import Node, settled, write
from moonpane_engine.train.pages.source import Source

VERSION = 2  # of the generator: a data set is this and a range of seeds
MAX_CHARACTERS = 11_000  # of the HTML from <body> on: about 4,096 tokens
MAX_HEIGHT_PX = 1_400  # estimated
LEVELS = ("elements", "section", "sections", "page")
_LEVEL_SHARES = (0.06, 0.12, 0.12, 0.7)
_ATTEMPTS = 40
_SCREENS = ((320, 700), (360, 740), (375, 667), (390, 844), (412, 860), (430, 932))  # of phones, px
_MODULES = (kinds_app, kinds_small, kinds_web)  # imported for what they register
PAGE_KINDS = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page."""

    seed: int
    level: int
    kind: str
    language: str
    width: int  # px, of the viewport; the height is that of the content
    body: Node
    family: str  # `font-family` in the page that is written
    picture_html: str  # what is rendered: first line says the viewport

    @property
    def html(self) -> str:
        """What the model shall write, as far as it is known before the page is drawn."""
        return written(self.body, self.family)


def generate_page(seed: int, *, held_out: bool = False, level: int | None = None) -> str:
    """Return the HTML of a page; the same seed gives the same page."""
    return make_page(seed, held_out=held_out, level=level).html


def make_page(seed: int, *, held_out: bool = False, level: int | None = None, width: int | None = None) -> Page:
    """Return a page of the given level (0 to 3) and width in px, or of ones drawn by their shares.

    Pages that would be too long or too high are drawn again, so that the result keeps both limits.
    """
    rng = Random(f"moonpane page {VERSION} {seed}")
    level = rng.choices(range(len(LEVELS)), _LEVEL_SHARES)[0] if level is None else level
    for _ in range(_ATTEMPTS):
        design = draw_design(rng, held_out=held_out)
        wide = width or (_draw_width(rng) if level == 3 else rng.randrange(280, 640, 2))
        name, body = _draw_body(design, wide, level)
        family = written_family(design.family)
        is_short = len(written(body, family)) - len(HEAD + AFTER_FONT) <= MAX_CHARACTERS
        if is_short and estimated_height(body, wide, design.family) <= MAX_HEIGHT_PX:
            break
    else:
        raise RuntimeError(f"no page of level {level} keeps the limits for seed {seed}: loosen the limits")
    ends_low = len(body.children) > 1 and body.children[-1].tag in ("nav", "footer")
    screen = rng.choice((0, _screen_height(rng, wide), _screen_height(rng, wide))) if level == 3 and not ends_low else 0
    source = Source(rng, design.family, design.words.language).html(body, min_height=screen)
    picture_html = f"<!-- viewport: {wide}xauto -->\n{source}"
    return Page(seed, level, name, design.words.language, wide, body, family, picture_html)


def written(body: Node, family: str, colours: Mapping[int, str] | None = None) -> str:
    """Return a page in the house style.

    `colours` are what nodes of many colours have on average, by their place in document order.
    """
    for number, node in enumerate(body.walk()):
        if node.is_seen and colours and number in colours:
            node.style["background"] = colours[number]
    lines: list[str] = []
    write(body, lines)
    return HEAD + family + AFTER_FONT + "\n".join(lines) + FOOT


def _draw_body(design: Design, width: int, level: int) -> tuple[str, Node]:
    """The kind's name and the tree of a page."""
    if level == 0:
        return LEVELS[0], settled(kinds_small.elements(design, width))
    if level < 3:
        count = 1 if level == 1 else design.rng.choice((2, 2, 3))
        return LEVELS[level], settled(kinds_small.sections(design, width, count))
    fitting = {name: one for name, one in KINDS.items() if one.least <= width <= one.most}
    name = design.rng.choices(list(fitting), [one.weight for one in fitting.values()])[0]
    return name, settled(fitting[name].make(design, width))


def _draw_width(rng: Random) -> int:
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(_SCREENS)[0]
    if kind < 0.45:
        return rng.randrange(320, PHONE, 2)
    if kind < 0.65:
        return rng.choice((600, 640, 720, 768, 800, 820, rng.randrange(PHONE, TABLET, 2)))
    return rng.choice((960, 1000, 1024, 1100, 1152, 1200, 1280, 1280, rng.randrange(TABLET, 1281, 2)))


def _screen_height(rng: Random, width: int) -> int:
    if width <= PHONE:
        return rng.choice([height for _, height in _SCREENS])
    return rng.choice((600, 680, 720, 768, 800, 900))
