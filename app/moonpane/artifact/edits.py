"""Changes applied to files, with proof: what was meant is there exactly once, or nothing is done and the reason said.

Whole files are changes, too; they must not be abbreviated, cut off, or a piece of what they replace. A change is done
as a whole or not at all, and what one change cannot do keeps no other from being done.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from moonpane.artifact import matching
from moonpane.artifact.blocks import EditBlock
from moonpane.artifact.growing_files import Change, Written
from moonpane.artifact.names import MAX_FILES, clashes, is_harmless, tidy
from moonpane.artifact.pictures import type_of
from moonpane.sentences import phrase

Way = Literal["new file", "whole file", "already done"] | matching.How

_NEAR_LINES = 6  # of a file, shown above and below the region that is meant
_SHOWN_LINES = 60  # of a region, at most
# A comment that stands for text which was left out.
_ELISION = re.compile(
    r"^[ \t]*(?://|/\*|<!--|\{/\*|#)[ \t]*(?:\.{3}|…|.*?\b(?:rest of (?:the|your)|unchanged|omitted|"
    r"(?:remaining|existing|previous) (?:code|content|styles?|markup|html|css|sections?|items?|cards?)|"
    r"(?:stays?|remains?) the same|same as (?:before|above))\b).*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Done:
    """A change that was applied, and what proves that it was meant there."""

    change: Change
    path: str
    line: int  # of the file as it was before this change, from 1; 0 for a whole file
    way: Way


@dataclass(frozen=True)
class Refused:
    """A change that was not applied."""

    change: Change
    path: str  # of the file that is meant; as it was said, when there is no such file
    reason: str  # one sentence or two that a model can act upon
    region: str = ""  # what stands in the file where it may have been meant
    first_line: int = 0  # of the region, from 1


@dataclass(frozen=True)
class Applied:
    """What came of some changes."""

    files: Mapping[str, str]
    done: tuple[Done, ...] = ()
    failed: tuple[Refused, ...] = ()


def apply(files: Mapping[str, str], changes: Sequence[Change]) -> Applied:
    """Applies changes one after the other, each to what the ones before it left."""
    now, done, failed = dict(files), list[Done](), list[Refused]()
    for change in changes:
        if type_of(tidy(change.path)) is not None:
            sentence = f"{change.path} is a picture or a font, which cannot be written as text."
            failed.append(Refused(change, change.path, sentence))
            continue
        if any(change == each.change for each in done if isinstance(change, EditBlock)):
            done.append(Done(change, change.path, 0, "already done"))
            continue
        found = _write(now, change) if isinstance(change, Written) else _edit(now, change)
        if isinstance(found, Refused):
            failed.append(found)
        else:
            now, proof = found
            done.append(proof)
    return Applied(now, tuple(done), tuple(failed))


def file_meant(files: Mapping[str, str], said: str) -> str | None:
    """The file that a path means: itself, or the only one whose path ends so; without a word, the only one there is.

    Pictures are none that can be meant.
    """
    if said in files:
        return said
    path = tidy(said)
    if path in files:
        return path
    ending = f"/{path}" if path else ""
    ends_so = [each for each in files if f"/{each}".endswith(ending) and type_of(each) is None]
    return ends_so[0] if len(ends_so) == 1 else None


_Result = tuple[dict[str, str], Done] | Refused


def _write(files: dict[str, str], change: Written) -> _Result:
    old = files.get(change.path)
    if old is None:
        return _new(files, change, change.path, change.text)  # of a new file, the beginning is better than nothing
    for fault in (_is_cut, _is_abbreviated, _is_piece):
        if reason := fault(change, old):
            return Refused(change, change.path, reason)
    return files | {change.path: change.text}, Done(change, change.path, 0, "whole file")


def _is_cut(change: Written, old: str) -> str:
    return "" if change.is_whole else f"The answer ended before {change.path} did, so the file stays as it was."


def _is_abbreviated(change: Written, old: str) -> str:
    line = "" if change.path.endswith(".md") else _elision(change.text, old)
    return line and f"{change.path} was abbreviated (“{line}”): write all of it, or edit blocks for what changes."


def _is_piece(change: Written, old: str) -> str:
    """Losing what makes a page a page, or a module a module, is no change of it."""
    for sign in ("<html", "export default"):
        if sign in old.lower() and sign not in change.text.lower():
            return f"{change.path} was given without `{sign}`: write all of it, or edit blocks for what changes."
    return ""


def _elision(text: str, old: str) -> str:
    """The first comment that stands for left-out text, unless the old text has it, too."""
    for found in _ELISION.finditer(text):
        line = found[0].strip()
        if line not in old:
            return line[:80]
    return ""


def _edit(files: dict[str, str], block: EditBlock) -> _Result:
    path = file_meant(files, block.path)
    if block.fault:
        return Refused(block, path or block.path, block.fault, *_region(files.get(path or "", ""), block.search))
    if not block.search.strip():
        return _new_by_block(files, block, path)
    if path is None:
        known = ", ".join(each for each in files if type_of(each) is None) or phrase("none yet")
        what = phrase(f"There is no file {block.path}" if block.path else "The block does not say its file")
        return Refused(block, block.path, f"{what}; the files are: {known}. Put the path on the line before the block.")
    text = files[path]
    places = matching.find(text, block.search, block.replace)
    if places.only is None:
        return _not_placed(block, path, text, places)
    if not path.endswith(".md") and (line := _elision(block.replace, text)):
        reason = f"What to put there was abbreviated (“{line}”), which would delete what it stands for."
        return Refused(block, path, reason, *_region(text, block.search))
    place = places.only
    files = files | {path: text[: place.start] + place.text + text[place.end :]}
    return files, Done(block, path, places.lines[0], place.how)


def _new_by_block(files: dict[str, str], block: EditBlock, path: str | None) -> _Result:
    said = tidy(block.path)
    if path is not None and (said == path or not said) and files[path].strip():
        reason = f"{path} exists already; a block with nothing to find makes a new file. Say what to find in it."
        return Refused(block, path, reason, *_around(files[path], 1, 1))
    return _new(files, block, said, block.replace)


def _new(files: dict[str, str], change: Change, path: str, text: str) -> _Result:
    if not is_harmless(path):
        return Refused(change, path, f"“{path}” is not a usable path; it should look like src/App.tsx.")
    if clashes(path, files):
        return Refused(change, path, f"{path} cannot lie beside the files there are: {', '.join(files)}.")
    if len(files) >= MAX_FILES and path not in files:
        return Refused(change, path, f"There are {MAX_FILES} files already, which is the most a project may have.")
    return files | {path: text}, Done(change, path, 0, "new file")


def _not_placed(block: EditBlock, path: str, text: str, places: matching.Places) -> Refused:
    if places.count:
        count = phrase(f"{places.count} or more") if places.count == matching.MAX_COUNTED else places.count
        where = ", ".join(map(str, places.lines[:5])) + (", …" if len(places.lines) > 5 else "")
        reason = (
            f"The lines to find stand {count} times in {path} (lines {where}); add lines around them "
            "until they are the only ones."
        )
        first = min(places.lines, default=1)
        return Refused(block, path, reason, *_around(text, first, first + block.search.count("\n")))
    near = matching.similar(text, block.search)
    reason = f"The lines to find do not stand in {path}."
    if near:
        first, last = near
        reason += (
            f" Most like them are lines {first} to {last}." if last > first else f" Most like them is line {first}."
        )
        return Refused(block, path, reason, *_around(text, *near))
    return Refused(block, path, reason + " Nothing there is like them.", *_around(text, 1, 1))


def _region(text: str, search: str) -> tuple[str, int]:
    """(text, first line) of what a block may have meant; the beginning of the file where nothing is like it."""
    first, last = matching.similar(text, search) or (1, 1)
    return _around(text, first, last)


def _around(text: str, first: int, last: int) -> tuple[str, int]:
    lines = text.split("\n")
    start = max(first - 1 - _NEAR_LINES, 0)
    end = min(last + _NEAR_LINES, start + _SHOWN_LINES)
    return "\n".join(line[:1_000] for line in lines[start:end]), start + 1
