"""The archive: what was kept comes back, what grew is not lost, what nobody needs goes, and one process writes."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from moonpane.archive import Archive, places
from moonpane.archive.thumbnails import BOX_PX
from moonpane.errors import ArchiveError, ArchiveInUse
from moonpane.file_lock import FileLock
from moonpane.session import Attachment, Session, Turn, Video
from tests.app.archive_samples import FIGURES, ask, conversation, keep, make, picture, png


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "moonpane"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder) as archive:
        yield archive


def reopened(archive: Archive) -> Archive:
    archive.close()
    return Archive.open(archive.folder)


def blobs(folder: Path) -> list[Path]:
    return [path for path in (folder / "blobs").rglob("*") if path.is_file()]


def test_a_conversation_comes_back_as_it_was(archive: Archive) -> None:
    session = keep(archive, conversation())
    with reopened(archive) as again:
        assert again.load(session.id) == session
        assert again.notices == ()
        assert again.unfinished == ()


def test_files_are_for_their_owner_only(archive: Archive, folder: Path) -> None:
    keep(archive, conversation())
    archive.keep_draft(None, "words", [picture()])
    archive.backup()
    for path in [folder, *folder.rglob("*")]:
        allowed = stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR
        assert stat.S_IMODE(path.stat().st_mode) == allowed, path


def test_the_list_shows_the_newest_first_with_a_small_picture(archive: Archive) -> None:
    old = Session(title="old", created_at=1.0, updated_at=1.0)
    archive.keep_session(old)
    session = keep(archive, conversation())
    first, second = archive.sessions()
    assert (first.id, first.title, first.num_exchanges) == (session.id, session.title, 3)
    assert first.picture == picture(1).digest
    assert first.thumbnail is not None
    width, height = (int.from_bytes(first.thumbnail[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (128, 85)
    assert width <= BOX_PX[0]
    assert (second.id, second.thumbnail) == (old.id, None)


def test_a_growing_answer_is_kept_piece_by_piece(archive: Archive, folder: Path) -> None:
    session = Session()
    exchange = ask(session, "hello", "begin ", status="growing")
    keep(archive, session)
    before = (folder / "archive.db-wal").stat().st_size
    long = "word " * 20_000
    exchange.answer.text += long
    archive.checkpoint(exchange.id, exchange.answer, {"index.html": "<p>one"})
    once = (folder / "archive.db-wal").stat().st_size - before
    for number in range(20):
        exchange.answer.text += f"{number} "
        exchange.answer.reasoning += "hm "
        archive.checkpoint(exchange.id, exchange.answer, {"index.html": "<p>one" + "." * number, "a.css": "b{}"})
    more = (folder / "archive.db-wal").stat().st_size - before - once
    assert more < 20 * once / 2  # the whole answer again each time would be twenty times as much
    assert archive.load(session.id).exchanges[exchange.id].answer == exchange.answer

    exchange.answer.text = "started anew"
    archive.checkpoint(exchange.id, exchange.answer, {"index.html": "<p>two"})
    assert archive.load(session.id).exchanges[exchange.id].answer.text == "started anew"

    exchange.answer.status = "done"
    archive.keep_exchange(session.id, exchange)
    archive.checkpoint(exchange.id, Turn("assistant", "late"), {})
    assert archive.load(session.id) == session
    with pytest.raises(ArchiveError, match="belongs to no question"):
        archive.checkpoint("unknown", exchange.answer, {})


@pytest.mark.parametrize("has_page", [True, False])
def test_an_answer_that_a_crash_cut_off_is_there_as_stopped(folder: Path, has_page: bool) -> None:
    session = Session()
    crashed = Archive.open(folder)
    first = ask(session, "one", "page")
    base = make(session, {"index.html": "<p>"}, first)
    exchange = ask(session, "two", "I begin", status="growing", stack="tailwind")
    keep(crashed, session)
    exchange.answer.text += " and go on"
    exchange.answer.num_tokens = 7
    files = {"index.html": "<h1>so far", "b.css": "p{"} if has_page else {}
    crashed.checkpoint(exchange.id, exchange.answer, files)
    crashed._opened.lock.release()  # type: ignore[union-attr]  # all that the system does for a process that is killed
    with Archive.open(folder) as archive:
        (left,) = archive.unfinished
        assert (left.session_id, left.exchange_id) == (session.id, exchange.id)
        loaded = archive.load(session.id)
        answer = loaded.exchanges[exchange.id].answer
        assert (answer.text, answer.status, answer.num_tokens) == ("I begin and go on", "stopped", 7)
        if has_page:
            page = loaded.revisions[left.revision_id or ""]
            assert loaded.shown == page.id
            assert page.files == files
            assert (page.parent, page.exchange, page.stack) == (base.id, exchange.id, "tailwind")
            assert not page.is_complete
        else:
            assert left.revision_id is None
    with Archive.open(folder) as archive:
        assert archive.unfinished == ()
    crashed._db.close()


def test_equal_files_and_pictures_are_stored_once(archive: Archive, folder: Path) -> None:
    session = Session()
    exchange = ask(session, "x", "y", picture(1), picture(1))
    for number in range(10):
        make(session, {"index.html": f"<p>{number}", "big.css": "a{}" * 1000}, exchange)
    keep(archive, session)
    assert archive._db.execute("SELECT count(*) FROM text").fetchone() == (11,)
    assert len(blobs(folder)) == 1


def test_figures_and_picture_of_a_version_may_come_later(archive: Archive) -> None:
    session = keep(archive, conversation())
    revision = next(iter(session.revisions.values()))
    assert archive.render_of(revision.id) is None
    archive.keep_revision(session.id, revision, png(9))
    measured = make(Session(), revision.files, figures=FIGURES, id=revision.id)
    archive.keep_revision(session.id, measured)
    assert archive.render_of(revision.id) == png(9)
    assert archive.load(session.id).revisions[revision.id].score == 0.91


def test_what_is_typed_and_not_sent_comes_back(archive: Archive) -> None:
    archive.keep_draft(None, "make it", [picture(1)])
    archive.keep_draft("a session", "words", [])
    with reopened(archive) as again:
        draft = again.draft(None)
        assert (draft.text, draft.attachments) == ("make it", (picture(1),))
        assert again.draft("a session").text == "words"
        again.keep_draft("a session", "", [])
        assert again.draft("a session").text == ""
        assert again._db.execute("SELECT count(*) FROM draft").fetchone() == (1,)


def test_the_workplace_comes_back(archive: Archive) -> None:
    assert archive.workplace() == {}
    archive.keep_workplace({"session": "x", "geometry": [1, 2, 3]})
    with reopened(archive) as again:
        assert again.workplace() == {"session": "x", "geometry": [1, 2, 3]}
        with pytest.raises(ValueError, match="small"):
            again.keep_workplace({"x": "y" * 2**20})


def test_a_recording_is_copied_piece_by_piece(archive: Archive, folder: Path, tmp_path: Path) -> None:
    clip, gone = tmp_path / "clip.MP4", tmp_path / "gone.mp4"
    clip.write_bytes(os.urandom(3 << 20))
    session = Session()
    for path in (clip, gone):
        ask(session, "watch", "ok", Attachment("clip", png(), 300, 200, video=Video(path, 2.5)))
    keep(archive, session)
    content = clip.read_bytes()
    clip.unlink()
    first, second = archive.load(session.id).exchanges.values()
    video = first.asked.attachments[0].video
    assert video is not None
    assert (video.path.suffix, video.seconds, video.path.read_bytes()) == (".mp4", 2.5, content)
    assert video.path.is_relative_to(folder)
    assert second.asked.attachments[0].video == Video(gone, 2.5)
    # What was loaded can be kept again, without another copy.
    archive.keep_exchange(session.id, first)
    assert len(blobs(folder)) == 2


def test_a_picture_that_the_disk_has_lost_is_said(archive: Archive, folder: Path) -> None:
    session = keep(archive, conversation())
    for path in blobs(folder):
        path.write_bytes(b"not the picture")
    first, second, third = archive.load(session.id).exchanges.values()
    assert first.asked.text == "Make the 파란 버튼 blue"
    assert first.asked.attachments == ()
    assert first.remarks[-1] == "mockup.png is missing or damaged in the archive."
    assert second.remarks == ()
    assert len(third.remarks) == 1


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


def age(folder: Path) -> None:
    for path in blobs(folder):
        os.utime(path, (time.time() - 86_400, time.time() - 86_400))


def test_text_that_utf8_cannot_hold_is_kept_as_far_as_it_goes(archive: Archive) -> None:
    session = Session()
    exchange = ask(session, "half a pair \ud83d", "nul \0 and \U0001f600", status="growing")
    exchange.answer.reasoning_s = float("nan")
    exchange.answer.num_tokens = 10**30
    keep(archive, session)
    archive.checkpoint(exchange.id, Turn("assistant", "more \udc00 text"), {"a\ud800.html": "\ud800"})
    exchange.answer.status = "done"
    keep(archive, session)
    loaded = archive.load(session.id).exchanges[exchange.id]
    assert loaded.asked.text == "half a pair ?"
    assert loaded.answer.text == "nul \0 and \U0001f600"
    assert loaded.answer.reasoning_s == 0.0


def test_an_exchange_without_a_session_is_not_refused(archive: Archive) -> None:
    session = Session()
    ask(session, "early", "bird")
    archive.keep_exchange(session.id, next(iter(session.exchanges.values())))
    archive.keep_session(session)
    assert archive.load(session.id) == session


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
