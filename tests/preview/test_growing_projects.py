"""Projects while they are written: each state that can be shown is shown, in place, and nothing is ever blank."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from moonpane.artifact.runtime import runtime_versions
from moonpane.preview.growing_files import GrowingFiles
from moonpane.preview.view import PreviewView
from tests.preview.looking import PATIENCE_MS, answer, console_of, show_files, text_of, told

SAMPLE = Path(__file__).with_name("sample.tsx").read_text(encoding="utf-8")
HEAD = "export default function App() {\n  return (\n    <main style={{ background: '#ddeeff', paddingTop: 120 }}>\n"
BAR = "      <p style={{ background: '%s', height: 40 }}>%s</p>\n"
RED, GREEN = BAR % ("#aa0000", "red"), BAR % ("#00aa00", "green")

# Every beginning of a file has a completion that compiles.
EACH_PREFIX = """((text, step) => {
  const failed = [];
  for (let end = 40; end <= text.length; end += step) {
    let found = false;
    for (const whole of Moonpane.compile.completions(text.slice(0, end))) {
      try {
        new Function('require', 'exports', 'module', Moonpane.compile.compiled(whole, { file: 'a.tsx' }));
        found = true;
        break;
      } catch {}
    }
    if (!found) failed.push(text.slice(Math.max(0, end - 40), end));
  }
  return failed;
})(%s, %d)"""

COMPLETED = {
    "const a = [1, { b: 'x": "const a = [1, { b: 'x'}]",
    "const A = () => <ul>{items.map((i) => (<li cla": "const A = () => <ul>{items.map((i) => (<li />))}</ul>",
    "const A = () => <p className=\"text-r": "const A = () => <p className=\"text-r\" />",
    "const a = `x ${b ? c": "const a = `x ${b ? c : null}`",
    "const A = () => (<><b>it's": "const A = () => (<><b>it's</b></>)",
    "const f = <T,>(x: T) => /[/}]/.test(x) && (": "const f = <T,>(x: T) => /[/}]/.test(x) && ( null)",
    "a < b; /* { */ f(": "a < b; /* { */ f()",
}  # fmt: skip


def begun(qtbot: QtBot, view: PreviewView, text: str, file: str = "App.jsx") -> None:
    view.begin("react")
    with qtbot.waitSignal(view.painted, timeout=PATIENCE_MS):
        view.feed_files({file: text})


def test_every_beginning_of_a_file_can_be_completed(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, {"App.jsx": "export default () => <p>x</p>"})
    assert told(qtbot, view, EACH_PREFIX % (json.dumps(SAMPLE), 7)) == []
    for text, whole in COMPLETED.items():
        assert whole in told(qtbot, view, f"[...Moonpane.compile.completions({json.dumps(text)})]"), text  # type: ignore[operator]


def test_no_text_takes_the_completer_long(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, {"App.jsx": "export default () => <p>x</p>"})
    for bomb in ("<a ", "{", "`${", "a ? ", "'\\", "/*", "<a b={", "x => (", "\n", "/[", "<T,", '"'):
        script = "((t) => { const s = performance.now(); [...Moonpane.compile.completions(t, { most: 3 })];"
        script += " return performance.now() - s })"
        took = told(qtbot, view, f"{script}({json.dumps(bomb)}.repeat({60_000 // len(bomb)}))")
        assert isinstance(took, int | float)
        assert took < 1_500, bomb


def test_a_component_is_in_sight_before_it_is_whole(
    qtbot: QtBot, view: PreviewView, colours: Callable[[], set[str]]
) -> None:
    begun(qtbot, view, HEAD + RED + "      <p cla")
    assert {"#ddeeff", "#aa0000"} <= colours()
    view.feed_files({"App.jsx": HEAD + RED + GREEN[:-9]})
    qtbot.waitUntil(lambda: {"#aa0000", "#00aa00"} <= colours(), timeout=5_000)


def test_a_component_grows_in_the_build_that_renders_faster(qtbot: QtBot, view: PreviewView) -> None:
    """The other one, whose errors say more, is for the whole page."""
    page = HEAD + RED + "    </main>\n  );\n}\n"
    begun(qtbot, view, page)
    assert told(qtbot, view, "[React.version, typeof React.act]") == [runtime_versions()["react"], "undefined"]
    with qtbot.waitSignal(view.painted, timeout=PATIENCE_MS):
        view.finish_files({"App.jsx": page}, "react")
    assert told(qtbot, view, "[React.version, typeof React.act]") == [runtime_versions()["react"], "function"]


def test_a_state_that_comes_when_the_page_is_done_is_shown_at_once(qtbot: QtBot) -> None:
    class Page(QObject):
        asked: ClassVar[list[str]] = []
        answered: ClassVar[list[Callable[[object], None]]] = []

        def runJavaScript(self, script: str, world: int, then: Callable[[object], None]) -> None:
            self.asked.append(script)
            self.answered.append(then)

    page = Page()
    growing = GrowingFiles(page, lambda files: files["a"], 0)  # type: ignore[arg-type]
    for state in ("one", "two", "three"):
        growing.show({"a": state})
    assert page.asked == ["one"], "nothing is begun before the last one is done"
    page.answered.pop()(True)
    qtbot.waitUntil(lambda: page.asked == ["one", "three"])
    page.answered.pop()(True)
    qtbot.wait(33)  # the next notices
    growing.show({"a": "four"})
    assert page.asked == ["one", "three", "four"]


def test_never_blank_from_the_first_paint_to_the_finished_project(
    qtbot: QtBot, view: PreviewView, colours: Callable[[], set[str]]
) -> None:
    page = (
        HEAD
        + RED
        + "      {[1, 2].map((n) => (\n"
        + GREEN.replace("<p", "<p key={n}")
        + "      ))}\n    </main>\n  );\n}\n"
    )
    begun(qtbot, view, page[: len(HEAD + RED)])
    finished: list[bool] = []
    view.painted.connect(lambda: finished.append(True))
    for end in range(len(HEAD + RED), len(page), 6):
        view.feed_files({"App.jsx": page[:end]})
        qtbot.wait(12)
        assert len(colours()) > 1, page[:end][-40:]
    view.finish_files({"App.jsx": page}, "react")
    while not finished:
        qtbot.wait(5)
        assert len(colours()) > 1
    assert {"#ddeeff", "#aa0000", "#00aa00"} <= colours()
    assert console_of(view) == []


def test_a_state_that_fails_leaves_the_last_picture(qtbot: QtBot, view: PreviewView) -> None:
    begun(qtbot, view, HEAD + RED)
    for broken in ("      {nowhere.at.all}\n", "      {(() => { throw 1 })()}\n", "      {@@"):
        view.feed_files({"App.jsx": HEAD + RED + broken + GREEN})
        qtbot.wait(250)
        assert text_of(qtbot, view) in ("red", "red green")
    assert console_of(view) == []


def test_what_is_there_stays_the_same_while_more_comes(qtbot: QtBot, view: PreviewView) -> None:
    """Elements are changed, not made anew, so that no animation starts again; state and scroll positions stay."""
    tall = HEAD + "      <Count />\n      <div style={{ height: 3000 }} />\n"
    count = 'import { useState } from "react";\nfunction Count() {\n  const [n, setN] = useState(0);\n'
    count += "  return <button onClick={() => setN(n + 1)}>{n}</button>;\n}\n"
    begun(qtbot, view, count + tall)
    answer(qtbot, view, "window.kept = document.querySelector('button'); kept.click(); scrollTo(0, 500); 1")
    view.feed_files({"App.jsx": count + tall + GREEN})
    qtbot.waitUntil(lambda: "green" in text_of(qtbot, view), timeout=5_000)
    assert text_of(qtbot, view) == "1 green"
    assert answer(qtbot, view, "kept === document.querySelector('button')") is True
    assert answer(qtbot, view, "scrollY") == 500


def test_a_hook_that_is_added_does_not_break_the_page(qtbot: QtBot, view: PreviewView) -> None:
    head = 'import { useState } from "react";\nexport default function App() {\n  const [a] = useState("one");\n'
    begun(qtbot, view, head + "  return <p>{a}</p>;\n}")
    view.feed_files({"App.jsx": head + '  const [b] = useState("two");\n  return <p>{a} {b}</p>;\n}'})
    qtbot.waitUntil(lambda: text_of(qtbot, view) == "one two", timeout=5_000)


def test_parts_that_are_not_written_yet_have_stand_ins(qtbot: QtBot, view: PreviewView) -> None:
    app = (
        'import Card from "./components/Card";\nimport { Icon } from "some-icons";\nimport "./app.css";\n'
        'export default () => <main className="big"><Card>card</Card><Later>later</Later><Icon /></main>;\n'
    )
    begun(qtbot, view, app)
    assert text_of(qtbot, view) == "cardlater"
    files = {"App.jsx": app, "components/Card.jsx": "export default ({ children }) => <b>[{children}]</b>;\n"}
    view.feed_files(files)
    qtbot.waitUntil(lambda: text_of(qtbot, view).startswith("[card]"), timeout=5_000)
    view.feed_files(files | {"app.css": ".big { color: rgb(1, 2, 3); padding"})
    colour = "getComputedStyle(document.querySelector('main')).color"
    qtbot.waitUntil(lambda: answer(qtbot, view, colour) == "rgb(1, 2, 3)", timeout=5_000)


def test_a_component_that_loops_is_stopped_and_its_last_picture_stays(
    qtbot: QtBot, view: PreviewView, colours: Callable[[], set[str]]
) -> None:
    begun(qtbot, view, HEAD + RED)
    with qtbot.waitSignal(view.stopped, timeout=20_000) as stopped:
        view.feed_files({"App.jsx": HEAD + RED + "      {(() => { while (true) {} })()}\n"})
    assert "endless loop" in str(stopped.args)
    view.feed_files({"App.jsx": HEAD + RED + GREEN})
    qtbot.wait(100)
    assert "#aa0000" in colours()
    show_files(qtbot, view, {"App.jsx": HEAD + GREEN + "    </main>\n  );\n}\n"})
    assert "#00aa00" in colours()


def test_a_page_and_its_style_sheet_grow(qtbot: QtBot, view: PreviewView, colours: Callable[[], set[str]]) -> None:
    page = '<!DOCTYPE html><link rel="stylesheet" href="style.css"><p class="bar pl-[13px]">x</p>'
    view.begin("tailwind")
    with qtbot.waitSignal(view.painted, timeout=PATIENCE_MS):
        view.feed_files({"index.html": page[:-4]})
    view.feed_files({"index.html": page})
    view.feed_files({"index.html": page, "style.css": ".bar { background: #aa0000; hei"})
    qtbot.waitUntil(lambda: "#aa0000" in colours(), timeout=5_000)
    padding = "getComputedStyle(document.querySelector('p')).paddingLeft"
    qtbot.waitUntil(lambda: answer(qtbot, view, padding) == "13px", timeout=5_000)
