"""Continuous batching, cancelling, preemption and failures, on a scripted runner and on the real one."""

import dataclasses
import random
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from moonpane_engine.cache import PAGE_SIZE, CacheFull
from moonpane_engine.prompt import Prompt
from moonpane_engine.request import (
    Event,
    Failed,
    Finished,
    GenerationRequest,
    PromptScored,
    SamplingParams,
    TokenGenerated,
)
from moonpane_engine.runner import Runner
from moonpane_engine.scheduler import Scheduler
from moonpane_engine.weights.load import load_model
from tests.engine.checkpoints import write_random_checkpoint
from tests.engine.served import IM_END, ScriptedRunner, ScriptedSequence, says, tokens_of

GREEDY = SamplingParams(temperature=0.0)


def _request(prompt: list[int] | None = None, *, max_tokens: int = 100, **fields: Any) -> GenerationRequest:
    fields.setdefault("sampling", GREEDY)
    return GenerationRequest(Prompt(prompt or [1, 2, 3]), max_tokens, frozenset({IM_END}), **fields)


def _run(scheduler: Scheduler, *, max_steps: int = 1000) -> dict[int, list[Event]]:
    events: dict[int, list[Event]] = {}
    for _ in range(max_steps):
        if not scheduler.has_work:
            return events
        for job_id, event in scheduler.step():
            events.setdefault(job_id, []).append(event)
    raise AssertionError("the scheduler does not come to an end")


def _tokens(events: list[Event]) -> list[int]:
    return [event.token_id for event in events if isinstance(event, TokenGenerated)]


def test_a_request_runs_to_its_stop_token() -> None:
    runner = says("abc")
    scheduler = Scheduler(runner)
    scheduler.add(7, _request())
    events = _run(scheduler)[7]
    assert _tokens(events) == [97, 98, 99]
    assert events[-1] == Finished("stop", 4)
    assert runner.live == []


def test_max_tokens_ends_it_by_length() -> None:
    scheduler = Scheduler(says("abcdef"))
    scheduler.add(0, _request(max_tokens=2))
    assert _run(scheduler)[0][-1] == Finished("length", 2)


def test_later_requests_join_the_running_batch_and_each_gets_its_own_answer() -> None:
    runner = ScriptedRunner(lambda prompt: tokens_of(chr(prompt[0]) * (prompt[0] - 85)))
    scheduler = Scheduler(runner, prefill_tokens_per_step=1)
    answers: dict[int, list[Event]] = {}
    for letter in range(97, 105):
        scheduler.add(letter, _request([letter]))
        for job_id, event in scheduler.step():
            answers.setdefault(job_id, []).append(event)
    for job_id, events in _run(scheduler).items():
        answers[job_id] += events
    assert {job_id: _tokens(events) for job_id, events in answers.items()} == {
        letter: [letter] * (letter - 85) for letter in range(97, 105)
    }
    assert max(runner.batch_sizes) == 8


def test_short_prompts_are_admitted_together_and_a_batch_has_a_limit() -> None:
    runner = says("abcdef")
    scheduler = Scheduler(runner, max_batch=3, prefill_tokens_per_step=6)
    for job_id in range(5):
        scheduler.add(job_id, _request([1, 2, 3]))
    scheduler.step()
    assert len(runner.prompts) == 3  # the batch is full
    assert [sequence.num_tokens for sequence in runner.live] == [3, 3, 0]  # so many in a step
    scheduler.step()
    assert [sequence.num_tokens for sequence in runner.live] == [3, 3, 3]
    assert len(_run(scheduler)) == 5
    assert max(runner.batch_sizes) == 3


def test_cancelling_takes_effect_before_the_next_step() -> None:
    runner = says("abcdefgh")
    scheduler = Scheduler(runner, max_batch=1)
    scheduler.add(1, _request())
    scheduler.add(2, _request())
    scheduler.step()
    scheduler.cancel(2)  # waiting
    scheduler.cancel(1)  # running
    scheduler.cancel(99)  # unknown
    assert runner.live == []
    assert not scheduler.has_work


