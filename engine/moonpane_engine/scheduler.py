"""Continuous batching: who is prefilled next and who takes part in the next decode step.

Runs in the engine thread and knows neither threads nor HTTP. Cancelling takes effect before the next step.
"""

from collections import deque
from typing import Any, Literal, Protocol

import torch
from torch import Tensor

from moonpane_engine.cache import CacheFull
from moonpane_engine.errors import GenerationFailed
from moonpane_engine.job import Job
from moonpane_engine.prompt import Prompt
from moonpane_engine.request import (
    Event,
    Failed,
    Finished,
    GenerationRequest,
    PromptScored,
    TokenGenerated,
)
from moonpane_engine.sampler import Choice, Sampler, choose_tokens, score_tokens
from moonpane_engine.speculation import MAX_DRAFT, NgramDrafter

# What computing may raise on a sound engine (torch reports out-of-memory as RuntimeError). Anything else is a
# defect of ours, ends the engine thread, and the process with it.
_COMPUTE_ERRORS = (RuntimeError, ValueError, IndexError, MemoryError)


class ModelRunner(Protocol):
    """What the scheduler needs of `moonpane_engine.runner.Runner`; its sequences are `Sequence`s of its own kind."""

    def start(self, prompt: Prompt, *, anew: bool = False) -> Any: ...  # a sequence
    def prefill(self, sequences: list[Any], num_tokens: list[int]) -> list[Tensor | None]: ...  # (vocab,) once complete
    def prefill_all(self, sequence: Any, num_tokens: int) -> Tensor: ...  # (num_tokens, vocab)
    def decode(self, sequences: list[Any], token_ids: list[list[int]]) -> Tensor: ...  # (n, T, vocab)
    def drop(self, sequence: Any, num_tokens: int) -> None: ...
    def release(self, sequence: Any, *, is_sound: bool = True) -> None: ...


