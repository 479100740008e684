"""Texts on an empty canvas: told from top to bottom, and each of them can be seen."""

from random import Random

import pytest

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.data.canvas import drawn_canvas
from moonpane_engine.train.data.line_batches import READ
from moonpane_engine.train.data.seen_batches import Seen, SeenBatches
from moonpane_engine.train.data.texts import Texts
from moonpane_resources.paths import embedded_checkpoint


@pytest.mark.parametrize("most", [1, 3, 8])
def test_a_canvas_says_no_more_lines_than_are_asked_for_and_shows_ink(most: int) -> None:
    rng = Random(most)
    for _ in range(20):
        pixels, said = drawn_canvas(rng, Texts(rng), width=300, height=220, most=most)
        assert pixels.shape == (220, 300, 3)
        lines = said.split("\n")
        assert all(line.strip() == line and line for line in lines)
        assert len(lines) <= most + 1  # the last line may have a second text beside it
        is_inked = (pixels != pixels[0, -1]).any(axis=(1, 2))
        assert is_inked.any()
        if len(lines) == 1:
            assert is_inked.mean() < 0.3


def test_a_canvas_of_one_line_has_room_for_a_text() -> None:
    rng = Random(0)
    for _ in range(50):
        _, said = drawn_canvas(rng, Texts(rng), width=107, height=14, most=1)
        assert said


def test_samples_are_read_or_written_in_the_asked_shares() -> None:
    tokenizer = Tokenizer.from_dir(embedded_checkpoint())
    for canvases, read in ((1.0, 0.0), (0.0, 1.0)):
        stream = SeenBatches(
            embedded_checkpoint(), embedded_checkpoint(), Seen(4_096, (1, 0, 0), canvases, 2, read=read), seed="t"
        )
        samples = stream.samples(Random(3))
        first = [next(samples) for _ in range(4)]
        answers = [tokenizer.decode(sample.answer_ids[:-1]) for sample in first]
        reads = [READ in tokenizer.decode(sample.prompt_ids[-12:]) for sample in first]
        assert reads[0]
        for is_read, answer in zip(reads, answers, strict=True):
            assert ("<body" in answer) is not is_read
