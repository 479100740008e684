"""A disk that fills up, fails or is read-only: one sentence, nothing lost, and work goes on once it can."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from moonpane.archive import Archive, opening
from moonpane.errors import ArchiveError, ArchiveUnwritable
from moonpane.session import Exchange, Revision, Session, Turn
from tests.app.archive_samples import ask, conversation, keep, picture, png
from tests.app.failing_disk import FailingDisk, failing_disk

# Every one of them where there is time: ARCHIVE_FAULTS=1.
STRIDE = int(os.environ.get("ARCHIVE_FAULTS", "12"))
MOST_WRITES = 200


def work(open_archive: Callable[[], Archive], retry: Callable[[Callable[[], object]], None]) -> tuple[Archive, Session]:
    """A day's work in small; every call is given to `retry`."""
    opened: list[Archive] = []
    retry(lambda: opened.append(open_archive()))
    archive, session = opened[0], Session(title="t")
    asked = Turn("user", "first", (picture(1),))
    exchange = session.add(Exchange("convert", asked, Turn("assistant", status="growing")))
    retry(lambda: archive.keep_session(session))
    retry(lambda: archive.keep_exchange(session.id, exchange))
    for number in range(4):
        exchange.answer.text += f"piece {number} " * 400
        retry(lambda: archive.checkpoint(exchange, {"index.html": exchange.answer.text}))
    exchange.answer.status = "done"
    retry(lambda: archive.keep_exchange(session.id, exchange))
    revision = session.add_revision(Revision({"index.html": "<p>" * 5_000}, exchange=exchange.id))
    retry(lambda: archive.keep_revision(session.id, revision, png(5)))
    retry(lambda: archive.keep_draft(session.id, "unsent", [picture(6)]))
    retry(lambda: archive.keep_workplace({"open": session.id}))
    session.updated_at = exchange.created_at
    retry(lambda: archive.keep_session(session))
    retry(archive.backup)
    retry(archive.tidy)
    return archive, session


@pytest.fixture(scope="module")
def disk() -> Iterator[FailingDisk]:
    with failing_disk() as disk:
        yield disk


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(errno.ENOSPC, "is full", id="full"),
        pytest.param(errno.EIO, "cannot be written", id="fails"),
        pytest.param(errno.EDQUOT, "cannot be written", id="quota"),
    ],
)
def test_a_write_that_fails_is_said_and_costs_nothing(
    disk: FailingDisk, quick_path: Path, number: int, said: str
) -> None:
    disk.fail(0, 0, 0)
    archive, _ = work(lambda: Archive.open(quick_path / "counting"), lambda call: [call()].clear())
    archive.close()
    assert disk.writes > 60, "the disk is not asked through these calls"
    sentences: set[str] = set()
    for first in range(1, min(disk.writes, MOST_WRITES), STRIDE if number == errno.ENOSPC else 4 * STRIDE):
        folder = quick_path / str(first)
        disk.fail(first, first + first % 3, number)

        def retry(call: Callable[[], object]) -> None:
            for _ in range(10):
                try:
                    call()
                except ArchiveUnwritable as error:
                    sentences.add(str(error).replace(str(folder), ""))  # noqa: B023
                else:
                    return
            call()

        archive, session = work(lambda: Archive.open(folder), retry)  # noqa: B023
        with archive:
            assert archive.load(session.id) == session, first
            assert archive.draft(session.id).attachments == (picture(6),)
            assert archive.notices == ()
            assert archive.search("piece 3").hits or not archive.catch_up(limit_s=9)
            assert archive._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        with Archive.open(folder) as again:
            assert again.notices == ()
            assert again.load(session.id) == session
        assert not list(folder.rglob("*.part"))
        shutil.rmtree(folder)
    assert sentences
    assert any(said in each for each in sentences), sentences


