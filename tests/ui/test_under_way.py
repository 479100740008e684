"""What takes longer than a second beside the answers is said at the window's lower edge while it goes on."""

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.errors import InputError
from moonpane.store.work import outgoing
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import HTML
from tests.ui.large_model import Rule
from tests.ui.large_studio import made, wait


@pytest.mark.parametrize("fails", [False, True])
def test_a_slow_export_is_seen_until_it_ends(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    studio = make_studio(rules=[Rule(HTML)])
    version = made(studio, qtbot, mockup_file).version
    assert version is not None
    may_end: list[bool] = []

    def slowly(*_: object) -> None:
        while not may_end:
            time.sleep(0.01)
        if fails:
            raise InputError("The disk is full.")

    monkeypatch.setattr(outgoing, "export_folder", slowly)
    bar = studio.window.tasks
    assert bar.isHidden()
    studio.output._spawn(studio.output._outgoing.export(version.revision, mockup_file.parent / "shop"))
    wait(qtbot, lambda: not bar.isHidden())
    assert bar.lines[0].words.text() == "Writing shop"
    may_end.append(True)
    wait(qtbot, bar.isHidden)
    assert studio.store.told is not None
    assert studio.store.told.is_bad is fails
