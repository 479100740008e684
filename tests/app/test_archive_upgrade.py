"""Tables of an older version become those of this one, or stay as they were."""

from contextlib import closing
from pathlib import Path

import pytest

from moonpane.archive import Archive, opening, schema
from moonpane.archive.database import connect
from moonpane.course import Course
from moonpane.errors import ArchiveError
from moonpane.session import Session
from tests.app.archive_samples import conversation, keep
from tests.app.archive_upgrades import NEXT, dump, make_old
from tests.app.test_archive_damage import blank_root


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, NEXT])


@pytest.fixture
def folder(quick_path: Path) -> Path:
    make_old(quick_path / "moonpane")
    return quick_path / "moonpane"


def test_an_older_archive_is_brought_to_this_version(folder: Path, request: pytest.FixtureRequest) -> None:
    _, before = dump(folder)
    request.getfixturevalue("next_version")
    with Archive.open(folder) as archive:
        assert archive._db.execute("PRAGMA user_version").fetchone() == (schema.newest(),)
        assert archive._db.execute("SELECT DISTINCT mood FROM session").fetchall() == [("calm",)]
        (copy,) = archive.backups()
        assert copy.before_upgrade
        assert archive.notices == ()
        archive.keep_session(Session())
    with closing(connect(copy.path, read_only=True, immutable=True)) as old:
        assert "\n".join(old.iterdump()) == before
    with Archive.open(folder) as archive:
        assert len(archive.backups()) == 1


def test_a_damaged_archive_comes_back_from_the_copy_of_an_older_version(folder: Path, next_version: None) -> None:
    with Archive.open(folder) as archive:
        heads = archive.sessions()
    (folder / "archive.db").write_bytes(b"scribble" * 9_000)
    with Archive.open(folder) as archive:
        assert archive.sessions() == heads
        assert archive._db.execute("SELECT DISTINCT mood FROM session").fetchall() == [("calm",)]


def make_first(folder: Path) -> Session:
    """Makes an archive one of version 1; returns a conversation of it as it is there."""
    session = conversation()
    with Archive.open(folder) as archive:
        keep(archive, session)
    with closing(connect(folder / "archive.db")) as db:
        db.execute("DROP TABLE part")
        db.execute("DROP TABLE revision_picture")
        db.execute("ALTER TABLE exchange DROP COLUMN course")
        db.execute("PRAGMA user_version = 1")
        schema.keep_setting(db, "schema", "1")
    for exchange in session.exchanges.values():
        exchange.course = Course()
    return session


def test_conversations_of_version_1_are_there(quick_path: Path) -> None:
    folder = quick_path / "first"
    session = make_first(folder)
    with Archive.open(folder) as archive:
        assert archive.load(session.id) == session
        keep(archive, new := conversation())
        assert archive.load(new.id) == new
    with Archive.open(folder) as archive:
        assert archive.notices == ()


def test_a_damaged_archive_of_version_1_gives_what_can_be_read(quick_path: Path) -> None:
    folder = quick_path / "first"
    session = make_first(folder)
    blank_root(folder, "exchange_by_session")
    (folder / opening.MARK).touch()
    with Archive.open(folder) as archive:
        assert "could be read from the damaged file" in archive.notices[0]
        assert archive.load(session.id) == session


def test_a_step_that_fails_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(folder)
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, (*NEXT, "INSERT INTO nowhere VALUES (1)")])
    with pytest.raises(ArchiveError, match="nowhere"):
        Archive.open(folder)
    assert dump(folder) == before
