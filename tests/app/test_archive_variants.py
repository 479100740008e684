"""Pages that are written beside each other for one picture are kept while they grow, each for itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from moonpane.archive import Archive
from moonpane.session import Exchange, Revision, Session
from tests.app.archive_samples import ask, keep, make, picture

# Says on stdout how long each page is, once it is kept.
WRITER = """
import sys
from pathlib import Path
from moonpane.archive import Archive
from moonpane.session import Exchange, Session, Turn
from tests.app.archive_samples import ask, keep, picture

with Archive.open(Path(sys.argv[1])) as archive:
    session = Session()
    exchange = ask(session, "", "", picture(1), status="growing")
    keep(archive, session)
    print(session.id, flush=True)
    pages = [""] * 4
    for step in range(10**6):
        pages[step % 4] += f"<p>{step % 4} {step}</p>"
        variants = {number: {"index.html": page} for number, page in enumerate(pages) if page}
        archive.checkpoint(exchange, variants[0], variants)
        print(*(len(page) for page in pages), flush=True)
"""


def test_a_kill_loses_nothing_of_any_of_four(tmp_path: Path) -> None:
    folder = tmp_path / "moonpane"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        session = writer.stdout.readline().strip()
        for _ in range(60):
            kept = writer.stdout.readline()
        writer.kill()
    with Archive.open(folder) as archive:
        (left,) = archive.unfinished
        loaded = archive.load(session)
    (exchange,) = loaded.exchanges.values()
    assert exchange.answer.status == "stopped"
    found = {page.page[3]: page for page in loaded.revisions.values()}
    assert len(found) == len(loaded.revisions) == 4
    for number, length in enumerate(map(int, kept.split())):
        page = found[str(number)]
        assert len(page.page) >= length > 100
        assert (page.exchange, page.parent, page.is_complete) == (exchange.id, None, False)
    assert loaded.shown == left.revision_id == found["0"].id  # the one that was seen while it grew


@pytest.fixture
def growing(tmp_path: Path) -> tuple[Archive, Session, Exchange]:
    """An open archive in which a picture becomes a page, beside an older one."""
    archive, session = Archive.open(tmp_path / "moonpane"), Session()
    make(session, {"index.html": "<p>"}, ask(session, "one", "page"))
    exchange = ask(session, "", "", picture(1), status="growing", stack="tailwind")
    keep(archive, session)
    return archive, session, exchange


def crashed(archive: Archive, session: Session, exchange: Exchange) -> tuple[Session, list[Revision], bool]:
    """What is there at the next start: all, the pages of the exchange, and whether one is to be gone on with."""
    archive._opened.lock.release()  # type: ignore[union-attr]  # all that the system does for a process that is killed
    with Archive.open(archive.folder) as again:
        (left,) = again.unfinished
        loaded = again.load(session.id)
        assert again._db.execute("SELECT count(*) FROM growth").fetchone() == (0,)
    archive.close()
    pages = [each for each in loaded.revisions.values() if each.exchange == exchange.id]
    return loaded, pages, left.revision_id is not None


def test_one_that_was_whole_stays_what_is_looked_at(growing: tuple[Archive, Session, Exchange]) -> None:
    archive, session, exchange = growing
    whole = make(session, {"index.html": "<h1>whole", "a.css": "b{}"}, exchange)
    both = {0: {"index.html": "<h1>wh"}, 1: {"index.html": "<h2>half", "a.css": "u{"}}
    archive.checkpoint(exchange, {"index.html": "<h1>wh"}, both)
    archive.keep_revision(session.id, whole)  # and is killed before its pieces are let go
    archive.keep_session(session)
    loaded, pages, is_unfinished = crashed(archive, session, exchange)
    assert [(dict(each.files), each.is_complete) for each in pages] == [
        (dict(whole.files), True),
        ({"index.html": "<h2>half", "a.css": "u{"}, False),
    ]
    assert (loaded.shown, is_unfinished) == (whole.id, False)
    assert pages[1].stack == "tailwind"


def test_one_that_was_cut_off_and_kept_is_not_there_twice(growing: tuple[Archive, Session, Exchange]) -> None:
    archive, session, exchange = growing
    archive.checkpoint(exchange, {"index.html": "<h1>cut"}, {0: {"index.html": "<h1>cut"}})
    cut = make(session, {"index.html": "<h1>cut"}, exchange, is_complete=False)
    archive.keep_revision(session.id, cut)
    archive.keep_session(session)
    loaded, pages, _ = crashed(archive, session, exchange)
    assert [each.id for each in pages] == [cut.id]
    assert loaded.shown == cut.id


def test_what_is_no_longer_written_is_let_go(growing: tuple[Archive, Session, Exchange]) -> None:
    archive, session, exchange = growing
    archive.checkpoint(exchange, {}, {0: {"index.html": "<h1>"}, 1: {"index.html": "<h2>"}})
    archive.checkpoint(exchange, {}, {1: {"index.html": "<h2>two"}})
    _, pages, _ = crashed(archive, session, exchange)
    assert [each.page for each in pages] == ["<h2>two"]
