"""The archive: what was kept comes back as it was, and what grew is not lost."""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from moonpane.archive import Archive
from moonpane.archive.thumbnails import BOX_PX
from moonpane.errors import ArchiveError
from moonpane.session import Attachment, Kind, Session, Turn, Video
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


def test_a_conversation_that_began_with_words_is_listed_with_its_page(archive: Archive) -> None:
    session = Session()
    exchange = ask(session, "a shop, please", "Here.")
    first, second = (make(session, {"index.html": page}, exchange) for page in ("<p>1", "<p>2"))
    keep(archive, session)
    assert archive.sessions()[0].picture is None
    for number, revision in enumerate((first, second), 7):
        archive.keep_revision(session.id, revision, png(number))
        (head,) = archive.sessions()
        assert head.picture == sha256(png(number)).hexdigest(), "as it was made last"
        assert head.thumbnail
    archive.keep_revision(session.id, first, png(9))
    assert archive.sessions()[0].picture == sha256(png(8)).hexdigest(), "not as it was looked at last"
    archive.keep_revision(session.id, second, png(9))
    assert archive.sessions()[0].picture == sha256(png(9)).hexdigest()
    keep(archive, conversation())
    assert archive.sessions()[0].picture == picture(1).digest, "a mockup comes first"
    with_mockup = archive.load(archive.sessions()[0].id)
    for revision in with_mockup.revisions.values():
        archive.keep_revision(with_mockup.id, revision, png(6))
    assert archive.sessions()[0].picture == picture(1).digest, "and stays"


def test_a_growing_answer_is_kept_piece_by_piece(archive: Archive, folder: Path) -> None:
    session = Session()
    exchange = ask(session, "hello", "begin ", status="growing")
    keep(archive, session)
    before = (folder / "archive.db-wal").stat().st_size
    long = "word " * 20_000
    exchange.answer.text += long
    archive.checkpoint(exchange, {"index.html": "<p>one"})
    once = (folder / "archive.db-wal").stat().st_size - before
    for number in range(20):
        exchange.answer.text += f"{number} "
        exchange.answer.reasoning += "hm "
        archive.checkpoint(exchange, {"index.html": "<p>one" + "." * number, "a.css": "b{}"})
    more = (folder / "archive.db-wal").stat().st_size - before - once
    assert more < 20 * once / 2  # the whole answer again each time would be twenty times as much
    assert archive.load(session.id).exchanges[exchange.id].answer == exchange.answer

    exchange.answer.text = "started anew"
    archive.checkpoint(exchange, {"index.html": "<p>two"})
    assert archive.load(session.id).exchanges[exchange.id].answer.text == "started anew"

    exchange.answer.status = "done"
    archive.keep_exchange(session.id, exchange)
    archive.checkpoint(replace(exchange, answer=Turn("assistant", "late")), {})
    assert archive.load(session.id) == session
    with pytest.raises(ArchiveError, match="belongs to no question"):
        archive.checkpoint(replace(exchange, id="unknown"), {})


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
    crashed.checkpoint(exchange, files)
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


@pytest.mark.parametrize("kind", ["convert", "talk", "refine"])
def test_a_whole_page_that_was_being_measured_at_a_crash_is_an_answer_that_is_done(folder: Path, kind: Kind) -> None:
    """To go on with it would have the model write a page anew that is there; a refinement has one before it is over."""
    session = Session()
    crashed = Archive.open(folder)
    exchange = ask(session, "one", "I begin", status="growing")
    exchange.kind = kind
    keep(crashed, session)
    exchange.answer.text += " and end"
    crashed.checkpoint(exchange, {"index.html": "<h1>Whole"})
    page = make(session, {"index.html": "<h1>Whole</h1>"}, exchange)
    crashed.keep_revision(session.id, page, None)
    crashed._opened.lock.release()  # type: ignore[union-attr]
    with Archive.open(folder) as archive:
        (left,) = archive.unfinished
        assert left.revision_id is None
        loaded = archive.load(session.id)
    assert list(loaded.revisions) == [page.id]
    found = loaded.exchanges[exchange.id]
    assert found.answer.text == "I begin and end"
    assert (found.answer.status, found.remarks) == (
        ("stopped", ()) if kind == "refine" else ("done", ("Stopped before it was measured.",))
    )
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


def test_text_that_utf8_cannot_hold_is_kept_as_far_as_it_goes(archive: Archive) -> None:
    session = Session()
    exchange = ask(session, "half a pair \ud83d", "nul \0 and \U0001f600", status="growing")
    exchange.answer.reasoning_s = float("nan")
    exchange.answer.num_tokens = 10**30
    keep(archive, session)
    archive.checkpoint(replace(exchange, answer=Turn("assistant", "more \udc00 text")), {"a\ud800.html": "\ud800"})
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
    loaded = archive.load(session.id)
    assert (loaded.title, loaded.created_at) == (session.title, session.created_at)
    assert loaded.exchanges == session.exchanges
