"""The live preview: grows with the page, is never blank, keeps its place, and survives what a page does."""

import os
import signal
import time
from collections.abc import Callable

import psutil
from pytestqt.qtbot import QtBot

from moonpane.preview.console import MAX_LINES
from moonpane.preview.page import ISOLATED_WORLD
from moonpane.preview.surface import Surface
from moonpane.preview.view import MAX_RELOADS, PreviewView
from moonpane.preview.watchdog import Limits, Watchdog

Colours = Callable[[], set[str]]

# The bars stand below the place of the banner.
HEAD = '<!DOCTYPE html><html><head><style>*{margin:0}</style></head><body style="background:#ddeeff;padding-top:120px">'
BAR = '<div style="background:%s;height:40px"></div>'
TALL = HEAD + BAR % "#aa0000" + '<div style="height:3000px"></div></body></html>'


def surface_of(view: PreviewView) -> Surface:
    assert view.surface is not None
    return view.surface


def answer(qtbot: QtBot, view: PreviewView, script: str) -> object:
    """What a script of ours says in the page that is in sight."""
    answers: list[object] = []
    surface_of(view).page.runJavaScript(script, ISOLATED_WORLD, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def show(qtbot: QtBot, view: PreviewView, html: str) -> None:
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.finish(html)


def test_a_page_is_in_sight_before_it_is_whole(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    view.begin()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.feed(HEAD + BAR % "#aa0000")
    assert {"#ddeeff", "#aa0000"} <= colours()
    assert "#00aa00" not in colours()
    view.feed(BAR % "#00aa00")
    qtbot.waitUntil(lambda: {"#aa0000", "#00aa00"} <= colours(), timeout=5_000)
    assert answer(qtbot, view, "document.readyState") == "loading"


def test_a_sign_cut_in_two_by_the_stream_arrives_whole(qtbot: QtBot, view: PreviewView) -> None:
    view.begin()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.feed(HEAD + "<p>Grüße ")
    view.feed("日本")
    view.feed("語 😀 <b")
    view.feed(">fett</b>")
    qtbot.waitUntil(lambda: answer(qtbot, view, "document.body.innerText") == "Grüße 日本語 😀 fett", timeout=5_000)


def test_never_blank_from_first_paint_to_finished_page(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    page = HEAD + "".join(BAR % f"#0000{shade:02x}" for shade in range(0, 200, 40)) + "</body></html>"
    view.begin()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.feed(page[:220])
    finished: list[bool] = []
    view.painted.connect(lambda: finished.append(True))
    pieces = [page[at : at + 20] for at in range(220, len(page), 20)]
    num_looks = 0
    deadline = time.monotonic() + 20
    while len(finished) < 2 and time.monotonic() < deadline:
        if pieces:
            view.feed(pieces.pop(0))
            if not pieces:
                view.finish(page)
        elif len(finished) == 1 and num_looks % 40 == 0:
            view.finish(page.replace("#ddeeff", "#ffeedd"))
        qtbot.wait(5)
        num_looks += 1
        assert len(colours()) > 1, f"one colour only at look {num_looks}"
    assert len(finished) == 2
    assert "#ffeedd" in colours()
    assert num_looks > 20


def test_an_empty_page_comes_into_sight_only_when_it_is_whole(qtbot: QtBot, view: PreviewView) -> None:
    page = '<!DOCTYPE html><html><body style="background:#ddeeff">'
    with qtbot.assertNotEmitted(view.painted, wait=2_000):
        view.finish(page, cut_off=True)
    show(qtbot, view, page + "</body></html>")


def test_a_page_whose_names_hide_those_of_the_document_comes_into_sight(qtbot: QtBot, view: PreviewView) -> None:
    names = "".join(f"<img name={name}>" for name in ("body", "documentElement", "readyState", "createElement"))
    form = "<form>" + "".join(f"<input name={name}>" for name in ("checkVisibility", "getBoundingClientRect"))
    show(qtbot, view, HEAD + names + form)


def test_a_page_that_was_cut_off_shows_what_there_is(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.finish(HEAD + BAR % "#aa0000" + "<p", cut_off=True)
    assert "#aa0000" in colours()


def test_the_place_is_kept_when_a_better_page_comes(qtbot: QtBot, view: PreviewView) -> None:
    show(qtbot, view, TALL)
    answer(qtbot, view, "scrollTo(0, 700); 1")
    qtbot.waitUntil(lambda: surface_of(view).page.scrollPosition().y() == 700, timeout=5_000)
    show(qtbot, view, TALL.replace("#aa0000", "#00aa00"))
    assert answer(qtbot, view, "scrollY") == 700


def test_another_page_starts_at_its_top(qtbot: QtBot, view: PreviewView) -> None:
    show(qtbot, view, TALL)
    answer(qtbot, view, "scrollTo(0, 700); 1")
    qtbot.waitUntil(lambda: surface_of(view).page.scrollPosition().y() == 700, timeout=5_000)
    view.begin()
    show(qtbot, view, TALL)
    assert answer(qtbot, view, "scrollY") == 0


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_page_that_will_not_go_goes(qtbot: QtBot, view: PreviewView) -> None:
    stay = (
        "for (const name of ['pagehide', 'unload', 'beforeunload']) addEventListener(name, () => { while (true) {} })"
    )
    show(qtbot, view, HEAD + f"<p>staying</p><script>{stay}</script>")
    renderer = psutil.Process(surface_of(view).page.renderProcessPid())
    show(qtbot, view, HEAD + "<p>next</p>")
    qtbot.waitUntil(lambda: is_gone(renderer), timeout=10_000)


def test_an_endless_loop_is_stopped_and_the_last_picture_stays(
    qtbot: QtBot, view: PreviewView, colours: Colours
) -> None:
    page = HEAD + BAR % "#aa0000" + "<script>setTimeout(() => { while (true) {} }, 600)</script></body></html>"
    show(qtbot, view, page)
    renderer = psutil.Process(surface_of(view).page.renderProcessPid())
    begun = time.monotonic()
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    qtbot.waitUntil(lambda: bool(sentences), timeout=20_000)
    assert "endless loop" in sentences[0]
    assert time.monotonic() - begun > Limits().no_answer_s
    qtbot.waitUntil(lambda: is_gone(renderer), timeout=10_000)
    assert {"#ddeeff", "#aa0000"} <= colours()
    assert view.surface is None
    show(qtbot, view, HEAD + BAR % "#00aa00")
    assert {"#ddeeff", "#00aa00"} <= colours()


def test_tasks_of_two_seconds_are_no_endless_loop(qtbot: QtBot, view: PreviewView) -> None:
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    task = "const end = Date.now() + 2000; while (Date.now() < end) {} document.title = 'done'"
    show(qtbot, view, HEAD + f"<p>busy</p><script>setTimeout(() => {{ {task} }}, 300)</script>")
    qtbot.waitUntil(lambda: surface_of(view).page.title() == "done", timeout=15_000)
    qtbot.wait(500)
    assert sentences == []


def test_a_memory_bomb_is_stopped(qtbot: QtBot, view: PreviewView) -> None:
    grow = "setInterval(() => kept.push(new Uint8Array(4e7).fill(1)), 5)"
    bomb = f"const kept = []; setTimeout(() => {grow}, 1500)"  # time for a busy machine to paint the page first
    surfaces: list[int] = []
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    view.painted.connect(lambda: surfaces.append(surface_of(view).page.renderProcessPid()))
    view.finish(HEAD + f"<p>boom</p><script>{bomb}</script>")
    qtbot.waitUntil(lambda: bool(sentences), timeout=40_000)
    assert "MB of memory" in sentences[0]
    assert surfaces, "the bomb was stopped before it was ever shown"
    qtbot.waitUntil(lambda: not psutil.pid_exists(surfaces[0]), timeout=5_000)


def test_what_a_page_stores_in_our_process_is_bounded(qtbot: QtBot, view: PreviewView) -> None:
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    blobs = "const kept = []; setInterval(() => kept.push(new Blob([new Uint8Array(4e7)])), 10)"
    view.finish(HEAD + f"<p>boom</p><script>{blobs}</script>")
    qtbot.waitUntil(lambda: bool(sentences), timeout=40_000)
    assert "stored more than" in sentences[0]


def test_long_tasks_back_to_back_are_stopped_in_the_end(qtbot: QtBot, view: PreviewView) -> None:
    """Each is too short to count as an endless loop."""
    task = "const end = Date.now() + 900; while (Date.now() < end) {}"
    show(qtbot, view, HEAD + f"<p>busy</p><script>setTimeout(() => setInterval(() => {{ {task} }}, 0), 300)</script>")
    surface_of(view).watchdog.stop()
    reasons: list[str] = []
    watchdog = Watchdog(surface_of(view).page, view, limits=Limits(prompt_s=0.2, not_prompt_s=4))
    watchdog.misbehaved.connect(reasons.append)
    watchdog.start()
    qtbot.waitUntil(lambda: bool(reasons), timeout=30_000)
    assert reasons == ["kept its process busy for 4 seconds"]


def test_workers_that_loop_are_stopped_and_one_that_works_something_out_is_not(qtbot: QtBot, view: PreviewView) -> None:
    """The page itself answers promptly all the while; of threads that have ended the time counts as well."""
    start = "new Worker(URL.createObjectURL(new Blob(['{}'])))"
    short = start.replace("{}", "const end = Date.now() + 300; while (Date.now() < end); close()")
    pages = {
        "for (let i = 0; i < 4; i++) " + start.replace("{}", "for(;;);"): True,
        f"for (let i = 0; i < 4; i++) setInterval(() => {short}, 300)": True,
        start.replace("{}", "const end = Date.now() + 500; while (Date.now() < end); postMessage(1)"): False,
    }
    for script, is_stopped in pages.items():
        show(qtbot, view, HEAD + f"<p>busy</p><script>{script}</script>")
        surface_of(view).watchdog.stop()
        reasons: list[str] = []
        watchdog = Watchdog(surface_of(view).page, view, limits=Limits(workers_s=3))
        watchdog.misbehaved.connect(reasons.append)
        watchdog.start()
        if is_stopped:
            qtbot.waitUntil(lambda reasons=reasons: bool(reasons), timeout=30_000)
            assert reasons == ["kept its workers busy for 3 seconds"]
        else:
            qtbot.wait(4_500)
            assert reasons == []
        watchdog.stop()


def test_a_page_that_gets_no_processor_is_not_blamed(qtbot: QtBot, view: PreviewView) -> None:
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    show(qtbot, view, HEAD + "<p>waiting")
    pid = surface_of(view).page.renderProcessPid()
    os.kill(pid, signal.SIGSTOP)
    qtbot.wait(round(Limits().no_answer_s * 1_000) + 1_500)
    os.kill(pid, signal.SIGCONT)
    assert answer(qtbot, view, "document.body.innerText") == "waiting"
    assert sentences == []


def test_an_innocent_page_finds_nothing_to_complain_of(qtbot: QtBot, view: PreviewView) -> None:
    """Chromium writes a line for every header or policy that it does not understand."""
    show(qtbot, view, HEAD + "<p>fine")
    qtbot.wait(200)
    assert view.console.lines == ()


def test_a_lost_renderer_is_replaced_three_times(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    sentences: list[str] = []
    view.stopped.connect(sentences.append)
    show(qtbot, view, HEAD + BAR % "#aa0000")
    for _ in range(MAX_RELOADS):
        with qtbot.waitSignal(view.painted, timeout=15_000):
            os.kill(surface_of(view).page.renderProcessPid(), signal.SIGKILL)
    assert sentences == []
    with qtbot.waitSignal(view.stopped, timeout=5_000):
        os.kill(surface_of(view).page.renderProcessPid(), signal.SIGKILL)
    assert "#aa0000" in colours()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.reload()
    assert "#aa0000" in colours()


def test_a_flood_of_console_lines_and_dialogs_is_swallowed(qtbot: QtBot, view: PreviewView) -> None:
    counts: list[int] = []
    view.dialog_suppressed.connect(counts.append)
    flood = (
        "for (let i = 0; i < 5000; i++) console.log('x'.repeat(5000) + i);"
        "for (let i = 0; i < 300; i++) { alert(i); confirm(i); prompt(i); }"
    )
    show(qtbot, view, HEAD + f"<p>flood</p><script>{flood}</script>")
    assert counts[-1] == 900
    assert view.console.num_lines == 5000
    assert len(view.console.lines) == MAX_LINES
    assert max(len(line.text) for line in view.console.lines) <= 2_000


def test_a_growing_page_that_loops_is_stopped_too(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    view.begin()
    with qtbot.waitSignal(view.painted, timeout=15_000):
        view.feed(HEAD + BAR % "#aa0000")
    with qtbot.waitSignal(view.stopped, timeout=20_000):
        view.feed("<script>while (true) {}</script>")
    view.feed("<p>more of it")
    assert "#aa0000" in colours()
    show(qtbot, view, HEAD + BAR % "#00aa00")
    assert "#00aa00" in colours()


def test_what_is_warmed_up_shows_pages_as_ever(qtbot: QtBot, view: PreviewView, colours: Colours) -> None:
    view.warm_up()
    warm = view._warm
    assert warm is not None
    show(qtbot, view, HEAD + BAR % "#00aa00")
    assert "#00aa00" in colours()
    view.warm_up()
    assert view._warm is warm
    assert surface_of(view).profile is not warm, "no page shares anything with another one"
