"""The window shows a page in the fonts in which it is measured."""

import os

import pytest

from moonpane.application import start as application
from moonpane_resources.paths import fonts_conf


class _Started(Exception):
    """Instead of a window."""


def test_the_fixed_fonts_are_chosen_before_the_window_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: list[str]) -> None:
        raise _Started(os.environ.get("FONTCONFIG_FILE"))

    monkeypatch.setenv("FONTCONFIG_FILE", "the machine's own")
    monkeypatch.delenv("FONTCONFIG_FILE")
    monkeypatch.setattr(application.flags, "prepare", lambda: None)
    monkeypatch.setattr(application, "QApplication", start)
    with pytest.raises(_Started) as started:
        application.run_studio()
    assert started.value.args == (str(fonts_conf()),)
