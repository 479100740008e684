"""The comparison as a whole: score in words, tools, regions, tabs; the refine panel; the strip of variants."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QWidget
from pytestqt.qtbot import QtBot

from moonpane.refine.measured.seen import Place as PagePlace
from moonpane.refine.regions import Spot, Spotted
from moonpane.ui.panes.compare.pair import Pair, Place, Region, Side, pair_of, regions_of
from moonpane.ui.panes.compare.refine_panel import RefinePanel
from moonpane.ui.panes.compare.region_list import Crop
from moonpane.ui.panes.compare.scene import Mode
from moonpane.ui.panes.compare.score_parts import Meter
from moonpane.ui.panes.compare.variants_strip import VariantsStrip
from moonpane.ui.panes.compare.view import ComparisonView
from moonpane.ui.theme import DARK, LIGHT, theme

SCORE: dict[str, Any] = {
    "overall": 0.93,
    "block_match": 1.0,
    "text": None,
    "position": 0.99,
    "color": 0.98,
    "ssim": 0.9,
    "edges": 0.8,
    "palette": 0.95,
    "tiles": [[0.0, 0.5]],
    "tile_size": 32,
    "summary": "0.93 overall.",
    "worst": [{"x": 10, "y": 20, "width": 30, "height": 20, "difference": 0.4}],
}
REGIONS = (
    Region(QRect(0, 0, 32, 32), 0.62, "moved", (3, -2), elements=(Place("p “Hello”", "index.html", 12),)),
    Region(QRect(32, 0, 32, 32), 0.31, "missing"),
)


def side(name: str, width: int = 120) -> Side:
    image = QImage(width, 90, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    return Side(image, QSize(width, 90), name)


def pairs() -> list[Pair]:
    return [
        pair_of(side("Mockup"), side("Page"), SCORE, REGIONS, "Desktop"),
        pair_of(side("Mockup", 60), side("Page", 60), SCORE | {"overall": 0.81}, (), "Phone"),
    ]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ComparisonView]:
    theme.use(LIGHT)
    made = ComparisonView()
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show_pairs(pairs())
    made.show()
    yield made
    theme.use(LIGHT)


def test_each_name_stands_where_its_picture_begins_from_the_start(view: ComparisonView) -> None:
    left, right = view.captions
    assert right.alignment() & Qt.AlignmentFlag.AlignLeft
    assert abs(right.x() - view.stage.width() // 2) < 20
    view.toolbar.mode_chosen.emit(Mode.SWIPE)
    assert right.alignment() & Qt.AlignmentFlag.AlignRight
    assert left.isVisible()


def test_of_pictures_one_after_the_other_only_the_one_that_is_seen_is_named(view: ComparisonView) -> None:
    view.toolbar.mode_chosen.emit(Mode.BLINK)
    assert [caption.isVisible() for caption in view.captions] == [True, False]
    view.stage.flip()
    assert [caption.isVisible() for caption in view.captions] == [False, True]
    view.toolbar.mode_chosen.emit(Mode.SIDE)
    assert all(caption.isVisible() for caption in view.captions)


def test_the_score_says_what_was_not_measured(view: ComparisonView) -> None:
    assert view.bars.figure.text() == "93%"
    said = [meter.accessibleName() for meter in view.bars.findChildren(Meter)]
    assert said[:2] == ["Blocks: 1.00", "Text: –"]
    assert len(said) == 7
    words = view.bars.words.text()
    assert words.startswith("3 of 5 Design2Code components. Text: not measured")
    whole = SCORE | {"text": 1.0}
    view.show_pairs([pair_of(side("a"), side("b"), whole)])
    assert not view.bars.words.isVisible()


def test_a_page_without_text_says_that_this_is_why_four_figures_are_missing(view: ComparisonView) -> None:
    nothing = SCORE | dict.fromkeys(("block_match", "text", "position", "color", "design2code"))
    view.show_pairs([pair_of(side("a"), side("b"), nothing)])
    said = [meter.accessibleName() for meter in view.bars.findChildren(Meter)[-7:]]
    assert said[:4] == ["Blocks: –", "Text: –", "Position: –", "Colour: –"]
    words = view.bars.words.text()
    assert words.startswith(
        "0 of 5 Design2Code components. Blocks, position and colour: not measured, because there is"
    )
    assert "a picture does not tell its words" not in words


def test_each_width_has_its_tab_and_score(view: ComparisonView, qtbot: QtBot) -> None:
    assert [view.tabs.tabText(index) for index in range(2)] == ["Desktop  93%", "Phone  81%"]
    with qtbot.waitSignal(view.pair_chosen, timeout=2_000):
        view.tabs.setCurrentIndex(1)
    assert view.bars.figure.text() == "81%"
    assert view.stage.zoom.content.width() == 60
    view.show_pairs(pairs())  # measured again: the same width is looked at
    assert view.tabs.currentIndex() == 1
    view.show_pairs(pairs()[:1])
    assert not view.tabs.isVisible()


def test_a_region_jumps_to_its_place_and_its_element_to_the_code(view: ComparisonView, qtbot: QtBot) -> None:
    view.toolbar.regions.setChecked(True)
    names = [button.accessibleName() for button in view.regions.buttons]
    assert names == ["1. 3 px left, 2 px down, 62%", "2. Missing on the right, 31%"]
    qtbot.keyClick(view.regions.buttons[0], Qt.Key.Key_Space)
    assert not view.stage.zoom.is_fitted
    with qtbot.waitSignal(view.element_requested, timeout=2_000) as told:
        qtbot.mouseClick(view.regions.links[0], Qt.MouseButton.LeftButton)
    assert told.args == ["index.html", 12]


def test_the_picture_of_a_region_jumps_to_its_place_too(view: ComparisonView, qtbot: QtBot) -> None:
    seen = replace(REGIONS[0], crop=side("both").image)
    view.show_pairs([pair_of(side("Mockup"), side("Page"), SCORE, (REGIONS[1], seen), "Desktop")])
    view.toolbar.regions.setChecked(True)
    (crop,) = view.regions.findChildren(Crop)
    with qtbot.waitSignal(view.regions.region_chosen, timeout=2_000) as told:
        qtbot.mouseClick(crop, Qt.MouseButton.LeftButton)
    assert told.args == [2, seen]
    assert view.regions.buttons[1].isChecked()


def test_regions_of_a_plain_score_are_listed_too(view: ComparisonView) -> None:
    view.tabs.setCurrentIndex(1)
    assert [button.accessibleName() for button in view.regions.buttons] == ["1. Looks different, 40%"]


def test_what_was_found_of_a_page_becomes_the_list() -> None:
    spotted = Spotted("p", "Hello there", PagePlace(0, 0, 9, 9), "index.html", 7, 1, "<p>Hello there</p>")
    (region,) = regions_of([Spot(1, 2, 3, 4, 0.5, "moved", (1, 0), b"", (spotted,))])
    assert (region.rect, region.kind, region.moved) == (QRect(1, 2, 3, 4), "moved", (1, 0))
    assert region.elements == (Place("p “Hello there”", "index.html", 7),)


def test_the_tools_change_the_stage(view: ComparisonView, qtbot: QtBot) -> None:
    toolbar, stage = view.toolbar, view.stage
    for mode in (Mode.OVERLAY, Mode.SWIPE, Mode.BLINK, Mode.SIDE):
        qtbot.mouseClick(toolbar.modes[mode], Qt.MouseButton.LeftButton)
        assert stage.mode is mode
        assert toolbar.slider.isVisible() == (mode in (Mode.OVERLAY, Mode.SWIPE))
        assert toolbar.play.isVisible() == (mode is Mode.BLINK)
    toolbar.choose_mode(Mode.SWIPE)
    toolbar.slider.setValue(20)
    assert stage.mix == pytest.approx(0.2)
    qtbot.mouseClick(toolbar.larger, Qt.MouseButton.LeftButton)
    assert toolbar.percent.text() == f"{stage.zoom.percent} %"
    assert stage.zoom.percent > 100
    toolbar.choose_mode(Mode.BLINK)
    qtbot.mouseClick(toolbar.play, Qt.MouseButton.LeftButton)
    assert stage.blinks
    toolbar.choose_mode(Mode.SIDE)
    assert (stage.blinks, toolbar.play.isChecked()) == (False, False)


def test_two_revisions_are_compared_like_mockup_and_page(view: ComparisonView) -> None:
    view.show_pairs([pair_of(side("Revision 3"), side("Revision 5"), None)])
    assert view.stage.accessibleName() == "Revision 3 ↔ Revision 5"
    assert not view.bars.isVisible()
    assert not view.toolbar.heat.isEnabled()


def test_every_control_has_a_name_and_can_be_reached_by_keys(view: ComparisonView, qtbot: QtBot) -> None:
    view.toolbar.regions.setChecked(True)
    panel, strip = RefinePanel(), VariantsStrip()
    for widget in (panel, strip):
        qtbot.addWidget(widget)
    controls: list[QWidget] = []
    for widget in (view, panel, strip):
        for kind in (QAbstractButton, QAbstractSlider, QAbstractSpinBox):
            controls += [each for each in widget.findChildren(kind) if not each.objectName().startswith("qt_")]
    nameless = [
        each
        for each in controls
        if not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
        and type(each).__name__ != "QScrollBar"
    ]
    assert not nameless
    buttons = [each for each in controls if isinstance(each, QAbstractButton)]
    assert not [each for each in buttons if not each.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_both_themes_paint(view: ComparisonView, colors: Any) -> None:
    theme.use(colors)
    assert view.grab().toImage().pixelColor(100, 400).name() in (colors.canvas, colors.canvas_dot)
