"""Drafts from the text itself: they may only change how many steps an answer takes."""

import dataclasses
from pathlib import Path

import pytest
import torch

from moonpane_engine.prompt import Prompt
from moonpane_engine.request import Event, GenerationRequest, SamplingParams, TokenGenerated
from moonpane_engine.runner import Runner
from moonpane_engine.scheduler import Scheduler
from moonpane_engine.speculation import MAX_DRAFT, NgramDrafter
from moonpane_engine.weights.load import load_model
from tests.engine.checkpoints import write_random_checkpoint
from tests.engine.served import says


def test_what_followed_the_last_time_is_drafted() -> None:
    drafter = NgramDrafter([1, 2, 3, 4, 5, 6, 9, 1, 2, 3])
    assert drafter.draft() == [4, 5]
    drafter.append(7)
    assert drafter.draft() == []
    for token in (1, 2, 3):
        drafter.append(token)
    assert drafter.draft() == [7, 1]  # the latest time counts


def test_a_draft_that_is_wholly_right_makes_the_next_one_longer() -> None:
    drafter = NgramDrafter([*range(60), 0, 1, 2])
    lengths = []
    for num_accepted in (2, 5, 11, 11, 4, 0):
        lengths.append(len(drafter.draft()))
        drafter.judged(num_accepted)
    assert lengths == [2, 5, 11, MAX_DRAFT, MAX_DRAFT, 2]


def said(drafter: NgramDrafter, token_ids: list[int]) -> list[int]:
    """The draft after these tokens of the answer."""
    for token_id in token_ids:
        drafter.append(token_id)
    return drafter.draft()


def test_a_prediction_is_drafted_from_its_beginning_on() -> None:
    drafter = NgramDrafter([7, 8, 9, 20, 7, 8, 9], [10, 11, 12, 13])
    assert drafter.draft() == [10, 11]  # not the 20 that followed in the prompt
    assert said(drafter, [10, 11]) == [12, 13]


def test_after_an_edit_the_draft_goes_on_behind_it() -> None:
    """Rows alike but for their ends: the place that was left tells which of them is meant."""
    rows = [5, 6, 7, 1, 5, 6, 7, 2, 5, 6, 7, 3]
    drafter = NgramDrafter([30, 31, 32], [*rows, 50, 51])
    drafter.draft()
    assert said(drafter, rows[:7]) == [2, 5]
    assert said(drafter, [88, 5, 6, 7]) == [3, 50]
    drafter = NgramDrafter([30, 31, 32], [*rows, 50, 51])
    drafter.draft()
    assert said(drafter, [*rows[:4], 5, 6, 7, 4, 99, 5, 6, 7]) == [3, 50]  # something was put in


def test_wrong_drafts_make_longer_pauses_and_a_right_one_ends_them() -> None:
    drafter = NgramDrafter([1, 1, 1, 1, 1])
    pauses = []
    for _ in range(3):
        drafter.judged(0)
        drafter.append(1)
        pause = 0
        while not drafter.draft():
            drafter.append(1)
            pause += 1
        pauses.append(pause)
    assert pauses == [1, 2, 4]
    drafter.judged(2)
    assert drafter.draft()


def answers(runner: Runner, requests: list[GenerationRequest], *, max_speculating: int) -> tuple[list[list[int]], int]:
    scheduler = Scheduler(runner, max_speculating=max_speculating)
    events: dict[int, list[Event]] = {}
    for job_id, request in enumerate(requests):
        scheduler.add(job_id, request)
    steps = 0
    while scheduler.has_work:
        steps += 1
        for job_id, event in scheduler.step():
            events.setdefault(job_id, []).append(event)
    tokens = [[e.token_id for e in events[i] if isinstance(e, TokenGenerated)] for i in range(len(requests))]
    return tokens, steps


@pytest.mark.parametrize("temperature", [0.0, 0.3])
def test_the_answer_is_the_same_with_and_without(tmp_path: Path, temperature: float) -> None:
    """A random model soon repeats itself, so drafts are right and wrong many times."""
    model = load_model(write_random_checkpoint(tmp_path))
    prompt = torch.randint(0, 500, (40,), generator=torch.Generator().manual_seed(1)).tolist() * 2
    sampling = SamplingParams(temperature=temperature, top_k=3, seed=7)
    requests = [GenerationRequest(Prompt(prompt[start:]), 150, frozenset(), sampling) for start in (0, 3)]
    runner = Runner(model)
    free_before = runner.cache.num_free_pages
    with_drafts, few = answers(runner, requests, max_speculating=2)
    without, many = answers(Runner(model), requests, max_speculating=0)
    assert with_drafts == without
    assert many == 149  # the first step gives two tokens
    if temperature == 0.0:
        assert few < 0.8 * many
    edited = [[*said[:40], 3, *said[40:70], *said[75:]] for said in without]
    guessed = [dataclasses.replace(r, predicted_ids=ids) for r, ids in zip(requests, edited, strict=True)]
    with_prediction, fewer = answers(runner, guessed, max_speculating=2)
    assert with_prediction == without
    assert fewer < 0.5 * many
    assert runner.cache.num_free_pages == free_before


def test_stop_tokens_and_limits_hold_inside_a_draft() -> None:
    greedy = SamplingParams(temperature=0.0)
    for max_tokens in (5, 11, 100):
        request = GenerationRequest(Prompt([1, 2]), max_tokens, frozenset({ord("z")}), greedy)
        runner = says("abcdabcdabcdabcdz")
        scheduler = Scheduler(runner)
        scheduler.add(0, dataclasses.replace(request))
        events = []
        while scheduler.has_work:
            events += [event for _, event in scheduler.step()]
        said = "".join(chr(event.token_id) for event in events if isinstance(event, TokenGenerated))
        assert said == "abcdabcdabcdabcd"[:max_tokens]
        assert runner.live == []
        if max_tokens == 100:
            assert len(runner.batch_sizes) < 12  # the control: drafts were taken
