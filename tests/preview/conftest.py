"""Qt for the preview's tests: Chromium's flags have to be set before the first QApplication of the test run."""

import logging
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWebEngineCore import QWebEngineUrlScheme
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moonpane.preview import flags
from moonpane.preview.view import PreviewView

SIZE = (300, 240)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    if QApplication.instance() is None:
        flags.prepare(headless=True)
    assert QWebEngineUrlScheme.schemeByName(flags.SCHEME).name() == flags.SCHEME, "a QApplication came before the flags"
    return ["moonpane"]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PreviewView]:
    """A preview on the (offscreen) screen."""
    preview = PreviewView()
    preview.resize(*SIZE)
    preview.show()
    yield preview
    preview.shut_down()
    preview.close()
    preview.deleteLater()
    qtbot.wait(50)


@pytest.fixture
def colours(view: PreviewView) -> Callable[[], set[str]]:
    """The colours of the preview as a person sees it now, picked every few pixels."""

    def look() -> set[str]:
        image = view.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(2, image.width(), 4) for y in range(2, image.height(), 4)}

    return look


logging.getLogger("moonpane.preview").setLevel(logging.INFO)
