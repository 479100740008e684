"""Generated pages: the house style is kept without exception, and the same seed gives the same page."""

import re
from itertools import pairwise
from random import Random

import pytest

from moonpane_engine.page.head import AFTER_FONT, HEAD
from moonpane_engine.train.data.words import is_held_out
from moonpane_engine.train.pages import MAX_CHARACTERS, generate_page, make_page, plain_html
from moonpane_engine.train.pages.fonts import text_width
from moonpane_engine.train.pages.node import STYLE_ORDER, column, row, text, write
from moonpane_engine.train.pages.palette import contrast, draw_palette

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
    assert sum(lengths) / 16 < (400, 1100, 1600, 2300)[level]
    assert sum(lengths) / 16 > (100, 250, 500, 1000)[level]


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
        if not visible:
            assert len(node["children"]) >= 2, node["line"]
            assert direction != parent_direction, node["line"]
    for child in node["children"]:
        _check_groups(child, direction)


def test_texts_have_a_size_and_a_colour_and_boxes_no_text_of_their_own_kind(pages: list[str]) -> None:
    for html in pages:
        for line in _body(html).splitlines():
            if re.search(r">[^<]+</", line):
                assert "font-size:" in line
                assert "color:" in line
                assert int(re.search(r"font-size:(\d+)px", line)[1]) in range(11, 33)  # pyright: ignore[reportOptionalSubscript]


def test_gaps_are_never_below_four_px(pages: list[str]) -> None:
    for html in pages:
        for tag, style in _styles(html):
            if "gap" in style:
                assert int(style["gap"].removesuffix("px")) >= 4, (tag, style)


def test_spacing_becomes_one_gap_and_margins_of_the_exceptions() -> None:
    nodes = [text(word, 14, "#000000") for word in "abcd"]
    nodes[1].before, nodes[3].before = 4, 20
    node = column(nodes, gap=10)
    assert node.style["gap"] == "10px"
    assert [child.style.get("margin-top") for child in nodes] == [None, "-6px", None, "10px"]


def test_text_is_escaped_so_that_the_page_stays_well_formed() -> None:
    lines: list[str] = []
    write(row([text("a < b & c", 14, "#000000"), text('"q"', 14, "#000000")]), lines, painted=False)
    assert lines[1] == '<span style="font-size:14px;color:#000000">a &lt; b &amp; c</span>'
    assert lines[2] == '<span style="font-size:14px;color:#000000">"q"</span>'


def test_only_the_rendered_page_has_viewport_and_many_coloured_pictures() -> None:
    painted = 0
    for seed in range(80):
        page = make_page(seed)
        assert page.picture_html.startswith(f"<!-- viewport: {page.width}xauto -->\n<!DOCTYPE html>")
        assert "gradient" not in page.html
        painted += "gradient" in page.picture_html
        assert plain_html(page.picture_html) == page.html
        count = page.picture_html.count("background-image")
        averaged = plain_html(page.picture_html, [f"#{number:06d}" for number in range(count)])
        assert [averaged.count(f"background:#{number:06d}") for number in range(count)] == [1] * count
    assert painted > 2


def test_held_out_pages_use_words_that_training_pages_never_use() -> None:
    def unseen(held_out: bool) -> int:
        words = " ".join(re.sub("<[^>]*>", " ", _body(generate_page(s, held_out=held_out))) for s in range(40)).split()
        return sum(is_held_out(word.strip(".,!?").lower()) for word in words)

    assert unseen(True) > 60
    # Names of days and months and first names are no dictionary words; they alone may collide with the hash.
    assert unseen(False) < 12


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
