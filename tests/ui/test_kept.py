"""What was said, made and typed is there when the studio is opened again."""

import errno
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.archive import Archive, opening
from moonpane.archive.parts import Parts
from moonpane.errors import ArchiveUnwritable
from moonpane.preview.picked import Box, Picked
from moonpane.session import INDEX
from moonpane.store.desk import words_to_change
from moonpane.store.model import Offer, Phase
from moonpane.store.work import keeper
from moonpane.ui.foreign_text import tooltip_of
from tests.ui.conftest import PAGE, MakeStudio
from tests.ui.talking import CHATS, converted, say, send, type_in, wait_idle, wait_settled

PATIENCE_MS = 60_000


def reopened(make_studio: MakeStudio, qtbot: QtBot, studio: Studio, **how: object) -> Studio:
    studio.shut_down()
    again = make_studio(**how)
    wait_settled(again, qtbot)
    return again


def drop_picture(studio: Studio, qtbot: QtBot, path: Path) -> None:
    studio.desk.open_offers([Offer(path.name, path=path)])
    qtbot.waitUntil(lambda: bool(studio.store.draft) and not studio.store.opening, timeout=PATIENCE_MS)


def history_rows(studio: Studio) -> list[tuple[str, int, float | None]]:
    """Of each version in the history: id, number, score."""
    versions = studio.window.history.list.versions
    rows = [versions.by_id(id) for id in studio.store.current.versions]
    return [(row.id, row.number, row.score) for row in rows if row]


def test_a_page_with_all_that_belongs_to_it_is_there_again(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS)
    converted(studio, qtbot, mockup_file)
    say(studio, qtbot, "thanks")
    before, version = studio.store.session, studio.store.version
    assert version is not None
    assert version.score is not None
    rows = history_rows(studio)
    assert len(rows) == 1
    type_in(studio, qtbot, "half a sentence")
    drop_picture(studio, qtbot, mockup_file)
    again = reopened(make_studio, qtbot, studio, model=CHATS)
    store = again.store
    assert (store.session.id, store.session.title) == (before.id, before.title)
    assert [each.asked.text for each in store.exchanges] == ["", "thanks"]
    first, second = store.exchanges
    assert (first.phase, first.page) == (Phase.DONE, PAGE)
    assert second.answer.text == before.exchanges[second.id].answer.text != ""
    assert first.pictures[0].attachment.digest == before.exchanges[first.id].asked.attachments[0].digest
    kept = store.version
    assert kept is not None
    assert (kept.id, kept.revision.figures) == (version.id, version.revision.figures)
    assert kept.rendered == version.rendered
    window = again.window
    assert window.code.text.code == PAGE
    assert window.compare.page.image == version.rendered
    assert window.compare.mockup.natural.width() == 360
    assert window.pill.isVisible()
    assert history_rows(again) == rows
    assert window.composer.edit.toPlainText() == "half a sentence"
    assert [each.attachment.name for each in store.draft] == ["mockup.png"]


