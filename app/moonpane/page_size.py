"""The size of a page: how a person or a page says it in CSS px, and what can be drawn. No Qt here."""

import re

from moonpane.errors import InputError

Size = tuple[int, int | None]  # width, height; a height of None means as high as the content (`auto`)

MAX_HTML_BYTES = 16 << 20
MAX_SIDE = 16_384
MAX_PIXELS = 40_000_000
MIN_AUTO_HEIGHT = 200  # of a page that says `auto`
_SIZE = re.compile(r"(\d{1,6})[x×](\d{1,6}|auto)")
_OWN = re.compile(r"<!--\s*viewport:\s*(\d{1,6}\s*x\s*(?:\d{1,6}|auto))\s*-->")


def parse_size(text: str) -> Size:
    """`390x844` or `390xauto`. Raises InputError for anything else, and for what cannot be drawn."""
    found = _SIZE.fullmatch(text.strip().lower())
    if not found:
        raise InputError(f"“{text}” is not a size; it should look like 390x844 or 390xauto.")
    size = int(found[1]), None if found[2] == "auto" else int(found[2])
    check_size(*size)
    return size


def own_size(html: str) -> Size | None:
    """The size that a page asks for in its first line: `<!-- viewport: 390xauto -->`. Raises InputError."""
    found = _OWN.search(html.partition("\n")[0][:1_000])
    return parse_size("".join(found[1].split())) if found else None


def check_size(width: int, height: int | None) -> None:
    """Raises InputError when no picture of this size can be made."""
    sides = (width, MIN_AUTO_HEIGHT if height is None else height)
    if min(sides) < 1 or max(sides) > MAX_SIDE or sides[0] * sides[1] > MAX_PIXELS:
        raise InputError(
            f"A picture of {width} x {'auto' if height is None else height} cannot be made: "
            f"sides are 1 to {MAX_SIDE} px, {MAX_PIXELS // 10**6} megapixels at most."
        )
