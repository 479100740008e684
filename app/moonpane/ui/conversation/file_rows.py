"""What the cards of an answer's files show, as plain data. No Qt here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileRow:
    """A file that an answer brings whole."""

    path: str
    num_lines: int
    num_bytes: int
    is_growing: bool = False
    is_cut_off: bool = False  # the answer ended before the file did
    tail: str = ""  # its last lines, while it grows


@dataclass(frozen=True)
class FailedChange:
    """A change that did not fit the file."""

    reason: str  # one sentence
    asked_again: bool = False  # the model was told, and writes it anew


@dataclass(frozen=True)
class EditRow:
    """A file that an answer changes in places."""

    path: str
    num_done: int  # changes that are in the file
    added: int = 0  # lines
    removed: int = 0  # lines
    is_growing: bool = False
    failed: tuple[FailedChange, ...] = ()
