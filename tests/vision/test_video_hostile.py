"""Videos that mean harm or are broken: one sentence, in time, and the reading process lives."""

import asyncio
import os
import random
import signal
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from moonpane_vision.image import MediaConfig
from moonpane_vision.process.parent import BrokenAnswer
from moonpane_vision.video.limits import VideoError, VideoLimits
from moonpane_vision.video.reader import _Reading, read_video
from tests.vision.clips import decoders, read, replace_decoder, write_clip, write_gif

MAX_SECONDS = 30


@pytest.fixture(scope="module")
def mp4(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4").read_bytes()


@pytest.fixture(scope="module")
def mkv(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mkv", codec="MJPG").read_bytes()


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(
        tmp_path_factory.mktemp("clips") / "long.mkv", num_frames=700, fps=30.0, size=(1600, 1200), codec="MJPG"
    )


def huge_jpeg_frames(mkv: bytes) -> bytes:
    """Every frame's own header claims 65,000 x 65,000 px."""
    parts = mkv.split(b"\xff\xc0\x00\x11\x08")
    return (b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 65_000, 65_000)).join(
        [parts[0], *(part[4:] for part in parts[1:])]
    )


def patched(data: bytes, box: bytes, offset: int, value: bytes) -> bytes:
    start = data.index(box) + offset
    return data[:start] + value + data[start + len(value) :]


HOSTILE: dict[str, tuple[Callable[[bytes, bytes], bytes], str]] = {
    "empty": (lambda mp4, mkv: b"", "is empty"),
    "text": (lambda mp4, mkv: b"hello, I am a film\n" * 100, "no video"),
    "one byte": (lambda mp4, mkv: b"\0", "no video"),
    "head only": (lambda mp4, mkv: mp4[:16], "no video"),
    "playlist": (lambda mp4, mkv: b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n", "no video"),
    "playlist in disguise": (lambda mp4, mkv: b"#EXTftyp\n#EXTM3U\n#EXTINF:9,\n/etc/passwd\n", "no video"),
    "concat script": (lambda mp4, mkv: b"ffconcat version 1.0\nfile /etc/passwd\n", "no video"),
    "picture": (lambda mp4, mkv: b"\x89PNG\r\n\x1a\n" + bytes(100), "no video"),
    "zip": (lambda mp4, mkv: b"PK\x03\x04" + bytes(100), "no video"),
    "no moov": (lambda mp4, mkv: mp4.replace(b"moov", b"junk"), "no video"),
    "endless box": (lambda mp4, mkv: mp4[:28] + b"\xff\xff\xff\xff" + mp4[32:], "no video|damaged"),
    "zeros": (lambda mp4, mkv: mp4[:32] + bytes(len(mp4)), "no video"),
    "audio only": (lambda mp4, mkv: mp4.replace(b"vide", b"soun"), "no video|no picture"),
    "huge gif": (lambda mp4, mkv: b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0", "."),
    "huge frames": (lambda mp4, mkv: huge_jpeg_frames(mkv), "."),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_videos_give_one_sentence(tmp_path: Path, mp4: bytes, mkv: bytes, case: str) -> None:
    make, said = HOSTILE[case]
    path = tmp_path / "film.mp4"
    path.write_bytes(make(mp4, mkv))
    started = time.monotonic()
    with pytest.raises(VideoError, match=said) as caught:
        read(path)
    assert time.monotonic() - started < MAX_SECONDS
    is_one_sentence(caught.value)


def is_one_sentence(error: VideoError) -> None:
    sentence = str(error)
    assert sentence.startswith("clip ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize("claim", ["duration", "size"])
def test_claims_change_nothing(tmp_path: Path, mp4: bytes, mkv: bytes, claim: str) -> None:
    path = tmp_path / "film"
    if claim == "duration":
        path.write_bytes(patched(patched(mp4, b"mvhd", 20, b"\x7f\xff\xff\xff"), b"mdhd", 20, b"\x7f\xff\xff\xff"))
    else:
        path.write_bytes(patched(mp4, b"mp4v", 28, struct.pack(">HH", 2**15 - 1, 2**15 - 1)))
    assert sum(len(chunk.frames) for chunk in read(path)) == 6


def test_a_decoder_that_crashes_takes_nobody_along(long_clip: Path) -> None:
    async def crash() -> None:
        reading = asyncio.create_task(read_video(long_clip, MediaConfig(), name="clip"))
        await asyncio.sleep(0.3)
        (decoder,) = decoders()
        decoder.send_signal(signal.SIGSEGV)
        await reading

    with pytest.raises(VideoError, match="damaged, or needs more memory") as caught:
        asyncio.run(crash())
    is_one_sentence(caught.value)


@pytest.mark.parametrize("kind", ["mp4", "mkv"])
def test_cut_and_changed_files_give_frames_or_a_sentence(tmp_path: Path, mp4: bytes, mkv: bytes, kind: str) -> None:
    data = mp4 if kind == "mp4" else mkv
    rng = random.Random(5)
    variants = [data[: len(data) * tenth // 10] for tenth in range(1, 10, 2)]
    for _ in range(7):
        changed = bytearray(data)
        for _ in range(20):
            changed[rng.randrange(len(data))] = rng.randrange(256)
        variants.append(bytes(changed))
    outcomes = set()
    for variant in variants:
        path = tmp_path / f"film.{kind}"
        path.write_bytes(variant)
        try:
            outcomes.add(1 <= sum(len(chunk.frames) for chunk in read(path)) <= 128)
        except VideoError as error:
            is_one_sentence(error)
            outcomes.add("refused")
    assert outcomes == {True, "refused"}


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    for path in (tmp_path / "pipe.mp4", tmp_path, tmp_path / "missing.mp4", Path("/dev/zero")):
        with pytest.raises(VideoError, match="is no file"):
            read(path)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"max_file_bytes": 100}, "larger than"),
        ({"max_duration_s": 1.0}, "longer than"),
        ({"max_source_frames": 3}, "longer than"),
        ({"max_side_px": 50}, "64 x 48 px"),
        ({"max_pixels": 100}, "64 x 48 px"),
        ({"memory_bytes": 1}, "no video|more memory than is allowed"),
        ({"wall_s": 0.05}, "takes longer"),
    ],
)
def test_every_limit_is_kept(tmp_path: Path, mp4: bytes, limits: dict[str, Any], said: str) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(mp4)
    with pytest.raises(VideoError, match=said) as caught:
        read(path, **limits)
    is_one_sentence(caught.value)


def test_too_much_processor_time_ends_the_decoder(long_clip: Path) -> None:
    started = time.monotonic()
    with pytest.raises(VideoError, match="takes longer than 1 seconds"):
        read(long_clip, cpu_s=1)
    assert time.monotonic() - started < 10


def test_a_narrow_animation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="200 times"):
        read(write_gif(tmp_path / "film.gif", [100, 100], size=(2000, 4)))


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"hello\n",
        b"[]\n",
        b"{}\n",
        b'{"times_s": []}\n',
        b'{"times_s": ["x"]}\n{"size": [1, 1]}\nabc',
        b'{"times_s": [NaN]}\n{"size": [1, 1]}\nabc',
        b'{"times_s": [1e308]}\n{"size": [1, 1]}\nabc',
        b'{"times_s": [-1]}\n{"size": [1, 1]}\nabc',
        b'{"times_s": ' + str([0.0] * 200).encode() + b"}\n",
        b'{"times_s": [0]}\n{"size": [100000, 100000]}\n',
        b'{"times_s": [0]}\n{"size": [7168, 7168]}\n',
        b'{"times_s": [0]}\n{"size": [-1, 1]}\n',
        b'{"times_s": [0]}\n{"size": [2, 2]}\nabc',
        b'{"times_s": [0, 1]}\n{"size": [1, 1]}\nabc{"size": [1, 2]}\nabcdef',
        b"x" * 200_000,
    ],
)
def test_a_decoder_that_was_taken_over_is_not_believed(said: bytes) -> None:
    async def listen() -> None:
        stdout = asyncio.StreamReader()
        stdout.feed_data(said)
        stdout.feed_eof()
        await _Reading(stdout, MediaConfig(), VideoLimits(), None).chunks()

    with pytest.raises((BrokenAnswer, asyncio.IncompleteReadError)):
        asyncio.run(listen())


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("print('hello', flush=True); time.sleep(100)", "is damaged"),
        (
            "print('hello', flush=True); subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(20)'])",
            "is damaged",
        ),
        ("print('x' * 10_000_000)", "is damaged"),
        ("os.close(1); time.sleep(100)", "takes longer"),
    ],
    ids=["stays", "leaves a child", "pours", "falls silent"],
)
def test_a_decoder_that_was_taken_over_cannot_hold_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, said: str
) -> None:
    replace_decoder(tmp_path, does, monkeypatch)
    num_open = len(os.listdir("/proc/self/fd"))

    async def listen() -> None:
        limits = VideoLimits(wall_s=5.0)
        await asyncio.wait_for(read_video(tmp_path, MediaConfig(), name="clip", limits=limits), 60)

    with pytest.raises(VideoError, match=said):
        asyncio.run(listen())
    assert len(os.listdir("/proc/self/fd")) == num_open
