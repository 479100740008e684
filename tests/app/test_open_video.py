"""Films in the studio: a first frame, the length, the file itself; told apart by their bytes, not their names."""

import asyncio
import contextlib
import io
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from moonpane.errors import PictureRefused
from moonpane.file_kinds import kind_of
from moonpane.pixels import PixelWorker
from tests.vision.clips import grey, write_clip, write_gif

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x20ftypisom", "mp4"),
        (b"\0\0\0\x14ftypqt  ", "mov"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "mov"),
        (b"\0\0\0\x20ftypavif", ""),
        (b"\0\0\0\x20ftypheic", ""),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "webm"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", "mkv"),
        (b"GIF89a", "gif"),
        (b"RIFF\x24\0\0\0AVI LIST", "avi"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", ""),
        (b"#EXTM3U\n#EXT-X-VERSION:3", "playlist"),
        (b"\xef\xbb\xbf\n#extm3u", "playlist"),
        (b"[playlist]\nFile1=a", "playlist"),
        (b"<MPD xmlns=", "playlist"),
        (b"\x89PNG\r\n\x1a\n", ""),
        (b"", ""),
    ],
)
def test_files_are_known_by_their_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


async def test_a_film_becomes_an_attachment_and_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = write_clip(tmp_path / "clip.mp4", num_frames=12, fps=4.0, size=(320, 200))
    monkeypatch.chdir(tmp_path)
    async with PixelWorker() as worker:
        opened = await worker.open_video(Path("clip.mp4"))
        assert (opened.name, opened.width, opened.height) == ("clip.mp4", 320, 200)
        assert opened.video is not None
        assert opened.video.path == clip
        assert opened.video.seconds == pytest.approx(3.0, abs=0.3)
        pixels = np.asarray(Image.open(io.BytesIO(opened.png)))
        assert pixels.shape == (200, 320, 3)
        assert abs(int(pixels[100, 160, 0]) - grey(0, 12)) <= 6
        moving = await worker.open_video(write_gif(tmp_path / "moving.gif", [100, 100]))
        still = await worker.open_video(write_gif(tmp_path / "still.gif", [100]))
    assert moving.video is not None
    assert still.video is None, "a GIF of one picture is a picture"


async def test_what_is_no_film_is_one_sentence_and_the_worker_lives(tmp_path: Path) -> None:
    files = {
        "old.avi": (b"RIFF\x24\0\0\0AVI LIST", "old.avi is an AVI file; save it as MP4"),
        "list.mp4": (b"#EXTM3U\nfile:///etc/passwd", "list.mp4 is a playlist"),
        "text.mp4": (b"Dear Sir or Madam,", "text.mp4 is no video that can be read"),
        "empty.mp4": (b"", "empty.mp4 is empty"),
        "cut.mp4": (b"\0\0\0\x20ftypisom", "cut.mp4 is no video that can be read"),
    }
    async with PixelWorker() as worker:
        await worker.warm_up()
        pid = worker.pid
        for name, (data, said) in files.items():
            (tmp_path / name).write_bytes(data)
            with pytest.raises(PictureRefused, match=said) as caught:
                await worker.open_video(tmp_path / name)
            assert "\n" not in str(caught.value)
        with pytest.raises(PictureRefused, match=r"none\.mp4 cannot be read: No such file"):
            await worker.open_video(tmp_path / "none.mp4")
        with pytest.raises(PictureRefused, match="cannot be read: Is a directory"):
            await worker.open_video(tmp_path)
        assert worker.pid == pid


async def test_a_film_that_is_no_longer_wanted_leaves_no_decoder(tmp_path: Path) -> None:
    """The pixel process is killed in the middle of the job, and cannot tidy up behind itself."""
    clip = write_clip(tmp_path / "long.mkv", num_frames=60, fps=1.0, size=(3200, 2400), codec="MJPG")
    async with PixelWorker() as worker:
        await worker.warm_up()
        assert worker.pid is not None
        opening = asyncio.create_task(worker.open_video(clip))
        decoder = await asyncio.to_thread(decoder_of, worker.pid)
        decoder.suspend()  # in the middle, for as long as it takes
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
    _, alive = psutil.wait_procs([decoder], timeout=5)
    for process in alive:
        process.kill()
    assert alive == []


def decoder_of(pid: int) -> psutil.Process:
    """The one that a pixel process has started, once it has loaded what it decodes with."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for child in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.Error, OSError):
                if "cv2" in Path(f"/proc/{child.pid}/maps").read_text():
                    return child
        time.sleep(0.002)
    raise AssertionError("no decoder was started")
