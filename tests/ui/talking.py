"""Work in a real studio with the scripted engine, in the words of a person."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.store.model import EngineState, Exchange

PATIENCE_MS = 60_000
CHATS = "a-larger-model"  # any name but the embedded model's


def wait_ready(studio: Studio, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: studio.store.engine.state is EngineState.READY, timeout=PATIENCE_MS)


def wait_settled(studio: Studio, qtbot: QtBot) -> None:
    """What the studio was left with is shown."""
    qtbot.waitUntil(lambda: studio.store.awaited is None, timeout=PATIENCE_MS)


def wait_idle(studio: Studio, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(studio.store.exchanges) and studio.store.running is None, timeout=PATIENCE_MS)


def type_in(studio: Studio, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(studio.window.composer.edit, text)


def send(studio: Studio, qtbot: QtBot, text: str) -> Exchange:
    """Says something; its answer may still grow."""
    wait_ready(studio, qtbot)
    type_in(studio, qtbot, text)
    qtbot.mouseClick(studio.window.composer.send_button, Qt.MouseButton.LeftButton)
    return studio.store.exchanges[-1]


def say(studio: Studio, qtbot: QtBot, text: str) -> Exchange:
    """Says something and waits for the whole answer."""
    exchange = send(studio, qtbot, text)
    wait_idle(studio, qtbot)
    return exchange


def converted(studio: Studio, qtbot: QtBot, picture: Path) -> Exchange:
    """Has a picture become a page, drawn and measured."""
    wait_settled(studio, qtbot)
    studio.convert_file(picture)
    wait_idle(studio, qtbot)
    (exchange,) = studio.store.exchanges
    return exchange


def requests(log: Path) -> list[list[dict[str, Any]]]:
    """The messages of each request that the scripted engine got."""
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def words(messages: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Who said what, of messages; pictures left out."""
    said: list[tuple[str, str]] = []
    for message in messages:
        content = message["content"]
        text = content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
        said.append((message["role"], text))
    return said
