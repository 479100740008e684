"""Pages that keep to a measured outline: what may be said, what may not, and that something always may."""

import random

import pytest

from moonpane_engine.page.head import AFTER_FONT, FOOT, HEAD
from moonpane_engine.page.outline import read_outline
from moonpane_engine.page.syntax import PageSyntax
from tests.engine.outlined import OUTLINE, PAGE, first_refused

SAYABLE = [*b"\n", *range(32, 127)]


def test_what_the_model_was_trained_to_write_passes() -> None:
    assert first_refused(PAGE) is None


@pytest.mark.parametrize(
    ("right", "wrong", "refused"),
    [
        ("<!DOCTYPE html>", "<html>", "html>"),  # another head
        ("{font:16px/1.25 Inter", "{font:16px/1.25 Lato", "Lato"),  # a font that was not measured
        ("</h1>", "</p>", "p>"),  # another end
        ("</div>\n<div class", "</nav>\n<div class", "nav>"),
        ("Tea &amp; cake<", "Tea &amp; coke<", "oke<"),  # another text
        ("Sign in<", "Sign in now<", " now<"),
        ("Sign in<", "Sign<", "<"),
        ("<a B", "<a A", "A href"),  # a text that was shown
        ("<a B", "<a", "href"),  # an element for a text without one
        ("color:#7e7b67", "color:#282c11", "282c11"),  # another text's colour
        ("solid #d6d6be", "solid #d6d6bf", "f;"),  # a colour that was not measured
        ("background:#2563eb;", "background:#2563ebb;", "b;"),
        ("font-size:29px;", "font-size:29px;font-size:29px;", "size:29px;font-weight"),  # twice
        ("gap:8px", "colour:8px", "colour"),
        ("<label C style", '<label C class="x" style', "class"),
        ('href="#"', 'href="javascript:"', "javascript"),
        ("<label C style=", "<button C style=", "button C"),  # a box around a text that has none of its own
        ("<h1 A", "<button A", "button A"),
        ("</div>\n</body>", "</body>", "body>"),
        ("\n<button E", "\n</div>\n<button E", "/div>"),  # the box still holds a text
        ("<a B", "<h3 B", "h3 B"),  # it is a link
        ("<label C style", '<label C href="#" style', "href"),  # it is not underlined
        ("<label C", "<li C", "i C"),  # and no item of a list
        ("font-size:29px", "font-size:28px", "8px"),
        ('font-weight:700;color:#282c11">Tea', 'color:#282c11">Tea', "color"),  # it is bold
        ("font-size:14px;color:#7e7b67", "font-size:14px;font-weight:700;color:#7e7b67", "font-weight"),  # and this not
        ("background:#91426b", "background:#91426", ";"),
        ("gap:8px;align-items:center", "align-items:center;gap:8px", "align"),  # another order
        ('class="row"', 'class="bow"', "bow"),
        ('class="col"', 'class="row"', "row"),  # the box is a column
        ("\n<button E", '\n<div class="col"><button E', "div"),  # a wrapper that was not measured
        ('<div class="row"', "<script", "script"),
        ("padding:16px;gap:6px", "padding:15px;gap:6px", "5px"),
        ("padding:16px;gap:6px", "gap:6px", "gap"),
        ("gap:6px", "gap:7px", "7px"),
        (";gap:6px", "", '"'),
        ("height:40px", "height:41px", "1px"),
        ("width:40px;", "", "height"),
        ("height:36px;", "height:30px;", "0px"),
        ("padding:0 8px", "padding:7px 8px", "7px"),  # above and below is what the height leaves
        ("align-self:flex-start;", "", "font-size"),  # it does not stretch
        ("align-self:flex-start", "align-self:flex-end", "end"),
        ("border-radius:20px", "border-radius:4px", "4px"),
    ],
)
def test_what_does_not_keep_to_the_outline_is_refused(right: str, wrong: str, refused: str) -> None:
    assert right in PAGE
    stopped = first_refused(PAGE.replace(right, wrong, 1))
    assert stopped is not None
    assert stopped.startswith(refused), stopped[:40]


def page_of(body: str) -> str:
    return f"{HEAD}Inter,sans-serif{AFTER_FONT}{body}{FOOT}"


def test_texts_come_in_their_order_and_nothing_comes_after_the_page() -> None:
    assert first_refused(PAGE + "<p>anything") == "<p>anything"
    lines = PAGE.splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if "<label C" in line)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    stopped = first_refused("".join(lines))
    assert stopped is not None
    assert stopped.startswith("input D")


