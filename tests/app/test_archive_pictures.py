"""Pictures that pages show lie beside the archive's file, once, and come back or are left out."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from moonpane.archive import Archive, schema
from moonpane.archive.database import connect
from moonpane.artifact.pictures import picture_text
from moonpane.session import Session
from tests.app.archive_samples import ask, keep, make, picture, png

PHOTO = "assets/photo-1.png"
PAGE = {"index.html": f'<img src="{PHOTO}">', PHOTO: picture_text(PHOTO, png(77)) or ""}


def shown(folder: Path) -> list[Path]:
    return [path for path in (folder / "blobs").rglob("*.png") if path.read_bytes() == png(77)]


@pytest.fixture
def archive(quick_path: Path) -> Iterator[Archive]:
    with Archive.open(quick_path / "archive") as archive:
        yield archive


@pytest.fixture
def session() -> Session:
    """Two versions that show one picture."""
    session = Session()
    exchange = ask(session, "", "page", picture(1))
    make(session, PAGE, exchange)
    make(session, PAGE | {"index.html": f'<p><img src="{PHOTO}">'}, exchange)
    return session


def test_a_picture_is_one_file_and_no_text(archive: Archive, session: Session) -> None:
    keep(archive, session)
    loaded = archive.load(session.id)
    assert [dict(each.files) for each in loaded.revisions.values()] == [
        dict(each.files) for each in session.revisions.values()
    ]
    one, other = loaded.revisions.values()
    assert one.files[PHOTO] is other.files[PHOTO]
    assert len(shown(archive.folder)) == 1
    assert archive._db.execute("SELECT count(*) FROM text WHERE content LIKE 'data:%'").fetchone() == (0,)


def test_it_stays_as_long_as_a_version_shows_it(archive: Archive, session: Session) -> None:
    keep(archive, session)
    (file,) = shown(archive.folder)
    os.utime(file, (time.time() - 86_400, time.time() - 86_400))
    archive.tidy()
    assert file.exists()
    archive.delete_session(session.id)
    archive.empty_bin()
    archive.tidy()
    assert not file.exists()


@pytest.mark.parametrize("lose", [Path.unlink, lambda file: file.write_bytes(b"not the picture")])
def test_a_picture_that_the_disk_lost_is_left_out_and_told_once(
    archive: Archive, session: Session, lose: Callable[[Path], object]
) -> None:
    ask(session, "and now?", "a later answer")
    make(session, PAGE | {"index.html": f'<b><img src="{PHOTO}">'})  # by hand: it answers nothing
    keep(archive, session)
    (file,) = shown(archive.folder)
    lose(file)
    loaded = archive.load(session.id)
    first, *_ = loaded.revisions.values()
    assert dict(first.files) == {"index.html": PAGE["index.html"]}
    sentence = f"{PHOTO} is missing or damaged in the archive."
    assert [each.remarks for each in loaded.exchanges.values()] == [(sentence,), ()]
    for exchange in loaded.exchanges.values():
        archive.keep_exchange(session.id, exchange)
    assert [each.remarks for each in archive.load(session.id).exchanges.values()] == [(sentence,), ()]


def test_a_lost_picture_of_a_page_by_hand_is_told_beside_the_last_question(archive: Archive) -> None:
    session = Session()
    ask(session, "one", "answer")
    ask(session, "two", "answer")
    make(session, PAGE)
    keep(archive, session)
    (file,) = shown(archive.folder)
    file.unlink()
    first, last = archive.load(session.id).exchanges.values()
    assert (first.remarks, last.remarks) == ((), (f"{PHOTO} is missing or damaged in the archive.",))


def test_what_is_no_picture_is_kept_as_it_is(archive: Archive) -> None:
    session = Session()
    files = {"index.html": "<p>", "a.png": "data:image/png;base64,nothing", "b.png": "words"}
    make(session, files, ask(session, "", "page", picture(1)))
    keep(archive, session)
    (loaded,) = archive.load(session.id).revisions.values()
    assert dict(loaded.files) == files


def test_a_page_that_a_crash_cut_off_has_its_pictures(quick_path: Path) -> None:
    archive, session = Archive.open(quick_path / "moonpane"), Session()
    exchange = ask(session, "", "", picture(1), status="growing")
    keep(archive, session)
    archive.checkpoint(exchange, PAGE)
    archive._opened.lock.release()  # type: ignore[union-attr]  # all that the system does for a process that is killed
    for _ in range(2):
        with Archive.open(archive.folder) as again:
            (page,) = again.load(session.id).revisions.values()
            assert dict(page.files) == PAGE
            assert len(shown(archive.folder)) == 1


def test_a_version_that_was_kept_before_a_crash_is_not_kept_again(quick_path: Path, session: Session) -> None:
    archive = Archive.open(quick_path / "moonpane")
    exchange = ask(session, "", "", picture(2), status="growing")
    keep(archive, session)
    archive.checkpoint(exchange, PAGE)
    made = make(session, PAGE, exchange, is_complete=False)
    archive.keep_revision(session.id, made)
    archive._opened.lock.release()  # type: ignore[union-attr]
    with Archive.open(archive.folder) as again:
        assert len(again.load(session.id).revisions) == 3


def test_an_archive_of_the_version_without_them_is_upgraded(
    quick_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, old = quick_path / "moonpane", Session()
    with monkeypatch.context() as before:
        before.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
        before.setattr(schema, "TABLES", [each for each in schema.TABLES if each not in ("part", "revision_picture")])
        make(old, {"index.html": "<p>"}, ask(old, "", "page", picture(1)))
        with Archive.open(folder) as archive:
            archive.keep_session(old)
            for exchange in old.exchanges.values():
                archive.keep_exchange(old.id, exchange)
            for revision in old.revisions.values():
                archive.keep_revision(old.id, revision)
            assert [dict(each.files) for each in archive.load(old.id).revisions.values()] == [{"index.html": "<p>"}]
    with Archive.open(folder) as archive:
        assert archive.load(old.id) == old
        keep(archive, session)
        assert dict(next(iter(archive.load(session.id).revisions.values())).files) == PAGE
    with closing(connect(folder / "archive.db")) as db:
        assert schema.version(db) == schema.newest()
