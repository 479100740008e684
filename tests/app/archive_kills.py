"""Kills a process in the middle of writing into an archive, again and again, and looks for what it had said was kept.

    python -m tests.app.archive_kills --kills 1000

The writer says on a pipe what it keeps, after each call has returned. It is killed by SIGKILL some milliseconds later.
Prints one JSON object: how much was acknowledged, what of it was lost, how long opening the archive took afterwards.
"""

import argparse
import hashlib
import json
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from moonpane.archive import Archive
from moonpane.session import Exchange, Revision, Session, Turn
from tests.app.archive_samples import picture, png
from tests.app.forked import forked

LEAST_S, MOST_S = 0.004, 0.1  # of life after the first word


def write(folder: Path, seed: int, pipe: int) -> None:
    """The writer: never ends by itself."""
    chance = random.Random(seed)

    def said(what: str, **more: object) -> None:
        os.write(pipe, json.dumps({"what": what, **more}).encode() + b"\n")

    with Archive.open(folder) as archive:
        for number in range(10**9):
            session = Session(title=f"{seed} {number}")
            archive.keep_session(session)
            said("session", id=session.id, title=session.title)
            for _ in range(chance.randint(1, 4)):
                _exchange(archive, session, chance, said)
            pictures = [picture(chance.randrange(50))] * (chance.random() < 0.3)
            archive.keep_draft(None, f"{seed} {number}", pictures)
            said("draft", text=f"{seed} {number}")
            if chance.random() < 0.05:
                archive.backup()
            if chance.random() < 0.05:
                archive.tidy()


def _exchange(archive: Archive, session: Session, chance: random.Random, said: Any) -> None:
    attachments = (picture(chance.randrange(200)),) if chance.random() < 0.5 else ()
    asked = Turn("user", f"question {chance.random()}", attachments)
    exchange = session.add(Exchange("talk", asked, Turn("assistant", status="growing"), parent=session.head))
    archive.keep_exchange(session.id, exchange)
    said("asked", session=session.id, id=exchange.id, text=asked.text, pictures=[each.digest for each in attachments])
    for _ in range(chance.randint(0, 6)):
        exchange.answer.text += f"piece {chance.random()} " * chance.randint(1, 50)
        archive.checkpoint(exchange, {"index.html": exchange.answer.text})
        said("grew", session=session.id, id=exchange.id, text=exchange.answer.text)
    exchange.answer.status = "done"
    archive.keep_exchange(session.id, exchange)
    said("done", session=session.id, id=exchange.id, text=exchange.answer.text)
    revision = session.add_revision(Revision({"index.html": exchange.answer.text}, exchange=exchange.id))
    render = png(chance.randrange(200))
    archive.keep_revision(session.id, revision, render)
    said("made", session=session.id, id=revision.id, text=revision.page, render=hashlib.sha256(render).hexdigest())


def life(folder: Path, seed: int, lasts_s: float) -> list[dict[str, Any]]:
    """Everything that one writer said before it was killed."""
    child, reading = forked(lambda pipe: write(folder, seed, pipe))
    said, end = bytearray(), None
    with open(reading, "rb", buffering=0) as pipe:
        while end is None or (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([pipe], [], [], 30 if end is None else left)
            if ready:
                if not (piece := pipe.read(1 << 16)):
                    raise RuntimeError("The writer ended by itself.")
                said += piece
            end = end or time.monotonic() + lasts_s
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += pipe.readall()
    return [json.loads(line) for line in bytes(said).split(b"\n")[:-1]]


def lost(archive: Archive, said: list[dict[str, Any]]) -> Iterator[str]:
    """What was said to be kept, and is not."""
    sessions: dict[str, Session] = {}
    stopped = {each.exchange_id for each in archive.unfinished}
    last = {(each["what"], each.get("id")): each for each in said}  # a later word replaces an earlier one
    for each in last.values():
        id = each.get("session") or each.get("id")
        if id is not None and id not in sessions:
            sessions[id] = archive.load(id)
        match each["what"]:
            case "session":
                held = sessions[each["id"]].title == each["title"]
            case "asked":
                asked = sessions[each["session"]].exchanges[each["id"]].asked
                held = asked.text == each["text"] and [a.digest for a in asked.attachments] == each["pictures"]
            case "grew":
                answer = sessions[each["session"]].exchanges[each["id"]].answer
                held = answer.text.startswith(each["text"])
            case "done":
                answer = sessions[each["session"]].exchanges[each["id"]].answer
                held = (answer.text, answer.status) == (each["text"], "done") and each["id"] not in stopped
            case "made":
                page = sessions[each["session"]].revisions[each["id"]].page
                render = archive.render_of(each["id"]) or b""
                held = page == each["text"] and hashlib.sha256(render).hexdigest() == each["render"]
            case _:
                # The next one may have been kept, and not have been said any more.
                seed, number = (int(part) for part in each["text"].split())
                held = archive.draft(None).text in (each["text"], f"{seed} {number + 1}")
        if not held:
            yield f"{each['what']} {each.get('id')}"


def run(kills: int, seed: int, folder: Path) -> dict[str, Any]:
    chance = random.Random(seed)
    acknowledged, missing, damaged, opening_s, told = 0, list[str](), 0, list[float](), list[str]()
    began, everything = time.monotonic(), list[dict[str, Any]]()
    for number in range(kills):
        said = life(folder, seed * 1_000_000 + number, chance.uniform(LEAST_S, MOST_S))
        acknowledged += len(said)
        everything += [each for each in said if each["what"] != "draft"]
        if number % 3 == 2 and number < kills - 1:
            continue  # the next writer finds what this one left
        start = time.monotonic()
        archive = Archive.open(folder)
        opening_s.append(time.monotonic() - start)
        with archive:
            told += archive.notices
            missing += lost(archive, said)
        with closing(sqlite3.connect(folder / "archive.db")) as db:
            damaged += db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    with Archive.open(folder) as archive:
        missing += lost(archive, everything)
    opening_s.sort()
    return {
        "kills": kills,
        "acknowledged": acknowledged,
        "lost": missing,
        "damaged": damaged,
        "notices": told,
        "open_p50_s": round(opening_s[len(opening_s) // 2], 4),
        "open_p99_s": round(opening_s[int(len(opening_s) * 0.99)], 4),
        "open_max_s": round(opening_s[-1], 4),
        "took_s": round(time.monotonic() - began, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--folder", type=Path, help="on which disk; by default that of temporary files")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="moonpane-kills-", dir=options.folder))
    try:
        print(json.dumps(run(options.kills, options.seed, folder / "archive") | {"seed": options.seed}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
