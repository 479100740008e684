"""A folder in pieces of at most 16 MB, for places that no larger file may leave, and together again.

    python -m moonpane_engine.train.carry join PIECES FOLDER

The files lie behind each other in `piece-00.bin`, `piece-01.bin`, …; `manifest.json` names all files and pieces with
their sizes and SHA-256.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PIECE_BYTES = 16_000_000
MANIFEST = "manifest.json"


class PieceDamaged(RuntimeError):
    """A piece is missing, cut off or changed; the message names it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    join_command = parser.add_subparsers(required=True).add_parser("join", help="make a folder of its pieces")
    join_command.add_argument("pieces", type=Path, help="folder of the pieces and their manifest")
    join_command.add_argument("folder", type=Path, help="folder to write; a file of the same name is replaced")
    options = parser.parse_args()
    join(options.pieces, options.folder)


def cut(folder: Path, out: Path, *, piece_bytes: int = PIECE_BYTES) -> None:
    """Write all files of `folder` into pieces in `out`, the manifest last."""
    out.mkdir(parents=True, exist_ok=True)
    for old in (out / MANIFEST, *out.glob("piece-*.bin")):
        old.unlink(missing_ok=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    pieces = []
    for number, data in enumerate(_chunks(files, piece_bytes)):
        name = f"piece-{number:02d}.bin"
        (out / name).write_bytes(data)
        pieces.append({"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    listed = [{"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size} for path in files]
    (out / MANIFEST).write_text(json.dumps({"files": listed, "pieces": pieces}, indent=1) + "\n", encoding="utf-8")


def _chunks(files: list[Path], size: int) -> Iterator[bytes]:
    """The bytes of all files, `size` at a time."""
    pending = bytearray()
    for path in files:
        with path.open("rb") as file:
            while data := file.read(size - len(pending)):
                pending += data
                if len(pending) == size:
                    yield bytes(pending)
                    pending.clear()
    if pending:
        yield bytes(pending)


def join(pieces: Path, folder: Path) -> None:
    """Write the files that `cut` took apart into `folder`, if every piece is whole. Raises PieceDamaged."""
    manifest = json.loads((pieces / MANIFEST).read_text(encoding="utf-8"))
    data = b"".join(_checked(pieces, piece) for piece in manifest["pieces"])
    start = 0
    for file in manifest["files"]:
        target = folder / file["path"]
        if not target.resolve().is_relative_to(folder.resolve()):
            raise PieceDamaged(
                f"{pieces / MANIFEST} names {file['path']}, which lies outside of {folder}: fetch it again"
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data[start : start + file["bytes"]])
        start += file["bytes"]


def _checked(pieces: Path, piece: dict[str, Any]) -> bytes:
    path = pieces / piece["name"]
    if not path.is_file():
        raise PieceDamaged(f"{path} is missing: fetch it again")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != piece["sha256"]:
        raise PieceDamaged(f"{path} is not what was sent: fetch it again")
    return data


if __name__ == "__main__":
    main()