class Scheduler:
    """Owns the waiting queue and the running batch of one runner."""

    def __init__(
        self,
        runner: ModelRunner,
        *,
        max_batch: int = 64,
        prefill_tokens_per_step: int = 512,
        max_speculating: int = 2,  # running sequences; a fuller batch uses the machine well without drafts
    ) -> None:
        self._runner = runner
        self._max_batch = max_batch
        self._prefill_tokens_per_step = prefill_tokens_per_step
        self._max_speculating = max_speculating
        self._waiting: deque[Job] = deque()
        self._running: list[Job] = []
        self._events: list[tuple[int, Event]] = []
        self._is_full = False  # the cache had no room; nobody is admitted until a running request ends

    @property
    def has_work(self) -> bool:
        return bool(self._waiting or self._running)

    def add(self, job_id: int, request: GenerationRequest) -> None:
        """Queues a request; its events carry `job_id`."""
        sampler = Sampler(request.sampling, request.prompt.token_ids, request.guide, request.num_begun)
        self._waiting.append(Job(job_id, request, sampler))

    def cancel(self, job_id: int) -> None:
        """Forgets a request and frees what it holds; an unknown or finished one is ignored."""
        self._waiting = deque(job for job in self._waiting if job.job_id != job_id)
        for job in [job for job in self._running if job.job_id == job_id]:
            self._retire(job)

    def step(self) -> list[tuple[int, Event]]:
        """Admits waiting requests, computes a part of their prompts, advances all others, and returns what happened."""
        self._admit()
        self._prefill()
        if decoding := [job for job in self._running if job.is_decoding]:
            self._advance(decoding)
        events, self._events = self._events, []
        return events

    def _admit(self) -> None:
        """Gives room to requests from the front of the queue."""
        while self._waiting and len(self._running) < self._max_batch and not self._is_full:
            job = self._waiting.popleft()
            try:
                self._start(job)
            except CacheFull as error:
                if not self._running:
                    self._fail(job, error)
                    continue
                self._is_full = True
                self._waiting.appendleft(job)
            except _COMPUTE_ERRORS as error:
                self._fail(job, error)

    def _start(self, job: Job) -> None:
        if job.request.max_tokens == 0 and not job.is_scoring:
            self._events.append((job.job_id, Finished("length", 0)))
            return
        job.sequence = self._runner.start(job.prompt, anew=job.is_scoring)
        self._running.append(job)

    def _prefill(self) -> None:
        """Computes so many tokens of prompts, the oldest first, that running answers do not wait long."""
        budget = self._prefill_tokens_per_step
        parts: list[tuple[Job, int]] = []
        for job in self._running:
            missing = 0 if job.sequence is None else job.sequence.num_missing
            if count := min(missing, budget):
                parts.append((job, count))
                budget -= count
        scored = [(job, count) for job, count in parts if job.is_scoring]
        read = [part for part in parts if part not in scored]
        for job, count in scored:
            self._score(job, count)
        if read:
            self._read(read)

    def _score(self, job: Job, count: int) -> None:
        """Some tokens of one prompt, with the log-probability of each; then its answer begins."""
        num_top, ids = job.request.num_prompt_logprobs or 0, job.request.prompt.token_ids
        assert job.sequence is not None
        begin = len(ids) - job.sequence.num_missing
        try:
            logits = self._runner.prefill_all(job.sequence, count)
            job.scores += score_tokens(logits, ids[begin + 1 : begin + count + 1], num_top)
        except _COMPUTE_ERRORS as error:
            self._fail(job, error)
            return
        if job.sequence.num_missing:
            return
        job.is_scored = True
        self._events.append((job.job_id, PromptScored((None, *job.scores))))
        if job.request.max_tokens == 0:
            self._finish(job, "length")
        else:
            self._accept_all([job], logits[-1:])

    def _read(self, parts: list[tuple[Job, int]]) -> None:
        """Some tokens of each prompt in one pass. A failing pass is taken apart to find whom it concerns."""
        try:
            rows = self._runner.prefill([job.sequence for job, _ in parts], [count for _, count in parts])
        except _COMPUTE_ERRORS as error:
            if len(parts) == 1:
                self._fail(parts[0][0], error)
            else:
                for part in parts:
                    self._read([part])
            return
        begun = [(job, row) for (job, _), row in zip(parts, rows, strict=True) if row is not None]
        if begun:
            logits = torch.stack([row for _, row in begun])
            self._accept_all([job for job, _ in begun], logits)

    def _advance(self, jobs: list[Job]) -> None:
        """One token for each of `jobs`, or several where they are few and a draft is right."""
        if len(jobs) <= self._max_speculating:
            drafts = {job.job_id: self._draft(job) for job in jobs}
            for job in [job for job in jobs if drafts[job.job_id]]:
                if self._verify(job, drafts[job.job_id]):
                    jobs = [other for other in jobs if other is not job]
        if jobs:
            self._decode(jobs)

    def _draft(self, job: Job) -> list[int]:
        if job.drafter is None:
            job.drafter = NgramDrafter(job.request.prompt.token_ids, job.request.predicted_ids)
            for token_id in job.token_ids:
                job.drafter.append(token_id)
        draft = job.expected()[:MAX_DRAFT] or job.drafter.draft()
        return draft[: job.request.max_tokens - len(job.token_ids) - 1]

    def _verify(self, job: Job, draft: list[int]) -> bool:
        """Computes the whole draft in one step and keeps what the model would have said; False where it cannot."""
        assert job.drafter is not None
        is_expected = bool(job.expected())
        try:
            logits = self._runner.decode([job.sequence], [[job.token_ids[-1], *draft]])[0]
        except (CacheFull, *_COMPUTE_ERRORS):
            return False  # decoding without a draft tells what is wrong
        choices: list[Choice | None] = []
        for row, drafted in zip(logits, [*draft, None], strict=True):
            choice = choose_tokens(row.unsqueeze(0), [job.sampler])[0]
            choices.append(choice)
            if choice is None or choice.token_id != drafted or drafted in job.request.stop_ids:
                break
        num_accepted = len(choices) - 1
        if job.request.predicted_ids:
            job.num_accepted += num_accepted
            job.num_rejected += len(draft) - num_accepted
        if not is_expected:
            job.drafter.judged(num_accepted)
        self._runner.drop(job.sequence, len(draft) + 1 - len(choices))
        for choice in choices:
            if job.sequence is not None:  # the answer may have ended
                self._accept(job, choice)
        return True

    def _decode(self, jobs: list[Job]) -> None:
        """One token for each of `jobs` in one batch. A failing batch is taken apart to find whom it concerns."""
        try:
            logits = self._runner.decode([job.sequence for job in jobs], [job.token_ids[-1:] for job in jobs])[:, 0]
        except CacheFull as error:
            self._preempt(jobs, error)
        except _COMPUTE_ERRORS as error:
            if len(jobs) == 1:
                self._fail(jobs[0], error)
            else:
                for job in jobs:
                    self._decode([job])
        else:
            self._accept_all(jobs, logits)

    def _accept_all(self, jobs: list[Job], logits: Tensor) -> None:
        """One more token for each, of logits (n, vocab)."""
        for job, choice in zip(jobs, choose_tokens(logits, [job.sampler for job in jobs]), strict=True):
            self._accept(job, choice)

    def _accept(self, job: Job, choice: Choice | None) -> None:
        if choice is None:
            self._fail(job, ValueError(job.sampler.failure))
            return
        job.token_ids.append(choice.token_id)
        if job.drafter is not None:
            job.drafter.append(choice.token_id)
        if choice.token_id in job.request.stop_ids:
            self._finish(job, "stop")
            return
        self._events.append((job.job_id, TokenGenerated(choice.token_id, choice.logprob)))
        if len(job.token_ids) >= job.request.max_tokens:
            self._finish(job, "length")

    def _preempt(self, jobs: list[Job], error: CacheFull) -> None:
        """Makes room by sending the newest request back to the queue, then goes on with the others."""
        newest = self._running[-1]
        if len(self._running) == 1:
            self._fail(newest, error)
            return
        self._retire(newest)
        self._is_full = True
        self._waiting.appendleft(newest)
        if others := [job for job in jobs if job is not newest]:
            self._decode(others)

    def _finish(self, job: Job, reason: Literal["stop", "length"]) -> None:
        self._retire(job)
        ended = Finished(reason, len(job.token_ids), job.num_accepted, job.num_rejected)
        self._events.append((job.job_id, ended))

    def _fail(self, job: Job, error: Exception) -> None:
        self._retire(job, is_sound=False)
        reason = str(error).strip().splitlines()[0][:300] if str(error).strip() else type(error).__name__
        message = f"The model failed on this request ({reason}); other requests go on, and a shorter one may work."
        self._events.append((job.job_id, Failed(GenerationFailed(message))))

    def _retire(self, job: Job, *, is_sound: bool = True) -> None:
        """Takes a job out of the running batch and gives its cache back."""
        if job.sequence is not None:
            self._runner.release(job.sequence, is_sound=is_sound)
            job.sequence = None
            job.scores.clear()
            self._is_full = False
        self._running = [other for other in self._running if other is not job]
