"""What the preview's tests ask of a page in sight."""

import json
from collections.abc import Mapping

from pytestqt.qtbot import QtBot

from moonpane.preview.view import PreviewView
from moonpane.session import Stack

MAIN_WORLD, PATIENCE_MS = 0, 15_000


def answer(qtbot: QtBot, view: PreviewView, script: str, *, world: int = MAIN_WORLD) -> object:
    """What a script says in the page that is in sight."""
    answers: list[object] = []
    assert view.surface is not None
    view.surface.page.runJavaScript(script, world, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    return answers[0]


def told(qtbot: QtBot, view: PreviewView, script: str) -> object:
    """The same for what is not a plain value."""
    said = answer(qtbot, view, f"JSON.stringify({script})")
    assert isinstance(said, str)
    return json.loads(said)


def text_of(qtbot: QtBot, view: PreviewView) -> str:
    return " ".join(str(answer(qtbot, view, "document.body.innerText")).split())


def panel_of(qtbot: QtBot, view: PreviewView) -> str:
    """The words of the error that a page shows in place of itself, "" without one."""
    shown = "document.querySelector('moonpane-notice')?.shadowRoot.querySelector('.panel')?.innerText ?? ''"
    return " ".join(str(answer(qtbot, view, shown)).split())


def show_files(qtbot: QtBot, view: PreviewView, files: Mapping[str, str], stack: Stack = "react") -> None:
    with qtbot.waitSignal(view.painted, timeout=PATIENCE_MS):
        view.finish_files(files, stack)


def console_of(view: PreviewView) -> list[str]:
    return [line.text for line in view.console.lines]
