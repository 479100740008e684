"""The comparison in the window: back from two versions to the mockup."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from moonpane.session import Attachment
from moonpane.store import notices
from moonpane.store.awaited import Awaited
from moonpane.store.model import Picture
from moonpane.store.refine_run import RefineRun, RunState, Step
from moonpane.store.studio import Store
from moonpane.ui.conversation.steps import likeness
from moonpane.ui.panes.compare.pane import ComparePane
from moonpane.ui.panes.history import version_delegate
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


@pytest.fixture
def pills(window: Window, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What the pills of the history say."""

    def painted() -> list[str]:
        said: list[str] = []
        monkeypatch.setattr(version_delegate, "paint_pill", lambda _painter, _box, words, *_: said.append(words))
        window.history.resize(320, 400)
        window.history.grab()
        return said

    return painted


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


@pytest.mark.parametrize(
    ("pane", "seen"), [(pane, Pane.PAGE) for pane in Pane if pane is not Pane.CODE] + [(Pane.CODE,) * 2]
)
def test_a_first_page_is_seen_while_it_grows(window: Window, store: Store, pane: Pane, seen: Pane) -> None:
    told.finished(store)
    window.show_pane(pane)
    store.open_new()
    told.begin(store, [told.picture()])
    assert window.pane is seen


def test_of_two_widths_it_is_said_which_score_is_which(
    window: Window, store: Store, pills: Callable[[], list[str]]
) -> None:
    pictures = [told.picture(1280, 300), told.picture(390, 300)]
    exchange = told.begin(store, pictures)
    revision = told.make(store, exchange, PAGE)
    views = [
        told.FIGURES | {"overall": share, "sizes": {"original": [width, 300], "page": [width, 300]}}
        for share, width in ((0.12, 1280), (0.02, 390))
    ]
    known = replace(revision, figures=views[0] | {"overall": 0.07, "views": views})
    renders = tuple(each.shown for each in pictures)
    store.apply([notices.RevisionMeasured(store.session.id, known, renders, renders[0])])
    told.end(store, exchange)
    assert window.pill.text() == "7% alike · 2 widths"
    assert window.pill.toolTip() == "1280 px: 12%\n390 px: 2%\nMean of all widths: 7%"
    assert likeness(exchange) == window.pill.text(), "as in the conversation"
    versions = window.history.list.versions
    assert "7% alike · 2 widths" in str(versions.data(versions.index(0), Qt.ItemDataRole.ToolTipRole))
    assert set(pills()) == {"7% · 2 widths"}
    window.show_pane(Pane.COMPARE)
    bars, tabs = window.compare.bars, window.compare.view.tabs
    for at, (share, width) in enumerate((("12%", "1280"), ("2%", "390"))):
        tabs.setCurrentIndex(at)
        assert tabs.tabText(at).endswith(f"{width}  {share}")
        assert bars.figure.text() == share
        assert bars.which.text() == f"at {width} px\nmean of all: 7%"
        bars.show_words(False)  # in a low window, too
        assert bars.which.isVisibleTo(window)


def test_of_one_width_nothing_is_said_of_widths(window: Window, store: Store, pills: Callable[[], list[str]]) -> None:
    told.finished(store)
    assert window.pill.text() == "90% alike"
    assert window.pill.toolTip() == "0.90 overall."
    assert window.compare.bars.which.isHidden()
    assert set(pills()) == {"90%"}


def test_a_page_that_differs_somewhere_is_nowhere_the_same(
    window: Window, store: Store, pills: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(told.FIGURES, "overall", 0.998)
    exchange = told.finished(store)
    assert window.pill.text() == likeness(exchange) == "99% alike"
    assert window.compare.bars.figure.text() == "99%"
    assert set(pills()) == {"99%"}
    versions = window.history.list.versions
    assert "99% alike" in str(versions.data(versions.index(0), Qt.ItemDataRole.ToolTipRole))


def test_a_refinement_that_found_nothing_better_is_seen_with_what_it_left(window: Window, store: Store) -> None:
    told.finished(store)
    exchange = told.begin(store, kind="refine")
    in_vain = (Step(1, 0.88, False, "12 corrections.", "It measures worse."),)
    run = RefineRun(RunState.NO_GAIN, 0.9, in_vain, 1)
    store.apply([notices.RefineTold(exchange.id, run)])
    told.end(store, exchange)
    panel = window.compare.refining
    assert panel.chart.run is run
    pictures = {each.attachment.digest: each for each in store.mockups}
    again = Store()
    again.awaited = Awaited(store.session.id)
    pane = ComparePane(again)
    again.apply([notices.SessionLoaded(store.session, pictures, {})])
    assert pane.refining.chart.run == run
    assert pane.refining.words.text() == panel.words.text() == "Over: the last round gained nothing."
    shiboken6.delete(pane)
