"""A page that was stopped goes on from what there was, which stays in sight; only what is missing is asked for."""

import os
import signal
from pathlib import Path

from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.convert.embedded import AT_ONCE
from moonpane.store.changes import Changed
from moonpane.store.model import Exchange, Phase
from tests.app.test_convert import mockup
from tests.ui.conftest import MakeStudio
from tests.ui.large_answers import HTML
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, ended, send, wait
from tests.ui.talking import requests, wait_settled, words


def asked(log: Path, task: str) -> int:
    return sum(words(messages)[-1][1].startswith(task) for messages in requests(log)) if log.exists() else 0


def reading(make_studio: MakeStudio, qtbot: QtBot, folder: Path) -> tuple[Studio, Path]:
    """A studio that has read a few of a picture's forty lines, and the log of what is asked."""
    log, picture = folder / "log", folder / "large.png"
    picture.write_bytes(mockup(tuple(f"{n} is a line" for n in range(40)), size=(500, 1640)).png)
    studio = make_studio(read_s=0.6, log=log)
    wait_settled(studio, qtbot)
    send(studio, qtbot, "", (picture,))
    wait(qtbot, lambda: bool(studio.store.exchanges) and studio.store.exchanges[-1].course.lines_read >= 5)
    return studio, log


def asked_so_far(qtbot: QtBot, log: Path) -> int:
    """How many lines were asked for, those included that were on their way when it was stopped."""
    before = -1
    while before != (before := asked(log, "read")):
        qtbot.wait(500)
    return before


def stop(studio: Studio, qtbot: QtBot) -> Exchange:
    studio.desk.stop()
    exchange = ended(studio, qtbot)
    assert exchange.phase is Phase.STOPPED
    return exchange


