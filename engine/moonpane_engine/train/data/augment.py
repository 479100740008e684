"""The same page with other words and other colours: changed alike in the outline and in the HTML.

A rendered page costs more than a training step, its texts and colours cost nothing: drawn anew each time, they leave
the model nothing to remember but the rule. The picture keeps the old ones; it is too small to be read anyway.
"""

import random
import re
from html import escape

from moonpane_engine.train.data.texts import Texts

_OUTLINE_TEXT = re.compile(r'(?<=">)(.*?)(?=</t$)', re.MULTILINE)
_COLOR = re.compile(r"#[0-9a-f]{6}\b")
_TOLERANCE = 12  # largest difference per channel between a measured colour and the one in the HTML


def with_other_texts(outline: str, html: str, texts: Texts, rng: random.Random) -> tuple[str, str]:
    """Replace every outline text that stands alone in the HTML, too, by a drawn one of as many words."""
    renamed: dict[str, str] = {}
    for old in dict.fromkeys(_OUTLINE_TEXT.findall(outline)):
        if old.strip() and (f">{old}<" in html or f'"{old}"' in html):
            renamed[old] = _drawn(old, texts, rng)
    outline = _OUTLINE_TEXT.sub(lambda match: renamed.get(match[0], match[0]), outline)
    for old, new in renamed.items():
        html = html.replace(f">{old}<", f">\0{new}<").replace(f'"{old}"', f'"\0{new}"')
    return outline, html.replace("\0", "")


def _drawn(old: str, texts: Texts, rng: random.Random) -> str:
    count = len(old.split())
    if count > 6:
        return escape(texts.paragraph(count), quote=False)
    words: list[str] = []
    while len(words) < count:
        words += texts.any_line().split()
    start = rng.randrange(len(words) - count + 1)
    return escape(" ".join(words[start : start + count]).replace('"', "”"), quote=False)


def with_other_colors(outline: str, html: str, rng: random.Random) -> tuple[str, str]:
    """Give every colour of the HTML a random one; measured colours keep their small distance from the true ones."""
    true = dict.fromkeys(_COLOR.findall(html))
    renamed = {old: tuple(rng.randrange(256) for _ in range(3)) for old in true}

    def measured(match: re.Match[str]) -> str:
        color = _channels(match[0])
        near = min(true, key=lambda old: _distance(_channels(old), color), default=match[0])
        if (near == match[0] and near not in renamed) or _distance(_channels(near), color) > _TOLERANCE:
            return match[0]
        shift = (c - t for c, t in zip(color, _channels(near), strict=True))
        return _hex(tuple(min(max(n + s, 0), 255) for n, s in zip(renamed[near], shift, strict=True)))

    return _COLOR.sub(measured, outline), _COLOR.sub(lambda match: _hex(renamed[match[0]]), html)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[start : start + 2], 16) for start in (1, 3, 5))


def _hex(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _distance(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(first, second, strict=True))