def test_how_a_page_was_refined_is_seen_again(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    """And what that brought last is looked at again."""
    studio = make_studio(page=PAGE.replace("padding:16px", "padding:28px"))
    converted(studio, qtbot, mockup_file)
    studio.window.compare.refine_requested.emit(2)
    wait_idle(studio, qtbot)
    panel = studio.window.compare.refining
    before = [panel.words.text(), panel.figure.text(), panel.chart.accessibleDescription()]
    assert before[2].startswith("From ")
    version = studio.store.version
    assert version is not None
    assert version.revision.origin == "refined"
    run, points = panel.chart.run, panel.chart.points()
    assert len(points) > 1
    studio = reopened(make_studio, qtbot, studio)
    assert studio.store.session.shown == version.id
    again = studio.window.compare.refining
    assert [again.words.text(), again.figure.text(), again.chart.accessibleDescription()] == before
    assert again.chart.points() == points
    steps = again.chart.run.steps
    assert [step.accepted for step in steps] == [step.accepted for step in run.steps]
    assert [step.thumbnail for step in steps if step.accepted][-1] == version.thumbnail


def test_what_is_typed_without_a_pause_goes_to_the_disk_every_second(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[tuple[float, str, int]] = []
    real = Archive.keep_draft

    def keep_draft(self: Archive, session: str | None, text: str, attachments: tuple, parts: Parts) -> None:
        real(self, session, text, attachments, parts)
        kept.append((time.monotonic(), text, len(attachments)))

    studio = make_studio()
    wait_settled(studio, qtbot)
    monkeypatch.setattr(Archive, "keep_draft", keep_draft)
    began = time.monotonic()
    while time.monotonic() - began < 2.0:
        type_in(studio, qtbot, "a")
        qtbot.wait(20)
    ended = time.monotonic()
    moments = [began, *(moment for moment, _, _ in kept), ended]
    assert max(later - earlier for earlier, later in pairwise(moments)) < 1.0
    drop_picture(studio, qtbot, mockup_file)
    qtbot.waitUntil(lambda: kept[-1][2] == 1, timeout=1_000)


def test_leaving_at_once_after_typing_loses_nothing(make_studio: MakeStudio, qtbot: QtBot) -> None:
    """While the other session is read, the composer's text is nobody's: kept for neither, and not as nothing."""
    studio = make_studio(model=CHATS)
    first = say(studio, qtbot, "one") and studio.store.session.id
    studio.desk.new_session()
    wait_settled(studio, qtbot)
    say(studio, qtbot, "two")
    second = studio.store.session.id
    studio = reopened(make_studio, qtbot, studio, model=CHATS)
    assert studio.store.session.id == second
    type_in(studio, qtbot, "for the second")
    studio.window.sidebar.opened.emit(first)
    assert studio.window.composer.edit.toPlainText() == ""
    studio.desk.keep_draft()  # as the clock does
    type_in(studio, qtbot, "early")
    wait_settled(studio, qtbot)
    assert studio.store.session.id == first
    assert studio.window.composer.edit.toPlainText() == "early"
    studio.window.sidebar.opened.emit(second)
    wait_settled(studio, qtbot)
    assert studio.window.composer.edit.toPlainText() == "for the second"
    studio = reopened(make_studio, qtbot, studio, model=CHATS)
    assert studio.window.composer.edit.toPlainText() == "for the second"
    studio.window.sidebar.opened.emit(first)
    wait_settled(studio, qtbot)
    assert studio.window.composer.edit.toPlainText() == "early"


def test_an_element_to_change_joins_what_is_typed(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    picked = Picked("p", "p", "body > p", "Hi", Box(0, 0, 9, 9), "<p>Hi</p>", f"{INDEX}:3:1", True)
    words, edit = words_to_change(picked), studio.window.composer.edit
    change = studio.window.preview.change_requested
    change.emit(picked)
    assert edit.toPlainText() == words, "nothing was there"
    edit.clear()
    type_in(studio, qtbot, "typed before")
    change.emit(picked)
    assert edit.toPlainText() == f"typed before\n\n{words}"
    change.emit(picked)
    assert edit.toPlainText() == f"typed before\n\n{words}{words}"
    undo = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(edit, Qt.Key.Key_Z, undo)
    qtbot.keyClick(edit, Qt.Key.Key_Z, undo)
    assert edit.toPlainText() == "typed before"
    change.emit(picked)
    type_in(studio, qtbot, "redder")
    again = reopened(make_studio, qtbot, studio, model=CHATS)
    assert again.window.composer.edit.toPlainText() == f"typed before\n\n{words}redder"


def test_what_was_sent_is_no_draft_any_more(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    type_in(studio, qtbot, "hello")
    studio.desk.keep_draft()
    send(studio, qtbot, " again")
    wait_idle(studio, qtbot)
    studio.desk.new_session()
    wait_settled(studio, qtbot)
    assert studio.window.composer.edit.toPlainText() == ""
    again = reopened(make_studio, qtbot, studio, model=CHATS)
    assert again.window.composer.edit.toPlainText() == ""


def test_closing_before_the_draft_was_read_does_not_empty_it(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio()
    wait_settled(studio, qtbot)
    type_in(studio, qtbot, "kept")
    studio.shut_down()
    make_studio().shut_down()
    again = make_studio()
    wait_settled(again, qtbot)
    assert again.window.composer.edit.toPlainText() == "kept"


def test_a_full_disk_is_shown_and_costs_nothing(
    make_studio: MakeStudio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "RETRY_S", 0.05)
    monkeypatch.setattr(keeper, "MOST_RETRY_S", 0.2)
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    strip = studio.window.status
    assert not strip.unkept.isVisible()

    def full(*_: object) -> None:
        raise ArchiveUnwritable("The disk is full: make room on it.")

    with monkeypatch.context() as fault:
        for name in ("keep_session", "keep_exchange", "checkpoint", "keep_draft"):
            fault.setattr(Archive, name, full)
        exchange = send(studio, qtbot, "on a full disk")
        qtbot.waitUntil(strip.unkept.isVisible, timeout=3_000)
        assert strip.unkept.text() == "Not saved: The disk is full: make room on it."
        assert strip.unkept.accessibleDescription() == strip.unkept.text()
        assert strip.unkept.toolTip() == tooltip_of(strip.unkept.text())
        wait_idle(studio, qtbot)
        assert strip.unkept.isVisible()
    qtbot.waitUntil(lambda: not strip.unkept.isVisible(), timeout=PATIENCE_MS)
    again = reopened(make_studio, qtbot, studio, model=CHATS)
    assert [each.answer.text for each in again.store.exchanges] == [exchange.answer.text]


def test_a_read_only_disk_is_shown_and_written_to_once_it_can_be(
    make_studio: MakeStudio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "MOST_RETRY_S", 0.1)
    studio = make_studio(model=CHATS)
    wait_settled(studio, qtbot)
    say(studio, qtbot, "before")
    studio.shut_down()

    def read_only(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as fault:
        fault.setattr(opening, "private_folder", read_only)
        fault.setattr(keeper, "is_writable", lambda folder: False)
        studio = make_studio(model=CHATS)
        wait_settled(studio, qtbot)
        strip = studio.window.status
        qtbot.waitUntil(strip.unkept.isVisible, timeout=PATIENCE_MS)
        assert "cannot be written" in strip.unkept.toolTip()
        assert [each.asked.text for each in studio.store.exchanges] == ["before"], "what is there can be read"
        say(studio, qtbot, "meanwhile")
        assert strip.unkept.isVisible()
    qtbot.waitUntil(lambda: not strip.unkept.isVisible(), timeout=PATIENCE_MS)
    again = reopened(make_studio, qtbot, studio, model=CHATS)
    assert [each.asked.text for each in again.store.exchanges] == ["before", "meanwhile"]
    assert again.store.exchanges[-1].answer.text == studio.store.exchanges[-1].answer.text != ""


def test_closing_in_the_middle_of_an_answer_keeps_what_there_is(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(model=CHATS, pause_s=0.1)
    wait_settled(studio, qtbot)
    studio.convert_file(mockup_file)
    qtbot.waitUntil(lambda: len(studio.window.code.text.code) > 60, timeout=PATIENCE_MS)
    shown = studio.window.code.text.code
    again = reopened(make_studio, qtbot, studio, model=CHATS)
    (exchange,) = again.store.exchanges
    assert exchange.phase is Phase.STOPPED
    assert exchange.page.startswith(shown)
    assert again.window.code.text.code == exchange.page
    assert exchange.page_is_partial
    again.window.transcript.continue_requested.emit(exchange)
    wait_idle(again, qtbot)
    (whole,) = again.store.exchanges
    assert whole.phase is Phase.DONE
    assert again.store.session.siblings(whole.record)[0].id == exchange.id, "what was stopped is beside it"
