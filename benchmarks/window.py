"""The whole window while a large model writes: from token to paint, and how long the window looks at no event."""

import contextlib
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication
from rich.table import Table

from benchmarks.goals import PAINT_MS, STALL_MS, beside
from benchmarks.preview import colour
from benchmarks.studio import wait_until
from moonpane.application import Studio
from moonpane.preview import flags
from moonpane.session import Stack
from moonpane.store.model import EngineState, Offer
from moonpane.store.models.engine_keeper import RemoteEndpoint
from moonpane.store.options import Options
from moonpane_resources.paths import samples_dir

PER_S = 200  # tokens
LARGE_CHARS, SEEN_CHARS = 60_000, 16_000
LOOK_MS = 5
MARK = 60  # CSS px of the square that tells which piece is seen
_HTML_HEAD = "```html index.html\n<!DOCTYPE html>\n<html>\n<head><style>p{margin:4px}</style></head>\n<body>\n"
_REACT_HEAD = """```jsx src/App.jsx
export default function App() {
  const items = [{ name: "Chair", price: 129 }, { name: "Lamp", price: 49 }];
  return (
    <main className="p-4 bg-gray-50">
"""
_REACT_END = "    </main>\n  );\n}\n```\n"


@dataclass(frozen=True)
class Answer:
    """What is written, and where in it each mark ends."""

    stack: Stack
    text: str
    marks: tuple[int, ...]


def html_answer(size: int) -> Answer:
    text, marks = _HTML_HEAD, list[int]()
    while len(text) < size:
        number = len(marks)
        style = f"position:fixed;left:0;top:0;width:{MARK}px;height:{MARK}px;background:{colour(number)}"
        text += f'<div style="{style}"></div>'
        marks.append(len(text))
        text += f'\n<section><h2>Part {number}</h2><p>It has a sentence, and <a href="#">a link</a>.</p></section>\n'
    return Answer("html", text + "</body>\n</html>\n```\n", tuple(marks))


def react_answer(size: int) -> Answer:
    text, marks = _REACT_HEAD, list[int]()
    while len(text) < size:
        number = len(marks)
        style = f"position: 'fixed', left: 0, top: 0, width: {MARK}, height: {MARK}, background: '{colour(number)}'"
        text += f"      <div style={{{{ {style} }}}} />"
        marks.append(len(text))
        text += f'\n      <section className="mt-2 rounded border p-2"><h2 className="text-lg">Part {number}</h2>\n'
        text += "        <ul>{items.map((item) => <li key={item.name}>{item.name}</li>)}</ul>\n      </section>\n"
    return Answer("react", text + _REACT_END, tuple(marks))


@contextlib.contextmanager
def window() -> Iterator[tuple[Studio, Path, Path]]:
    """(A studio with a paced endpoint, the file that the endpoint answers with, the file that says when.)"""
    if (application := QApplication.instance()) is None:
        flags.prepare(headless=True)
        application = QApplication(["moonpane"])
    with tempfile.TemporaryDirectory() as folder:
        answer, log = Path(folder, "answer"), Path(folder, "log")
        command = [sys.executable, "-m", "benchmarks.paced_endpoint", str(answer), str(PER_S), str(log)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as endpoint:
            assert endpoint.stdin
            assert endpoint.stdout
            address = f"http://127.0.0.1:{endpoint.stdout.readline().strip()}/v1"
            studio = Studio(lambda post: RemoteEndpoint(address, post), archive=Path(folder, "archive"))
            studio.window.show()
            try:
                studio.start()
                wait_until(lambda: studio.store.engine.state is EngineState.READY)
                yield studio, answer, log
            finally:
                studio.shut_down()
                application.processEvents()
                endpoint.stdin.close()


def ask(studio: Studio, stack: Stack) -> None:
    """Drops a sample and sends it."""
    sample = sorted(samples_dir().glob("*.png"))[0]
    studio.desk.wish_for(Options(stack))
    studio.desk.open_offers([Offer(sample.name, path=sample)])
    wait_until(lambda: bool(studio.store.draft) and not studio.store.opening)
    studio.submit("")


def latencies(studio: Studio, file: Path, log: Path, answer: Answer) -> list[float]:
    """Seconds from the token that ends a mark to the first look that shows it or a later one; after the first paint."""
    file.write_text(answer.text)
    seen = dict[int, float]()
    numbers = {colour(number): number for number in range(len(answer.marks))}
    view, loop = studio.window.preview.view, QEventLoop()

    def look() -> None:
        shown = view.grab(QRect(QPoint(0, 0), QPoint(8, 8))).toImage().pixelColor(4, 4).name()
        if (number := numbers.get(shown)) is not None:
            seen.setdefault(number, time.monotonic())
        running = studio.store.running
        if running is None or running.version is not None:
            loop.quit()

    ask(studio, answer.stack)
    looker = QTimer()
    looker.timeout.connect(look)
    looker.start(LOOK_MS)
    loop.exec()
    looker.stop()
    wait_until(lambda: studio.store.running is None)
    sent = json.loads(log.read_text())
    found, first = list[float](), min(seen, default=len(answer.marks))
    for number, end in enumerate(answer.marks):
        when = next(at for reached, at in sent if reached >= end)
        shown = [at for other, at in seen.items() if other >= number]
        if number > first and shown:
            found.append(min(shown) - when)
    if len(found) < len(answer.marks) / 2:
        raise RuntimeError(f"only {len(found)} of {len(answer.marks)} marks were seen")
    return found


def stalls(studio: Studio, file: Path, answer: Answer) -> list[float]:
    """Seconds between two looks at events, of this thread's own work: what other programs take is not counted."""
    file.write_text(answer.text)
    found, last = list[float](), time.thread_time()

    def on_tick() -> None:
        nonlocal last
        now = time.thread_time()
        found.append(now - last)
        last = now

    ask(studio, answer.stack)
    gc.collect()
    ticks = QTimer()
    ticks.timeout.connect(on_tick)
    ticks.start(1)
    last = time.thread_time()
    wait_until(lambda: studio.store.running is None)
    ticks.stop()
    return found


def table() -> Table:
    """Latency and stalls for a page and a component."""
    title = f"{PER_S} tokens/s; latency over {SEEN_CHARS // 1000} KB, stalls over {LARGE_CHARS // 1000} KB"
    columns = ("median ms", "p95 ms", "p99 ms", "longest ms", "goal")
    shown = Table("studio window, a large model writes", *columns, title=title)
    with window() as (studio, file, log):
        for name, make in (("HTML", html_answer), ("React + Tailwind", react_answer)):
            waited = _figures(latencies(studio, file, log, make(SEEN_CHARS)))
            goal = beside(waited[1], PAINT_MS, of="p95", unit="ms")
            shown.add_row(f"{name}, token to paint", *_said(waited), goal)
            stalled = _figures(stalls(studio, file, make(LARGE_CHARS)))
            goal = beside(stalled[2], STALL_MS, of="p99", unit="ms")
            shown.add_row(f"{name}, window stalled", *_said(stalled), goal)
    return shown


def _figures(seconds: list[float]) -> tuple[float, ...]:
    """In ms: median, p95, p99, the longest."""
    shares = statistics.quantiles(seconds, n=100, method="inclusive")  # none is beyond the longest
    return tuple(each * 1000 for each in (shares[49], shares[94], shares[98], max(seconds)))


def _said(figures: tuple[float, ...]) -> list[str]:
    return [f"{each:.0f}" for each in figures]
