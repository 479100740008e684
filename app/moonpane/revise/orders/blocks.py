"""What is between two texts of one file, as edit blocks: enough lines each to find one place."""

import difflib
from collections.abc import Mapping, Sequence

from moonpane.artifact import Applied, Done, EditBlock, apply

_MAX_COMPARED = 2_000  # lines on either side; of more, all from the first to the last that changed are one block

Hunk = tuple[int, int, list[str]]  # lines `first` to `end` become these


def applied_as_blocks(files: Mapping[str, str], path: str, new: str) -> Applied:
    """Has a file become `new`; what was done to it is told as blocks, from its end to its beginning."""
    wanted, now, done = {**files, path: new}, Applied(files), list[Done]()
    for hunk in reversed(_hunks(_lines(files[path]), _lines(new))):
        block, line = _block(_lines(now.files[path]), path, hunk)
        now = apply(now.files, [block])
        done += now.done or [Done(block, path, line, "exact")]
    # Where a file mixes line ends, `apply` would set them right: nobody asked for that.
    return Applied(wanted, tuple(done))


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _hunks(before: Sequence[str], after: Sequence[str]) -> list[Hunk]:
    first = next(
        (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    room = min(len(before), len(after)) - first
    tail = next((at for at in range(room) if before[-1 - at] != after[-1 - at]), room)
    old, new = before[first : len(before) - tail], after[first : len(after) - tail]
    if len(old) > _MAX_COMPARED or len(new) > _MAX_COMPARED:
        return [(first, first + len(old), [*new])]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return [(first + a, first + b, [*new[c:d]]) for _, a, b, c, d in codes]


def _block(lines: Sequence[str], path: str, hunk: Hunk) -> tuple[EditBlock, int]:
    """(The block, the line where it begins, from 1)"""
    first, end, new = hunk
    start, stop = first, end
    while not is_alone(lines, start, stop):
        if start == 0 and stop == len(lines):
            break
        start, stop = max(start - 1, 0), min(stop + 1, len(lines))
    replaced = [*lines[start:first], *new, *lines[end:stop]]
    return EditBlock(path, _text(lines[start:stop]), _text(replaced)), start + 1


def is_alone(lines: Sequence[str], start: int, stop: int) -> bool:
    """Whether lines that say something stand only once among all of them."""
    run, size = lines[start:stop], stop - start
    if not any(line.strip() for line in run):
        return False
    places = (at for at in range(len(lines) - size + 1) if lines[at] == run[0])
    return sum(lines[at : at + size] == run for at in places) == 1


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
