"""How well a model predicts what it never saw, token by token: what can be measured where no page can be drawn."""

import random
from collections.abc import Iterator
from pathlib import Path

import torch

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.data.edit_batches import edit_sample
from moonpane_engine.train.data.edits import Edits
from moonpane_engine.train.data.line_batches import CROP_GRID, READ, crop_patches
from moonpane_engine.train.data.page_batches import Pages, PageSamples, filled, read_records
from moonpane_engine.train.data.pieces import read_crops
from moonpane_engine.train.data.samples import IGNORED, Batch, ChatSamples, Sample, collate
from moonpane_engine.train.shape import MEASURED_PATCHES
from moonpane_engine.train.trainer import answer_loss

TOKENS = 16_384  # of a batch
NUM_WISHES, WISHES_AT_ONCE = 1_000, 20
FEW_WISHES = 5  # where each takes half a second
# As the product asks: with the outline and the picture, at the product's resolution, texts and colours as they are.
ASKED = Pages(TOKENS, body=0, ungrounded=0, patch_limits=(MEASURED_PATCHES,))


def token_scores(model: KimiModel, vocabulary: Path, pages: Path, *, bf16: bool) -> dict[str, dict[str, float]]:
    """Mean loss and share of right tokens over the held-out pieces in `pages`, of reading, of writing, of writing from
    the picture alone; and of wishes in words, and in phrasings, that nothing is trained on.

    Each token is predicted with the true ones before it, so these figures are better than a page that is written.
    Raises FileNotFoundError where there are no held-out pieces.
    """
    chat = ChatSamples(Tokenizer.from_dir(vocabulary))
    writing = PageSamples(chat, random.Random(0), ASKED)
    crops = zip(*read_crops(pages, held_out=True), strict=True)
    read = [chat.sample(READ, str(text), crop_patches(crop), CROP_GRID, spelled="all") for crop, text in crops]
    seen = [writing.alone(record) for record in read_records(pages, held_out=True)]
    written = [writing.as_asked(record) for record in read_records(pages, held_out=True)]
    limit = model.config.text.max_position_embeddings
    is_gpu = model.language_model.lm_head.weight.is_cuda
    return wish_scores(model, vocabulary, bf16=bf16, count=NUM_WISHES if is_gpu else FEW_WISHES) | {
        "read": sample_scores(model, read, bf16=bf16),
        "write": sample_scores(model, [one for one in written if one.num_tokens <= limit], bf16=bf16),
        "see": sample_scores(model, [one for one in seen if one.num_tokens <= limit], bf16=bf16),
    }


@torch.no_grad()
def wish_scores(
    model: KimiModel, vocabulary: Path, *, bf16: bool, count: int = NUM_WISHES
) -> dict[str, dict[str, float]]:
    """Share of the wishes that are granted to the letter, over all and by kind: about pages and in words that are never
    trained on, said as those are that are trained on, or otherwise, or freely.

    An answer whose tokens are all the likeliest with the true ones before them is the one that would be given.
    """
    chat = ChatSamples(Tokenizer.from_dir(vocabulary))
    model.eval()
    scores = {}
    for name, otherwise, free in (
        ("wish", False, 0),
        ("wish, said otherwise", True, 0),
        ("wish, said freely", False, 1),
    ):
        edits = Edits(random.Random(f"held-out {name}"), held_out=True, otherwise=otherwise, free=free)
        drawn = [(edit.kind, edit_sample(chat, edit)) for edit in (edits.drawn() for _ in range(count))]
        granted: dict[str, list[bool]] = {"all kinds": []}
        for start in range(0, count, WISHES_AT_ONCE):
            batch = drawn[start : start + WISHES_AT_ONCE]
            for (kind, _), is_right in zip(
                batch, _are_right(model, [sample for _, sample in batch], bf16=bf16), strict=True
            ):
                granted["all kinds"].append(is_right)
                granted.setdefault(kind, []).append(is_right)
        scores[name] = {"wishes": count} | {kind: sum(each) / len(each) for kind, each in sorted(granted.items())}
    return scores


def _are_right(model: KimiModel, samples: list[Sample], *, bf16: bool) -> list[bool]:
    """Of each sample whether all tokens of the answer are the likeliest ones."""
    device = model.language_model.lm_head.weight.device
    batch = collate(samples).to(device.type)
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bf16):
        logits = model.logits(model(model.embed(batch.token_ids, None)))
    return ((logits.argmax(-1) == batch.labels) | (batch.labels == IGNORED)).all(-1).tolist()


@torch.no_grad()
def sample_scores(model: KimiModel, samples: list[Sample], *, bf16: bool) -> dict[str, float]:
    model.eval()
    device = model.language_model.lm_head.weight.device
    loss = right = num_tokens = 0.0
    for batch in _batches(samples):
        answers = int((batch.labels != IGNORED).sum())
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=bf16):
            mean_loss, accuracy = answer_loss(model, batch.to(device.type))
        loss, right = loss + mean_loss.item() * answers, right + accuracy.item() * answers
        num_tokens += answers
    return {"samples": len(samples), "tokens": num_tokens, "loss": loss / num_tokens, "right": right / num_tokens}


def _batches(samples: list[Sample]) -> Iterator[Batch]:
    for batch in filled(sorted(samples, key=lambda sample: sample.num_tokens), TOKENS):
        yield collate(batch)
