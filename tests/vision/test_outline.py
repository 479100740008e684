"""The outline's format, which the embedded model is trained on: a change here means training again."""

import subprocess
import sys
from typing import Any

import pytest

from moonpane_vision.outline import outline_places, outline_text
from moonpane_vision.parse.model import Node, Rect, Screen, TextLine

WHITE, INK, BLUE = (255, 255, 255), (26, 34, 51), (47, 111, 237)


def line() -> TextLine:
    return TextLine(Rect(0, 0, 10, 10), 10.0, 10.0, 14, False, INK, WHITE)


def screen(*children: Node, lines: int, **page: Any) -> Screen:
    root = Node("page", Rect(0, 0, 360, 420), children, fill=WHITE, direction="col", **page)
    return Screen(360, 420, WHITE, root, tuple(line() for _ in range(lines)))


def text(number: int, **fields: Any) -> Node:
    return Node("text", Rect(0, 0, 10, 18), lines=(number,), font_size=14, colour=INK, **fields)


def test_a_page_of_everything() -> None:
    button = Node(
        "box",
        Rect(16, 100, 88, 36),
        (text(1, bold=True),),
        direction="row",
        fill=BLUE,
        radius=6,
        padding=(8, 16, 8, 16),
        distribution="center",
        full=True,
        extra_gap=4,
    )
    card = Node(
        "box",
        Rect(16, 150, 328, 140),
        (text(2, place="mid"), text(3, underline=True, indent=5, bullet=True)),
        direction="col",
        fill=WHITE,
        border=1,
        border_colour=(228, 231, 236),
        padding=(16, 16, 16, 16),
        gap=8,
    )
    row = Node("row", Rect(16, 300, 328, 36), (text(4), text(5)), "row", gap=8, distribution="between", cross_top=True)
    picture = Node("picture", Rect(16, 340, 120, 80), fill=(203, 213, 225), radius=8)
    paragraph = text(0, wrap_width=300, line_pitch=20)
    shown = screen(paragraph, button, card, row, picture, lines=6, padding=(16, 16, 16, 16), gap=12)
    assert outline_text(shown, ["a  b", "Save", "c", "d", "e", "f"]).splitlines() == [
        "page 360x420 #ffffff p16,16,16,16 g12",
        'text 14 #1a2233 w300 lh20">a b</t',
        "box 88x36 full #2f6fed r6 p8,16,8,16 +4 row center",
        'text 14 b #1a2233">Save</t',
        "end",
        "box 328x140 #ffffff line1 #e4e7ec p16,16,16,16 g8 col",
        'text 14 #1a2233 mid">c</t',
        'text 14 #1a2233 x5 u bullet">d</t',
        "end",
        "row 328x36 g8 between top",
        'text 14 #1a2233">e</t',
        'text 14 #1a2233">f</t',
        "end",
        "picture 120x80 #cbd5e1 r8",
    ]


def test_texts_cannot_leave_their_place() -> None:
    shown = outline_text(screen(text(0), lines=1), ["a <b>\n&amp; c"])
    assert shown.splitlines()[1] == 'text 14 #1a2233">a &lt;b&gt; &amp;amp; c</t'


def test_each_line_that_is_no_end_has_its_place() -> None:
    box = Node("box", Rect(16, 100, 88, 36), (text(1), Node("picture", Rect(20, 110, 9, 9), fill=BLUE)), fill=BLUE)
    page = screen(text(0), box, text(2), lines=3)
    told = [line for line in outline_text(page, ["a", "b", "c"]).splitlines() if line != "end"]
    places = outline_places(page)
    assert [line.partition(" ")[0] for line in told] == ["page", "text", "box", "text", "picture", "text"]
    assert [(place.x, place.width) for place in places] == [(0, 360), (0, 10), (16, 88), (0, 10), (20, 9), (0, 10)]


def test_every_line_needs_a_text() -> None:
    with pytest.raises(ValueError, match="1 text lines, but 2 texts"):
        outline_text(screen(text(0), lines=1), ["a", "b"])


def test_writing_an_outline_loads_neither_numpy_nor_cv2() -> None:
    code = "import sys, moonpane_vision.outline; sys.exit(bool({'numpy', 'cv2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
