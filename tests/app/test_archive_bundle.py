"""Exported conversations: a person can read them, and they come back whole."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from moonpane.archive import Archive
from moonpane.artifact.export import export_zip
from moonpane.errors import InputError
from moonpane.session import Attachment, Session, Video
from tests.app.archive_samples import FIGURES, ask, conversation, keep, make, png


def told(session: Session) -> list[Any]:
    """What a session says, with places in it instead of ids."""
    exchanges, revisions = list(session.exchanges), list(session.revisions)
    at = [*exchanges, *revisions, None].index
    return [
        (session.title, session.created_at, session.updated_at, at(session.head), at(session.shown)),
        *[
            (e.kind, e.asked, e.answer, at(e.parent), at(e.base), e.stack, e.thinking, e.model, e.created_at, e.remarks)
            for e in session.exchanges.values()
        ],
        *[
            (r.files, at(r.exchange), at(r.parent), r.origin, r.stack, r.is_complete, r.figures, r.created_at)
            for r in session.revisions.values()
        ],
    ]


def test_a_conversation_travels_whole(archive: Archive, original: Session, exported: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "elsewhere") as other:
        for target in (other, archive):
            id = target.import_session(exported)
            imported = target.load(id)
            assert told(imported) == told(original)
            assert not {*imported.exchanges, *imported.revisions} & {*original.exchanges, *original.revisions}
            assert id != original.id
            assert [target.render_of(each) for each in imported.revisions] == [png(20)] * 2
            assert target.search("按钮").hits


def test_a_person_can_read_it(exported: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        names = archive.namelist()
        assert archive.read("pages/002/index.html") == b"<h1>Two</h1>"
        form = json.loads(archive.read("session.json"))
        assert "파란 버튼" in archive.read("session.json").decode()
    assert form["exchanges"][0]["asked"]["text"] == "Make the 파란 버튼 blue"
    assert form["revisions"][1]["figures"] == FIGURES
    assert sorted({name.partition("/")[0] for name in names}) == ["pages", "pictures", "renders", "session.json"]


def test_it_has_the_permissions_of_other_files_as_an_exported_page_has(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    page = export_zip({"index.html": "<p>hi</p>"}, "html", tmp_path / "page.zip")
    assert exported.stat().st_mode == page.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_recording_travels_along(archive: Archive, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"moving" * 1000)
    session = Session()
    ask(session, "watch", "ok", Attachment("clip", png(), 300, 200, video=Video(clip, 3.0)))
    keep(archive, session)
    archive.export_session(session.id, tmp_path / "talk.zip")
    loaded = archive.load(archive.import_session(tmp_path / "talk.zip"))
    video = next(iter(loaded.exchanges.values())).asked.attachments[0].video
    assert video is not None
    assert (video.seconds, video.path.read_bytes()) == (3.0, clip.read_bytes())
    assert not list(archive.folder.glob("import-*"))


def test_no_answer_is_exported_in_the_middle(archive: Archive, tmp_path: Path) -> None:
    session = Session()
    ask(session, "x", "so far", status="growing")
    keep(archive, session)
    with pytest.raises(InputError, match="still being written"):
        archive.export_session(session.id, tmp_path / "talk.zip")
    assert list(tmp_path.glob("*.zip")) + list(tmp_path.glob("*.part")) == []
    with pytest.raises(InputError, match="nowhere"):
        archive.export_session(keep(archive, conversation()).id, tmp_path / "nowhere" / "talk.zip")


def test_a_file_with_a_name_that_some_system_cannot_give_gets_another(archive: Archive, tmp_path: Path) -> None:
    session = Session()
    make(session, {"../../index.html": "<p>", "a:b.css": "p{}", "src/App.jsx": "x"}, ask(session, "x", "y"))
    keep(archive, session)
    archive.export_session(session.id, tmp_path / "talk.zip")
    (revision,) = archive.load(archive.import_session(tmp_path / "talk.zip")).revisions.values()
    assert dict(revision.files) == {"file-1.txt": "<p>", "file-2.txt": "p{}", "src/App.jsx": "x"}
