"""Pages that cost much to draw, which our own process does: bombs are stopped, and no page is stopped for another."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from moonpane.preview.draw_watch import DrawingTime, DrawLimits, DrawWatch
from moonpane.preview.view import LEAVE_MS, PreviewView
from moonpane.store.studio import Store
from moonpane.ui.window import Window
from tests.preview.test_view import BAR, HEAD, Colours, show
from tests.ui import told

BOMB = (
    (
        "<!DOCTYPE html><style>i { position: fixed; width: 300px; height: 300px; backdrop-filter: blur(200px);"
        "background: linear-gradient(red, blue); animation: a 1s infinite alternate linear }"
        "@keyframes a { from { filter: blur(400px) } to { filter: blur(300px); transform: rotate(300deg) } }</style>"
    )
    + "<a id=moonpaneFrames href=x></a><a id=moonpaneAwaits></a>"
    + "<i></i>" * 60
)  # by names of ours, too
GLASS = (
    "<!DOCTYPE html><style>body { background: linear-gradient(45deg, red, blue) } i { position: absolute;"
    "width: 400px; height: 300px; background: #fff8; backdrop-filter: blur(20px); border-radius: 20px;"
    "box-shadow: 0 0 30px #000; animation: a 4s infinite alternate } @keyframes a { to { transform: rotate(40deg) } }"
    "</style>"
) + "<i></i>" * 6
SIZE = (900, 700)


def test_a_page_that_cannot_be_drawn_is_stopped_and_the_next_one_is_not(qtbot: QtBot, view: PreviewView) -> None:
    """The frame that it is stopped in is drawn to its end, which holds up the next page, and is not its fault."""
    view.resize(*SIZE)
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    drawn = DrawingTime()
    before = drawn()
    view.finish(BOMB)
    qtbot.waitUntil(lambda: bool(sentences), timeout=60_000)
    assert "to draw" in sentences[0]
    assert drawn() - before < 2 * DrawLimits().frame_s
    with qtbot.waitSignal(view.painted, timeout=60_000):
        view.finish(HEAD + BAR % "#00aa00")
    qtbot.wait(1_500)
    assert len(sentences) == 1
    assert view.surface is not None


def test_a_page_that_moves_all_the_time_is_not_stopped(qtbot: QtBot, view: PreviewView) -> None:
    view.resize(*SIZE)
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    show(qtbot, view, GLASS)
    drawn = DrawingTime()
    before, enough = drawn(), DrawLimits().frame_s + 1
    qtbot.waitUntil(lambda: drawn() - before > enough, timeout=120_000)
    assert sentences == []


class Clock:
    """Processor time of the threads that draw, as it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def judge(clock: Clock) -> Callable[[float, int], str]:
    """What is said some seconds later, with so many frames in all."""
    watch = DrawWatch(DrawLimits(), clock, clock)

    def judge(later_s: float, num_frames: int) -> str:
        clock.now += later_s
        watch.on_counted(num_frames)
        return watch.misbehaviour()

    return judge


def test_what_is_drawn_before_a_page_has_a_frame_is_not_its_own(judge: Callable[[float, int], str]) -> None:
    assert judge(50.0, 0) == ""
    assert judge(1.0, 1) == ""
    assert judge(4.9, 1) == ""
    assert judge(0.2, 1) == "took more than 5 seconds to draw"
    assert judge(0.1, 2) == "", "it came after all"


def test_slow_frames_are_borne_for_a_while_and_quick_ones_for_ever(judge: Callable[[float, int], str]) -> None:
    assert [judge(1.4, num_frames) for num_frames in range(1, 60)] == [""] * 59
    said = [judge(2.0, 60 + num_frames) for num_frames in range(12)]
    assert said.index("drew too slowly for 20 seconds") == 10
    assert judge(0.5, 100) == ""


def alternating(slow_s: float, cycle_s: float) -> list[str]:
    """What is said of a page through 200 cycles of one slow frame and four quick ones."""
    drawn, wall = Clock(), Clock()
    watch = DrawWatch(DrawLimits(), drawn, wall)
    said: list[str] = []
    for number in range(1_000):
        drawn.now += 0.05 if number % 5 else slow_s
        wall.now += cycle_s / 5
        watch.on_counted(number)
        said.append(watch.misbehaviour())
    return said


def test_quick_frames_between_slow_ones_help_no_page_that_draws_slowly_most_of_the_time() -> None:
    said = alternating(slow_s=3.0, cycle_s=5.5)
    assert 0 < 5.5 / 5 * said.index("drew too slowly for 20 seconds") < 90


def test_a_slow_frame_now_and_then_is_borne_for_ever() -> None:
    assert set(alternating(slow_s=2.0, cycle_s=10.0)) == {""}


def test_from_when_it_is_judged_again_a_page_needs_a_frame_of_its_own() -> None:
    clock = Clock()
    watch = DrawWatch(DrawLimits(), clock, clock)
    watch.on_counted(7)
    watch.restart()
    clock.now += 30
    watch.on_counted(7)
    assert watch.misbehaviour() == ""
    watch.on_counted(8)
    assert watch.misbehaviour() == ""
    clock.now += 6
    assert watch.misbehaviour()


def test_the_page_of_another_conversation_stays_for_a_moment_only(
    qtbot: QtBot, view: PreviewView, colours: Colours
) -> None:
    show(qtbot, view, HEAD + BAR % "#aa0000")
    view.begin()
    qtbot.wait(LEAVE_MS + 300)
    assert "#aa0000" in colours(), "the next page of the same conversation"
    view.leave()
    view.begin()
    assert "#aa0000" in colours()
    qtbot.wait(LEAVE_MS + 300)
    assert "#aa0000" not in colours()
    assert view.surface is None


def test_what_comes_in_time_stays(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    show(qtbot, view, HEAD + BAR % "#aa0000")
    view.leave()
    view.begin()
    show(qtbot, view, HEAD + BAR % "#00aa00")
    qtbot.wait(LEAVE_MS + 300)
    assert "#00aa00" in colours()


def test_the_window_leaves_with_the_conversation(qtbot: QtBot) -> None:
    store = Store()
    window = Window(store)
    qtbot.addWidget(window)
    window.show()
    view = window.preview.view
    with qtbot.waitSignal(view.painted, timeout=15_000):
        told.finished(store)
    with_page = store.session.id
    store.open_new()
    told.begin(store, kind="convert")
    waiting = store.session.id
    with qtbot.waitSignal(view.painted, timeout=15_000):
        store.enter(with_page)
    store.enter(waiting)
    assert view.surface is not None
    qtbot.waitUntil(lambda: view.surface is None, timeout=LEAVE_MS + 1_000)
    view.shut_down()
