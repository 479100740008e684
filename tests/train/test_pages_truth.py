"""Truth of measured lines, faults of rendered pages, and shards that are really rendered and measured."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from moonpane_engine.train.data.make_pages import Shard
from moonpane_engine.train.data.truth import fault, piece_texts, truth_texts
from moonpane_vision.parse.model import Node, Rect, Screen, TextLine

INK, PAPER = (0, 0, 0), (255, 255, 255)


def _line(text: str, x: float, y: float, width: float) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y, "width": width, "height": 17}


def _layout(*lines: dict[str, Any]) -> dict[str, Any]:
    blocks = [
        {key: line[key] for key in ("text", "x", "y", "width", "height")} | {"tag": "p", "lines": [line]}
        for line in lines
    ]
    return {"width": 300, "height": 200, "blocks": blocks, "boxes": []}


def _screen(*inks: Rect, font_size: int = 14) -> Screen:
    lines = tuple(TextLine(ink, ink.bottom, 10, font_size, False, INK, PAPER) for ink in inks)
    return Screen(300, 200, PAPER, Node("page", Rect(0, 0, 300, 200)), lines)


def test_each_measured_line_gets_the_words_that_lie_in_it() -> None:
    layout = _layout(_line("Save changes", 20, 20, 90), _line("Cancel", 20, 60, 45))
    screen = _screen(Rect(20, 24, 90, 10), Rect(20, 64, 45, 10))
    assert truth_texts(screen, layout) == ["Save changes", "Cancel"]


def test_a_line_measured_in_two_parts_is_split_between_words() -> None:
    screen = _screen(Rect(20, 24, 34, 10), Rect(57, 24, 53, 10))
    assert truth_texts(screen, _layout(_line("Save changes", 20, 20, 90))) == ["Save", "changes"]


def test_neighbours_measured_as_one_line_are_joined() -> None:
    layout = _layout(_line("Save", 20, 20, 34), _line("Cancel", 60, 20, 45))
    assert truth_texts(_screen(Rect(20, 24, 85, 10)), layout) == ["Save Cancel"]


def test_a_line_where_nothing_is_written_and_a_picture_taken_for_letters_get_no_text() -> None:
    layout = _layout(_line("Save", 20, 20, 34))
    assert truth_texts(_screen(Rect(200, 150, 40, 10)), layout) == [""]
    assert truth_texts(_screen(Rect(20, 0, 90, 60), font_size=60), layout) == [""]


@pytest.mark.parametrize(
    ("counts", "parts"),
    [([3], ["one two three"]), ([2, 1], ["one two", "three"]), ([1, 1], None), ([2, 2], None)],
)
def test_pieces_get_their_words_or_nothing_where_the_numbers_disagree(counts: list[int], parts: Any) -> None:
    assert piece_texts("one two three", counts) == parts


PAGE = '<body style="padding:8px">\n<p style="font-size:14px;color:#000000">Save &amp; go</p>\n</body>'


def test_a_sound_page_has_no_fault() -> None:
    assert fault(PAGE, _layout(_line("Save & go", 8, 8, 70)), max_height=400) == ""


def test_faults_are_found() -> None:
    good = _line("Save & go", 8, 8, 70)
    assert fault(PAGE, _layout(good), max_height=100) == "height"
    assert fault(PAGE, _layout(good) | {"complete": False}, max_height=400) == "incomplete"
    assert fault(PAGE, _layout(_line("Save & go", 250, 8, 70)), max_height=400) == "overflow"
    assert fault(PAGE, _layout(_line("Save &", 8, 8, 50)), max_height=400) == "texts"
    wrapped = _layout(good)
    wrapped["blocks"][0]["lines"] = [_line("Save &", 8, 8, 50), _line("go", 8, 25, 20)]
    assert fault(PAGE, wrapped, max_height=400) == "lines"
    assert fault(PAGE.replace("color", "line-height:20px;color"), wrapped, max_height=400) == ""
    assert fault(PAGE.replace("color", "line-height:20px;color"), _layout(good), max_height=400) == "lines"


def test_an_input_s_placeholder_counts_as_its_text() -> None:
    page = '<body>\n<div class="col">\n<input placeholder="A &quot;b&quot;" style="height:40px">\n</div>\n</body>'
    assert fault(page, _layout(_line('A "b"', 8, 8, 70)), max_height=400) == ""
    assert fault(page, _layout(_line("A b", 8, 8, 70)), max_height=400) == "texts"


@pytest.mark.timeout(240)
def test_shard_is_rendered_measured_stored_and_not_made_twice(tmp_path: Path) -> None:
    shard = Shard(tmp_path, range(6), held_out=False)
    shard.render()
    counts = shard.measure(again=False)
    rows = [json.loads(line) for line in (tmp_path / "pages-0000000.jsonl").read_text().splitlines()]
    assert len(rows) == counts["kept"] >= 4
    for row in rows:
        assert row["html"].startswith("<!DOCTYPE html>")
        assert row["outline"].startswith(f"page {row['width']}x{row['height']} #")
        assert (tmp_path / row["picture"]).exists()
        assert any(row["lines"])
    crops = np.load(tmp_path / "crops-0000000.npz", allow_pickle=False)
    assert crops["pixels"].shape[1:] == (28, 168)
    assert len(crops["texts"]) == len(crops["pixels"]) >= 5
    said = " ".join(" ".join(row["lines"]) for row in rows)
    assert all(str(text) in said for text in crops["texts"])
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    again = Shard(tmp_path, range(6), held_out=False)
    again.render()
    assert again.measure(again=False) == counts
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == written
