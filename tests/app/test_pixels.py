"""The pixel process: what strangers' pictures become, and what happens when it dies, hangs or is no longer wanted."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import textwrap
import zlib

import numpy as np
import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from moonpane.errors import MeasureError, PictureRefused
from moonpane.frames import BrokenFrame, Frame, pack, read_frame_blocking
from moonpane.pixels import PixelWorker
from moonpane_resources.paths import fonts_dir

pytestmark = pytest.mark.anyio
FONT = "Inter-Regular.ttf"


def png(width: int = 40, height: int = 30, color: tuple[int, int, int] = (255, 255, 255)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A small file that claims to be a large picture, with all its pixels."""
    rows = zlib.compress(b"\0" * ((width + 7) // 8 + 1) * height, 9)
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\0\0\0\0"
    chunks = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    body = b"".join(len(d).to_bytes(4, "big") + k + d + zlib.crc32(k + d).to_bytes(4, "big") for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def script(*lines: str) -> list[str]:
    """A worker that says it is ready and then does this."""
    start = "import os, sys, time\nfrom moonpane.frames import pack\nout = sys.stdout.buffer\n"
    ready = "out.write(pack({'ready': 1})); out.flush()\n"
    return [sys.executable, "-c", start + ready + textwrap.dedent("\n".join(lines))]


async def test_pictures_come_back_as_plain_pixels() -> None:
    source = Image.new("RGBA", (20, 10), (255, 0, 0, 128))
    buffer = io.BytesIO()
    source.save(buffer, "WEBP", lossless=True)
    async with PixelWorker() as worker:
        opened = await worker.open(buffer.getvalue(), name="half.webp")
        assert (opened.width, opened.height) == (20, 10)
        pixels = np.asarray(Image.open(io.BytesIO(opened.png)))
        assert pixels.shape == (10, 20, 3)
        assert abs(pixels[0, 0].astype(int) - [255, 127, 127]).max() <= 1
        small = await worker.shrink(opened, max_pixels=50)
        assert (small.width, small.height) == (10, 5)
        assert await worker.shrink(opened, max_pixels=200) is opened
        large = await worker.enlarge(opened, times=1.5)
        assert (large.width, large.height) == (30, 15)
        assert np.asarray(Image.open(io.BytesIO(large.png))).shape == (15, 30, 3)


async def test_pieces_of_a_picture_are_cut_out_and_made_no_larger_than_wanted() -> None:
    source = Image.new("RGB", (60, 40), "white")
    source.paste((255, 0, 0), (10, 20, 50, 30))
    buffer = io.BytesIO()
    source.save(buffer, "PNG")
    async with PixelWorker() as worker:
        opened = await worker.open(buffer.getvalue(), name="a.png")
        red, whole = await worker.cut_out(opened, [(10, 20, 40, 10), (0, 0, 60, 40)], max_pixels=600)
    pixels = np.asarray(Image.open(io.BytesIO(red)))
    assert pixels.shape == (10, 40, 3)
    assert (pixels == (255, 0, 0)).all()
    assert Image.open(io.BytesIO(whole)).size == (30, 20)


BAD_PICTURES = [
    ("empty.png", b"", "empty"),
    ("cut.png", png()[:60], "cut off"),
    ("text.png", b"Dear Sir or Madam,", "text.png"),
    ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    ("long.png", bomb(100_000, 1), "long.png"),
    ("bomb.png", bomb(9_000, 9_000), "megapixels"),
]


async def test_what_is_no_picture_is_one_sentence_and_the_worker_lives() -> None:
    async with PixelWorker() as worker:
        await worker.warm_up()
        pid = worker.pid
        for name, data, said in BAD_PICTURES:
            with pytest.raises(PictureRefused, match=said) as caught:
                await worker.open(data, name=name)
            assert "\n" not in str(caught.value)
        assert worker.pid == pid


async def test_a_killed_worker_fails_one_job_and_the_next_gets_a_new_one() -> None:
    async with PixelWorker() as worker:
        await worker.warm_up()
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGSTOP)
        job = asyncio.create_task(worker.open(png(), name="a.png"))
        await asyncio.sleep(0.1)
        os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(PictureRefused, match=r"a\.png could not be opened: The pixel worker was killed"):
            await job
        assert (await worker.open(png(), name="b.png")).name == "b.png"


async def test_a_worker_killed_between_jobs_is_not_even_noticed() -> None:
    async with PixelWorker() as worker:
        await worker.warm_up()
        assert worker.pid is not None
        process = psutil.Process(worker.pid)
        process.kill()
        await asyncio.sleep(0.2)
        assert (await worker.open(png(), name="b.png")).name == "b.png"


async def test_a_hanging_worker_is_stopped_in_time() -> None:
    async with PixelWorker(command=script("time.sleep(60)"), timeouts_s={"parse": 0.5}) as worker:
        with pytest.raises(MeasureError, match="needed more than 0 seconds"):
            await worker.parse(png())
        assert worker.pid is None


async def test_a_worker_that_fails_says_why() -> None:
    async with PixelWorker(command=script("sys.stdin.buffer.read(4)", "raise RuntimeError('out of paint')")) as worker:
        with pytest.raises(
            MeasureError, match=r"The pixel worker failed \(exit code 1\): RuntimeError: out of paint\."
        ):
            await worker.parse(png())


async def test_a_worker_that_talks_nonsense_is_ended() -> None:
    async with PixelWorker(command=script("out.write(b'\\0\\0\\0\\2{]'); out.flush(); time.sleep(60)")) as worker:
        with pytest.raises(MeasureError):
            await worker.parse(png())
        assert worker.pid is None


async def test_the_answer_to_a_cancelled_job_is_not_given_to_the_next() -> None:
    async with PixelWorker() as worker:
        await worker.warm_up()
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGSTOP)
        job = asyncio.create_task(worker.open(png(10, 10), name="a.png"))
        await asyncio.sleep(0.1)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        assert (await worker.open(png(50, 20), name="b.png")).width == 50


async def test_jobs_of_two_callers_are_not_mixed() -> None:
    async with PixelWorker() as worker:
        opened = await asyncio.gather(*(worker.open(png(side, 10), name=str(side)) for side in range(10, 20)))
        assert [each.width for each in opened] == list(range(10, 20))


MEMORY = """
import numpy
from moonpane.pixel_process import MEMORY_HEADROOM_BYTES, limit_memory
{limit}
numpy.ones(MEMORY_HEADROOM_BYTES + (512 << 20), dtype="u1")[:: 1 << 30].sum()
"""


# RLIMIT_AS is set on Linux only, because other systems do not keep to it; there is nothing to test elsewhere.
@pytest.mark.skipif(sys.platform != "linux", reason="the limit is for Linux")
@pytest.mark.parametrize(("limit", "dies"), [("limit_memory()", True), ("", False)], ids=["limited", "control"])
def test_memory_is_limited(limit: str, dies: bool) -> None:
    program = MEMORY.format(limit=limit).replace("numpy.ones", "numpy.empty")
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ("MemoryError" in result.stderr) == dies


def test_a_process_that_belongs_to_nobody_ends() -> None:
    command = [sys.executable, "-m", "moonpane.pixel_process"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("parts", [(), (b"",), (b"abc", b"\0" * 70_000)])
def test_frames_survive_the_pipe(parts: tuple[bytes, ...]) -> None:
    assert read_frame_blocking(io.BytesIO(pack({"a": "ä"}, parts))) == Frame({"a": "ä"}, parts)


@pytest.mark.parametrize(
    "raw", [b"\xff\xff\xff\xff", pack({}, [b"abc"])[:-1], b"\0\0\0\2[]", b'\0\0\0\x0e{"parts":[-1]}']
)
def test_broken_frames_are_noticed(raw: bytes) -> None:
    with pytest.raises(BrokenFrame):
        read_frame_blocking(io.BytesIO(raw))


async def test_a_worker_that_talks_too_much_can_still_be_ended() -> None:
    """More than asyncio takes in unread: from then on it does not notice the end of the pipe, nor of the process."""
    worker = PixelWorker(command=script("out.write(bytes(8 << 20)); out.flush(); time.sleep(60)"))
    await worker.warm_up()
    await asyncio.sleep(1.0)
    async with asyncio.timeout(10.0):
        await worker.close()


async def test_a_page_is_compared_with_the_blocks_measured_in_its_mockup() -> None:
    image = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(image).text((20, 30), "Welcome", fill="#14203c", font=ImageFont.truetype(fonts_dir() / FONT, 24))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    block = {"text": "Anything", "x": 20, "y": 30, "width": 110, "height": 30, "color": [20, 32, 60]}
    async with PixelWorker() as worker:
        there = await worker.compare(buffer.getvalue(), buffer.getvalue(), blocks_b=[block])
        aside = await worker.compare(buffer.getvalue(), buffer.getvalue(), blocks_b=[block | {"y": 90}])
        unknown = await worker.compare(buffer.getvalue(), buffer.getvalue())
    assert (there.score["block_match"], there.score["text"]) == (1.0, None)
    assert there.score["position"] > 0.95
    assert "measured from the original's picture" in there.score["components"]
    assert aside.score["block_match"] == 0.0
    assert unknown.score["block_match"] is None
