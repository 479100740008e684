"""How long the archive takes with years of work in it: opening, listing, loading, searching, keeping, copying.

    python -m benchmarks.archive --sessions 10000 --messages 1000000 --folder DIR

Words come as often as they do in English, Korean and Chinese; pages are long, and a part of each stays from version to
version. The archive is made in DIR unless there is one; without DIR it is made and thrown away.
"""

import argparse
import hashlib
import random
import sqlite3
import tempfile
import time
import uuid
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import accumulate
from pathlib import Path

import wordfreq
from rich.console import Console
from rich.table import Table

from moonpane.archive import Archive, schema
from moonpane.archive.blobs import Blob, Blobs
from moonpane.archive.database import connect, transaction
from moonpane.archive.pictures import keep_blob
from moonpane.archive.thumbnails import thumbnail
from moonpane.archive.values import digest_of, sum_of
from moonpane.session import Exchange, Revision, Session, Turn

SENTENCES = 60_000
LANGUAGES = {"en": 0.8, "ko": 0.1, "zh": 0.1}
NUM_SEARCHES = 300
REVISIONS = 3  # of each session
THOUGHT = 3  # each so many answers were thought about, at some length
DAY_S = 86_400.0
SMALL = (200, 20_000)  # sessions and messages of `make bench`


