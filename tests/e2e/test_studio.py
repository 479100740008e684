"""The studio with everything real: window, engine process, embedded model, pixel worker, preview."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.application import Studio, source_of
from moonpane.client.models import EMBEDDED
from moonpane.preview import flags
from moonpane.store.model import EngineState, Phase
from moonpane_resources.paths import samples_dir

PATIENCE_MS = 180_000


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Chromium's flags have to be set before the first QApplication."""
    if QApplication.instance() is None:
        flags.prepare(headless=True)
    return ["moonpane"]


def test_a_sample_becomes_a_page_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    studio = Studio(source_of(EMBEDDED), archive=tmp_path / "archive")
    studio.start()
    studio.window.show()
    try:
        studio.convert_file(samples_dir() / "1-sign-in.png")
        qtbot.waitUntil(lambda: bool(studio.store.exchanges) and studio.store.running is None, timeout=PATIENCE_MS)
        exchange = studio.store.exchanges[0]
        assert exchange.phase is Phase.DONE, exchange.remarks
        assert studio.store.engine.state is EngineState.READY
        assert exchange.course.lines_read == exchange.course.lines_total > 3
        assert exchange.page.startswith("<!DOCTYPE html>")
        assert exchange.page.rstrip().endswith("</html>")
        assert exchange.score is not None
        assert exchange.score.overall > 0.6
        version = studio.store.version
        assert version is not None
        studio.output.save_page(version.revision, tmp_path / "page.html")
        qtbot.waitUntil(lambda: studio.store.told is not None, timeout=PATIENCE_MS)
        assert (tmp_path / "page.html").read_text(encoding="utf-8") == exchange.page
    finally:
        studio.shut_down()
