"""One request on its way through the scheduler."""

from dataclasses import dataclass, field
from typing import Protocol

from moonpane_engine.prompt import Prompt
from moonpane_engine.request import GenerationRequest, TokenLogprob
from moonpane_engine.sampler import Sampler
from moonpane_engine.speculation import NgramDrafter


class Sequence(Protocol):
    """What the scheduler sees of a `moonpane_engine.runner.RunningSequence`."""

    @property
    def num_missing(self) -> int: ...  # tokens of the prompt that are not computed yet


@dataclass(slots=True)
class Job:
    """One request on its way: waiting while `sequence` is None, running otherwise."""

    job_id: int
    request: GenerationRequest
    sampler: Sampler
    token_ids: list[int] = field(default_factory=list)  # generated so far
    sequence: Sequence | None = None  # the runner's; given at admission, taken back at preemption
    scores: list[TokenLogprob] = field(default_factory=list)  # of the prompt's tokens, where they are asked for
    is_scored: bool = False
    drafter: NgramDrafter | None = None
    num_accepted: int = 0  # tokens of drafts that the model would have said, where the request predicts its answer
    num_rejected: int = 0

    @property
    def is_scoring(self) -> bool:
        return self.request.num_prompt_logprobs is not None and not self.is_scored

    def expected(self) -> list[int]:
        """What the guide knows of the next tokens, where that is more than one."""
        known = [] if self.request.guide is None else [*self.request.guide.expected()]
        return known if len(known) > 1 else []

    @property
    def is_decoding(self) -> bool:
        return self.sequence is not None and not self.sequence.num_missing

    @property
    def prompt(self) -> Prompt:
        """What has to be in the cache: after a preemption the tokens generated so far, too."""
        prompt = self.request.prompt
        if not self.token_ids:
            return prompt
        return Prompt([*prompt.token_ids, *self.token_ids], prompt.media, len(prompt.token_ids))
