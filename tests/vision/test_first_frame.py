"""The first frame of a film: at full size, with the length it claims, by a process that may die of it."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from moonpane_vision.process.parent import BrokenAnswer, read_pixels_within
from moonpane_vision.video.first_frame import FirstFrame, read_first_frame
from moonpane_vision.video.limits import VideoError, VideoLimits
from tests.vision.clips import decoders, grey, replace_decoder, turned, write_clip, write_gif


def first(path: Path, **limits: float) -> FirstFrame:
    return asyncio.run(read_first_frame(path, name=path.name, limits=replace(VideoLimits(), **limits)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "codec"), [("clip.mp4", "mp4v"), ("clip.mov", "mp4v"), ("clip.mkv", "MJPG")])
def test_a_film_shows_its_first_frame_in_full_size(tmp_path: Path, name: str, codec: str) -> None:
    clip = write_clip(tmp_path / name, num_frames=12, fps=4.0, size=(1604, 902), codec=codec)
    frame = first(clip)
    assert frame.pixels.shape == (902, 1604, 3)
    assert abs(int(frame.pixels[450, 800, 1]) - grey(0, 12)) <= 6
    assert frame.seconds == pytest.approx(3.0, abs=0.3)
    assert frame.moves
    assert decoders() == []


def test_a_film_of_a_telephone_held_upright_is_upright(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", size=(64, 48))
    clip.write_bytes(turned(clip.read_bytes()))
    assert first(clip).pixels.shape == (64, 48, 3)


def test_a_gif_of_one_picture_does_not_move(tmp_path: Path) -> None:
    assert first(write_gif(tmp_path / "moving.gif", [200, 300])).moves
    assert not first(write_gif(tmp_path / "still.gif", [200])).moves


def test_what_is_too_long_too_large_or_broken_is_one_sentence(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", num_frames=12, fps=4.0)
    with pytest.raises(VideoError, match=r"^clip\.mp4 is longer than 0 minutes; cut it\.$"):
        first(clip, max_duration_s=1.0)
    with pytest.raises(VideoError, match="at most 32 px a side"):
        first(clip, max_side_px=32)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(clip.read_bytes()[:300])
    with pytest.raises(VideoError, match=r"^broken\.mp4 is no video that can be read"):
        first(broken)


@pytest.mark.parametrize(
    "does",
    [
        'print(\'{"seconds": NaN, "moves": true}\')',
        'print(\'{"seconds": 1, "moves": 1}\')',
        'print(\'{"seconds": 1, "moves": true}\\n{"size": [9000, 1]}\')',
        "print('no words')",
        "os._exit(3)",
    ],
)
def test_a_decoder_that_was_taken_over_is_not_believed(
    tmp_path: Path, does: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = write_clip(tmp_path / "clip.mp4")
    replace_decoder(tmp_path, does, monkeypatch)
    with pytest.raises(VideoError, match=r"^clip\.mp4 is damaged"):
        first(clip)


def test_a_decoder_that_never_answers_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = write_clip(tmp_path / "clip.mp4")
    replace_decoder(tmp_path, "time.sleep(60)", monkeypatch)
    began = time.monotonic()
    with pytest.raises(VideoError, match="takes too long to open"):
        first(clip, wall_s=1.0)
    assert time.monotonic() - began < 10
    assert decoders() == []


def test_sizes_are_judged_before_pixels_are_awaited() -> None:
    async def read(line: bytes) -> None:
        stream = asyncio.StreamReader()
        stream.feed_data(line)
        stream.feed_eof()
        await read_pixels_within(stream, max_side_px=100, max_pixels=1000)

    for size in ("[101, 1]", "[100, 11]", "[0, 5]", "[true, 5]", "[5]", "null"):
        with pytest.raises(BrokenAnswer):
            asyncio.run(read(b'{"size": %s}\n' % size.encode()))
    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(read(b'{"size": [100, 10]}\n'))
