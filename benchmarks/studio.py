"""What a person waits for: engine start, first token and measured page after a drop, in the real studio, offscreen."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from rich.table import Table

from moonpane.application import Studio, source_of
from moonpane.client.models import EMBEDDED
from moonpane.preview import flags
from moonpane.store.model import EngineState, Phase
from moonpane.store.studio import Changed, What
from moonpane_resources.paths import samples_dir

ROUNDS = 3
PATIENCE_S = 120
SEEN = {
    What.TEXT: "drop to first token",
    What.PAGE_FINISHED: "drop to page",
    What.MEASURED: "drop to measured page",
}


def table() -> Table:
    """Medians over some drops; the first drop warms the caches and is not counted."""
    flags.prepare(headless=True)
    application = QApplication(["moonpane"])
    studio = Studio(source_of(EMBEDDED))
    studio.window.show()
    try:
        started = time.perf_counter()
        studio.start()
        wait_until(lambda: studio.store.engine.state is EngineState.READY)
        ready = time.perf_counter() - started
        sample, another = sorted(samples_dir().glob("*.png"))[:2]
        waits, again = [], []
        for _ in range(ROUNDS + 1):
            drop(studio, another)  # so that the last page is no help for the next one
            waits.append(drop(studio, sample))
            again.append(drop(studio, sample))
    finally:
        studio.shut_down()
        application.processEvents()
    shown = Table("studio, bundled samples", "seconds", title=f"median of {ROUNDS} drops, engine warm")
    shown.add_row("engine start to ready", f"{ready:.2f}")
    for name in waits[0]:
        shown.add_row(name, f"{statistics.median(wait[name] for wait in waits[1:]):.2f}")
    page = SEEN[What.PAGE_FINISHED]
    shown.add_row(f"{page}, the same mockup again", f"{statistics.median(wait[page] for wait in again[1:]):.2f}")
    return shown


def drop(studio: Studio, sample: Path) -> dict[str, float]:
    """Convert a sample once; seconds from the drop to what the window shows."""
    dropped, at = time.perf_counter(), {}
    number = len(studio.store.exchanges)

    def on_changed(change: Changed) -> None:
        exchange = studio.store.exchanges[number] if len(studio.store.exchanges) > number else None
        if exchange and exchange.phase is Phase.READING and exchange.course.lines_read == 0:
            at.setdefault("drop to measured picture", time.perf_counter() - dropped)
        if change.what in SEEN:
            at.setdefault(SEEN[change.what], time.perf_counter() - dropped)

    studio.store.changed.connect(on_changed)
    studio.convert_file(sample)
    wait_until(lambda: len(studio.store.exchanges) > number and studio.store.running is None)
    studio.store.changed.disconnect(on_changed)
    if remarks := studio.store.exchanges[number].remarks:
        raise RuntimeError(f"the sample was not converted: {remarks[0]}")
    return at


def wait_until(condition: Callable[[], bool]) -> None:
    """Let Qt work until a condition holds."""
    deadline, loop, timer = time.monotonic() + PATIENCE_S, QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > deadline else None)
    timer.start(5)
    loop.exec()
    if not condition():
        raise RuntimeError(f"the studio did not get on within {PATIENCE_S} s")
