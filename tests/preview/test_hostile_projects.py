"""React and Tailwind pages that try to get out: heard from a stock view, never from the preview."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moonpane.preview.view import PreviewView
from tests.preview.hostile.parade import Parade, parade
from tests.preview.hostile.projects import BOMBS, CONTROLS, ESCAPES, WITHOUT_CONTROL
from tests.preview.looking import PATIENCE_MS, panel_of, show_files, text_of

pytestmark = pytest.mark.alone

DWELL_MS = 4_000  # all of them compile themselves, side by side


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Parade:
    pages = CONTROLS | WITHOUT_CONTROL | {name: html for name, (html, _) in ESCAPES.items()}
    return parade("hard", tmp_path_factory.mktemp("hard"), pages, dwell_ms=DWELL_MS)


def test_the_projects_do_get_out_of_a_stock_view(tmp_path: Path) -> None:
    assert set(CONTROLS) - parade("weak", tmp_path, CONTROLS, dwell_ms=DWELL_MS).heard == set()


def test_no_project_gets_out_of_the_preview(hard: Parade) -> None:
    assert hard.heard == frozenset()


@pytest.mark.parametrize("name", ESCAPES)
def test_no_page_reads_the_runtime_in_another_way(hard: Parade, name: str) -> None:
    assert (hard.words[name], hard.protocols[name]) == (ESCAPES[name][1], "preview:")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_harms_its_own_page_only(qtbot: QtBot, view: PreviewView, name: str) -> None:
    ends: list[str] = []
    view.painted.connect(lambda: ends.append("painted"))
    view.stopped.connect(ends.append)
    view.begin("react")
    view.feed_files(BOMBS[name])
    qtbot.wait(300)
    view.finish_files(BOMBS[name], "react")
    qtbot.waitUntil(lambda: bool(ends), timeout=2 * PATIENCE_MS)
    show_files(qtbot, view, {"App.jsx": "export default () => <p>next</p>"})
    assert text_of(qtbot, view) == "next"
    assert panel_of(qtbot, view) == ""
