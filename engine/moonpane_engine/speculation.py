"""Drafts of the next tokens without a second model: what followed when the text went like this before.

An edit repeats most of the page it changes, and an answer that copies from its prompt repeats that. A draft costs one
larger decode step and is checked token by token, so it changes how fast an answer comes and not what it says, up to
the rounding of sums that are added in another order
(prompt lookup decoding; speculative decoding: arXiv 2211.17192).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

MATCH = 3  # tokens that have to be alike
MAX_DRAFT = 11  # with the token before them they are as many rows as the native kernels take
_FIRST_DRAFT = 2  # tokens; most drafts end soon, and those that do not end soon go on for long
_MAX_PAUSE = 32  # tokens


class NgramDrafter:
    """One sequence's text, and where each run of `MATCH` tokens was continued.

    `predicted` is what the answer is expected to repeat, as the caller says. It stands between the prompt and a second
    copy of the prompt's end, so that the first draft is how it begins.
    """

    def __init__(self, prompt: Sequence[int], predicted: Sequence[int] = ()) -> None:
        self._token_ids: list[int] = []
        self._continued_at: dict[tuple[int, ...], list[int]] = {}  # ascending
        self._follows: int | None = None  # the place in the text whose token the next one repeats, if it does
        self._left_at: int | None = None  # the last such place that was left for another token
        self._length = _FIRST_DRAFT  # of the next draft
        self._wait = 0  # tokens to go without a draft
        self._next_wait = 1  # doubled by each draft of which nothing was right
        self._extend(prompt)
        if predicted:
            self._left_at = len(prompt) - 1
            self._extend(predicted)
            self._extend(prompt[-MATCH:])

    def append(self, token_id: int) -> None:
        """A token of the answer."""
        if self._follows is not None:
            if self._token_ids[self._follows] == token_id:
                self._follows += 1
            else:
                self._left_at, self._follows = self._follows, None
        self._extend([token_id])
        self._wait = max(self._wait - 1, 0)

    def _extend(self, token_ids: Iterable[int]) -> None:
        for token_id in token_ids:
            end = len(self._token_ids)
            if end >= MATCH:
                self._continued_at.setdefault(tuple(self._token_ids[end - MATCH :]), []).append(end)
            self._token_ids.append(token_id)

    def draft(self) -> list[int]:
        """What may come next; empty where the text is new, or where drafts have been wrong of late."""
        if self._wait:
            return []
        if self._follows is None:
            self._follows = self._place()
        return [] if self._follows is None else self._token_ids[self._follows : self._follows + self._length]

    def _place(self) -> int | None:
        """Where the text went like this before: soon behind the place that was left, as after an edit; or last."""
        places = self._continued_at.get(tuple(self._token_ids[-MATCH:]), [])
        if not places:
            return None
        behind = len(places) if self._left_at is None else bisect_right(places, self._left_at)
        return places[behind] if behind < len(places) else places[-1]

    def judged(self, num_accepted: int) -> None:
        """How many tokens of the last draft were right."""
        is_right = num_accepted == self._length
        self._length = min(2 * self._length + 1, MAX_DRAFT) if is_right else _FIRST_DRAFT
        if num_accepted:
            self._wait, self._next_wait = 0, 1
        else:
            # One more: the step's own token comes after this.
            self._wait, self._next_wait = self._next_wait + 1, min(2 * self._next_wait, _MAX_PAUSE)
