"""Weaves a page and what belongs to it into one document, tag by tag, with every line where it was.

Own files come in on the line of the tag that asks for them, and addresses that the bundle has are turned to the
runtime. The same weaver serves a whole page and one that streams in: it never looks ahead of the tag at hand.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from moonpane.artifact.addresses import Bundled, bundled, local_file
from moonpane.artifact.css import IMPORT, Budget
from moonpane.artifact.pictures import without_pictures
from moonpane.artifact.runtime import COMPILE, REACT, RUNTIME_PATH, TAILWIND
from moonpane.artifact.tags import Tag
from moonpane.artifact.woven_pictures import MAX_CHARS, PictureWeaver, attribute
from moonpane.session import INDEX

BABEL_TYPES = frozenset({"text/babel", "text/jsx", "text/tsx", "text/typescript"})
MODULE_TYPE = "text/moonpane-module"  # `preview/compile.js` runs it
_CLASSIC_TYPES = frozenset({"", "text/javascript", "application/javascript", "text/ecmascript"})
IN_HEAD = frozenset({"html", "head", "meta", "title", "link", "base", "script", "style", "template", "noscript"})
_WOVEN = frozenset({"script", "style", "link", "img", "source", "image"})
_IMPORT = re.compile(r"^[ \t]*(?:import\b(?!\s*\()|export\b[^\n]*\bfrom\b)|\bimport\s*\(", re.MULTILINE)
TAILWIND_STYLE = re.compile(r"@(?:tailwind|apply|theme|utility|custom-variant|import\s+[\"']tailwindcss)\b")
_MAX_DEPTH = 8  # of styles that import styles
# A script's text on one line: it is put behind the tag as a script of its own, with the tag's other attributes.
_PUT_SCRIPT = (
    "(()=>{{const me=document.currentScript,put=()=>{{const s=document.createElement('script');"
    "for(const a of me.attributes)if(!/^(defer|async)$/.test(a.name))s.setAttribute(a.name,a.value);"
    "s.textContent={text};me.after(s)}};{run}}})()"
)
_RUN_NOW = "put()"
_RUN_DEFERRED = "document.addEventListener('DOMContentLoaded',put)"


@dataclass
class Weaver:
    """The state of one page on its way through.

    Attributes:
        files: of the project; what is not there yet is simply not woven in.
        runtime: scripts that the page needs beside those it asks for itself, in their order.
        options: what the compiler in the page is told; None where it has nothing to do.
        base: where the runtime lies, with the slash at its end.
        asked: scripts of the runtime that the page has asked for so far.
    """

    files: Mapping[str, str]
    runtime: tuple[str, ...] = ()
    options: Mapping[str, object] | None = None
    base: str = RUNTIME_PATH
    tailwind: bool = False  # whether styles may use its directives
    is_project: bool = False  # a React project: its own module scripts are run by the compiler as a whole
    asked: set[str] = field(default_factory=set)
    has_runtime: bool = False
    budget: Budget = field(default_factory=lambda: Budget(MAX_CHARS))

    @property
    def _shown(self) -> PictureWeaver:
        return PictureWeaver(self.files, self.budget)

    def woven(self, tag: Tag, written: str, content: str | None, line: int) -> tuple[str, str | None]:
        """What stands for a tag and, of elements whose content is text, for the content.

        written: the tag as it is in the page. content: None where it is not known (yet, or at all).
        """
        lead = "" if tag.name in IN_HEAD else self.missing_runtime()
        new_tag, new_content = written, content
        match tag.name:
            case "script":
                new_tag, new_content = self._script(tag, written, content, line)
            case "link" if "stylesheet" in tag.attributes.get("rel", "").lower().split():
                new_tag = self._style_sheet(tag, written)
            case "style" if content is not None:
                new_content = self._shown.style(content)
            case _:
                new_tag = self._shown.tag(tag, written)
        return lead + new_tag, new_content

    def passes(self, tag: Tag) -> bool:
        """Whether nothing stands for a tag but itself; asked for each of a long page, so it looks at the name only."""
        return self.has_runtime and tag.name not in _WOVEN and "url(" not in tag.words

    def missing_runtime(self) -> str:
        """The scripts that the page needs and has not asked for; once, before the first tag of its body."""
        if self.has_runtime:
            return ""
        self.has_runtime = True
        return "".join(self._runtime_script(Bundled(name), "") for name in self.runtime if name not in self.asked)

    def _runtime_script(self, which: Bundled, written: str, more: str = "") -> str:
        words = f' src="{self.base}{which.script}"{more}'
        if which.is_old_tailwind:
            words += ' data-version="3"'
        if which.script == COMPILE and self.options is not None:
            words += f' data-options="{attribute(json.dumps(self.options, ensure_ascii=False))}"'
        self.asked.add(which.script)
        end = "" if written else "</script>"
        return f"<script{words}{_newlines(written)}>{end}"

    def _script(self, tag: Tag, written: str, content: str | None, line: int) -> tuple[str, str | None]:
        given = tag.attributes
        kind = given.get("type", "").strip().lower()
        if "src" in given:
            if found := bundled(given["src"]):
                return self._runtime_script(found, written, " defer" if "defer" in given else ""), content
            name = local_file(self.files, given["src"])
            return self._own_script(name, tag, written, content) if name else (written, content)
        if kind in BABEL_TYPES:
            return _with(written, tag, f' data-line="{line}"'), content
        if kind == "module" and content is not None and _IMPORT.search(content):
            return f'<script type="{MODULE_TYPE}" data-line="{line}"{_newlines(written)}>', content
        return written, content

    def _own_script(self, name: str, tag: Tag, written: str, content: str | None) -> tuple[str, str | None]:
        given = tag.attributes
        kind = given.get("type", "").strip().lower()
        rest = _newlines(content or "") if content is not None else None
        if kind == "module" and self.is_project:
            return f'<script type="{MODULE_TYPE}-of-project"{_newlines(written)}>', rest
        if kind == "module" or kind in BABEL_TYPES or name.endswith((".jsx", ".tsx", ".ts")):
            # Of a module everything is a module; a script for Babel may be a plain one.
            new_kind = kind if kind in BABEL_TYPES else MODULE_TYPE
            words = f' type="{new_kind}" data-file="{attribute(name)}" data-source="{attribute(self.files[name])}"'
            return f"<script{words}{_newlines(written)}>", rest
        if kind not in _CLASSIC_TYPES:
            return written, content
        text = json.dumps(f"{self.files[name]}\n//# sourceURL={quote(name)}", ensure_ascii=False)
        text = text.replace("<", "\\u003c")
        run = _RUN_DEFERRED if "defer" in given else _RUN_NOW
        words = "".join(f' {key}="{attribute(value)}"' for key, value in given.items() if key not in ("src", "type"))
        code = _PUT_SCRIPT.format(text=text, run=run)
        return f"<script{words}{_newlines(written)}>{code}", rest

    def _style_sheet(self, tag: Tag, written: str) -> str:
        address = tag.attributes.get("href", "")
        if found := bundled(address):
            return self._runtime_script(found, written) + "</script>"
        name = local_file(self.files, address)
        if name is None:
            return written
        text = self.style(name)
        words = f' data-file="{attribute(name)}"'
        if media := tag.attributes.get("media"):
            words += f' media="{attribute(media)}"'
        if self.tailwind and TAILWIND_STYLE.search(text):
            words += ' type="text/tailwindcss"'
        return f"<style{words}{_newlines(written)}>{text}</style>"

    def style(self, name: str, depth: int = 0) -> str:
        """A style sheet of the project on one line, with those it imports."""

        def imported(found: re.Match[str]) -> str:
            other = local_file(self.files, found[1], beside=name)
            if other is None or depth >= _MAX_DEPTH or not self.budget.take(len(self.files[other])):
                return found[0]
            text, media = self.style(other, depth + 1), found[2].strip()
            return f"@media {media} {{{text}}}" if media else text

        text = self._shown.style(IMPORT.sub(imported, self.files[name]), beside=name)
        # Line breaks are plain space in CSS, except behind a backslash in a string, where they are nothing.
        return re.sub(r"\r?\n|\r", " ", re.sub(r"\\\r?\n", "", text)).replace("</", "<\\/")


def needs_of(files: Mapping[str, str], scripts: list[tuple[Tag, str]]) -> list[str]:
    """Which scripts of the runtime the scripts of a page need, whether the page loads them or not."""
    needs_compiler = needs_react = False
    for tag, content in scripts:
        given = tag.attributes
        kind = given.get("type", "").strip().lower()
        name = local_file(files, given.get("src", ""))
        text = files[name] if name else content
        is_script = kind in BABEL_TYPES or bool(name and name.endswith((".jsx", ".tsx", ".ts")))
        if is_script or (kind == "module" and (name or _IMPORT.search(text))):
            needs_compiler = True
            everything = text + "".join(each for file, each in without_pictures(files).items() if file != INDEX)
            needs_react |= is_script or re.search(r"\breact\b", everything, re.IGNORECASE) is not None
    return [*([REACT] if needs_react else []), *([COMPILE] if needs_compiler else [])]


def uses_tailwind(tags: list[Tag]) -> bool:
    """Whether a page loads Tailwind itself."""
    kinds = {"script": "src", "link": "href"}
    addresses = [tag.attributes.get(kinds[tag.name], "") for tag in tags if tag.name in kinds]
    return any(found.script == TAILWIND for address in addresses if (found := bundled(address)))


def _with(written: str, tag: Tag, words: str) -> str:
    return written[: 1 + len(tag.name)] + words + written[1 + len(tag.name) :]


def _newlines(written: str) -> str:
    return "\n" * written.count("\n")
