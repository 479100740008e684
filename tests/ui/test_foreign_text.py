"""Texts of strangers in places that hold one line; moments and durations in words."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from moonpane.ui.dates import duration, long_moment, short_moment
from moonpane.ui.foreign_text import menu_text, one_line, tooltip_of, utf16_ranges

NOON = datetime(2026, 11, 25, 12, 0).timestamp()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a\n b\t\tc ", "a b c", id="blanks"),
        pytest.param("a\x00\x1bb", "ab", id="controls"),
        pytest.param("a\u202eb\u2066c", "abc", id="direction overrides"),
        pytest.param("مرحبا 로그인 登录 👩‍👧", "مرحبا 로그인 登录 👩‍👧", id="scripts stay as they are"),
        pytest.param("x" * 21, "x" * 19 + "…", id="too long"),
        pytest.param(" " * 1000 + "late", "…", id="nothing but blanks as far as one looks"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text, limit=20) == line


def test_a_huge_text_is_not_walked_through() -> None:
    assert len(one_line("word " * 4_000_000)) <= 200


def test_tooltips_and_menus_show_markup_as_text() -> None:
    assert tooltip_of("<img src=x>\n&") == "<qt>&lt;img src=x&gt;<br>&amp;</qt>"
    assert menu_text("Save & close") == "Save && close"


def test_ranges_outside_the_text_are_cut() -> None:
    assert utf16_ranges("a🚀b", ((1, 1), (2, 9), (-3, 5), (7, 1))) == [(1, 2), (3, 1), (0, 3)]
    assert utf16_ranges("", ((0, 1),)) == []


@pytest.mark.parametrize(
    ("seconds", "words"), [(-1, "0 s"), (4.4, "4 s"), (59.6, "1 min 0 s"), (125, "2 min 5 s"), (3780, "1 h 3 min")]
)
def test_durations(qapp: QApplication, seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_moments_are_said_as_shortly_as_they_can(qapp: QApplication) -> None:
    assert short_moment(NOON - 60, NOON) not in (short_moment(NOON - 120, NOON), "25 Nov")
    assert short_moment(NOON - 86_400, NOON) == "24 Nov"
    assert short_moment(NOON - 400 * 86_400, NOON) == "21 Oct 2025"


def test_the_time_of_day_is_set_apart_by_a_space_that_is_seen(qapp) -> None:
    said = [short_moment(NOON - 60, NOON), long_moment(NOON)]
    assert [words[-3:] for words in said] == ["\u00a0AM", "\u00a0PM"]
