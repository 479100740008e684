"""What the cards of an answer show is what became of its changes."""

import pytest

from moonpane.artifact import Done, EditBlock, Refused, Written
from moonpane.course import Failure, FileEdits
from moonpane.revise import AskingAgain, Changed, Delta, Rejected
from moonpane.store.edits import EditLog, num_lines, rewritten


def block(search: str, replace: str, path: str = "a.html") -> EditBlock:
    return EditBlock(path, search, replace)


@pytest.mark.parametrize(
    ("search", "replace", "lines"),
    [
        pytest.param("a\nb\n", "a\nc\n", (1, 1), id="a line of two"),
        pytest.param("a\n", "a\nb\nc\n", (2, 0), id="added below"),
        pytest.param("a\nb\n", "", (0, 2), id="taken away"),
        pytest.param("x\n" * 1_500, "y\n" * 1_500, (1_500, 1_500), id="too much to look into"),
    ],
)
def test_lines_that_are_new_and_gone_are_counted(search: str, replace: str, lines: tuple[int, int]) -> None:
    assert num_lines(block(search, replace)) == lines


def test_changes_add_up_and_failures_stay_until_they_are_mended() -> None:
    log = EditLog()
    first, second = block("a\n", "b\n"), block("c\n", "d\n")
    assert log.take(Delta("x", "", 1, 0.0)) is None
    assert log.take(Changed((Done(first, "a.html", 1, "exact"),))) == (FileEdits("a.html", 1, 1, 1),)
    refused = Refused(second, "a.html", "No such lines.")
    edits = log.take(Rejected((refused,)))
    assert edits
    assert edits[0].failed == (Failure("No such lines.", asked_again=False),)
    edits = log.take(AskingAgain(1))
    assert edits
    assert edits[0].failed == (Failure("No such lines.", asked_again=True),)
    both = (Done(first, "a.html", 1, "exact"), Done(second, "a.html", 3, "exact"))
    assert log.take(Changed(both)) == (FileEdits("a.html", 2, 2, 2, (Failure("No such lines.", True),)),)
    assert log.take(Rejected(())) == (FileEdits("a.html", 2, 2, 2),)


def test_a_file_that_was_written_anew_has_no_changes_of_its_own() -> None:
    done = Done(Written("b.css", "p {}\n"), "b.css", 0, "whole file")
    assert EditLog().take(Changed((done,))) == (FileEdits("b.css", is_whole=True),)


def test_files_that_differ_stand_for_what_is_not_known() -> None:
    before, after = {"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"}
    assert [each.path for each in rewritten(before, after)] == ["b", "c"]
