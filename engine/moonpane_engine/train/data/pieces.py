"""A data set on disk: pieces of some hundred pages, one ZIP file each, and a manifest.

A data set is a version of the generator and a range of seeds: the same ones give the same pages. A piece is named by
its first seed (`pages-0000000.zip`, held-out ones begin with `held-`) and holds

- `pages.jsonl`: one page a line: seed, level, kind, language, noises, width, height, picture, html (what the model
  shall write), outline (with true texts), lines (the true text of each measured line);
- `pictures/SEED.webp` (lossless) or `.jpg` (where the noise was one);
- `crops.npz`: `pixels` uint8 (N, 28, 168) and `texts` (N,): pieces of measured lines with what they say;
- `left-out.json`: how many pages were kept and left out, by reason.

Reading needs no renderer: pieces are made where there is one, and carried to where the training is.
"""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from moonpane_engine.train.data.measured import Measured
from moonpane_engine.train.pages import VERSION

MAX_PIECE_BYTES = 16_000_000
MANIFEST = "manifest.json"


class OtherVersion(RuntimeError):
    """A folder holds pages of another generator; the message names both and the way out."""


def piece_path(out: Path, first_seed: int, *, held_out: bool) -> Path:
    """Return the file of the piece that begins with a seed."""
    return out / f"{'held-' if held_out else ''}pages-{first_seed:07d}.zip"


def write_piece(target: Path, pages: list[Measured], counts: Mapping[str, int]) -> None:
    """Write a piece whole or not at all."""
    draft = target.with_suffix(".draft")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as piece:
        for page in pages:
            piece.writestr(page.name, page.picture)
        lines = "".join(json.dumps(page.row, ensure_ascii=False) + "\n" for page in pages)
        piece.writestr("pages.jsonl", lines, zipfile.ZIP_DEFLATED)
        piece.writestr("crops.npz", _packed([crop for page in pages for crop in page.crops]))
        piece.writestr("left-out.json", json.dumps(counts))
    if draft.stat().st_size > MAX_PIECE_BYTES:
        raise ValueError(f"{target.name} has {draft.stat().st_size:,} bytes: make pieces of fewer seeds")
    os.replace(draft, target)


def _packed(crops: list[tuple[np.ndarray, str]]) -> bytes:
    pixels = np.stack([crop for crop, _ in crops]) if crops else np.zeros((0, 28, 168), np.uint8)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, pixels=pixels, texts=np.array([text for _, text in crops], dtype=np.str_))
    return buffer.getvalue()


def read_pages(out: Path, *, held_out: bool = False) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the pages of all pieces, each with the file that it is in. Raises FileNotFoundError without a piece."""
    for path in pieces(out, held_out=held_out):
        with zipfile.ZipFile(path) as piece:
            for line in piece.read("pages.jsonl").decode("utf-8").splitlines():
                yield path, json.loads(line)


@cache
def read_crops(out: Path, *, held_out: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Return all crops (N, 28, 168) uint8 and their texts (N,); read once in a process."""
    read = []
    for path in pieces(out, held_out=held_out):
        with zipfile.ZipFile(path) as piece:
            read.append(np.load(io.BytesIO(piece.read("crops.npz")), allow_pickle=False))
    return np.concatenate([one["pixels"] for one in read]), np.concatenate([one["texts"] for one in read])


def read_picture(path: Path, name: str) -> io.BytesIO:
    """Return a picture's encoded bytes."""
    with zipfile.ZipFile(path) as piece:
        return io.BytesIO(piece.read(name))


def pieces(out: Path, *, held_out: bool = False) -> list[Path]:
    """Return the files of all pieces. Raises FileNotFoundError if there is none."""
    found = sorted(out.glob("held-pages-*.zip" if held_out else "pages-*.zip"))
    if not found:
        raise FileNotFoundError(f"{out} holds no pages-*.zip: run moonpane_engine.train.data make first")
    return found


def check_version(out: Path) -> None:
    """Raise OtherVersion if a folder's manifest is of another generator."""
    path = out / MANIFEST
    if path.exists() and (found := json.loads(path.read_text(encoding="utf-8"))["generator"]) != VERSION:
        raise OtherVersion(f"{out} holds pages of generator {found}, this is generator {VERSION}: name another folder.")


def write_manifest(out: Path, *, missing_fonts: list[str]) -> dict[str, Any]:
    """Write what the folder holds, piece by piece, and return it."""
    listed = [_described(path) for path in sorted(out.glob("*pages-*.zip"))]
    manifest = {"generator": VERSION, "missing_fonts": missing_fonts, "pieces": listed}
    draft = out / "manifest.draft"
    draft.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, out / MANIFEST)
    return manifest


def _described(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as piece:
        counts = json.loads(piece.read("left-out.json"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest, **counts}
