"""The plan of a page's layout, and the short runs that tell whether it helps."""

import io
import json
from pathlib import Path

import pytest
import torch
from PIL import Image

from moonpane_engine.chat.output import AnswerParser, ContentDelta, ReasoningDelta
from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.runner import Runner
from moonpane_engine.train.data.labels import with_labels
from moonpane_engine.train.data.layout_plan import layout_plan, num_planned, plan_given, with_plan
from moonpane_engine.train.data.measured import Measured
from moonpane_engine.train.data.pieces import piece_path, write_piece
from moonpane_engine.train.data.samples import ChatSamples, collate
from moonpane_engine.train.plan_ablation import CODE, PLAN, WAYS, drawn, held_out, train_both
from moonpane_engine.train.plan_scores import compared, likeness, nats, nearness, written
from moonpane_engine.train.trainer import answer_loss
from moonpane_engine.weights.load import load_model
from moonpane_resources.paths import embedded_checkpoint

OUTLINE = """page 160x100 #fffefd p8,8,8,8 g8
text 14 #000000">Hello</t
row 200x20 g8
text 14 #000000">Save</t
text 14 #000000">Mail</t
end
"""
HTML = """<!DOCTYPE html>
<html lang="en">
<body style="background:#fffefd">
<p style="color:#000000">Hello</p>
<hr style="height:1px">
<div class="row" style="gap:8px">
<div class="grid">
<div style="width:8px"></div>
<button style="color:#000000">Save</button>
</div>
<input placeholder="Mail" style="height:30px">
<p>never measured</p>
</div>
<div class="col">
<div class="row" style="width:36px">RZ</div>
</div>
</body>
</html>
"""
LAYOUT = "A line row g b B end C t end col t"


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_dir(embedded_checkpoint())


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with one page to train on and one that is held out."""
    buffer = io.BytesIO()
    Image.new("RGB", (160, 100), "#fffefd").save(buffer, "WEBP", lossless=True)
    row = {"html": HTML, "outline": OUTLINE, "picture": "pictures/1.webp", "level": 1, "noises": []}
    page = Measured(row, "pictures/1.webp", buffer.getvalue(), [])
    for is_held_out in (False, True):
        write_piece(piece_path(tmp_path, 1, held_out=is_held_out), [page], {"kept": 1})
    return tmp_path


def test_the_plan_says_what_is_in_what() -> None:
    assert layout_plan(with_labels(OUTLINE, HTML)) == LAYOUT
    assert layout_plan(HTML) == LAYOUT.replace("A", "t").replace("B", "t").replace("C", "t")


def test_a_page_that_breaks_off_has_the_plan_of_its_beginning() -> None:
    assert layout_plan(HTML[: HTML.index("<button")]) == "t line row g b"
    assert layout_plan("never a page") == ""


def test_the_plan_is_thought_and_no_part_of_the_code(tokenizer: Tokenizer) -> None:
    code = with_labels(OUTLINE, HTML)
    instant = ChatSamples(tokenizer).sample("write", code, None, None)
    sample = with_plan(tokenizer, instant)
    assert [*sample.prompt_ids, tokenizer.token_id("</think>")] == instant.prompt_ids
    num_plan = num_planned(tokenizer, sample.answer_ids)
    assert sample.answer_ids[num_plan:] == instant.answer_ids
    assert num_plan == len(LAYOUT.split()) + 1  # a token a word, and the end
    given = plan_given(tokenizer, sample)
    assert given.answer_ids == instant.answer_ids
    assert given.prompt_ids + given.answer_ids == sample.prompt_ids + sample.answer_ids

    parser = AnswerParser(tokenizer, thinking=True)
    deltas = [delta for token in sample.answer_ids for delta in parser.push(token)] + parser.finish()
    assert "".join(each.text for each in deltas if isinstance(each, ContentDelta)) == code
    assert "".join(each.text for each in deltas if isinstance(each, ReasoningDelta)).split() == LAYOUT.split()


def test_what_is_near_to_the_truth_is_the_code_alone(tokenizer: Tokenizer) -> None:
    instant = ChatSamples(tokenizer).sample("write", HTML, None, None)
    truth = with_plan(tokenizer, instant).answer_ids
    num_plan = num_planned(tokenizer, truth)
    other = [*tokenizer.encode(" row row"), *truth[num_plan - 1 :]]
    whole = {"complete": 1.0, "code": 1.0, "layout": 1.0}
    assert likeness(tokenizer, other, truth) == whole | {"tokens": float(len(other))}
    assert likeness(tokenizer, instant.answer_ids, instant.answer_ids) | {"tokens": 0.0} == whole | {"tokens": 0.0}
    endless = truth[: num_plan - 1] * 3  # it never comes to the code
    assert likeness(tokenizer, endless, truth) == {
        "complete": 0.0, "code": 0.0, "layout": 0.0, "tokens": float(len(endless)),
    }  # fmt: skip
    assert nearness("kitten", "sitting") == 1 - 3 / 7


def test_nats_are_cut_where_the_plan_ends(tokenizer: Tokenizer) -> None:
    model = load_model(embedded_checkpoint(), as_stored=False)
    sample = with_plan(tokenizer, ChatSamples(tokenizer).sample("write", "<p>Hello</p>", None, None))
    count = len(sample.answer_ids)
    cut = nats(model, sample, num_planned(tokenizer, sample.answer_ids))
    assert cut.plan > 0
    assert cut.code > 0
    with torch.no_grad():
        loss, _ = answer_loss(model, collate([sample]))
    assert cut.both == pytest.approx(loss.item() * count, rel=1e-4)
    assert nats(model, sample, 0).code == pytest.approx(cut.both, rel=1e-4)


def test_an_interval_is_around_the_mean() -> None:
    told = compared([-1.0, -2.0, -3.0, 2.0] * 10)
    assert told["from"] < told["mean"] < told["to"]
    assert (told["mean"], told["below"], told["pages"]) == (-1.0, 30, 40)


def test_pages_are_written_side_by_side_as_one_by_one(pages: Path) -> None:
    runner = Runner.load(embedded_checkpoint())
    samples = [sample for way in WAYS for sample in held_out(pages, way, most=1)]
    stop = samples[0].answer_ids[-1]
    together = written(runner, samples, stop=stop)
    assert together == [written(runner, [each], stop=stop)[0] for each in samples]
    assert together[0][-1] == stop


def test_both_arms_take_a_step_on_the_same_pages(pages: Path, tmp_path: Path) -> None:
    first, again = (next(drawn(pages, "alone", tokens=800)) for _ in range(2))
    assert [each.answer_ids for each in first] == [each.answer_ids for each in again]

    train_both(pages, tmp_path / "work", steps=1, tokens=800)
    lines = [json.loads(line) for line in (tmp_path / "work" / "log.jsonl").read_text().splitlines()]
    assert [line["arm"] for line in lines] == [CODE, PLAN]
    assert all(line[way] > 0 for line in lines for way in WAYS)
    before = load_model(embedded_checkpoint(), as_stored=False).language_model.lm_head.weight
    after = [load_model(tmp_path / "work" / arm, as_stored=False).language_model.lm_head.weight for arm in (CODE, PLAN)]
    assert not any(torch.equal(one, other) for one, other in ((before, after[0]), (before, after[1]), (*after,)))
