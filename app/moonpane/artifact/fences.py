"""Lines that begin, name and end a piece of code in an answer, in the forms that models use.

```html index.html      ```jsx title="App.jsx"      ```tsx:src/App.tsx      ```src/App.tsx      1. ~~~~css
**src/App.tsx**    ### `src/App.tsx`    File: style.css    // src/App.tsx    <!-- style.css -->    src/App.tsx:
<<<<<<< SEARCH     =======     >>>>>>> REPLACE
"""

import re
from dataclasses import dataclass

from moonpane.artifact.names import is_source, looks_like_path

MAX_LINE = 1_000  # characters; a longer line is content, whatever it begins with
MAX_INDENT_MORE = 3  # a closing fence may stand so much further to the right than its opening

_OPENING = re.compile(r"((?:[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)?[ \t]*)(`{3,}|~{3,})([^\n]*)")
_NAMED = re.compile(
    r"\b(?:title|file|filename|file_?path|path|name)\s*[=:]\s*(?:\"([^\"]+)\"|'([^']+)'|`([^`]+)`|([^\s\"'`}]+))",
    re.IGNORECASE,
)
_COMMENTS = (("//", ""), ("/*", "*/"), ("<!--", "-->"), ("{/*", "*/}"), ("#", ""), ("--", ""))
_HEADING = re.compile(r"(?:#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+)+")
_CAPTION = re.compile(r"(?:file\s?name|filepath|file|path|create|update|new file)\s*:\s*", re.IGNORECASE)
_HALF_CAPTION = re.compile(r"(?:new|file)\s+", re.IGNORECASE)
_DECORATION = "*`\"' \t"
# A word, and behind it something else than marks and one short remark in brackets.
_TWO_WORDS = re.compile(
    r"\S+\s[\s*:`\"'/}>-]*+(?:[^\s(*:`\"'/}>-]|\((?:[^()]{41}|[^()]*\)[\s*:`\"'/}>-]*+[^\s*:`\"'/}>-]))"
)
_MAY_OPEN = re.compile(r"(?:[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)?[ \t]*(?:``|~~|[`~]$)")
_REMARK = re.compile(r"\s*\([^()]{1,40}\)$")
_SEARCH = re.compile(r"(<{5,9}) ?SEARCH>?")
_REPLACE = re.compile(r">{5,9} ?REPLACE<?")


@dataclass(frozen=True)
class Opening:
    """The first line of a fence."""

    indent: str  # what stands before the marker
    marker: str  # the signs that close it again
    language: str  # in small letters, "" where none is said
    said: str  # the path that it names, as it was said; "" for none
    info: str  # all that stands behind the marker

    def is_closed_by(self, line: str) -> bool:
        """Whether this whole line is the end: the same sign, at least as often, hardly further to the right."""
        bare = line.strip()
        before = len(line) - len(line.lstrip())
        return (
            len(bare) >= len(self.marker)
            and not bare.strip(self.marker[0])
            and before <= len(self.indent) + MAX_INDENT_MORE
        )


def opening(line: str) -> Opening | None:
    """The fence that a line opens. A line of code between backticks opens none."""
    line = line.rstrip()
    found = _OPENING.fullmatch(line) if len(line) <= MAX_LINE else None
    if not found or (found[2][0] == "`" and "`" in found[3] and not _NAMED.search(found[3])):
        return None
    language, said = _read_info(found[3].strip())
    return Opening(" " * len(found[1]), found[2], language, said, found[3].strip())


def _read_info(info: str) -> tuple[str, str]:
    """(language, path as said)"""
    word = re.match(r"[\w+#-]*", info.lstrip("{.").strip())
    language = word[0].lower() if word else ""
    if named := _NAMED.search(info):
        return language, next(filter(None, named.groups()))
    first, _, rest = info.partition(" ")
    if looks_like_path(first) and ":" not in first:  # the path stands where the language belongs
        return first.rpartition(".")[2].lower(), first
    before, colon, behind = first.partition(":")
    if colon and looks_like_path(behind):
        return before.lower(), behind
    rest = _bare(rest)
    for word in (rest, *map(_bare, rest.split())):
        if looks_like_path(word):
            return language, word
    return language, ""


def _bare(word: str) -> str:
    word = re.sub(r"^(?://|/\*|<!--|#|-)\s*|\s*(?:\*/|-->)$", "", word.strip())
    return word.strip("\"'`*,:").removeprefix("(").removesuffix(")") if word.startswith("(") else word.strip("\"'`*,:")


def label(line: str) -> str:
    """The path that a line consists of, whatever it is decorated with; "" when it is any other line."""
    line = line.strip()
    if len(line) > MAX_LINE or not line:
        return ""
    for begin, end in _COMMENTS:
        if line.startswith(begin) and line.endswith(end) and not (begin == "#" and line.startswith("##")):
            line = line[len(begin) : len(line) - len(end)].strip()
            break
    line = _behind(_HEADING, line)
    line = line.removesuffix(":").strip("* ").removesuffix(":").strip()
    line = _behind(_CAPTION, _REMARK.sub("", line).strip("* "))
    line = line.strip("*`\"' ").removesuffix(":").strip("*`\"' ")
    return line if is_source(line) else ""


def _behind(pattern: re.Pattern[str], text: str) -> str:
    """Without what it begins with, if it does."""
    found = pattern.match(text)
    return text[found.end() :] if found else text


def is_comment(line: str) -> bool:
    """Whether a label is a comment of its language, rather than the path and nothing else."""
    return line.lstrip().startswith(tuple(begin for begin, _ in _COMMENTS))


def may_become_label(start: str) -> bool:
    """Whether a line that begins like this may turn out to be the path of its file."""
    start = start.strip()
    if len(start) > 200:
        return False
    is_beginning = any(begin.startswith(start[: len(begin)]) for begin, _ in _COMMENTS)
    return is_beginning or re.fullmatch(r"[\w./@*`\[\]()+-]+", start) is not None


def is_only_said(start: str) -> bool:
    """Whether a line that begins like this, outside of any code, is prose however it goes on: words need not wait.

    A path is one word, behind marks, a caption, and before a remark in brackets at most.
    """
    if may_begin_search(start) or _MAY_OPEN.match(start):
        return False
    bare = start.lstrip()
    begin = next((begin for begin, _ in _COMMENTS if bare.startswith(begin)), "")
    bare = _behind(_HEADING, bare[len(begin) :].lstrip()).lstrip(_DECORATION)
    bare = _behind(_CAPTION, bare).lstrip(_DECORATION)
    return _TWO_WORDS.match(_behind(_HALF_CAPTION, bare)) is not None


def begins_search(line: str) -> int:
    """How many signs the first marker of an edit block has; 0 when the line is none."""
    found = _SEARCH.fullmatch(line.strip()) if len(line) <= MAX_LINE else None
    return len(found[1]) if found else 0


def may_begin_search(start: str) -> bool:
    start = start.strip()
    return "<<<<<".startswith(start[:5]) and len(start) < 20


def is_divider(line: str, signs: int) -> bool:
    return line.strip() == "=" * signs


def ends_replace(line: str) -> bool:
    return len(line) <= MAX_LINE and _REPLACE.fullmatch(line.strip()) is not None