def test_items_of_lists_are_in_a_list_that_stands_in_for_them() -> None:
    outline = """\
font Inter,sans-serif
page 99x99 #ffffff g5
text A 14 #000000">Buy</t
text B 14 #000000 +8 x18 bullet">Rye</t
text C 14 #000000 x18 bullet">Oats</t
text D 14 #000000 +8">Pay</t
"""
    style = "font-size:14px;color:#000000"
    items = f'<li B style="{style}">Rye</li><li C style="{style}">Oats</li>'
    around = (
        f'<body style="background:#ffffff;gap:13px"><p A style="{style}">Buy</p>%s<p D style="{style}">Pay</p></body>'
    )
    good = f'<ul class="col" style="padding:0 0 0 18px;gap:5px">{items}</ul>'
    assert first_refused(page_of(around % good), outline) is None
    for wrong in (good.replace("li", "p"), items, good.replace("0 0 0 18px", "0"), good.replace("gap:5px", "gap:13px")):
        assert first_refused(page_of(around % wrong), outline) is not None


ROW = """\
font Inter,sans-serif
page 400x99 #ffffff
row 400x40 full g10
%s
end
"""
BOX = 'box %dx40 #eeeeee p8,8,8,8 col\ntext %s 14 #000000">hi</t\ntext %s 14 #000000">ho</t\nend'


@pytest.mark.parametrize(
    ("widths", "css_class", "sizes", "is_right"),
    [
        ((195, 195), "grid", ("", ""), True),  # they share the row
        ((195, 195), "row", ("flex:1", "flex:1"), True),
        ((195, 195), "row", ("width:195px", "width:195px"), True),
        ((195, 195), "row", ("", ""), False),
        ((90, 300), "grid", ("", ""), False),
        ((90, 300), "row", ("width:90px", "flex:1"), True),
        ((90, 300), "row", ("flex:1", "flex:1"), False),  # the narrow one would take half
        ((90, 300), "row", ("width:90px", "width:250px"), False),
    ],
)
def test_boxes_of_a_row_have_their_widths(
    widths: tuple[int, int], css_class: str, sizes: tuple[str, str], is_right: bool
) -> None:
    outline = ROW % "\n".join(BOX % (width, *labels) for width, labels in zip(widths, ("AB", "CD"), strict=True))
    boxes = ""
    for labels, size in zip(("AB", "CD"), sizes, strict=True):
        width, flex = (f"{size};" if size[:5] == "width" else "", f";{size}" if size[:4] == "flex" else "")
        texts = "".join(
            f'<p {label} style="font-size:14px;color:#000000">{said}</p>'
            for label, said in zip(labels, ("hi", "ho"), strict=True)
        )
        boxes += f'<div class="col" style="{width}background:#eeeeee;padding:8px{flex}">{texts}</div>'
    align = ";align-items:center" if css_class == "row" else ""
    body = f'<body style="background:#ffffff"><div class="{css_class}" style="gap:10px{align}">{boxes}</div></body>'
    assert (first_refused(page_of(body), outline) is None) is is_right


@pytest.mark.parametrize(("height", "is_field"), [(44, True), (190, False)])
def test_a_picture_with_a_word_on_it_is_no_field(height: int, is_field: bool) -> None:
    """A field has its text in its middle, whatever its padding says."""
    box = f'box 400x{height} full #eeeeee p17,23,{height - 34},23\ntext A 14 #000000">Day 3</t\nend'
    begun = page_of('<body style="background:#ffffff"><input A placeholder="Day 3"')
    refused = first_refused(begun, f"page 400x400 #ffffff\n{box}\n")
    assert refused is not None
    assert refused.startswith("input") is not is_field


def test_boxes_of_which_one_stands_lower_are_no_grid() -> None:
    """Children of a grid cannot say how far down they stand."""
    boxes = [BOX % (195, *labels) for labels in ("AB", "CD")]
    begun = page_of('<body style="background:#ffffff"><div class="grid" style="')
    assert first_refused(begun, ROW % "\n".join(boxes)) == FOOT, "so far it may be one"
    boxes[1] = boxes[1].replace(" col\n", " col y19\n")
    refused = first_refused(begun, ROW % "\n".join(boxes))
    assert refused is not None
    assert refused.startswith("grid")


