"""What is left of an answer that was cut off is worth as much as any other: it is measured, and goes on as it began."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moonpane.refine.variants import Failed, Made, Ranked
from moonpane.session import Attachment, Exchange, Turn
from moonpane.store import notices
from moonpane.store.model import Phase, Picture
from moonpane.store.options import Options
from moonpane.store.studio import Store
from moonpane.store.work import choosing
from moonpane.store.work.answering import Answering
from moonpane.ui.conversation.spinner import Sign
from moonpane.ui.conversation.steps import sign_of
from moonpane.ui.conversation.transcript import Transcript
from moonpane.ui.window_actions import Pane
from tests.ui import told
from tests.ui.conftest import PAGE, MakeStudio, png
from tests.ui.large_answers import HTML
from tests.ui.large_model import Rule
from tests.ui.large_studio import done, ended, send, wait


def cut_off(studio: Any, qtbot: QtBot, mockup_file: Path, **options: Any) -> Any:
    send(studio, qtbot, "", (mockup_file,), **options)
    wait(qtbot, lambda: studio.store.running and "border: 0;" in studio.store.running.answer.text)
    studio.desk.stop()
    return ended(studio, qtbot)


def test_a_page_that_was_cut_off_is_measured_when_it_is_compared(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path
) -> None:
    head = HTML[: HTML.index("border: 0;") + 10]
    studio = make_studio(rules=[Rule(head + " " * 200, pause_s=0.05, piece=16)])
    exchange = cut_off(studio, qtbot, mockup_file)
    assert exchange.score is None
    studio.window.show_pane(Pane.COMPARE)
    wait(qtbot, lambda: exchange.score is not None and exchange.rendered is not None)
    assert studio.window.compare.page.image is not None
    assert sign_of(Phase.RENDERING, exchange, exchange.reached) is Sign.DONE, "it does not wait for ever"


def test_a_page_goes_on_in_the_stack_that_it_began_in(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    head = HTML[: HTML.index("border: 0;") + 10]
    studio = make_studio(rules=[Rule("</style>", when="cut off"), Rule(head + " " * 200, pause_s=0.05, piece=16)])
    stopped = cut_off(studio, qtbot, mockup_file, stack="tailwind", thinking=True)
    studio.desk.wish_for(Options(stack="html"))
    studio.desk.continue_answer(stopped)
    record = done(studio, qtbot).record
    assert (record.stack, record.thinking) == ("tailwind", True)


def test_a_variant_that_cannot_be_measured_is_not_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Two:
        def __init__(self, *_: Any, **__: Any) -> None:
            pass

        async def run(self) -> AsyncGenerator[Any]:
            drawn = SimpleNamespace(drawn=SimpleNamespace(png=png(30, 20)))
            for event in (Made(0, {"index.html": "good"}), Ranked(0, SimpleNamespace(each=[drawn], overall=0.9), (0,))):  # type: ignore[arg-type]
                yield event
            for event in (Made(1, {"index.html": "bad"}), Failed(1, "It cannot be drawn.")):
                yield event

    monkeypatch.setattr(choosing, "Variants", Two)
    asked = Exchange("convert", Turn("user", "", (Attachment("a.png", b"", 3, 2),)), Turn("assistant"), parent=None)
    posted: list[object] = []
    answering = Answering("session", asked, post=posted.append, keeper=Mock())
    measuring: Any = SimpleNamespace(take=lambda _session, revision, _views: revision)
    run = choosing.Choosing(answering, None, measuring, None, posted.append)  # type: ignore[arg-type]
    asyncio.run(run.run(2))
    assert answering.revision is not None
    assert dict(answering.revision.files) == {"index.html": "good"}
    assert not answering.revision.is_complete, "nobody said that it was written to its end"


def test_marks_leave_a_picture_where_it_is(qapp) -> None:
    def picture(name: str) -> Picture:
        return Picture(Attachment(name, b"", 3, 2), QImage(), QImage())

    store, first, second = Store(), picture("first"), picture("second")
    store.await_pictures(3)
    store.apply([notices.PictureOpened(first), notices.PictureOpened(second)])
    store.apply([notices.PictureOpened(picture("first, marked"), replaces=first)])
    assert [each.attachment.name for each in store.draft] == ["first, marked", "second"]


def test_a_refinement_is_not_asked_again_in_words(qapp) -> None:
    store = Store()
    transcript = Transcript(store)
    for kind in ("talk", "refine"):
        exchange = told.begin(store, text="Measure and improve", kind=kind)
        told.make(store, exchange, PAGE)
        told.end(store, exchange)
    can = [answer.actions_row.again_button.isEnabled() for answer in transcript.answers]
    assert can == [True, False]


@pytest.mark.parametrize("is_compared", [True, False])
def test_what_is_remarked_is_a_fault_only_where_the_answer_falls_short(qtbot: QtBot, is_compared: bool) -> None:
    store = Store()
    transcript = Transcript(store)
    qtbot.addWidget(transcript)
    exchange = told.begin(store, [told.picture()])
    revision = told.make(store, exchange, PAGE)
    store.apply([notices.Remarked(exchange.id, "The answer was cut off and went on by itself (1).")])
    told.measure(store, revision, QImage.fromData(png(360, 240)), is_compared=is_compared)
    told.end(store, exchange, sentence="" if is_compared else "It could not be measured.")
    (label,) = (each for each in transcript.findChildren(QLabel) if "went on by itself" in each.text())
    as_it_is = (label.accessibleName(), label.property("role"))
    assert as_it_is == (("Remarks", "aside") if is_compared else ("What went wrong", "remark"))
