"""A run by the clock: it ends by itself, is scored on held-out pages, leaves in pieces and goes on from them."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from moonpane_engine.train import short_run
from moonpane_engine.train.carry import join
from moonpane_engine.train.data.line_batches import Lines
from moonpane_engine.train.data.measured import Measured
from moonpane_engine.train.data.page_batches import Pages
from moonpane_engine.train.data.pieces import piece_path, write_piece
from moonpane_engine.train.recipe import Phase
from moonpane_engine.train.run import Run
from moonpane_engine.train.vocabulary import copy_tokenizer
from moonpane_resources.paths import embedded_checkpoint

ENDLESS = Phase("endless", 1_000, Lines(2, easy=1, glyphs=1), Pages(128, drills=1, drill_size=1))


def held_out_page() -> Measured:
    buffer = io.BytesIO()
    Image.new("RGB", (320, 200), "#fffefd").save(buffer, "WEBP", lossless=True)
    html = '<!doctype html>\n<body style="background:#fffefd">\n<p style="color:#000000">Hello</p>\n</body>\n'
    outline = 'page 320x200 #fffefd p8,8,8,8\ntext 14 #000000">Hello</t\n'
    row = {"html": html, "outline": outline, "picture": "pictures/1.webp", "level": 1, "noises": []}
    crop = np.full((28, 168), 255, np.uint8)
    return Measured(row, "pictures/1.webp", buffer.getvalue(), [(crop, "Hello")])


def test_a_run_by_the_clock_leaves_in_pieces_and_goes_on_from_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short_run, "RECIPE", [ENDLESS])
    monkeypatch.setattr(short_run, "SIGHT", [])
    work, pages, out = (tmp_path / name for name in ("work", "pages", "out"))
    pages.mkdir()
    write_piece(piece_path(pages, 1, held_out=True), [held_out_page()], {"kept": 1})
    copy_tokenizer(embedded_checkpoint(), work / "vocabulary")
    given = {"device": "cpu", "bf16": None, "muon": None, "minutes": 0.2, "of": 100.0}
    short_run.train_by_the_clock(work, pages, pieces=out, **given)  # ends by itself

    assert all(path.stat().st_size <= 16_000_000 for path in out.iterdir())
    assert len(list(out.iterdir())) <= 8
    scores = json.loads((work / "checkpoint" / "training" / short_run.SCORES_FILE).read_text())
    assert scores["read"]["tokens"] == len("Hello") + 1
    assert scores["write"]["samples"] == scores["see"]["samples"] == 1
    assert 0 < scores["write"]["loss"] < 20

    join(out, tmp_path / "joined")
    sent, joined = Run(work, device="cpu"), Run(tmp_path / "joined", device="cpu")
    weights = joined.model.state_dict()
    assert all(torch.equal(weights[name], weight) for name, weight in sent.model.state_dict().items())
    assert 0 < joined.counters["progress"]["endless"] < 0.5
    assert joined.counters["steps"] == sent.counters["steps"]
    assert joined.counters["warm"] == 0  # without moments
    assert (tmp_path / "joined" / "checkpoint" / "config.json").exists()


def test_a_run_without_time_for_a_step_leaves_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_run, "RECIPE", [ENDLESS])
    monkeypatch.setattr(short_run, "SIGHT", [])
    copy_tokenizer(embedded_checkpoint(), tmp_path / "work" / "vocabulary")
    given = {"device": "cpu", "bf16": None, "muon": None, "minutes": 0.0, "of": None}
    short_run.train_by_the_clock(tmp_path / "work", tmp_path, pieces=tmp_path / "out", **given)
    join(tmp_path / "out", tmp_path / "joined")
    assert Run(tmp_path / "joined", device="cpu").counters["steps"] == {}
    assert (tmp_path / "joined" / "checkpoint" / "config.json").exists()
