"""What an answer does to the files that there are, as plain data: which changes fit, and which did not."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from moonpane.artifact import Done, EditBlock, Refused
from moonpane.course import Failure, FileEdits
from moonpane.revise import AskingAgain, Changed, Finished, Rejected

MAX_COUNTED_LINES = 2_000  # of one change; of more it is not said how many lines are new


class EditLog:
    """Follows one revision by its events."""

    def __init__(self) -> None:
        self._done: Sequence[Done] = ()
        self._missing: Sequence[Refused] = ()
        self._has_asked = False

    def take(self, event: object) -> tuple[FileEdits, ...] | None:
        """All files as they stand after an event; None for one that says nothing of them."""
        match event:
            case Changed(done):
                self._done = done
            case Rejected(changes):
                self._missing = changes
            case AskingAgain():
                self._has_asked = True
            case Finished(applied=applied, rejected=rejected):
                self._done, self._missing = applied, rejected
            case _:
                return None
        return self._edits()

    def _edits(self) -> tuple[FileEdits, ...]:
        found: dict[str, FileEdits] = {}
        for each in self._done:
            file = found.get(each.path, FileEdits(each.path))
            if isinstance(each.change, EditBlock):
                added, removed = num_lines(each.change)
                file = replace(
                    file, num_done=file.num_done + 1, added=file.added + added, removed=file.removed + removed
                )
            else:
                file = FileEdits(each.path, is_whole=True)
            found[each.path] = file
        for each in self._missing:
            file = found.get(each.path, FileEdits(each.path))
            failure = Failure(each.reason, self._has_asked)
            found[each.path] = replace(file, failed=(*file.failed, failure), is_whole=False)
        return tuple(found.values())


def num_lines(block: EditBlock) -> tuple[int, int]:
    """(Lines that are new, lines that are gone)"""
    before, after = block.search.splitlines(), block.replace.splitlines()
    if len(before) + len(after) > MAX_COUNTED_LINES:
        return len(after), len(before)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    same = sum(each.size for each in matcher.get_matching_blocks())
    return len(after) - same, len(before) - same


def rewritten(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FileEdits, ...]:
    """Where it is not known how a version was made: the files that are not as they were."""
    return tuple(FileEdits(path, is_whole=True) for path, text in after.items() if before.get(path) != text)
