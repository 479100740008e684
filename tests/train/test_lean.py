"""Pieces made small are read like the whole ones, with pictures as large as the encoder takes."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from moonpane_engine.train.data.lean import make_lean
from moonpane_engine.train.data.measured import Measured
from moonpane_engine.train.data.pieces import piece_path, read_crops, read_pages, read_picture, write_piece
from moonpane_engine.train.shape import PREPROCESSOR


def page(seed: int, side: int) -> Measured:
    noise = np.random.default_rng(seed).integers(0, 256, (side, side, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(noise).save(buffer, "WEBP", lossless=True)
    name = f"pictures/{seed}.webp"
    crops = [(np.full((28, 168), number, np.uint8), f"{seed} {number}") for number in range(8)]
    return Measured(
        {"html": "<p>", "outline": "", "picture": name, "level": 1, "noises": []}, name, buffer.getvalue(), crops
    )


def test_lean_pieces_hold_every_page_and_some_crops_of_each(tmp_path: Path) -> None:
    whole, lean = tmp_path / "whole", tmp_path / "lean"
    whole.mkdir()
    write_piece(piece_path(whole, 0, held_out=False), [page(1, 900), page(2, 100)], {"kept": 2})
    write_piece(piece_path(whole, 9, held_out=True), [page(9, 900)], {"kept": 1})
    num_bytes = make_lean(whole, lean, crops=3)
    assert num_bytes == sum(path.stat().st_size for path in lean.iterdir())
    assert num_bytes < sum(path.stat().st_size for path in whole.iterdir()) / 2
    assert [row for _, row in read_pages(lean)] == [row for _, row in read_pages(whole)]
    assert len(list(read_pages(lean, held_out=True))) == 1
    sides = [Image.open(read_picture(piece, row["picture"])).width for piece, row in read_pages(lean)]
    most = 14 * PREPROCESSOR["media_proc_cfg"]["in_patch_limit"] ** 0.5
    assert most - 8 < sides[0] < most + 12  # all that the encoder takes, before whole cells are filled up
    assert sides[1] == 100
    pixels, texts = read_crops(lean)
    assert len(pixels) == len(texts) == 6
    assert {text.split()[0] for text in texts.tolist()} == {"1", "2"}
