"""Truth of measured lines, faults of drawn pages, noise, and pieces that are really drawn and measured."""

import json
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from moonpane_engine.train.data import make, noise, pieces
from moonpane_engine.train.data.drawn import Drawn, fault, tell_truth
from moonpane_engine.train.data.make import make_pages, make_piece
from moonpane_engine.train.data.pieces import (
    OtherVersion,
    check_version,
    read_crops,
    read_pages,
    read_picture,
    write_manifest,
    write_piece,
)
from moonpane_engine.train.data.truth import piece_texts, truth_texts
from moonpane_engine.train.pages import written
from moonpane_engine.train.pages.node import Node, column, filled, row, settled, text
from moonpane_vision.parse.model import Node as Measured
from moonpane_vision.parse.model import Rect, Screen, TextLine

INK, PAPER = (0, 0, 0), (255, 255, 255)
FONTS = Path("no such folder")


def _line(said: str, x: float, y: float, width: float) -> dict[str, Any]:
    return {"text": said, "x": x, "y": y, "width": width, "height": 17}


def _layout(*lines: dict[str, Any], width: int = 300, height: int = 200) -> dict[str, Any]:
    blocks = [
        {key: line[key] for key in ("text", "x", "y", "width", "height")} | {"tag": "p", "lines": [line]}
        for line in lines
    ]
    return {"width": width, "height": height, "content_height": height, "blocks": blocks, "boxes": []}


def _screen(*inks: Rect, font_size: int = 14) -> Screen:
    lines = tuple(TextLine(ink, ink.bottom, 10, font_size, False, INK, PAPER) for ink in inks)
    return Screen(300, 200, PAPER, Measured("page", Rect(0, 0, 300, 200)), lines)


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


# A drawn page: a bar, a title, a paragraph of two lines, a photo. Places are said by hand.


def _page() -> tuple[Node, dict[str, Any]]:
    photo = filled(100, 60, "#808080")
    photo.is_seen = True
    bar = row([text("Brand", 14, "#000000")], background="#eeeeee", padding="10px")
    prose = text("one two three four", 14, "#000000")
    main = column([text("Title", 20, "#000000"), prose, photo], gap=10, padding="10px")
    body = settled(column([bar, main], gap=0, tag="body", background="#ffffff"))
    lines = [_line("Brand", 10, 10, 40), _line("Title", 10, 50, 60), _line("one two", 10, 85, 50)]
    layout = _layout(*lines, height=600)
    layout["blocks"][2] |= {"text": "one two three four", "height": 35}
    layout["blocks"][2]["lines"].append(_line("three four", 10, 103, 60))
    places = [(0, 0, 300, 600), (0, 0, 300, 37), (10, 10, 280, 17), (0, 37, 300, 563), (10, 50, 280, 25),
              (10, 85, 280, 35), (10, 500, 100, 60)]  # fmt: skip
    layout["elements"] = [{"source": f"page:{number}:1", "place": place} for number, place in enumerate(places)]
    return body, layout


def _drawn() -> Drawn:
    body, layout = _page()
    pixels = np.full((600, 300, 3), 255, np.uint8)
    pixels[500:560, 10:110] = (10, 20, 30)
    drawn = Drawn(body, layout, pixels)
    tell_truth(drawn)
    return drawn


def test_a_sound_page_has_no_fault() -> None:
    assert fault(*_page(), max_height=1000) == ""


def test_faults_are_found() -> None:
    body, layout = _page()
    assert fault(body, layout, max_height=600) == "height"
    assert fault(body, layout | {"complete": False}, max_height=1000) == "incomplete"
    assert fault(body, layout | {"elements": layout["elements"][:-1]}, max_height=1000) == "elements"
    wide = [*layout["elements"][:-1], {"source": "page:6:1", "place": (250, 500, 100, 60)}]
    assert fault(body, layout | {"elements": wide}, max_height=1000) == "overflow"
    assert fault(body, layout | {"blocks": layout["blocks"][:-1]}, max_height=1000) == "texts"
    body.children[1].children[1].style["background"] = "#dddddd"
    assert fault(body, layout, max_height=1000) == "lines"


def test_the_tree_says_what_was_seen() -> None:
    drawn = _drawn()
    _, prose, photo = drawn.body.children[1].children
    assert prose.style["line-height"] == "18px"
    assert photo.style["background"] == "#0a141e"
    assert "line-height" not in drawn.body.children[1].children[0].style


def test_cells_of_a_table_become_the_distances_that_are_seen() -> None:
    cells = [text("a", 14, "#000000", flex="1"), column([text("b", 14, "#000000")], width="80px")]
    body = settled(column([row(cells, gap=8), text("below", 14, "#000000")], tag="body"))
    layout = _layout(_line("a", 10, 10, 20), _line("b", 130, 10, 20), _line("below", 10, 40, 40))
    places = [
        (0, 0, 300, 200),
        (0, 0, 300, 20),
        (10, 10, 112, 17),
        (130, 10, 80, 17),
        (130, 10, 80, 17),
        (10, 40, 280, 17),
    ]
    layout["elements"] = [{"source": f"page:{number}:1", "place": place} for number, place in enumerate(places)]
    tell_truth(Drawn(body, layout, np.zeros((200, 300, 3), np.uint8)))
    first = body.children[0]
    assert [child.text for child in first.children] == ["a", "b"]
    assert first.style["gap"] == "100px"
    assert "flex" not in first.children[0].style


