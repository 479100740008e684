"""Continuous batching: who is prefilled next and who takes part in the next decode step.

Runs in the engine thread and knows neither threads nor HTTP. Cancelling takes effect before the next step.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from torch import Tensor

from moonpane_engine.cache import CacheFull
from moonpane_engine.errors import GenerationFailed
from moonpane_engine.prompt import Prompt
from moonpane_engine.request import Event, Failed, Finished, GenerationRequest, PromptScored, TokenGenerated
from moonpane_engine.sampler import Choice, Sampler, choose_tokens, score_prompt

# What computing may raise on a sound engine (torch reports out-of-memory as RuntimeError). Anything else is a
# defect of ours, ends the engine thread, and the process with it.
_COMPUTE_ERRORS = (RuntimeError, ValueError, IndexError, MemoryError)


class ModelRunner(Protocol):
    """What the scheduler needs of `moonpane_engine.runner.Runner`. A sequence is opaque here."""

    def prefill(self, prompt: Prompt) -> tuple[Any, Tensor]: ...  # sequence, logits (vocab,)
    def prefill_logits(self, prompt: Prompt) -> Tensor: ...  # (T, vocab)
    def decode(self, sequences: list[Any], token_ids: list[int]) -> Tensor: ...  # (n, vocab)
    def release(self, sequence: Any) -> None: ...


@dataclass(slots=True)
class Job:
    """One request on its way: waiting while `sequence` is None, running otherwise."""

    job_id: int
    request: GenerationRequest
    sampler: Sampler
    token_ids: list[int] = field(default_factory=list)  # generated so far
    sequence: Any = None  # the runner's; given at prefill, taken back at preemption
    is_scored: bool = False

    @property
    def prompt(self) -> Prompt:
        """What has to be in the cache: after a preemption the tokens generated so far, too."""
        prompt = self.request.prompt
        return Prompt([*prompt.token_ids, *self.token_ids], prompt.media) if self.token_ids else prompt


class Scheduler:
    """Owns the waiting queue and the running batch of one runner."""

    def __init__(self, runner: ModelRunner, *, max_batch: int = 64, prefill_tokens_per_step: int = 512) -> None:
        self._runner = runner
        self._max_batch = max_batch
        self._prefill_tokens_per_step = prefill_tokens_per_step
        self._waiting: deque[Job] = deque()
        self._running: list[Job] = []
        self._events: list[tuple[int, Event]] = []
        self._is_full = False  # the cache had no room; nobody is admitted until a running request ends

    @property
    def has_work(self) -> bool:
        return bool(self._waiting or self._running)

    def add(self, job_id: int, request: GenerationRequest) -> None:
        """Queues a request; its events carry `job_id`."""
        sampler = Sampler(request.sampling, request.prompt.token_ids, request.guide)
        self._waiting.append(Job(job_id, request, sampler))

    def cancel(self, job_id: int) -> None:
        """Forgets a request and frees what it holds; an unknown or finished one is ignored."""
        self._waiting = deque(job for job in self._waiting if job.job_id != job_id)
        for job in [job for job in self._running if job.job_id == job_id]:
            self._retire(job)

    def step(self) -> list[tuple[int, Event]]:
        """Admits waiting requests, advances all running ones by a token, and returns what happened."""
        self._admit()
        if self._running:
            self._decode(list(self._running))
        events, self._events = self._events, []
        return events

    def _admit(self) -> None:
        """Prefills from the front of the queue: at least one prompt, more while they are short."""
        budget = self._prefill_tokens_per_step
        while self._waiting and budget > 0 and len(self._running) < self._max_batch and not self._is_full:
            job = self._waiting.popleft()
            budget -= len(job.prompt.token_ids)
            try:
                self._prefill(job)
            except CacheFull as error:
                if not self._running:
                    self._fail(job, error)
                    continue
                self._is_full = True
                self._waiting.appendleft(job)
            except _COMPUTE_ERRORS as error:
                self._fail(job, error)

    def _prefill(self, job: Job) -> None:
        request = job.request
        if request.num_prompt_logprobs is not None and not job.is_scored:
            logits = self._runner.prefill_logits(request.prompt)
            entries = score_prompt(logits, request.prompt.token_ids, request.num_prompt_logprobs)
            job.is_scored = True
            self._events.append((job.job_id, PromptScored(entries)))
        if request.max_tokens == 0:
            self._events.append((job.job_id, Finished("length", 0)))
            return
        job.sequence, logits = self._runner.prefill(job.prompt)
        self._running.append(job)
        self._accept(job, choose_tokens(logits.unsqueeze(0), [job.sampler])[0])

    def _decode(self, jobs: list[Job]) -> None:
        """One token for each of `jobs` in one batch. A failing batch is taken apart to find whom it concerns."""
        try:
            logits = self._runner.decode([job.sequence for job in jobs], [job.token_ids[-1] for job in jobs])
        except CacheFull as error:
            self._preempt(jobs, error)
        except _COMPUTE_ERRORS as error:
            if len(jobs) == 1:
                self._fail(jobs[0], error)
            else:
                for job in jobs:
                    self._decode([job])
        else:
            for job, choice in zip(jobs, choose_tokens(logits, [job.sampler for job in jobs]), strict=True):
                self._accept(job, choice)

    def _accept(self, job: Job, choice: Choice | None) -> None:
        if choice is None:
            self._fail(job, ValueError(job.sampler.failure))
            return
        job.token_ids.append(choice.token_id)
        num_tokens = len(job.token_ids)
        if choice.token_id in job.request.stop_ids:
            self._finish(job, Finished("stop", num_tokens))
            return
        self._events.append((job.job_id, TokenGenerated(choice.token_id, choice.logprob)))
        if num_tokens >= job.request.max_tokens:
            self._finish(job, Finished("length", num_tokens))

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

    def _finish(self, job: Job, event: Finished) -> None:
        self._retire(job)
        self._events.append((job.job_id, event))

    def _fail(self, job: Job, error: Exception) -> None:
        self._retire(job)
        reason = str(error).strip().splitlines()[0][:300] if str(error).strip() else type(error).__name__
        message = f"The model failed on this request ({reason}); other requests go on, and a shorter one may work."
        self._events.append((job.job_id, Failed(GenerationFailed(message))))

    def _retire(self, job: Job) -> None:
        """Takes a job out of the running batch and gives its cache back."""
        if job.sequence is not None:
            self._runner.release(job.sequence)
            job.sequence = None
            self._is_full = False
        self._running = [other for other in self._running if other is not job]
