"""A picture and words become pages with a large model: real window, real processes, scripted words."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.session import INDEX, STACKS, Stack
from moonpane.store.changes import Changed, What
from moonpane.store.model import Phase
from moonpane.store.options import Options
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import APP, BUTTON, CSS, HTML, PAGE, REACT, TAILWIND_PAGE
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, last_words, made, parts, send, wait

TAILWIND = f"```html\n{TAILWIND_PAGE}```\n"


@pytest.mark.parametrize(
    ("stack", "answer", "files"),
    [
        pytest.param("html", HTML, {INDEX: PAGE}, id="html"),
        pytest.param("tailwind", TAILWIND, {INDEX: TAILWIND_PAGE}, id="tailwind"),
        pytest.param("react", REACT, {"src/Button.jsx": BUTTON, "src/App.jsx": APP, "src/app.css": CSS}, id="react"),
    ],
)
def test_a_picture_with_words_becomes_a_measured_page(
    stack: Stack, answer: str, files: dict[str, str], make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(rules=[Rule(answer, when="dark", pause_s=0.08)])
    window, painted_at = studio.window, list[Phase]()
    window.preview.view.painted.connect(lambda: painted_at.append(studio.store.exchanges[0].phase))
    send(studio, qtbot, "make it dark", (mockup_file,), stack=stack)
    wait(qtbot, lambda: bool(window.code.files))
    exchange = done(studio, qtbot)
    assert dict(exchange.files) == files
    assert painted_at[0] is Phase.WRITING, "it was seen before it was whole"
    assert exchange.version is not None
    assert exchange.version.revision.stack == stack
    assert exchange.score is not None
    assert 0.3 < exchange.score.overall <= 1
    assert window.code.files == files
    cards = window.transcript.answers[0]
    assert cards.files.isVisible() == (len(files) > 1)
    assert cards.remarks == ""
    (request,) = studio.asked()  # type: ignore[attr-defined]
    assert parts(request) == ["image_url", "text"]
    assert "make it dark" in last_words(request)


def test_a_react_project_leaves_as_one_that_builds(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, tmp_path: Path
) -> None:
    studio = make_studio(rules=[Rule(REACT)])
    exchange = made(studio, qtbot, mockup_file, "react")
    assert exchange.version is not None
    studio.runtime.spawn(studio.output._outgoing.export(exchange.version.revision, tmp_path / "page.zip"))
    wait(qtbot, lambda: studio.store.told is not None)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "page.zip").read_bytes())) as archive:
        names = archive.namelist()
        found = next(name for name in names if name.endswith("package.json"))
        package = json.loads(archive.read(found))
    assert "vite" in json.dumps(package)
    assert any(name.endswith("src/App.jsx") for name in names)
    assert any(name.endswith(("vite.config.js", "vite.config.mjs")) for name in names)


def test_words_alone_bring_a_first_page_that_is_seen_while_it_grows(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(rules=[Rule(HTML, when="a login page", pause_s=0.03)])
    grown: list[str] = []

    def on_changed(changed: Changed) -> None:
        if changed.what is What.PAGE_GREW:
            grown.append(studio.window.code.text.code)

    studio.store.changed.connect(on_changed)
    send(studio, qtbot, "a login page", stack="html")
    exchange = done(studio, qtbot)
    assert dict(exchange.files) == {INDEX: PAGE}
    assert len({text for text in grown if text}) > 3, "it grew in the code"
    assert exchange.rendered is not None
    assert studio.store.shown is exchange
    answer = studio.window.transcript.answers[0]
    assert answer.text is not None
    assert exchange.answer.text.startswith("Here is the page.")
    assert "<!DOCTYPE" not in exchange.answer.text


def test_a_page_is_written_again_in_its_own_stack(make_studio: MakeStudio, qtbot: QtBot) -> None:
    """What was chosen for another conversation is meant for that one; what is chosen now is meant."""
    studio = make_studio(rules=[Rule("Hello.", when="hello there"), *[Rule(HTML, when="a login page")] * 3])
    send(studio, qtbot, "a login page", stack="html")
    first = done(studio, qtbot)
    home = studio.store.session.id
    studio.desk.new_session()
    send(studio, qtbot, "hello there", stack="react")
    assert done(studio, qtbot).record.stack == "react"
    studio.desk.open_session(home)
    wait(qtbot, lambda: studio.store.session.id == home)
    studio.desk.ask_again(first)
    again = done(studio, qtbot)
    assert (again.record.stack, again.id == first.id) == ("html", False)
    studio.desk.wish_for(Options(stack="tailwind"))
    studio.desk.ask_again(again)
    assert done(studio, qtbot).record.stack == "tailwind"


def test_the_choice_says_what_the_page_is_made_of_and_changes_it(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(rules=[Rule(REACT, when="a login page"), Rule(HTML, when="as plain")])
    row = studio.window.composer.options_row
    row.stack_button.entries[STACKS.index("react")].trigger()
    studio.submit("a login page")
    page = done(studio, qtbot).version
    assert page is not None
    studio.desk.new_session()
    row.stack_button.entries[STACKS.index("html")].trigger()
    assert row.options.stack == "html"
    studio.desk.new_stack = None  # as if something had been said there
    studio.desk.open_session(studio.store.listed.heads[0].id)
    wait(qtbot, lambda: studio.store.version is not None)
    assert row.stack_button.text() == "React"
    row.stack_button.entries[STACKS.index("html")].trigger()
    studio.submit("as plain HTML")
    made_anew = done(studio, qtbot)
    assert made_anew.record.stack == "html"
    studio.desk.new_session()
    assert row.options.stack == "html"


def test_a_page_that_grows_in_talk_never_makes_a_page_blank(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    """The old page stays in sight while another one is written."""
    other = HTML.replace("Welcome back", "Hello again")
    studio = make_studio(rules=[Rule(HTML), Rule(other, when="other words", pause_s=0.02)])
    before = made(studio, qtbot, mockup_file).version
    send(studio, qtbot, "other words")
    wait(qtbot, lambda: studio.store.running and studio.store.running.files)
    assert studio.store.version is before
    exchange = done(studio, qtbot)
    assert "Hello again" in exchange.page
    assert studio.store.version is exchange.version is not before
