"""How pages are drawn: many ways of writing the same boxes, all with the names by which the layout is read."""

import re
from html.parser import HTMLParser
from random import Random

import pytest

from moonpane_engine.train.pages import make_page
from moonpane_engine.train.pages.node import Node, column, row, settled, text
from moonpane_engine.train.pages.source import Source

SEEDS = range(80)


class Nesting(HTMLParser):
    """Collects the tags of a page, each with the one around it, as they are written."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.pairs: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pairs.add((self.open[-1] if self.open else "", tag))
        if tag not in ("input", "hr", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def drawings() -> list[str]:
    return [make_page(seed).picture_html for seed in SEEDS]


def test_each_node_is_named_once_in_document_order(drawings: list[str]) -> None:
    for seed, html in zip(SEEDS, drawings, strict=True):
        numbers = [int(number) for number in re.findall(r'data-moonpane-source="page:(\d+):1"', html)]
        assert numbers == list(range(sum(1 for _ in make_page(seed).body.walk())))


def test_tables_hold_what_a_browser_leaves_in_tables(drawings: list[str]) -> None:
    pairs = {pair for html in drawings for pair in Nesting(html).pairs}
    assert {inner for outer, inner in pairs if outer == "table"} <= {"tr", "caption"}
    assert {inner for outer, inner in pairs if outer == "tr"} == {"td"}
    assert {outer for outer, inner in pairs if inner == "tr"} == {"table"}
    assert {inner for outer, inner in pairs if outer == "ul"} == {"li"}
    assert ("form", "form") not in pairs


def test_there_are_pages_of_every_idiom(drawings: list[str]) -> None:
    assert sum("<h" not in html.partition("<body")[2].replace("<hr", "") for html in drawings) > 3  # div and span alone
    for sign in ('style="', "css-", "display-flex", "<table", "<ul", "<nav", "grid-template-columns", "grid-auto-flow"):
        assert sum(sign in html for html in drawings) > 2, sign


def _utility_page(body: Node) -> str:
    source = Source(Random(1), "Inter,sans-serif", "en")
    source._naming, source._soup = "utility", False
    return source.html(settled(body))


def test_classes_that_sound_alike_stay_apart_and_what_says_more_comes_after() -> None:
    nodes = [text(word, 14, "#000000") for word in "abcd"]
    nodes[1].before, nodes[2].before = 4, 16
    nodes[3].paint = "background-image:linear-gradient(#000000,#ffffff)"
    nodes[3].style["background"] = "#808080"
    nodes[0].paint = "font-weight:600"
    nodes[0].style["font-weight"] = "700"
    html = _utility_page(column([*nodes, row([text("e", 14, "#000000")])], gap=10, tag="body"))
    rules = dict(re.findall(r"\.([\w-]+)\{([^}]*)\}", html))
    assert sorted(rule for rule in rules.values() if rule.startswith("margin-top")) == [
        "margin-top:-6px",
        "margin-top:6px",
    ]
    assert html.index("background:#808080") < html.index("background-image:")
    first = re.search(r'class="([^"]*)"[^>]*>a\n', html)
    assert first is not None
    assert [rules[name] for name in first[1].split() if rules[name].startswith("font-weight")] == ["font-weight:600"]
