"""Generated pages: the house style is kept without exception, and the same seed gives the same page."""

import re
from itertools import pairwise
from random import Random

import pytest

from moonpane_engine.page.head import AFTER_FONT, HEAD
from moonpane_engine.train.data.words import is_held_out
from moonpane_engine.train.pages import MAX_CHARACTERS, PAGE_KINDS, generate_page, make_page, written
from moonpane_engine.train.pages.fonts import FAMILIES, text_width, written_family
from moonpane_engine.train.pages.node import STYLE_ORDER, column, row, settled, text, write
from moonpane_engine.train.pages.palette import contrast, dimmed, draw_palette

SEEDS = range(80)
HOUSE = "body h1 h2 h3 p a span button input label ul li nav header main footer div hr"
TAGS = set(HOUSE.split())
OPENING = re.compile(r'<([a-z0-9]+)((?: (?:class|placeholder|href)="[^"]*")*)(?: style="([^"]*)")?>')


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return [generate_page(seed) for seed in SEEDS]


def _body(html: str) -> str:
    return html[html.index("<body") :]


def _styles(html: str) -> list[tuple[str, dict[str, str]]]:
    found = []
    for tag, _, style in OPENING.findall(_body(html)):
        pairs = [part.split(":", 1) for part in style.split(";") if part]
        found.append((tag, dict(pairs)))
    return found