def test_parts_of_a_page_are_not_written_twice(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    log, picture = tmp_path / "log", tmp_path / "large.png"
    picture.write_bytes(mockup(tuple(f"{n} is a line" for n in range(40)), size=(500, 1640)).png)
    studio = make_studio(writes="outline", pause_s=0.05, piece=6, log=log)
    wait_settled(studio, qtbot)
    send(studio, qtbot, "", (picture,))
    wait(qtbot, lambda: asked(log, "write") > AT_ONCE + 1)
    qtbot.wait(500)  # the next ones have begun
    stopped = stop(studio, qtbot)
    parts = [each for each in stopped.record.replies.values() if each.text.startswith("<!DOCTYPE")]
    num_whole = sum(each.is_whole for each in parts)
    assert 2 <= num_whole < len(parts)
    before = stopped.page
    wait(qtbot, lambda: studio.window.preview.view.surface is not None)

    seen: list[str] = []
    studio.store.changed.connect(lambda changed: seen.append(look(studio, changed)))
    studio.desk.continue_answer(stopped)
    assert not studio.window.preview.canvas.ghost.isVisible(), "the page is there"
    assert studio.store.version is None
    wait(qtbot, lambda: studio.store.exchanges[-1].phase is Phase.READING)
    again = stop(studio, qtbot)  # before the model was asked for anything
    assert again.page == before
    assert again.record.replies == stopped.record.replies
    assert len(studio.store.session.revisions) == 1, "it is the same page"

    studio.hurry()  # type: ignore[attr-defined]
    num_read, num_asked = asked(log, "read"), asked(log, "write")
    studio.desk.continue_answer(again)
    whole = done(studio, qtbot)
    assert whole.page_is_whole
    assert whole.record.replies == {}
    assert min(map(len, seen)) >= len(before), "never less than there was"
    assert asked(log, "read") == num_read
    num_missing = asked(log, "write") - num_asked

    studio.desk.ask_again(whole)
    anew = done(studio, qtbot)
    assert asked(log, "write") - num_asked - num_missing == num_missing + num_whole
    assert whole.page == anew.page


def test_lines_are_not_read_twice(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    """Stopped while lines are read, the answer can be continued, though there is nothing of it to be seen."""
    studio, log = reading(make_studio, qtbot, tmp_path)
    stopped = stop(studio, qtbot)
    assert (stopped.answer.text, stopped.page, asked(log, "write")) == ("", "", 0)
    num_known = sum(each.text.count("\t") for each in stopped.record.replies.values())
    assert 5 <= num_known < 40
    before = asked_so_far(qtbot, log)
    button = studio.window.transcript.answers[-1].actions_row.continue_button
    assert button.isVisibleTo(studio.window)
    button.click()
    whole = done(studio, qtbot)
    assert whole.page_is_whole
    assert whole.id != stopped.id
    assert asked(log, "read") - before == 40 - num_known


def test_trying_again_after_a_failure_reads_what_is_missing(
    make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    studio, log = reading(make_studio, qtbot, tmp_path)
    os.kill(studio.engine_process(), signal.SIGKILL)  # type: ignore[attr-defined]
    failed = ended(studio, qtbot)
    assert failed.phase is Phase.FAILED
    num_known = sum(each.text.count("\t") for each in failed.record.replies.values())
    assert 5 <= num_known < 40
    before = asked(log, "read")
    studio.window.transcript.answers[-1].retry_button.click()
    assert done(studio, qtbot).page_is_whole
    assert asked(log, "read") - before == 40 - num_known


def test_what_fails_adds_no_version(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    """Continued, and the engine dies before it says anything new: the page stays the one version that it was."""
    studio = make_studio(pause_s=0.05, piece=6)
    wait_settled(studio, qtbot)
    send(studio, qtbot, "", (mockup_file,))
    wait(qtbot, lambda: bool(studio.store.exchanges) and "<h1" in studio.store.exchanges[-1].page)
    stopped = stop(studio, qtbot)
    (version,) = studio.store.session.revisions
    studio.desk.continue_answer(stopped)
    os.kill(studio.engine_process(), signal.SIGKILL)  # type: ignore[attr-defined]
    failed = ended(studio, qtbot)
    assert failed.phase is Phase.FAILED
    assert failed.page == stopped.page
    assert list(studio.store.session.revisions) == [version] == [studio.store.session.shown]
    home = studio.store.session.id
    studio.shut_down()

    later = make_studio(pause_s=0.01)
    wait_settled(later, qtbot)
    wait(qtbot, lambda: later.store.session.id == home)
    again = later.store.exchanges[-1]
    assert (again.id, again.page, later.store.session.shown) == (failed.id, stopped.page, version)
    later.desk.continue_answer(again)
    assert len(later.store.files["index.html"]) >= len(stopped.page), "in sight from the beginning"
    whole = done(later, qtbot)
    assert whole.page_is_whole
    assert len(later.store.session.revisions) == 2
    assert whole.version is not None
    assert whole.version.revision.parent == version


def look(studio: Studio, changed: Changed) -> str:
    """The page in sight."""
    return studio.store.files.get("index.html", "")


def test_words_that_were_not_told_once_more_are_there(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    """Continued and stopped before the model said anything: the next time it goes on from the same words."""
    head = HTML[: HTML.index("border: 0;") + 10]
    rest = HTML[len(head) :]
    studio = make_studio(rules=[Rule(rest, when="cut off"), Rule(head + " " * 200, pause_s=0.05, piece=16)])
    send(studio, qtbot, "", (mockup_file,))
    wait(qtbot, lambda: studio.store.running and "border: 0;" in studio.store.running.answer.text)
    stopped = stop(studio, qtbot)
    studio.desk.continue_answer(stopped)
    studio.desk.stop()
    again = ended(studio, qtbot)
    assert again.id != stopped.id
    assert (again.answer.text, again.page) == (stopped.answer.text, stopped.page)
    studio.desk.continue_answer(again)
    assert done(studio, qtbot).page_is_whole
    assert len(studio.asked()) == 2  # type: ignore[attr-defined]