class Writer:
    """Sentences, pages and pictures at random, the same for each seed."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.words: dict[str, list[str]] = {}
        self._sentences: list[str] = []
        for language, share in LANGUAGES.items():
            words = wordfreq.top_n_list(language, 30_000)
            self.words[language] = words
            weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
            between = "" if language == "zh" else " "
            for _ in range(int(SENTENCES * share)):
                chosen = self.chance.choices(words, cum_weights=weights, k=self.chance.randint(6, 22))
                self._sentences.append(between.join(chosen).capitalize() + ".")

    def text(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(self._sentences, k=self.chance.randint(least, most)))

    def page(self) -> list[str]:
        """Sections of a page."""
        return [f'<section class="s{n}"><p>{self.text(3, 6)}</p></section>' for n in range(self.chance.randint(8, 20))]

    def picture(self) -> bytes:
        """A PNG of some 30 KB, which a real mockup would be ten times."""
        rows = b"".join(b"\0" + self.chance.randbytes(96) * 4 for _ in range(128))
        header = (128).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
        chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")]
        body = b"".join(len(d).to_bytes(4, "big") + k + d + zlib.crc32(k + d).to_bytes(4, "big") for k, d in chunks)
        return b"\x89PNG\r\n\x1a\n" + body


def make(folder: Path, sessions: int, messages: int) -> None:
    """An archive as years of use would leave it, written without the care that the real way takes."""
    Archive.open(folder).close()
    writer = Writer()
    per_session = messages // 2 // sessions
    now = time.time()
    with closing(connect(folder / "archive.db")) as db:
        db.execute("PRAGMA synchronous = OFF")
        for first in range(0, sessions, 100):
            with transaction(db):
                for number in range(first, min(first + 100, sessions)):
                    _session(db, folder, writer, per_session, now - (sessions - number) * DAY_S / 10)
        with transaction(db):
            db.execute("UPDATE session SET num_exchanges = ?", (per_session,))
            schema.renew_epoch(db)


def _session(db: sqlite3.Connection, folder: Path, writer: Writer, num_exchanges: int, when: float) -> None:
    png = writer.picture()
    blob = Blob(hashlib.sha256(png).hexdigest(), ".png", len(png))
    path = Blobs(folder / "blobs").path(blob.digest, ".png")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(png)
    keep_blob(db, blob)
    db.execute("INSERT OR IGNORE INTO thumbnail (digest, png) VALUES (?, ?)", (blob.digest, thumbnail(png)))
    session = db.execute(
        "INSERT INTO session (id, title, created_at, updated_at, picture) VALUES (?, ?, ?, ?, ?)",
        (uuid.uuid4().hex, writer.text(1, 1)[:60], when, when, blob.digest),
    ).lastrowid
    parent = None
    for number in range(num_exchanges):
        id, question, answer = uuid.uuid4().hex, writer.text(1, 2), writer.text(3, 10)
        thoughts = "" if number % THOUGHT else writer.text(6, 20)
        exchange = db.execute(
            "INSERT INTO exchange (id, session, parent, kind, stack, thinking, model, created_at, remarks)"
            " VALUES (?, ?, ?, 'talk', 'html', 0, 'kimi-k2.5', ?, '[]')",
            (id, session, parent, when + number),
        ).lastrowid
        parent = id
        for role, text, reasoning in (("user", question, ""), ("assistant", answer, thoughts)):
            turn = db.execute(
                "INSERT INTO turn (exchange, role, text, reasoning, reasoning_s, status, num_tokens, prompt_tokens,"
                " sum) VALUES (?, ?, ?, ?, 0, 'done', 100, 1000, ?)",
                (exchange, role, text, reasoning, sum_of(text, reasoning)),
            ).lastrowid
            if number == 0 and role == "user":
                db.execute(
                    "INSERT INTO attachment (turn, position, name, png, width, height, notes)"
                    " VALUES (?, 0, ?, ?, 128, 128, '')",
                    (turn, f"{writer.text(1, 1)[:20]}.png", blob.digest),
                )
    sections = writer.page()
    for number in range(REVISIONS):
        sections[writer.chance.randrange(len(sections))] = writer.text(3, 6)
        page = "\n".join(sections)
        revision = db.execute(
            "INSERT INTO revision (id, session, exchange, origin, stack, is_complete, created_at)"
            " VALUES (?, ?, ?, 'model', 'html', 1, ?)",
            (uuid.uuid4().hex, session, parent, when + number),
        ).lastrowid
        db.execute("INSERT OR IGNORE INTO text (digest, content) VALUES (?, ?)", (digest_of(page), page))
        db.execute(
            "INSERT INTO revision_file (revision, path, text) VALUES (?, 'index.html', ?)", (revision, digest_of(page))
        )


def queries(writer: Writer) -> Iterator[str]:
    """What people type: common words, rare ones, two together, the beginning of one, one in no text."""
    chance = random.Random(2)
    for number in range(NUM_SEARCHES):
        words = writer.words[chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]]
        word = words[min(len(words) - 1, int(10 ** chance.uniform(0.5, 4.4)))]
        match number % 5:
            case 0 | 1:
                yield word
            case 2:
                yield f"{word} {words[int(10 ** chance.uniform(0.5, 3))]}"
            case 3:
                yield word[: max(2, len(word) // 2)]
            case _:
                yield f"{word}xq{number}"


def measured(work: Callable[[], object], rounds: int) -> list[float]:
    times: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return sorted(times)


def p(times: Sequence[float], share: float) -> str:
    return f"{1000 * times[min(len(times) - 1, int(len(times) * share))]:,.1f}"


def table(folder: Path | None = None, sessions: int = SMALL[0], messages: int = SMALL[1]) -> Table:
    """Milliseconds of what a person waits for."""
    with tempfile.TemporaryDirectory(prefix="moonpane-bench-") as scratch:
        folder = folder or Path(scratch) / "archive"
        if not (folder / "archive.db").exists():
            make(folder, sessions, messages)
        title = f"archive of {sessions:,} conversations and {messages:,} messages"
        shown = Table(title, "p50", "p95", "worst", title="milliseconds")
        for name, times in _times(folder):
            shown.add_row(name, p(times, 0.5), p(times, 0.95), p(times, 1.0))
        for name in ("archive.db", "search.db"):
            shown.add_row(f"{name}, MB", "", "", f"{(folder / name).stat().st_size / 1e6:,.0f}")
    return shown


def _times(folder: Path) -> Iterator[tuple[str, list[float]]]:
    with Archive.open(folder) as archive:
        yield "search index, whole", measured(lambda: archive.catch_up(limit_s=36_000), 1)
    opened: list[Archive] = []
    times: list[float] = []
    for _ in range(5):
        times += measured(lambda: opened.append(Archive.open(folder)), 1)
        opened.pop().close()
    yield "open", sorted(times)
    with Archive.open(folder) as archive:
        yield "list of conversations", measured(archive.sessions, 5)
        ids = [head.id for head in archive.sessions()]
        chance = random.Random(3)
        yield "load one", measured(lambda: archive.load(chance.choice(ids)), 50)
        found, complete, texts = 0, 0, iter(queries(Writer()))

        def search() -> None:
            nonlocal found, complete
            result = archive.search(next(texts), 30)
            found, complete = found + bool(result.hits), complete + result.is_complete

        times = measured(search, NUM_SEARCHES)
        yield f"search ({found} of {NUM_SEARCHES} found something, {complete} to the end)", times
        session = Session()
        exchange = session.add(Exchange("talk", Turn("user", "question"), Turn("assistant", status="growing")))
        archive.keep_session(session)
        archive.keep_exchange(session.id, exchange)

        def grow() -> None:
            exchange.answer.text += "word " * 20
            archive.checkpoint(exchange, {"index.html": exchange.answer.text})

        def add() -> None:
            session.head = None
            now = Exchange("talk", Turn("user", "question"), Turn("assistant", "answer " * 200))
            archive.keep_exchange(session.id, now)

        def version() -> None:
            archive.keep_revision(session.id, Revision({"index.html": uuid.uuid4().hex * 300}))

        yield "keep what an answer gained", measured(grow, 100)
        yield "keep an exchange", measured(add, 50)
        yield "keep a version", measured(version, 50)
        yield "copy, checked", measured(archive.backup, 1)
        yield "tidy", measured(archive.tidy, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=SMALL[0])
    parser.add_argument("--messages", type=int, default=SMALL[1])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    Console(width=120).print(table(options.folder, options.sessions, options.messages))


if __name__ == "__main__":
    main()
