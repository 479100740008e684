"""Pages to pictures without blocking: the headless renderer as a child that dies when nobody waits for it any more."""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moonpane.client.outcome import ProcessOutcome, Tail, each_line
from moonpane.errors import RenderError

PAGE_TIMEOUT_S = 16.0  # with the start of Python and Chromium, a person waits 20 s at most
# The renderer keeps its own time; this is for the case that it hangs itself.
HANG_TIMEOUT_S = 90.0
SETTLE_MS = 100  # how long a page with scripts must stand still
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
        desk = Desk(Path(folder), name)
        desk.put(html)
        arguments = [str(desk.page), "-o", str(desk.picture), "--size", size, "--boxes", str(desk.layout)]
        if layout_width is not None:
            arguments += ["--layout-width", str(layout_width)]
        said = await run_renderer(arguments)
        return desk.take(note=" ".join(said))


@dataclass(frozen=True)
class Desk:
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


@dataclass(frozen=True)
class Wanted:
    """One page of many that are to be drawn; sizes in CSS px."""

    html: str
    width: int
    height: int | None  # None: as high as its content
    layout_width: int | None = None
    elements: bool = False  # its layout shall also hold every element with its place and style


async def draw_many(pages: Sequence[Wanted]) -> AsyncGenerator[tuple[int, Drawn | RenderError]]:
    """Draw pages in one renderer; yields the number of each as it is there, or why it is not.

    Closing the generator ends the renderer. Raises RenderError where there can be no renderer at all.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="moonpane-") as folder:
            desks = [Desk(Path(folder, str(number)), "index.html") for number in range(len(pages))]
            for desk, page in zip(desks, pages, strict=True):
                desk.folder.mkdir()
                desk.put(page.html)
            list_file = _put_list(Path(folder), pages, desks)
            waiting = set(range(len(pages)))
            async with _renderer([str(list_file), "--list"]) as child:
                async for number, kind, sentence in child.events():
                    waiting.discard(number)
                    desk = desks[number]
                    yield number, desk.take(note=sentence) if kind == "done" else RenderError(sentence)
            for number in waiting:
                yield number, RenderError(child.failure or "The page renderer ended before it drew this page.")
    except OSError as error:
        raise RenderError(f"The pages could not be drawn: {error.strerror or error}.") from error


def _put_list(folder: Path, pages: Sequence[Wanted], desks: Sequence[Desk]) -> Path:
    path = folder / "pages.jsonl"
    path.write_bytes(b"".join(map(_job_line, range(len(pages)), pages, desks)))
    return path


def _job_line(number: int, page: Wanted, desk: Desk) -> bytes:
    job = {
        "number": number,
        "page": str(desk.page),
        "picture": str(desk.picture),
        "layout": str(desk.layout),
        "width": page.width,
        "height": page.height,
        "layout_width": page.layout_width,
        # What has no script is all there when it has loaded.
        "settle_ms": SETTLE_MS if "<script" in page.html.lower() else 0,
        "elements": page.elements,
    }
    return json.dumps(job).encode() + b"\n"


async def run_renderer(
    arguments: Sequence[str], *, timeout_s: float | None = HANG_TIMEOUT_S, page_timeout_s: float = PAGE_TIMEOUT_S
) -> list[str]:
    """Run the headless renderer's own command line; returns what it printed. Raises RenderError with its sentence."""
    said = Tail()
    async with _renderer(arguments, page_timeout_s) as child:
        try:
            async with asyncio.timeout(timeout_s):
                await child.listen(said.add)
        except TimeoutError:
            raise RenderError(f"The page renderer did not finish within {timeout_s:.0f} seconds.") from None
    if child.failure:
        raise RenderError(child.failure)
    return list(said.lines)


class _Renderer:
    """The renderer's process while it runs, and how it ended."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._tail = Tail()
        self.failure = ""  # one sentence, once it has ended with an error

    async def listen(self, heard: Callable[[bytes], None]) -> None:
        """Until it ends by itself."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        errors = each_line(self._process.stderr, self._tail.add)
        await asyncio.gather(each_line(self._process.stdout, heard), errors)
        returncode = await self._process.wait()
        if returncode == RenderError.exit_code and self._tail.lines:
            self.failure = self._tail.lines[-1]
        elif returncode != 0:
            self.failure = ProcessOutcome("The page renderer", returncode, self._tail.lines).sentence

    async def events(self) -> AsyncGenerator[tuple[int, str, str]]:
        """Number, kind and sentence of each page of a list as it ends."""
        lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        listening = asyncio.create_task(self.listen(lines.put_nowait))
        listening.add_done_callback(lambda _: lines.put_nowait(None))
        try:
            while (line := await asyncio.wait_for(lines.get(), HANG_TIMEOUT_S)) is not None:
                said = json.loads(line)
                yield said["number"], said["kind"], said["sentence"]
        except TimeoutError:
            raise RenderError(f"The page renderer said nothing for {HANG_TIMEOUT_S:.0f} seconds.") from None
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


@contextlib.asynccontextmanager
async def _renderer(arguments: Sequence[str], page_timeout_s: float = PAGE_TIMEOUT_S) -> AsyncIterator[_Renderer]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *RENDERER,
        *arguments,
        "--timeout",
        str(page_timeout_s),
        "--attached",  # it may not outlive us, even if we are killed
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        start_new_session=True,  # Ctrl-C in the terminal is ours to handle
    )
    try:
        yield _Renderer(process)
    finally:
        # Its own children die with it.
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
