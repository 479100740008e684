"""A part of a picture that waits in a draft comes back with the whole that it was cut from."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from moonpane.archive import Archive, Part, opening, schema
from moonpane.archive.database import connect
from moonpane.session import Attachment
from tests.app.archive_samples import picture, png
from tests.app.test_archive_damage import blank_root

WHOLE = picture(2, "whole.png", marked=png(3), notes="box: red")
PART = Part(WHOLE, (10, 20, 40, 30))
CUT = Attachment("whole.png", png(4, 40, 30), 40, 30)


@pytest.fixture
def archive(quick_path: Path) -> Iterator[Archive]:
    with Archive.open(quick_path / "moonpane") as archive:
        yield archive


def count(archive: Archive, table: str) -> int:
    return archive._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_part_comes_back_with_its_whole(archive: Archive) -> None:
    other = Part(picture(5), (0, 0, 40, 30))
    pictures = (picture(1), CUT, picture(2), replace(CUT, name="again.png"))
    archive.keep_draft(None, "make it", pictures, {3: other, 1: PART})
    archive.keep_draft("a session", "", [CUT], {0: PART})
    folder = archive.folder
    archive.close()
    with Archive.open(folder) as again:
        draft = again.draft(None)
        assert (draft.text, draft.attachments, draft.parts) == ("make it", pictures, {1: PART, 3: other})
        assert again.draft("a session").parts == {0: PART}


def test_what_is_kept_already_is_not_written_again(archive: Archive) -> None:
    archive.keep_draft(None, "make it", [CUT], {0: PART})
    seqs = archive._db.execute("SELECT seq FROM part UNION ALL SELECT seq FROM attachment").fetchall()
    archive.keep_draft(None, "make it so", [CUT], {0: PART})
    assert archive._db.execute("SELECT seq FROM part UNION ALL SELECT seq FROM attachment").fetchall() == seqs
    moved = replace(PART, place=(11, 20, 40, 30))
    archive.keep_draft(None, "make it so", [CUT], {0: moved})
    assert archive.draft(None).parts == {0: moved}


def test_a_part_that_was_sent_or_taken_back_leaves_nothing(archive: Archive) -> None:
    archive.keep_draft(None, "", [CUT], {0: PART})
    archive.keep_draft(None, "", [WHOLE])
    draft = archive.draft(None)
    assert (draft.attachments, draft.parts) == ((WHOLE,), {})
    assert (count(archive, "part"), count(archive, "attachment")) == (0, 1)
    archive.keep_draft(None, "", [CUT], {0: PART})
    archive.keep_draft(None, "", [])
    assert (count(archive, "part"), count(archive, "attachment")) == (0, 0)


@pytest.mark.parametrize("lost", [WHOLE, CUT], ids=["whole", "part"])
def test_a_picture_that_is_lost_takes_nothing_else_with_it(archive: Archive, lost: Attachment) -> None:
    archive.keep_draft(None, "", [CUT, picture(1)], {0: PART})
    (path,) = (archive.folder / "blobs").rglob(f"{lost.digest}.png")
    path.unlink()
    draft = archive.draft(None)
    assert draft.attachments == ((CUT, picture(1)) if lost is WHOLE else (picture(1), WHOLE))
    assert draft.parts == {}


def make_third(folder: Path) -> None:
    """An archive of version 3, with a draft."""
    with Archive.open(folder) as archive:
        archive.keep_draft(None, "make it", [CUT])
    with closing(connect(folder / "archive.db")) as db:
        db.execute("DROP TABLE part")
        db.execute("PRAGMA user_version = 3")
        schema.keep_setting(db, "schema", "3")


def test_a_draft_of_version_3_is_there_and_can_have_parts(quick_path: Path) -> None:
    folder = quick_path / "third"
    make_third(folder)
    with Archive.open(folder) as archive:
        assert archive.draft(None).attachments == (CUT,)
        archive.keep_draft(None, "make it", [CUT], {0: PART})
        assert archive.draft(None).parts == {0: PART}
        (copy,) = archive.backups()
        assert copy.before_upgrade
    with Archive.open(folder) as archive:
        assert archive.notices == ()


def test_a_damaged_archive_gives_its_parts_back(quick_path: Path) -> None:
    folder = quick_path / "moonpane"
    with Archive.open(folder) as archive:
        archive.keep_draft(None, "make it", [CUT, picture(1)], {0: PART})
    blank_root(folder, "exchange_by_session")
    (folder / opening.MARK).touch()
    with Archive.open(folder) as archive:
        assert archive.notices[0].startswith("The archive was damaged.")
        draft = archive.draft(None)
        assert (draft.attachments, draft.parts) == ((CUT, picture(1)), {0: PART})
