"""The list of conversations as Qt reads it: under headings, and changed in place."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from moonpane.ui.sessions.rows import SessionRow
from moonpane.ui.sessions.session_model import Heading, SessionModel

NOON = datetime(2026, 11, 25, 12, 0).timestamp()
DAY = 86_400


def row(id: str, *, days_ago: float = 0.0, title: str = "", **more: object) -> SessionRow:
    return SessionRow(id, title or f"About {id}", NOON - days_ago * DAY, 2, **more)  # type: ignore[arg-type]


def entries(model: SessionModel) -> list[str]:
    found = [model.entry(model.index(at)) for at in range(model.rowCount())]
    return [f"# {entry.words}" if isinstance(entry, Heading) else entry.id for entry in found if entry]


@pytest.fixture
def model(qapp: QApplication) -> SessionModel:
    return SessionModel(now=lambda: NOON)


def test_conversations_stand_under_their_days(model: SessionModel) -> None:
    days = {"now": 0.0, "night": 0.49, "yesterday": 0.51, "week": 6.0, "month": 20.0, "spring": 230.0, "old": 700.0}
    model.show_sessions([row(id, days_ago=ago) for id, ago in reversed(days.items())])
    assert entries(model) == [
        *("# Today", "now", "night", "# Yesterday", "yesterday", "# Previous 7 days", "week"),
        *("# November", "month", "# April", "spring", "# December 2024", "old"),
    ]


@pytest.mark.parametrize("moment", [float("nan"), float("inf"), -1e300, 1e300])
def test_a_moment_that_no_calendar_knows_is_listed_all_the_same(model: SessionModel, moment: float) -> None:
    model.show_sessions([SessionRow("a", "A", moment, 1)])
    assert entries(model)[-1] == "a"
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)


def test_rows_come_and_go_without_touching_the_others(model: SessionModel) -> None:
    model.show_sessions([row(id, days_ago=at / 100) for at, id in enumerate("abcdef")])
    changes: list[str] = []
    model.rowsInserted.connect(lambda _p, first, last: changes.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: changes.append(f"-{first}-{last}"))
    model.show_sessions([row(id, days_ago=at / 100) for at, id in enumerate("axbdeyf")])
    assert entries(model) == ["# Today", *"axbdeyf"]
    assert changes == ["-3-3", "+2-2", "+6-6"]


def test_only_what_looks_different_is_painted_again(model: SessionModel) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    rows = [row(id, days_ago=at / 100, thumbnail=picture) for at, id in enumerate("abc")]
    model.show_sessions(rows)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.show_sessions([replace(each) for each in rows])
    assert not changed
    model.show_sessions([rows[0], replace(rows[1], is_running=True), rows[2]])
    other = picture.copy()
    other.fill(Qt.GlobalColor.black)
    model.show_sessions([rows[0], rows[1], replace(rows[2], thumbnail=other)])
    assert changed == [(2, 2), (2, 3)]
