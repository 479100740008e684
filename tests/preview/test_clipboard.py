"""The clipboard, and the selection of X11, hold what the person copied or selected; no page puts anything there."""

import json
from typing import Any

import pytest

from moonpane.preview.clipboard import is_part, words_of
from tests.preview.copying import MINE
from tests.preview.hostile.pages import CLIPBOARD, TAKEN_AWAY
from tests.ui.virtual_display import SERVER, VirtualDisplay

pytestmark = pytest.mark.skipif(SERVER is None, reason="Xvfb is not installed, and offscreen nobody owns the clipboard")


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    with VirtualDisplay() as display:
        return {view: json.loads(display.run("tests.preview.copying", view)) for view in ("stock", "ours")}


@pytest.mark.parametrize("name", CLIPBOARD)
def test_no_page_writes_to_the_clipboard(told: dict[str, Any], name: str) -> None:
    """Where the script is got around it is taken away again; that one also ran in time has been seen."""
    assert told["ours"]["pages"][name] in ({MINE, ""} if name in TAKEN_AWAY else {MINE})


def test_a_stock_view_lets_them_all(told: dict[str, Any]) -> None:
    assert told["stock"]["pages"] == {name: f"words of {name}" for name in CLIPBOARD}


def test_what_only_the_page_selected_is_not_the_selection(told: dict[str, Any]) -> None:
    assert told["stock"]["selection"] == "words that nobody selected"
    assert told["ours"]["selection"] == ""


def test_the_person_copies_and_selects_as_ever(told: dict[str, Any]) -> None:
    assert (told["ours"]["copied"], told["ours"]["selected"]) == ("selected", "selected")


def test_however_long_a_page_takes_to_hear_of_the_keys_they_copy(told: dict[str, Any]) -> None:
    assert told["ours"]["copied slowly"] == "selected"


def test_keys_copy_no_words_that_the_page_selected_since(told: dict[str, Any]) -> None:
    assert told["stock"]["swapped"] == "words that were not selected"
    assert told["ours"]["swapped"] in {MINE, "selected"}


def test_nothing_takes_the_place_of_what_the_keys_copied(told: dict[str, Any]) -> None:
    assert told["stock"]["replaced"] == "words that came after"
    assert not any("after" in words for words in told["ours"]["replaced"])


def test_all_that_is_selected_is_copied_however_soon(told: dict[str, Any]) -> None:
    assert told["ours"]["copied at once"].split() == ["selected", "too", "words", "field"]


@pytest.mark.parametrize(
    ("copied", "selected", "is_one"),
    [
        ("two\u00a0words", "two words", True),
        ("as written", "AS WRITTEN", True),
        ("and more", "and not selectable, more", True),
        ("its name", "\ufffc", True),
        ("words", "word", False),
        ("words", "", False),
    ],
)
def test_words_copied_are_those_selected(copied: str, selected: str, is_one: bool) -> None:
    assert is_part(copied, selected) == is_one


def test_the_words_of_markup_are_those_that_are_read() -> None:
    assert words_of("<meta charset='utf-8'><!--StartFragment--><b title='<no'>a &lt; b</b> < c") == "a < b < c"


def test_what_the_studio_itself_copies_is_left_alone(told: dict[str, Any]) -> None:
    assert told["ours"]["button"] == "words of the studio"


def test_a_page_that_goes_on_copying_leaves_nothing_wherever_the_person_goes(told: dict[str, Any]) -> None:
    """To a button without pressing it, to a field, or out of the window."""
    assert told["stock"]["gone on"] == "words of a page that goes on"
    assert set(told["ours"]["gone on"]) <= {MINE, ""}
    assert told["ours"]["copied elsewhere"] == "typed"
