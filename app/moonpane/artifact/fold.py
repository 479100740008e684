"""Folds a streamed answer into files and edit blocks, and what is said around them.

What a model may say                                  what becomes of it
    <!DOCTYPE html>…</html>                           index.html
    Here it is:⏎<html>…</html>⏎Enjoy!                 index.html, the talk apart
    ```html⏎…⏎```                                     index.html
    ```tsx src/App.tsx⏎…⏎```                          src/App.tsx; all forms of names: `moonpane.artifact.fences`
    **style.css**⏎```css⏎…⏎```                        style.css
    style.css⏎<<<<<<< SEARCH⏎…                        an edit block, in a fence or outside of any
    ```bash⏎npm install⏎```                           talk: an example, not a file
    <p>only a fragment</p>                            index.html, once the answer has ended without a document
"""

from typing import Literal

from moonpane.artifact.blocks import NO_END, EditRun
from moonpane.artifact.deciding import Decision, begins_document, may_begin_document
from moonpane.artifact.document_end import DocumentEnd
from moonpane.artifact.fences import begins_search, ends_replace, is_only_said, label, opening
from moonpane.artifact.growing_files import Change, GrowingFiles
from moonpane.artifact.lines import LineStart, pieces_of_lines
from moonpane.artifact.names import MAX_FILES, harmless_name, tidy
from moonpane.artifact.open_fence import OpenFence
from moonpane.artifact.talk import Talk
from moonpane.session import INDEX, Stack

MAX_CHARS = 16 << 20  # of one answer with all its continuations; what comes behind is not folded


