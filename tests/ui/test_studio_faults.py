"""What nobody foresaw must not leave the studio waiting for ever."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.store.model import Phase
from moonpane.store.work import measuring
from tests.ui.conftest import MakeStudio

PATIENCE_MS = 60_000


def test_an_unforeseen_error_ends_the_exchange_and_the_next_one_works(
    make_studio: MakeStudio,
    qtbot: QtBot,
    mockup_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    studio = make_studio()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as fault:
        fault.setattr(measuring, "page_of", broken)
        studio.convert_file(mockup_file)
        qtbot.waitUntil(lambda: bool(studio.store.exchanges) and studio.store.running is None, timeout=PATIENCE_MS)
    assert [record.message for record in caplog.records] == ["A background job failed."]
    first = studio.store.exchanges[0]
    assert first.phase is Phase.FAILED
    assert first.remarks == ["Something unforeseen went wrong; the terminal has the details."]
    studio.desk.ask_again(first)
    qtbot.waitUntil(
        lambda: studio.store.exchanges[0] is not first and studio.store.running is None, timeout=PATIENCE_MS
    )
    (again,) = studio.store.exchanges
    assert again.phase is Phase.DONE
    assert studio.store.session.siblings(again.record) == [first.record, again.record]
