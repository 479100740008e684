"""A page becomes dark or light: everything on it can be read, and what is colourful stays."""

import re

import pytest

from moonpane.revise.orders.looks import Looks
from moonpane.revise.orders.nodes import Page
from moonpane.revise.orders.theming import READABLE
from moonpane.revise.orders.tones import contrast, lightness
from moonpane_engine.train.pages import generate_page
from moonpane_resources.editing.colors import color_of
from tests.app.orders.ordering import FOREIGN, HOUSE, came, changed, refusal

CARDS = """\
<!DOCTYPE html>
<style>
:root{--ink:#111827}
body{background:#f4f5f7;color:var(--ink)}
.card{background:#fff;border:1px solid #e5e7eb;color:#222}
.btn{background:#2563eb;color:#fff}
.note{background:url(white.png);color:#333}
</style>
<body>
<div class="card"><h2>Title</h2><p>Words</p></div>
<button class="btn">Go</button>
"""


def unreadable(html: str) -> list[str]:
    """Texts whose own colour is too near to that of what is said to be behind them."""
    page, looks = Page(html), Looks(html)
    found = list[str]()
    for node in page.root.all():
        if node.has_own_text and node.open:
            ink, ground = color_of(looks.value(node, "color") or "#000000"), color_of(looks.ground(node))
            if ink and ground and contrast(ink, ground) < READABLE:
                found.append(node.text)
    return found


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_dark_page_of_the_house_can_be_read() -> None:
    dark = changed(HOUSE, "page: theme dark")
    assert unreadable(dark) == []
    assert '<body style="background:#111827;color:#f3f4f6;color-scheme:dark">' in dark
    assert "background:#2563eb" in dark, "what is colourful stays"
    assert "Save</span>" in dark
    assert '<span style="font-size:14px;color:#ffffff">Save</span>' in dark
    assert [line for line in came(HOUSE, "page: theme dark") if "<button" in line and lightness(line[26:33]) < 0.3]
    light = changed(dark, "page: theme light")
    assert unreadable(light) == []
    assert '<body style="background:#ffffff;color:#111827;color-scheme:light">' in light


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("how", ["dark", "light"])
def test_drawn_pages_lose_nothing(seed: int, how: str) -> None:
    page = generate_page(seed)
    work = changed_or_same(page, how)
    assert len(unreadable(work)) <= len(unreadable(page))
    found = re.search(r'<body style="[^"]*background:(#\w+)', work)
    assert found
    assert (lightness(found[1]) < 0.5) == (how == "dark")
    plain = re.compile(r"#[0-9a-f]{6}|;?color:#\w+|;color-scheme:\w+")
    assert plain.sub("", work).replace(";", "") == plain.sub("", page).replace(";", ""), "colours, and nothing else"


def changed_or_same(page: str, how: str) -> str:
    try:
        return changed(page, f"page: theme {how}")
    except AssertionError:
        assert "it is so already" in refusal(page, f"page: theme {how}")
        return page


def test_style_sheets_change_sides_too() -> None:
    dark = changed(CARDS, "page: theme dark")
    rules = dict(re.findall(r"^([.:\w]+)\{(.*)\}$", dark, re.MULTILINE))
    ground, edge, ink = re.findall(r"#\w+", rules[".card"])
    assert lightness(ground) < 0.3
    assert lightness(edge) < 0.3
    assert lightness(ink) > 0.7
    assert lightness(rules[":root"][-7:]) > 0.7
    assert rules[".btn"] == "background:#2563eb;color:#fff"
    assert "url(white.png)" in rules[".note"]
    assert unreadable(dark) == []
    assert unreadable(changed(dark, "page: theme light")) == []


def test_pictures_stay() -> None:
    picture = '<div style="height:99px;background:#eee"></div>'
    page = f'<body style="background:#fff">{picture}<div style="background:#eee">a</div>'
    dark = changed(page, "page: theme dark")
    assert picture in dark
    assert '<div style="background:#eee">' not in dark


def test_a_variable_is_what_it_is_used_for() -> None:
    sheet = ":root{--ink:#222222;--card:#eeeeee;--none:#222222}.a{background:var(--card);color:var(--ink)}"
    page = f"<style>{sheet}</style><body class=a><p>Hi</p>"
    ink, card, none = re.findall(r"--\w+:(#\w+)", changed(page, "page: theme dark"))
    assert (lightness(ink) > 0.7, lightness(card) < 0.3, none) == (True, True, "#222222")
    dark = (
        page.replace("#eeeeee", "#101010").replace("#222222", "#eeeeee").replace("<p>", '<p style="background:#fff">')
    )
    found = changed(dark, "page: theme dark")
    assert "{--ink:#eeeeee;--card:#101010;" in found, "a page that is dark stays dark"
    assert '<p style="background:#111827">' in found


def test_what_nobody_gave_a_colour_can_be_read() -> None:
    dark = changed(FOREIGN, "page: theme dark")
    assert (
        '<BODY BGCOLOR="#111827" STYLE=\'font-family: "Fira Sans"; margin: 0; color: #f3f4f6; color-scheme: dark\'>'
        in dark
    )
    assert unreadable(dark) == []
    assert re.search(r"<a style=\"color:(#\w+)\" href='/b'>", dark), "links are blue by themselves"


def test_a_page_without_a_body_gets_one() -> None:
    assert changed("<title>T</title><p>Hi</p>", "page: theme dark") == (
        '<title>T</title><body style="background:#111827;color:#f3f4f6;color-scheme:dark"><p>Hi</p></body>'
    )
