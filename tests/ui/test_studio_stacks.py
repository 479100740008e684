"""The embedded model in the studio with another stack: chosen, written while one looks, drawn, and refined."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from moonpane.session import STACKS, Stack
from moonpane.store.model import Phase
from tests.ui.conftest import MakeStudio
from tests.ui.test_studio import PATIENCE_MS, convert, wait_for_end


@pytest.mark.parametrize(("stack", "path"), [("tailwind", "index.html"), ("react", "src/App.jsx")])
def test_a_mockup_becomes_what_was_chosen(
    make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path, stack: Stack, path: str
) -> None:
    studio = make_studio(pause_s=0.04)
    options = studio.window.composer.options_row
    options.stack_button.entries[STACKS.index(stack)].trigger()
    convert(studio, qtbot, mockup_file)
    qtbot.waitUntil(lambda: bool(studio.store.exchanges) and bool(studio.store.exchanges[0].page), timeout=PATIENCE_MS)
    exchange = studio.store.exchanges[0]
    seen = [exchange.page]
    while exchange.phase is Phase.WRITING:
        qtbot.wait(40)
        seen.append(exchange.page)
    assert len(set(seen)) > 4
    assert all(exchange.page.startswith(each.rstrip("\n")) for each in seen)
    wait_for_end(studio, qtbot)
    assert exchange.phase is Phase.DONE, exchange.remarks
    assert exchange.version is not None
    revision = exchange.version.revision
    assert (revision.stack, list(revision.files), revision.is_complete) == (stack, [path], True)
    assert "text-2xl/tight font-bold text-[#1a2233]" in revision.files[path]
    assert "style=" not in revision.files[path]
    assert exchange.score is not None
    assert exchange.rendered is not None
    assert studio.window.code.text.code == revision.files[path]
    card = studio.window.transcript.answers[0].file_card
    assert card is not None
    assert path in [label.text() for label in card.findChildren(QLabel)]


def test_react_is_refined_in_its_own_notation(make_studio: MakeStudio, qtbot: QtBot, mockup_file: Path) -> None:
    studio = make_studio()
    options = studio.window.composer.options_row
    options.stack_button.entries[STACKS.index("react")].trigger()
    options.refine_button.entries[1].trigger()
    convert(studio, qtbot, mockup_file)
    wait_for_end(studio, qtbot)
    exchange = studio.store.exchanges[0]
    assert exchange.phase is Phase.DONE, exchange.remarks
    assert list(exchange.remarks) == []
    assert exchange.version is not None
    refined = exchange.version.revision
    assert (refined.origin, refined.stack, list(refined.files)) == ("refined", "react", ["src/App.jsx"])
    assert refined.parent is not None
    before = studio.store.session.revisions[refined.parent]
    assert refined.files["src/App.jsx"].count("className=") >= before.files["src/App.jsx"].count("className=")
    assert "style=" not in refined.files["src/App.jsx"]
    run = exchange.refinement
    assert run is not None
    assert run.gain > 0
