"""A conversion that brings no page: what was last looked at comes back in all panes, and why is said."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.application.intake import painter_of
from moonpane.session import Exchange as Record
from moonpane.session import Turn
from moonpane.store import notices
from moonpane.store.model import Offer, Phase
from moonpane.store.open_session import OpenSession
from moonpane.store.studio import Store
from moonpane.store.work.answering import Answering
from moonpane.ui.annotate.marks import Mark
from moonpane.ui.annotate.painting import Markup
from tests.ui import told
from tests.ui.agreed import agreed
from tests.ui.conftest import MakeStudio, png
from tests.ui.large_answers import HTML
from tests.ui.large_model import Rule
from tests.ui.large_studio import ended, made, send, wait
from tests.ui.talking import converted, wait_settled

BOX = Mark("box", ((20, 20), (100, 60)), "#e5383b", 4, comment="make this red")
ENDS: dict[str, tuple[list[Rule], Phase, str]] = {
    "endpoint down": ([Rule(status=500, error="broken", often=True)], Phase.FAILED, "broken"),
    "no page": ([Rule("I would rather not.")], Phase.FAILED, "without a page"),
    "context overflow": (
        [Rule(status=400, error="too many tokens", code="context_length_exceeded", often=True)],
        Phase.FAILED,
        "too",
    ),
    "stopped": ([Rule("Let me see. " * 200, pause_s=0.05)], Phase.STOPPED, ""),
}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another picture than the mockup."""
    path = tmp_path / "other.png"
    path.write_bytes(png(360, 240, color="#c02020"))
    return path


def said(studio: Studio, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: studio.window.transcript.is_whole, timeout=10_000)
    return studio.window.transcript.answers[-1].remarks


@pytest.mark.parametrize("end", ENDS)
def test_the_last_page_comes_back(
    end: str, make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, other: Path
) -> None:
    rules, phase, words = ENDS[end]
    studio = make_studio(rules=[Rule(f"```html\n{HTML}```"), *rules])
    first = made(studio, qtbot, mockup_file)
    assert first.version is not None
    send(studio, qtbot, "", (other,))
    assert studio.store.version is None, "another page is on its way"
    if phase is Phase.STOPPED:
        wait(qtbot, lambda: studio.store.running and "see" in studio.store.running.answer.text)
        studio.desk.stop()
    second = ended(studio, qtbot)
    assert second.phase is phase
    assert agreed(studio, qtbot) == first.version.id
    assert [each.attachment.name for each in studio.store.mockups] == [mockup_file.name]
    assert words in said(studio, qtbot)
    studio.shut_down()
    again = make_studio()
    wait_settled(again, qtbot)
    assert agreed(again, qtbot) == first.version.id


def test_all_variants_fail(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, other: Path) -> None:
    studio = make_studio(rules=[Rule(f"```html\n{HTML}```"), Rule("I would rather not.", often=True)])
    first = made(studio, qtbot, mockup_file)
    assert first.version is not None
    send(studio, qtbot, "", (other,), variants=2)
    assert ended(studio, qtbot).phase is Phase.FAILED
    assert agreed(studio, qtbot) == first.version.id
    assert "without a page" in said(studio, qtbot)


def test_asking_again_for_the_first_page(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(rules=[Rule(f"```html\n{HTML}```"), Rule("No.", often=True)])
    first = made(studio, qtbot, mockup_file)
    assert first.version is not None
    studio.desk.ask_again(first)
    second = ended(studio, qtbot)
    assert second.phase is Phase.FAILED
    assert studio.store.exchanges == [second], "its branch has no page"
    assert agreed(studio, qtbot) == first.version.id
    studio.desk.go_to_sibling(second, 0)
    studio.desk.go_to_sibling(first, 1)
    assert agreed(studio, qtbot) == first.version.id


def test_marks_that_the_embedded_model_refuses(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio()
    first = converted(studio, qtbot, mockup_file)
    assert first.version is not None
    studio.desk.open_offers([Offer(mockup_file.name, path=mockup_file)])
    wait(qtbot, lambda: studio.store.draft and not studio.store.opening)
    studio.desk.mark(studio.store.draft[0], painter_of(Markup((BOX,), QSize(360, 240), is_sketch=False)))
    wait(qtbot, lambda: studio.store.draft[0].attachment.notes)
    studio.submit("")
    assert [each.id for each in studio.store.exchanges] == [first.id]
    assert studio.store.draft[0].attachment.notes
    assert agreed(studio, qtbot) == first.version.id
    assert "follows no marks" in studio.window.composer.sentence.text()


def test_it_comes_back_in_a_session_that_is_not_looked_at() -> None:
    store = Store()
    version = told.finished(store).version
    failing = told.begin(store, [told.picture()])
    place = store.current
    store.open_new()
    told.end(store, failing, Phase.FAILED, "The endpoint is gone.")
    store.enter(place.session.id)
    assert store.version is version


def test_after_a_crash_the_panes_show_what_was_made_last() -> None:
    store = Store()
    first = told.finished(store)
    assert first.version is not None
    told.begin(store, [told.picture()]).answer.status = "failed"
    store.session.shown = None  # as it was kept while it grew
    session = store.session
    pictures = {each.attachment.digest: each for one in store.exchanges for each in one.pictures}
    again = OpenSession.loaded(notices.SessionLoaded(session, pictures, {}))
    other = Store()
    other._open[session.id] = again
    other.enter(session.id)
    assert other.version is again.versions[first.version.id]
    assert other.shown is again.live[first.id]


def test_one_that_grows_is_shown_while_it_grows() -> None:
    store = Store()
    told.finished(store)
    growing = told.begin(store, [told.picture()])
    place = store.current
    store.open_new()
    store.enter(place.session.id)
    assert (store.shown, store.version) == (growing, None)


def test_who_went_back_before_all_pages_is_not_disturbed() -> None:
    store = Store()
    told.finished(store)
    failing = told.begin(store, [told.picture()])
    store.go_to(None)
    told.end(store, failing, Phase.FAILED)
    assert store.version is None


@pytest.mark.parametrize("files", [{"index.html": " \n"}, {"style.css": "p { color: red; }"}])
def test_what_shows_nothing_is_no_version(files: dict[str, str]) -> None:
    posted: list[object] = []
    answering = Answering(
        "session", Record("convert", Turn("user"), Turn("assistant")), post=posted.append, keeper=Mock()
    )
    answering.grow(files, next(iter(files)))
    answering.grow_variant(1, files)
    answering.end(Phase.STOPPED)
    assert answering.revision is None
    assert not [each for each in posted if isinstance(each, notices.RevisionMade)]
