"""Where a bare HTML document ends, while it streams: at the `</html>` that is markup.

One inside a script's string, a comment or a text field is not. What may yet become a sign that counts is held back,
so that the same is found however the document is cut into pieces.
"""

import re

_TOKEN = re.compile(r"<!--|<(script|style|textarea|title)(?=[\s>/])|(</html\s{0,32}>)", re.IGNORECASE)
_MAY_BE = re.compile(r"<(?:!-?|/?[a-z]{0,8}|/html\s{0,32})\Z", re.IGNORECASE)
_ENDINGS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
_ENDINGS["comment"] = re.compile("-->")
_LONGEST = 48  # characters of what may be held back


class DocumentEnd:
    """Passes a document on up to its end."""

    def __init__(self) -> None:
        self.is_over = False
        self._inside = ""  # "script", "style", …, or "comment"
        self._held = ""

    def feed(self, text: str) -> tuple[str, str]:
        """(what belongs to the document, what stands behind its end); at most one of them waits for more."""
        if not self._held and ("-" if self._inside == "comment" else "<") not in text:
            return text, ""
        text = self._held + text
        self._held, at = "", 0
        while True:
            ending = (
                re.compile(r"-->") if self._inside == "comment" else re.compile(rf"</{self._inside}", re.IGNORECASE)
            )
            found = ending.search(text, at) if self._inside else _TOKEN.search(text, at)
            if not found:
                return self._hold_back(text, at), ""
            at = found.end()
            if self._inside:
                self._inside = ""
            elif found[2]:
                self.is_over = True
                return text[:at], text[at:]
            else:
                self._inside = (found[1] or "comment").lower()

    @property
    def is_in_markup(self) -> bool:
        """False inside a script, a comment or the like, which may have been left open by mistake."""
        return not self._inside

    def rest(self) -> str:
        """What is held back, when the answer has ended."""
        held, self._held = self._held, ""
        return held

    def _hold_back(self, text: str, at: int) -> str:
        start = max(at, len(text) - _LONGEST)
        if self._inside == "comment":
            cut = len(text) - min(len(text) - start, len(text) - len(text.rstrip("-")), 2)
        elif self._inside:
            unfinished = re.compile(rf"<(?:/[a-z]{{0,{len(self._inside)}}})?\Z", re.IGNORECASE).search(text, start)
            cut = unfinished.start() if unfinished else len(text)
        else:
            unfinished = _MAY_BE.search(text, start)
            cut = unfinished.start() if unfinished else len(text)
        self._held = text[cut:]
        return text[:cut]
