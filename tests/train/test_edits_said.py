"""What a drawn edit does is what its wish says, kind by kind."""

import re
from html import unescape
from random import Random

import pytest

from moonpane_engine.train.data.edits import Edit, drawn_edit
from moonpane_engine.train.data.edits.colors import DARK, LIGHT, NAMED
from moonpane_engine.train.data.edits.shown_page import Element
from moonpane_engine.train.data.texts import Texts
from tests.train.drawn_edits import SEEDS, applied, difference, edit_of, read_line


def _named(wish: str) -> set[str]:
    """Every colour that a wish names, as it is written."""
    found = {
        "#" + (digits.lower() if len(digits) == 6 else "".join(2 * each for each in digits))
        for digits in re.findall(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", wish)
    }
    lowered = wish.lower().replace("pale ", "light ")
    return found | {color for name, color in NAMED.items() if re.search(rf"\b{name}\b", lowered)}


def _of_kind(kind: str) -> list[Edit]:
    return [edit for seed in SEEDS if (edit := edit_of(seed)).kind == kind]


def _one_line_change(edit: Edit) -> tuple[Element, Element]:
    (old,), (new,) = difference(edit)
    return read_line(old), read_line(new)


def _changed(edit: Edit) -> dict[str, str | None]:
    """The properties of the one line that changed, with their new values."""
    old, new = _one_line_change(edit)
    assert (old.tag, old.text, old.attributes) == (new.tag, new.text, new.attributes)
    names = old.style.keys() | new.style.keys()
    return {name: new.style.get(name) for name in names if old.style.get(name) != new.style.get(name)}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("text color", "color"), ("color of its text", "color"), ("background", "background")],
)
def test_a_colour_is_the_one_that_was_named(kind: str, name: str) -> None:
    for edit in _of_kind(kind):
        changed = _changed(edit)
        assert list(changed) == [name]
        assert changed[name] in _named(edit.wish), edit.wish


def test_the_page_background_is_the_pages() -> None:
    for edit in _of_kind("page background"):
        assert edit.answer.count("<body A") == 2
        changed = _changed(edit)
        wanted = {"dark": {DARK}, "light": {LIGHT}}.get(edit.said) or _named(edit.wish)
        assert changed["background"] in wanted


@pytest.mark.parametrize("kind", ["font size", "width", "height", "padding", "gap", "corners"])
def test_a_length_is_the_one_that_was_named(kind: str) -> None:
    name = "border-radius" if kind == "corners" else kind.replace(" ", "-")
    given = [edit for edit in _of_kind(kind) if edit.said in (kind, "radius")]
    assert given
    for edit in given:
        value = _changed(edit)[name]
        assert value
        assert re.search(rf"\b{value.removesuffix('px')} ?(px|pixels)", edit.wish), edit.wish


def _px(value: str | None) -> int:
    return int((value or "0px").split()[-1].removesuffix("px"))


@pytest.mark.parametrize(
    ("said", "name", "sign"),
    [
        ("larger", "font-size", 1), ("smaller", "font-size", -1), ("wider", "width", 1), ("narrower", "width", -1),
        ("taller", "height", 1), ("shorter", "height", -1), ("more padding", "padding", 1),
        ("less padding", "padding", -1), ("more gap", "gap", 1), ("less gap", "gap", -1),
    ],
)  # fmt: skip
def test_more_is_more_and_less_is_less(said: str, name: str, sign: int) -> None:
    edits = [edit for seed in SEEDS if (edit := edit_of(seed)).said == said]
    assert edits
    for edit in edits:
        old, new = _one_line_change(edit)
        assert (_px(new.style.get(name)) - _px(old.style.get(name))) * sign > 0, edit.answer


@pytest.mark.parametrize(
    ("said", "name", "values"),
    [
        ("bold", "font-weight", ["700"]), ("not bold", "font-weight", [None, "400"]),
        ("square", "border-radius", [None]),
        ("pill", "border-radius", ["999px"]), ("round", "border-radius", ["12px"]), ("no border", "border", [None]),
        ("border", "border", ["1px solid #cccccc"]),
    ],
)  # fmt: skip
def test_a_word_becomes_its_declaration(said: str, name: str, values: list[str | None]) -> None:
    edits = [edit for seed in SEEDS if (edit := edit_of(seed)).said == said]
    assert edits
    for edit in edits:
        assert _changed(edit) in [{name: value} for value in values]


