"""A listing in HTML: `<pre>` with the text of its rows, and a `<span>` for each run that looks otherwise than most."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from moonpane_vision.fonts import FAMILIES
from moonpane_vision.listings.crops import piece_words, row_pieces
from moonpane_vision.listings.find import CELL_EM
from moonpane_vision.listings.model import Listing, Row, Run
from moonpane_vision.listings.proof import proved
from moonpane_vision.parse.model import Colour

FAMILY = FAMILIES["JetBrainsMono"]
LEAST_SPACING = 0.02  # px that cells are wider than the font's letters
Look = tuple[Colour, Colour | None, bool]


@dataclass(frozen=True)
class Code:
    """What is in a `<pre>`, and the declarations of its style."""

    html: str
    css: str


def codes_of(pixels: np.ndarray, listings: Sequence[Listing], rows: Sequence[str]) -> list[Code]:
    """The code of each in a picture (H, W, 3); `rows` of all, one after the other, with their pieces in lines.

    None where nobody read them.
    """
    if not any(row.strip() for row in rows):
        return []
    rest = iter(rows)
    read = [[next(rest).split("\n") for _ in each.rows] for each in listings]
    return [code_of(each, proved(pixels, each, texts)) for each, texts in zip(listings, read, strict=True)]


def code_of(listing: Listing, texts: Sequence[Sequence[str]]) -> Code:
    """`texts` are those of each row's pieces, "" where nothing was read."""
    usual = usual_look(listing)
    lines = [""] * (listing.rows[-1].number + 1)
    for row, read in zip(listing.rows, texts, strict=True):
        lines[row.number] = "".join(_told(look, usual, text) for look, text in _looks(row, read, usual))
    html = "\n".join(lines)
    # A line end right behind <pre> is none.
    return Code("\n" + html if html.startswith("\n") else html, _style(listing, usual))


def usual_look(listing: Listing) -> Look:
    """That of most rows: signs have it where words are coloured."""
    rows, cells = Counter[Look](), Counter[Look]()
    for row in listing.rows:
        rows.update({_look(run) for run in row.runs})
        for run in row.runs:
            cells[_look(run)] += run.end - run.start
    plain = [look for look in rows if look[1] is None] or list(rows)
    return max(plain, key=lambda look: (rows[look], cells[look]))


def row_letters(row: Row, texts: Sequence[str]) -> list[tuple[int, str]]:
    """The cell of each letter, from left to right: a word that was read too long shares its cells, a short one ends
    before they do."""
    found: list[tuple[int, str]] = []
    for (start, end), text in zip(row_pieces(row), texts, strict=True):
        cells, read = piece_words(row, start, end), text.split()
        if len(read) != len(cells):  # a space was read where none is, or none where one is
            read, cells = ["".join(read)] if len(cells) == 1 else [" ".join(read)], [(start, end)]
        for (first, last), word in zip(cells, read, strict=True):
            crowd = max(len(word), last - first)
            found += [(first + at * (last - first) // crowd, letter) for at, letter in enumerate(word)]
    return found


def _looks(row: Row, texts: Sequence[str], usual: Look) -> list[tuple[Look, str]]:
    """The row's text in parts of one look, spaces included."""
    said: list[tuple[int, str]] = []  # the cell of each character
    for cell, letter in row_letters(row, texts):
        if said and cell > said[-1][0] + 1 and len(said) >= cell:  # what was read before it is too long
            said.append((cell, " "))
        said += [(column, " ") for column in range(len(said), cell)]
        said.append((cell, letter))
    end = max((run.end for run in row.runs if run.fill is not None), default=0)
    said += [(column, " ") for column in range(len(said), end)]
    parts: list[tuple[Look, str]] = []
    for cell, letter in said:
        run = next((run for run in row.runs if run.start <= cell < run.end), None)
        look = _look(run) if run else usual
        if parts and (parts[-1][0] == look or (letter == " " and not look[1] and not parts[-1][0][1])):
            look, before = parts.pop()
            letter = before + letter
        parts.append((look, letter))
    return parts


def _look(run: Run) -> Look:
    return run.colour, run.fill, run.bold


def _told(look: Look, usual: Look, text: str) -> str:
    colour, fill, bold = look
    css = [f"color:{_hex(colour)}"] if colour != usual[0] and text.strip() else []
    css += [f"background:{_hex(fill)}"] if fill is not None else []
    css += [f"font-weight:{700 if bold else 400}"] if bold != usual[2] else []
    said = text if fill is not None else text.rstrip()  # spaces look like nothing, but for what lies behind them
    if not (css and said):
        return escape(text, quote=False)
    return f'<span style="{";".join(css)}">{escape(said, quote=False)}</span>{text[len(said) :]}'


def _style(listing: Listing, usual: Look) -> str:
    css = [
        f"color:{_hex(usual[0])}",
        f"font-family:{FAMILY}",
        f"font-size:{listing.font_size:g}px",
        f"line-height:{round(listing.pitch, 2):g}px",
    ]
    css += ["font-weight:700"] if usual[2] else []
    apart = listing.advance - CELL_EM * listing.font_size
    css += [f"letter-spacing:{round(apart, 2):g}px"] if abs(apart) >= LEAST_SPACING else []
    return ";".join(css)


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
