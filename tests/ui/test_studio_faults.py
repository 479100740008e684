"""What nobody foresaw must not leave the studio waiting for ever."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from moonpane.preferences import Preferences
from moonpane.store import notices
from moonpane.store.model import Offer, Phase
from moonpane.store.work import incoming, measuring
from moonpane.ui.settings.dialog import SettingsDialog
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
        fault.setattr(measuring, "Bench", broken)
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


def test_what_cannot_be_opened_for_whatever_reason_leaves_the_composer_free(
    make_studio: MakeStudio,
    qtbot: QtBot,
    mockup: bytes,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    studio = make_studio()
    with monkeypatch.context() as fault:
        fault.setattr(incoming, "decoded", broken)
        studio.desk.open_offers([Offer("one.png", data=mockup), Offer("two.png", data=mockup)])
        qtbot.waitUntil(lambda: not studio.store.opening, timeout=PATIENCE_MS)
    assert studio.store.refusals == ["Something unforeseen went wrong; the terminal has the details."] * 2
    assert len(caplog.records) == 2


def test_an_editor_that_cannot_be_started_is_said_and_loses_nothing(
    make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("no program")
    editor.chmod(0o755)
    studio = make_studio()
    monkeypatch.setattr(studio.output, "_preferences", lambda: Preferences(editor=str(editor)))
    batch = [notices.ReadyToOpen(tmp_path / "index.html", in_browser=False), notices.Told("Exported.")]
    monkeypatch.setattr(studio.runtime, "take", lambda: batch)
    said: list[str] = []
    monkeypatch.setattr(studio.window.toasts, "say", lambda sentence, *, is_bad: said.append(sentence))
    studio.on_notices_arrived()
    assert said == ["Exported.", f"{editor} cannot be started: Exec format error."]


def test_an_editor_that_is_not_there_is_said_and_the_desktop_opens_the_page(
    make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    studio = make_studio()
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    page = tmp_path / "index.html"
    studio.output.on_ready_to_open(page, True)
    assert not studio.window.toasts.toasts
    for editor in ("", "no-such-editor --wait {file}"):
        monkeypatch.setattr(studio.output, "_preferences", lambda editor=editor: Preferences(editor=editor))
        studio.output.on_ready_to_open(page, False)
    assert opened == [str(page)] * 3
    unnamed, toast = studio.window.toasts.toasts
    assert unnamed.words.text() == "No editor is named in Settings, so the desktop chose what opens the page."
    assert toast.words.text().startswith("no-such-editor was not found, so")
    toast.action_button.click()
    (dialog,) = studio.window.findChildren(SettingsDialog)
    assert dialog.isVisible()
    dialog.close()


def test_a_desktop_that_opens_no_pages_is_said_with_the_place_of_the_page(
    make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    studio = make_studio()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    page = tmp_path / "index.html"
    for in_browser in (True, False):
        studio.output.on_ready_to_open(page, in_browser)
    said = {toast.words.text() for toast in studio.window.toasts.toasts}
    assert said == {f"This desktop has no program that opens web pages. The page lies at {page}."}


def test_a_notice_that_fails_does_not_lose_the_others(make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio = make_studio()
    batch = [object(), notices.Told("One."), object(), notices.Told("Two.")]
    said: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(studio.runtime, "take", lambda: batch)
        patched.setattr(studio.window.toasts, "say", lambda sentence, *, is_bad: said.append(sentence))
        with pytest.raises(ExceptionGroup) as failed:
            studio.on_notices_arrived()
    assert said == ["One.", "Two."]
    assert len(failed.value.exceptions) == 2
