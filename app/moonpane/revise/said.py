"""What is to be read of an answer that also holds files: its words as they come. Files have cards of their own below.

Each piece is read once, so that a long answer costs as much as many short ones.
"""

import re

from moonpane.artifact import Artifact
from moonpane.artifact.talk import Mark, Talk
from moonpane.session import Stack

_MANY_BLANKS = re.compile(r"\n{3,}")


class SpokenArtifact(Artifact):
    """An `Artifact` of an answer to a person; `gained` is the next piece of its talk."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(stack, fragments=False)
        self._talk = self._growing_talk = _GrowingTalk()

    def gained(self, *, is_over: bool = False) -> str:
        """What came to the talk since the last call. A line that may be the name of a file waits for its file.

        Where a file stood, a paragraph ends.
        """
        return self._growing_talk.gained(is_over=is_over)


class _GrowingTalk(Talk):
    """Keeps in mind how much of it was read."""

    def __init__(self) -> None:
        super().__init__()
        self._num_read = 0

    def gained(self, *, is_over: bool) -> str:
        end = self._label_at if self.label and not is_over else len(self._pieces)
        new = self._pieces[self._num_read : end]
        gained = "".join("\n\n" if isinstance(piece, Mark) else piece for piece in new)
        self._num_read = end
        return gained


class Words:
    """Joins pieces of talk to one text without needless space, which only ever grows."""

    def __init__(self) -> None:
        self._space: list[str] = []  # behind the last word; whether it counts is seen with the next one
        self._has_begun = False

    def add(self, piece: str) -> str:
        """What is to be read of it, with what waited for it."""
        self._space.append(piece)
        if not piece.strip():
            return ""
        text = "".join(self._space)
        words = text.rstrip()
        self._space = [text[len(words) :]]
        if not self._has_begun:
            words, self._has_begun = words.lstrip(), True
        return _MANY_BLANKS.sub("\n\n", words)
