"""The files of one answer: growing, whole, changed in places, and what did not fit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.course import Course, FileEdits
from moonpane.session import Exchange as Record
from moonpane.session import Turn
from moonpane.store.model import Exchange, Phase
from moonpane.ui.conversation.answer_view import AnswerView
from moonpane.ui.conversation.file_cards import FileCards, FileEntry
from moonpane.ui.conversation.file_rows import EditRow, FailedChange, FileRow
from moonpane.ui.motion import motion
from moonpane.ui.panes.code import CodeView


@pytest.fixture
def cards(qtbot: QtBot) -> FileCards:
    made = FileCards()
    qtbot.addWidget(made)
    made.resize(340, 400)
    return made


def entries(cards: FileCards) -> list[FileEntry]:
    return [entry for entry in cards.findChildren(FileEntry) if not entry.isHidden()]


def said(cards: FileCards) -> list[str]:
    return [entry.line.accessibleName() for entry in entries(cards)]


def test_without_files_there_is_no_card(cards: FileCards) -> None:
    assert cards.isHidden()
    cards.show_rows([FileRow("a.html", 1, 10)])
    assert not cards.isHidden()
    cards.show_rows([])
    assert cards.isHidden()


def test_each_file_says_its_size(cards: FileCards) -> None:
    cards.show_rows(
        [FileRow("index.html", 92, 3100), FileRow("src/App.jsx", 1, 12), FileRow("a.css", 0, 0, is_cut_off=True)]
    )
    assert said(cards) == [
        "index.html, 92 lines · 3.1 kB",
        "src/App.jsx, 1 line · 12 bytes",
        "a.css, unfinished, 0 lines · 0 bytes",
    ]


def test_a_growing_file_keeps_its_line_and_shows_its_end(cards: FileCards) -> None:
    cards.show()
    cards.show_rows([FileRow("App.jsx", 1, 9, is_growing=True, tail="one")])
    first = entries(cards)[0]
    assert first.line.mark.is_moving
    assert cards.peek.isVisible()
    cards.show_rows([FileRow("App.jsx", 2, 18, tail="one\ntwo"), FileRow("a.css", 1, 3, is_growing=True)])
    assert entries(cards)[0] is first
    assert not first.line.mark.is_moving
    assert cards.peek.isVisible()
    cards.show_rows([FileRow("App.jsx", 2, 18), FileRow("a.css", 1, 3)])
    assert not cards.peek.isVisible()


def test_with_reduced_motion_the_mark_is_there_and_still(cards: FileCards) -> None:
    cards.show()
    try:
        motion.use(reduced=True)
        cards.show_rows([FileRow("App.jsx", 1, 9, is_growing=True)])
        mark = entries(cards)[0].line.mark
        assert mark.isVisible()
        assert not mark.is_moving
    finally:
        motion.use(reduced=False)


def test_changes_are_counted_and_failures_give_their_reason(cards: FileCards) -> None:
    failed = (FailedChange("Not found; line 14 is most similar.", asked_again=True), FailedChange("Found\n3 times."))
    growing = EditRow("b.css", 0, is_growing=True)
    cards.show_rows([EditRow("App.jsx", 3, 12, 4), EditRow("a.css", 1, failed=failed), growing])
    assert said(cards) == ["Edited App.jsx, 3 changes, +12, −4", "Edited a.css, 1 change", "Editing b.css, 0 changes"]
    whole, broken, _ = entries(cards)
    assert whole.failures.isHidden()
    assert broken.failures.text() == "Not found; line 14 is most similar. Asked again.\nFound 3 times."


def test_many_files_are_folded_but_never_what_grows_or_failed(cards: FileCards) -> None:
    rows: list[FileRow | EditRow] = [FileRow(f"part-{n}.txt", 1, 1) for n in range(30)]
    rows[20] = EditRow("late.css", 0, failed=(FailedChange("Not found."),))
    rows[29] = FileRow("last.txt", 1, 1, is_growing=True)
    cards.show_rows(rows)
    assert len(entries(cards)) == 10
    assert {"late.css", "last.txt"} <= {entry.path for entry in entries(cards)}
    assert cards.more_button.text() == "Show 20 more"
    cards.more_button.click()
    assert [entry.path for entry in entries(cards)] == [row.path for row in rows]
    assert cards.more_button.isHidden()


def test_a_line_opens_its_file_by_click_and_by_key(cards: FileCards, qtbot: QtBot) -> None:
    opened: list[str] = []
    cards.opened.connect(opened.append)
    cards.show()
    cards.show_rows([FileRow("a.html", 1, 1), FileRow("b.html", 1, 1)])
    first, second = entries(cards)
    qtbot.mouseClick(first.line, Qt.MouseButton.LeftButton)
    qtbot.keyClick(second.line, Qt.Key.Key_Space)
    assert opened == ["a.html", "b.html"]


def test_hostile_names_stay_names(cards: FileCards) -> None:
    cards.show()
    names = ("<img src=x>/\u202e" + "long" * 500 + ".html", "..", "")
    cards.show_rows([FileRow(name, 1, 1) for name in names])
    cards.resize(200, 300)
    QApplication.processEvents()
    cards.grab()
    line = entries(cards)[0].line
    assert "<img" not in line.toolTip()
    assert "\u202e" not in line.accessibleName()
    assert line.width() <= 200


@pytest.mark.parametrize("text", ["a", "a\n", "a\nb", "a\nb\n\n", "é\n" * 33, "\n", "x\r\ny\r\n" * 700])
def test_the_card_and_the_pane_of_the_code_say_the_same_size(qtbot: QtBot, text: str) -> None:
    course = Course(edits=(FileEdits("a.css", is_whole=True),))
    record = Record("talk", Turn("user", "a"), Turn("assistant", "b"), course=course)
    answer, code = AnswerView(Exchange(record, phase=Phase.DONE, files={"a.css": text})), CodeView()
    qtbot.addWidget(answer)
    qtbot.addWidget(code)
    code.show_files({"a.css": text})
    size = code.head.caption.accessibleName().partition("  ·  ")[2]
    assert size
    assert said(answer.files) == [f"a.css, {size}"]
