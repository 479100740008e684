"""Start tags are found where a browser finds them, and say their places without moving a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact.source_map import ATTRIBUTE, located, parse_place, split_place
from moonpane.artifact.tags import start_tags
from tests.cost import cost, once

TAGS = [
    pytest.param("<p>a<br/><IMG src=x>", ["p", "br", "img"], id="plain"),
    pytest.param("<a title='x>y' data-b=\"<i>\">", ["a"], id="brackets in quotes"),
    pytest.param("<a href=/x/>t", ["a"], id="a slash in a bare value"),
    pytest.param('<a b"c>d"><i>', ["a", "i"], id="a quote in a name opens nothing"),
    pytest.param("<a =b c = 'd' e=>", ["a"], id="odd equals signs"),
    pytest.param("<!-- <p> --><b>", ["b"], id="comment"),
    pytest.param("<!--> <p> --><b>", ["p", "b"], id="a comment that ends at once"),
    pytest.param("<!-- <p> --!><b>", ["b"], id="a comment that ends oddly"),
    pytest.param("<!DOCTYPE html><?x <p>?></p x='>'><b>", ["b"], id="declarations and end tags"),
    pytest.param("a < b <3 <p>", ["p"], id="signs that are none"),
    pytest.param("<p><div class='x", ["p"], id="a tag that the text ends in"),
    pytest.param("<script>'<p>' </scripty></script><b>", ["script", "b"], id="script"),
    pytest.param("<script><!-- <script> <p> </script> <i> --></script><b>", ["script", "b"], id="script in a comment"),
    pytest.param("<style>a::after{content:'<p>'}</STYLE ><b>", ["style", "b"], id="style"),
    pytest.param("<title><p></title><textarea><p></textarea>", ["title", "textarea"], id="texts"),
    pytest.param("<style><p>", ["style"], id="text without an end"),
    pytest.param("<plaintext><p>", ["plaintext"], id="plain text"),
    pytest.param("<x-card/><svg><path d='M0'/></svg>", ["x-card", "svg", "path"], id="foreign and custom"),
]


@pytest.mark.parametrize(("text", "names"), TAGS)
def test_tags_are_found_as_a_browser_finds_them(text: str, names: list[str]) -> None:
    assert [tag.name for tag in start_tags(text)] == names


def test_attributes_are_read() -> None:
    (tag,) = start_tags("<a HREF='x&amp;y' class=\"b c\" data-n=1 hidden href=z>")
    assert tag.attributes == {"href": "x&y", "class": "b c", "data-n": "1", "hidden": ""}


def test_each_visible_tag_says_its_place_and_no_line_moves() -> None:
    page = '<!DOCTYPE html>\n<html><body>\n  <p\n id="a">x</p> <b>y</b>\n<script>"<i>"</script></body></html>'
    copy = located(page)
    assert copy.count("\n") == page.count("\n")
    assert f'<p {ATTRIBUTE}="index.html:3:3"\n id="a">x</p> <b {ATTRIBUTE}="index.html:4:15">' in copy
    assert '<script>"<i>"</script>' in copy
    assert copy.count(ATTRIBUTE) == 3


PIECES = [*"<>/!-='\" \nabp", "<p ", "<!--", "-->", "<script>", "</script>"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_the_text_only_attributes_are_added(text: str) -> None:
    copy = located(text)
    assert copy.replace(f" {ATTRIBUTE}", "\0").count("\n") == text.count("\n")
    rest = copy
    for tag in start_tags(text):
        assert text[tag.start] == "<"
    while (at := rest.find(f' {ATTRIBUTE}="')) >= 0:
        end = rest.index('"', at + len(ATTRIBUTE) + 3) + 1
        _, line, column = rest[at:end].split('"')[1].rsplit(":", 2)
        assert text.split("\n")[int(line) - 1][int(column) - 1] == "<"
        rest = rest[:at] + rest[end:]
    assert rest == text


@pytest.mark.parametrize(
    "bomb",
    ["<a ", '<a b="', "<!--", "<script>", "<a =/", "</a ", "<script><!--<script></script ", "<a " + "b " * 10],
)
def test_no_text_takes_long(bomb: str) -> None:
    assert cost(lambda: list(start_tags(bomb * (400_000 // len(bomb)))), tries=1) < 160


def test_many_tags_on_one_line_take_no_long() -> None:
    taken, copy = once(lambda: located("<b>" * 200_000))
    assert taken < 160
    assert copy.endswith(f'<b {ATTRIBUTE}="index.html:1:599998">')


def test_a_name_that_grows_in_small_letters_is_not_broken() -> None:
    assert located("<a\u0130 b>") == f'<a\u0130 {ATTRIBUTE}="index.html:1:1" b>'


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("src/App.jsx:3:14", ("src/App.jsx", 3, 14)),
        ("other.jsx:3:14", None),
        ("src/App.jsx:3", None),
        ("src/App.jsx:-3:x", None),
        ("src/App.jsx:³:1", None),
        ("src/App.jsx:+3:1", None),
        ("src/App.jsx: 3:1", None),
        ("src/App.jsx:0:1", None),
        ("src/App.jsx:3:0", ("src/App.jsx", 3, 0)),
        ("src/App.jsx:12345678:1", None),
        (f"src/App.jsx:{'1' * 5_000}:1", None),
        ("x" * 2_000 + ":1:1", None),
        (17, None),
        (None, None),
    ],
)
def test_what_an_element_says_is_not_believed(said: object, place: tuple[str, int, int] | None) -> None:
    assert parse_place(said, ["src/App.jsx"]) == place
    assert place is None or split_place(said) == place


@pytest.mark.parametrize("file", ["index.html", "src/Side bar.tsx", "pages/[id].jsx", "a:b.html", "..", "x\ny"])
def test_the_form_is_one_whatever_the_file_is_called(file: str) -> None:
    """Which names a file may have is not decided here."""
    assert split_place(f"{file}:3:14") == (file, 3, 14)


@given(st.text(alphabet="a:1.²-\n ", max_size=24))
def test_what_is_split_was_joined_so(said: str) -> None:
    if (place := split_place(said)) is not None:
        file, line, column = said.rsplit(":", 2)
        assert place == (file, int(line), int(column))
        assert parse_place(said, [file]) == place
        assert parse_place(said, []) is None
