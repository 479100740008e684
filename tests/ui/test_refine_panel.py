"""The refine panel and its chart, and the strip of variants, on plain data."""

import asyncio
from dataclasses import replace
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from moonpane.drawing import Drawn
from moonpane.errors import RenderError
from moonpane.pixels import PixelWorker
from moonpane.refine import (
    Accepted,
    Began,
    Candidate,
    End,
    Ended,
    Proposed,
    Reason,
    Rejected,
    RoundBegan,
    View,
    Views,
)
from moonpane.session import Attachment, Exchange, Revision, Turn
from moonpane.store.notices import RefineTold
from moonpane.store.refine_run import RefineRun, RunState, Step
from moonpane.store.work.answering import Answering
from moonpane.store.work.refining import Refining
from moonpane.ui.panes.compare.pair import Side
from moonpane.ui.panes.compare.refine_panel import RefinePanel
from moonpane.ui.panes.compare.variants_strip import Variant, VariantsStrip, VariantState
from moonpane.ui.theme import LIGHT, style_sheet

STEPS = (
    Step(1, 0.95, True, "12 corrections."),
    Step(1, 0.9, False, "The model changed index.html.", "It measures worse."),
    Step(
        2,
        None,
        False,
        "The model changed index.html.",
        "It could not be drawn.",
        QImage(40, 30, QImage.Format.Format_RGB32),
    ),
)


