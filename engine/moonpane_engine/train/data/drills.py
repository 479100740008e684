"""Drills: columns of texts and buttons whose outline needs no rendering, so that copying is learned before pages.

Outline and HTML follow the same conventions as measured pages (`pages.node`, `moonpane_vision.outline`), noise of the
measurement left out.
"""

import random
from html import escape
from typing import NamedTuple

from moonpane_engine.train.data.texts import Texts


def drill(rng: random.Random, texts: Texts, *, largest: int = 5, shuffled: bool = False) -> tuple[str, str]:
    """One (outline, HTML from `<body` on) pair of one to `largest` elements; copying begins with one or two.

    They share few styles, as on real pages, so that an element is known by its place and not by its colour. `shuffled`:
    the elements come in another order than in the outline, so that only their labels tell which is which.
    """
    width, gap, padding = rng.randint(240, 450), rng.randint(4, 28), rng.randint(4, 32)
    page = _color(rng)
    count = rng.randint(1, largest)
    styles = [_Style.drawn(rng) for _ in range(rng.choice((1, 2, 3, count)))]
    pairs = [(_button if rng.random() < 0.3 else _text)(rng, texts, rng.choice(styles)) for _ in range(count)]
    outline = [line for lines, _ in pairs for line in lines]
    html = [line for _, lines in (rng.sample(pairs, count) if shuffled else pairs) for line in lines]
    insets = ",".join([str(padding)] * 4)
    spaced = [f"gap:{gap}px"] if len(html) > 1 else []
    head = f"page {width}x{rng.randint(200, 450)} {page} p{insets}" + (f" g{gap}" if spaced else "")
    style = ";".join([f"background:{page}", f"padding:{padding}px", *spaced])
    body = [f'<body style="{style}">', *html, "</body>", "</html>", ""]
    return "\n".join([head, *outline, ""]), "\n".join(body)


class _Style(NamedTuple):
    """What elements of one kind share."""

    size: int
    bold: bool
    color: str
    fill: str
    radius: int
    padding: tuple[int, int]  # vertical, horizontal

    @classmethod
    def drawn(cls, rng: random.Random) -> "_Style":
        insets = rng.randint(6, 14), rng.randint(8, 30)
        return cls(rng.randint(10, 32), rng.random() < 0.4, _color(rng), _color(rng), rng.randint(2, 20), insets)


def _color(rng: random.Random) -> str:
    return f"#{rng.randrange(1 << 24):06x}"


def _text(_: random.Random, texts: Texts, style: _Style) -> tuple[list[str], list[str]]:
    size, text = style.size, escape(texts.any_line(), quote=False)
    tag = ("h1" if size >= 22 else "h2" if size >= 18 else "h3" if size >= 15 else "p") if style.bold else "p"
    weight = ";font-weight:700" if style.bold else ""
    outline = f'text {size}{" b" if style.bold else ""} {style.color}">{text}</t'
    return [outline], [f'<{tag} style="font-size:{size}px{weight};color:{style.color}">{text}</{tag}>']


def _button(rng: random.Random, texts: Texts, style: _Style) -> tuple[list[str], list[str]]:
    size, (vertical, horizontal), text = min(style.size, 18), style.padding, escape(texts.button(), quote=False)
    area = f"{rng.randint(40, 200)}x{rng.randint(24, 48)}"
    insets = f"p{vertical},{horizontal},{vertical},{horizontal}"
    weight, mark = (";font-weight:700", " b") if style.bold else ("", "")
    outline = [
        f"box {area} {style.fill} r{style.radius} {insets} row center",
        f'text {size}{mark} {style.color}">{text}</t',
        "end",
    ]
    shape = f"background:{style.fill};border-radius:{style.radius}px;padding:{vertical}px {horizontal}px"
    text_style = f"font-size:{size}px{weight};color:{style.color}"
    return outline, [f'<button style="{shape};align-self:flex-start;{text_style}">{text}</button>']
