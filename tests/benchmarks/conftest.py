"""Qt for the benchmarks' tests: Chromium's flags have to be set before the first QApplication of the test run."""

import pytest
from PySide6.QtWidgets import QApplication

from moonpane.preview import flags


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    if QApplication.instance() is None:
        flags.prepare(headless=True)
    return ["moonpane"]
