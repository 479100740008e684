"""How fast the last answers of a model came."""

import statistics
from collections import deque
from dataclasses import dataclass

from moonpane.client.timing import AnswerTiming

LAST = 8  # answers that are looked at
LEAST_TOKENS = 16  # of an answer that says something about speed: a line that is read has fewer


@dataclass(frozen=True)
class Speeds:
    """Medians over the last answers; 0 where nothing was measured."""

    first_token_s: float = 0.0
    prefill_tokens_per_s: float = 0.0
    decode_tokens_per_s: float = 0.0
    num_answers: int = 0


class SpeedLog:
    """The last answers of one model."""

    def __init__(self) -> None:
        self._timings: deque[AnswerTiming] = deque(maxlen=LAST)

    def note(self, timing: AnswerTiming) -> bool:
        """Takes an answer in, unless it is too short to say anything; True when it was taken."""
        tells = (timing.completion_tokens or timing.num_pieces) >= LEAST_TOKENS
        if tells:
            self._timings.append(timing)
        return tells

    @property
    def speeds(self) -> Speeds:
        return Speeds(
            _median([timing.first_token_s for timing in self._timings]),
            _median([timing.prefill_tokens_per_s for timing in self._timings]),
            _median([timing.decode_tokens_per_s for timing in self._timings]),
            len(self._timings),
        )


def _median(values: list[float]) -> float:
    """Of those that were measured."""
    measured = [value for value in values if value > 0]
    return statistics.median(measured) if measured else 0.0
