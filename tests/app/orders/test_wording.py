"""Orders about what can be read: escaped, and in the same place."""

import pytest

from moonpane_resources.editing.page import read_page
from tests.app.orders.ordering import FOREIGN, HOUSE, came, changed, refusal


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Home: text Start", '<a style="font-size:14px;color:#334155">Start</a>'),
        ("Home: text “Start”", '<a style="font-size:14px;color:#334155">Start</a>'),
        ("Save: text Keep", '<span style="font-size:14px;color:#ffffff">Keep</span>'),
        ("Your name: text E-mail", '<input placeholder="E-mail" style="width:200px">'),
        ("Home: text </a><script>x", '<a style="font-size:14px;color:#334155">&lt;/a&gt;&lt;script&gt;x</a>'),
        ('Your name: text "><script>x', '<input placeholder="&quot;&gt;&lt;script&gt;x" style="width:200px">'),
        ("main: text Hi", '<h1 id="top" style="font-size:32px;font-weight:700;color:#111111">Hi</h1>'),
        ("Home: case upper", '<a style="font-size:14px;color:#334155">HOME</a>'),
        ("Your name: case upper", '<input placeholder="YOUR NAME" style="width:200px">'),
    ],
)
def test_a_text_becomes_another(said: str, line: str) -> None:
    found = came(HOUSE, said)
    if '"><script>' in said:
        assert [each.attributes.get("placeholder") for each in read_page(changed(HOUSE, said)).all()].count(
            '"><script>x'
        ) == 1
    else:
        assert found == [line]


def test_nothing_that_is_written_becomes_an_element() -> None:
    before = [each.tag for each in read_page(HOUSE).all()]
    for name in ("Home", "Save", "Your name", "Long & short", "One"):
        after = read_page(changed(HOUSE, f"{name}: text \"'><script>alert(1)</script><img src=x onerror=y>"))
        assert [each.tag for each in after.all()] == before


def test_case_leaves_references_as_they_are() -> None:
    assert "LONG &amp; SHORT" in changed(HOUSE, "Long & short: case upper")
    assert ">buy &lt;now&gt;<" in changed(FOREIGN, "Buy <now>: case lower")
    page = '<body><h1 style="text-transform:uppercase">Hi</h1>'
    assert changed(page, "Hi: case lower") == '<body><h1 style="text-transform:none">hi</h1>'


def test_parts_of_a_text_go_with_it_and_icons_stay() -> None:
    page = (
        "<body>\n<p>First <b>bold</b><br>words</p>\n<button><svg width=9></svg> Go <i></i></button>\n<p><b>All</b></p>"
    )
    assert came(page, "First bold words: text New") == ["<p>New</p>"]
    assert came(page, "Go: text Run") == ["<button><svg width=9></svg> Run <i></i></button>"]
    assert came(page, "All: text None") == ["<p><b>None</b></p>"]


def test_comments_are_no_text_and_stay() -> None:
    page = "<body><div><!-- a logo -->\n<p>Hi <!-- you --> there</p><p>b</p></div>"
    assert changed(page, "group: text Ho") == page.replace("Hi", "Ho").replace(" there", "")
    assert changed(page, "Hi there: text Ho") == page.replace("Hi ", "Ho").replace(" there", "")
    assert changed(page, "group: case upper") == page.replace("Hi", "HI").replace("there", "THERE").replace(
        ">b<", ">B<"
    )
    assert changed(page, "group: replace there => here") == page.replace("there", "here")
    assert "is not written there" in refusal(page, "group: replace logo => x")


def test_what_is_not_of_the_text_stays() -> None:
    page = "<body><ul><li>Item<ul><li>Inner</li></ul></li></ul>"
    assert changed(page, "Item: text New") == page.replace("Item", "New")
    assert changed(page, "Item: case upper") == page.replace("Item", "ITEM")


def test_an_unclosed_text_keeps_its_line() -> None:
    assert changed(FOREIGN, "First bold words: text New") == FOREIGN.replace("First <B>bold</B> words", "New")


@pytest.mark.parametrize(
    ("page", "said", "new"),
    [
        ("<p>Buy two, two times</p>", "replace two => 2", "<p>Buy 2, 2 times</p>"),
        ("<p>Fish &amp; chips</p>", "replace Fish & chips => A<B", "<p>A&lt;B</p>"),
        ("<p>Q&#38;A now</p>", "replace & => and", "<p>QandA now</p>"),
        ("<p>one <b>two</b> three</p>", "replace one two => 1", "<p>1<b></b> three</p>"),
        ("<p>one\n  two</p>", "replace one two => 1", "<p>1</p>"),
        ("<p>Hello</p>", "replace hello => Bye", "<p>Bye</p>"),
        ("<p>Hello World</p>", "replace World =>", "<p>Hello </p>"),
        ("<p>a.b</p>", r"replace a.b => \1", r"<p>\1</p>"),
    ],
)  # fmt: skip
def test_words_are_replaced_where_they_stand(page: str, said: str, new: str) -> None:
    name = read_page(page).children[0]
    text = " ".join("".join(piece for _, piece in sorted(p for e in name.all() for p in e.pieces)).split())
    text = text.replace("&amp;", "&").replace("&#38;", "&")
    assert changed(f"<body>{page}", f"{text}: {said}") == f"<body>{new}"


def test_words_do_not_go_on_across_boxes() -> None:
    assert "is not written there" in refusal("<body><div><p>ab</p><p>cd</p></div>", "group: replace bc => x")
    assert "is not written there" in refusal("<body><p>a</p><script>a b</script>", "page: replace b => x")
    assert "is not said what is to be replaced" in refusal(HOUSE, "Home: replace Home")


def test_words_of_attributes_are_replaced_too() -> None:
    assert 'placeholder="My name"' in changed(HOUSE, "Your name: replace Your => My")
    assert 'alt="A dog"' in changed(FOREIGN, "A cat: replace cat => dog")
