"""Answers of a page are read as hostile JSON: what fits is taken, everything else is no answer, nothing ever raises."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.preview.picked import (
    MAX_ANSWER_CHARS,
    MAX_BOXES,
    MAX_HTML_CHARS,
    MAX_NAME_CHARS,
    Box,
    Place,
    picked_in,
    place_of,
    plain,
    seen_in,
)

GOOD: dict[str, Any] = {
    "tag": "button",
    "name": "button#save.primary",
    "path": "main > button#save",
    "text": "Save",
    "box": [1, 2.5, 30, 40],
    "html": '<button id="save">\n\tSave</button>',
    "source": "src/App.tsx:12:5",
    "own": True,
}
SEEN: dict[str, Any] = {"name": "ul > li", "boxes": [[0, 0, 10, 10], [0, 10.25, 10, 10]]}


def test_a_good_answer_is_read() -> None:
    picked = picked_in(json.dumps(GOOD))
    assert picked is not None
    assert (picked.tag, picked.name, picked.text) == ("button", "button#save.primary", "Save")
    assert picked.box == Box(1, 2.5, 30, 40)
    assert picked.html == GOOD["html"]
    assert picked.place == Place("src/App.tsx", 12, 5)
    assert picked.source_is_own
    seen = seen_in(json.dumps(SEEN))
    assert seen is not None
    assert len(seen.boxes) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"tag": ""},
        {"tag": 3},
        {"tag": None},
        {"name": ["x"]},
        {"name": "x" * (2 * MAX_NAME_CHARS + 1)},
        {"html": "x" * (2 * MAX_HTML_CHARS + 1)},
        {"text": {}},
        {"own": 1},
        {"source": None},
        {"box": [1, 2, 3]},
        {"box": [1, 2, 3, True]},
        {"box": [1, 2, 3, "4"]},
        {"box": [1, 2, 3, -4]},
        {"box": [1, 2, 3, 1e300]},
        {"box": [1, 2, 3, 10**400]},
        {"box": {"x": 1}},
        {"box": None},
    ],
)
def test_a_field_that_does_not_fit_is_no_answer(change: dict[str, Any]) -> None:
    assert picked_in(json.dumps(GOOD | change)) is None


@pytest.mark.parametrize(
    "answer",
    [
        None,
        1,
        True,
        [],
        {},
        b"{}",
        "",
        "null",
        "[]",
        '"x"',
        "{",
        "[" * 60_000,
        '{"a":' * 12_000,
        "9" * 60_000,
        json.dumps(GOOD)[:-1] + ',"box":[NaN,0,1,1]}',
        json.dumps(GOOD)[:-1] + ',"box":[Infinity,0,1,1]}',
        json.dumps(GOOD)[:-1] + f',"more":"{"x" * MAX_ANSWER_CHARS}"}}',
    ],
)
def test_what_is_no_answer_at_all(answer: object) -> None:
    assert picked_in(answer) is None
    assert seen_in(answer) is None


def test_outlines_are_bounded() -> None:
    assert seen_in(json.dumps(SEEN | {"boxes": []})) is None
    assert seen_in(json.dumps(SEEN | {"boxes": [[0, 0, 1, 1]] * (MAX_BOXES + 1)})) is None
    assert seen_in(json.dumps(SEEN | {"boxes": [[0, 0, 1, 1], [0, 0, 1]]})) is None


@pytest.mark.parametrize(
    "source",
    [
        "", "a", "a:1", "a:x:1", "a:0:1", ":1:1", "/etc/passwd:1:1", "../x:1:1", "a/../../b:1:1", "a\n:1:1", "<b>:1:1",
        "x" * 300 + ":1:1", "a:99999999:1", "a:-1:1", "javascript:alert(1):1:1",
    ],
)  # fmt: skip
def test_a_source_that_is_no_place_is_unknown(source: str) -> None:
    assert place_of(source) is None
    picked = picked_in(json.dumps(GOOD | {"source": source}))
    assert picked is not None
    assert picked.source == ""
    assert not picked.source_is_own


def test_text_of_a_stranger_moves_nothing() -> None:
    assert plain("a\u202eb\u0000c\x1b[31m\u2066d", 20) == "abc[31md"
    assert plain("a\r\n b\tc", 20) == "a b c"
    assert plain("a\r\nb\tc\u2028", 20, lines=True) == "a\nb\tc"
    assert plain("👩\u200d💻 می\u200cخواهم", 20) == "👩\u200d💻 می\u200cخواهم"
    assert plain("x" * 50, 10) == "x" * 9 + "…"
    assert plain("\ud800x", 10) == "x"


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from([10**400, -(10**400)]) | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from([*GOOD, "boxes"]) | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*GOOD, "boxes"]), JSONS))
def test_any_fields_are_read_or_refused(fields: dict[str, Any]) -> None:
    answer = json.dumps(GOOD | SEEN | fields)
    picked, seen = picked_in(answer), seen_in(answer)
    if picked is not None:
        assert picked.tag
        assert len(picked.html) <= MAX_HTML_CHARS
        assert len(picked.name) <= MAX_NAME_CHARS
        assert picked.name.isprintable() or "\u200d" in picked.name or "\u200c" in picked.name
        assert (picked.source == "") == (picked.place is None)
        (picked.html + picked.text + picked.path).encode("utf-8")
    if seen is not None:
        assert 0 < len(seen.boxes) <= MAX_BOXES


@given(st.text() | st.binary() | JSONS)
def test_anything_is_read_or_refused(answer: object) -> None:
    assert picked_in(answer) is None
    assert seen_in(answer) is None


@given(st.data())
def test_a_damaged_answer_is_read_or_refused(data: st.DataObject) -> None:
    whole = json.dumps(GOOD)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    picked_in(whole[:start] + data.draw(st.text(max_size=20)) + whole[end:])
