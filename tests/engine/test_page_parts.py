"""Pages that are written in several answers: each keeps to its part of the outline, as it would in the whole page."""

import random

import pytest

from moonpane_engine.page.head import AFTER_FONT, FOOT, HEAD
from moonpane_engine.page.outline import read_outline
from moonpane_engine.page.syntax import PageSyntax

LINES = """\
page 400x300 #ffffff p16,16,16,16 g10
text A 14 #000000">one</t
row 368x80 full g8
box 180x80 #eeeeee p8,8,8,8 g4 col
text B 14 #000000">two</t
text C 14 #000000 +6">three</t
end
box 180x80 #dddddd p8,8,8,8 g4 col
text D 14 #000000">four</t
text E 14 #000000">five</t
end
end
text F 14 #000000 +9">six</t
""".splitlines()
STYLE = "font-size:14px;color:#000000"
BODY = '<body style="background:#ffffff;padding:16px;gap:10px">'
ROW = '<div class="row" style="gap:8px;align-items:center">'
FIRST = '<div class="col" style="width:180px;background:#eeeeee;padding:8px;gap:4px">'
SECOND = '<div class="col" style="width:180px;background:#dddddd;padding:8px;gap:4px">'


def part(begin: int, end: int) -> str:
    marked = [*LINES[:begin], "part", *LINES[begin:end], "rest", *LINES[end:]]
    return "\n".join(["font Inter,sans-serif", *marked])


def text(label: str, said: str, style: str = STYLE) -> str:
    return f'<p {label} style="{style}">{said}</p>'


def first_refused(body: str, outline: str) -> str | None:
    syntax, data = PageSyntax(read_outline(outline)), f"{HEAD}Inter,sans-serif{AFTER_FONT}{body}</body>{FOOT}".encode()
    for at in range(len(data)):
        if not syntax.feed(data[at : at + 1]):
            return data[at:].decode()
    return None if syntax.is_complete else ""


@pytest.mark.parametrize(
    ("begin", "end", "body"),
    [
        (0, 2, text("A", "one")),
        (2, 7, f"{ROW}{FIRST}{text('B', 'two')}{text('C', 'three', f'margin-top:6px;{STYLE}')}</div></div>"),
        # It is no longer the first in its box, and says how far it stands from what another answer writes.
        (5, 7, f"{ROW}{FIRST}{text('C', 'three', f'margin-top:6px;{STYLE}')}</div></div>"),
        (9, 13, f"{ROW}{SECOND}{text('E', 'five')}</div></div>{text('F', 'six', f'margin-top:9px;{STYLE}')}"),
        (12, 13, text("F", "six", f"margin-top:9px;{STYLE}")),
    ],
)
def test_a_part_is_written_with_what_is_around_it_and_nothing_else(begin: int, end: int, body: str) -> None:
    assert first_refused(f"{BODY}{body}", part(begin, end)) is None
    whole = "\n".join(["font Inter,sans-serif", *LINES])
    assert first_refused(f"{BODY}{body}", whole) is not None
    stopped = first_refused(f"{BODY}{body.replace('margin-top:', 'margin-left:')}", part(begin, end))
    assert (stopped is None) is ("margin-top:" not in body)


def test_a_row_whose_boxes_are_written_apart_is_no_grid() -> None:
    grid = ROW.replace("row", "grid").replace(";align-items:center", "")
    boxes = [FIRST, text("B", "two"), text("C", "three", f"margin-top:6px;{STYLE}"), "</div>"]
    boxes += [SECOND, text("D", "four"), text("E", "five"), "</div></div>"]
    whole = "".join([grid, *boxes]).replace("width:180px;", "")
    assert first_refused(f"{BODY}{whole}", part(2, 12)) is None
    half = "".join([grid, *boxes[:4], "</div>"]).replace("width:180px;", "")
    stopped = first_refused(f"{BODY}{half}", part(2, 7))
    assert stopped is not None
    assert stopped.startswith("grid")


def test_a_list_may_be_written_in_two_parts() -> None:
    items = [f'text {label} 14 #000000 bullet">{said}</t' for label, said in ("Aa", "Bb", "Cc")]
    outline = "\n".join(["font Inter,sans-serif", "page 99x99 #ffffff", *items[:2], "part", items[2], "rest"])
    body = '<body style="background:#ffffff"><ul class="col" style="padding:0">%s</ul>'
    assert first_refused(body % f'<li C style="{STYLE}">c</li>', outline) is None
    assert first_refused(body % f'<li B style="{STYLE}">b</li>', outline) is not None


@pytest.mark.parametrize(("begin", "end"), [(0, 5), (5, 9), (9, 13), (7, 8)])
def test_there_is_always_a_way_on_and_it_ends(begin: int, end: int) -> None:
    for seed in range(4):
        rng = random.Random(seed)
        syntax, said = PageSyntax(read_outline(part(begin, end))), b""
        while not syntax.is_complete:
            tried = [bytes([byte]) for byte in rng.sample([10, *range(32, 127)], 96)]
            following = next((byte for byte in tried if syntax.copy().feed(byte)), None)
            assert following is not None, said[-200:]
            assert syntax.feed(following)
            said += following
            assert len(said) < 8_000
        for at, line in enumerate(LINES):
            if '">' in line:
                shown = line.partition('"')[2].removesuffix("/t")
                assert said.count(shown.encode()) == (begin <= at < end)
