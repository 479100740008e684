"""Lines that part the rows of a column are the lower edges of these rows."""

import pytest

from moonpane_engine.page.outline import OutlineNode, read_outline
from tests.engine.outlined import first_refused
from tests.engine.test_page_guide import page_of

ROWS = """\
font Inter,sans-serif
page 300x200 #ffffff p10,10,10,10
col 280x130 full g12
row 240x18 g8 x20
text A 14 #000000">Oats</t
text B 14 #000000">2.40</t
end
box 280x1 full #dddddd
end
text C 14 #000000">Rye</t
box 280x1 full #dddddd +4
end
text D 14 #000000">Salt</t
end
"""
STYLE = "font-size:14px;color:#000000"
PAGE = page_of(
    f'<body style="background:#ffffff;padding:10px"><div class="col">'
    f'<div class="row" style="border-bottom:1px solid #dddddd;padding:0 0 12px 20px;gap:8px;align-items:center">'
    f'<span A style="{STYLE}">Oats</span><span B style="{STYLE}">2.40</span></div>'
    f'<p C style="border-bottom:1px solid #dddddd;padding:12px 0 16px;{STYLE}">Rye</p>'
    f'<p D style="margin-top:12px;{STYLE}">Salt</p></div></body>'
)


def test_rows_have_the_lines_below_them_and_the_room_around() -> None:
    assert first_refused(PAGE, ROWS) is None
    for wrong in ("12px 0 16px", "border-bottom:1px solid #dddddd;padding:0", "margin-top:12px;"):
        assert first_refused(PAGE.replace(wrong, "", 1), ROWS) is not None


def column(*lines: str) -> OutlineNode:
    text = "\n".join(lines)
    return read_outline(f"page 300x200 #ffffff p10,10,10,10 g9\n{text}\n").page


LINE, OTHER = "box 280x1 full #dddddd\nend", "box 280x1 full #eeeeee\nend"
TEXT = 'text A 14 #000000">Oats</t'


@pytest.mark.parametrize(
    "lines",
    [
        (TEXT, LINE, TEXT),  # one line parts two things
        (TEXT, LINE, TEXT, OTHER),  # two of different colours do so, too
        (LINE, LINE),
        (TEXT.replace('"', ' w200 lh18"'), LINE, TEXT.replace('"', ' w200 lh18"'), LINE),
        ("picture 40x40 #91426b", LINE, "picture 40x40 #91426b", LINE),
        (TEXT, LINE.replace(" full", ""), TEXT, LINE.replace(" full", "")),
        (TEXT, LINE.replace("280x1", "280x4"), TEXT, LINE.replace("280x1", "280x4")),
    ],
)
def test_other_lines_stand_for_themselves(lines: tuple[str, ...]) -> None:
    assert len(column(*lines).children) == len(lines)


def test_a_box_has_the_line_that_touches_it() -> None:
    box = 'box 280x40 full #fafafa p9,9,9,9 row\ntext A 14 #000000">a</t\ntext B 14 #000000">b</t\nend'
    touching = LINE.replace("#dddddd", "#dddddd -9")
    assert [node.edge for node in column(box, touching, box, touching).children] == ["1px solid #dddddd"] * 2
    assert len(column(box, LINE, box, LINE).children) == 4


def test_a_column_of_a_row_is_as_wide_as_its_lines() -> None:
    texts = f"{TEXT}\n{LINE.replace('280', '90')}\n".replace("A", "%s")
    outline = f"""\
font Inter,sans-serif
page 300x200 #ffffff
row 300x90 g20
col 90x90 g9
{texts % "A"}{texts % "B"}{TEXT.replace("A", "C")}
end
{TEXT.replace("A", "D")}
end
"""
    line = "border-bottom:1px solid #dddddd;padding"
    page = page_of(
        f'<body style="background:#ffffff"><div class="row" style="gap:20px;align-items:center">'
        f'<div class="col" style="width:90px"><p A style="{line}:0 0 9px;{STYLE}">Oats</p>'
        f'<p B style="{line}:9px 0;{STYLE}">Oats</p><p C style="margin-top:9px;{STYLE}">Oats</p></div>'
        f'<span D style="{STYLE}">Oats</span></div></body>'
    )
    assert first_refused(page, outline) is None
    assert first_refused(page.replace(' style="width:90px"', ""), outline) is not None


def test_all_parts_of_a_page_see_the_same_column() -> None:
    lines = [TEXT, LINE, TEXT, TEXT, LINE, TEXT]
    seen = []
    for start, end in ((0, 1), (1, 3), (3, 6)):  # cut between a row and its line, and between two that share one
        page = column("rest", *lines[:start], "part", *lines[start:end], "rest", *lines[end:])
        seen.append([(node.edge, node.padding, node.extra, page.gap) for node in page.children])
        written = [node.is_written for node in page.children]
        assert sum(written) == sum(line is TEXT for line in lines[start:end])
        assert len(written) == sum(line is TEXT for line in lines)  # one element for each, and none around them
    assert seen[0] == seen[1] == seen[2]
