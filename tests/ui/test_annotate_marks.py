"""Marks as values: what they say, what touches them, and what tools make of them."""

import pytest

from moonpane.ui.annotate.history import History
from moonpane.ui.annotate.marks import INTRODUCTION, Mark, notes_of
from moonpane.ui.annotate.tools import LEAST_SIDE, Style, begin, touched

BOX = Mark("box", ((120, 40), (300, 90)), "#e5383b", 4, comment="make this red")
ARROW = Mark("arrow", ((10, 10), (110, 10)), "#2f6fed", 4)
PEN = Mark("pen", ((0, 0), (50, 0), (50, 50)), "#1a1d29", 2, comment=" wider \n please ")
TEXT = Mark("text", ((40, 50),), "#1a1d29", 4, text='say "more"')


def test_marks_are_told_by_number_with_places_comments_and_quotes() -> None:
    assert notes_of([BOX, ARROW, PEN, TEXT]).splitlines() == [
        INTRODUCTION,
        "1. box from (120, 40) to (300, 90): make this red",
        "2. arrow from (10, 10) to (110, 10)",
        "3. line drawn by hand within (0, 0) to (50, 50): wider please",
        '4. text at (40, 50): "say \\"more\\""',
    ]
    assert notes_of([]) == ""


def test_of_a_sketch_only_comments_are_told() -> None:
    assert notes_of([BOX, ARROW, TEXT], is_sketch=True) == "box from (120, 40) to (300, 90): make this red"


def test_a_box_drawn_from_any_corner_is_the_same_box() -> None:
    turned = Mark("box", ((300, 90), (120, 40)), "#e5383b", 4, comment="make this red")
    assert turned.words == BOX.words


@pytest.mark.parametrize(
    ("mark", "point", "is_touched"),
    [
        (BOX, (120, 60), True),
        (BOX, (210, 65), False),  # within, but on none of its lines
        (ARROW, (60, 14), True),
        (ARROW, (60, 30), False),
        (PEN, (50, 25), True),
        (PEN, (25, 25), False),
        (TEXT, (60, 60), True),
        (TEXT, (60, 200), False),
        (Mark("pen", ((5, 5),), "#000000", 2), (6, 6), True),
    ],
)
def test_what_touches_a_mark(mark: Mark, point: tuple[float, float], is_touched: bool) -> None:
    assert mark.is_touched(point, 3) is is_touched


def drawn(tool: str, *way: tuple[float, float], marks: tuple[Mark, ...] = ()) -> tuple[Mark, ...]:
    gesture = begin(tool, marks, way[0], reach=5, style=Style())  # type: ignore[arg-type]
    assert gesture is not None
    for point in way[1:]:
        gesture.move(point)
    return gesture.finish()


def test_drawing_adds_a_mark_and_a_slip_does_not() -> None:
    (box,) = drawn("box", (10, 10), (30, 30), (60, 40))
    assert (box.kind, box.box) == ("box", (10, 10, 60, 40))
    assert drawn("box", (10, 10), (10 + LEAST_SIDE - 1, 90)) == ()
    assert drawn("arrow", (10, 10)) == ()
    (line,) = drawn("pen", (0, 0), (0.2, 0.2), (5, 0), (9, 0))
    assert line.points == ((0, 0), (5, 0), (9, 0)), "steps below a pixel say nothing"
    (dot,) = drawn("pen", (3, 3))
    assert dot.points == ((3, 3),)


def test_moving_takes_the_topmost_mark_along_with_its_comment() -> None:
    below = Mark("box", ((100, 30), (320, 100)), "#000000", 4)
    over = Mark("arrow", ((0, 40), (400, 40)), "#000000", 4, comment="this one")
    assert touched((below, over), (100, 40), 5) == 1
    moved = drawn("select", (100, 40), (110, 45), (120, 50), marks=(below, over))
    assert moved == (below, over.moved(20, 10))
    assert moved[1].comment == "this one"
    assert drawn("select", (900, 900), (950, 950), marks=(below, over)) == (below, over)


def test_the_eraser_takes_all_that_it_comes_across() -> None:
    far = TEXT.moved(0, 200)
    assert drawn("eraser", (0, 400), (60, 12), (120, 60), marks=(BOX, far, ARROW)) == (far,)


def test_there_is_an_end_to_marks() -> None:
    many = (BOX,) * 200
    assert begin("box", many, (0, 0), reach=5, style=Style()) is None
    assert begin("eraser", many, (0, 0), reach=5, style=Style()) is not None


def test_history_goes_back_and_forth_and_forgets_what_was_taken_back() -> None:
    history = History([BOX])
    history.do([BOX, ARROW])
    history.do([BOX, ARROW])  # nothing changed: no step
    history.undo()
    assert history.now == (BOX,)
    assert not history.can_undo
    history.redo()
    assert history.now == (BOX, ARROW)
    history.undo()
    history.do([BOX, TEXT])
    assert not history.can_redo
    history.amend([BOX])
    history.undo()
    assert history.now == (BOX,)
