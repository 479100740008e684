"""A page is read whatever it is, and in bounded time: each element with its place in the source."""

import time

import pytest
from llguidance import LLMatcher, LLTokenizer

from moonpane_resources.editing.listing import entries_of, listed
from moonpane_resources.editing.orders import OF_TEXTS, VERBS, grammar
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


def test_a_box_with_one_text_and_signs_is_one_thing() -> None:
    style = "style='background:#2563eb'"
    (button,) = entries_of(read_page(f"<body><div {style}><b>+</b><span>Invite</span></div></body>")).children
    assert (button.role, button.color, button.text, button.children) == ("button", "blue", "Invite", [])
    assert button.element is not None
    assert button.leaf is not None
    assert (button.element.tag, button.leaf.tag) == ("div", "span")
    (card,) = entries_of(read_page(f"<body><div {style}><b>12</b><span>Users</span></div></body>")).children
    assert [each.text for each in card.children] == ["12", "Users"]


def test_an_image_that_is_only_called_so_has_no_text() -> None:
    page = entries_of(
        read_page("<body><img alt=Picture width=90 height=90><img alt='A cat' width=90 height=90></body>")
    )
    assert [each.text for each in page.children] == ["", "A cat"]


PAGE = "<body><button>Save</button><p>Long and short</p><div style='background:red'></div></body>"
WISH = 'Make Save dark red, "Go on" instead'


@pytest.mark.parametrize(
    ("answer", "is_one"),
    [
        ("B color dark red", True), ("B color blue", False), ("B text Go on", True), ("B text Go away", False),
        ("B text Save\nB color red", True), ("C replace Long => Go on", True), ("C replace Save => Go on", False),
        ("D text Go on", False), ("D background red", True), ("E remove", False), ("none", True), ("B swap C", True),
        ("B swap E", False), ("B after button Go on", True), ("B after link Go on", False), ("B copy", True),
        ("B copy instead", True), ("B theme dark", True), ("B theme red", False), ("B color make", True), ("", False),
    ],
)  # fmt: skip
def test_an_answer_says_what_the_wish_says_about_what_is_there(answer: str, is_one: bool) -> None:
    entries = list(entries_of(read_page(PAGE)).all())
    matcher = LLMatcher(_tokenizer(), LLMatcher.grammar_from_lark(grammar(entries, WISH)))
    assert not matcher.get_error()
    taken = matcher.validate_tokens([*answer.encode()])
    assert (taken == len(answer) and _may_end(matcher, answer)) is is_one


def test_every_verb_can_be_answered() -> None:
    entries = list(entries_of(read_page(PAGE)).all())
    said = grammar(entries, WISH)
    assert all(f'"{verb}"' in said or f'"{verb} "' in said for verb in VERBS)
    assert set(OF_TEXTS) <= set(VERBS)
    assert not LLMatcher.validate_grammar(LLMatcher.grammar_from_lark(grammar(entries[:1], 'x "\\ é')))


def _may_end(matcher: LLMatcher, answer: str) -> bool:
    return matcher.consume_tokens([*answer.encode()]) and matcher.is_accepting()


def _tokenizer() -> LLTokenizer:
    """One token for each byte."""
    return LLTokenizer("byte")
