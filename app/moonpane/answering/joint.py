"""Joins the continuation of an answer to what is there, without what the model repeats.

It was asked to begin with the last lines once more. A model may do so, or repeat less or more than that, or nothing at
all; it may say something first, or open the code block again. Only what is certain to be a repetition is taken away:
lines that follow each other are often alike in a page.
"""

import re

_UNIQUE_WITHIN = 20_000  # characters at the end, among which repeated lines have to be the only ones of their kind
_MIN_END = 16  # characters without spaces, of the lines that are asked for
_MAX_LINES = 6
_MAX_END = 400
_AHEAD = 600  # characters that may stand before the repetition
_MIN_OVERLAP = 12  # characters of a repetition in the middle of a line
_MIN_LINE = 4  # … of one that begins with a line
_MIN_RESTART = 24
_OPENED = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[ \t]*[\w./][^\n`]*\n", re.MULTILINE)  # one that says what it holds
_CODE_SIGNS = re.compile(r"[<>{};=]")


def last_lines(text: str) -> str:
    """The end of an answer that tells where to go on: some lines that stand there only once."""
    lately = text[-_UNIQUE_WITHIN:]
    lines = lately.split("\n")
    end = ""
    for number, line in enumerate(reversed(lines)):
        end = f"{line}\n{end}" if number else line
        if len(end) > _MAX_END:
            cut = max(end.rfind(sign, 0, len(end) - 80) for sign in (" ", "<", "\n"))
            return end[max(cut, len(end) - _MAX_END) :] if number == 0 else end.partition("\n")[2] or end[-_MAX_END:]
        is_long = len("".join(end.split())) >= _MIN_END
        is_telling = is_long and _is_only(end, lately) and end.count(line) == 1
        if is_telling or number + 1 >= _MAX_LINES:
            break
    return end


def _is_only(part: str, text: str) -> bool:
    """Whether it stands there once; places that overlap are several."""
    return text.find(part) == text.rfind(part) >= 0


class Joint:
    """Takes the continuation piece by piece.

    `opening` is the beginning of what is being written (the open file, or the answer): a model that writes it again
    begins anew, which `has_restarted` tells. `is_code`: the answer ends within a file or block, where talk has no
    place. `was_cut`: by the server; else the model ended by itself and may have nothing to add but a remark.
    """

    def __init__(self, said: str, *, opening: str, is_code: bool, was_cut: bool = True) -> None:
        self.has_restarted = False
        self._said = said
        self._end = last_lines(said)
        self._core = self._end.strip()
        self._opening = opening.strip()
        self._is_code = is_code
        self._was_cut = was_cut
        self._last_line = said.rpartition("\n")[2].lstrip()  # "" where the last one is whole
        self._held = ""
        self._anew: list[str] = []  # all of it, when the model began anew
        self._is_joined = False

    def feed(self, piece: str) -> str:
        """What of it continues the answer."""
        if self._is_joined:
            return piece
        if self.has_restarted:
            self._anew.append(piece)
            return ""
        self._held += piece
        if (found := self._repeated()) is not None:
            return self._joined(found)
        if len(self._held) < len(self._end) + _AHEAD:
            return ""
        return self._decided()

    def rest(self) -> str:
        """What is held back, once the continuation has ended. Nothing of one that began anew."""
        if self._is_joined or self.has_restarted:
            return ""
        found = self._repeated(is_over=True)
        if found is None and self._is_remark():
            return self._joined("")
        return self._decided() if found is None else self._joined(found)

    @property
    def restarted(self) -> str:
        """What the model wrote when it began anew."""
        return "".join(self._anew)

    def _joined(self, text: str) -> str:
        self._is_joined, self._held = True, ""
        return text

    def _repeated(self, *, is_over: bool = False) -> str | None:
        """What stands behind the lines that were asked for; None where they are not, or not yet."""
        at = self._held.find(self._core) if len(self._core) >= _MIN_LINE else -1
        if at < 0 or not self._may_be_dropped(self._held[:at]):
            return None
        behind = self._held[at + len(self._core) :]
        space = self._said[len(self._said.rstrip()) :]
        if len(behind) <= len(space) and not is_over:
            return None
        same = 0
        while same < min(len(space), len(behind)) and space[same] == behind[same]:
            same += 1
        return behind[same:]

    def _may_be_dropped(self, before: str) -> bool:
        """Whether nothing of the answer is lost with this: it is blank, the block opened again, or a few words."""
        if not before.strip():
            return True
        if opened := _OPENED.search(before):
            is_last = not before[opened.end() :].strip()
            return is_last and self._is_code and self._is_said(before[: opened.start()])
        return before.endswith("\n") and self._is_code and self._is_said(before)

    def _is_said(self, before: str) -> bool:
        """A few words to the reader, rather than code or the end of a block."""
        is_few = before.count("\n") < 5 and not before.startswith("`") and "```" not in before and "~~~" not in before
        return is_few and not _CODE_SIGNS.search(before)

    def _is_remark(self) -> bool:
        """Whether it is a sentence about the answer (“The file is complete.”) rather than a part of it."""
        text = self._held.strip()
        is_sentence = text.endswith((".", "!", "?")) and " " in text
        return self._is_code and not self._was_cut and is_sentence and self._is_said(text)

    def _decided(self) -> str:
        text = self._without_opened_block(self._held)
        if overlap := self._overlap(text):
            return self._joined(text[overlap:])
        if len(self._opening) >= _MIN_RESTART and text.lstrip().startswith(self._opening):
            self.has_restarted = True
            self._anew.append(text.lstrip())
            return ""
        return self._joined(text)

    def _without_opened_block(self, text: str) -> str:
        """A model in the middle of a code block may open it again, after a few words or at once."""
        opened = _OPENED.search(text) if self._is_code else None
        return text[opened.end() :] if opened and self._is_said(text[: opened.start()]) else text

    def _begins_line_again(self, text: str) -> bool:
        """Whether the line that was cut off is written from its beginning: nothing else begins so right behind it."""
        line = self._last_line
        if not line.strip("`"):
            return bool(line) and text.startswith("```")
        is_telling = len("".join(line.split())) >= _MIN_LINE or (
            line[0] == "<" and text[len(line) : len(line) + 1] != "<"
        )
        return is_telling and text.startswith(line)

    def _overlap(self, text: str) -> int:
        """How many characters at the beginning repeat the end, as far as that is certain."""
        lately = self._said[-_UNIQUE_WITHIN:]
        for size in range(min(len(text), len(lately), 2_000), 0, -1):
            same = text[:size]
            if not lately.endswith(same):
                continue
            before = lately[: len(lately) - size]
            begins_line = not before.rpartition("\n")[2].strip()
            num_signs = len("".join(same.split()))
            is_word = any(sign.isalnum() for sign in same)
            is_long = num_signs >= (_MIN_LINE if begins_line else _MIN_OVERLAP) and is_word
            if is_long and _is_only(same.strip(), lately):
                return size
        space = len(text) - len(text.lstrip())
        return space + len(self._last_line) if self._begins_line_again(text[space:]) else 0
