"""Empty boxes as the product shows them once a page is written: pictures and icons that were cut out of the mockup."""

import re
from random import Random

_EMPTY = re.compile(r'<div style="((?:width:(\d+)px;)?height:(\d+)px;)background:#[0-9a-f]{6};?([^"]*)"></div>')
_ICON, _PHOTO = 32, 48  # px: the most and the least that an edge of them has


def photographed(lines: tuple[str, ...], rng: Random) -> tuple[str, ...]:
    """The lines with images in place of most empty boxes, each with a file of its own."""
    counts = {"icon": 0, "picture": 0, "photo": 0}

    def image(found: re.Match[str]) -> str:
        sizes = [int(size) for size in found.group(2, 3) if size]
        if min(sizes) < 8 or rng.random() < 0.2:
            return found[0]
        kind = "icon" if max(sizes) <= _ICON else "photo" if min(sizes) >= _PHOTO else "picture"
        counts[kind] += 1
        file = f"assets/{kind}-{counts[kind]}.{'jpg' if kind == 'photo' else 'png'}"
        wide = "" if found[2] else "width:100%;"
        style = f"{wide}{found[1]}{found[4]}".rstrip(";")
        alt = "" if kind == "icon" else kind.capitalize()
        return f'<img src="{file}" alt="{alt}" style="{style};object-fit:cover">'

    return tuple(_EMPTY.sub(image, line) for line in lines)
