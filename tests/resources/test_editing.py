"""A page is read whatever it is, and in bounded time: each element with its place in the source."""

import time

import pytest

from moonpane_resources.editing.listing import entries_of, listed
from moonpane_resources.editing.page import read_page


@pytest.mark.parametrize("page", ["<![foo]><b>x</b>", "<b>x</b><![ foo", "<b>x</b><![CDATA[y", "<b>x</b><a href='"])
def test_what_is_no_html_is_passed_over(page: str) -> None:
    (element,) = read_page(page).children
    assert page[element.start : element.end] == "<b>x</b>"
    assert element.own_text == "x"


@pytest.mark.parametrize("piece", ["<a b='", "<!--", "<div><tr>", "<b>", "<![ x", "&#", "<li>", "<svg/>", "<a <"])
def test_no_page_takes_long(piece: str) -> None:
    began = time.process_time()
    page = entries_of(read_page(piece * (100_000 // len(piece))))
    listed(list(page.all())[:100])
    assert time.process_time() - began < 5


def test_deep_pages_are_read_flat_from_some_depth_on() -> None:
    body = read_page("<div>" * 1_000 + "x" + "</div>" * 1_000 + "<p>y</p>")
    depths = {body: 0}
    for element in list(body.all())[1:]:
        assert element.parent is not None
        depths[element] = depths[element.parent] + 1
    assert max(depths.values()) < 250
    assert [each.own_text for each in body.all() if each.tag == "p"] == ["y"]
    assert listed(list(entries_of(body).all())).endswith("paragraph y")


def test_words_end_with_their_line() -> None:
    (entry,) = entries_of(read_page("<body><p>one<br>two <b>three</b></p>")).children
    assert entry.text == "one two three"
