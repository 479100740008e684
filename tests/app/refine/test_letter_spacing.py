"""Letters are moved apart as a designer would, not until a wrong text is as wide as the right one."""

import pytest

from moonpane.refine.measured.looks import look_findings
from moonpane.refine.measured.pairs import Fits, TextFit
from moonpane.refine.measured.seen import Element, Line, Place, Text

SIZE = 16.0  # px
WORDS = "Sign in"
WIDTH = 50.0  # px of the text in the page


def line(width: float) -> Line:
    return Line(Place(0, 0, width, 20), 16, 12, SIZE, False, (0, 0, 0), False)


def spacing_for(wanted: float, *, now: str = "normal") -> list[str]:
    """What is proposed for a text that is so many px wide in the mockup."""
    style = {"font-size": f"{SIZE:g}px", "font-weight": "400", "letter-spacing": now, "color": "rgb(0, 0, 0)"}
    place = Place(0, 0, WIDTH, 20)
    element = Element(0, -1, "p", None, place, style, (), Text(WORDS, (place,)))
    fit = TextFit(0, 0, 1.0, 1.0, line(WIDTH), line(wanted))
    changes = [each for found in look_findings([element], Fits({0: fit}, {}, (), ())) for each in found.changes]
    return [each.value for each in changes if each.name == "letter-spacing"]


@pytest.mark.parametrize(
    ("px", "proposed"),
    [(0.5, "0.5px"), (3.1, "3.1px"), (3.3, None), (10.2, None), (-1.5, "-1.5px"), (-1.7, None)],
)
def test_letters_stand_apart_by_a_share_of_their_size(px: float, proposed: str | None) -> None:
    assert spacing_for(WIDTH + px * (len(WORDS) - 1)) == ([proposed] if proposed else [])


def test_what_the_page_spaces_already_counts() -> None:
    assert spacing_for(WIDTH + 1.2 * (len(WORDS) - 1), now="2px") == ["3.2px"]
    assert spacing_for(WIDTH + 1.4 * (len(WORDS) - 1), now="2px") == []
