"""The console: places of lines, what nothing has caught, and a flood that stalls nothing."""

import pytest
from pytestqt.qtbot import QtBot

from moonpane.preview.console import MAX_LINES, Console, ConsoleLine
from moonpane.preview.picked import Place
from moonpane.preview.view import PreviewView
from tests.preview.test_view import HEAD, show
from tests.stall import MAX_STALL, longest_stall

NUM_FLOOD = 50_000


@pytest.mark.parametrize(
    ("source", "line", "place"),
    [
        pytest.param("preview://0af3/", 12, Place("index.html", 12), id="the page"),
        pytest.param("preview://0af3/src/App.tsx?x", 3, Place("src/App.tsx", 3), id="a file of it"),
        pytest.param("src/App.tsx", 3, Place("src/App.tsx", 3), id="named by sourceURL"),
        pytest.param("my%20App.js", 3, Place("my App.js", 3), id="quoted"),
        pytest.param("preview://0af3/~runtime/react.js", 3, None, id="not the project's"),
        pytest.param("preview://0af3/", 0, None, id="no line"),
        pytest.param("", 3, None, id="no source"),
        pytest.param("https://evil.example/x.js", 3, None, id="somewhere else"),
        pytest.param("../../secret", 3, None, id="outside"),
        pytest.param("<img src=x>", 3, None, id="no path"),
    ],
)
def test_where_a_line_comes_from(source: str, line: int, place: Place | None) -> None:
    assert ConsoleLine("error", "x", line, source).place == place


@pytest.mark.parametrize(
    ("level", "text", "said"),
    [
        ("error", "Uncaught TypeError: a is not a function", "TypeError: a is not a function"),
        ("error", "Uncaught (in promise) Error: late", "Error: late"),
        ("error", "Uncaught x\u202e\n" + "y" * 900, "x " + "y" * 297 + "…"),
        ("error", "Refused to load the script", ""),
        ("warning", "Uncaught TypeError: x", ""),
    ],
)
def test_what_nothing_has_caught(level: str, text: str, said: str) -> None:
    assert ConsoleLine(level, text, 1).fault == said


@pytest.mark.parametrize(
    ("text", "source", "fault", "place"),
    [
        pytest.param("src/App.tsx:3:5: Unexpected token", "preview://0/~runtime/compile.js", "Unexpected token",
                     Place("src/App.tsx", 3, 5), id="the compiler"),
        pytest.param("App.jsx:3: No component", "preview://0/~runtime/compile.js", "No component",
                     Place("App.jsx", 3), id="without a column"),
        pytest.param("src/Side bar.tsx:3:5: Unexpected: x", "preview://0/~runtime/compile.js", "Unexpected: x",
                     Place("src/Side bar.tsx", 3, 5), id="a file with a space"),
        pytest.param("../../x.tsx:3:5: Unexpected token", "preview://0/~runtime/compile.js", "", None, id="outside"),
        pytest.param("src/App.tsx:3:5: Unexpected token", "preview://0/", "", Place("index.html", 9), id="the page"),
        pytest.param("Each child should have a key", "preview://0/~runtime/react.js", "", None, id="advice of React"),
    ],
)  # fmt: skip
def test_what_did_not_compile_names_its_own_place(text: str, source: str, fault: str, place: Place | None) -> None:
    line = ConsoleLine("error", text, 9, source)
    assert (line.fault, line.is_fault, line.place) == (fault, bool(fault), place)
    assert not ConsoleLine("warning", text, 9, source).is_fault


def test_the_first_fault_is_the_one_to_mend(qapp: object) -> None:
    console = Console()
    console.add("error", "not caught by us", 1)
    console.add("error", "Uncaught Error: first", 2)
    console.add("error", "Uncaught Error: second", 3)
    for number in range(MAX_LINES):
        console.add("info", str(number), 1)
    assert console.first_fault is not None
    assert console.first_fault.line == 2
    assert console.num_faults == 2
    assert console.counts == {"error": 3, "info": MAX_LINES}
    console.clear()
    assert (console.first_fault, console.num_faults, console.lines) == (None, 0, ())


def test_errors_and_rejections_of_a_page_have_their_place(qtbot: QtBot, view: PreviewView) -> None:
    page = HEAD + "\n<script>\nsetTimeout(() => { missing() }, 50)\nPromise.reject(new Error('late'))</script>"
    show(qtbot, view, page)
    qtbot.waitUntil(lambda: view.console.num_faults == 2, timeout=5_000)
    said = {(line.fault, str(line.place)) for line in view.console.lines}
    assert said == {("Error: late", "index.html:4"), ("ReferenceError: missing is not defined", "index.html:3")}


def test_a_flood_of_lines_does_not_stall_the_window(qtbot: QtBot, view: PreviewView) -> None:
    flood = f"setTimeout(() => {{ for (let i = 0; i < {NUM_FLOOD}; i++) console.error('line ' + i) }}, 300)"
    show(qtbot, view, HEAD + f"<p>flood</p><script>{flood}</script>")
    tellings: list[int] = []
    view.console.changed.connect(lambda: tellings.append(view.console.num_lines))
    longest = longest_stall(qtbot, lambda: view.console.num_lines == NUM_FLOOD)
    assert longest < MAX_STALL
    assert len(view.console.lines) == MAX_LINES
    assert len(tellings) < 200
