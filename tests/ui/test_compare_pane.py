"""The comparison in the window: back from two versions to the mockup."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import QImage

from moonpane.session import Attachment
from moonpane.store.model import Picture
from moonpane.store.studio import Store
from moonpane.ui.window import Pane, Window
from tests.ui import told
from tests.ui.conftest import PAGE, png


@pytest.fixture
def store(qapp) -> Store:
    return Store()


@pytest.fixture
def window(store: Store) -> Iterator[Window]:
    made = Window(store, sandbox_notice="", has_sample=False)
    made.show()
    yield made
    made.preview.shut_down()
    shiboken6.delete(made)


def test_two_versions_are_compared_until_the_comparison_is_asked_for_again(window: Window, store: Store) -> None:
    data = png(360, 240)
    image = QImage.fromData(data)
    exchange = told.begin(store, [Picture(Attachment("a.png", data, 360, 240), image, image)])
    for page in (PAGE, PAGE.replace("Save", "Send")):
        told.measure(store, told.make(store, exchange, page), image)
    told.end(store, exchange)
    first, second = store.current.versions.values()
    window.show_pane(Pane.COMPARE)
    window.compare.compare_versions(first, second)
    assert window.compare.mockup.caption.startswith("Version 1")
    assert window.compare.page.caption.startswith("Version 2")
    window.show_pane(Pane.PAGE)
    window.show_pane(Pane.COMPARE)
    assert window.compare.mockup.caption.startswith("Mockup")
