"""Pictures among the files of a page, as they are seen beside its code."""

import io
from collections.abc import Iterator

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from moonpane.artifact.pictures import picture_text
from moonpane.ui.panes.code import CodeView
from moonpane.ui.panes.code.picture_list import PictureList

TEXTS = {"index.html": '<img src="assets/photo-1.png">\n', "style.css": "p { color: red }\n"}


def picture(width: int = 30, height: int = 20) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 40, 40)).save(buffer, "PNG")
    return picture_text("a.png", buffer.getvalue()) or ""


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[CodeView]:
    made = CodeView()
    made.resize(700, 500)
    made.show()
    yield made
    shiboken6.delete(made)


def test_pictures_have_a_tab_of_their_own_and_are_looked_at(view: CodeView, qtbot: QtBot) -> None:
    files = TEXTS | {"assets/photo-1.png": picture(), "assets/broken.png": picture()[:120]}
    view.show_files(files, growing="index.html")
    view.show_files(files)
    assert [view.tabs.tabText(index) for index in range(view.tabs.count())] == ["index.html", "style.css", "Pictures"]
    assert view.path == "index.html"
    qtbot.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=view.tabs.tabRect(2).center())
    (shown,) = view.findChildren(PictureList)
    assert shown.isVisible()
    assert shown.accessibleName()
    assert [shown.item(row).text().split("\n")[0] for row in range(2)] == ["photo-1.png", "broken.png"]
    assert "30 × 20" in shown.item(0).text()
    assert shown.item(0).icon().pixmap(30, 20).toImage().pixelColor(15, 10).name() == "#c82828"
    assert not view.can_edit
    assert view.files == TEXTS, "what can be edited is text"
    view.show_files(files | {"style.css": "p {}"})
    assert shown.isVisible(), "who looks at pictures stays there"
    view.show_files(TEXTS)
    assert view.tabs.count() == 2


def test_a_vast_picture_is_named_but_not_decoded(view: CodeView, qtbot: QtBot) -> None:
    view.show_files({"index.html": "", "a.png": picture(4_000, 4_000)})
    qtbot.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=view.tabs.tabRect(1).center())
    (shown,) = view.findChildren(PictureList)
    assert shown.item(0).icon().isNull()
    assert "4000 × 4000" in shown.item(0).text()
