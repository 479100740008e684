"""What an answer says around its files."""

import re

MARK = re.compile(r"^⟦([^⟦⟧\n]*)⟧$", re.MULTILINE)
_ANY_DOCUMENT = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(r"<[a-z][a-z0-9-]*[\s>/]", re.IGNORECASE)
_MANY_BLANKS = re.compile(r"\n{3,}")


class Mark(str):
    """Stands where a file or an edit stood: a line `⟦path⟧`, as a piece of talk."""

    def __new__(cls, path: str) -> "Mark":
        return super().__new__(cls, f"\n\n⟦{path}⟧\n\n")


class Talk:
    """Lines of prose, and marks where files stood."""

    def __init__(self) -> None:
        self.label = ""  # the path that the last line consists of, for what comes right below it
        self._pieces: list[str] = []
        self._label_at = 0
        self._blanks = 0  # lines since the label

    @property
    def text(self) -> str:
        """All of it so far, as Markdown."""
        return _MANY_BLANKS.sub("\n\n", "".join(self._pieces)).strip()

    def add_line(self, line: str, label: str) -> None:
        """One whole line; `label` is the path when it consists of one."""
        if label:
            self.label, self._label_at, self._blanks = label, len(self._pieces), 0
        elif line.strip() or self._blanks:
            self.label = ""
        else:
            self._blanks += 1
        self._pieces.append(line)

    def add(self, text: str) -> None:
        """A part of a line, or a line of an example."""
        self.label = ""
        self._pieces.append(text)

    def take_label(self) -> str:
        """Takes the line with a path away, because the mark of its file comes in its place. Returns the path."""
        label, self.label = self.label, ""
        if label:
            del self._pieces[self._label_at :]
        return label

    def mark(self, path: str) -> None:
        """A file or an edit stands here; neighbours of one file need one mark."""
        mark = Mark(path)
        behind = next((each for each in reversed(self._pieces) if each.strip()), "")
        if path and behind != mark:
            self._pieces.append(mark)

    def take_fragment(self) -> str:
        """Takes away what looks like a page, or else like a part of one, with all that follows it."""
        text = self.text
        found = _ANY_DOCUMENT.search(text) or _FRAGMENT.search(text)
        if not found:
            return ""
        self._pieces = [text[: found.start()]]
        return text[found.start() :].strip() + "\n"
