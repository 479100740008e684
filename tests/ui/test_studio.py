"""The studio from a drop to a measured page: real window, real processes, scripted words."""

import os
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.store.model import EngineState, Offer, Phase
from moonpane.ui.window import Pane
from tests.ui.conftest import PAGE, MakeStudio

PATIENCE_MS = 60_000


def drop(studio: Studio, mime: QMimeData) -> None:
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    studio.window.dropEvent(event)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def wait_for_draft(studio: Studio, qtbot: QtBot, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(studio.store.draft) == count and not studio.store.opening, timeout=PATIENCE_MS)


def wait_for_end(studio: Studio, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(studio.store.exchanges) and studio.store.running is None, timeout=PATIENCE_MS)


def convert(studio: Studio, qtbot: QtBot, picture: Path) -> None:
    drop(studio, files(picture))
    wait_for_draft(studio, qtbot)
    qtbot.mouseClick(studio.window.composer.send_button, Qt.MouseButton.LeftButton)


def test_a_dropped_mockup_becomes_a_measured_page(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(pause_s=0.01)
    window = studio.window
    drop(studio, files(mockup_file))
    wait_for_draft(studio, qtbot)
    assert window.composer.send_button.text() == "Convert"
    qtbot.mouseClick(window.composer.send_button, Qt.MouseButton.LeftButton)
    assert not studio.store.draft
    assert window.composer.send_button.text() == "Stop"
    wait_for_end(studio, qtbot)
    exchange = studio.store.exchanges[0]
    assert exchange.phase is Phase.DONE, exchange.remarks
    assert exchange.page == PAGE
    assert exchange.course.lines_read == exchange.course.lines_total > 0
    assert exchange.score is not None
    assert 0 < exchange.score.overall <= 1
    assert window.code.text.code == PAGE
    assert window.code.text.toPlainText() == PAGE
    assert window.pill.isVisible()
    assert window.compare.page.image is not None
    assert window.compare.mockup.natural.width() == 360
    answer = window.transcript.answers[0]
    assert answer.file_card is not None
    assert not answer.file_card.peek.isVisible()
    assert answer.remarks == ""


def test_all_panes_grow_while_the_page_streams(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(pause_s=0.05)
    convert(studio, qtbot, mockup_file)
    qtbot.waitUntil(lambda: bool(studio.window.code.text.code), timeout=PATIENCE_MS)
    exchange = studio.store.exchanges[0]
    assert exchange.phase is Phase.WRITING
    lengths = [len(studio.window.code.text.code)]
    while exchange.phase is Phase.WRITING:
        qtbot.wait(40)
        lengths.append(len(studio.window.code.text.code))
        assert studio.window.code.text.toPlainText() == studio.window.code.text.code
        assert PAGE.startswith(studio.window.code.text.code)
    assert len(set(lengths)) > 5
    wait_for_end(studio, qtbot)


def test_typing_goes_on_while_the_page_streams(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(pause_s=0.03)
    convert(studio, qtbot, mockup_file)
    qtbot.waitUntil(lambda: bool(studio.window.code.text.code), timeout=PATIENCE_MS)
    edit = studio.window.composer.edit
    for letter in "next one":
        began = time.monotonic()
        qtbot.keyClicks(edit, letter)
        assert time.monotonic() - began < 1.0
        qtbot.wait(20)
    assert edit.toPlainText() == "next one"
    assert studio.store.running is not None
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "next one", "nothing is sent while an answer runs"
    studio.desk.stop()
    wait_for_end(studio, qtbot)


@pytest.mark.parametrize("how", ["button", "key"])
def test_stop_keeps_what_there_is(how: str, make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio(pause_s=0.1)
    convert(studio, qtbot, mockup_file)
    qtbot.waitUntil(lambda: "<head>" in studio.window.code.text.code, timeout=PATIENCE_MS)
    began = time.monotonic()
    if how == "button":
        qtbot.mouseClick(studio.window.composer.send_button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(studio.window, Qt.Key.Key_Escape)
    wait_for_end(studio, qtbot)
    assert time.monotonic() - began < 3.0
    exchange = studio.store.exchanges[0]
    assert exchange.phase is Phase.STOPPED
    assert exchange.page_is_partial
    assert PAGE.startswith(studio.window.code.text.code)
    assert len(exchange.page) < len(PAGE)
    assert studio.window.transcript.answers[0].remarks == "Stopped."
    assert studio.window.composer.send_button.text() == "Send"


def test_a_killed_engine_is_told_in_one_sentence_and_starts_again(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(pause_s=0.1)
    convert(studio, qtbot, mockup_file)
    qtbot.waitUntil(lambda: "<head>" in studio.window.code.text.code, timeout=PATIENCE_MS)
    os.kill(studio.engine_process(), signal.SIGKILL)  # type: ignore[attr-defined]
    wait_for_end(studio, qtbot)
    exchange = studio.store.exchanges[0]
    assert exchange.phase is Phase.FAILED
    assert exchange.remarks == ["The engine was killed (by a person, or because memory ran out)."]
    assert exchange.page_is_partial
    answer = studio.window.transcript.answers[0]
    assert answer.remarks == exchange.remarks[0]
    qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.READY, timeout=PATIENCE_MS)
    assert studio.store.engine.sentence.startswith("Started again. The engine was killed")
    assert answer.retry_button.isVisible()
    qtbot.mouseClick(answer.retry_button, Qt.MouseButton.LeftButton)
    (again,) = studio.store.exchanges
    assert again is not exchange
    qtbot.waitUntil(lambda: bool(again.page), timeout=PATIENCE_MS)
    studio.desk.stop()
    wait_for_end(studio, qtbot)


def test_an_engine_that_keeps_dying_is_left_alone(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio()
    for _ in range(4):
        qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.READY, timeout=PATIENCE_MS)
        os.kill(studio.engine_process(), signal.SIGKILL)  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: studio.store.engine.state is not EngineState.READY, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.STOPPED, timeout=PATIENCE_MS)
    assert "not started again" in studio.store.engine.sentence
    assert studio.window.status.start_button.isVisible()
    assert studio.window.status.start_button.text() == "Try again", "an endpoint is not started here"
    qtbot.mouseClick(studio.window.status.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.READY, timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("notes.png", b"these are words", id="text renamed"),
        pytest.param("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg renamed"),
        pytest.param("drawing.svg", b"<html>", id="no svg"),
        pytest.param("empty.png", b"", id="empty"),
    ],
)
def test_what_is_no_picture_is_refused_beside_the_draft(
    name: str, content: bytes, make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    studio = make_studio()
    bad = tmp_path / name
    bad.write_bytes(content)
    drop(studio, files(bad))
    qtbot.waitUntil(lambda: bool(studio.store.refusals), timeout=PATIENCE_MS)
    sentence = studio.window.composer.sentence
    assert sentence.isVisible()
    assert name in sentence.text()
    assert sentence.text().endswith(".")
    assert not studio.store.draft
    assert not studio.window.composer.send_button.isEnabled()


def test_a_frame_of_a_design_tool_is_a_mockup(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    studio = make_studio()
    (tmp_path / "frame.svg").write_text('<svg viewBox="0 0 90 60"><rect width="90" height="60" fill="#2f6fed"/></svg>')
    drop(studio, files(tmp_path / "frame.svg"))
    wait_for_draft(studio, qtbot)
    attachment = studio.store.draft[0].attachment
    assert (attachment.name, attachment.width, attachment.height) == ("frame.svg", 90, 60)


def test_a_folder_and_a_missing_file_are_refused(make_studio: MakeStudio, qtbot: QtBot, tmp_path: Path) -> None:
    studio = make_studio()
    for path, words in ((tmp_path, "is a folder"), (tmp_path / "gone.png", "There is no picture at")):
        studio.desk.open_offers([Offer(path.name, path=path)])
        qtbot.waitUntil(lambda: not studio.store.opening, timeout=PATIENCE_MS)
        assert any(words in said for said in studio.store.refusals)


def test_a_pasted_picture_lands_in_the_draft_wherever_the_focus_is(
    make_studio: MakeStudio, qtbot: QtBot, mockup: bytes
) -> None:
    studio = make_studio()
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(QImage.fromData(mockup))
    qtbot.keyClick(studio.window.composer.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_for_draft(studio, qtbot)
    studio.window.paste()
    wait_for_draft(studio, qtbot, 2)
    assert {picture.attachment.width for picture in studio.store.draft} == {360}
    clipboard.setText("words")
    studio.window.paste()
    assert studio.window.composer.edit.toPlainText() == "words"
    clipboard.clear()


def test_a_picture_on_the_command_line_is_converted_at_once(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio()
    studio.convert_file(mockup_file)
    wait_for_end(studio, qtbot)
    assert studio.store.exchanges[0].phase is Phase.DONE
    studio.window.show_pane(Pane.COMPARE)
    qtbot.mouseClick(studio.window.compare.heat_button, Qt.MouseButton.LeftButton)
    assert studio.window.compare.heat_button.isChecked()
    assert studio.window.compare.bars.isVisible()


def test_chat_streams_as_markdown(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio(model="a-larger-model")
    qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.READY, timeout=PATIENCE_MS)
    qtbot.keyClicks(studio.window.composer.edit, "hello")
    qtbot.keyClick(studio.window.composer.edit, Qt.Key.Key_Return)
    wait_for_end(studio, qtbot)
    exchange = studio.store.exchanges[0]
    assert exchange.phase is Phase.DONE, exchange.remarks
    assert exchange.answer.text.startswith("You said **hello**.")
    assert not exchange.converts


def test_the_embedded_model_says_that_it_wants_a_picture_first(make_studio: MakeStudio, qtbot: QtBot) -> None:
    studio = make_studio()
    qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.READY, timeout=PATIENCE_MS)
    qtbot.keyClicks(studio.window.composer.edit, "hello")
    qtbot.keyClick(studio.window.composer.edit, Qt.Key.Key_Return)
    assert "drop a picture first" in studio.window.composer.sentence.text()
    assert studio.window.composer.edit.toPlainText() == "hello"
    assert not studio.store.exchanges


def test_the_page_is_saved_as_it_is(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, tmp_path: Path) -> None:
    studio = make_studio()
    studio.convert_file(mockup_file)
    wait_for_end(studio, qtbot)
    version = studio.store.version
    assert version is not None
    studio.output.save_page(version.revision, tmp_path / "saved.html")
    qtbot.waitUntil(lambda: studio.store.told is not None, timeout=PATIENCE_MS)
    assert (tmp_path / "saved.html").read_text() == PAGE
    qtbot.mouseClick(studio.window.code.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == PAGE


def test_closing_in_the_middle_leaves_no_process_and_no_thread(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    studio = make_studio(pause_s=0.1)
    convert(studio, qtbot, mockup_file)
    qtbot.waitUntil(lambda: bool(studio.window.code.text.code), timeout=PATIENCE_MS)
    engine = psutil.Process(studio.engine_process())  # type: ignore[attr-defined]
    studio.shut_down()
    assert not engine.is_running()
    assert not any(thread.name == "moonpane-asyncio" for thread in threading.enumerate())
    assert studio.store.exchanges[0].phase is Phase.STOPPED
