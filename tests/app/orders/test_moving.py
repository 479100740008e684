"""Orders by which elements go, come once more, and change places; nothing else moves."""

import pytest

from tests.app.orders.ordering import FOREIGN, HOUSE, changed, refusal, result

HOME = '<a style="font-size:14px;color:#334155">Home</a>\n'
ABOUT = '<a style="margin-left:9px;font-size:14px;color:#334155">About</a>\n'
SAVE = HOUSE[HOUSE.index('<div class="row" style="background:#2563eb') : HOUSE.index("<button")]
CANCEL = HOUSE[HOUSE.index("<button") : HOUSE.index("<input")]
ITEMS = "<li>One</li>\n<li>Two</li>\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("Home: remove", HOME, ""),
        ("Save: remove", SAVE, ""),
        ("Save: copy", SAVE, SAVE + SAVE),
        ("Save: copy Keep <it>", SAVE, SAVE + SAVE.replace("Save", "Keep &lt;it&gt;")),
        ("About: copy", ABOUT, ABOUT + ABOUT.replace("margin-left:9px;", "")),
        ("Save: swap Cancel", SAVE + CANCEL, CANCEL + SAVE),
        ("Cancel: swap Save", SAVE + CANCEL, CANCEL + SAVE),
        ("Cancel: over Save", SAVE + CANCEL, CANCEL + SAVE),
        ("Save: under Cancel", SAVE + CANCEL, CANCEL + SAVE),
        ("One: last", ITEMS, "<li>Two</li>\n<li>One</li>\n"),
        ("Two: first", ITEMS, "<li>Two</li>\n<li>One</li>\n"),
    ],
)
def test_whole_lines_go_come_and_move(ending: str, said: str, before: str, after: str) -> None:
    page = HOUSE.replace("\n", ending)
    assert before in HOUSE
    assert changed(page, said) == HOUSE.replace(before, after).replace("\n", ending)


def test_a_name_that_one_element_has_is_not_given_twice() -> None:
    twice = changed(HOUSE, "Welcome: copy")
    assert twice.count('id="top"') == 1
    assert twice.count(">Welcome</h1>") == 2
    assert changed(FOREIGN, "Buy <now>: copy").lower().count("id=go") == 1


def test_elements_move_across_the_page() -> None:
    found = changed(HOUSE, "Home: under Cancel")
    assert found == HOUSE.replace(HOME, "").replace(CANCEL, CANCEL + HOME)


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("Apples: remove", "    <LI>Apples\n", ""),
        ("Apples: last", "    <LI>Apples\n    <LI>Pears\n", "    <LI>Pears</li>\n    <LI>Apples</li>\n"),
        ("Pears: copy", "<LI>Pears\n", "<LI>Pears</li>\n    <LI>Pears</li>\n"),
        ("Buy <now>: swap Later", "BUY LATER", "LATER BUY"),
        ("Later: remove", " LATER", " "),
        ("2: remove", "<td>1<td>2", "<td>1</td>"),
        ("2: copy", "<td>1<td>2", "<td>1<td>2</td><td>2</td>"),
        ("1: swap 2", "<td>1<td>2", "<td>2</td><td>1</td>"),
        ("Second: over First bold words", "FIRST\n  SECOND\n", "SECOND</p>\n  FIRST</p>\n"),
    ],
)  # fmt: skip
def test_what_nobody_closed_keeps_to_itself(said: str, before: str, after: str) -> None:
    parts = {
        "FIRST": "<p>First <B>bold</B> words",
        "SECOND": "<p>Second",
        "BUY": '<A HREF=/a CLASS="btn" ID=go>Buy &lt;now&gt;</A>',
        "LATER": "<a href='/b'>Later</a>",
    }
    for name, part in parts.items():
        before, after = before.replace(name, part), after.replace(name, part)
    assert before in FOREIGN
    assert changed(FOREIGN, said) == FOREIGN.replace(before, after)


def test_what_is_of_a_place_stays_there() -> None:
    home = '<a style="font-size:14px;color:#334155;margin-left:9px">Home</a>\n'
    swapped = ABOUT.replace("margin-left:9px;", "") + home
    assert changed(HOUSE, "Home: swap About") == HOUSE.replace(HOME + ABOUT, swapped)
    page = '<body><p style="flex:1">a</p><p>b</p><div class=row style="color:red"><p>c</p><p>d</p></div></body>'
    assert changed(page, "a: swap b").startswith('<body><p style="flex:1">b</p><p>a</p>')
    assert changed(page, "a: swap row").startswith('<body><div class=row style="color:red">'), (
        "a column keeps its width"
    )


def test_the_only_one_of_a_wrapper_moves_with_it() -> None:
    page = "<body><div><p><b>a</b></p></div><div><p><b>c</b></p></div>"
    assert changed(page, "c: first") == "<body><div><p><b>c</b></p></div><div><p><b>a</b></p></div>"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("page: remove", "it is the page itself"),
        ("page: copy", "it is the page itself"),
        ("main: swap Save", "one of the two is inside of the other"),
        ("main: under Save", "one of the two is inside of the other"),
        ("One: first", "it is so already"),
    ],
)
def test_what_cannot_move_is_said(said: str, why: str) -> None:
    assert why in refusal(HOUSE, said)


def test_parts_of_tables_stay_in_tables() -> None:
    assert "it cannot stand there" in refusal(FOREIGN, "1: under Later")
    assert "it cannot stand there" in refusal(FOREIGN, "Later: over 1")
    assert "it cannot stand there" in refusal(FOREIGN, "1: swap Later")


def test_what_was_taken_away_cannot_be_changed_any_more() -> None:
    found = result(HOUSE, "Save: remove", "Save: color red", "Save: swap Cancel", "Home: color red")
    assert found.html == HOUSE.replace(SAVE, "").replace(HOME, HOME.replace("#334155", "#dc2626"))
    assert [each.partition(": ")[2] for each in found.undone] == ["it is not on the page any more."]
    assert len(found.done) == 2