def side(name: str, width: int = 120) -> Side:
    image = QImage(width, 90, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    return Side(image, QSize(width, 90), name)


def test_the_best_of_a_run_never_falls() -> None:
    run = RefineRun(RunState.RUNNING, 0.9)
    for step in STEPS:
        run = run.with_step(step)
    assert run.path == [0.9, 0.95, 0.95, 0.95]
    assert (run.gain, run.round) == (pytest.approx(0.05), 2)


def test_a_run_follows_the_events_of_the_loop() -> None:
    start, better = (
        Views((View(Attachment("", b"", 1, 1), Drawn(b"", {}), {"overall": each}),)) for each in (0.9, 0.95)
    )
    candidate, run = Candidate({}, "Something.", "", "model"), RefineRun()
    events = (
        Began(start),
        RoundBegan(1),
        Proposed(1, candidate),
        Accepted(1, candidate, better, 0.05),
        RoundBegan(2),
        Rejected(2, candidate, -0.02, Reason.WORSE),
        Rejected(3, candidate, 0.0, Reason.NOT_DRAWN, "It has no end."),
        Ended({}, better, End.NO_GAIN),
    )
    for event in events:
        run = run.after(event)
    assert (run.state, run.path, run.round) == (RunState.NO_GAIN, [0.9, 0.95, 0.95, 0.95], 2)
    assert [(step.round, step.score, step.reason) for step in run.steps] == [
        (1, 0.95, ""),
        (2, pytest.approx(0.93), "It measures worse."),
        (2, None, "It has no end."),
    ]
    assert {state.name for state in RunState} >= {reason.name for reason in End}


def test_refining_is_started_stopped_and_explained(qtbot: QtBot) -> None:
    panel = RefinePanel()
    qtbot.addWidget(panel)
    panel.show()
    qtbot.mouseClick(panel.more, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.started, timeout=2_000) as told:
        qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert told.args == [4]
    panel.show_run(RefineRun(RunState.RUNNING, 0.9, STEPS, 2))
    assert (panel.button.text(), panel.words.text(), panel.rounds.isEnabled()) == ("Stop", "Round 2 of 4 …", False)
    with qtbot.waitSignal(panel.stopped, timeout=2_000):
        qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    panel.show_run(RefineRun(RunState.NO_GAIN, 0.9, STEPS, 2))
    assert (panel.figure.text(), panel.words.text()) == ("+5.0", "Over: the last round gained nothing.")
    panel.show_run(RefineRun(), possible=False, why_not="There is no mockup to measure against.")
    assert (panel.button.isEnabled(), panel.words.text()) == (False, "There is no mockup to measure against.")


def test_a_run_is_drawn_while_it_has_no_candidate_yet(qtbot: QtBot) -> None:
    panel = RefinePanel()
    qtbot.addWidget(panel)
    panel.resize(420, 220)
    panel.show()
    for run in (RefineRun(), RefineRun(RunState.RUNNING), RefineRun(RunState.RUNNING, 0.9, round=1)):
        panel.show_run(run)
        qtbot.mouseMove(panel.chart, panel.chart.rect().center())
        assert not panel.chart.grab().isNull()  # an error in a paint event fails the test
    assert len(panel.chart.points()) == 1


def test_the_number_of_rounds_has_room(qtbot: QtBot) -> None:
    panel = RefinePanel()
    qtbot.addWidget(panel)
    panel.setStyleSheet(style_sheet(LIGHT))
    panel.show()
    field = panel.rounds.lineEdit()
    assert field.contentsRect().width() >= field.fontMetrics().horizontalAdvance("5") + 4  # what Qt keeps at the sides


def test_candidates_are_looked_at_by_pointer_and_by_keys(qtbot: QtBot) -> None:
    panel = RefinePanel()
    qtbot.addWidget(panel)
    panel.resize(420, 220)
    panel.show_run(RefineRun(RunState.DONE, 0.9, STEPS, 2))
    panel.show()
    qtbot.mouseMove(panel.chart, panel.chart.points()[2].toPoint())
    assert panel.peek.isVisible()
    assert panel.peek.words.text() == "90.0%, not kept. The model changed index.html. It measures worse."
    assert not panel.peek.picture.isVisible()
    qtbot.keyClick(panel.chart, Qt.Key.Key_Right)
    assert panel.peek.words.text().startswith("could not be drawn, not kept.")
    assert panel.peek.picture.isVisible()
    qtbot.keyClick(panel.chart, Qt.Key.Key_Escape)
    assert not panel.peek.isVisible()


def test_variants_show_their_score_and_the_best(qtbot: QtBot) -> None:
    strip = VariantsStrip()
    qtbot.addWidget(strip)
    assert not strip.isVisible()
    variants = [Variant(VariantState.READY, 0.9), Variant(VariantState.READY, 0.95), Variant(VariantState.WRITING)]
    strip.show_variants([*variants, Variant(VariantState.FAILED, sentence="It broke off.")], shown=0)
    with qtbot.waitActive(strip, timeout=2_000):
        strip.show()
        strip.activateWindow()
    names = [card.accessibleName() for card in strip.cards]
    assert names == ["Variant 1: 90.0%", "Variant 2: 95.0%, the best", "Variant 3: writing …", "Variant 4: failed"]
    assert [card.isChecked() for card in strip.cards] == [True, False, False, False]
    with qtbot.waitSignal(strip.chosen, timeout=2_000) as told:
        qtbot.keyClick(strip, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert told.args == [1]
    with qtbot.assertNotEmitted(strip.chosen, wait=50):
        strip.choose(3)
    with qtbot.waitSignal(strip.cancelled, timeout=2_000) as told:
        qtbot.mouseClick(strip.cards[2].cross, Qt.MouseButton.LeftButton)
    assert told.args == [2]
    assert [card.cross.isVisible() for card in strip.cards] == [False, False, True, False]
    assert not strip.grab().isNull()


def test_a_run_is_the_same_after_it_was_kept() -> None:
    run = RefineRun(RunState.FAILED, 0.9, STEPS, 2, "The page could not be measured.")
    picture = QImage(7, 5, QImage.Format.Format_RGB32)
    again = RefineRun.of(run.kept, [picture])
    assert replace(again, steps=()) == replace(run, steps=())
    assert [step.thumbnail for step in again.steps] == [picture, None, None]
    assert [replace(step, thumbnail=None) for step in again.steps] == [replace(step, thumbnail=None) for step in STEPS]


def test_a_run_that_the_program_left_in_the_middle_does_not_go_on() -> None:
    assert RefineRun.of(RefineRun(RunState.RUNNING, 0.9, STEPS, 2).kept, []).state is RunState.STOPPED


def test_a_run_that_failed_says_so_and_is_kept_so() -> None:
    mockup, posted = Attachment("a.png", b"", 10, 10), list[object]()
    asked = Exchange("refine", Turn("user"), Turn("assistant", status="growing"))
    refining = Refining(Answering("session", asked, post=posted.append, keeper=Mock()), Mock(), PixelWorker())
    with pytest.raises(RenderError) as raised:
        asyncio.run(refining.run(Revision({"a.txt": ""}), [mockup], [], 1))
    last = posted[-1]
    assert isinstance(last, RefineTold)
    assert last.run == RefineRun(RunState.FAILED, sentence=str(raised.value))
