"""Orders about colours, borders, letters and alignment, on the house's pages and on those of other hands."""

import pytest

from tests.app.orders.ordering import FOREIGN, HOUSE, came, changed, changes, refusal

CANCEL = '<button style="background:#eeeeee;padding:8px 16px;font-size:14px;color:#111111">Cancel</button>'


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("color red", "color:#111111", "color:#dc2626"),
        ("color rgb(1, 2, 3)", "color:#111111", "color:#010203"),
        ("background dark green", "background:#eeeeee", "background:#166534"),
        ("background none", "background:#eeeeee", "background:transparent"),
        ("border plain", "color:#111111", "color:#111111;border:1px solid #cccccc"),
        ("border none", "color:#111111", "color:#111111;border:none"),
        ("border 2 px dashed red", "color:#111111", "color:#111111;border:2px dashed #dc2626"),
        ("corners round", "color:#111111", "color:#111111;border-radius:12px"),
        ("corners pill", "color:#111111", "color:#111111;border-radius:999px"),
        ("corners square", "color:#111111", "color:#111111;border-radius:0"),
        ("corners 6 pixels", "color:#111111", "color:#111111;border-radius:6px"),
        ("weight bold", "color:#111111", "color:#111111;font-weight:700"),
        ("weight regular", "color:#111111", "color:#111111;font-weight:400"),
        ("slant italic", "color:#111111", "color:#111111;font-style:italic"),
        ("slant upright", "color:#111111", "color:#111111;font-style:normal"),
        ("line under", "color:#111111", "color:#111111;text-decoration:underline"),
        ("line through", "color:#111111", "color:#111111;text-decoration:line-through"),
        ("shadow plain", "color:#111111", "color:#111111;box-shadow:0 4px 12px rgba(0,0,0,0.2)"),
        ("shadow none", "color:#111111", "color:#111111;box-shadow:none"),
    ],
)
def test_a_look_changes_one_declaration_of_one_line(said: str, before: str, after: str) -> None:
    assert changed(HOUSE, f"Cancel: {said}") == HOUSE.replace(CANCEL, CANCEL.replace(before, after))


def test_darker_and_lighter_are_tones_of_the_colour_that_is_there() -> None:
    page = '<body>\n<p style="color:#336699">Hi</p>\n<b>Bare</b>\n<p style="background:url(a.png)">Drawn</p>'
    assert came(page, "Hi: color darker") == ['<p style="color:#214263">Hi</p>']
    assert came(page, "Hi: color lighter") == ['<p style="color:#4f8ac4">Hi</p>']
    assert came(page, "Bare: color lighter") == ['<b style="color:#242424">Bare</b>']
    assert came(HOUSE, "Cancel: background darker") == [CANCEL.replace("#eeeeee", "#cacaca")]
    assert refusal(page, "Drawn: background darker").endswith("the colour that it has now is not known.")


def test_of_a_box_and_its_text_each_gets_its_own() -> None:
    assert came(HOUSE, "Save: color black") == ['<span style="font-size:14px;color:#000000">Save</span>']
    assert came(HOUSE, "Save: background black")[0].startswith('<div class="row" style="background:#000000;')


def test_a_part_of_a_style_gives_way_to_the_whole() -> None:
    page = '<body><p style="border-top:3px solid red; border-radius:4px; background-image:url(a.png); margin:0">Hi</p>'
    kept = '<p style="border-radius:4px; background-image:url(a.png); margin:0; border:none">'
    assert came(page, "Hi: border none") == [f"<body>{kept}Hi</p>"]
    kept = '<p style="border-top:3px solid red; border-radius:4px; margin:0; background:#dc2626">'
    assert came(page, "Hi: background red") == [f"<body>{kept}Hi</p>"]


def test_a_border_keeps_what_is_not_said_of_it() -> None:
    page = '<body><p style="border:3px dotted #123456">Hi</p>'
    assert came(page, "Hi: border red") == ['<body><p style="border:3px dotted #dc2626">Hi</p>']


