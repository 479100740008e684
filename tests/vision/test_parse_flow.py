"""What an outline says is where a browser puts things: one behind the other, each lies where it was measured."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from moonpane_vision.parse import parse_screen
from moonpane_vision.parse.layout import DRIFT, arrange
from moonpane_vision.parse.model import Node, Rect, TextLine
from moonpane_vision.parse.paragraphs import text_nodes
from tests.vision.truth import draw_pages

PAGES = Path(__file__).parent / "pages"
ROUNDED = 1.0  # px: paddings and gaps are whole


def flow_height(node: Node) -> float:
    """How high CSS makes it, the slow and obvious way: from what the outline says alone."""
    if node.kind == "text":
        return node.line_pitch * len(node.lines) or 1.25 * node.font_size
    if not node.children:
        return node.rect.height
    inside = [flow_height(child) for child in node.children]
    if (node.direction or "col") == "col":
        content = sum(inside) + sum(node.gap + child.extra_gap for child in node.children[1:])
    elif node.cross_top or any(child.offset for child in node.children):
        content = max(child.offset + height for child, height in zip(node.children, inside, strict=True))
    else:
        content = max(inside)
    around = 2 * node.border + node.padding[0] + node.padding[2] if node.kind in ("box", "page") else 0
    return content + around


def drifts(node: Node) -> Iterator[float]:
    """How far from its place each child of each column stands, beside the first."""
    if (node.direction or "col") == "col" and node.children:
        at = node.children[0].rect.y
        for before, child in zip((None, *node.children), node.children, strict=False):
            if before is not None:
                at += flow_height(before) + node.gap + child.extra_gap
            yield at - child.rect.y
    for child in node.children:
        yield from drifts(child)


def column(pitches: Sequence[int], size: int) -> Node:
    lines, baseline = [], 100.0
    for pitch in pitches:
        baseline += pitch
        ink = Rect(40, round(baseline) - 10, 60 + 7 * len(lines), 10)
        lines.append(TextLine(ink, baseline, 9.0, size, False, (0, 0, 0), (255, 255, 255), first_word=ink.width))
    page = Node("page", Rect(0, 0, 400, 3000))
    return arrange(page, text_nodes(lines, list(range(len(lines))), page.rect))


@pytest.mark.parametrize("size", [11, 13, 14, 15])
def test_texts_below_each_other_do_not_drift(size: int) -> None:
    """Line boxes of 13.75, 16.25, 17.5 and 18.75 px: what is lost by whole gaps is made up for."""
    page = column([0] + [30] * 40, size)
    assert len(page.children) == 41
    assert max(map(abs, drifts(page))) <= DRIFT + ROUNDED / 2
    without = replace(page, children=tuple(replace(child, extra_gap=0) for child in page.children))
    assert max(map(abs, drifts(without))) > 5 or size == 14


def test_distances_that_differ_by_little_add_up() -> None:
    page = column([0] + [30, 31, 31, 30, 32, 31, 32, 31, 31, 32] * 3, 16)
    assert max(map(abs, drifts(page))) <= DRIFT + ROUNDED / 2
    assert sum(child.extra_gap != 0 for child in page.children) < 20, "and not each of them says so"


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Node]:
    folder = tmp_path_factory.mktemp("flow")
    draw_pages(PAGES, folder)
    drawn = {path.stem: np.asarray(Image.open(path).convert("RGB")) for path in sorted(folder.glob("*.png"))}
    return {name: parse_screen(pixels).root for name, pixels in drawn.items()}


def test_things_on_pages_do_not_drift(screens: dict[str, Node]) -> None:
    assert len(screens) > 5
    off = {name: list(map(abs, drifts(root))) for name, root in screens.items()}
    assert sum(map(len, off.values())) > 200
    for name, each in off.items():
        assert max(each) <= DRIFT + ROUNDED / 2, name


def test_boxes_are_as_high_as_they_were_measured(screens: dict[str, Node]) -> None:
    def boxes(node: Node) -> Iterator[Node]:
        # A line along the edge of a box, which is the box's border on that side, belongs to it and makes it higher.
        if node.kind == "box" and node.children and all(node.rect.contains(child.rect) for child in node.children):
            yield node
        for child in node.children:
            yield from boxes(child)

    found = [box for root in screens.values() for box in boxes(root)]
    assert len(found) > 60
    off = [abs(flow_height(box) - box.rect.height) for box in found]
    # Two, as before lines along cards were told, which take six boxes out of those that are judged.
    assert np.count_nonzero(np.array(off) > ROUNDED / 2) <= 2, "but for texts that are higher than their box"


def test_letters_too_large_for_their_box_make_it_no_higher() -> None:
    """An icon in a circle that was read as a letter: whether the page says the circle's height or lets it follow."""
    box = Node("box", Rect(100, 36, 56, 56), fill=(0, 0, 0), radius=999)
    text = Node("text", Rect(110, 43, 36, 55), font_size=44, flow_width=30.0, flow_height=55.0)
    found = arrange(box, [text])
    assert flow_height(found) == found.flow_height == 56
    assert arrange(box, [replace(text, font_size=60, flow_height=75.0)]).flow_height == 75


def test_a_button_is_as_wide_as_its_text_and_its_paddings() -> None:
    box = Node("box", Rect(10, 10, 120, 40), fill=(0, 0, 0), border=1)
    text = Node("text", Rect(35, 22, 70, 16), font_size=13, flow_width=75.0, flow_height=16.25)
    found = arrange(box, [text])
    assert found.distribution == "center"
    assert 2 + found.padding[1] + found.padding[3] + 75 == 120


def test_what_stands_beside_a_text_reckons_with_its_width_in_the_pages_font() -> None:
    """The ink was 60 px wide, the page's font needs 70: the gap is less by that."""
    row = Node("box", Rect(0, 0, 300, 40), fill=(0, 0, 0))
    first, second = (Node("text", Rect(x, 12, 60, 16), font_size=13) for x in (16, 92))
    assert arrange(row, [first, second]).gap == 16
    assert arrange(row, [replace(first, flow_width=70.0), second]).gap == 6


def test_what_wraps_is_as_wide_as_wraps_it_alike() -> None:
    def paragraph(*advances: tuple[float, float], ink: int = 200) -> int:
        lines = [
            TextLine(Rect(40, 90 + 20 * at, ink, 12), 100.0 + 20 * at, 9.0, 14, False, (0, 0, 0), (255, 255, 255),
                     first_word=60, frame=Rect(40, 88 + 20 * at, ink, 18), advance=advance, first_advance=first)
            for at, (advance, first) in enumerate(advances)
        ]  # fmt: skip
        (node,) = text_nodes(lines, [0, 1], Rect(0, 0, 400, 300))
        assert node.line_pitch == 20
        return node.wrap_width

    assert paragraph((200, 40), (180, 50)) == 200
    assert paragraph((215, 40), (180, 50)) == 215, "each line fits"
    assert paragraph((200, 40), (210, 50)) == 210, "the last one, too"
    assert paragraph((180, 40), (170, 30), ink=240) == 198, "the next line's first word does not"
    assert paragraph((200, 40), (190, 6)) + 6 in range(201, 206), "nor where there is hardly room between"
    assert paragraph((0, 0), (0, 0)) == 200, "as it was measured, where its font is not known"
