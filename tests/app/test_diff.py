"""A diff holds every line of both sides in order, marks what differs, and takes bounded time."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moonpane.artifact.diff import Diff, FileDiff, diff
from tests.cost import once

MAX_COST = 480  # for the worst of a few megabytes


def one(left: str, right: str) -> FileDiff:
    return diff({"a": left}, {"a": right}).files[0]


def lines(text: str) -> list[str]:
    return text.split("\n")[: -1 if text.endswith("\n") or not text else None]


def assert_whole(file: FileDiff, left: str, right: str) -> None:
    assert [row.left_text for row in file.rows if row.left] == lines(left)
    assert [row.right_text for row in file.rows if row.right] == lines(right)
    assert [row.left for row in file.rows if row.left] == list(range(1, len(lines(left)) + 1))
    assert [row.right for row in file.rows if row.right] == list(range(1, len(lines(right)) + 1))
    for row in file.rows:
        assert (row.kind == "equal") is (row.left > 0 and row.right > 0 and row.left_text == row.right_text)
        assert bool(row.left) is (row.kind != "added")
        assert bool(row.right) is (row.kind != "removed")
        for text, marks in ((row.left_text, row.left_marks), (row.right_text, row.right_marks)):
            assert all(0 <= start < end <= len(text) for start, end in marks)


SMALL = st.lists(st.sampled_from(["a", "b", "  c", "", "d e f"]), max_size=30).map("\n".join)


@given(SMALL, SMALL)
def test_nothing_is_lost_and_nothing_is_invented(left: str, right: str) -> None:
    assert_whole(one(left, right), left, right)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(left: str, right: str) -> None:
    assert_whole(one(left, right), left, right)


def test_a_changed_line_says_what_changed_in_it() -> None:
    file = one("<p>\n<b class='x'>One</b>\n</p>", "<p>\n<b class='y'>One</b>\n</p>")
    assert [row.kind for row in file.rows] == ["equal", "changed", "equal"]
    row = file.rows[1]
    assert [row.left_text[start:end] for start, end in row.left_marks] == ["x"]
    assert [row.right_text[start:end] for start, end in row.right_marks] == ["y"]
    assert (file.num_added, file.num_removed, file.changes) == (1, 1, [(1, 2)])


def test_one_colour_is_marked_in_a_style_sheet_of_one_line() -> None:
    line = "a{color:#fff}" * 40
    (row,) = diff({"a.css": line}, {"a.css": line.replace("fff", "000", 20).replace("000", "fff", 19)}).files[0].rows
    ((start, end),) = row.left_marks
    assert (row.left_text[start:end].strip("#"), row.left_marks) == ("fff", row.right_marks)
    (row,) = diff({"a.css": line}, {"a.css": f"{line}b"}).files[0].rows
    assert (row.left_marks, row.right_marks) == ((), ((len(line), len(line) + 1),))


def test_lines_that_have_nothing_in_common_are_not_marked_up() -> None:
    row = one("alpha beta gamma delta", "one two three four").rows[0]
    assert (row.kind, row.left_marks, row.right_marks) == ("changed", (), ())


def test_an_inserted_block_moves_nothing_else() -> None:
    before = [f"<p>{number}</p>" for number in range(50)]
    after = [*before[:20], "<hr>", "<p>new</p>", *before[20:]]
    file = one("\n".join(before), "\n".join(after))
    assert [row.right_text for row in file.rows if row.kind != "equal"] == ["<hr>", "<p>new</p>"]
    assert file.changes == [(20, 22)]


def test_repeated_lines_do_not_hide_what_was_added() -> None:
    card = ["<div>", "<p>x</p>", "</div>"]
    file = one("\n".join(card * 10), "\n".join(card * 5 + ["<hr>"] + card * 5))
    assert [row.right_text for row in file.rows if row.kind == "added"] == ["<hr>"]
    assert file.num_removed == 0


def test_files_come_and_go() -> None:
    made = diff({"same": "x\n", "gone": "a\nb\n", "other": "1\n"}, {"same": "x\n", "other": "2\n", "new": "c\n"})
    assert isinstance(made, Diff)
    assert [(file.path, file.status) for file in made.files] == [
        ("gone", "removed"),
        ("other", "changed"),
        ("new", "added"),
        ("same", "equal"),
    ]
    assert (made.num_added, made.num_removed) == (2, 3)


def test_a_line_end_at_the_end_is_no_line_but_makes_a_difference() -> None:
    file = one("a", "a\n")
    assert file.status == "changed"
    assert file.changes == []


def shuffled(text: list[str], rng: random.Random) -> str:
    text = list(text)
    rng.shuffle(text)
    return "\n".join(text)


RNG = random.Random(7)
CSS = [f".a{number} > b {{ color: #fff; padding: {number}px 2em }}" for number in range(10_000)]
WORST = {
    "every line changed": ("\n".join(CSS), "\n".join(CSS).replace("#fff", "#000")),
    "shuffled": ("\n".join(CSS), shuffled(CSS, RNG)),
    "two lines, over and over": ("a\nb\n" * 20_000, "b\na\na\n" * 20_000),
    "few words at random": (
        "\n".join(RNG.choice("abcde") for _ in range(20_000)),
        "\n".join(RNG.choice("abcde") for _ in range(20_000)),
    ),
    "many gaps": (
        "\n".join(f"u{number // 190}" if number % 190 == 0 else RNG.choice("abc") for number in range(38_000)),
        "\n".join(f"u{number // 190}" if number % 190 == 0 else RNG.choice("abc") for number in range(38_000)),
    ),
    "one line of a megabyte": ("x y " * 250_000, "x z " * 250_000),
}


@pytest.mark.parametrize("name", WORST)
def test_time_is_bounded(name: str) -> None:
    left, right = WORST[name]
    taken, file = once(lambda: one(left, right))
    assert taken < MAX_COST
    assert_whole(file, left, right)
    assert file.is_coarse is (name not in ("shuffled", "one line of a megabyte"))
