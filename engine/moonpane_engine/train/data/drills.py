"""Drills: columns of texts and buttons whose outline needs no rendering, so that copying is learned before pages.

Outline and HTML follow the same conventions as measured pages (`pages.node`, `moonpane_vision.outline`), noise of the
measurement left out.
"""

import random
from html import escape

from moonpane_engine.train.data.texts import Texts


def drill(rng: random.Random, texts: Texts, *, largest: int = 5) -> tuple[str, str]:
    """One (outline, HTML from `<body` on) pair of one to `largest` elements; copying begins with one or two."""
    width, gap, padding = rng.randint(240, 450), rng.randint(4, 28), rng.randint(4, 32)
    page = _color(rng)
    outline: list[str] = []
    html: list[str] = []
    for _ in range(rng.randint(1, largest)):
        for lines, more in zip(
            (outline, html), _button(rng, texts) if rng.random() < 0.3 else _text(rng, texts), strict=True
        ):
            lines += more
    insets = ",".join([str(padding)] * 4)
    spaced = [f"gap:{gap}px"] if len(html) > 1 else []
    head = f"page {width}x{rng.randint(200, 450)} {page} p{insets}" + (f" g{gap}" if spaced else "")
    style = ";".join([f"background:{page}", f"padding:{padding}px", *spaced])
    body = [f'<body style="{style}">', *html, "</body>", "</html>", ""]
    return "\n".join([head, *outline, ""]), "\n".join(body)


def _color(rng: random.Random) -> str:
    return f"#{rng.randrange(1 << 24):06x}"


def _line(texts: Texts) -> str:
    return escape(texts.any_line(), quote=False)


def _text(rng: random.Random, texts: Texts) -> tuple[list[str], list[str]]:
    size, bold, color, text = rng.randint(10, 32), rng.random() < 0.4, _color(rng), _line(texts)
    tag = ("h1" if size >= 22 else "h2" if size >= 18 else "h3" if size >= 15 else "p") if bold else "p"
    weight = ";font-weight:700" if bold else ""
    outline = f'text {size}{" b" if bold else ""} {color}">{text}</t'
    return [outline], [f'<{tag} style="font-size:{size}px{weight};color:{color}">{text}</{tag}>']


def _button(rng: random.Random, texts: Texts) -> tuple[list[str], list[str]]:
    size, color, fill, radius = rng.randint(11, 18), _color(rng), _color(rng), rng.randint(2, 20)
    vertical, horizontal, text = rng.randint(6, 14), rng.randint(8, 30), escape(texts.button(), quote=False)
    bold = rng.random() < 0.5
    area = f"{rng.randint(40, 200)}x{rng.randint(24, 48)}"
    insets = f"p{vertical},{horizontal},{vertical},{horizontal}"
    weight = ";font-weight:700" if bold else ""
    mark = " b" if bold else ""
    outline = [f"box {area} {fill} r{radius} {insets}", f'text {size}{mark} {color}">{text}</t', "end"]
    style = f"background:{fill};border-radius:{radius}px;padding:{vertical}px {horizontal}px;align-self:flex-start"
    return outline, [f'<button style="{style};font-size:{size}px{weight};color:{color}">{text}</button>']
