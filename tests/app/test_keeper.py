"""The keeper: in order, coalesced, tried again, never beside another call, and empty at the end."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import patch

import pytest

from moonpane.archive import Archive
from moonpane.errors import ArchiveDamaged, ArchiveError, ArchiveUnwritable
from moonpane.session import Exchange, Session, Turn
from moonpane.store.notices import ArchiveOpened, Saved, SavingFailed
from moonpane.store.work import keeper as module
from moonpane.store.work.keeper import Keeper
from tests.app.archive_samples import ask, conversation, png
from tests.app.keeping import Studio

pytestmark = pytest.mark.anyio


@pytest.fixture
async def studio(quick_path: Path) -> AsyncIterator[Studio]:
    studio = Studio(quick_path / "moonpane")
    yield studio
    if not studio.running.done() or studio.keeper._archive:
        await studio.stop()


def say_all(keeper: Keeper, session: Session) -> None:
    keeper.keep_session(session)
    for exchange in session.exchanges.values():
        keeper.keep_exchange(session.id, exchange)
    for revision in session.revisions.values():
        keeper.keep_revision(session.id, revision, png(3))
    session.updated_at = max(each.created_at for each in session.exchanges.values())
    keeper.keep_session(session)


async def test_what_is_said_is_kept_and_read_back_in_order(studio: Studio) -> None:
    session = conversation()
    say_all(studio.keeper, session)
    studio.keeper.keep_draft(session.id, "typing", [])
    studio.keeper.keep_workplace({"open": session.id})
    await asyncio.sleep(0)  # what was said takes its first step before what is asked
    assert await studio.keeper.ask(lambda archive: archive.load(session.id)) == session
    assert (await studio.keeper.ask(lambda archive: archive.draft(session.id))).text == "typing"
    assert isinstance(studio.said[0], ArchiveOpened)
    assert studio.said[-1] == Saved()
    with pytest.raises(ArchiveError, match="not in the archive"):
        await studio.keeper.ask(lambda archive: archive.load("nothing"))
    assert await studio.stop()
    again = Studio(studio.keeper._folder)  # type: ignore[arg-type]
    await again.until(lambda: again.said)
    opened = again.said[0]
    assert isinstance(opened, ArchiveOpened)
    assert [head.id for head in opened.heads] == [session.id]
    assert opened.workplace == {"open": session.id}
    assert await again.stop()


async def test_a_snapshot_is_what_was_said(studio: Studio) -> None:
    session = Session()
    exchange = ask(session, "x", "first", status="growing")
    studio.keeper.keep_exchange(session.id, exchange)
    exchange.answer.text = "later, and not said"
    await asyncio.sleep(0)
    loaded = await studio.keeper.ask(lambda archive: archive.load(session.id))
    assert loaded.exchanges[exchange.id].answer.text == "first"


async def test_a_full_disk_is_said_once_and_costs_nothing(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETRY_S", 0.02)
    await studio.until(lambda: studio.said)
    real, tries = Archive.keep_exchange, []

    def full(self: Archive, *arguments: object) -> None:
        tries.append(arguments)
        raise ArchiveUnwritable("The disk is full.")

    monkeypatch.setattr(Archive, "keep_exchange", full)
    began = time.monotonic()
    session = conversation()
    say_all(studio.keeper, session)
    await studio.until(lambda: SavingFailed("The disk is full.") in studio.said)
    assert time.monotonic() - began < 1
    await studio.until(lambda: len(tries) >= 4)
    assert studio.said.count(SavingFailed("The disk is full.")) == 1
    assert Saved() not in studio.said
    assert await studio.keeper.ask(Archive.backups) == []  # what can be read is read meanwhile
    monkeypatch.setattr(Archive, "keep_exchange", real)
    await studio.until(lambda: Saved() in studio.said)
    assert await studio.keeper.ask(lambda archive: archive.load(session.id)) == session


async def test_what_cannot_be_kept_at_the_end_is_known(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    await studio.until(lambda: studio.said)

    def full(self: Archive, *arguments: object) -> None:
        raise ArchiveUnwritable("The disk is full.")

    monkeypatch.setattr(Archive, "keep_session", full)
    studio.keeper.keep_session(Session())
    await asyncio.sleep(0)
    assert await studio.stop() is False


async def test_a_mistake_does_not_end_the_keeping_of_the_rest(studio: Studio, caplog: pytest.LogCaptureFixture) -> None:
    session = conversation()
    studio.keeper.keep_workplace({"x": "y" * (2 << 20)})
    studio.keeper.checkpoint(Exchange("talk", Turn("user"), Turn("assistant")), {})
    say_all(studio.keeper, session)
    await asyncio.sleep(0)
    assert await studio.keeper.ask(lambda archive: archive.load(session.id)) == session
    assert sum(isinstance(each, SavingFailed) for each in studio.said) == 2
    assert "could not be kept" in caplog.text


@pytest.mark.parametrize("error", [ArchiveError("Too large."), ArchiveDamaged("Torn."), ZeroDivisionError()])
async def test_not_saved_is_said_until_something_is_saved(
    error: Exception, studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(Archive, "keep_workplace", side_effect=error):
        studio.keeper.keep_workplace({"open": "x"})
        await asyncio.sleep(0)
        await studio.keeper.ask(Archive.sessions)
    assert isinstance(studio.said[-1], SavingFailed)
    assert Saved() not in studio.said
    studio.keeper.keep_session(Session())
    await studio.until(lambda: studio.said[-1] == Saved())


async def test_damage_is_repaired_without_a_restart(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = conversation(), conversation()
    say_all(studio.keeper, first)
    await studio.until(lambda: Saved() in studio.said)
    await studio.keeper.back_up()
    real = Archive.keep_session

    def damaged(self: Archive, session: Session) -> None:
        monkeypatch.setattr(Archive, "keep_session", real)
        self._met_damage()
        raise ArchiveDamaged("The archive is damaged.")

    monkeypatch.setattr(Archive, "keep_session", damaged)
    say_all(studio.keeper, second)
    await asyncio.sleep(0)
    assert await studio.keeper.ask(lambda archive: archive.load(second.id)) == second
    assert await studio.keeper.ask(lambda archive: archive.load(first.id)) == first
    opened = [each for each in studio.said if isinstance(each, ArchiveOpened)]
    assert "It was restored from the backup of" in opened[-1].sentences[0]


async def test_an_archive_that_another_window_has_is_waited_for(
    quick_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_S", 0.02)
    other = Archive.open(quick_path / "moonpane")
    studio = Studio(quick_path / "moonpane")
    session = conversation()
    say_all(studio.keeper, session)
    await studio.until(lambda: studio.said)
    assert "Another window of Moonpane" in studio.said[0].sentence  # type: ignore[attr-defined]
    with pytest.raises(ArchiveError, match="Another window"):
        await studio.keeper.ask(Archive.sessions)
    other.close()
    await studio.until(lambda: Saved() in studio.said)
    assert await studio.keeper.ask(lambda archive: archive.load(session.id)) == session
    assert await studio.stop()


async def test_a_call_that_runs_is_never_joined_by_another(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when the studio ends in the middle of it."""
    await studio.until(lambda: studio.said)
    inside, most = 0, 0
    real = Archive.keep_session

    def slow(self: Archive, session: Session) -> None:
        nonlocal inside, most
        inside, most = inside + 1, max(most, inside + 1)
        time.sleep(0.2)
        real(self, session)
        inside -= 1

    monkeypatch.setattr(Archive, "keep_session", slow)
    sessions = [Session(), Session()]
    for session in sessions:
        studio.keeper.keep_session(session)
    await studio.until(lambda: inside)
    assert await studio.stop()
    assert most == 1
    with Archive.open(studio.keeper._folder) as archive:
        assert {head.id for head in archive.sessions()} == {session.id for session in sessions}
