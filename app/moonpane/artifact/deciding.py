"""What an opened fence holds: a file, edit blocks, or only an example. Its first lines tell."""

from dataclasses import dataclass
from typing import Literal

from moonpane.artifact.fences import Opening, begins_search, is_comment, label, may_become_label, may_begin_search
from moonpane.artifact.names import PAGE_LANGUAGES, tidy

DOCUMENT_STARTS = ("<!doctype html", "<html")
_ENOUGH = 400  # characters within which the first line, or the one below a path, has to begin
_HEAD = 40  # characters of a line within which a bare document begins
MARKDOWN = ("md", "markdown", "mdx")


@dataclass(frozen=True)
class Decision:
    """Kind, the path as it was said ("" for none), and what is to be read on."""

    kind: Literal["edits", "file", "example"]
    said: str
    rest: str


def decide(first: str, fence: Opening, above: str, *, fragments: bool, is_over: bool) -> Decision | None:
    """None while more text is needed. `above` is the path that the line above the fence consists of, or "".

    `fragments`: whatever looks like a part of a page is meant as a file; else only what is named or a whole page.
    """
    named = fence.said or above
    if not first[:_ENOUGH].strip():
        if is_over or len(first) >= _ENOUGH:
            return Decision("file" if named else "example", named, first)
        return None
    start, line, is_whole = _first_line(first)
    if begins_search(line) and (is_whole or is_over):
        return Decision("edits", named, first[start:])
    if not is_whole and not is_over and (may_begin_search(line) or may_become_label(line) or _may_close(line, fence)):
        return None
    if is_whole and may_become_label(line) and (said := label(line)) and not _is_heading(line, fence, named):
        behind = first[start + len(line) :]
        following, next_line, next_is_whole = _first_line(behind[:_ENOUGH])
        if begins_search(next_line) and (next_is_whole or is_over):
            return Decision("edits", said, behind[following:])
        if not is_over and not next_is_whole and may_begin_search(next_line) and len(behind) < _ENOUGH:
            return None
        if is_comment(line) and (not named or tidy(named) == tidy(said)):
            return Decision("file", said, behind)
    if named:
        return Decision("file", named, first)
    return _of_nameless(first, fence, line.strip()[:_ENOUGH].lower(), fragments=fragments, is_known=is_whole or is_over)


def begins_document(line: str) -> bool:
    """Whether a bare page begins with a line that begins like this."""
    return line[:_HEAD].lstrip().lower().startswith(DOCUMENT_STARTS)


def may_begin_document(start: str) -> bool:
    """Whether it may turn out so, or has."""
    head = start[:_HEAD].lstrip().lower()
    return any(each.startswith(head) or head.startswith(each) for each in DOCUMENT_STARTS)


def _of_nameless(first: str, fence: Opening, head: str, *, fragments: bool, is_known: bool) -> Decision | None:
    is_page = fence.language in ("html", "")
    if is_page and head.startswith(DOCUMENT_STARTS):
        return Decision("file", "", first)
    if is_page and not is_known and any(each.startswith(head) for each in DOCUMENT_STARTS):
        return None
    if fence.is_closed_by(head) or not fragments or (fence.language == "" and head[0] != "<"):
        return Decision("example", "", first)
    return Decision("file" if fence.language in PAGE_LANGUAGES else "example", "", first)


def _first_line(text: str) -> tuple[int, str, bool]:
    """(where it starts, the first line that is not blank, whether it is there to its end)"""
    start = len(text) - len(text.lstrip())
    start = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start) + 1
    return start, text[start : end or len(text)], bool(end)


def _is_heading(line: str, fence: Opening, named: str) -> bool:
    is_markdown = fence.language in MARKDOWN or named.rpartition(".")[2].lower() in MARKDOWN
    return is_markdown and line.lstrip().startswith("#")


def _may_close(start: str, fence: Opening) -> bool:
    bare = start.strip()
    return len(bare) < _ENOUGH and not bare.strip(fence.marker[0])
