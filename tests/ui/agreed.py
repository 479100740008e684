"""Whether all panes show one version, and which; asked of the widgets and of the live page itself."""

from pytestqt.qtbot import QtBot

from moonpane.application import Studio
from moonpane.preview.surface import Surface
from moonpane.session import Revision


def agreed(studio: Studio, qtbot: QtBot) -> str:
    """The id of the version that code, compare, history and preview all show."""
    window, version = studio.window, studio.store.version
    assert version is not None
    assert window.code.text.code == version.revision.page
    assert window.compare.page.image == version.rendered
    assert window.history.list.versions.shown == version.id
    assert window.pill.isVisibleTo(window) == (version.score is not None)
    qtbot.waitUntil(lambda: page_text(studio, qtbot) == heading(version.revision), timeout=10_000)
    return version.id


def heading(revision: Revision) -> str:
    return revision.page.partition("<h1")[2].partition(">")[2].partition("</h1>")[0]


def page_text(studio: Studio, qtbot: QtBot) -> str:
    """The heading of the page that the preview shows, asked in a world of its own."""
    answers: list[str] = []
    surface = studio.window.preview.findChildren(Surface)[-1]
    surface.page.runJavaScript("document.querySelector('h1')?.textContent ?? ''", 7, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]
