"""What a prompt shares with an earlier one is computed once: latents by pages, features by pictures."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from moonpane_engine import cache
from moonpane_engine.cache import PAGE_SIZE
from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.runner import Runner, RunningSequence
from tests.engine.checkpoints import CONFIG, write_random_checkpoint
from tests.engine.references import whole_logits
from tests.engine.test_parity import TOLERANCE

PAD = CONFIG.media_placeholder_token_id or 0
GRID = (1, 8, 8)  # 16 positions


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner.load(write_random_checkpoint(tmp_path))


def ids(length: int, seed: int) -> list[int]:
    return torch.randint(0, 499, (length,), generator=torch.Generator().manual_seed(seed)).tolist()


def picture(seed: int) -> MediaItem:
    return MediaItem(np.random.default_rng(seed).normal(size=(64, 3, 14, 14)).astype(np.float32), GRID)


def finished(runner: Runner, prompt: Prompt) -> tuple[RunningSequence, torch.Tensor]:
    sequence = runner.start(prompt)
    logits = None
    while logits is None:
        logits = read(runner, sequence, 50)
    return sequence, logits


def read(runner: Runner, sequence: RunningSequence, max_tokens: int = 1000) -> torch.Tensor | None:
    return runner.prefill([sequence], [min(sequence.num_missing, max_tokens)])[0]


def test_a_second_turn_computes_only_what_is_new(runner: Runner) -> None:
    first = Prompt(ids(200, 1))
    sequence, _ = finished(runner, first)
    answer = ids(60, 2)
    for token in answer:
        runner.decode([sequence], [[token]])
    runner.release(sequence)
    second = Prompt(first.token_ids + answer + ids(30, 3))
    again = runner.start(second)
    assert again.num_tokens == 260 // PAGE_SIZE * PAGE_SIZE  # the answer of the first turn, too
    logits = read(runner, again)
    assert logits is not None
    assert (logits - whole_logits(runner, second)[-1]).abs().max() <= TOLERANCE


def test_the_last_token_is_always_computed(runner: Runner) -> None:
    prompt = Prompt(ids(2 * PAGE_SIZE, 1))
    sequence, first = finished(runner, prompt)
    runner.release(sequence)
    again = runner.start(prompt)
    assert again.num_tokens == PAGE_SIZE
    second = read(runner, again)
    assert second is not None
    assert (first - second).abs().max() <= TOLERANCE


def test_two_at_the_same_time_share_pages_and_each_release_counts(runner: Runner) -> None:
    free_before = runner.cache.num_free_pages
    prompt = Prompt(ids(3 * PAGE_SIZE + 5, 1))
    one, _ = finished(runner, prompt)
    two, _ = finished(runner, prompt)
    assert one.pages[:3] == two.pages[:3]
    assert one.pages[3] != two.pages[3]
    runner.release(one)
    runner.release(one)
    logits = runner.decode([two], [[7]])[0, 0]
    assert (logits - whole_logits(runner, Prompt([*prompt.token_ids, 7]))[-1]).abs().max() <= TOLERANCE
    runner.release(two)
    assert runner.cache.num_free_pages == free_before


def test_another_picture_at_the_same_place_is_another_beginning(runner: Runner) -> None:
    token_ids = [5] + [PAD] * 16 + ids(PAGE_SIZE, 4)
    first, _ = finished(runner, Prompt(token_ids, [picture(1)]))
    runner.release(first)
    for seed, known in ((1, (len(token_ids) - 1) // PAGE_SIZE * PAGE_SIZE), (2, 0)):
        prompt = Prompt(token_ids, [picture(seed)])
        sequence = runner.start(prompt)
        assert sequence.num_tokens == known
        logits = read(runner, sequence)
        assert logits is not None
        assert (logits - whole_logits(runner, prompt)[-1]).abs().max() <= TOLERANCE
        runner.release(sequence)


def test_a_known_picture_is_not_encoded_again(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[int] = []
    encode = runner.model.encode_media
    monkeypatch.setattr(
        runner.model, "encode_media", lambda patches, grids: encoded.append(len(grids)) or encode(patches, grids)
    )
    asks = [Prompt([*start, *[PAD] * 16, 9], [picture(1)]) for start in ([5], [6, 7], [8])]
    for prompt in asks:
        runner.release(finished(runner, prompt)[0])
    assert encoded == [1]


def test_what_failed_is_not_taken_over(runner: Runner) -> None:
    prompt = Prompt(ids(150, 1))
    sequence, _ = finished(runner, prompt)
    runner.release(sequence, is_sound=False)
    assert runner.start(prompt).num_tokens == 0


def test_the_longest_unused_pages_make_room(tmp_path: Path) -> None:
    runner = Runner(Runner.load(write_random_checkpoint(tmp_path)).model, max_tokens=6 * PAGE_SIZE)
    for seed in (1, 2):
        runner.release(finished(runner, Prompt(ids(2 * PAGE_SIZE + 1, seed)))[0])
    runner.release(runner.start(Prompt(ids(2 * PAGE_SIZE + 1, 1))))  # used again, so it is not the oldest any more
    runner.release(finished(runner, Prompt(ids(3 * PAGE_SIZE + 1, 3)))[0])  # needs four of the six pages
    assert runner.start(Prompt(ids(2 * PAGE_SIZE + 1, 1))).num_tokens == 2 * PAGE_SIZE
    assert runner.start(Prompt(ids(2 * PAGE_SIZE + 1, 2))).num_tokens < 2 * PAGE_SIZE


def test_the_cache_costs_what_the_architecture_says_and_no_more(runner: Runner) -> None:
    text = CONFIG.text
    values = (text.kv_lora_rank + text.qk_rope_head_dim) * text.num_hidden_layers
    assert runner.cache.pool.numel() == runner.cache.pool.shape[1] * PAGE_SIZE * values


@pytest.mark.parametrize("placeholders", [15, 17])
def test_placeholders_that_do_not_fit_the_picture_are_refused(runner: Runner, placeholders: int) -> None:
    with pytest.raises(ValueError, match="placeholders"):
        runner.start(Prompt([5] + [PAD] * placeholders + [6], [picture(1)]))


def test_a_placeholder_that_the_model_said_itself_stands_for_nothing(runner: Runner) -> None:
    """After a preemption the answer so far is computed again, with whatever is in it."""
    asked = [5, *[PAD] * 16, 9]
    sequence, _ = finished(runner, Prompt(asked, [picture(1)]))
    answered = [PAD, 12, PAD]
    expected = runner.decode([sequence], [answered])[0, -1]
    again, logits = finished(runner, Prompt(asked + answered, [picture(1)], len(asked)))
    assert (logits - expected).abs().max() <= TOLERANCE
    runner.release(again)


@pytest.mark.parametrize("broken", ["encode_media", "advance"])
def test_nan_is_kept_nowhere(runner: Runner, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    prompt = Prompt([5, *[PAD] * 16, *ids(200, 4)], [picture(1)])
    sound = getattr(runner.model, broken)
    monkeypatch.setattr(runner.model, broken, lambda *parts: sound(*parts) * torch.nan)
    sequence = runner.start(prompt)
    with pytest.raises(ValueError, match="NaN"):
        read(runner, sequence, 100)
    runner.release(sequence)
    monkeypatch.undo()
    sequence = runner.start(prompt)
    assert sequence.num_tokens == 0
    assert read(runner, sequence) is not None


def test_nan_of_one_reaches_nobody_from_behind_a_mask(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Attention in torch reads masked places too, and 0 times NaN is NaN."""
    monkeypatch.setattr(cache.ops, "has_native_attention", lambda *_: False)
    sound = runner.model.embed
    with monkeypatch.context() as broken:
        broken.setattr(runner.model, "embed", lambda *parts, **named: sound(*parts, **named) * torch.nan)
        sequence = runner.start(Prompt(ids(200, 4)))
        with pytest.raises(ValueError, match="NaN"):
            read(runner, sequence)
        assert runner.cache.pool[:, sequence.pages].isnan().any()
        runner.release(sequence, is_sound=False)
    sequences = [finished(runner, Prompt(ids(length, length)))[0] for length in (20, 90)]
    assert runner.decode(sequences, [[1], [2]]).isfinite().all()


