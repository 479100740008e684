"""What the model said to the requests of a large page is kept as long as its answer can be continued."""

from pathlib import Path

import pytest

from moonpane.archive import Archive
from moonpane.archive.growth import Unfinished
from moonpane.session import Exchange, Reply, Session
from tests.app.archive_samples import ask, keep, make, picture


@pytest.fixture
def growing(tmp_path: Path) -> tuple[Archive, Session, Exchange]:
    archive, session = Archive.open(tmp_path / "moonpane"), Session()
    exchange = ask(session, "", "", picture(1), status="growing", replies={"a": Reply("from before")})
    keep(archive, session)
    return archive, session, exchange


def crashed(archive: Archive) -> Archive:
    """The archive at the next start."""
    archive._opened.lock.release()  # type: ignore[union-attr]  # all that the system does for a process that is killed
    return Archive.open(archive.folder)


def num_rows(archive: Archive) -> int:
    return archive._db.execute("SELECT count(*) FROM growth").fetchone()[0]


def test_a_crash_takes_none_of_them(growing: tuple[Archive, Session, Exchange]) -> None:
    archive, session, exchange = growing
    begun = Reply("<p>half\ud800", token_ids=(5, 1007))
    exchange.replies = {"a": Reply("from before, and more"), "b": begun, "c": Reply("wh", token_ids=(9,))}
    archive.checkpoint(exchange, {"index.html": "<h1>wh"})
    more = Reply("<p>half\ud800 a page", token_ids=(5, 1007, 163_000))
    exchange.replies = {**exchange.replies, "b": more, "c": Reply("whole", is_whole=True)}
    archive.checkpoint(exchange, {"index.html": "<h1>whole"})
    assert archive.load(session.id).exchanges[exchange.id].replies["c"] == Reply("whole", is_whole=True)
    again = crashed(archive)
    loaded = again.load(session.id)
    assert loaded.exchanges[exchange.id].answer.status == "stopped"
    assert loaded.exchanges[exchange.id].replies == {
        "a": Reply("from before, and more"),
        "b": Reply("<p>half? a page", token_ids=(5, 1007, 163_000)),
        "c": Reply("whole", is_whole=True),
    }
    assert [each.page for each in loaded.revisions.values()] == ["<h1>whole"]
    again.close()
    with Archive.open(archive.folder) as third:
        assert third.load(session.id).exchanges[exchange.id].replies == loaded.exchanges[exchange.id].replies
    archive.close()


def test_only_what_they_gained_is_written(growing: tuple[Archive, Session, Exchange]) -> None:
    archive, _, exchange = growing
    with archive:
        exchange.replies = {"a": Reply("from before, and more", token_ids=(1, 12))}
        archive.checkpoint(exchange, {})
        exchange.replies = {"a": Reply("from before, and more", token_ids=(1, 12, 3))}
        archive.checkpoint(exchange, {})
        pieces = archive._db.execute("SELECT piece FROM growth ORDER BY seq").fetchall()
        assert pieces == [("from before",), (", and more",), ("1 12 ",), ("3 ",)]


@pytest.mark.parametrize("tokens", ["1 12", "1 -2 ", "one ", "99999999999 ", " "])
def test_tokens_that_are_none_are_not_known(growing: tuple[Archive, Session, Exchange], tokens: str) -> None:
    archive, session, exchange = growing
    with archive:
        exchange.replies = {"a": Reply("<p>half", token_ids=(1, 2))}
        archive.checkpoint(exchange, {})
        archive._db.execute("UPDATE growth SET piece = ? WHERE what LIKE 'tokens:a%'", (tokens,))
        assert archive.load(session.id).exchanges[exchange.id].replies == {"a": Reply("<p>half")}


@pytest.mark.parametrize("status", ["stopped", "failed"])
def test_an_answer_that_was_stopped_has_them(growing: tuple[Archive, Session, Exchange], status: str) -> None:
    archive, session, exchange = growing
    exchange.answer.status = status  # type: ignore[assignment]
    exchange.replies = {"a": Reply("a line\nanother", is_whole=True), "b": Reply("ha")}
    archive.keep_exchange(session.id, exchange)
    archive.close()
    with Archive.open(archive.folder) as again:
        assert again.load(session.id).exchanges[exchange.id].replies == exchange.replies


def test_a_whole_page_lets_go_of_them(growing: tuple[Archive, Session, Exchange]) -> None:
    archive, session, exchange = growing
    with archive:
        exchange.answer.status, exchange.replies = "done", {}
        archive.keep_exchange(session.id, exchange)
        assert num_rows(archive) == 0
        assert archive.load(session.id).exchanges[exchange.id].replies == {}


def test_a_whole_page_of_which_the_end_was_not_said_lets_go_of_them(
    growing: tuple[Archive, Session, Exchange],
) -> None:
    archive, session, exchange = growing
    archive.keep_revision(session.id, make(session, {"index.html": "<h1>"}, exchange))
    again = crashed(archive)
    assert again.unfinished == (Unfinished(session.id, exchange.id, None),)
    assert num_rows(again) == 0
    again.close()
    archive.close()


def test_one_whose_words_are_not_what_they_were_is_asked_for_again(growing: tuple[Archive, Session, Exchange]) -> None:
    archive, session, exchange = growing
    with archive:
        exchange.replies = {"a": Reply("<p>whole", is_whole=True)}
        archive.checkpoint(exchange, {})
        archive._db.execute("UPDATE growth SET piece = '<p>whale' WHERE what LIKE 'reply:a%'")
        assert archive.load(session.id).exchanges[exchange.id].replies == {"a": Reply("<p>whale")}


@pytest.mark.parametrize(
    ("grown", "pages"), [("<h1>half", ["<h1>half"]), ("<h1>half more", ["<h1>half", "<h1>half more"])]
)
def test_a_page_that_was_not_gone_on_with_is_no_second_version(tmp_path: Path, grown: str, pages: list[str]) -> None:
    archive, session = Archive.open(tmp_path / "moonpane"), Session()
    first = ask(session, "", "", picture(1), status="stopped")
    half = make(session, {"index.html": "<h1>half"}, first)
    keep(archive, session)
    again = ask(session, "", "", picture(1), status="growing")
    again.base = half.id
    archive.keep_exchange(session.id, again)
    archive.checkpoint(again, {"index.html": grown})
    later = crashed(archive)
    assert [each.page for each in later.load(session.id).revisions.values()] == pages
    later.close()
    archive.close()
