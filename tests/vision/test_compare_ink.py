"""Colour injection: the instrumented copies, the reading of their pictures, and that it agrees with the live page."""

import json
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from moonpane_vision.compare import TextBlock, blocks_from_json, compare
from moonpane_vision.compare.ink import InkCopy, blocks_from_ink, ink_copies

SIGN_IN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Never shown</title>
<style>
*{margin:0;box-sizing:border-box} body{font:16px/1.25 Inter,sans-serif;background:#f6f7fb;padding:20px}
.card{background:#fff;border:1px solid #e4e7ec;border-radius:12px;padding:20px}
.card{display:flex;flex-direction:column;gap:12px}
h1{font-size:26px;color:#1a2233} p{color:#667085;font-size:15px} .go{background:#2f6fed!important;color:#fff!important}
button{font:inherit;border:0;padding:10px;border-radius:6px} a{color:#b42318}
input{font:inherit;padding:8px;border:1px solid #d0d5dd;border-radius:6px}
</style></head>
<body><div class="card"><h1>Welcome back</h1><p>Sign in to <b style="color:#027a48">your account</b> and go on &amp; on
with a line that is too long for the card and therefore wraps.</p>
<label style='color:#344054;font-weight:700'>Email</label><input placeholder="name@example.com">
<button class="go">Continue</button><a href="#">Forgot the password?</a>
<p style="display:none">Hidden</p></div></body></html>
"""

TABLE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<style>
*{margin:0;box-sizing:border-box}
body{font:15px/1.4 Roboto,sans-serif;color:#f2f4f7;padding:16px}
body{background:linear-gradient(#101828,#344054)}
nav{display:flex;gap:24px;padding:8px 0 20px} nav span:first-child{font-weight:700;color:#fdb022}
table{width:100%;border-collapse:collapse} td,th{padding:8px;text-align:left;border-bottom:1px solid #475467}
.up{color:#32d583} .tag{background:#7a5af8;padding:2px 8px;border-radius:9px;text-transform:uppercase}
</style></head>
<body><nav><span>Ledger</span><span>Accounts</span><span>Reports</span></nav><table>
<tr><th>Month<th>Revenue<th>Change</tr>
<tr><td>January<td>12,480<td class="up">+4.1 %</tr>
<tr><td>February<td>13,007<td class="up">+4.2 %</tr>
<tr><td>March<td>12,990<td>-0.1 %</tr></table>
<ul style="margin-top:20px;padding-left:20px"><li>Exported monthly<li>Checked by <em>two</em> people</ul>
<footer style="margin-top:24px"><span class="tag">draft</span> Updated today</footer></body></html>
"""

PAGES = {"sign_in": SIGN_IN, "table": TABLE}

# Changes of a page whose scores both ways of finding blocks must agree on.
DAMAGE = {
    "same": [],
    "moved": [("padding:20px}\n", "padding:60px 20px}\n"), ("padding:16px}\n", "padding:50px 16px}\n")],
    "texts": [("Continue", "Proceed now"), ("Forgot the password?", "Help"), ("January", "Jan"), ("monthly", "yearly")],
    "colours": [("#667085", "#d92d20"), ("#1a2233", "#7a5af8"), ("#32d583", "#f97066"), ("#f2f4f7", "#98a2b3")],
    "missing": [
        ("<a href", "<a hidden href"),
        ("<h1>", "<h1 hidden>"),
        ("<nav>", "<nav hidden>"),
        ("<ul ", "<ul hidden "),
    ],
}

SIZE = (380, 420)


@dataclass(frozen=True)
class Seen:
    """A rendered page with its blocks from the live page and from colour injection."""

    picture: NDArray[np.uint8]
    live: list[TextBlock]
    ink: list[TextBlock]


def picture_of(path: Path) -> NDArray[np.uint8]:
    read = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert read is not None, path
    return np.asarray(cv2.cvtColor(read, cv2.COLOR_BGR2RGB), np.uint8)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Seen]:
    """Every page in every state, drawn by the real renderer."""
    pages, output = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("rendered")
    copies: dict[tuple[str, str], InkCopy] = {}
    for name, html in PAGES.items():
        for damage, changes in DAMAGE.items():
            changed = html
            for old, new in changes:
                changed = changed.replace(old, new)
            (copy,) = ink_copies(changed)
            copies[name, damage] = copy
            for kind, source in (("plain", changed), ("first", copy.first), ("second", copy.second)):
                comment = f"<!-- viewport: {SIZE[0]}x{SIZE[1]} -->\n"
                (pages / f"{name}-{damage}-{kind}.html").write_text(comment + source, encoding="utf-8")
    command = [sys.executable, "-m", "moonpane.preview.headless", str(pages), "-o", str(output), "--boxes"]
    subprocess.run(command, check=True, timeout=150, capture_output=True)
    found = {}
    for (name, damage), copy in copies.items():
        stem = f"{name}-{damage}"
        plain, first, second = (picture_of(output / f"{stem}-{kind}.png") for kind in ("plain", "first", "second"))
        live = blocks_from_json(json.loads((output / f"{stem}-plain.json").read_text())["blocks"])
        found[name, damage] = Seen(plain, live, blocks_from_ink(plain, [(copy, first, second)]))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_both_ways_find_the_same_texts_in_the_same_places(name: str, seen: dict[tuple[str, str], Seen]) -> None:
    page = seen[name, "same"]
    live = {" ".join(block.text.lower().split()): block for block in page.live}
    ink = {" ".join(block.text.lower().split()): block for block in page.ink}
    assert len(live) == len(page.live) > 6
    assert set(ink) == set(live)
    for text, block in ink.items():
        other = live[text]
        assert block.x >= other.x - 2, text
        assert block.y >= other.y - 2, text
        assert block.x + block.width <= other.x + other.width + 2, text
        assert block.y + block.height <= other.y + other.height + 2, text
        assert block.width >= 0.4 * other.width, text  # thin strokes at either end have no pixel in the full colour
        assert np.abs(np.subtract(block.color, other.color)).max() <= 12, text


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", PAGES)
def test_both_ways_give_the_same_score(name: str, damage: str, seen: dict[tuple[str, str], Seen]) -> None:
    original, page = seen[name, "same"], seen[name, damage]
    by_live = compare(original.picture, page.picture, blocks_a=original.live, blocks_b=page.live)
    by_ink = compare(original.picture, page.picture, blocks_a=original.ink, blocks_b=page.ink)
    # Ink is half as high as a line, so single lines weigh less beside paragraphs: the areas differ, the rest does not.
    for component, tolerance in (("block_match", 0.08), ("text", 0.001), ("position", 0.02), ("color", 0.02)):
        assert getattr(by_ink, component) == pytest.approx(getattr(by_live, component), abs=tolerance), component
    assert (by_live.overall < 1.0) == (damage != "same")


def painted(width: int, height: int, boxes: list[tuple[int, int, int, int]], shift: int) -> NDArray[np.uint8]:
    """What a renderer makes of an instrumented page: box i filled with the i-th colour."""
    picture = np.full((height, width, 3), 255, np.uint8)
    for index, (x, y, across, down) in enumerate(boxes):
        levels = (index // 256, index // 16 % 16, index % 16)
        picture[y : y + down, x : x + across] = [(10 + 16 * level + shift) % 256 for level in levels]
    return picture


def test_blocks_are_read_back_from_any_colours_even_where_copies_differ_in_size() -> None:
    draw = random.Random(4)
    boxes = [(4 * (i % 64), 6 * (i // 64), draw.randint(1, 3), draw.randint(1, 5)) for i in range(4096)]
    copy = InkCopy("", "", tuple(f"text {i}" for i in range(4096)))
    first, second = painted(256, 390, boxes, 0), painted(256, 384, boxes, 50)
    first = np.clip(first.astype(int) + np.random.default_rng(0).integers(-4, 5, first.shape), 0, 255).astype(np.uint8)
    picture = np.full((400, 256, 3), (7, 70, 200), np.uint8)
    blocks = blocks_from_ink(picture, [(copy, first, second)])
    assert [(b.text, b.x, b.y, b.width, b.height) for b in blocks] == [
        (f"text {i}", *map(float, box)) for i, box in enumerate(boxes)
    ]
    assert {block.color for block in blocks} == {(7.0, 70.0, 200.0)}


def test_what_does_not_change_with_the_colours_is_no_text() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    assert blocks_from_ink(picture, [(InkCopy("", "", ("a",)), picture, picture)]) == []


def test_texts_belong_to_the_element_that_holds_them() -> None:
    (copy,) = ink_copies(SIGN_IN)
    assert copy.texts[:4] == (
        "Welcome back",
        "Sign in to and go on & on with a line that is too long for the card and therefore wraps.",
        "your account",
        "Email",
    )
    assert "name@example.com" in copy.texts
    assert "Never shown" not in copy.texts


def test_more_elements_than_colours_take_more_copies() -> None:
    copies = ink_copies("<!doctype html>" + "".join(f"<p>{i}" for i in range(4100)))
    assert [len(copy.texts) for copy in copies] == [4096, 4]
    assert copies[1].texts == ("4096", "4097", "4098", "4099")
    assert copies[1].first.count("color:transparent!important;opacity") == 4096


@pytest.mark.parametrize(
    "html",
    [
        "",
        "just words",
        "<",
        "<p",
        "<!doctype",
        "<!-- open",
        "<p style='a:\"b\"'>x",
        "</p></p><b>y",
        "<br/><input>",
        "<p>\x00\ud800",
    ],
    ids=range(10),
)
def test_broken_pages_keep_their_source(html: str) -> None:
    """Whatever a model writes: the copies hold the whole source, only with things added."""
    for copy in ink_copies(html):
        for page in (copy.first, copy.second):
            rest = iter(page)
            assert all(character in rest for character in html)
