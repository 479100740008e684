"""Names of files and windows, words of pages and models: shown as they are written, never taken for markup."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QListWidget, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from moonpane.models.known import from_folder
from moonpane.preview.picked import Box, Picked
from moonpane.session import Attachment
from moonpane.store.model import EngineState, EngineStatus, Picture
from moonpane.store.models.board import ModelView
from moonpane.store.studio import Store
from moonpane.ui.capture.frozen import Frozen
from moonpane.ui.capture.window_choice import WindowOverlay
from moonpane.ui.capture.x11 import DesktopWindow
from moonpane.ui.conversation.markdown_view import CodeCard
from moonpane.ui.conversation.thumbnail import Thumbnail
from moonpane.ui.models.details import Details
from moonpane.ui.panes.code import CodeView
from moonpane.ui.panes.compare.pair import Place, Region
from moonpane.ui.panes.compare.refine_panel import RefinePanel
from moonpane.ui.panes.compare.region_list import RegionList
from moonpane.ui.panes.compare.variants_strip import Variant, VariantsStrip, VariantState
from moonpane.ui.panes.preview.cards import PickCard
from moonpane.ui.status_strip import StatusStrip
from tests.ui.conftest import png

FOREIGN = "a&b <img src=x> \u202ec"


def thumbnail() -> QWidget:
    data = png(30, 20)
    image = QImage.fromData(data)
    made = Thumbnail(Picture(Attachment(FOREIGN, data, 30, 20), image, image), size=image.size(), removable=True)
    made.offer("Click to mark it")
    return made


def windows() -> QWidget:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    frozen = Frozen(QGuiApplication.primaryScreen(), image, QRect(0, 0, 300, 200))
    made = WindowOverlay(frozen, [DesktopWindow(1, FOREIGN, QRect(0, 0, 100, 100))], has_list=True)
    made.show_meant(made.window_at(QPoint(10, 10)))
    return made


def code() -> QWidget:
    made = CodeView()
    made.show_files({f"src/{FOREIGN}": "a", "index.html": "b"})
    return made


def status() -> QWidget:
    store = Store()
    store.engine = EngineStatus(EngineState.STOPPED, FOREIGN, FOREIGN)
    store.unkept = FOREIGN
    return StatusStrip(store)


def regions() -> QWidget:
    made = RegionList()
    made.show_regions((Region(QRect(0, 0, 9, 9), 0.5, elements=(Place(FOREIGN, FOREIGN, 1),)),))
    return made


def variants() -> QWidget:
    made = VariantsStrip()
    made.show_variants([Variant(VariantState.FAILED, sentence=FOREIGN)], shown=0)
    return made


def details() -> QWidget:
    made = Details()
    known = from_folder(Path("/models") / "<img src=x>")
    made.show_view(ModelView(known, status=EngineStatus(EngineState.STARTING, FOREIGN, FOREIGN), refusal=FOREIGN))
    return made


def refine() -> QWidget:
    made = RefinePanel()
    made.show_run(made._run, possible=False, why_not=FOREIGN)
    return made


def picked() -> QWidget:
    parent = QWidget()
    card = PickCard(parent)
    card.show_picked(
        Picked("b", FOREIGN, "b", FOREIGN, Box(0, 0, 10, 10), "<b>"), QRectF(0, 0, 9, 9), QRectF(0, 0, 400, 300)
    )
    return parent


@pytest.mark.parametrize(
    "make",
    [
        thumbnail,
        windows,
        code,
        status,
        regions,
        variants,
        details,
        refine,
        picked,
        pytest.param(lambda: CodeCard("x", FOREIGN), id="code card"),
    ],
)
def test_nothing_foreign_is_taken_for_markup(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    widget = make()
    qtbot.addWidget(widget)
    every = [widget, *widget.findChildren(QWidget)]
    said = [each.toolTip() for each in every]
    for each in every:
        if isinstance(each, QListWidget):
            said += [each.item(row).toolTip() for row in range(each.count())]
        if isinstance(each, QTabBar):
            said += [each.tabToolTip(tab) for tab in range(each.count())]
    said += [each.text() for each in every if isinstance(each, QLabel) and each.textFormat() != Qt.TextFormat.PlainText]
    assert not [words for words in said if "<img" in words]


def test_names_do_not_turn_lines_or_underline_letters(qtbot: QtBot) -> None:
    shown, list_, links = code(), windows(), regions()
    for widget in (shown, list_, links):
        qtbot.addWidget(widget)
    assert isinstance(shown, CodeView)
    assert shown.tabs.tabText(0 if shown.tabs.tabData(0) != "index.html" else 1) == "a&&b <img src=x> c"
    assert isinstance(list_, WindowOverlay)
    assert list_.list is not None
    assert list_.list.titles.item(0).text() == list_.accessibleDescription() == "a&b <img src=x> c"
    assert isinstance(links, RegionList)
    assert links.links[0].text().startswith("a&&b")
