"""Texts of models, files and strangers, made fit for places that hold one line or would take them for markup."""

import html
import unicodedata

MAX_LINE_CHARS = 200
# Marks that turn the direction of everything behind them; a title must not turn the date beside it.
_DIRECTION_MARKS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def one_line(text: str, *, limit: int = MAX_LINE_CHARS) -> str:
    """The text on one line of at most `limit` characters, without controls and direction overrides."""
    # Neither the rest of a huge text nor its blanks are worth walking through.
    head = "".join(" " if sign.isspace() else sign for sign in text[: 4 * limit] if not _is_unfit(sign))
    kept = " ".join(head.split())
    return kept if len(kept) <= limit and len(text) <= 4 * limit else kept[: limit - 1].rstrip() + "…"


def tooltip_of(text: str) -> str:
    """The text as a tooltip that wraps and that takes nothing in it for markup; "" where there is nothing to say."""
    return f"<qt>{html.escape(text[:2000]).replace(chr(10), '<br>')}</qt>" if text else ""


def menu_text(text: str) -> str:
    """The text as the words of a menu or button, where a single `&` would underline what follows."""
    return one_line(text, limit=60).replace("&", "&&")


def utf16_ranges(text: str, ranges: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """(start, length) in characters as Qt counts them; what lies outside the text is cut off."""
    found = []
    for start, length in ranges:
        end = min(start + length, len(text))
        start = max(0, start)
        if end > start:
            found.append((_units(text[:start]), _units(text[start:end])))
    return found


def _is_unfit(sign: str) -> bool:
    return ord(sign) in _DIRECTION_MARKS or (unicodedata.category(sign) == "Cc" and not sign.isspace())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