def test_the_prompt_is_scored_once_before_its_answer() -> None:
    scheduler = Scheduler(says("a"))
    scheduler.add(0, _request([5, 6, 7], num_prompt_logprobs=2))
    scheduler.add(1, _request([5, 6], num_prompt_logprobs=0, max_tokens=0))
    events = _run(scheduler)
    scored, *rest = events[0]
    assert isinstance(scored, PromptScored)
    assert [entry and entry.token_id for entry in scored.entries] == [None, 6, 7]
    assert [type(event) for event in rest] == [TokenGenerated, Finished]
    assert events[1][1:] == [Finished("length", 0)]


def test_scoring_takes_its_turns_and_stops_when_nobody_waits_for_it() -> None:
    """A long prompt is scored in parts: others go on between them, and a cancelled one is not scored to its end."""
    runner = says("a" * 40)
    scheduler = Scheduler(runner, prefill_tokens_per_step=10, max_speculating=0)
    scheduler.add(0, _request([1], max_tokens=40))
    scheduler.step()
    scheduler.add(1, _request(list(range(100)), num_prompt_logprobs=0, max_tokens=0))
    for _ in range(5):
        assert [type(event) for job_id, event in scheduler.step() if job_id == 0] == [TokenGenerated]
    scheduler.cancel(1)
    assert len(runner.live) == 1
    scheduler.add(2, _request(list(range(25)), num_prompt_logprobs=1, max_tokens=2))
    events = _run(scheduler)
    assert 1 not in events
    scored = events[2][0]
    assert isinstance(scored, PromptScored)
    assert [entry and entry.token_id for entry in scored.entries] == [None, *range(1, 25)]


class _Moody(ScriptedRunner):
    """Fails for whichever sequence says 'x', as a whole batch, before anything advanced."""

    def decode(self, sequences: list[ScriptedSequence], token_ids: list[list[int]]) -> Tensor:
        if any(sequence.lines[sequence.num_said] == ord("x") for sequence in sequences):
            raise RuntimeError("out of memory\nsecond line")
        return super().decode(sequences, token_ids)


def test_a_failing_batch_is_taken_apart_and_only_the_cause_fails() -> None:
    runner = _Moody(lambda prompt: tokens_of("abcx" if prompt[0] == 1 else "abcdef"))
    scheduler = Scheduler(runner)
    for first in (0, 1, 2):
        scheduler.add(first, _request([first]))
    events = _run(scheduler)
    assert _tokens(events[0]) == _tokens(events[2]) == list(b"abcdef")
    failure = events[1][-1]
    assert isinstance(failure, Failed)
    assert "(out of memory)" in str(failure.error)
    assert runner.live == []


def test_nan_ends_only_the_request_it_came_from() -> None:
    class Sick(ScriptedRunner):
        def _say(self, sequence: ScriptedSequence) -> Tensor:
            logits = super()._say(sequence)
            return logits * torch.nan if sequence.lines[0] == ord("n") and sequence.num_said == 3 else logits

    scheduler = Scheduler(Sick(lambda prompt: tokens_of("nnnnn" if prompt[0] == 1 else "abcdef")))
    for first in (0, 1):
        scheduler.add(first, _request([first]))
    events = _run(scheduler)
    assert _tokens(events[0]) == list(b"abcdef")
    assert _tokens(events[1]) == list(b"nn")
    assert isinstance(events[1][-1], Failed)


def test_a_prompt_that_cannot_be_computed_fails_alone() -> None:
    class Picky(ScriptedRunner):
        def prefill(self, sequences: list[ScriptedSequence], num_tokens: list[int]) -> list[Tensor | None]:
            if any(sequence.lines[0] == ord("x") for sequence in sequences):
                raise IndexError("index out of range in self")
            return super().prefill(sequences, num_tokens)

    scheduler = Scheduler(Picky(lambda prompt: tokens_of("x" if prompt[0] == 1 else "ab")))
    for first in (0, 1, 2):
        scheduler.add(first, _request([first]))
    events = _run(scheduler)
    assert isinstance(events[1][0], Failed)
    assert _tokens(events[0]) == _tokens(events[2]) == list(b"ab")


