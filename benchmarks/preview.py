"""From token to paint: a page is streamed into the live preview, offscreen, and looked at until each piece is seen."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from rich.table import Table

from benchmarks.goals import PAINT_MS, beside
from moonpane.preview import flags
from moonpane.preview.view import PreviewView
from moonpane.session import INDEX, Stack

NUM_PIECES = 120
PIECE_MS = 25  # 40 tokens a second
LOOK_MS = 5
PATIENCE_S = 60
SIZE = (900, 640)

_HTML_HEAD = '<!DOCTYPE html><html><head><style>p{margin:4px}</style></head><body style="padding:60px">'
_TAILWIND_HEAD = '<!DOCTYPE html><html><head></head><body class="p-16 bg-gray-50">'
_REACT_HEAD = """import { useState } from "react";

const items = [{ name: "Chair", price: 129 }, { name: "Lamp", price: 49 }, { name: "Desk", price: 499 }];

function Card({ name, price, children }) {
  return (
    <article className="rounded-lg border bg-white p-4 shadow">
      <h2 className="text-lg font-semibold">{name}</h2><p>{price > 100 ? <b>{price}</b> : price}</p>{children}
    </article>
  );
}

export default function App() {
  const [open, setOpen] = useState(false);
  return (
    <main className="p-16 bg-gray-50">
      <ul>{items.map((item) => <li key={item.name}><Card {...item}>new</Card></li>)}</ul>
"""
_MARK = "position:fixed;left:0;top:0;width:40px;height:40px;background:{colour}"
_REACT_MARK = "position: 'fixed', left: 0, top: 0, width: 40, height: 40, background: '{colour}'"


def colour(number: int) -> str:
    """Of one piece; no two are alike."""
    return f"#{number * 2 % 256:02x}{255 - number % 256:02x}40"


def _html_piece(number: int) -> str:
    return f'<p>Line {number} of the page</p><div style="{_MARK.format(colour=colour(number))}"></div>'


def _tailwind_piece(number: int) -> str:
    mark = _MARK.format(colour=colour(number))
    return f'<p class="mt-{number % 7} w-[{number + 200}px]">Line {number}</p><div style="{mark}"></div>'


def _react_piece(number: int) -> str:
    mark = _REACT_MARK.format(colour=colour(number))
    return f'      <p className="mt-1">Line {number}</p><div style={{{{ {mark} }}}} />\n'


@dataclass(frozen=True)
class Stream:
    """A page in pieces, each of which shows its own colour in the corner."""

    name: str
    stack: Stack
    head: str
    piece: Callable[[int], str]
    file: str = INDEX


STREAMS = (
    Stream("HTML", "html", _HTML_HEAD, _html_piece),
    Stream("HTML + Tailwind", "tailwind", _TAILWIND_HEAD, _tailwind_piece),
    Stream("React + Tailwind", "react", _REACT_HEAD, _react_piece, file="App.jsx"),
)


def latencies(view: PreviewView, stream: Stream) -> list[float]:
    """Seconds from each piece to the first look that shows it, or a later one; after the first paint."""
    fed: dict[str, tuple[int, float]] = {}
    found: list[float] = []
    text = stream.head
    number, seen = 0, -1
    loop = QEventLoop()

    def feed() -> None:
        nonlocal text, number
        if number == NUM_PIECES:
            return
        text += stream.piece(number)
        fed[colour(number)] = (number, time.perf_counter())
        number += 1
        view.feed_files({stream.file: text})

    def look() -> None:
        nonlocal seen
        at = fed.get(view.grab().toImage().pixelColor(20, 20).name())
        now = time.perf_counter()
        if at is not None and at[0] > seen:
            # Those painted with the first one waited for the page to open.
            found.extend(now - since for each, since in fed.values() if seen < each <= at[0] and seen >= 0)
            seen = at[0]
        if seen == NUM_PIECES - 1:
            loop.quit()

    view.begin(stream.stack)
    feeder, looker = QTimer(), QTimer()
    feeder.timeout.connect(feed)
    looker.timeout.connect(look)
    QTimer.singleShot(PATIENCE_S * 1_000, loop.quit)
    feeder.start(PIECE_MS)
    looker.start(LOOK_MS)
    loop.exec()
    if seen != NUM_PIECES - 1:
        raise RuntimeError(f"{stream.name}: only {seen + 1} of {NUM_PIECES} pieces were seen")
    return found


def table() -> Table:
    """Median and 95th percentile for each kind of page."""
    if (application := QApplication.instance()) is None:
        flags.prepare(headless=True)
        application = QApplication(["moonpane"])
    view = PreviewView()
    view.resize(*SIZE)
    view.show()
    title = f"{NUM_PIECES} pieces, one every {PIECE_MS} ms"
    shown = Table("live preview, token to paint", "median ms", "p95 ms", "goal", title=title)
    try:
        for stream in STREAMS:
            found = [each * 1_000 for each in latencies(view, stream)]
            p95 = statistics.quantiles(found, n=20)[-1]
            goal = beside(p95, PAINT_MS, of="p95", unit="ms")
            shown.add_row(stream.name, f"{statistics.median(found):.0f}", f"{p95:.0f}", goal)
    finally:
        view.shut_down()
        application.processEvents()
    return shown
