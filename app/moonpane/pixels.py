"""`PixelWorker`: one child process that does everything with pixels, one job at a time.

Pictures are untrusted, OpenCV must not be loaded beside Qt, and measuring is slow: so all of it happens in
`moonpane.pixel_process`, which can be killed without anybody noticing. A worker that died or hung fails the one
job at hand with a sentence, and the next job starts a new one.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from moonpane.client.outcome import ProcessOutcome, Tail, each_line
from moonpane.errors import MeasureError, PictureRefused
from moonpane.file_kinds import HEAD_BYTES, kind_of
from moonpane.frames import BrokenFrame, Frame, pack, read_frame
from moonpane.outlined import LinePicture, Outlined, Parsed, Place, Shown
from moonpane.sentences import phrase
from moonpane.session import Attachment, Video

MAX_FILE_BYTES = 50 << 20
MIN_MOCKUP_PIXELS = 32 * 32  # less holds no interface
START_TIMEOUT_S = 90.0
DYING_S = 0.2  # a pipe breaks before the process that held it has an exit code
TIMEOUTS_S = {
    "open": 30.0,
    "open_video": 60.0,
    "shrink": 30.0,
    "enlarge": 30.0,
    "cut_out": 30.0,
    "parse": 90.0,
    "outline": 90.0,
    "compare": 120.0,
    "survey": 90.0,
    "shifts": 60.0,
    "explain": 60.0,
}
COMMAND = (sys.executable, "-m", "moonpane.pixel_process")
# One job at a time on the user's machine: the model needs the other cores.
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def check_mockup(picture: Attachment) -> None:
    """Raises PictureRefused for what can be looked at, but not be turned into a page."""
    if picture.width * picture.height < MIN_MOCKUP_PIXELS:
        raise PictureRefused(
            f"{picture.name} is {picture.width} x {picture.height} px, which is too small to be an interface."
        )


@dataclass(frozen=True)
class Comparison:
    """How close a page is to its original."""

    score: dict[str, Any]  # `moonpane_vision.compare.Score.to_dict()`, tiles included
    layout: dict[str, Any] | None  # `LayoutScore.to_dict()`, where both pages' boxes are known

    @property
    def overall(self) -> float:
        """0…1, the mean of what was measured."""
        return self.score["overall"]

    @property
    def tiles(self) -> tuple[tuple[float, ...], ...]:
        """The heat map by rows; 0 is equal."""
        return tuple(tuple(row) for row in self.score["tiles"])


class PixelWorker:
    """Owner of the pixel process; an async context manager. Jobs queue up behind each other."""

    def __init__(self, *, command: Sequence[str] = COMMAND, timeouts_s: dict[str, float] | None = None) -> None:
        self._command = tuple(command)
        self._timeouts_s = TIMEOUTS_S | (timeouts_s or {})
        self._process: asyncio.subprocess.Process | None = None
        self._tail = Tail()
        self._listener: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def warm_up(self) -> None:
        """Start the process ahead of the first job. Raises MeasureError."""
        async with self._turn:
            await self._started()

    async def open(self, data: bytes, *, name: str, chequered: bool = False) -> Attachment:
        """Decode a picture file of any supported kind. Raises PictureRefused for everything else.

        What is transparent becomes white, or with `chequered` gray squares, on which ink of every colour is seen.
        """
        if len(data) > MAX_FILE_BYTES:
            raise PictureRefused(f"{name} is larger than {MAX_FILE_BYTES >> 20} MB.")
        try:
            answer = await self._do("open", {"name": name, "chequered": chequered}, [data])
        except MeasureError as error:
            raise PictureRefused(f"{name} could not be opened: {error}") from error
        return Attachment(name, answer.parts[0], answer.header["width"], answer.header["height"])

    async def open_video(self, path: Path) -> Attachment:
        """A film's first frame, with the file itself as `video`; a GIF of one picture becomes a picture.

        The file is read where it lies and stays there. Raises PictureRefused for everything that is no MP4, MOV, WebM,
        MKV or GIF of at most 2 GB and half an hour.
        """
        try:
            path, head = await asyncio.to_thread(_looked_at, path)
        except OSError as error:
            raise PictureRefused(f"{path.name} cannot be read: {error.strerror or error}.") from error
        if (kind := kind_of(head)) in ("avi", "playlist"):
            what = phrase("an AVI file" if kind == "avi" else "a playlist or a list of parts, not a film")
            raise PictureRefused(f"{path.name} is {what}; save it as MP4, MOV, WebM or MKV and drop that.")
        try:
            answer = await self._do("open_video", {"path": str(path), "name": path.name}, [])
        except MeasureError as error:
            raise PictureRefused(f"{path.name} could not be opened: {error}") from error
        told = answer.header
        video = Video(path, told["seconds"]) if told["moves"] else None
        return Attachment(path.name, answer.parts[0], told["width"], told["height"], video=video)

    async def shrink(self, picture: Attachment, *, max_pixels: int) -> Attachment:
        """The same picture with at most so many pixels."""
        if picture.width * picture.height <= max_pixels:
            return picture
        answer = await self._do("shrink", {"max_pixels": max_pixels}, [picture.png])
        return Attachment(picture.name, answer.parts[0], answer.header["width"], answer.header["height"])

    async def enlarge(self, picture: Attachment, *, times: float) -> Attachment:
        """The same picture so many times as wide and as high."""
        answer = await self._do("enlarge", {"times": times}, [picture.png])
        return Attachment(picture.name, answer.parts[0], answer.header["width"], answer.header["height"])

    async def parse(self, png: bytes) -> Parsed:
        """Take a screen apart and cut out its lines. Raises MeasureError."""
        answer = await self._do("parse", {}, [png])
        crops = zip(answer.header["crops"], answer.parts, strict=True)
        return Parsed(answer.header["num_lines"], tuple(LinePicture(n, png, cells) for (n, cells), png in crops))

    async def cut_out(self, picture: Attachment, places: Sequence[Place], *, max_pixels: int) -> list[bytes]:
        """What lies at each place of a picture, as PNG with at most so many pixels. Raises MeasureError."""
        answer = await self._do("cut_out", {"places": list(places), "max_pixels": max_pixels}, [picture.png])
        return list(answer.parts)

    async def outline(self, png: bytes, texts: Sequence[str]) -> Outlined:
        """The outline of a screen with the texts of its lines, and the pictures in it. Raises MeasureError."""
        answer = await self._do("outline", {"texts": list(texts)}, [png])
        told = answer.header
        places = tuple((x, y, width, height) for x, y, width, height in told["places"])
        files = dict(zip(told["names"], answer.parts, strict=True))
        return Outlined(told["outline"], told["font"], places, tuple(Shown(**each) for each in told["shown"]), files)

    async def compare(
        self,
        png_a: bytes,
        png_b: bytes,
        *,
        blocks_a: list[dict[str, Any]] | None = None,
        blocks_b: list[dict[str, Any]] | None = None,
        boxes_a: list[dict[str, Any]] | None = None,
        boxes_b: list[dict[str, Any]] | None = None,
    ) -> Comparison:
        """Measure page b against its original a; blocks and boxes as in the renderer's JSON. Raises MeasureError.

        With `blocks_b` alone, the original's are measured in its picture, and paired by place.
        """
        header = {"blocks_a": blocks_a, "blocks_b": blocks_b, "boxes_a": boxes_a, "boxes_b": boxes_b}
        answer = await self._do("compare", header, [png_a, png_b])
        return Comparison(answer.header["score"], answer.header["layout"])

    async def survey(self, png: bytes) -> dict[str, Any]:
        """The text lines and boxes of a picture, as plain values of the pixel process. Raises MeasureError."""
        return (await self._do("survey", {}, [png])).header

    async def shifts(
        self, original: bytes, page: bytes, places: Sequence[Sequence[float]]
    ) -> list[tuple[float, float, float, float]]:
        """Where what is at some places of a page's picture is found in the original's.

        places: x, y, width, height, and the shift (x, y) to look around. Each answer is the shift (x, y) in px, how
        alike both are there, and how alike at no shift (1 is the same). Raises MeasureError.
        """
        answer = await self._do("shifts", {"places": [list(place) for place in places]}, [original, page])
        return [tuple(shift) for shift in answer.header["shifts"]]

    async def explain(
        self, original: bytes, page: bytes, regions: Sequence[Sequence[int]]
    ) -> list[tuple[str, int, int, bytes]]:
        """What differs in regions (x, y, width, height): "missing", "extra", "moved", "color" or "shape".

        With it, how far what was moved would have to go, and a PNG of both sides. Raises MeasureError.
        """
        answer = await self._do("explain", {"regions": [list(region) for region in regions]}, [original, page])
        return [(kind, x, y, crop) for (kind, x, y), crop in zip(answer.header["found"], answer.parts, strict=True)]

    async def close(self) -> None:
        """End the process; a later job starts a new one."""
        await self._end()

    async def _do(self, job: str, header: dict[str, Any], parts: Sequence[bytes]) -> Frame:
        async with self._turn:
            process = await self._started()
            try:
                async with asyncio.timeout(self._timeouts_s[job]):
                    answer = await self._exchange(process, pack({"job": job, **header}, parts))
            except TimeoutError as error:
                await self._end()
                raise MeasureError(
                    f"The pixel worker needed more than {self._timeouts_s[job]:.0f} seconds ({job}) and was stopped."
                ) from error
            except asyncio.CancelledError:
                # The answer to a cancelled job would be taken for the answer to the next one.
                await self._end()
                raise
        if sentence := answer.header.get("refused"):
            raise PictureRefused(sentence) if job in ("open", "open_video") else MeasureError(sentence)
        return answer

    async def _exchange(self, process: asyncio.subprocess.Process, request: bytes) -> Frame:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(request)
            await process.stdin.drain()
            return await read_frame(process.stdout)
        except (BrokenFrame, ConnectionError) as error:
            raise MeasureError((await self._end(patience_s=DYING_S)).sentence) from error

    async def _started(self) -> asyncio.subprocess.Process:
        """The running process, or a new one."""
        if self._process and self._process.returncode is None:
            return self._process
        await self._end()
        self._tail = Tail()
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**os.environ, **THREADS},
                start_new_session=True,  # Ctrl-C in the terminal is ours to handle
                limit=1 << 20,
            )
        except OSError as error:
            raise MeasureError(f"The pixel worker cannot be started: {error.strerror or error}.") from error
        assert process.stderr is not None
        self._listener = asyncio.create_task(each_line(process.stderr, self._tail.add))
        try:
            async with asyncio.timeout(START_TIMEOUT_S):
                await self._exchange(process, b"")
        except TimeoutError as error:
            await self._end()
            raise MeasureError(f"The pixel worker did not start within {START_TIMEOUT_S:.0f} seconds.") from error
        except asyncio.CancelledError:
            await self._end()
            raise
        return process

    async def _end(self, *, patience_s: float = 0.0) -> ProcessOutcome:
        """Kill and collect the process, if any; says how it ended. One that is dying gets time to do so by itself."""
        process, listener, self._process, self._listener = self._process, self._listener, None, None
        if process is None:
            return ProcessOutcome("The pixel worker", 0, was_stopped=True)
        assert process.stdout is not None
        # With more unread than asyncio takes in, it would not notice the end of the pipe, and `wait` waits for that.
        silence = asyncio.create_task(each_line(process.stdout, lambda line: None))
        if patience_s:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), patience_s)
        was_running = process.returncode is None
        if was_running:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        returncode = await process.wait()
        readers = [silence, listener] if listener else [silence]
        await asyncio.wait(readers, timeout=1.0)
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)  # a job that is being ended may be reading, too
        if process.stdin:
            process.stdin.close()
        return ProcessOutcome("The pixel worker", returncode, self._tail.lines, was_stopped=was_running)


def _looked_at(path: Path) -> tuple[Path, bytes]:
    """Where a file really is, and its first bytes."""
    with path.open("rb") as file:
        return path.absolute(), file.read(HEAD_BYTES)
