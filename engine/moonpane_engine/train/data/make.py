"""Make a data set: pages are generated, drawn and measured, piece by piece, on all cores.

Resumable: a piece that is there is not made again, and one that was broken off goes on with the pages that are drawn.
"""

import asyncio
import os
import shutil
import sys
from collections import Counter
from pathlib import Path

from moonpane_engine.train.data.fonts import missing_packages
from moonpane_engine.train.data.measured import Measured, measure_page
from moonpane_engine.train.data.pieces import check_version, piece_path, write_manifest, write_piece
from moonpane_engine.train.data.render import render_folder
from moonpane_engine.train.pages import make_page

PAGES_PER_PIECE = 100


class PieceFailed(RuntimeError):
    """The process that made a piece ended without it; its own words were printed."""


def make_pages(out: Path, seeds: range, *, held_out: bool, fonts: Path, num_processes: int | None = None) -> None:
    """Make all pieces of `seeds` in `out`. Raises OtherVersion, PieceFailed."""
    out.mkdir(parents=True, exist_ok=True)
    check_version(out)
    missing = missing_packages(fonts)
    write_manifest(out, missing_fonts=missing)
    starts = range(seeds.start, seeds.stop, PAGES_PER_PIECE)
    todo = [range(first, min(first + PAGES_PER_PIECE, seeds.stop)) for first in starts]
    todo = [one for one in todo if not piece_path(out, one.start, held_out=held_out).exists()]
    asyncio.run(
        _make_all(out, todo, held_out=held_out, fonts=fonts, num_processes=num_processes or os.cpu_count() or 1)
    )
    write_manifest(out, missing_fonts=missing)


async def _make_all(out: Path, todo: list[range], *, held_out: bool, fonts: Path, num_processes: int) -> None:
    """One process for each piece, as many at once as there are cores."""
    free = asyncio.Semaphore(num_processes)

    async def make_one(seeds: range) -> None:
        async with free:
            words = ["piece", str(out), "--seeds", f"{seeds.start}:{seeds.stop}", "--fonts", str(fonts)]
            words += ["--held-out"] if held_out else []
            child = await asyncio.create_subprocess_exec(sys.executable, "-m", "moonpane_engine.train.data", *words)
            if await child.wait():
                raise PieceFailed(f"The pages from seed {seeds.start} on could not be made: run the command again.")

    async with asyncio.TaskGroup() as group:
        for seeds in todo:
            group.create_task(make_one(seeds))


def make_piece(out: Path, seeds: range, *, held_out: bool, fonts: Path) -> Counter[str]:
    """Make one piece; returns how many pages were kept and left out, by reason."""
    target = piece_path(out, seeds.start, held_out=held_out)
    work = out / "work" / target.stem
    work.mkdir(parents=True, exist_ok=True)
    pages = {work / f"{seed:07d}.png": make_page(seed, held_out=held_out) for seed in seeds}
    for picture, page in pages.items():
        _offer(picture.with_suffix(".html"), page.picture_html)
    render_folder(work, fonts=fonts)
    counts: Counter[str] = Counter()
    kept: list[Measured] = []
    for picture, page in pages.items():
        measured = measure_page(page, picture, held_out=held_out) if picture.exists() else "not drawn"
        if isinstance(measured, Measured):
            kept.append(measured)
        counts[measured if isinstance(measured, str) else "kept"] += 1
    write_piece(target, kept, counts)
    shutil.rmtree(work)
    return counts


def _offer(source: Path, html: str) -> None:
    """Write a page to be drawn; a picture of what it was before a change of the generator is no picture of it."""
    if source.exists() and source.read_text(encoding="utf-8") == html:
        return
    source.with_suffix(".png").unlink(missing_ok=True)
    draft = source.with_suffix(".draft")
    draft.write_text(html, encoding="utf-8")
    os.replace(draft, source)
