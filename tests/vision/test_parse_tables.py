"""Tables are rows of cells, and what only looks a little like one is not."""

import numpy as np
from PIL import Image, ImageDraw

from moonpane_vision.parse import Node, parse_screen
from tests.vision.test_parse import BLUE, CARD, INK, font


def shape(node: Node) -> list:
    """Kinds nested as the tree is, texts as their font size class."""
    return [node.kind, *(shape(child) for child in node.children)] if node.children else [node.kind]


def drawn(cells: list[list[str]], *, sizes: tuple[int, ...], pitches: tuple[int, ...], bold_head: bool = True) -> Node:
    image = Image.new("RGB", (360, 240), CARD)
    draw, baseline = ImageDraw.Draw(image), 40
    for at, row in enumerate(cells):
        for column, said in enumerate(row):
            weight = "Bold" if at == 0 and bold_head else "Regular"
            colour = BLUE if at == 0 else INK
            draw.text((20 + 110 * column, baseline), said, fill=colour, font=font(sizes[at], weight), anchor="ls")
        baseline += pitches[at]
    return parse_screen(np.asarray(image)).root


def test_a_table_is_rows_of_cells() -> None:
    cells = [["Name", "Paid", "Day"], ["Ada Byron", "$12", "Monday"], ["one", "$1,300", "7"], ["Mo", "", "Friday"]]
    table = drawn(cells, sizes=(12, 12, 12, 12), pitches=(26, 26, 26, 0))
    assert [child.kind for child in table.children] == ["row"] * 4
    assert [len(child.children) for child in table.children] == [3, 3, 3, 2]


def test_figures_above_captions_stay_columns() -> None:
    cells = [["48", "12", "7"], ["open", "closed", "late"], ["today", "this week", "ever"]]
    page = drawn(cells, sizes=(26, 12, 12), pitches=(20, 17, 0))
    assert shape(page) == ["page", *[["col", ["text"], ["text"], ["text"]]] * 3]