@pytest.mark.parametrize("side", ["center", "right", "left"])
def test_a_text_or_box_goes_to_its_side(side: str) -> None:
    boxes = {"center": "center", "right": "flex-end", "left": "flex-start"}
    for edit in (edit for edit in _of_kind("alignment") if edit.said == side):
        assert _changed(edit) in ({"text-align": None if side == "left" else side}, {"align-self": boxes[side]})


def test_a_new_text_is_the_one_in_the_wish_and_all_else_stays() -> None:
    for edit in _of_kind("text"):
        old, new = _one_line_change(edit)
        assert new.said in edit.wish
        assert new.said != old.said
        assert (old.tag, old.style) == (new.tag, new.style)


def test_letters_change_their_case_and_nothing_else() -> None:
    for edit in _of_kind("case"):
        old, new = _one_line_change(edit)
        assert new.text == ((old.text or "").upper() if edit.said == "upper case" else (old.text or "").lower())


def test_what_is_removed_is_gone_and_nothing_is_new() -> None:
    for edit in _of_kind("remove"):
        gone, new = difference(edit)
        assert gone
        assert not new


@pytest.mark.parametrize("kind", ["add button", "add text", "add item"])
def test_one_line_is_added_with_the_text_of_the_wish(kind: str) -> None:
    for edit in _of_kind(kind):
        gone, (line,) = difference(edit)
        assert not gone
        text = unescape(re.findall(r">([^<]*)</", line)[0])
        assert text in edit.wish
        assert line.startswith("<button") == (kind == "add button")


def test_a_column_or_row_is_added_as_a_whole() -> None:
    edits = _of_kind("repeat")
    assert edits
    for edit in edits:
        gone, new = difference(edit)
        assert not gone
        assert new[-1].startswith("</") or "</div>" in applied(edit)
        texts = [unescape(text) for line in new for text in re.findall(r">([^<]+)</", line)]
        if edit.said.startswith("add"):
            assert any(text in edit.wish for text in texts)
        else:
            assert len(set(new) - set(edit.shown.lines)) <= 1  # a row without the distance that the last one had


def test_of_several_rows_of_boxes_the_wish_says_which() -> None:
    cell = '<p style="font-size:14px;color:#111111">{}</p>'
    row = [
        '<div class="grid">',
        *(f'<div class="col" style="background:#eeeeee;gap:4px">\n{cell}\n{cell}\n</div>' for _ in "ab"),
        "</div>",
    ]
    texts = iter(["one", "two", "three", "four", "five", "six", "seven", "eight"])
    page = re.sub(r"\{\}", lambda _: next(texts), "\n".join(["<body>", *row, *row, "</body>"]))
    rng = Random("several")
    edits = [drawn_edit(page, rng, Texts(rng)) for _ in range(1500)]
    edits = [edit for edit in edits if len(edit.shown.numbers) == len(edit.shown.lines)]
    wishes = {edit.wish.lower() for edit in edits if edit.kind == "repeat"}
    assert len(wishes) > 20
    for wish in wishes:
        assert re.search("three|four|seven|eight|last|second|fourth", wish), wish


def test_a_copy_stands_behind_its_original() -> None:
    for edit in _of_kind("duplicate"):
        gone, (line,) = difference(edit)
        assert not gone
        after = applied(edit)
        places = [place for place, each in enumerate(after) if each == line]
        originals = [read_line(after[place - 1]) for place in places if not after[place - 1].startswith("</")]
        copy = read_line(line)
        assert any(
            (each.tag, each.text) == (copy.tag, copy.text) and copy.style.items() <= each.style.items()
            for each in originals
        )


@pytest.mark.parametrize("kind", ["swap", "move"])
def test_lines_change_places_and_stay_the_same(kind: str) -> None:
    for edit in _of_kind(kind):
        assert difference(edit) == ([], [])


def test_a_link_keeps_text_and_style() -> None:
    for edit in _of_kind("link"):
        old, new = _one_line_change(edit)
        assert (new.tag, new.text, new.style) == ("a", old.text, old.style)
        target = unescape(re.findall('href="([^"]*)"', new.attributes)[0])
        assert target == "#" if edit.said == "link" else target in edit.wish
