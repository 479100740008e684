"""Drafts of the next tokens without a second model: what followed the last time when the text went like this.

An edit repeats most of the page it changes, and an answer that copies from its prompt repeats that. A draft costs one
larger decode step and is checked token by token, so it changes how fast an answer comes and not what it says, up to
the rounding of sums that are added in another order
(prompt lookup decoding; speculative decoding: arXiv 2211.17192).
"""

from collections.abc import Iterable

MATCH = 3  # tokens that have to be alike
MAX_DRAFT = 11  # with the token before them they are as many rows as the native kernels take
_FIRST_DRAFT = 2  # tokens; most drafts end soon, and those that do not end soon go on for long
_MAX_PAUSE = 32  # tokens


class NgramDrafter:
    """One sequence's text, and where each run of `MATCH` tokens was last continued."""

    def __init__(self, token_ids: Iterable[int]) -> None:
        self._token_ids: list[int] = []
        self._continued_at: dict[tuple[int, ...], int] = {}
        self._length = _FIRST_DRAFT  # of the next draft
        self._wait = 0  # tokens to go without a draft
        self._next_wait = 1  # doubled by each draft of which nothing was right
        for token_id in token_ids:
            self.append(token_id)

    def append(self, token_id: int) -> None:
        self._token_ids.append(token_id)
        end = len(self._token_ids) - 1
        if end >= MATCH:
            self._continued_at[tuple(self._token_ids[end - MATCH : end])] = end
        self._wait = max(self._wait - 1, 0)

    def draft(self) -> list[int]:
        """What may come next; empty where the text is new, or where drafts have been wrong of late."""
        if self._wait:
            return []
        begin = self._continued_at.get(tuple(self._token_ids[-MATCH:]))
        return [] if begin is None else self._token_ids[begin : begin + self._length]

    def judged(self, num_accepted: int) -> None:
        """How many tokens of the last draft were right."""
        is_right = num_accepted == self._length
        self._length = min(2 * self._length + 1, MAX_DRAFT) if is_right else _FIRST_DRAFT
        if num_accepted:
            self._wait, self._next_wait = 0, 1
        else:
            # One more: the step's own token comes after this.
            self._wait, self._next_wait = self._next_wait + 1, min(2 * self._next_wait, _MAX_PAUSE)