def test_same_seed_gives_same_page_and_another_gives_another() -> None:
    assert [generate_page(seed) for seed in range(20)] == [generate_page(seed) for seed in range(20)]
    assert len({generate_page(seed) for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("level", range(4))
def test_level_decides_how_much_is_on_the_page(level: int) -> None:
    lengths = [len(_body(generate_page(seed, level=level))) for seed in range(16)]
    assert sum(lengths) / 16 < (700, 2200, 4000, 7000)[level]
    assert sum(lengths) / 16 > (100, 500, 1000, 2500)[level]


def test_page_begins_with_the_preamble_and_keeps_the_length(pages: list[str]) -> None:
    for html in pages:
        assert html.startswith("<!DOCTYPE html>\n")
        assert html.startswith(HEAD)
        assert AFTER_FONT in html
        assert html.endswith("</body>\n</html>\n")
        assert len(_body(html)) <= MAX_CHARACTERS


def test_only_house_tags_and_properties_in_the_fixed_order(pages: list[str]) -> None:
    rank = {name: place for place, name in enumerate(STYLE_ORDER)}
    for html in pages:
        for tag, style in _styles(html):
            assert tag in TAGS
            ranks = [rank[name] for name in style]
            assert ranks == sorted(ranks)


def test_one_element_a_line_and_every_element_closed(pages: list[str]) -> None:
    for html in pages:
        open_tags: list[str] = []
        for line in _body(html).splitlines():
            assert line == line.strip()
            opened = re.match(r"<([a-z0-9]+)", line)
            closed = re.search(r"</([a-z0-9]+)>$", line)
            if opened and opened[1] not in ("input", "hr") and not closed:
                open_tags.append(opened[1])
            if closed and not opened and closed[1] != "html":
                assert open_tags.pop() == closed[1]
        assert open_tags == []


def test_colours_are_written_in_full(pages: list[str]) -> None:
    for html in pages:
        colours = re.findall(r"#\S+", " ".join(value for _, style in _styles(html) for value in style.values()))
        assert colours
        for colour in colours:
            assert re.fullmatch(r"#[0-9a-f]{6}", colour)


def test_invisible_groups_have_two_children_and_another_direction_than_their_parent() -> None:
    for seed in SEEDS:
        body = _tree(_body(generate_page(seed)))
        _check_groups(body, "")


def _tree(body: str) -> dict:
    root: dict = {"children": [], "line": "", "text": ""}
    stack = [root]
    for line in body.splitlines():
        node = {"children": [], "line": line}
        if line.startswith("</"):
            stack.pop()
            continue
        stack[-1]["children"].append(node)
        if "</" not in line and not line.startswith(("<input", "<hr")):
            stack.append(node)
        if len(stack) == 0:
            break
    return root["children"][0]


def _check_groups(node: dict, parent_direction: str) -> None:
    direction = "col" if node["line"].startswith("<body") else ""
    if found := re.search(r'class="(row|col|grid)"', node["line"]):
        direction = found[1].replace("grid", "row")
        visible = "background:" in node["line"] or "padding:" in node["line"]
        is_cell = "width:" in node["line"] and len(node["children"]) == 1  # of a table; gone once it is drawn
        if not visible and not is_cell:
            assert len(node["children"]) >= 2, node["line"]
            assert direction != parent_direction, node["line"]
    has_spare_width = "justify-content" in node["line"]
    for child in node["children"]:
        _check_groups(child, "" if has_spare_width else direction)


def test_texts_have_a_size_and_a_colour_and_boxes_no_text_of_their_own_kind(pages: list[str]) -> None:
    for html in pages:
        for line in _body(html).splitlines():
            if re.search(r">[^<]+</", line):
                assert "font-size:" in line
                assert "color:" in line
                assert int(re.search(r"font-size:(\d+)px", line)[1]) in range(10, 49)  # pyright: ignore[reportOptionalSubscript]


def test_gaps_are_never_below_four_px(pages: list[str]) -> None:
    for html in pages:
        for tag, style in _styles(html):
            if "gap" in style:
                assert int(style["gap"].removesuffix("px")) >= 4, (tag, style)


def test_spacing_becomes_one_gap_and_margins_of_the_exceptions() -> None:
    nodes = [text(word, 14, "#000000") for word in "abcd"]
    nodes[1].before, nodes[3].before = 4, 20
    node = settled(column(nodes, gap=10))
    assert node.style["gap"] == "10px"
    assert [child.style.get("margin-top") for child in nodes] == [None, "-6px", None, "10px"]


def test_text_is_escaped_so_that_the_page_stays_well_formed() -> None:
    lines: list[str] = []
    write(row([text("a < b & c", 14, "#000000"), text('"q"', 14, "#000000")]), lines)
    assert lines[1] == '<span style="font-size:14px;color:#000000">a &lt; b &amp; c</span>'
    assert lines[2] == '<span style="font-size:14px;color:#000000">"q"</span>'


def test_only_the_drawing_has_viewport_shadows_and_many_colours() -> None:
    painted = 0
    for seed in range(40):
        page = make_page(seed)
        assert page.picture_html.startswith(f"<!-- viewport: {page.width}xauto -->\n<!DOCTYPE html>")
        assert not re.search("gradient|shadow|<svg", page.html)
        painted += "gradient" in page.picture_html
        colours = {number: f"#{number:06d}" for number, node in enumerate(page.body.walk()) if node.is_seen}
        averaged = written(page.body, page.family, colours)
        assert [averaged.count(f"background:{colour}") for colour in colours.values()] == [1] * len(colours)
    assert painted > 10


def test_every_kind_of_page_can_be_made_at_the_widths_that_it_is_for() -> None:
    seen = {make_page(seed, level=3).kind for seed in range(300)}
    assert seen == set(PAGE_KINDS)


def test_a_group_that_changes_nothing_is_dissolved_and_its_child_stands_where_it_stood() -> None:
    lone = row([text("only", 14, "#000000")], justify_content="center")
    alike = column([text("a", 14, "#000000"), text("b", 14, "#000000")], gap=4)
    body = settled(column([text("first", 14, "#000000"), lone, alike], gap=12, tag="body"))
    assert [node.text for node in body.children] == ["first", "only", "a", "b"]
    assert body.children[1].style["text-align"] == "center"
    assert body.style["gap"] == "12px"
    assert body.children[3].style["margin-top"] == "-8px"


def test_a_page_names_only_families_that_the_product_has() -> None:
    bundled = {family.css for family in FAMILIES if not family.package}
    assert {written_family(family.css) for family in FAMILIES} <= bundled
    assert {family.kind for family in FAMILIES if family.package} == {"sans", "serif", "mono", "show"}


def test_what_lies_behind_a_veil_is_half_as_bright() -> None:
    palette = draw_palette(Random(1))
    assert int(dimmed(palette, 0.5).page[1:3], 16) == pytest.approx(int(palette.page[1:3], 16) / 2, abs=1)


def test_held_out_pages_use_words_that_training_pages_never_use() -> None:
    def unseen(held_out: bool) -> int:
        words = " ".join(re.sub("<[^>]*>", " ", _body(generate_page(s, held_out=held_out))) for s in range(40)).split()
        # Names have capitals and are no dictionary words; nor are numbers and addresses.
        plain = [word for word in (word.strip(".,!?") for word in words) if word.isalpha() and word.islower()]
        return sum(map(is_held_out, plain))

    assert unseen(True) > 60
    assert unseen(False) == 0


@pytest.mark.parametrize("seed", range(60))
def test_palette_keeps_contrast_on_every_surface(seed: int) -> None:
    palette = draw_palette(Random(seed))
    flats = (palette.page, palette.surface, palette.field)
    for colour in (palette.plain.ink, palette.plain.muted, palette.plain.accent, palette.placeholder):
        assert min(contrast(colour, flat) for flat in flats) >= 3.0
    for tone, surface in ((palette.on_accent, palette.accent), (palette.on_soft, palette.soft),
                          (palette.on_second, palette.second)):  # fmt: skip
        assert min(contrast(colour, surface) for colour in (tone.ink, tone.muted)) >= 3.0


def test_estimated_width_grows_with_text_size_and_weight() -> None:
    widths = [text_width("word " * count, 14, "Inter,sans-serif") for count in range(1, 6)]
    assert all(narrow < wide for narrow, wide in pairwise(widths))
    assert text_width("word", 28, "Inter,sans-serif") == pytest.approx(2 * text_width("word", 14, "Inter,sans-serif"))
    assert text_width("word", 14, "Inter,sans-serif", bold=True) > text_width("word", 14, "Inter,sans-serif")
