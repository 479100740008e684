"""A page is talked about with a large model: edits with proof, questions, thoughts, answers that stop and go on."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.artifact.extent import num_bytes, num_lines
from moonpane.preview.picked import Box, Picked
from moonpane.session import INDEX
from moonpane.store.model import EngineState, Phase
from moonpane.store.options import Options
from moonpane.ui.conversation.file_rows import EditRow, FileRow
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import BLUE, BUTTON, HTML, PAGE, REACT, RED, THOUGHTS, WRONG, edit
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, ended, last_words, made, send, wait

BUTTON_HTML = "<button>Save</button>"
MISSES = edit(INDEX, WRONG, RED)
FITS = edit(INDEX, BLUE, RED)


def rows(studio: Studio) -> list[EditRow | FileRow]:
    """The cards of the last answer."""
    return studio.window.transcript.answers[-1].files._rows


def test_an_edit_that_does_not_fit_is_asked_for_again(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    title = edit(INDEX, "<title>Sign in</title>", "<title>Red</title>")
    studio = make_studio(
        rules=[
            Rule(FITS, when="could not be applied", pause_s=0.05),
            Rule(f"I make it red.\n\n{title}\n{MISSES}\nDone.", when="make the button red"),
            Rule(HTML),
        ]
    )
    before = made(studio, qtbot, mockup_file).version
    assert before is not None
    send(studio, qtbot, "make the button red")
    wait(qtbot, lambda: any(isinstance(each, EditRow) and each.failed for each in rows(studio)))
    (row,) = rows(studio)
    assert isinstance(row, EditRow)
    assert row.num_done == 1
    assert row.failed[0].asked_again
    exchange = done(studio, qtbot)
    assert RED in exchange.page
    assert BLUE not in exchange.page
    assert rows(studio) == [EditRow(INDEX, 2, added=2, removed=2)]
    assert exchange.answer.text.startswith("I make it red.")
    version = studio.store.version
    assert version is exchange.version
    assert version is not None
    assert version.revision.parent == before.id
    assert version.score is not None, "it is measured against the picture of the conversion"
    assert studio.window.code.files == {INDEX: exchange.page}
    assert len(studio.store.session.revisions) == 2
    again = studio.asked()[-1]  # type: ignore[attr-defined]
    assert "<title>Red</title>" in last_words(again) or "<title>Red</title>" in str(again["messages"])
    studio.desk.undo()
    assert studio.window.code.files == {INDEX: PAGE}


def test_a_change_that_never_fits_is_said_and_the_rest_is_kept(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    title = edit(INDEX, "<title>Sign in</title>", "<title>Red</title>")
    again = Rule(MISSES, when="could not be applied", often=True)
    studio = make_studio(rules=[again, Rule(f"{title}\n{MISSES}", when="scarlet"), Rule(HTML)])
    made(studio, qtbot, mockup_file)
    send(studio, qtbot, "scarlet")
    exchange = done(studio, qtbot)
    assert "<title>Red</title>" in exchange.page
    assert BLUE in exchange.page
    (row,) = rows(studio)
    assert isinstance(row, EditRow)
    assert (row.num_done, len(row.failed)) == (1, 1)
    assert any("could not be applied" in remark for remark in exchange.remarks)
    assert studio.window.transcript.answers[-1].remarks == "", "its card says so already"
    assert exchange.page_is_whole
    assert len(studio.asked()) == 4  # type: ignore[attr-defined]
    assert studio.window.transcript.answers[-1].files.isVisible()


def test_a_question_is_answered_and_changes_nothing(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    prose = "It is **blue** because:\n\n```css\nbutton { color: blue }\n```\n"
    studio = make_studio(rules=[Rule(prose, when="why blue"), Rule(HTML)])
    before = made(studio, qtbot, mockup_file).version
    send(studio, qtbot, "why blue")
    exchange = done(studio, qtbot)
    assert exchange.version is None
    assert studio.store.version is before
    assert len(studio.store.session.revisions) == 1
    assert "It is **blue**" in exchange.answer.text
    assert not rows(studio)


def test_the_same_file_given_again_is_as_large_as_it_is(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(rules=[Rule(HTML, when="again"), Rule(HTML)])
    made(studio, qtbot, mockup_file)
    send(studio, qtbot, "give it to me again")
    exchange = done(studio, qtbot)
    assert exchange.version is None
    expected = [FileRow(INDEX, num_lines(PAGE), num_bytes(PAGE))]
    assert rows(studio) == expected
    assert not exchange.page_is_partial
    studio.shut_down()
    again = make_studio(rules=[Rule(HTML, when="again"), Rule(HTML)])
    wait(qtbot, lambda: again.store.exchanges and again.window.transcript.is_whole)
    assert rows(again) == expected


def test_a_page_stays_what_it_is_made_of(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    """The options say what the next page is made of; a page that is there is changed as it is, unless they changed."""
    green = edit("src/Button.jsx", BUTTON.splitlines()[1], BUTTON.splitlines()[1].replace("blue", "green"))
    studio = make_studio(rules=[Rule(green, when="green"), Rule(HTML, when="plain"), Rule(REACT)])
    made(studio, qtbot, mockup_file, "react")
    studio.show_options(Options())  # as after a start
    send(studio, qtbot, "green")
    exchange = done(studio, qtbot)
    assert exchange.version is not None
    assert exchange.version.revision.stack == "react"
    assert "bg-green-600" in exchange.version.revision.files["src/Button.jsx"]
    assert exchange.rendered is not None
    (row,) = rows(studio)
    assert row.path == "src/Button.jsx", "only what was changed has a card"
    assert "src/App.jsx" in last_words(studio.asked()[-1])  # type: ignore[attr-defined]


def test_thoughts_are_folded_and_the_switch_is_sent(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(rules=[Rule("Yes.", when="think", reasoning=THOUGHTS, pause_s=0.02), Rule("No.", often=True)])
    send(studio, qtbot, "think", thinking=True)
    exchange = done(studio, qtbot)
    assert exchange.answer.reasoning == THOUGHTS
    assert exchange.answer.reasoning_s > 0.1
    view = studio.window.transcript.answers[-1].reasoning
    assert view.isVisible()
    assert not view.is_open
    send(studio, qtbot, "instant", thinking=False)
    done(studio, qtbot)
    thinking, instant = studio.asked()  # type: ignore[attr-defined]
    assert "thinking" not in thinking
    assert instant["thinking"] == {"type": "disabled"}
    assert instant["chat_template_kwargs"] == {"thinking": False}
    assert thinking["max_tokens"] > instant["max_tokens"]


def test_stopped_while_thinking_goes_on_from_the_thoughts(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(
        rules=[Rule(HTML, when="You have thought about this"), Rule(HTML, reasoning=THOUGHTS, pause_s=0.1)]
    )
    send(studio, qtbot, "", (mockup_file,), thinking=True)
    wait(qtbot, lambda: studio.store.running and len(studio.store.running.answer.reasoning) > 60)
    studio.desk.stop()
    stopped = ended(studio, qtbot)
    assert stopped.phase is Phase.STOPPED
    thought = stopped.answer.reasoning
    button = studio.window.transcript.answers[-1].actions_row.continue_button
    assert button.isVisibleTo(studio.window.transcript.answers[-1].actions_row)
    button.click()
    exchange = done(studio, qtbot)
    assert exchange is not stopped
    assert exchange.page == PAGE
    assert exchange.answer.reasoning.startswith(thought)
    assert thought[:40] in last_words(studio.asked()[-1])  # type: ignore[attr-defined]


def test_a_stopped_page_goes_on_where_it_ended(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    end = HTML[HTML.index("button {") :]
    head = HTML[: HTML.index("border: 0;") + 10]
    studio = make_studio(rules=[Rule(end, when="cut off"), Rule(head + " " * 200, pause_s=0.05, piece=16)])
    send(studio, qtbot, "", (mockup_file,))
    wait(qtbot, lambda: studio.store.running and "border: 0;" in studio.store.running.answer.text)
    studio.desk.stop()
    stopped = ended(studio, qtbot)
    assert stopped.page_is_partial
    studio.desk.continue_answer(stopped)
    exchange = done(studio, qtbot)
    assert "".join(exchange.page.split()) == "".join(PAGE.split())
    assert exchange.page_is_whole
    assert exchange.score is not None
    assert exchange.remarks == []
    request = studio.asked()[-1]  # type: ignore[attr-defined]
    assert [message["role"] for message in request["messages"]] == ["user", "assistant", "user"]
    assert studio.store.session.siblings(exchange.record)[0] is stopped.record


def test_a_truncated_answer_goes_on_by_itself(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    at = HTML.index("<p>Sign in")
    rest = HTML[HTML.index("<h1>Welcome") :]
    studio = make_studio(rules=[Rule(rest, when="cut off"), Rule(HTML[:at], finish_reason="length")])
    exchange = made(studio, qtbot, mockup_file)
    assert exchange.page == PAGE
    assert exchange.page_is_whole
    assert any("went on by itself" in remark for remark in exchange.remarks)


def test_a_stopped_change_leaves_whole_files_whole(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    """A file that is being written anew when the answer ends does not take the place of the one that is there."""
    other = HTML.replace("Welcome back", "Hello again " * 2_000)  # it takes a minute: nobody comes too late to stop it
    studio = make_studio(rules=[Rule(other, when="anew", pause_s=0.05), Rule(HTML)])
    before = made(studio, qtbot, mockup_file).version
    send(studio, qtbot, "anew")
    wait(qtbot, lambda: studio.store.running and "<style>" in studio.store.running.page)
    studio.desk.stop()
    exchange = ended(studio, qtbot)
    assert exchange.phase is Phase.STOPPED
    assert exchange.version is None
    assert studio.store.version is before
    assert studio.window.code.files == {INDEX: PAGE}


def test_an_error_of_the_page_and_an_element_go_to_the_model(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    broken = HTML.replace("</body>", "<script>missing.call()</script>\n</body>")
    mend = edit(INDEX, "<script>missing.call()</script>\n", "")
    studio = make_studio(rules=[Rule(mend, when="missing is not defined"), Rule(FITS, when="redder"), Rule(broken)])
    made(studio, qtbot, mockup_file)
    card = studio.window.preview.error_card
    wait(qtbot, card.isVisible)
    card.fix_button.setFocus()
    card.fix_button.click()
    assert studio.window.focusWidget() is studio.window.composer.edit, "one goes on by writing"
    exchange = done(studio, qtbot)
    request = last_words(studio.asked()[-1])  # type: ignore[attr-defined]
    assert "missing is not defined" in request
    assert "<h1>Welcome back</h1>" in request
    assert "<script>" not in exchange.page
    line = PAGE[: PAGE.index("<button>")].count("\n") + 1
    picked = Picked(
        "button", "button", "body > button", "Save", Box(0, 0, 9, 9), BUTTON_HTML, f"{INDEX}:{line}:1", True
    )
    studio.window.preview.change_requested.emit(picked)
    composer = studio.window.composer
    assert BUTTON_HTML in composer.edit.toPlainText()
    studio.submit(composer.edit.toPlainText() + "redder")
    assert RED in done(studio, qtbot).page
    assert f"{INDEX}:{line}" in last_words(studio.asked()[-1])  # type: ignore[attr-defined]
    assert studio.store.engine.state is EngineState.READY


def test_a_conversation_that_began_with_words_is_listed_with_its_page(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(rules=[Rule(FITS, when="redder"), Rule(HTML)])
    send(studio, qtbot, "a page, please")
    assert done(studio, qtbot).page == PAGE

    def listed() -> bool:
        heads, thumbnails = studio.store.listed.heads, studio.store.listed.thumbnails
        return bool(heads and heads[0].picture in thumbnails)

    wait(qtbot, listed)
    first = studio.store.listed.heads[0].picture
    send(studio, qtbot, "redder")
    assert done(studio, qtbot).version
    wait(qtbot, lambda: listed() and studio.store.listed.heads[0].picture != first)
