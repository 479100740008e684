"""What is said of a page that was stopped can be read, whatever is drawn around it."""

import pytest
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from moonpane.page_size import MAX_HTML_BYTES
from moonpane.ui.panes.preview import PreviewStage
from moonpane.ui.panes.preview.devices import DEVICES
from tests.ui.test_preview_stage import PAGE, show, stage

__all__ = ["stage"]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("index", [1, 2, 4, 12])
def test_no_camera_hides_that_a_page_was_stopped(index: int, turned: bool, qtbot: QtBot, stage: PreviewStage) -> None:
    stage.canvas.show_device(DEVICES[index])
    if turned:
        stage.canvas.turn()
    show(qtbot, stage)
    assert stage.canvas.glass.isVisible(), "of a page it hides what it hides on the device"
    stage.finish(PAGE % ("x" * MAX_HTML_BYTES))
    banner = stage.view.findChild(QFrame, "preview-banner")
    assert banner
    assert banner.isVisible()
    stage.canvas.place()
    assert stage.canvas.grab(banner.rect().translated(stage.view.pos())).toImage() == banner.grab().toImage()
    show(qtbot, stage)
    assert stage.canvas.glass.isVisible()
