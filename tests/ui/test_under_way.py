"""What takes longer than a second beside the answers is said at the window's lower edge while it goes on."""

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.errors import InputError
from moonpane.session import Attachment
from moonpane.store.model import Offer, Picture
from moonpane.store.work import incoming, outgoing, pictures
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import HTML
from tests.ui.large_model import Rule
from tests.ui.large_studio import made, wait


def test_a_picture_that_takes_long_is_seen_and_not_passed_by_a_smaller_one(
    make_studio: MakeStudio, qtbot: QtBot, mockup: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = make_studio()
    may_end: list[bool] = []

    def slowly(attachment: Attachment) -> Picture:
        while attachment.name == "large.png" and not may_end:
            time.sleep(0.01)
        return pictures.decoded(attachment)

    monkeypatch.setattr(incoming, "decoded", slowly)
    bar = studio.window.tasks
    try:
        for name in ("large.png", "small.png"):
            studio.desk.open_offers([Offer(name, data=mockup)])
        wait(qtbot, lambda: not bar.isHidden())
        assert bar.lines[0].words.text() == "Opening large.png"
        qtbot.wait(300)
        assert not studio.store.draft
    finally:
        may_end.append(True)  # the thread ends also when the test has failed
    wait(qtbot, lambda: bar.isHidden() and len(studio.store.draft) == 2)
    assert [each.attachment.name for each in studio.store.draft] == ["large.png", "small.png"]


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
