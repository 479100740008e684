"""A real studio for each test: window, asyncio thread, pixel worker, engine process; only its words are scripted."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.client.local_engine import LocalEngine
from moonpane.preview import flags
from moonpane.store.models.engine_keeper import EngineKeeper
from moonpane.ui.language import install_language
from moonpane.ui.theme import LIGHT, load_fonts, theme
from moonpane_resources.paths import fonts_dir
from tests.ui.clock import Clock
from tests.ui.large_model import Rule, asked, write_script
from tests.ui.scripted_engine import HURRY

SCRIPTED_ENGINE = Path(__file__).with_name("scripted_engine.py")

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<style>
*{margin:0;box-sizing:border-box}
body{font:16px/1.25 Inter,sans-serif;display:flex;flex-direction:column}
</style>
</head>
<body style="background:#f6f7fb;padding:16px;gap:12px">
<h1 style="font-size:24px;font-weight:700;color:#1a2233">Welcome back</h1>
<p style="font-size:14px;color:#667085">Sign in to continue</p>
<button style="background:#2f6fed;color:#ffffff;padding:8px 16px;border-radius:6px;border:0">Save</button>
</body>
</html>
"""

MakeStudio = Callable[..., Studio]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Chromium's flags have to be set before the first QApplication."""
    if QApplication.instance() is None:
        flags.prepare(headless=True)
    return ["moonpane"]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application as people have it: in its own fonts, and in English with its plurals."""
    load_fonts(fonts_dir())
    install_language(qapp, "en")
    return qapp


@pytest.fixture
def mockup() -> bytes:
    """A small picture of an interface, as PNG."""
    return png(360, 240)


@pytest.fixture
def mockup_file(tmp_path: Path, mockup: bytes) -> Path:
    path = tmp_path / "mockup.png"
    path.write_bytes(mockup)
    return path


@pytest.fixture
def make_studio(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeStudio]:
    """`make_studio(page=…, pause_s=…, piece=…, model=…, …)`: a running studio with a scripted engine.

    `rules` make it a large model, see `tests/ui/large_model.py`; `studio.asked()` are the requests that it got.
    From `studio.hurry()` on a slow model answers ten times as fast.
    """
    made: list[Studio] = []

    def make(*, page: str = PAGE, model: str = "moonpane-tiny", rules: list[Rule] | None = None, **how: Any) -> Studio:
        checkpoint = tmp_path / "checkpoint"
        checkpoint.mkdir(exist_ok=True)
        (checkpoint / "config.json").write_text("{}")
        (checkpoint / "page.html").write_text(page)
        if rules is not None:
            model, how = "a-large-model", how | {"script": write_script(checkpoint, rules)}
        options = [item for name, value in how.items() for item in (f"--{name.replace('_', '-')}", str(value))]
        script = [sys.executable, str(SCRIPTED_ENGINE), "--page", str(checkpoint / "page.html"), "--model", model]
        engine = LocalEngine(checkpoint, command=[*script, *options])
        theme.use(LIGHT)
        studio = Studio(
            lambda post: EngineKeeper(engine, post, name="Scripted model"),
            samples=tmp_path / "none",
            archive=tmp_path / "archive",
        )
        studio.engine_process = lambda: engine.pid  # type: ignore[attr-defined]
        studio.hurry = (checkpoint / HURRY).touch  # type: ignore[attr-defined]
        studio.asked = lambda: asked(checkpoint / "rules.json")  # type: ignore[attr-defined]
        studio.start()
        studio.window.show()
        made.append(studio)
        return studio

    yield make
    for studio in made:
        studio.shut_down()


def png(width: int, height: int, *, color: str = "#2f6fed") -> bytes:
    image = Image.new("RGB", (width, height), "#f6f7fb")
    draw = ImageDraw.Draw(image)
    draw.text((16, 16), "Welcome back", fill="#1a2233", font_size=24)
    draw.text((16, 56), "Sign in to continue", fill="#667085", font_size=14)
    draw.rounded_rectangle((16, 88, 104, 124), 6, fill=color)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