def test_what_was_kept_stays_while_the_disk_is_full(disk: FailingDisk, tmp_path: Path) -> None:
    disk.fail(0, 0, 0)
    with Archive.open(tmp_path / "moonpane") as archive:
        session = keep(archive, conversation())
        disk.fail(1, 10**9, errno.ENOSPC)
        for _ in range(3):
            with pytest.raises(ArchiveUnwritable, match="is full: free some space"):
                archive.keep_exchange(session.id, ask(session, "more", "and more", picture(9)))
            assert len(archive.load(session.id).exchanges) == 3
        assert archive.search("blue").hits
        disk.fail(0, 0, 0)
        keep(archive, session)
        assert archive.load(session.id) == session


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open"])
def test_a_picture_that_cannot_be_kept_keeps_its_exchange_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """A row never names a picture that is not safely on the disk."""
    with Archive.open(tmp_path / "moonpane") as archive:
        session = Session(title="t")
        exchange = ask(session, "look", "ok", picture(1))
        archive.keep_session(session)
        real = getattr(os, call)

        def fail(*arguments: object, **more: object) -> object:
            # fsync is also asked for folders: there it fails after the picture has its name.
            raise OSError(errno.EIO, "the disk fails")

        monkeypatch.setattr(os, call, fail)
        with pytest.raises(ArchiveUnwritable, match="the disk fails"):
            archive.keep_exchange(session.id, exchange)
        monkeypatch.setattr(os, call, real)
        assert archive.load(session.id).exchanges == {}
        archive.keep_exchange(session.id, exchange)
        assert len(archive.load(session.id).exchanges[exchange.id].asked.attachments) == 1


def test_a_name_that_is_not_yet_on_the_disk_is_brought_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        path = os.readlink(f"/proc/self/fd/{handle}")
        synced.append(path)
        if len(synced) == 3:  # the picture's folder, the picture, and then the folder again for its name
            raise OSError(errno.EIO, "the disk fails")
        real(handle)

    with Archive.open(tmp_path / "moonpane") as archive:
        session = Session(title="t")
        exchange = ask(session, "look", "ok", picture(1))
        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(ArchiveUnwritable):
            archive.keep_exchange(session.id, exchange)
        assert [Path(each).is_dir() for each in synced] == [True, False, True]
        synced.clear()
        archive.keep_exchange(session.id, exchange)
        assert synced == [str(tmp_path / "moonpane" / "blobs" / picture(1).digest[:2])]


def test_a_database_of_its_largest_size_says_that_it_is_full(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "moonpane") as archive:
        session = keep(archive, conversation())
        pages = archive._db.execute("PRAGMA page_count").fetchone()[0]
        archive._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(ArchiveUnwritable, match="is full"):
            archive.keep_exchange(session.id, ask(session, "x" * 100_000, "y"))
        archive._db.execute("PRAGMA max_page_count = 1000000")
        keep(archive, session)
        assert archive.load(session.id) == session


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of two megabytes, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        # Mounting needs root; the test above reaches the same branch through SQLite's own limit.
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_real_disk_that_is_full_and_then_is_not(small_disk: Path) -> None:
    session = Session(title="t")
    with Archive.open(small_disk / "moonpane") as archive:
        archive.keep_session(session)
        kept = 0
        while True:
            exchange = ask(session, f"{kept}", os.urandom(5_000).hex())
            try:
                archive.keep_exchange(session.id, exchange)
            except ArchiveUnwritable as error:
                assert "is full: free some space" in str(error)  # noqa: PT017
                break
            kept += 1
        assert kept > 5
        loaded = archive.load(session.id)
        assert list(loaded.exchanges) == list(session.exchanges)[:kept]
        subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
        keep(archive, session)
        assert archive.load(session.id) == session


def test_a_disk_that_is_read_only_is_only_looked_at(small_disk: Path) -> None:
    with Archive.open(small_disk / "moonpane") as archive:
        session = keep(archive, conversation())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Archive.open(small_disk / "moonpane") as archive:
        assert archive.notices == (f"{small_disk / 'moonpane'} cannot be written: what you do now is not saved.",)
        assert archive.load(session.id) == session
        assert archive.search("blue").hits
        with pytest.raises(ArchiveError, match="not saved"):
            archive.keep_session(session)
    with pytest.raises(ArchiveUnwritable, match="cannot be written"):
        Archive.open(small_disk / "another")
    assert not (small_disk / "moonpane" / opening.MARK).exists()
