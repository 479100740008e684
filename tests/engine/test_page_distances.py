"""Distances that are exact: nothing drifts, nothing is pushed in by the browser, equal things are equally wide."""

import pytest

from moonpane_engine.page.distances import DRIFT, beyond, usual
from tests.engine.test_page_guide import ROW, first_refused, page_of

STYLE = "font-size:14px;color:#000000"


@pytest.mark.parametrize(
    "distances",
    [
        [5] * 9,
        [5, 6, 5, 6, 6, 6, 5, 6],
        [4, 4, 5, 4, 4, 3, 3, 3, 3],
        [0, 2, 0, 2, 2, 2],
        [5, 40, 5, 5],
        [-8, -7, -9],
        [],
    ],
)
def test_nothing_is_off_by_more_than_a_little(distances: list[int]) -> None:
    gap = usual(distances)
    apart = beyond(distances, gap)
    stands = [sum(gap + extra for extra in apart[: at + 1]) for at in range(len(apart))]
    wanted = [sum(distances[: at + 1]) for at in range(len(distances))]
    assert len(apart) == len(distances)
    assert all(abs(one - other) <= DRIFT for one, other in zip(stands, wanted, strict=True))


def test_what_is_even_but_for_a_pixel_here_and_there_says_nothing() -> None:
    assert beyond([5, 6, 5, 4, 5, 5, 6, 5], 5) == [0] * 8


def test_a_list_that_is_not_pushed_in_says_so() -> None:
    outline = 'font Inter,sans-serif\npage 99x99 #ffffff\ntext A 14 #000000 bullet">Rye</t\n'
    listed = f'<body style="background:#ffffff"><ul class="col"%s><li A style="{STYLE}">Rye</li></ul></body>'
    assert first_refused(page_of(listed % ' style="padding:0"'), outline) is None
    assert first_refused(page_of(listed % ""), outline) is not None, "browsers push it in by 40 px"


@pytest.mark.parametrize(("tag", "is_right"), [("button", False), ("span", True)])
def test_a_button_without_paddings_says_so(tag: str, is_right: bool) -> None:
    outline = (
        "font Inter,sans-serif\npage 99x99 #ffffff\nrow 90x20 g8\nbox 40x18 #eeeeee p0,0,0,0 row center\n"
        'text A 14 #000000">Buy</t\nend\nbox 40x18 #eeeeee\nend\nend\n'
    )
    body = (
        '<body style="background:#ffffff"><div class="row" style="gap:8px;align-items:center">'
        f'<{tag} A style="background:#eeeeee;%s{STYLE}">Buy</{tag}>'
        '<div style="width:40px;height:18px;background:#eeeeee"></div></div></body>'
    )
    assert (first_refused(page_of(body % ""), outline) is None) is is_right
    assert (first_refused(page_of(body % "padding:0;"), outline) is None) is not is_right


@pytest.mark.parametrize(("paddings", "may_grow"), [((8, 8), True), ((8, 24), False)])
def test_what_shares_a_row_evenly_is_padded_alike(paddings: tuple[int, int], may_grow: bool) -> None:
    """`flex:1` shares what is left beside the paddings: boxes of one width would come out unequal."""
    box = 'box 195x40 #eeeeee p8,%d,8,%d col\ntext %s 14 #000000">hi</t\ntext %s 14 #000000">ho</t\nend'
    outline = ROW % "\n".join(box % (side, side, *labels) for side, labels in zip(paddings, ("AB", "CD"), strict=True))

    def page(width: str, flex: str) -> str:
        boxes = ""
        for side, labels in zip(paddings, ("AB", "CD"), strict=True):
            texts = "".join(
                f'<p {label} style="{STYLE}">{said}</p>' for label, said in zip(labels, ("hi", "ho"), strict=True)
            )
            padding = "8px" if side == 8 else f"8px {side}px"
            boxes += f'<div class="col" style="{width}background:#eeeeee;padding:{padding}{flex}">{texts}</div>'
        row = f'<div class="row" style="gap:10px;align-items:center">{boxes}</div>'
        return page_of(f'<body style="background:#ffffff">{row}</body>')

    assert first_refused(page("width:195px;", ""), outline) is None
    assert (first_refused(page("", ";flex:1"), outline) is None) is may_grow


def test_cells_below_each_other_have_no_distance_of_their_own() -> None:
    """In a row of cells distances cannot be seen, and 8 px stand for them; in a column they can."""
    texts = "\n".join(f'text {label} 14 #000000">hi</t' for label in "ABC")
    outline = f"font Inter,sans-serif\npage 300x200 #ffffff\nbox 300x99 full #eeeeee p8,8,8,8 g3 col\n{texts}\nend\n"
    inside = "".join(f'<p {label} style="{STYLE}">hi</p>' for label in "ABC")
    body = (
        '<body style="background:#ffffff"><div class="col" '
        f'style="background:#eeeeee;padding:8px;gap:%s">{inside}</div></body>'
    )
    assert first_refused(page_of(body % "3px"), outline) is None
    assert first_refused(page_of(body % "8px"), outline) is not None
