"""Kills a process at random moments while it brings an archive to a newer version.

    python -m tests.app.archive_upgrades --kills 200

Prints one JSON object: how often the old and how often the new version was left, and what else was found, which
should be nothing.
"""

import argparse
import json
import os
import random
import shutil
import signal
import tempfile
import time
from contextlib import closing
from pathlib import Path

from moonpane.archive import Archive, schema
from moonpane.archive.database import connect
from tests.app.archive_samples import conversation, keep
from tests.app.forked import forked

# A version that there will never be: a new column, a table that is made anew with its rows, values that change.
NEXT: schema.Statements = (
    "ALTER TABLE session ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
    "CREATE TABLE setting_2 (key TEXT PRIMARY KEY, value TEXT NOT NULL, since REAL) STRICT",
    "INSERT INTO setting_2 SELECT key, value, 0 FROM setting",
    "DROP TABLE setting",
    "ALTER TABLE setting_2 RENAME TO setting",
    "UPDATE exchange SET model = upper(model)",
    "CREATE INDEX text_by_content ON text (content)",
)


def make_old(folder: Path) -> None:
    """An archive of this version, not small."""
    with Archive.open(folder) as archive:
        for _ in range(10):
            keep(archive, conversation())
        archive._db.execute(
            "INSERT INTO text (digest, content) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
            " WHERE i < 400) SELECT hex(randomblob(32)), hex(randomblob(600)) FROM n"
        )


def dump(folder: Path) -> tuple[int | None, str]:
    """The version, and all that the archive holds; None where it does not hold together."""
    with closing(connect(folder / "archive.db")) as db:
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return None, ""
        return schema.version(db), "\n".join(db.iterdump())


def upgrade(folder: Path, pipe: int) -> None:
    schema.MIGRATIONS.append(NEXT)
    os.write(pipe, b"begins")
    Archive.open(folder)
    os.write(pipe, b"done")


def run(kills: int, folder: Path) -> dict[str, object]:
    make_old(folder / "old")
    old = new = dump(folder / "old")
    took_s, ends, other = 0.0, {"old": 0, "new": 0}, list[str]()
    for number in range(kills + 1):
        copy = Path(shutil.copytree(folder / "old", folder / str(number)))
        child, pipe = forked(lambda pipe: upgrade(copy, pipe))  # noqa: B023
        with open(pipe, "rb", buffering=0) as said:
            said.read(6)
            began = time.monotonic()
            if number:  # the first one shows how it ends, and how long it takes
                time.sleep(random.uniform(0, 1.2 * took_s))
                os.kill(child, signal.SIGKILL)
            was_done = said.read() == b"done"
        os.waitpid(child, 0)
        found = dump(copy)
        if number == 0:
            took_s, new = time.monotonic() - began, found
        elif found == new:
            ends["new"] += 1
        elif found == old and not was_done:
            ends["old"] += 1
        else:
            other.append(f"{number}: {found[0]}, {'done' if was_done else 'killed'}")
        shutil.rmtree(copy)
    return {"kills": kills, **ends, "other": other, "upgrade_s": round(took_s, 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="on which disk; by default that of temporary files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="moonpane-upgrades-", dir=options.folder) as folder:
        print(json.dumps(run(options.kills, Path(folder))))


if __name__ == "__main__":
    main()
