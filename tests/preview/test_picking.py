"""Elements are found under the pointer, by keys, by their code, and all about them is told."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from moonpane.preview.picked import Picked, Seen
from moonpane.preview.picking import Picker, Step
from moonpane.preview.view import PreviewView
from tests.preview.test_view import answer, show

HEAD = "<!DOCTYPE html><html><head><style>*{margin:0;padding:0}div,p,li{height:40px}</style></head>"
PAGE = (
    HEAD + '<body data-moonpane-source="index.html:2:1"><main>\n'
    '<div id="top" class="bar wide third" data-moonpane-source="index.html:4:3">Top <b>bar</b></div>\n'
    '<ul><li data-moonpane-source="src/Item.tsx:9:2">One</li><li data-moonpane-source="src/Item.tsx:9:2">Two</li></ul>'
    '<p>Some text</p><div style="height:2000px"></div><p data-moonpane-source="index.html:12:1">Far below</p>'
    "</main></body></html>"
)


class Asked:
    """A picker and what it said."""

    def __init__(self, qtbot: QtBot, view: PreviewView) -> None:
        self.picker = Picker(view)
        self._qtbot = qtbot
        self.looks: list[Seen | None] = []
        self.picks: list[Picked] = []
        self.picker.looked.connect(self.looks.append)
        self.picker.picked.connect(self.picks.append)

    def seen(self, ask: Callable[[], None], name: str) -> Seen:
        """Asks, and waits until an element of this name is seen."""
        self.looks.clear()
        ask()
        self._qtbot.waitUntil(lambda: any(each and each.name == name for each in self.looks), timeout=10_000)
        return next(each for each in self.looks if each and each.name == name)

    def picked(self, at: tuple[float, float] | None = None) -> Picked:
        self.picks.clear()
        self.picker.choose(at)
        self._qtbot.waitUntil(lambda: bool(self.picks), timeout=10_000)
        return self.picks[0]


@pytest.fixture
def asked(qtbot: QtBot, view: PreviewView) -> Iterator[Asked]:
    made = Asked(qtbot, view)
    yield made
    made.picker.forget()


def test_all_about_an_element_is_told(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, PAGE)
    picked = asked.picked((5, 5))
    assert (picked.tag, picked.name, picked.path) == ("div", "div#top.bar.wide", "div#top")
    assert picked.text == "Top bar"
    assert picked.html == '<div id="top" class="bar wide third">Top <b>bar</b></div>'
    assert (picked.source, picked.source_is_own) == ("index.html:4:3", True)
    assert (picked.box.x, picked.box.y, picked.box.height) == (0, 0, 40)
    item = asked.picked((5, 85))
    assert item.path == "html > body > main > ul > li:nth-of-type(2)"
    paragraph = asked.picked((5, 125))
    assert (paragraph.text, paragraph.source, paragraph.source_is_own) == ("Some text", "index.html:2:1", False)


def test_keys_go_through_the_tree(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, PAGE)
    asked.seen(lambda: asked.picker.look_at(5, 5), "div#top.bar.wide")
    for step, name in (
        (Step.NEXT, "ul"),
        (Step.CHILD, "li"),
        (Step.PARENT, "ul"),
        (Step.PREVIOUS, "div#top.bar.wide"),
        (Step.AFTER, "b"),
        (Step.AFTER, "ul"),
        (Step.BEFORE, "b"),
        (Step.PARENT, "div#top.bar.wide"),
        (Step.PARENT, "main"),
    ):
        asked.seen(lambda step=step: asked.picker.step(step), name)
    assert asked.picked().tag == "main"


def test_steps_pressed_quickly_are_all_made(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, PAGE)
    asked.seen(lambda: asked.picker.look_at(5, 5), "div#top.bar.wide")
    for step in (Step.NEXT, Step.CHILD, Step.NEXT):
        asked.picker.step(step)
    assert asked.picked().text == "Two"


def test_what_a_line_of_code_makes_is_found(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, PAGE)
    seen = asked.seen(lambda: asked.picker.find_source("src/Item.tsx", 9), "li × 2")
    assert [box.y for box in seen.boxes] == [40, 80]
    asked.seen(lambda: asked.picker.find_source("index.html", 7), "div#top.bar.wide")
    far = asked.seen(lambda: asked.picker.find_source("index.html", 12), "p")
    assert 0 <= far.boxes[0].y <= view.height()
    asked.looks.clear()
    asked.picker.find_source('index.html"]', 12)
    qtbot.waitUntil(lambda: bool(asked.looks), timeout=10_000)
    assert asked.looks == [None]


def test_an_outline_follows_what_moves_and_ends_with_it(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, PAGE)
    asked.seen(lambda: asked.picker.look_at(5, 125), "p")
    answer(qtbot, view, "scrollTo(0, 60); 1")
    qtbot.waitUntil(lambda: asked.looks[-1] is not None and asked.looks[-1].boxes[0].y == 60, timeout=5_000)
    answer(qtbot, view, "document.querySelector('p').remove(); 1")
    qtbot.waitUntil(lambda: asked.looks[-1] is None, timeout=5_000)


def test_what_is_scrolled_adds_up(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, PAGE)
    for _ in range(8):
        asked.picker.scroll(20, 20, by=(0, 25))
    qtbot.waitUntil(lambda: answer(qtbot, view, "scrollY") == 200, timeout=5_000)


def test_a_box_with_bars_of_its_own_is_scrolled_first(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    inner = '<div id="in" style="height:90px;overflow:auto"><div style="height:400px"></div></div>'
    show(qtbot, view, HEAD + f'<body>{inner}<div style="height:3000px"></div></body></html>')
    asked.picker.scroll(20, 20, by=(0, 100))
    qtbot.waitUntil(lambda: answer(qtbot, view, "document.getElementById('in').scrollTop") == 100, timeout=5_000)
    assert answer(qtbot, view, "scrollY") == 0


def test_a_new_page_is_asked_anew(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    show(qtbot, view, PAGE)
    asked.seen(lambda: asked.picker.look_at(5, 5), "div#top.bar.wide")
    show(qtbot, view, PAGE.replace('id="top"', 'id="new"'))
    asked.seen(lambda: asked.picker.look_at(5, 5), "div#new.bar.wide")


def test_without_a_page_nothing_is_seen(qtbot: QtBot, view: PreviewView, asked: Asked) -> None:
    asked.picker.look_at(5, 5)
    asked.picker.choose((5, 5))
    assert asked.looks
    assert set(asked.looks) == {None}
    assert asked.picks == []
