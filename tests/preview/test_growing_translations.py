"""The embedded model's page in React and Tailwind while it is written: shown as it grows, as an answer of any model."""

import json
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from moonpane.artifact import Artifact
from moonpane.convert.stacks import passes_to
from moonpane.preview.view import PreviewView
from moonpane.session import INDEX
from tests.app.house_style import ODD_BODY, house_page, pictures_of
from tests.preview.looking import PATIENCE_MS, answer, show_files, text_of, told
from tests.preview.test_growing_projects import EACH_PREFIX

PAGE = house_page(ODD_BODY)
PICTURES = pictures_of(PAGE)
APP = "src/App.jsx"


def component(page: str) -> str:
    """What has been written of the component when this much of the page is there."""
    (growing,) = passes_to("react", sorted(PICTURES))
    artifact = Artifact("react")
    artifact.feed(growing.feed(page))
    return artifact.files.get(APP, "")


def test_every_beginning_of_the_component_can_be_completed(qtbot: QtBot, view: PreviewView) -> None:
    show_files(qtbot, view, {"App.jsx": "export default () => <p>x</p>"})
    assert told(qtbot, view, EACH_PREFIX % (json.dumps(component(PAGE)), 5)) == []


def test_the_component_is_in_sight_as_far_as_it_is_written(
    qtbot: QtBot, view: PreviewView, colours: Callable[[], set[str]]
) -> None:
    pictures = {f"src/{path}": text for path, text in PICTURES.items()}
    view.begin("react")
    with qtbot.waitSignal(view.painted, timeout=PATIENCE_MS):
        view.feed_files({APP: component(PAGE[: PAGE.index("Plain")]), **pictures})
    qtbot.waitUntil(lambda: {"#f3f4f6", "#fff7ed"} <= colours(), timeout=PATIENCE_MS)
    assert text_of(qtbot, view) == "No weight said Unusual line height What no class says"
    view.feed_files({APP: component(PAGE[: PAGE.index('<div class="grid"')]), **pictures})
    qtbot.waitUntil(lambda: "#ff0000" in colours(), timeout=PATIENCE_MS)
    shown = "document.querySelector('img')?.naturalWidth ?? 0"
    qtbot.waitUntil(lambda: answer(qtbot, view, shown) == 50, timeout=PATIENCE_MS)
    view.feed_files({APP: component(PAGE), **pictures})
    qtbot.waitUntil(lambda: text_of(qtbot, view).endswith("enough for all of it here"), timeout=PATIENCE_MS)
    assert "{a} </p> &amp; \"b\" 'c'" in text_of(qtbot, view)


def test_a_page_with_tailwind_is_in_sight_as_far_as_it_is_written(
    qtbot: QtBot, view: PreviewView, colours: Callable[[], set[str]]
) -> None:
    (growing,) = passes_to("tailwind", sorted(PICTURES))
    end = PAGE.index("Plain")
    begun = growing.feed(PAGE[:end])
    view.begin("tailwind")
    with qtbot.waitSignal(view.painted, timeout=PATIENCE_MS):
        view.feed_files({INDEX: begun, **PICTURES})
    qtbot.waitUntil(lambda: {"#f3f4f6", "#fff7ed"} <= colours(), timeout=PATIENCE_MS)
    view.feed_files({INDEX: begun + growing.feed(PAGE[end:]), **PICTURES})
    qtbot.waitUntil(lambda: text_of(qtbot, view).endswith("enough for all of it here"), timeout=PATIENCE_MS)
    shown = "document.querySelector('img')?.naturalWidth ?? 0"
    qtbot.waitUntil(lambda: answer(qtbot, view, shown) == 50, timeout=PATIENCE_MS)
