"""A diff is shown side by side or in one column, folded, and walked through by keys."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from moonpane.artifact.diff import FileDiff, diff
from moonpane.ui.panes.code import DiffView
from moonpane.ui.panes.code.diff_rows import CONTEXT, Line, lines_of
from moonpane.ui.theme import theme
from tests.cost import cost

BEFORE = [f"<p>line {number}</p>" for number in range(100)]
AFTER = [*BEFORE[:20], "<p>line twenty</p>", *BEFORE[21:60], "<hr>", *BEFORE[60:90], *BEFORE[92:]]
LEFT = {"index.html": "\n".join(BEFORE), "same.css": "p{}\n", "gone.js": "let a\n"}
RIGHT = {"index.html": "\n".join(AFTER), "same.css": "p{}\n"}


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[DiffView]:
    made = DiffView()
    made.resize(900, 400)
    made.show()
    made.show_diff(diff(LEFT, RIGHT), ("Version 1", "Version 2"))
    qtbot.wait(20)
    yield made
    shiboken6.delete(made)


def file() -> FileDiff:
    return diff(LEFT, RIGHT).files[0]


def shown_numbers(lines: list[Line], side: str) -> list[int]:
    """Which lines of a side are seen, and those in folds."""
    numbers: list[int] = []
    rows = file().rows
    for line in lines:
        if line.fold:
            numbers += [getattr(row, side) for row in rows[line.fold[0] : line.fold[1]]]
        elif line.row and line.side in ("both", side):
            numbers.append(getattr(line.row, side))
    return [number for number in numbers if number]


@pytest.mark.parametrize("unified", [False, True])
def test_folds_and_lines_together_are_everything(unified: bool) -> None:
    lines = lines_of(file(), unified=unified, opened=frozenset())
    assert shown_numbers(lines, "left") == list(range(1, len(BEFORE) + 1))
    if not unified:
        assert shown_numbers(lines, "right") == list(range(1, len(AFTER) + 1))
    assert len([line for line in lines if line.fold]) == 4
    first = next(index for index, line in enumerate(lines) if line.change == 0)
    assert [line.fold is None for line in lines[first - CONTEXT - 1 : first]] == [False] + [True] * CONTEXT
    opened = lines_of(file(), unified=unified, opened=frozenset({0}))
    assert len([line for line in opened if line.fold]) == 3
    assert shown_numbers(opened, "left") == list(range(1, len(BEFORE) + 1))


def test_files_are_listed_and_chosen(view: DiffView, qtbot: QtBot) -> None:
    assert [view.files.item(row).text() for row in range(3)] == [
        "● index.html   +2 −3",
        "− gone.js   +0 −1",
        "same.css",
    ]
    assert view.summary.text() == "Files that differ: 2  ·  +2  −4"
    with qtbot.waitSignal(view.file_shown) as shown:
        view.files.setCurrentRow(1)
    assert shown.args == ["gone.js"]
    view.show_diff(diff(LEFT, RIGHT), ("a", "b"))
    assert view.path == "gone.js", "the same file stays in sight"
    view.show_diff(diff(RIGHT, RIGHT), ("a", "b"))
    assert view.summary.text() == "There is no difference"


def test_keys_go_from_change_to_change(view: DiffView, qtbot: QtBot) -> None:
    assert view.position.text() == "1 of 3"
    assert not view.previous_button.isEnabled()
    qtbot.keyClick(view.lines, Qt.Key.Key_N)
    assert view.position.text() == "2 of 3"
    assert "Added: <hr>" in view.lines.accessibleDescription()
    view.next_button.click()
    assert view.position.text() == "3 of 3"
    assert not view.next_button.isEnabled()
    qtbot.keyClick(view.lines, Qt.Key.Key_P)
    assert view.position.text() == "2 of 3"
    folds = len([line for line in view.lines.lines if line.fold])
    qtbot.keyClick(view.lines, Qt.Key.Key_Return)
    assert len([line for line in view.lines.lines if line.fold]) == folds - 1
    qtbot.keyClick(view.lines, Qt.Key.Key_U)
    assert view.unified_button.isChecked()
    assert view.position.text() == "2 of 3"


@pytest.mark.parametrize("unified", [False, True])
def test_what_came_and_went_has_its_colour(unified: bool, view: DiffView, qtbot: QtBot) -> None:
    view.unified_button.setChecked(unified)
    view.lines.go_to(0)
    image = view.lines.viewport().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(5, image.width(), 7) for y in range(2, image.height(), 5)}
    assert {QColor(theme.colors.good_soft).name(), QColor(theme.colors.bad_soft).name()} <= seen


def test_a_huge_diff_is_painted_quickly(view: DiffView, qtbot: QtBot) -> None:
    left = "\n".join(f"line {number} " + "x" * (number % 300) for number in range(30_000))
    made = diff({"a": left + "\n" + "y" * 900_000}, {"a": left.replace("7", "8") + "\n" + "z" * 900_000})
    assert cost(lambda: view.show_diff(made, ("a", "b"))) < 40

    def go_on() -> None:
        view.lines.go_to(view.lines.current + 100)
        view.lines.viewport().grab()

    assert cost(go_on, tries=10) < 4


@pytest.mark.parametrize("unified", [False, True])
def test_what_differs_in_a_long_line_is_in_sight(view: DiffView, unified: bool) -> None:
    line, lines, bar = "a{color:#fff}" * 40, view.lines, view.lines.horizontalScrollBar()
    between = ["same"] * 12
    before, after = [line, *between, line], [line + "b", *between, line.replace("#fff", "#000", 1)]
    view.unified_button.setChecked(unified)
    view.show_diff(diff({"a.css": "\n".join(before)}, {"a.css": "\n".join(after)}), ("1", "2"))
    one = lines.fontMetrics().horizontalAdvance("9")
    assert bar.value() < one * len(line) < bar.value() + bar.pageStep()
    lines.go_to(1)
    assert bar.value() == 0
    lines.go_to(0)
    view.resize(600, 400)
    assert bar.value() < one * len(line) < bar.value() + bar.pageStep()
