"""A page tells of its own elements, so it may say anything: nothing raises, and what is counted with is bounded."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact.page_json import FARTHEST, number_in, number_of
from moonpane.refine.measured.changes import Styles
from moonpane.refine.measured.flow import place_findings
from moonpane.refine.measured.looks import look_findings
from moonpane.refine.measured.pairs import BoxFit, Fits, TextFit
from moonpane.refine.measured.seen import Box, Element, Line, Place, elements_of, place_of, selectors_of
from moonpane.refine.regions import elements_at
from moonpane.session import INDEX
from tests.app.refine.pictures import NEAR

LARGE = 10**400  # a whole number of JSON that no float can hold
NUMBERS = st.sampled_from([True, False, LARGE, -LARGE, -1, 0, 3, 2.5, 1e308, float("inf"), float("nan")])
WRITTEN = st.sampled_from(
    ["1e999", "1e308px", "-1e308px", "nanpx", "infpx", "px", "12px", "4.5px", "700", "bold", "", "9" * 400 + "px",
     "rgba(1, 2, 3, 1.2.3)", "rgba(1, 2, 3, .)", "rgb(999, 0, 0)", "rgba(1, 2, 3, 0.5)", "flex", "static", "none"]
)  # fmt: skip
SOURCES = st.sampled_from(["index.html:12:1", "index.html:13:1", "index.html:15:1", "index.html:9999999:1", "x", 7])
JSONS = st.recursive(
    st.none() | NUMBERS | WRITTEN | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
STYLED = (
    "font-size", "font-weight", "color", "background-color", "border-top-width", "border-top-color", "letter-spacing",
    "padding-top", "padding-left", "row-gap", "display", "position", "box-shadow", "border-top-left-radius",
)  # fmt: skip
SIDES = st.integers(0, 400) | NUMBERS
PLACES = st.lists(SIDES, min_size=4, max_size=4) | JSONS
STYLES = st.dictionaries(st.sampled_from(STYLED), WRITTEN | JSONS, max_size=6) | JSONS
ELEMENTS = st.fixed_dictionaries(
    {
        "parent": st.integers(-1, 3) | JSONS,
        "tag": st.sampled_from(["p", "button"]) | JSONS,
        "source": SOURCES,
        "place": PLACES,
        "style": STYLES,
        "rules": st.lists(st.integers(0, 1), max_size=3) | st.lists(JSONS, max_size=2) | JSONS,
    }
)
BLOCKS = st.fixed_dictionaries({"source": SOURCES, "text": JSONS, "lines": st.lists(PLACES, max_size=3) | JSONS})
LINE = Line(Place(10, 10, 80, 12), 20, 9, 14, True, (0, 0, 0), True)
BOX = Box(Place(10, 10, 90, 40), (10, 20, 30), 6, 1, (9, 9, 9), False)


@pytest.mark.parametrize("value", [True, LARGE, -LARGE, float("nan"), float("inf"), 1e300, "1", None, [1]])
def test_what_is_no_number_of_a_page(value: object) -> None:
    assert number_in(value) is None
    assert place_of([0, 0, value, 1]) is None
    assert place_of({"x": value, "y": 0, "width": 1, "height": 1}) is None


def test_numbers_of_a_page() -> None:
    assert (number_in(3), number_in(-2.5), number_in(FARTHEST)) == (3.0, -2.5, FARTHEST)
    assert (number_of("12.5px", "px"), number_of("700"), number_of("12.5", "px")) == (12.5, 700.0, None)
    for text in ("1e999px", "nanpx", "px", "1.2.3px", "9" * 400 + "px"):
        assert number_of(text, "px") is None
    assert place_of([1, 2, 3, 4]) == Place(1, 2, 3, 4)
    assert place_of([1, 2, -3, 4]) is None


@given(JSONS)
def test_any_value_is_a_number_within_bounds_or_none(value: object) -> None:
    number = number_in(value)
    assert number is None or abs(number) <= FARTHEST


def styled(**style: str) -> Element:
    return Element(
        0, -1, "p", (INDEX, 1, 1), Place(0, 0, 9, 9), {key.replace("_", "-"): value for key, value in style.items()}, ()
    )


def test_styles_of_no_form_are_none() -> None:
    assert styled(color="rgba(1, 2, 3, 1.2.3)").color("color") is None
    assert styled(color="rgb(999, 2, 3)").color("color") == (255, 2, 3)
    assert styled(color="rgba(1, 2, 3, 0)").color("color") is None
    assert styled(color="rgba(1, 2, 3, .5)").color("color") == (1, 2, 3)
    assert [styled(font_weight=said).font_weight for said in ("700", "bold", "1e999", "nan", "")] == [700] + 4 * [400]
    assert styled(width="1e308px").px("width") == 0


@given(st.lists(ELEMENTS, max_size=4) | JSONS, st.lists(BLOCKS, max_size=3) | JSONS, JSONS)
def test_whatever_a_page_says_of_its_elements_it_is_corrected_or_left(
    elements: object, blocks: object, selectors: object
) -> None:
    """From the page's JSON to a corrected source, each element paired with something that differs in all."""
    said = json.loads(json.dumps({"elements": elements, "blocks": blocks, "selectors": selectors, "boxes": []}))
    known = elements_of(said)
    texts = {each.index: TextFit(3, -2, 0.5, 0.4, LINE, LINE) for each in known if each.text}
    boxes = {each.index: BoxFit(2, 3, 4, 5, BOX, BOX) for each in known if each.is_seen}
    styles = Styles({INDEX: NEAR}, known, selectors_of(said))
    fits = Fits(texts, boxes, (BOX,), ())
    findings = [*place_findings(known, fits, styles.says), *look_findings(known, fits)]
    sorted(findings, key=lambda each: each.weight)
    changed = styles.changed(findings)
    assert changed is None or len(changed[INDEX].split("\n")) == len(NEAR.split("\n"))
    assert all(0 <= each.place.area <= FARTHEST**2 for each in known)


@given(st.lists(BLOCKS.map(lambda block: block | {"x": 1}) | JSONS, max_size=3))
def test_whatever_lies_in_a_region_is_named_or_left_out(blocks: list[Any]) -> None:
    elements_at(Place(0, 0, 400, 400), {"blocks": blocks, "boxes": blocks}, {INDEX: NEAR})
