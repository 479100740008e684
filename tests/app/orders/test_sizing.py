"""Orders about sizes and room: from what is there, wherever it is said."""

import pytest

from moonpane.revise.orders.lengths import length_of, lengths_of, pixels_of
from tests.app.orders.ordering import FOREIGN, HOUSE, came, changed, refusal


@pytest.mark.parametrize(
    ("said", "written"),
    [("24px", "24px"), ("24 px", "24px"), ("24 Pixels", "24px"), ("24", "24px"), ("1.5rem", "1.5rem"), ("50%", "50%"),
     ("50 percent", "50%"), ("0", "0"), (".5em", "0.5em"), ("half", "50%"), ("-3px", ""), ("3 apples", ""), ("", ""),
     ("999999px", ""), ("1px;", ""), ("calc(1px)", ""), ("1e9px", "")],
)  # fmt: skip
def test_lengths_are_read_as_people_say_them(said: str, written: str) -> None:
    assert length_of(said) == written


def test_several_lengths() -> None:
    assert lengths_of("8 16px") == "8px 16px"
    assert lengths_of("1px, 2px") == "1px 2px"
    assert lengths_of("1 2 3 4 5") == lengths_of("auto") == lengths_of("1px a") == ""
    assert (pixels_of("2em", 10), pixels_of("150%", 10), pixels_of("3pt"), pixels_of("12")) == (20, 15, 4, None)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Home: size larger", '<a style="font-size:18px;color:#334155">Home</a>'),
        ("Home: size smaller", '<a style="font-size:11px;color:#334155">Home</a>'),
        ("Home: size 20 px", '<a style="font-size:20px;color:#334155">Home</a>'),
        ("Home: size 150%", '<a style="font-size:21px;color:#334155">Home</a>'),
        ("Save: size 20", '<span style="font-size:20px;color:#ffffff">Save</span>'),
        ("One: size larger", '<li style="font-size:20px">One</li>'),
        ("Long & short: size larger", '<p style="font-size:20px;line-height:30px;color:#333333">Long &amp; short</p>'),
        ("icon: size larger", '<div style="width:22px;height:22px;background:#909090"></div>'),
        ("icon: size 24", '<div style="width:24px;height:24px;background:#909090"></div>'),
        ("icon: width 24", '<div style="width:24px;height:18px;background:#909090"></div>'),
        ("Your name: width more", '<input placeholder="Your name" style="width:250px">'),
        ("Your name: width half", '<input placeholder="Your name" style="width:50%">'),
        ("Your name: height 40px", '<input placeholder="Your name" style="width:200px;height:40px">'),
        ("nav: padding more", '<nav class="row" style="background:#eef2ff;padding:24px;gap:8px">'),
        ("nav: gap more", '<nav class="row" style="background:#eef2ff;padding:16px;gap:16px">'),
        ("nav: gap less", '<nav class="row" style="background:#eef2ff;padding:16px;gap:4px">'),
        ("nav: padding 4px 1rem", '<nav class="row" style="background:#eef2ff;padding:4px 1rem;gap:8px">'),
    ],
)
def test_sizes_of_the_house(said: str, line: str) -> None:
    assert came(HOUSE, said) == [line]


@pytest.mark.parametrize(
    ("said", "style"),
    [
        ("Buy <now>: size larger", "font-size:25px"),  # by a class
        ("Buy <now>: padding more", "padding:12px 18px"),
        ("Apples: size larger", "font-size:22px"),  # by an id around it
        ("Buy <now>: padding less", "padding:2px 5px"),
        ("group: gap more", "gap:20px"),
        ("A cat: size larger", "width:150px;height:100px"),  # by attributes
        ("A cat: width 60", "height:auto;width:60px"),
    ],
)
def test_what_a_style_sheet_says_is_what_is_there(said: str, style: str) -> None:
    assert f'style="{style}"' in changed(FOREIGN, said)


def test_headings_have_the_size_that_browsers_give_them() -> None:
    assert "font-size:30px" in changed("<body><h2>Hi</h2>", "Hi: size larger")
    page = '<body style="font-size:20px"><div style="font-size:2em"><p>Hi</p></div>'
    assert '<p style="font-size:50px">' in changed(page, "Hi: size larger")


def test_all_letters_of_a_group_grow() -> None:
    assert [line.count("18px") for line in came(HOUSE, "nav: size larger")] == [1, 1]


def test_what_takes_the_room_that_is_left_gets_its_own_width() -> None:
    page = '<body><div class="row"><p style="flex:1;color:red">Hi</p><p>Ho</p></div>'
    assert '<p style="flex:none;color:red;width:300px">' in changed(page, "Hi: width 300")


def test_gaps_need_a_box_that_has_them() -> None:
    assert '<ul style="gap:4px;display:flex;flex-direction:column">' in changed(HOUSE, "list: gap 4px")


@pytest.mark.parametrize("verb", ["size", "padding", "gap", "width", "height"])
def test_what_is_no_length_is_said(verb: str) -> None:
    assert "“wide}” is no length that is known" in refusal(HOUSE, f"Save: {verb} wide}}")
