"""Search over titles, what was said, thought and attached, and the code of the versions that are looked at."""

import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from moonpane.archive.folding import folded, pattern_of
from moonpane.archive.index import NAMES, Index
from moonpane.archive.writing import CODE, SAID

Where = Literal["title", "question", "answer", "reasoning", "attachment", "code"]

LIMIT_S = 0.18  # for a whole search; what was found until then is shown
MAX_WORDS = 8
MAX_QUERY_CHARS = 200
BATCH = 64
SNIPPET_BEFORE = 40  # characters
SNIPPET_CHARS = 160

# Each row ends with the texts that words may be found in, each with what it is. A growing answer has none yet.
_SAID_ROWS = (
    "SELECT s.id, s.title, e.id, NULL, '', e.created_at, iif(t.role = 'user', 'question', 'answer'), t.text,"
    f" 'reasoning', t.reasoning, 'attachment', {NAMES}"
    " FROM turn t JOIN exchange e ON e.seq = t.exchange JOIN session s ON s.seq = e.session"
    " WHERE s.deleted_at IS NULL AND t.seq {} ORDER BY t.seq DESC"
)
# A version that nobody looks at any more would only repeat the newest one.
_CODE_ROWS = (
    "SELECT s.id, s.title, r.exchange, r.id, f.path, r.created_at, 'code', x.content"
    " FROM text x JOIN revision_file f ON f.text = x.digest JOIN revision r ON r.seq = f.revision"
    " JOIN session s ON s.seq = r.session WHERE s.deleted_at IS NULL AND x.seq {}"
    " AND (r.id = s.shown OR r.seq = (SELECT max(seq) FROM revision WHERE session = s.seq)) ORDER BY x.seq DESC"
)
_ROWS = {SAID: _SAID_ROWS, CODE: _CODE_ROWS}


@dataclass(frozen=True)
class Hit:
    """One place where all words were found: in one text, not some in a question and the others in its answer."""

    where: Where
    session_id: str
    title: str  # of the conversation
    exchange_id: str | None
    revision_id: str | None  # of code
    path: str  # of code
    snippet: str  # one line
    marks: tuple[tuple[int, int], ...]  # (start, end) of what was searched for, in the snippet
    created_at: float


@dataclass(frozen=True)
class Found:
    """Hits, newest first, titles before the rest; `is_complete` is False where time ran out before the oldest."""

    hits: tuple[Hit, ...] = ()
    is_complete: bool = True


def search(db: sqlite3.Connection, index: Index, query: str, limit: int) -> Found:
    """Where all words of `query` are found, in any case, with any accents, and within words. Raises sqlite3.Error."""
    words = folded(query[:MAX_QUERY_CHARS]).split()[:MAX_WORDS]
    if not words or limit < 1:
        return Found()
    search = _Search(db, [pattern_of(word) for word in words], limit)
    hits = search.titles()
    rest: list[Hit] = []
    for kind in (SAID, CODE):
        candidates = index.candidates(kind, words)
        rest += search.places(kind, candidates)
        search.is_complete &= candidates is None or index.reaches_back()
    rest.sort(key=lambda hit: -hit.created_at)
    return Found((*hits, *rest)[:limit], search.is_complete)


class _Search:
    def __init__(self, db: sqlite3.Connection, patterns: Sequence[re.Pattern[str]], limit: int) -> None:
        self._db = db
        self._patterns = patterns
        self._limit = limit
        self._end = time.monotonic() + LIMIT_S
        self.is_complete = True

    def titles(self) -> list[Hit]:
        rows = self._db.execute(
            "SELECT id, title, updated_at FROM session WHERE deleted_at IS NULL ORDER BY updated_at DESC"
        )
        hits: list[Hit] = []
        for id, title, updated_at in rows:
            if self._holds(title):
                snippet, marks = snippet_of(title, self._patterns)
                hits.append(Hit("title", id, title, None, None, "", snippet, marks, updated_at))
                if len(hits) == self._limit:
                    break
        return hits

    def places(self, kind: str, candidates: Iterator[int] | None) -> list[Hit]:
        """Hits among rows: those that the index names, or where it cannot tell all of them, until time is up."""
        hits: list[Hit] = []
        for row in self._scanned(kind) if candidates is None else self._named(kind, candidates):
            hits += self._hits(row)
            if len(hits) >= self._limit:
                break
        return hits

    def _named(self, kind: str, candidates: Iterator[int]) -> Iterator[tuple]:
        while (batch := list(islice(candidates, BATCH))) and self._has_time():
            yield from self._db.execute(_ROWS[kind].format(f"IN ({', '.join('?' * len(batch))})"), batch)

    def _scanned(self, kind: str) -> Iterator[tuple]:
        for row in self._db.execute(_ROWS[kind].format("> 0")):
            if not self._has_time():
                return
            yield row

    def _has_time(self) -> bool:
        self.is_complete = self.is_complete and time.monotonic() < self._end
        return self.is_complete

    def _holds(self, text: str) -> bool:
        for pattern in self._patterns:  # noqa: SIM110 - `all` takes as long again, and every title is looked at
            if not pattern.search(text):
                return False
        return True

    def _hits(self, row: tuple) -> Iterator[Hit]:
        session_id, title, exchange_id, revision_id, path, created_at, *texts = row
        for where, text in zip(texts[::2], texts[1::2], strict=True):
            if self._holds(text):
                snippet, marks = snippet_of(text, self._patterns)
                yield Hit(where, session_id, title, exchange_id, revision_id, path, snippet, marks, created_at)


def snippet_of(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """One line of `text` around the first thing that was found, and where everything found lies in it."""
    first = min((found.start() for pattern in patterns if (found := pattern.search(text))), default=0)
    start = max(0, first - SNIPPET_BEFORE)
    line = re.sub(r"\s", " ", text[start : start + SNIPPET_CHARS])
    marks = sorted({found.span() for pattern in patterns for found in pattern.finditer(line)})
    return line, tuple(marks)
