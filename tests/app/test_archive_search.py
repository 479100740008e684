"""Search: every script, every case, what is looked at; and an index that can be thrown away at any time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from moonpane.archive import Archive, Hit, search
from moonpane.archive import index as index_module
from moonpane.session import Attachment, Session
from tests.app.archive_samples import ask, conversation, keep, make, png


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "moonpane") as archive:
        yield archive


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


def test_each_place_says_what_and_where_it_is(archive: Archive) -> None:
    session = keep(archive, conversation())
    first, *_ = session.exchanges.values()
    newest = list(session.revisions.values())[-1]
    (title, question) = archive.search("파란 버튼").hits
    assert (title.where, title.session_id, title.exchange_id) == ("title", session.id, None)
    assert (question.where, question.exchange_id) == ("question", first.id)
    assert marked(question) == ["파란", "버튼"]
    (answer,) = archive.search("按钮").hits
    assert (answer.where, answer.exchange_id) == ("answer", first.id)
    (code,) = archive.search("<h1>two").hits
    assert (code.where, code.revision_id, code.path) == ("code", newest.id, "index.html")
    assert marked(code) == ["<h1>Two"]


@pytest.mark.parametrize(
    ("query", "wheres"),
    [
        pytest.param("BLUE", ["title", "code", "question"], id="any case"),
        pytest.param("lue 파", ["title", "question"], id="within words, all of them"),
        pytest.param("버", ["title", "question"], id="one character"),
        pytest.param("钮 page", ["answer"], id="scripts mixed"),
        pytest.param("Ma", ["title", "question", "question"], id="two letters"),
        pytest.param("look AT", ["reasoning"], id="what was thought"),
        pytest.param("mockup.png", ["attachment", "attachment"], id="names of what was attached"),
        pytest.param("mockup red", ["attachment"], id="and what was written onto it"),
        pytest.param("look page", [], id="words of one place, not of two"),
        pytest.param("h1>one", [], id="a version that is not looked at any more"),
        pytest.param('"', [], id="a quote is nothing special"),
        pytest.param("NEAR(a b)", [], id="nor is the index's own language"),
        pytest.param("   ", [], id="nothing"),
        pytest.param("x" * 10_000, [], id="much"),
    ],
)
def test_what_is_found(archive: Archive, query: str, wheres: list[str]) -> None:
    keep(archive, conversation())
    found = archive.search(query)
    assert sorted(hit.where for hit in found.hits) == sorted(wheres)
    assert found.is_complete


def test_thoughts_and_names_say_where_they_are(archive: Archive) -> None:
    session = keep(archive, conversation())
    first, *_ = session.exchanges.values()
    (thought,) = archive.search("i look").hits
    assert (thought.where, thought.exchange_id, thought.snippet) == ("reasoning", first.id, "I look at it.")
    assert marked(thought) == ["I", "look", "i"]
    *_, name = archive.search("png").hits
    assert (name.where, name.exchange_id, name.snippet) == ("attachment", first.id, "mockup.png box: red")


def test_an_answer_that_was_only_thought_about_is_found(archive: Archive) -> None:
    session = Session(title="t")
    exchange = ask(session, "question", status="growing")
    keep(archive, session)
    archive.search("question")  # all that there is is taken in
    exchange.answer.reasoning, exchange.answer.status = "the needle of a thought", "stopped"
    archive.keep_exchange(session.id, exchange)
    assert [hit.where for hit in archive.search("needle").hits] == ["reasoning"]
    first = Attachment("needle.png", png(5), 300, 200)
    exchange.asked.attachments = (first, Attachment("eye\nof a needle.png", png(6), 300, 200))
    archive.keep_exchange(session.id, exchange)
    assert [hit.where for hit in archive.search("needle").hits] == ["reasoning", "attachment"]
    assert archive.search("eye").hits[0].snippet == "needle.png eye of a needle.png"


ACCENTED = "Mein résumé über Łódź, re\u0301sume\u0301 Việt Nam; Ёлка ΆΛΦΑ 파란 버튼 按钮 が"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("resume", ["résumé", "re\u0301sume\u0301"], id="without accents"),
        pytest.param("résumé", ["résumé", "re\u0301sume\u0301"], id="with them"),
        pytest.param("RE\u0301SUM", ["résum", "re\u0301sum"], id="as signs of their own"),
        pytest.param("ube", ["übe"], id="at a beginning"),
        pytest.param("lodz viet", ["Łódź", "Việt"], id="letters with a stroke, and two accents on one"),
        pytest.param("елка αλφα", ["Ёлка", "ΆΛΦΑ"], id="Cyrillic and Greek"),
        pytest.param("ż", ["z"], id="one letter"),
        pytest.param("파란 按", ["파란", "按"], id="Korean and Chinese"),
        pytest.param("か", [], id="a Japanese letter is another with its sign"),
        pytest.param("\u0301", [], id="an accent alone is nothing"),
    ],
)
def test_accents_make_no_difference(archive: Archive, query: str, found: list[str]) -> None:
    session = Session(title="t")
    ask(session, "q", "z" + "a\u0301 " * 90 + ACCENTED)
    ask(session, "q", "nothing of it: 빨간 버튼 钮")
    keep(archive, session)
    assert archive.catch_up(limit_s=10.0)
    hits = archive.search(query).hits
    assert [marked(hit) for hit in hits] == [found] * bool(found)


def test_accents_make_no_difference_in_titles_names_and_code(archive: Archive) -> None:
    session = Session(title="Café")
    exchange = ask(session, "q", "a", Attachment("Entwürfe.png", png(5), 300, 200))
    make(session, {"index.html": "<h1>Señor</h1>"}, exchange)
    session.title = "Café"
    keep(archive, session)
    assert [hit.where for word in ("cafe", "entwurfe", "senor") for hit in archive.search(word).hits] == [
        "title",
        "attachment",
        "code",
    ]


def test_an_index_with_accents_is_made_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.close()
    with monkeypatch.context() as former:
        former.setattr(index_module, "FORM", "2")
        former.setattr(index_module, "folded", str)
        session = Session(title="t")
        ask(session, "q", "a résumé")
        with Archive.open(archive.folder) as before:
            keep(before, session)
            assert before.catch_up(limit_s=10.0)
            assert before.search("resume").hits == ()
    with Archive.open(archive.folder) as now:
        assert now.catch_up(limit_s=10.0)
        assert [marked(hit) for hit in now.search("resume").hits] == [["résumé"]]


def test_an_index_of_an_older_form_is_made_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.close()
    with monkeypatch.context() as former:  # which took in what was said, and nothing else
        former.setattr(index_module, "FORM", "1")
        said = "SELECT seq, text FROM turn WHERE status <> 'growing' AND seq {} ORDER BY seq"
        former.setitem(index_module._SOURCES, index_module.SAID, said)
        with Archive.open(archive.folder) as before:
            keep(before, conversation())
            assert before.catch_up(limit_s=10.0)
            assert before.tidy() == 0  # nothing waits to be taken in
            assert before.search("mockup").hits == ()
    with Archive.open(archive.folder) as now:
        assert now.notices == ()
        assert not now.search("i look").is_complete
        while not now.catch_up(limit_s=1.0):
            pass
        assert [hit.where for hit in now.search("mockup").hits] == ["attachment"] * 2
        assert [hit.where for hit in now.search("i look").hits] == ["reasoning"]
        assert now.search("i look").is_complete


def test_the_newest_comes_first_and_the_limit_holds(archive: Archive) -> None:
    session = Session(title="t")
    for number in range(12):
        ask(session, f"needle {number}", "hay").created_at = float(number)
    keep(archive, session)
    found = archive.search("needle", limit=5).hits
    assert [hit.snippet for hit in found] == [f"needle {number}" for number in (11, 10, 9, 8, 7)]


def test_a_snippet_is_one_line_around_the_find(archive: Archive) -> None:
    session = Session(title="t")
    ask(session, "question", "before\n" * 50 + "the\tneedle\nhere, the NEEDLE there" + "\nafter" * 50)
    keep(archive, session)
    (hit,) = archive.search("needle").hits
    assert "\n" not in hit.snippet
    assert len(hit.snippet) == search.SNIPPET_CHARS
    assert marked(hit) == ["needle", "NEEDLE"]


def test_a_changed_answer_is_found_by_its_new_words_only(archive: Archive) -> None:
    session = Session(title="t")
    exchange = ask(session, "question", "apples", status="growing")
    keep(archive, session)
    assert archive.search("apples").hits == ()
    exchange.answer.text, exchange.answer.status = "oranges", "done"
    archive.keep_exchange(session.id, exchange)
    assert [hit.snippet for hit in archive.search("oranges").hits] == ["oranges"]
    exchange.answer.text = "oranges and pears"
    archive.keep_exchange(session.id, exchange)
    assert archive.search("pears").hits
    exchange.answer.text = "plums"
    archive.keep_exchange(session.id, exchange)
    assert archive.search("oranges").hits == ()


@pytest.mark.parametrize("harm", ["removed", "scribbled over", "cut", "of another archive"])
def test_the_index_is_made_anew_when_it_is_lost(
    archive: Archive, tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "PORTION", 30)
    session = Session(title="t")
    for number in range(40):
        ask(session, f"question {number}", f"answer {number}")
    keep(archive, session)
    archive.close()
    index = archive.folder / "search.db"
    if harm == "removed":
        index.unlink()
    elif harm == "scribbled over":
        index.write_bytes(b"scribble" * 5_000)
    elif harm == "cut":
        index.write_bytes(index.read_bytes()[: index.stat().st_size // 2])
    else:
        with Archive.open(tmp_path / "other") as other:
            keep(other, conversation())
        (tmp_path / "other" / "search.db").replace(index)
    with Archive.open(archive.folder) as again:
        assert again.notices == ()
        again.search("question 0")  # where it meets the damage
        portions = 1
        while not again.catch_up(limit_s=0.0):
            portions += 1
            assert portions < 10
        assert portions >= 3  # what was there before comes in portions
        found = again.search("answer 39", limit=2)
        assert [hit.snippet for hit in found.hits] == ["answer 39"]
        assert found.is_complete


def test_what_the_index_holds_is_forgotten_by_the_archive(archive: Archive) -> None:
    keep(archive, conversation())
    assert archive._db.execute("SELECT count(*) FROM unindexed").fetchone() != (0,)
    archive.tidy()
    assert archive._db.execute("SELECT count(*) FROM unindexed").fetchone() == (0,)
    ask(session := Session(title="t"), "later words", "")
    keep(archive, session)
    assert [hit.where for hit in archive.search("later words").hits] == ["question"]


def test_a_search_that_takes_too_long_says_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(archive, conversation())
    monkeypatch.setattr(search, "LIMIT_S", -1.0)
    found = archive.search("Ma")
    assert not found.is_complete
    assert [hit.where for hit in found.hits] == ["title"]


def test_code_of_a_version_that_is_looked_at_is_found_though_it_is_old(archive: Archive) -> None:
    session = Session(title="t")
    exchange = ask(session, "x", "y")
    old = make(session, {"index.html": "antique"}, exchange)
    make(session, {"index.html": "modern"}, exchange)
    session.shown = old.id
    keep(archive, session)
    assert [hit.revision_id for hit in archive.search("antique").hits] == [old.id]