def _shot(*names: str, seed: int = 3) -> noise.Shot:
    chosen = {name: float(name in names) for name in noise.SHARES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(noise, "SHARES", chosen)
        return noise.shoot(_drawn(), Random(seed))


def test_what_is_cut_off_is_not_on_the_page() -> None:
    shot = _shot("crop")
    assert shot.noises == ("crop",)
    height = shot.drawn.pixels.shape[0]
    assert height < 600
    html = written(shot.drawn.body, "Inter,sans-serif")
    assert ("#0a141e" in html) == (height > 530)
    said = [block["text"] for block in shot.drawn.layout["blocks"]]
    assert [node.text for node in shot.drawn.body.walk() if node.text] == said


def test_a_smaller_picture_has_a_smaller_truth() -> None:
    shot = _shot("rescale", seed=6)
    factor = shot.drawn.pixels.shape[1] / 300
    assert factor != 1
    title = shot.drawn.body.children[1].children[0]
    assert title.style["font-size"] == f"{round(20 * factor)}px"
    assert shot.drawn.layout["blocks"][1]["x"] == pytest.approx(10 * factor, abs=0.1)
    assert shot.drawn.body.children[1].style["gap"] == f"{round(10 * factor)}px"


def test_a_frame_moves_the_texts_and_is_no_part_of_the_page() -> None:
    before, shot = _drawn(), _shot("frame")
    pixels = shot.drawn.pixels
    moved = pixels.shape[0] - 600
    assert moved > 0
    assert shot.drawn.layout["blocks"][0]["y"] > 10 + moved / 2
    assert written(shot.drawn.body, "Inter,sans-serif") == written(before.body, "Inter,sans-serif")


def test_a_cursor_and_jpeg_change_pixels_only_and_what_is_stored_is_what_was_measured() -> None:
    before, shot = _drawn(), _shot("cursor", "jpeg")
    assert shot.noises == ("cursor", "jpeg")
    assert shot.ending == "jpg"
    assert shot.drawn.pixels.shape == before.pixels.shape
    assert (shot.drawn.pixels != before.pixels).any()
    assert shot.drawn.layout == before.layout


def test_held_out_pages_have_no_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noise, "SHARES", dict.fromkeys(noise.SHARES, 1.0))
    shot = noise.shoot(_drawn(), Random(1), is_clean=True)
    assert shot.noises == ()
    assert (shot.drawn.pixels == _drawn().pixels).all()


@pytest.mark.timeout(240)
def test_a_piece_is_drawn_measured_and_stored(tmp_path: Path) -> None:
    counts = make_piece(tmp_path, range(6), held_out=True, fonts=FONTS)
    rows = list(read_pages(tmp_path, held_out=True))
    assert len(rows) == counts["kept"] >= 4
    for path, page in rows:
        assert page["html"].startswith("<!DOCTYPE html>")
        assert page["outline"].startswith(f"page {page['width']}x{page['height']} #")
        assert read_picture(path, page["picture"]).getbuffer().nbytes > 500
        assert any(page["lines"])
    assert not (tmp_path / "work" / "held-pages-0000000").exists()
    (tmp_path / "held-pages-0000000.zip").rename(tmp_path / "pages-0000000.zip")
    pixels, texts = read_crops(tmp_path)
    assert pixels.shape[1:] == (28, 168)
    assert len(texts) == len(pixels) >= 5
    said = " ".join(" ".join(page["lines"]) for _, page in rows)
    assert all(str(one) in said for one in texts)


@pytest.mark.timeout(240)
def test_a_piece_that_was_broken_off_goes_on_and_one_that_is_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(make, "write_piece", killed)
        with pytest.raises(KeyboardInterrupt):
            make_piece(tmp_path, range(3), held_out=False, fonts=FONTS)
    drawn = {path: path.stat().st_mtime_ns for path in (tmp_path / "work").rglob("*.png")}
    assert len(drawn) == 3
    assert not list(tmp_path.glob("*.zip"))
    changed = min(drawn).with_suffix(".html")
    changed.write_text("what the page was before")

    seen: list[dict[Path, int]] = []
    write = make.write_piece

    def watched(*arguments: Any) -> None:
        seen.append({path: path.stat().st_mtime_ns for path in (tmp_path / "work").rglob("*.png")})
        write(*arguments)

    monkeypatch.setattr(make, "write_piece", watched)
    make_piece(tmp_path, range(3), held_out=False, fonts=FONTS)
    assert [path for path, when in drawn.items() if seen[0][path] != when] == [min(drawn)]
    (piece,) = tmp_path.glob("*.zip")
    written_at = piece.stat().st_mtime_ns
    make_pages(tmp_path, range(3), held_out=False, fonts=FONTS)
    assert piece.stat().st_mtime_ns == written_at
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert [one["name"] for one in manifest["pieces"]] == ["pages-0000000.zip"]
    assert "fonts-dejavu-core" in manifest["missing_fonts"]


def test_half_a_piece_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", broken)
    with pytest.raises(OSError, match="disk full"):
        write_piece(tmp_path / "pages-0000000.zip", [], {"kept": 0})
    assert not list(tmp_path.glob("*.zip"))


def test_a_folder_of_another_generator_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_manifest(tmp_path, missing_fonts=[])
    check_version(tmp_path)
    monkeypatch.setattr(pieces, "VERSION", 99)
    with pytest.raises(OtherVersion, match="name another folder"):
        check_version(tmp_path)


def test_a_piece_that_is_too_large_to_carry_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MAX_PIECE_BYTES", 10)
    with pytest.raises(ValueError, match="fewer seeds"):
        write_piece(tmp_path / "pages-0000000.zip", [], {"kept": 0})
