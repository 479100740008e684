"""Lists with many covers: few are cut to size in one turn of the event loop, and all are seen soon."""

import time

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPixmapCache
from pytestqt.qtbot import QtBot

from moonpane.ui import covers
from moonpane.ui.covers import AT_ONCE
from moonpane.ui.panes.history.rows import VersionRow
from moonpane.ui.panes.history.version_list import VersionList

INK = QColor("#c02040")


def row(number: int) -> VersionRow:
    cover = QImage(240, 180, QImage.Format.Format_RGB32)
    cover.fill(INK)
    return VersionRow(f"v{number}", number, None, "model", time.time(), 0.9, cover, "words", True, False)


def test_a_first_paint_cuts_few_covers_and_the_rest_follows(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    QPixmapCache.clear()
    cut: list[int] = []  # at once, in each paint
    real = covers.fitted

    def counted(image: QImage, size: QSize, *, ratio: float) -> QImage:
        cut[-1] += 1
        return real(image, size, ratio=ratio)

    monkeypatch.setattr(covers, "fitted", counted)
    versions = VersionList()
    qtbot.addWidget(versions)
    versions.resize(400, 700)
    turn = covers.Covers.on_turn

    def counted_turn(self: covers.Covers) -> None:
        cut.append(0)
        turn(self)

    monkeypatch.setattr(covers.Covers, "on_turn", counted_turn)
    cut.append(0)
    versions.show_versions([row(number) for number in range(1, 9)], shown="v1")
    versions.show()
    qtbot.waitUntil(lambda: sum(cut) == 8, timeout=5_000)
    assert max(cut) == AT_ONCE
    qtbot.wait(50)
    seen = versions.viewport().grab().toImage()
    middles = [versions.visualRect(versions.versions.index(at)).center().y() for at in range(8)]
    assert all(any(seen.pixelColor(x, y) == INK for x in range(150)) for y in middles)