def test_defects_are_not_swallowed() -> None:
    class Broken(ScriptedRunner):
        def decode(self, sequences: list[ScriptedSequence], token_ids: list[list[int]]) -> Tensor:
            raise TypeError("a defect of ours")

    scheduler = Scheduler(Broken(lambda _: tokens_of("ab")))
    scheduler.add(0, _request())
    with pytest.raises(TypeError, match="a defect"):
        scheduler.step()


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_random_checkpoint(tmp_path_factory.mktemp("checkpoint"))


def _growing_requests() -> list[GenerationRequest]:
    """Each fits into one page at first, and into two at its end."""
    ids = torch.randint(0, 500, (3, PAGE_SIZE), generator=torch.Generator().manual_seed(3))
    requests = [_request(row[: 44 + 8 * index].tolist(), max_tokens=30) for index, row in enumerate(ids)]
    sampling = SamplingParams(seed=5)
    return [dataclasses.replace(request, stop_ids=frozenset(), sampling=sampling) for request in requests]


def test_preempted_requests_say_the_same_as_undisturbed_ones(checkpoint: Path) -> None:
    """Three requests that end with two pages each, in a cache of four: they have to step back and come again."""
    model = load_model(checkpoint)
    roomy, tight = Runner(model), Runner(model, max_tokens=4 * PAGE_SIZE)
    free_before = tight.cache.num_free_pages
    answers = []
    for runner in (roomy, tight):
        scheduler = Scheduler(runner)
        for job_id, request in enumerate(_growing_requests()):
            scheduler.add(job_id, request)
        answers.append({job_id: _tokens(events) for job_id, events in _run(scheduler).items()})
    assert answers[0] == answers[1]
    assert all(len(tokens) == 30 for tokens in answers[1].values())
    assert tight.cache.num_free_pages == free_before
    # The control: all at once do not fit.
    pages = [(len(request.prompt.token_ids) + 30) // PAGE_SIZE + 1 for request in _growing_requests()]
    with pytest.raises(CacheFull):
        tight.cache.allocate(sum(pages))


def test_a_request_larger_than_the_cache_fails_and_the_next_is_served(checkpoint: Path) -> None:
    scheduler = Scheduler(Runner(load_model(checkpoint), max_tokens=2 * PAGE_SIZE))
    scheduler.add(0, _request(list(range(200))))
    scheduler.add(1, _request([1, 2], max_tokens=3))
    scheduler.add(2, dataclasses.replace(_request([1, 2], max_tokens=300), stop_ids=frozenset()))
    events = _run(scheduler)
    assert isinstance(events[0][0], Failed)
    assert isinstance(events[1][-1], Finished)
    assert isinstance(events[2][-1], Failed)


def test_random_arrivals_and_cancels_give_every_page_back(checkpoint: Path) -> None:
    runner = Runner(load_model(checkpoint), max_tokens=8 * PAGE_SIZE)
    free_before = runner.cache.num_free_pages
    scheduler = Scheduler(runner, max_batch=6)
    rng = random.Random(8)
    held = set[int]()
    for job_id in range(150):
        if rng.random() < 0.6:
            request = _request([rng.randrange(500) for _ in range(rng.randint(1, 100))], max_tokens=rng.randint(1, 40))
            scheduler.add(job_id, dataclasses.replace(request, stop_ids=frozenset()))
        if rng.random() < 0.4:
            scheduler.cancel(rng.randint(0, job_id))
        for _ in range(rng.randint(0, 2)):
            scheduler.step()
        held.add(free_before - runner.cache.num_free_pages)
    assert max(held) >= 6  # there was something to give back, and it was nearly full
    events = _run(scheduler)
    assert not any(isinstance(event, Failed) for said in events.values() for event in said)
    assert runner.cache.num_free_pages == free_before