@pytest.mark.parametrize("quotes", ["STYLE='margin: 0'", 'style = "margin: 0"', "Style=margin:0", ""])
def test_tags_stay_as_they_are_written(quotes: str) -> None:
    page = f"<BODY><P Data-X='a>b' {quotes} id=x>Hi</P>"
    found = changed(page, "Hi: color red")
    assert found.startswith("<BODY><P ")
    assert found.endswith(" id=x>Hi</P>")
    assert " Data-X='a>b' " in found
    assert "color:#dc2626" in found.replace(": ", ":")
    assert found.lower().count("style") == 1


def test_a_style_is_escaped_in_its_quotes() -> None:
    page = """<body><p style='font-family:"A&amp;B"'>Hi</p><p style="font-family:'C'">Ho</p>"""
    found = changed(page, "Hi: color red", "Ho: color red")
    assert """<p style='font-family:"A&amp;B";color:#dc2626'>""" in found
    assert """<p style="font-family:'C';color:#dc2626">""" in found


def test_letters_that_say_otherwise_follow() -> None:
    page = '<body><p>First <B>bold</B> <i style="color:#00f">words</i></p>'
    assert '<B style="font-weight:400">bold</B>' in changed(page, "First bold words: weight regular")
    assert '<i style="color:#dc2626">words</i>' in changed(page, "First bold words: color red")
    lines = changes(HOUSE, "nav: color red")
    assert len([line for line in lines if line.startswith("+") and "color:#dc2626" in line]) == 3


def test_drawings_are_painted() -> None:
    page = '<body><svg width=16><path fill="none" stroke="#123456"/><g style="fill:blue"/></svg><p>Hi</p>'
    found = changed(page, "icon: color red")
    assert '<path fill="none" stroke="#dc2626"/><g style="fill:#dc2626"/>' in found
    assert '<svg style="color:#dc2626" width=16>' in found
    assert changed(HOUSE, "icon: color red") == HOUSE.replace("#909090", "#dc2626")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Welcome: align center", ";color:#111111;text-align:center"),  # a text in its own width
        ("Save: align right", ";gap:8px;align-self:flex-end"),  # a box in its column
        ("Your name: align center", ";align-self:center"),
        ("Home: align right", ";color:#334155;margin-left:auto;margin-right:0"),  # a text in a row
        ("nav: align center", ";gap:8px;justify-content:center"),  # what is in a row
        ("main: align left", ";gap:16px;align-items:flex-start;text-align:left"),
        ("page: align center", "#ffffff;text-align:center"),
        ("One: align center", "text-align:center"),
    ],
)
def test_everything_is_aligned_where_it_can_move(said: str, line: str) -> None:
    (found,) = came(HOUSE, said)
    assert line in found


def test_a_box_in_a_plain_page_moves_by_its_margins() -> None:
    page = "<body><button>Go</button><table><tr><td>1</table>"
    assert came(page, "Go: align center") == [
        '<body><button style="display:block;width:fit-content;margin-left:auto;margin-right:auto">Go</button>'
        "<table><tr><td>1</table>"
    ]
    assert '<tr style="text-align:right"><td>1' in changed(page, "1: align right")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Cancel: color shiny", "“shiny” is no colour"),
        ("Cancel: color red;position:fixed", "is no colour"),
        ('Cancel: background "><script>alert(1)</script>', "is no colour"),
        ("Cancel: border red}body{", "is no colour"),
        ("Cancel: corners soft", "“soft” is no length"),
        ("Cancel: corners 4px;x", "is no length"),
        ("Cancel: background #eeeeee", "it is so already"),
    ],
)
def test_what_is_no_look_is_said(said: str, why: str) -> None:
    assert why in refusal(HOUSE, said)


def test_a_picture_has_no_letters() -> None:
    assert "nothing is written on it" in refusal(FOREIGN, "A cat: color red")


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ("font Georgia", "'Georgia', serif"), ("font Courier New", "'Courier New', monospace"),
        ("font a sans serif font", "sans-serif"), ("font Open Sans", "'Open Sans', sans-serif"),
    ],
)  # fmt: skip
def test_a_font_is_set_with_what_stands_for_it(said: str, family: str) -> None:
    line = CANCEL.replace("color:#111111", f"color:#111111;font-family:{family}")
    assert changed(HOUSE, f"Cancel: {said}") == HOUSE.replace(CANCEL, line)


def test_what_is_no_font_is_refused() -> None:
    assert "no name of a font" in refusal(HOUSE, "Cancel: font x';color:red")
