"""Listings: their cells, colours and grounds are those of the page, whatever it says; prose and tables are none."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane_resources.paths import fonts_dir
from moonpane_vision.compare import blocks_from_json, compare
from moonpane_vision.listings import (
    Row,
    blocks_with_listings,
    code_of,
    codes_of,
    find,
    find_listings,
    listing_crops,
    row_pieces,
    with_places,
)
from moonpane_vision.listings.code import row_letters
from moonpane_vision.listings.grid import fit_grids, ink_between
from moonpane_vision.listings.proof import proved
from moonpane_vision.normalise import PIECE_HEIGHT, PIECE_WIDTH
from moonpane_vision.parse import Node, Screen, parse_screen
from tests.vision.listing_pages import (
    DARK,
    JSON,
    LIGHT,
    LISTINGS,
    MONO,
    OTHERS,
    PYTHON,
    SHELL,
    cells_of,
    far,
    lines_of,
    listing_page,
    opened,
    page_of,
    read,
)
from tests.vision.truth import draw_pages


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("drawn")
    for name, page in LISTINGS.items():
        (source / f"{name}.html").write_text(listing_page(*page), encoding="utf-8")
    for name, body in OTHERS.items():
        (source / f"{name}.html").write_text(page_of(body, "#ffffff"), encoding="utf-8")
    draw_pages(source, target)
    return target


@pytest.mark.parametrize("name", LISTINGS)
def test_each_letter_has_its_cell(drawn: Path, name: str) -> None:
    (listing,) = find_listings(*opened(drawn, name))
    lines = [line.rstrip() for line in lines_of(LISTINGS[name][0])]
    assert cells_of(listing) == [re.sub(r"\S", "x", line) for line in lines]
    size, pitch = map(float, re.findall(r"\d+", LISTINGS[name][1]))
    assert listing.font_size == size
    assert listing.pitch == pytest.approx(pitch, abs=0.1)
    assert listing.advance == pytest.approx(0.6 * size, abs=0.02)
    assert abs(listing.rect.x - 30) <= 1
    assert abs(listing.rect.y - 24) <= 1


@pytest.mark.parametrize("name", LISTINGS)
def test_its_code_is_that_of_the_page(drawn: Path, name: str) -> None:
    pixels, screen = opened(drawn, name)
    (listing,) = find_listings(pixels, screen)
    lines = lines_of(LISTINGS[name][0])
    code = code_of(listing, read(listing, lines))
    assert [line.rstrip() for line in lines_of(code.html)] == [line.rstrip() for line in lines]
    _, font, ground, ink = LISTINGS[name]
    assert far(re.findall("color:(#[0-9a-f]{6})", code.css)[0], ink) <= 16, "signs alone do not reach it"
    assert f"font-size:{font.partition('/')[0]};line-height:{font.partition('/')[2]}" in code.css
    inks = DARK if int(ground[1:3], 16) < 128 else LIGHT
    for tag, colour in zip("biu", inks, strict=False):
        for words in re.findall(f"<{tag}>(.*?)</{tag}>", LISTINGS[name][0]):
            assert re.search(rf'style="color:{colour}">\s*{re.escape(words)}\s*<', code.html), (words, colour)


def test_grounds_of_cells_are_backgrounds(drawn: Path) -> None:
    pixels, screen = opened(drawn, "shell")
    (listing,) = find_listings(pixels, screen)
    html = code_of(listing, read(listing, lines_of(SHELL))).html
    assert '<span style="background:#aa1111"> FAIL </span>' in html
    assert '<span style="color:#000000;background:#ffffff"> Roll back the pods? [Y/n] </span>' in html
    assert html.endswith('<span style="background:#aa1111"> </span>'), "a cursor"


@pytest.mark.parametrize("name", OTHERS)
def test_what_no_spaces_say_is_no_listing(drawn: Path, name: str) -> None:
    assert find_listings(*opened(drawn, name)) == []


def test_a_listing_is_one_element_in_place_of_its_lines(drawn: Path) -> None:
    pixels, screen = opened(drawn, "shell")
    listings = find_listings(pixels, screen)
    told, former = with_places(pixels, screen, listings)
    assert set(former) == set(range(len(screen.lines))) - set(listings[0].lines) == set()
    assert [box.listing for box in told.boxes] == [0]

    def pictures(node: Node) -> list[Node]:
        return [node] * (node.kind == "picture") + [each for child in node.children for each in pictures(child)]

    (place,) = pictures(told.root)
    assert place.rect == listings[0].rect


def test_a_page_with_a_listing_is_like_its_picture(drawn: Path) -> None:
    """As a browser tells of it, `<pre>` is one text and each `<span>` another."""
    for name in LISTINGS:
        pixels, screen = opened(drawn, name)
        true = blocks_from_json(json.loads((drawn / f"{name}.json").read_text())["blocks"])
        blocks = blocks_with_listings(screen, find_listings(pixels, screen))
        score = compare(pixels, pixels, blocks_a=blocks, blocks_b=true, by_place=True)
        assert score.block_match is not None
        assert score.block_match >= 0.9, name


def test_pieces_are_small_enough_to_be_read(drawn: Path) -> None:
    pixels, screen = opened(drawn, "json")
    (listing,) = find_listings(pixels, screen)
    crops = listing_crops(pixels, listing)
    assert [len(row) for row in crops] == [len(row_pieces(row)) for row in listing.rows]
    assert {crop.shape for row in crops for crop in row} == {(PIECE_HEIGHT, PIECE_WIDTH)}
    assert all(int(crop.min()) < 60 for row in crops for crop in row), "each is as dark as it can be"
    assert max(end - start for row in listing.rows for start, end in row_pieces(row)) <= 11
    assert [row_pieces(row) for row in listing.rows][-2:] == [[(2, 8), (8, 14), (15, 25), (25, 36)], [(0, 1)]]


def test_what_was_read_wrong_is_seen_in_the_cells(drawn: Path) -> None:
    pixels, screen = opened(drawn, "json")
    (listing,) = find_listings(pixels, screen)
    texts = read(listing, lines_of(JSON))
    wrong = [
        [
            text.replace("{", "(").replace("}", ")").replace("_", ".").replace('"i', "i").replace("ta", "T")
            for text in row
        ]
        for row in texts
    ]
    assert wrong != texts
    assert proved(pixels, listing, wrong) == texts


def test_letters_that_cannot_be_drawn_are_left(drawn: Path) -> None:
    pixels, screen = opened(drawn, "python")
    (listing,) = find_listings(pixels, screen)
    texts = read(listing, lines_of(PYTHON))
    told = [[text.replace("nothing", "nòthing").replace("#", "№") for text in row] for row in texts]
    assert proved(pixels, listing, told) == told


def test_a_word_that_is_too_long_or_too_short_moves_no_column() -> None:
    row = Row(0, None, ((0, 4), (6, 9), (12, 14)), ())  # type: ignore[arg-type]
    pieces = row_pieces(row)
    assert pieces == [(0, 4), (6, 9), (12, 14)]
    letters = row_letters(row, ["abcdefg", "hi", "jk"])
    assert "".join(letter for _, letter in letters) == "abcdefghijk"
    assert [cell for cell, letter in letters if letter in "hj"] == [6, 12]
    assert max(cell for cell, letter in letters if letter in "abcdefg") == 3


def test_the_numbers_of_rows_stand_beside_it_and_a_marked_row_is_in_it(tmp_path: Path) -> None:
    """As in an editor, whose gutter is a column of its own."""
    source = tmp_path / "source"
    source.mkdir()
    looks = ["", "", "background:#fff3bf", "", ""]
    rows = [f'<div style="{look}">{line}</div>' for look, line in zip(looks, PYTHON.split("\n"), strict=True)]
    numbers = "".join(f"<div>{at}</div>" for at in range(8, 13))
    gutter = f'<div style="width:24px;margin-right:21px;text-align:right;color:#9a9a9a">{numbers}</div>'
    code = f'<div style="flex:1;white-space:pre">{"".join(rows)}</div>'
    page = page_of(f'<div style="display:flex;font:13px/20px {MONO}">{gutter}{code}</div>', "#ffffff")
    (source / "editor.html").write_text(page, encoding="utf-8")
    draw_pages(source, tmp_path / "drawn")
    pixels, screen = opened(tmp_path / "drawn", "editor")
    (listing,) = find_listings(pixels, screen)
    lines = lines_of(PYTHON)
    assert cells_of(listing) == [re.sub(r"\S", "x", line) for line in lines]
    assert listing.rect.x == pytest.approx(75, abs=1)
    html = code_of(listing, read(listing, lines)).html
    assert re.search(r'<span style="background:#fff3bf"> {8}return left {10}# nothing to do *</span>', html)
    told, former = with_places(pixels, screen, [listing])
    assert len(former) == 5, "the numbers"
    assert [box.listing for box in told.boxes] == [0]


def test_no_two_listings_share_a_row(monkeypatch: pytest.MonkeyPatch, drawn: Path) -> None:
    pixels, screen = opened(drawn, "shell")
    (one,) = find_listings(pixels, screen)
    part = replace(one, lines=one.lines[:3])
    monkeypatch.setattr(find, "_all", lambda *_: iter([part, one]))
    assert find_listings(pixels, screen) == [one]


def test_a_sign_of_another_font_moves_no_letter(tmp_path: Path) -> None:
    """It is wider than a cell, so that what stands behind it has cells of its own."""
    lines = [
        "\N{CHECK MARK} Resolved 214 packages",
        "\N{CHECK MARK} Type check passed",
        "  at pool.ts:88:17 (main)",
        "Done in 4 s",
    ]
    source = tmp_path / "source"
    source.mkdir()
    page = f'<pre style="margin:0;font:13px/20px {MONO}">{chr(10).join(lines)}</pre>'
    (source / "signs.html").write_text(page_of(page, "#ffffff"), encoding="utf-8")
    draw_pages(source, tmp_path / "drawn")
    (listing,) = find_listings(*opened(tmp_path / "drawn", "signs"))
    assert cells_of(listing) == [re.sub(r"\S", "x", line) for line in lines]
    assert abs(listing.rect.x - 30) <= 1


def test_other_fonts_have_no_cells() -> None:
    """Columns of ink at random, as letters of all widths make them."""
    random = np.random.default_rng(7)
    for _ in range(40):
        rows = [(30, (random.random(300) < 0.6) * random.integers(1, 9, 300)) for _ in range(3)]
        assert fit_grids(rows, 13) is None
    cells = np.tile([0, 4, 5, 3, 4, 6, 2, 0], 40)
    grids = fit_grids([(30, cells), (30 + 8, cells), (30 + 3, cells)], 13)
    assert grids is not None
    assert grids[0].advance == pytest.approx(8, abs=0.02)
    assert max(ink_between(start, cells, grid) for start, grid in zip((30, 38, 33), grids, strict=True)) < 0.05
    assert ink_between(30, cells, grids[2]) > 0.5, "the third row has its cells elsewhere"


def test_nobody_read_it(drawn: Path) -> None:
    pixels, screen = opened(drawn, "python")
    listings = find_listings(pixels, screen)
    silent = ["\n" * (len(row_pieces(row)) - 1) for row in listings[0].rows]
    assert codes_of(pixels, listings, silent) == []
    assert len(codes_of(pixels, listings, [f"x{silent[0]}", *silent[1:]])) == 1


def test_rows_that_were_not_read_stay_empty_and_short_words_whole(drawn: Path) -> None:
    pixels, screen = opened(drawn, "python")
    (listing,) = find_listings(pixels, screen)
    texts = read(listing, lines_of(PYTHON))
    assert code_of(listing, [[""] * len(texts[0]), *texts[1:]]).html.startswith("\n\n    if"), "HTML drops the first"
    short = [[text.replace("middle", "midle") for text in row] for row in texts]
    assert "    midle  = len(left) // 2" in code_of(listing, short).html


def coded(*boxes: tuple[int, int, int, int], dots: int = 0) -> tuple[np.ndarray, Screen]:
    """Four rows of code from 40 on, 14 px, with boxes in other colours, or list dots so many px to their left."""
    image = Image.new("RGB", (460, 160), "white")
    draw, mono = ImageDraw.Draw(image), ImageFont.truetype(str(fonts_dir() / "JetBrainsMono-Regular.ttf"), 14)
    for at, line in enumerate(
        ("def merge(left, right):", "    middle = len(left) // 2", "    if middle > 40:", "  pass")
    ):
        draw.text((40, 40 + 24 * at), line, fill=(30, 30, 30), font=mono, anchor="ls")
        if dots:
            draw.ellipse((40 - dots, 31 + 24 * at, 46 - dots, 37 + 24 * at), fill=(20, 120, 60))
    for left, top, width, height in boxes:
        draw.rectangle((left, top, left + width - 1, top + height - 1), fill=(47, 111, 237))
    pixels = np.asarray(image)
    return pixels, parse_screen(pixels)


@pytest.mark.parametrize("px", range(10, 26))
def test_list_dots_are_no_gutter_without_end(px: int) -> None:
    pixels, screen = coded(dots=px)
    for listing in find_listings(pixels, screen):
        assert set(listing.lines) <= set(range(len(screen.lines)))


@pytest.mark.parametrize("box", [(39, 52, 20, 9), (60, 98, 30, 10), (38, 76, 6, 60)])
def test_a_listing_never_holds_another_element(box: tuple[int, int, int, int]) -> None:
    pixels, screen = coded(box)
    listings = find_listings(pixels, screen)
    told, _ = with_places(pixels, screen, listings)

    def nodes(node: Node) -> list[Node]:
        return [node, *(each for child in node.children for each in nodes(child))]

    places = {box.rect for box in told.boxes if box.listing >= 0}
    assert all(node.kind == "picture" for node in nodes(told.root) if node.rect in places)
    assert len(places) == len(listings)


@pytest.mark.parametrize("left", range(250, 320, 7))
def test_a_button_beside_it_stays_a_button(left: int) -> None:
    pixels, screen = coded((left, 48, 60, 20))
    for listing in find_listings(pixels, screen):
        assert listing.boxes == ()
        assert all(run.start < run.end for row in listing.rows for run in row.runs)
