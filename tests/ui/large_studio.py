"""What a person does in a studio with a large model, and waits for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.session import Stack
from moonpane.store.model import EngineState, Exchange, Offer, Phase
from moonpane.store.options import Options

PATIENCE_MS = 60_000


def wait(qtbot: QtBot, condition: Callable[[], Any]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)


def ready(studio: Studio, qtbot: QtBot) -> None:
    wait(qtbot, lambda: studio.store.engine.state is EngineState.READY)


def send(studio: Studio, qtbot: QtBot, text: str, pictures: tuple[Path, ...] = (), **options: Any) -> None:
    """Sends words and pictures with options, once everything is there."""
    ready(studio, qtbot)
    if options:
        studio.show_options(Options(**options))
    if pictures:
        studio.desk.open_offers([Offer(path.name, path=path) for path in pictures])
        wait(qtbot, lambda: len(studio.store.draft) == len(pictures) and not studio.store.opening)
    studio.submit(text)


def ended(studio: Studio, qtbot: QtBot) -> Exchange:
    """The last exchange, once it has ended."""
    wait(qtbot, lambda: studio.store.exchanges and studio.store.running is None)
    return studio.store.exchanges[-1]


def done(studio: Studio, qtbot: QtBot) -> Exchange:
    exchange = ended(studio, qtbot)
    assert exchange.phase is Phase.DONE, exchange.remarks
    return exchange


def made(studio: Studio, qtbot: QtBot, picture: Path, stack: Stack = "html") -> Exchange:
    """A page for a picture."""
    send(studio, qtbot, "", (picture,), stack=stack)
    return done(studio, qtbot)


def last_words(request: dict[str, Any]) -> str:
    content = request["messages"][-1]["content"]
    return content if isinstance(content, str) else content[-1]["text"]


def parts(request: dict[str, Any]) -> list[str]:
    """The kinds of what the last message holds."""
    content = request["messages"][-1]["content"]
    return ["text"] if isinstance(content, str) else [part["type"] for part in content]