class Artifact:
    """The files of one answer, while it grows. The same comes of it however the answer is cut into pieces.

    `feed` returns what the page (`index.html`) gained by this piece, so that a preview can be given exactly that. When
    `pages_begun` has grown, this belongs to a new page. Only what may become a sign that counts is held back.

    `fragments`: whatever looks like a part of a page is meant as a file, as in the answer to “write a page”. Without
    it only what has a name, or is a whole HTML document, is a file: an answer may also explain something.
    """

    def __init__(self, stack: Stack = "html", *, fragments: bool = True) -> None:
        self._stack: Stack = stack
        self._fragments = fragments
        self.pages_begun = 0
        self.is_cut = False  # the answer is longer than anything that is folded
        self._room = MAX_CHARS
        self._files = GrowingFiles()
        self._talk = Talk()
        self._gained: list[str] = []
        self._mode: Literal["outside", "deciding", "fence", "document", "block"] = "outside"
        self._line = LineStart()
        self._is_plain = False  # the rest of this line is nothing special
        self._fence: OpenFence | None = None
        self._document = DocumentEnd()
        self._edits = EditRun("", None)

    @property
    def html(self) -> str:
        """The page so far."""
        return self._files.text(INDEX)

    @property
    def files(self) -> dict[str, str]:
        """Every file so far, in the order of their beginnings."""
        return self._files.texts

    @property
    def growing(self) -> str | None:
        """The path of what is being written: a file, or the one that an edit block is for."""
        return self._files.open or (self._edits.path or None if self._edits.is_in_block else None)

    @property
    def talk(self) -> str:
        """What is said around the files, as Markdown; a line `⟦path⟧` stands where each file or edit stood."""
        return self._talk.text

    @property
    def num_changes(self) -> int:
        """How many files and edit blocks have ended."""
        return self._files.num_changes

    @property
    def is_complete(self) -> bool:
        """Whether there are files or edits, and all of them ended as they should."""
        return self.num_changes > 0 and not self._files.is_broken and not self.unfinished

    def changes(self, start: int = 0) -> list[Change]:
        """Files and edit blocks that have ended, in order; `start` leaves out so many of them."""
        return self._files.changes(start)

    @property
    def unfinished(self) -> str:
        """What would stay open if the answer ended here: "file", "document", "block", or "" for nothing."""
        line = self._line.text
        match self._mode:
            case "deciding" if self._fence:
                decision = self._fence.decide("", self._talk.label, fragments=self._fragments, is_over=True)
                return "" if decision is None or decision.kind == "example" else "file"
            case "fence" if self._fence and self._files.open:
                return "" if self._fence.would_close(line) or self._files.ends_page(line) else "file"
            case "document":
                return "document" if self._document.is_in_markup or not self._files.holds_page_end else ""
            case "block" if self._edits.is_in_block:
                return "" if ends_replace(line) else "block"
        return ""

    def feed(self, text: str) -> str:
        """Fold one piece of the answer. Returns what the page gained by it, which may be nothing."""
        if len(text) > self._room:
            text, self.is_cut = text[: self._room], True
        self._room -= len(text)
        self._gained = []
        self._fold(text)
        return "".join(self._gained)

    def finish(self) -> str:
        """The answer is over, so nothing is held back any more. Returns what the page gained."""
        self._gained = []
        if (line := self._line.take()) and self._mode == "outside":
            self._outside_line(line)
            line = ""
        if self._mode == "deciding":
            self._decide("", is_over=True)
            line = self._line.take()
        match self._mode:
            case "fence" if self._fence and self._fence.closes(line):
                self._close_fence()
            case "fence":
                self._pour(self._bare(line))
            case "block":
                self._block_line(line)
                if block := self._edits.end(NO_END):
                    self._files.add_block(block)
            case "document":
                self._pour(self._document.rest())
                if not self._document.is_in_markup and self._files.holds_page_end:
                    self._files.close()
        if self._files.ends_page(""):
            self._files.close()
        self._files.end()
        self._mode, self._fence = "outside", None
        has_none = self._fragments and self._stack != "react" and not self.html and not self.num_changes
        if has_none and (fragment := self._talk.take_fragment()):  # the last resort
            self._begin(INDEX, "outside")
            self._pour(fragment)
            self._files.end()
        return "".join(self._gained)

    # -- the parts of an answer ------------------------------------------------------------------------

    def _fold(self, text: str) -> None:
        for piece in pieces_of_lines(text) if "\n" in text[:-1] else (text,) if text else ():
            if self._is_plain:
                self._is_plain = not piece.endswith("\n")
                self._pour(piece)
            elif self._mode == "deciding":
                self._decide(piece)
            elif self._mode == "document":
                self._in_document(piece)
            else:
                self._line.add(piece)
                self._begun_line()

    def _begun_line(self) -> None:
        if self._mode == "block":
            if self._line.is_whole:
                self._block_line(self._line.take())
        elif self._mode == "outside" and self._begins_document():
            self._document = DocumentEnd()
            self._begin(INDEX, "document")
            self._in_document(self._line.take().lstrip())
        elif self._line.is_too_long:
            self._pass_line()
        elif self._mode == "fence":
            self._line_in_fence()
        elif self._line.is_whole:
            self._outside_line(self._line.take())
        elif not may_begin_document(self._line.text) and is_only_said(self._line.text):
            self._pass_line()

    def _begins_document(self) -> bool:
        """Whether a bare page begins with this line; an answer to “write a page” has one."""
        return begins_document(self._line.text) and (not self._fragments or INDEX not in self._files.names)

    def _outside_line(self, line: str) -> None:
        if begins_search(line):
            self._begin_edits(self._talk.label, None)
            self._edits.take(line)
        elif opened := opening(line):
            self._mode, self._fence = "deciding", OpenFence(opened)
        else:
            self._talk.add_line(line, label(line))

    def _decide(self, piece: str, *, is_over: bool = False) -> None:
        assert self._fence
        if found := self._fence.decide(piece, self._talk.label, fragments=self._fragments, is_over=is_over):
            self._settle(found, self._fence)

    def _settle(self, decision: Decision, fence: OpenFence) -> None:
        name, language, taken = "", fence.opened.language, self._files.names
        has_room = len(taken) < MAX_FILES or tidy(decision.said) in taken
        if decision.kind == "file" and has_room:
            name = harmless_name(decision.said, language, taken, stack=self._stack, whole_pages=not self._fragments)
        if decision.kind == "edits":
            self._begin_edits(decision.said, fence)
        elif name:
            self._begin(name, "fence")
        else:
            self._talk.add_line(fence.line, "")
            self._mode = "fence"
        fence.hold(name)
        self._fold(decision.rest)

    def _begin(self, name: str, mode: Literal["fence", "document", "outside"]) -> None:
        self._talk.take_label()
        self._talk.mark(name)
        self._files.begin(name)
        self._mode = mode
        if name == INDEX:
            self.pages_begun += 1
            self._gained = []

    def _begin_edits(self, said: str, fence: OpenFence | None) -> None:
        self._talk.take_label()
        self._mode, self._fence, self._edits = "block", fence, EditRun(said or self._edits.path, fence)
        self._talk.mark(self._edits.path)

    def _line_in_fence(self) -> None:
        assert self._fence
        if not self._line.is_whole:
            if not self._fence.may_close(self._line.text):
                self._pass_line()
        elif self._fence.closes(line := self._line.take()):
            self._close_fence()
        else:
            self._pour(self._bare(line))

    def _close_fence(self) -> None:
        if self._files.open:
            self._files.close()
        elif self._fence:
            self._talk.add(f"{self._fence.opened.marker}\n")
        self._mode, self._fence = "outside", None

    def _in_document(self, piece: str) -> None:
        text, behind = self._document.feed(piece)
        self._pour(text)
        if self._document.is_over:
            self._pour("\n")
            self._files.close()
            self._mode, self._is_plain = "outside", True  # what stands behind it in this line is only said
            self._fold(behind)

    def _block_line(self, line: str) -> None:
        """One whole line of or between edit blocks."""
        if block := self._edits.take(self._bare(line)):
            self._files.add_block(block)
        if self._edits.is_over:
            self._mode, self._fence = "outside", None
        elif not self._edits.is_in_block:
            self._talk.mark(self._edits.path)

    # -- where the text goes ---------------------------------------------------------------------------

    def _pass_line(self) -> None:
        """Passes on what there is of a line that is nothing special, and the rest of it as it comes."""
        line = self._line.take()
        self._is_plain = not line.endswith("\n")
        self._pour(self._bare(line))

    def _bare(self, line: str) -> str:
        return self._fence.unindented(line) if self._fence else line

    def _pour(self, text: str) -> None:
        if self._files.open:
            self._files.add(text)
            if self._files.open == INDEX:
                self._gained.append(text)
        else:
            self._talk.add(text)
