"""Pages to pictures without blocking: the headless renderer as a child that dies when nobody waits for it any more."""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane.client.outcome import ProcessOutcome, Tail, each_line
from moonpane.errors import RenderError

PAGE_TIMEOUT_S = 16.0  # with the start of Python and Chromium, a person waits 20 s at most
# The renderer keeps its own time; this is for the case that it hangs itself.
HANG_TIMEOUT_S = 90.0
RENDERER = ("-m", "moonpane.preview.headless")


@dataclass(frozen=True)
class Drawn:
    """A page's picture as PNG, and what stands where on it in CSS px."""

    png: bytes
    layout: dict[str, Any]
    note: str = ""  # what is to be said of the picture, in one sentence

    @property
    def content_size(self) -> tuple[int, int]:
        """How far right and down the page reaches, in CSS px; more than the picture where it was cut."""
        return self.layout["content_width"], self.layout["content_height"]


async def draw(
    html: str, *, width: int, height: int | None, layout_width: int | None = None, name: str = "index.html"
) -> Drawn:
    """Draw one page; a height of None means as high as its content. Leaves no process behind.

    `layout_width`: what the page is laid out in where its picture is to be wider, to show what overflows at the right.
    `name` is what the error calls the page. Raises RenderError.
    """
    try:
        return await _drawn(html, f"{width}x{height or 'auto'}", layout_width, name)
    except OSError as error:  # no room for its files, no more processes
        raise RenderError(f"{name} could not be drawn: {error.strerror or error}.") from error


async def _drawn(html: str, size: str, layout_width: int | None, name: str) -> Drawn:
    with tempfile.TemporaryDirectory(prefix="moonpane-") as folder:
        desk = _Desk(Path(folder), name)
        desk.put(html)
        arguments = [str(desk.page), "-o", str(desk.picture), "--size", size, "--boxes", str(desk.layout)]
        if layout_width is not None:
            arguments += ["--layout-width", str(layout_width)]
        said = await run_renderer(arguments)
        return desk.take(note=" ".join(said))


@dataclass(frozen=True)
class _Desk:
    """The files of one page in a folder of its own; small, and mostly in memory, so they are not awaited."""

    folder: Path
    name: str

    @property
    def page(self) -> Path:
        return self.folder / self.name

    @property
    def picture(self) -> Path:
        return self.folder / "picture.png"

    @property
    def layout(self) -> Path:
        return self.folder / "layout.json"

    def put(self, html: str) -> None:
        self.page.write_text(html, encoding="utf-8", errors="replace")

    def take(self, *, note: str) -> Drawn:
        return Drawn(self.picture.read_bytes(), json.loads(self.layout.read_bytes()), note)


async def run_renderer(arguments: Sequence[str], *, timeout_s: float | None = HANG_TIMEOUT_S) -> list[str]:
    """Run the headless renderer's own command line; returns what it printed. Raises RenderError with its sentence."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *RENDERER,
        *arguments,
        "--timeout",
        str(PAGE_TIMEOUT_S),
        "--attached",  # it may not outlive us, even if we are killed
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        start_new_session=True,  # Ctrl-C in the terminal is ours to handle
    )
    assert process.stdout is not None
    assert process.stderr is not None
    said, tail = Tail(), Tail()
    try:
        async with asyncio.timeout(timeout_s):
            await asyncio.gather(each_line(process.stdout, said.add), each_line(process.stderr, tail.add))
            returncode = await process.wait()
    except TimeoutError:
        raise RenderError(f"The page renderer did not finish within {timeout_s:.0f} seconds.") from None
    finally:
        # Its own children die with it.
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if returncode == RenderError.exit_code and tail.lines:
        raise RenderError(tail.lines[-1])
    if returncode != 0:
        raise RenderError(ProcessOutcome("The page renderer", returncode, tail.lines).sentence)
    return list(said.lines)
