"""A project as the one document that the preview shows, live and headless, with no network.

    html       index.html with its own styles and scripts woven in; common CDN addresses served from the bundle
    tailwind   the same, and Tailwind even where the page does not load it
    react      the project's files for the compiler in the page, which runs them: `preview/compile.js`

Lines of index.html stay where they are, and every part of another file keeps its own, so that errors and places name
what a person sees in the code.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from moonpane.artifact.runtime import COMPILE, REACT, RUNTIME_PATH, TAILWIND
from moonpane.artifact.source_map import located as with_places
from moonpane.artifact.tags import RAW_TEXT, raw_text_end, start_tags
from moonpane.artifact.weave import BABEL_TYPES, IN_HEAD, Weaver, needs_of, uses_tailwind
from moonpane.artifact.woven_pictures import attribute
from moonpane.session import INDEX, Stack

_MAIN = re.compile(r"(?:src/)?(?:main|index)\.[jt]sx?")
_COMPONENT = re.compile(r"(?:src/)?(?:app/)?(?:App|app|Page|page|Component|component)\.[jt]sx?")
_STARTS = re.compile(r"\b(?:createRoot|hydrateRoot)\b|\.render\(")
_ANY_COMPONENT = re.compile(r"\.[jt]sx$")
_ROOT = re.compile(r"""getElementById\(\s*["']([\w-]+)["']""")
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*+(?:>|\Z)", re.DOTALL)
# One line, so that there is nothing to take for the project's own.
_SHELL = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    '<body><div id="{root}"></div></body></html>'
)


class Document(NamedTuple):
    """A project as one document."""

    html: str
    left_out: tuple[str, ...] = ()  # paths of pictures and fonts that the page names and that found no room in it


def preview_document(
    files: Mapping[str, str],
    stack: Stack,
    *,
    located: bool = False,
    runtime: str = RUNTIME_PATH,
    entry: str | None = None,
) -> str:
    """The text of `document_of`."""
    return document_of(files, stack, located=located, runtime=runtime, entry=entry).html


def document_of(
    files: Mapping[str, str],
    stack: Stack,
    *,
    located: bool = False,
    runtime: str = RUNTIME_PATH,
    entry: str | None = None,
) -> Document:
    """One document that shows a project; "" for a project that has nothing to show.

    located: each element says where it stands in the source, see `source_map`.
    runtime: where the scripts of the runtime lie, with a slash at the end.
    entry: the file that a React project starts with, where it is not to be found by its name; a page starts none.
    """
    if is_project(files, stack):
        first = entry if entry and not _is_page(entry) else entry_of(files) or ""
        return Document(_react_document(files, first, located=located, runtime=runtime))
    page = _page_of(files)
    if page is None:
        return Document("")
    text = files[page]
    tags = list(start_tags(text))
    scripts = [(tag, text[tag.end : raw_text_end(text, "script", tag.end)]) for tag in tags if tag.name == "script"]
    needs = needs_of(files, scripts)
    tailwind = stack != "html" or uses_tailwind(tags)
    if stack != "html":
        needs.insert(0, TAILWIND)
    options = {"files": _without(files, page), "page": page, "located": located} if COMPILE in needs else None
    if located:
        text = with_places(text, file=page, tags=tags)
    weaver = Weaver(files, tuple(needs), options, base=runtime, tailwind=tailwind)
    return Document(woven(text, weaver), tuple(weaver.budget.refused))


def is_project(files: Mapping[str, str], stack: Stack) -> bool:
    """Whether files are run as a React project, rather than shown as a page."""
    if stack != "react" and _page_of(files) is not None:
        return False
    if entry_of(files) is None:
        return False
    tags = start_tags(files.get(INDEX, ""))
    return not any(tag.name == "script" and tag.attributes.get("type", "").lower() in BABEL_TYPES for tag in tags)


def has_page(files: Mapping[str, str], stack: Stack) -> bool:
    """Whether there is something to show, be it a beginning."""
    page = _page_of(files)
    return is_project(files, stack) or (page is not None and bool(files[page].strip()))


def is_drawn(files: Mapping[str, str], stack: Stack) -> bool:
    """Whether a beginning has come as far as its first element or word; of a component only running it tells."""
    if is_project(files, stack):
        return True
    page = files.get(_page_of(files) or "", "")
    at = 0
    for tag in start_tags(page):
        if tag.name not in IN_HEAD | {"body"} or _has_words(page[at : tag.start]):
            return True
        at = raw_text_end(page, tag.name, tag.end) if tag.name in RAW_TEXT else tag.end
    return _has_words(page[at:])


def _has_words(between: str) -> bool:
    return bool(_MARKUP.sub("", between).strip())


def stack_of(files: Mapping[str, str]) -> Stack:
    """What a project that nobody asked for by name is made of."""
    if is_project(files, "react") and not _stands_alone(files):
        return "react"
    pages = [list(start_tags(text)) for name, text in files.items() if _is_page(name)]
    return "tailwind" if any(map(uses_tailwind, pages)) else "html"


def _stands_alone(files: Mapping[str, str]) -> bool:
    """Whether the page lies beside a project without being a part of it, as preview.html of an export does."""
    page = _page_of(files)
    if page is None or page == INDEX:
        return False
    sources = (tag.attributes.get("src", "") for tag in start_tags(files[page]) if tag.name == "script")
    return not any(source.removeprefix("./").removeprefix("/") in files for source in sources)


def entry_of(files: Mapping[str, str]) -> str | None:
    """The file that a React project starts with: the one that renders, else the main component."""
    mains = [name for name in files if _MAIN.fullmatch(name) and _STARTS.search(files[name])]
    return mains[0] if mains else component_of(files)


def component_of(files: Mapping[str, str]) -> str | None:
    """The file of the main component of a React project."""
    if named := [name for name in files if _COMPONENT.fullmatch(name)]:
        return named[0]
    others = [name for name in files if _ANY_COMPONENT.search(name) and not _MAIN.fullmatch(name)]
    exporting = [name for name in others if "export default" in files[name]]
    return next(iter(exporting or others), None)


def growing_react_document(*, located: bool = False) -> str:
    """The empty room for a React project that is being written; `Moonpane.grow(files, entry)` fills it."""
    options = {"files": {}, "located": located}
    return woven(_SHELL.format(root="root"), Weaver({}, (TAILWIND, REACT, COMPILE), options, tailwind=True))


def _react_document(files: Mapping[str, str], entry: str, *, located: bool, runtime: str) -> str:
    page = files.get(INDEX)
    if page is None:
        root = _ROOT.search(files[entry])
        page = _SHELL.format(root=attribute(root[1]) if root else "root")
    elif located:
        page = with_places(page)
    options = {"files": _without(files, INDEX), "entry": entry, "located": located}
    needs = (TAILWIND, REACT, COMPILE)
    return woven(page, Weaver(files, needs, options, base=runtime, tailwind=True, is_project=True))


def woven(text: str, weaver: Weaver) -> str:
    """A whole page on its way through the weaver."""
    pieces: list[str] = []
    done, line, counted = 0, 1, 0
    for tag in start_tags(text):
        if weaver.passes(tag):
            continue
        line += text.count("\n", counted, tag.start)
        counted = tag.start
        end = raw_text_end(text, tag.name, tag.end) if tag.name in RAW_TEXT else tag.end
        content = text[tag.end : end] if tag.name in RAW_TEXT else None
        # A script's own lines begin where its tag ends.
        first_line = line + text.count("\n", tag.start, tag.end)
        new_tag, new_content = weaver.woven(tag, text[tag.start : tag.end], content, first_line)
        pieces += (text[done : tag.start], new_tag, new_content or "")
        done = end
    pieces += (text[done:], weaver.missing_runtime())
    return "".join(pieces)


def _page_of(files: Mapping[str, str]) -> str | None:
    """The page of a project: index.html, else the first page there is."""
    if INDEX in files:
        return INDEX
    return next(filter(_is_page, files), None)


def _is_page(name: str) -> bool:
    return name.endswith((".html", ".htm"))


def _without(files: Mapping[str, str], page: str) -> dict[str, str]:
    return {name: text for name, text in files.items() if name != page}
