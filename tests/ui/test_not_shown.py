"""What the preview does not show is said: a page that was stopped in its head, pictures that find no room."""

from collections.abc import Iterator

import pytest
import shiboken6

from moonpane.artifact.document import document_of, is_drawn
from moonpane.artifact.pictures import picture_text
from moonpane.session import Revision, Stack
from moonpane.store.model import Phase, Picture
from moonpane.store.studio import Store
from moonpane.ui.panes.preview import PreviewPane
from tests.ui import told
from tests.ui.conftest import PAGE

HEAD = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>A page</title>\n<style>p { color: red }'


@pytest.fixture
def store(qapp) -> Store:
    return Store()


@pytest.fixture
def pane(store: Store) -> Iterator[PreviewPane]:
    made = PreviewPane(store)
    made.resize(600, 400)
    made.show()
    yield made
    made.shut_down()
    shiboken6.delete(made)


NOTHING, WAY_ON = "Stopped before anything was drawn.", "“Continue” below the answer goes on from here."


def stopped_in_the_head(store: Store, pictures: list[Picture]) -> None:
    exchange = told.begin(store, pictures)
    told.grow(store, exchange, HEAD)
    told.make(store, exchange, HEAD, is_complete=False)
    told.end(store, exchange, Phase.STOPPED)


def test_the_mockup_stays_and_it_is_said_what_to_do(store: Store, pane: PreviewPane) -> None:
    stopped_in_the_head(store, [told.picture()])
    assert pane.canvas.ghost.isVisible()
    assert pane.bar.state.text() == f"{NOTHING} {WAY_ON}"
    assert store.version is not None
    store.show_version(store.version)  # as when the conversation is opened anew
    assert pane.canvas.ghost.isVisible()


def test_without_a_mockup_it_is_said_in_the_page_s_place(store: Store, pane: PreviewPane) -> None:
    stopped_in_the_head(store, [])
    assert not pane.canvas.has_page
    assert pane.canvas.accessibleDescription() == f"{NOTHING}\n{WAY_ON}"
    going_on = told.begin(store, [told.picture()])
    told.make(store, going_on, PAGE)
    assert pane.canvas.has_page
    assert pane.canvas.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("page", "drawn"),
    [
        pytest.param(HEAD, False, id="in a style"),
        pytest.param("<!DOC", False, id="in its first line"),
        pytest.param(
            f"{HEAD}</style></head>\n<!-- the body -->\n<body class='a'>\n  <di", False, id="in the first tag"
        ),
        pytest.param(f"{HEAD}</style></head><body><p>", True, id="behind it"),
        pytest.param(f"{HEAD}</style></head><body>Hi", True, id="a word"),
        pytest.param("Hi", True, id="a word without any tag"),
    ],
)
def test_what_is_drawn(page: str, drawn: bool) -> None:
    stacks: tuple[Stack, ...] = ("html", "tailwind")
    assert {is_drawn({"index.html": page, "a.css": "p{}"}, stack) for stack in stacks} == {drawn}


def test_a_component_is_given_to_the_renderer() -> None:
    assert is_drawn({"App.tsx": "export default function App"}, "react")
    assert not is_drawn({"a.css": "p{}"}, "html")


def test_pictures_without_room_are_named(store: Store, pane: PreviewPane) -> None:
    large, small = (picture_text("a.png", b"\x89PNG\r\n\x1a\n" + bytes(size)) or "" for size in (5 << 19, 9))
    names = ("one.png", "two.png", "three.png", "small.png", "unused.png")
    page = "<p>Hi" + "".join(f'<img src="{name}">' for name in names[:-1])
    files = {"index.html": page} | {name: small if name == "small.png" else large for name in names}
    assert document_of(files, "html").left_out == ("three.png",)
    store.add_revision(Revision(files, origin="imported"))
    assert pane.bar.state.text() == "Left out for want of room: three.png"
    store.open_new()
    assert pane.bar.state.text() == ""
