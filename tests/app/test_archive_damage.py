"""A damaged archive opens, says so, and has what its newest copy had and what could be read beyond it."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from moonpane.archive import Archive, backups, database, opening, rescue, schema
from moonpane.archive.backups import Backups
from moonpane.errors import ArchiveDamaged, ArchiveUnwritable
from moonpane.session import Session
from tests.app.archive_samples import ask, conversation, keep, make, png

NUM_RANDOM = int(os.environ.get("ARCHIVE_DAMAGES", "110"))
PAGE = 4096
HARMS = ("flip", "flips", "page", "cut", "log flip", "log cut", "log gone", "shm gone", "head", "db gone")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Session]]:
    """The folder of a process that was killed: ten conversations in a copy, five later, one answer growing."""
    folder = tmp_path_factory.mktemp("sample") / "moonpane"
    sessions: list[Session] = []
    with Archive.open(folder) as archive:
        for number in range(15):
            session = conversation() if number % 2 else Session(title=f"number {number}")
            exchange = ask(session, f"question {number}", f"answer {number} " * 700)
            make(session, {"index.html": f"<p>{number}" * 900}, exchange)
            sessions.append(keep(archive, session))
            if number == 9:
                assert archive.backup()
    archive = Archive.open(folder)
    last = Session(title="last")
    growing = ask(last, "grow", "so far", status="growing")
    sessions.append(keep(archive, last))
    archive.checkpoint(growing, {"index.html": "<p>"})
    archive.keep_revision(sessions[0].id, next(iter(sessions[0].revisions.values())), png(40))
    shutil.copytree(folder, folder.with_name("killed"))
    archive.close()
    return folder.with_name("killed"), sessions


@pytest.fixture
def folder(sample: tuple[Path, list[Session]], quick_path: Path) -> Path:
    return Path(shutil.copytree(sample[0], quick_path / "moonpane"))


def flip(path: Path, place: int, bit: int = 0xFF) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ bit]))


def blank(path: Path, place: int, size: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(bytes(size))


def harm(folder: Path, chance: random.Random) -> str:
    """Does something to the files of an archive; returns what."""
    db, log = folder / "archive.db", folder / "archive.db-wal"
    size, log_size = db.stat().st_size, log.stat().st_size
    what = chance.choice(HARMS)
    match what:
        case "flip":
            flip(db, chance.randrange(size), 1 << chance.randrange(8))
        case "flips":
            for _ in range(chance.randint(2, 200)):
                flip(db, chance.randrange(size))
        case "page":
            blank(db, chance.randrange(size // PAGE) * PAGE, PAGE)
        case "cut":
            os.truncate(db, chance.randrange(size))
        case "log flip":
            flip(log, chance.randrange(log_size))
        case "log cut":
            os.truncate(log, chance.randrange(log_size))
        case "log gone":
            log.unlink()
        case "shm gone":
            (folder / "archive.db-shm").unlink()
        case "head":
            flip(db, chance.randrange(100))
        case "db gone":
            db.unlink()
    return what


def blank_root(folder: Path, name: str) -> None:
    """Takes away the first page of a table or index."""
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    with (folder / "archive.db").open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))


def intact(archive: Archive, sessions: list[Session]) -> list[bool]:
    """Which conversations are as they were; all that are in the list can be looked at, as they are or not."""
    loaded = {head.id: archive.load(head.id) for head in archive.sessions()}
    return [loaded.get(session.id) == session for session in sessions]


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_done_to_it_it_opens(sample: tuple[Path, list[Session]], quick_path: Path, seed: int) -> None:
    killed, sessions = sample
    for number in range(seed, NUM_RANDOM, 10):
        folder = Path(shutil.copytree(killed, quick_path / str(number)))
        what = harm(folder, random.Random(number))
        harmed = {path.name: path.read_bytes() for path in folder.glob("archive.db*") if path.suffix != ".db-shm"}
        told: list[str] = []
        for _ in range(2):  # damage within words is seen when they are read, and repaired by the next start
            with Archive.open(folder) as archive:
                was = intact(archive, sessions)[:-1]
                told.append(" ".join(archive.notices))
            if all(was) or told[-1]:
                break
        else:
            # A letter in a title is in no sum.
            assert "flip" in what, (number, what)
            assert sum(was) >= 14, (number, what)
        if "flip" not in what:
            assert all(was[:10]), (number, what)  # they are in the copy
        if "archive was damaged" in told[0]:
            (aside,) = (folder / "damaged").iterdir()
            assert {path.name: path.read_bytes() for path in aside.iterdir()} == harmed, (number, what)
        with Archive.open(folder) as archive:
            archive.keep_session(new := Session(title="new"))
        with Archive.open(folder) as again:
            assert again.notices == (), (number, what)
            assert again.load(new.id).title == "new"
            assert again._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        shutil.rmtree(folder)


def test_what_the_copy_does_not_have_is_read_from_the_damaged_file(
    folder: Path, sample: tuple[Path, list[Session]]
) -> None:
    blank_root(folder, "exchange_by_session")
    (folder / opening.MARK).touch()
    with Archive.open(folder) as archive:
        assert intact(archive, sample[1])[:-1] == [True] * 15
        (notice,) = archive.notices
    assert "It was restored from the backup of" in notice
    assert "could be read from the damaged file" in notice
    assert f"kept in {folder / 'damaged'}" in notice


@pytest.mark.parametrize("harmed", ["none", "newest", "all"])
def test_a_copy_that_is_damaged_too_is_passed_over(
    folder: Path, sample: tuple[Path, list[Session]], harmed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = (folder / "backups").iterdir()
    newest = shutil.copy2(first, first.with_name("20990101-000000.db"))
    for path in {"none": [], "newest": [newest], "all": [first, newest]}[harmed]:
        blank(Path(path), 2 * PAGE, 30 * PAGE)
    (folder / "archive.db").write_bytes(b"scribble" * 10_000)
    with Archive.open(folder) as archive:
        assert intact(archive, sample[1])[:10] == [harmed != "all"] * 10
        assert ("backup of" in archive.notices[0]) == (harmed != "all")
        assert ("Nothing in it could be read" in archive.notices[0]) == (harmed == "all")
        assert ("2099-01-01" in archive.notices[0]) == (harmed == "none")


def test_what_damage_left_without_a_session_gets_one(folder: Path, sample: tuple[Path, list[Session]]) -> None:
    shutil.rmtree(folder / "backups")
    blank_root(folder, "session")
    with Archive.open(folder) as archive:
        heads = archive.sessions()
        assert {head.title for head in heads} == {rescue.LOST_TITLE}
        texts = {e.asked.text for head in heads for e in archive.load(head.id).exchanges.values()}
        assert texts >= {f"question {number}" for number in range(15)}


def test_damage_that_is_met_while_working_is_repaired_by_the_next_start(
    folder: Path, sample: tuple[Path, list[Session]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(folder):
        pass
    monkeypatch.setattr(opening, "is_sound", lambda db, **limits: True)  # as if there had been no time to see it
    blank_root(folder, "exchange_by_session")
    with Archive.open(folder) as archive, pytest.raises(ArchiveDamaged, match="start Moonpane again"):
        archive.load(sample[1][0].id)
    with Archive.open(folder) as archive:
        assert "The archive was damaged." in archive.notices[0]
        assert intact(archive, sample[1])[:10] == [True] * 10


@pytest.mark.parametrize("torn", [0, 1, 8, 24, 25, PAGE, PAGE + 23])
def test_a_log_that_a_crash_cut_off_is_not_damaged(folder: Path, torn: int) -> None:
    """In the middle of its last frame, which says that all before it is committed; and behind it an older log."""
    log = folder / "archive.db-wal"
    frame = 24 + PAGE
    data = log.read_bytes()
    last = 32 + (len(data) - 32) // frame * frame - frame
    old = bytearray(data[last : last + frame])
    old[8:16] = b"old salt"
    log.write_bytes(data[: last + torn] + bytes(old)[torn:])
    with Archive.open(folder) as archive:
        assert archive.notices == ()
        assert archive.sessions()


def test_a_log_that_was_damaged_in_the_middle_is_said(folder: Path) -> None:
    log = folder / "archive.db-wal"
    flip(log, 32 + 24 + 100)
    with Archive.open(folder) as archive:
        assert "could not be read" in archive.notices[0]


@pytest.mark.parametrize("rescue_fails", [False, True])
def test_a_rescue_that_is_cut_short_is_begun_again(
    folder: Path, sample: tuple[Path, list[Session]], monkeypatch: pytest.MonkeyPatch, rescue_fails: bool
) -> None:
    os.truncate(folder / "archive.db", 10_000)
    if rescue_fails:
        real = rescue.settle
        monkeypatch.setattr(rescue, "settle", lambda draft, path: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(ArchiveUnwritable, match="is full"):
            Archive.open(folder)
        monkeypatch.setattr(rescue, "settle", real)
    with Archive.open(folder) as archive:
        assert intact(archive, sample[1])[:10] == [True] * 10


def test_copies_are_kept_for_ten_times_and_seven_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(tmp_path / "moonpane") as archive:
        archive.keep_session(Session())
        copy = archive.backup()
        assert copy is not None
        assert archive.backup() is None  # nothing has changed
        shelf = copy.path.parent
        for day in range(1, 20):
            for hour in (9, 15):
                shutil.copy2(copy.path, shelf / f"202001{day:02}-{hour:02}0000.db")
        archive.keep_session(Session())
        assert archive.backup()
        names = [each.path.name for each in archive.backups()]
        assert len(names) == 12
        assert names[2:10] == [f"202001{day:02}-{hour:02}0000.db" for day in (19, 18, 17, 16) for hour in (15, 9)]
        assert names[10:] == ["20200115-150000.db", "20200114-150000.db"]  # the last of each of seven days
        monkeypatch.setattr(backups, "ROOM_BYTES", 1)
        archive.keep_session(Session())
        archive.backup()
        assert len(archive.backups()) == backups.LEAST


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"ref INTEGER", b"rEf INTEGER", id="a name that means the same"),
        pytest.param(b"ref INTEGER", b"\xdfef INTEGER", id="a name that is no text"),
        pytest.param(b"'assistant')", b"'bssistant')", id="a rule that nothing would keep"),
        pytest.param(b"CREATE INDEX", b"CREATE IND\xffX", id="no statement at all"),
    ],
)
def test_a_list_of_tables_that_reads_otherwise_is_damage(
    folder: Path, sample: tuple[Path, list[Session]], before: bytes, after: bytes
) -> None:
    data = (folder / "archive.db").read_bytes()
    assert before in data
    (folder / "archive.db").write_bytes(data.replace(before, after))
    with Archive.open(folder) as archive:
        assert "The archive was damaged." in archive.notices[0]
        assert intact(archive, sample[1])[:10] == [True] * 10
        keep(archive, conversation())


def test_of_a_large_archive_the_small_tables_are_looked_at_first(
    folder: Path, sample: tuple[Path, list[Session]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LARGE_BYTES", 0)
    assert {*opening.SMALL_FIRST} <= {*schema.TABLES}
    blank_root(folder, "session_by_update")
    with Archive.open(folder) as archive:
        assert "The archive was damaged." in archive.notices[0]
        assert intact(archive, sample[1])[:10] == [True] * 10


def test_a_copy_of_a_damaged_archive_is_no_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank_root(folder, "revision")
    shelf = Backups(folder / "backups", folder / "archive.db")
    before = shelf.all()
    with pytest.raises(sqlite3.DatabaseError):
        shelf.make()
    assert shelf.all() == before
    assert not list((folder / "backups").glob("*.part"))