def test_what_grew_in_a_step_can_be_forgotten(runner: Runner) -> None:
    sequences = [finished(runner, Prompt(ids(250, seed)))[0] for seed in (1, 2)]
    for token in ids(2 * PAGE_SIZE, 3):
        runner.decode(sequences, [[token], [token]])
    assert runner.cache.pool.is_inference()  # the control
    for sequence in sequences:
        runner.release(sequence, is_sound=False)
    assert not runner.cache.pool.any()


def test_pages_that_others_use_stay_as_they_are(runner: Runner) -> None:
    prompt = Prompt(ids(80, 1))
    first, _ = finished(runner, prompt)
    second, _ = finished(runner, prompt)
    before = runner.cache.pool[:, first.pages[:4]].clone()
    assert second.pages[:4] == first.pages[:4]
    runner.release(second, is_sound=False)
    assert torch.equal(runner.cache.pool[:, first.pages[:4]], before)


def test_a_whole_context_fits(tmp_path: Path) -> None:
    text = dataclasses.replace(CONFIG.text, max_position_embeddings=262_144)
    runner = Runner.load(write_random_checkpoint(tmp_path, config=dataclasses.replace(CONFIG, text=text)))
    assert runner.cache.max_pages > 262_144 // PAGE_SIZE
    assert runner.cache.pool.shape[1] == 32  # nothing is taken before it is needed


def test_scores_that_are_no_numbers_are_no_scores(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = runner.model.embed
    monkeypatch.setattr(runner.model, "embed", lambda *parts, **named: sound(*parts, **named) * torch.nan)
    sequence = runner.start(Prompt(ids(5, 1)), anew=True)
    with pytest.raises(ValueError, match="NaN"):
        runner.prefill_all(sequence, 5)


def test_scores_in_parts_are_those_of_the_whole_and_are_computed_anew(runner: Runner) -> None:
    prompt = Prompt(ids(70, 1))
    known, _ = finished(runner, prompt)
    runner.release(known)
    sequence = runner.start(prompt, anew=True)
    assert sequence.num_missing == 70
    parts = [runner.prefill_all(sequence, min(23, sequence.num_missing)) for _ in range(4)]
    assert (torch.cat(parts) - whole_logits(runner, prompt)).abs().max() <= TOLERANCE


def test_forgotten_pages_can_be_handed_out_again(runner: Runner) -> None:
    free_before = runner.cache.num_free_pages
    runner.release(finished(runner, Prompt(ids(100, 1)))[0])
    runner.cache.forget(range(runner.cache.pool.shape[1]))
    assert runner.start(Prompt(ids(100, 1))).num_tokens == 0
    runner.cache.allocate(free_before - 100 // PAGE_SIZE - 1)
    assert runner.cache.num_free_pages == 0


def test_pages_are_not_lost_when_the_pool_cannot_grow(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    free_before = runner.cache.num_free_pages

    def no_memory() -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(runner.cache, "_grow", no_memory)
    with pytest.raises(RuntimeError, match="out of memory"):
        runner.cache.allocate(runner.cache.pool.shape[1] + 1)
    assert runner.cache.num_free_pages == free_before
    assert len(runner.cache.allocate(5)) == 5
