"""A studio that works without a pause until it is killed, and says on stdout what it shows: JSON, a line each.

python -m tests.e2e.killed_studio ARCHIVE CHECKPOINT PICTURE talk|convert|parts

`parts`: by the embedded model, which writes a large picture in several; what it is asked is in CHECKPOINT/asked.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from moonpane.application import Studio
from moonpane.client.local_engine import LocalEngine
from moonpane.preview import flags
from moonpane.store.model import EngineState, Phase
from moonpane.store.models.engine_keeper import EngineKeeper
from moonpane.ui.theme import LIGHT, theme

ENGINE = Path(__file__).parents[1] / "ui" / "scripted_engine.py"
LOOK_MS = 40


class Worker:
    """Goes on with what was stopped, else asks something; and types meanwhile."""

    def __init__(self, studio: Studio, picture: Path, what: str) -> None:
        self._studio, self._picture, self._what = studio, picture, what
        self._began = False
        self._timer = QTimer()
        self._timer.timeout.connect(self.on_due)
        self._timer.start(LOOK_MS)

    def on_due(self) -> None:
        store, window = self._studio.store, self._studio.window
        if store.awaited is not None or store.engine.state is not EngineState.READY or store.opening:
            return
        if store.running is None:
            self._begin()
        window.composer.edit.insertPlainText(f"{time.time():.2f} ")
        said = {
            "at": time.time(),
            "session": store.session.id,
            "exchanges": [
                [each.id, each.asked.text, each.answer.text, each.page, each.phase.name] for each in store.exchanges
            ],
            "draft": window.composer.edit.toPlainText(),
        }
        print(json.dumps(said), flush=True)

    def _begin(self) -> None:
        store, window = self._studio.store, self._studio.window
        last = store.exchanges[-1] if store.exchanges else None
        if last is not None and last.phase is Phase.STOPPED and not self._began:
            window.transcript.continue_requested.emit(last)
        elif self._what == "talk":
            self._studio.submit(f"A question, asked at {time.time():.3f}")
        else:
            self._studio.convert_file(self._picture)
        self._began = True


def main(archive: Path, checkpoint: Path, picture: Path, what: str) -> None:
    flags.prepare(headless=True)
    application = QApplication(["moonpane"])
    theme.use(LIGHT)
    how = ["--model", "larger", "--pause-s", "0.06", "--piece", "4"]
    if what == "parts":
        how = [
            "--model",
            "moonpane-tiny",
            "--pause-s",
            "0.05",
            "--writes",
            "outline",
            "--log",
            str(checkpoint / "asked"),
        ]
    script = [str(ENGINE), "--page", str(checkpoint / "page.html"), *how]
    engine = LocalEngine(checkpoint, command=[sys.executable, *script])
    studio = Studio(
        lambda post: EngineKeeper(engine, post, name="Scripted model"), samples=checkpoint / "none", archive=archive
    )
    studio.start()
    studio.window.show()
    worker = Worker(studio, picture, what)
    application.exec()
    del worker


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
