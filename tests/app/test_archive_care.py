"""What is deleted, what nobody needs any more, who may write, and where the archive lies."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from moonpane.archive import Archive, places
from moonpane.archive.database import connect
from moonpane.errors import ArchiveError, ArchiveInUse
from moonpane.file_lock import FileLock
from moonpane.session import Session
from tests.app.archive_samples import ask, conversation, keep, picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "moonpane"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder) as archive:
        yield archive


def blobs(folder: Path) -> list[Path]:
    return [path for path in (folder / "blobs").rglob("*") if path.is_file()]


def test_what_is_deleted_can_be_restored_for_a_time(archive: Archive, folder: Path) -> None:
    session = keep(archive, conversation())
    archive.keep_draft(session.id, "unsent", [picture(5)])
    archive.delete_session(session.id)
    assert archive.sessions() == []
    assert archive.search("blue").hits == ()
    assert [head.id for head in archive.bin()] == [session.id]
    archive.tidy()
    archive.restore_session(session.id)
    assert archive.load(session.id) == session
    archive.delete_session(session.id)
    assert archive.empty_bin() == 1
    assert archive.bin() == []
    assert archive.draft(session.id).text == ""
    for call in (archive.load, archive.delete_session, archive.restore_session):
        with pytest.raises(ArchiveError, match="not in the archive any more"):
            call(session.id)


def test_only_what_nothing_needs_is_swept(archive: Archive, folder: Path) -> None:
    session, other = keep(archive, conversation()), Session()
    ask(other, "keep me", "", picture(7))
    keep(archive, other)
    archive.keep_draft(None, "", [picture(8)])
    (folder / "blobs" / "left-by-a-crash.part").write_bytes(b"x")
    copy = archive.backup()
    archive.delete_session(session.id)
    archive.empty_bin()
    assert archive.tidy() == 0  # too young: it may be about to be used
    age(folder)
    assert archive.tidy() == 1  # the copy may be gone back to
    assert copy is not None
    copy.path.unlink()
    assert archive.tidy() == 3
    assert archive.load(other.id) == other
    assert archive.draft(None).attachments == (picture(8),)
    assert archive._db.execute("SELECT count(*) FROM text").fetchone() == (0,)


def test_work_goes_on_while_a_copy_is_made(archive: Archive) -> None:
    session = keep(archive, conversation())
    with ThreadPoolExecutor(1) as helper:
        for number in range(12):
            copying = helper.submit(archive.backup)
            exchange = ask(session, f"meanwhile {number}", "x" * 20_000)
            archive.keep_exchange(session.id, exchange)
            copy = copying.result()
            if copy is not None:
                with closing(connect(copy.path, read_only=True, immutable=True)) as db:
                    (count,) = db.execute("SELECT count(*) FROM exchange").fetchone()
                assert count in (len(session.exchanges) - 1, len(session.exchanges))
    newest = archive.backup() or archive.backups()[0]
    with closing(connect(newest.path, read_only=True, immutable=True)) as db:
        assert db.execute("SELECT count(*) FROM exchange").fetchone() == (len(session.exchanges),)


def age(folder: Path) -> None:
    for path in blobs(folder):
        os.utime(path, (time.time() - 86_400, time.time() - 86_400))


def test_a_second_process_cannot_write(archive: Archive, folder: Path) -> None:
    program = "import sys, pathlib, moonpane.archive as a; a.Archive.open(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", program, str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert "ArchiveInUse: Another window of Moonpane works in" in ended.stderr
    with pytest.raises(ArchiveInUse):
        Archive.open(folder)


def test_a_newer_archive_is_only_looked_at(folder: Path) -> None:
    with Archive.open(folder) as archive:
        session = keep(archive, conversation())
        archive._db.execute("PRAGMA user_version = 999")
        archive._db.execute("UPDATE setting SET value = '999' WHERE key = 'schema'")
        archive._db.execute("ALTER TABLE session ADD COLUMN mood TEXT")
    before = (folder / "archive.db").read_bytes()
    with Archive.open(folder) as archive:
        assert archive.read_only
        assert "newer version of Moonpane" in archive.notices[0]
        assert archive.load(session.id) == session
        assert archive.search("blue").hits
        with pytest.raises(ArchiveError, match="newer version"):
            archive.keep_session(Session())
        assert archive.backup() is None
    assert (folder / "archive.db").read_bytes() == before


def test_a_network_file_system_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Partition:
        mountpoint, fstype = str(folder.parent), "nfs4"

    monkeypatch.setattr(places.psutil, "disk_partitions", lambda all: [Partition])
    with Archive.open(folder) as archive:
        assert "lies on another machine (nfs4)" in archive.notices[0]
        session = keep(archive, conversation())
        assert archive._db.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
        assert archive.load(session.id) == session


def test_the_default_folder_is_the_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with Archive.open() as archive:
        assert archive.folder == places.default_folder()


def test_a_lock_is_free_once_its_holder_is_gone(tmp_path: Path) -> None:
    lock = FileLock.take(tmp_path / "lock")
    assert lock is not None
    assert FileLock.take(tmp_path / "lock") is None
    lock.release()
    again = FileLock.take(tmp_path / "lock")
    assert again is not None
    again.release()
