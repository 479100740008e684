"""X11's selection holds what a person selected in a page and saw there, and nothing else of a page."""

import json

import pytest

from moonpane.preview.selecting import sight_in
from tests.preview.hostile.selecting import PAGES, UNSEEN
from tests.ui.virtual_display import SERVER, VirtualDisplay

on_display = pytest.mark.skipif(SERVER is None, reason="Xvfb is not installed, and offscreen there is no selection")


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, str]]:
    with VirtualDisplay() as display:
        tasks = ("stock", "even", "odd", "person")
        said = {task: json.loads(display.run("tests.preview.selecting", task)) for task in tasks}
    return {"stock": said["stock"], "ours": said["even"] | said["odd"], "person": said["person"]}


@on_display
@pytest.mark.parametrize("name", PAGES)
def test_words_out_of_sight_do_not_stay_selected(told: dict[str, dict[str, str]], name: str) -> None:
    assert UNSEEN in told["stock"][name], "or this page shows nothing"
    assert UNSEEN not in told["ours"][name]


@on_display
def test_what_a_person_selects_in_any_way_is_the_selection(told: dict[str, dict[str, str]]) -> None:
    lines = {name: " ".join(text.split()) for name, text in told["person"].items()}
    assert lines == {
        "paragraphs": "one two three",
        "upwards": "two three four",
        "input": "one two",
        "area": "one two",
        "frame": "one two three",
        "shadow": "one two",
        "enlarged": "one",
        "double": "one",
        "shift": "one two three",
        "keys": "one",
        "all": "one two three four",
        "slow": "one",
    }


def test_an_answer_of_another_shape_is_none() -> None:
    good = {"words": "one", "boxes": [[0, 1, 2, 3]], "press": [4, 5], "isBare": True}
    assert sight_in(json.dumps(good)) is not None
    for bad in (None, "", "null", "[]", "3", json.dumps(good | {"boxes": [[1]]}), json.dumps(good | {"press": ["x"]})):
        assert sight_in(bad) is None