@pytest.mark.parametrize(
    ("second_gap", "gap", "grows", "is_right"),
    [
        ("", "10px", "", True),
        ("", "10px", "flex:1;", False),  # equally far apart is what a gap says, and not columns of a table
        ("", "8px", "", False),
        (" +30", "8px", "flex:1;", True),
        (" +30", "10px", "flex:1;", True),
    ],
)
def test_texts_of_a_row_are_columns_only_where_they_are_not_equally_far_apart(
    second_gap: str, gap: str, grows: str, is_right: bool
) -> None:
    outline = ROW % f'text A 14 #000000">a</t\ntext B 14 #000000{second_gap}">b</t\ntext C 14 #000000">c</t'
    texts = "".join(
        f'<span {label} style="{grows}font-size:14px;color:#000000">{label.lower()}</span>' for label in "ABC"
    )
    body = (
        f'<body style="background:#ffffff"><div class="row" style="gap:{gap};align-items:center">{texts}</div></body>'
    )
    assert (first_refused(page_of(body), outline) is None) is is_right


@pytest.mark.parametrize(
    ("marks", "style", "is_right"),
    [
        ("mid", "font-size:14px;color:#000000;text-align:center", True),
        ("mid", "font-size:14px;color:#000000", False),
        ("right", "align-self:flex-end;font-size:14px;color:#000000", True),
        ("x24", "margin-left:24px;font-size:14px;color:#000000", True),
        ("x24", "font-size:14px;color:#000000", False),
        ("w200 lh18", "width:205px;font-size:14px;line-height:18px;color:#000000", True),
        ("w200 lh18", "font-size:14px;line-height:18px;color:#000000", False),  # it would wrap elsewhere
        ("w380 lh18", "font-size:14px;line-height:18px;color:#000000", True),
    ],
)
def test_a_text_has_its_place_in_a_column(marks: str, style: str, is_right: bool) -> None:
    outline = f'font Inter,sans-serif\npage 400x99 #ffffff\ntext A 14 #000000 {marks}">hi</t\n'
    body = f'<body style="background:#ffffff"><p A style="{style}">hi</p></body>'
    assert (first_refused(page_of(body), outline) is None) is is_right


@pytest.mark.parametrize(
    ("width", "style", "is_right"),
    [
        (200, "width:200px;", False),  # a little wider than its longest line, which has to fit
        (200, "width:204px;", True),
        (200, "", False),  # it would be as wide as the page, and nothing in it would wrap
        (380, "", True),
    ],
)
def test_a_column_is_as_narrow_as_what_wraps_in_it(width: int, style: str, is_right: bool) -> None:
    outline = f"""\
font Inter,sans-serif
page 400x99 #ffffff
col {width}x60 g8
text A 20 #000000 w{width} lh24">Hi there</t
text B 14 #000000">you</t
end
"""
    texts = """<p A style="font-size:20px;line-height:24px;color:#000000">Hi there</p>\
<p B style="font-size:14px;color:#000000">you</p>"""
    column = f'<div class="col" style="{style}gap:8px">{texts}</div>'
    assert (first_refused(page_of(f'<body style="background:#ffffff">{column}</body>'), outline) is None) is is_right


def test_no_text_may_be_left_out() -> None:
    lines = [line for line in PAGE.splitlines(keepends=True) if any(f" {label} " in line for label in "ABCDE")]
    assert len(lines) == 5
    assert all(first_refused(PAGE.replace(line, "")) for line in lines)


def test_what_was_not_measured_is_the_models_choice() -> None:
    body = '<body style="background:#123456"><p A style="font-size:9px;color:#654321">hi</p></body>'
    for font in ("Lato,sans-serif", "'Source Serif 4',serif"):
        assert first_refused(page_of(body).replace("Inter,sans-serif", font), 'text A 9">hi</t') is None
    assert first_refused(page_of(body).replace("Inter,sans-serif", "x}</style>"), 'text A 9">hi</t') is not None


@pytest.mark.parametrize("outline", [OUTLINE, "page 9x9 #ffffff\n", "", OUTLINE.replace("end\n", ""), "end\n" * 9])
def test_there_is_always_a_way_on_and_it_ends(outline: str) -> None:
    for seed in range(4):
        rng = random.Random(seed)
        syntax, said = PageSyntax(read_outline(outline)), b""
        while not syntax.is_complete:
            tried = rng.sample(SAYABLE, len(SAYABLE))
            following = next((bytes([b]) for b in tried if syntax.copy().feed(bytes([b]))), None)
            assert following is not None, said[-200:]
            assert syntax.feed(following)
            said += following
            assert len(said) < 8_000
        if outline is OUTLINE:
            assert said.count(b"Tea &amp; cake") == said.count(b"Sign in") == 1
