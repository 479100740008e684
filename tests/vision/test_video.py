"""Real small videos through the decoder's process."""

import asyncio
import os
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from moonpane_vision.image import MediaConfig, num_media_tokens
from moonpane_vision.process.parent import environment
from moonpane_vision.video.reader import read_video
from tests.vision.clips import decoders, grey, read, turned, write_clip, write_gif

CODED = 4  # what lossy coding may change of a flat grey


@pytest.mark.parametrize(("kind", "codec"), [("mp4", "mp4v"), ("mov", "mp4v"), ("mkv", "mp4v")])
def test_a_video_becomes_chunks_of_four_frames(tmp_path: Path, kind: str, codec: str) -> None:
    chunks = read(write_clip(tmp_path / f"clip.{kind}", codec=codec))  # three seconds, of which six frames are kept
    assert [chunk.frames.shape for chunk in chunks] == [(4, 48, 64, 3), (2, 48, 64, 3)]
    assert [chunk.timestamp for chunk in chunks] == ["00:00:00.000", "00:00:02.250"]
    seen = np.concatenate([chunk.frames for chunk in chunks]).mean((1, 2, 3))
    expected = [grey(number, 12) for number in (0, 2, 4, 7, 9, 11)]
    assert np.abs(seen - expected).max() <= CODED
    patches, grid_thw = chunks[0].patches(MediaConfig())
    assert (grid_thw, patches.shape, patches.dtype) == ((4, 4, 6), (4 * 24, 3, 14, 14), np.float32)
    assert np.abs(patches[24 * 2, 0, 0, 0] - (expected[2] / 127.5 - 1)) <= CODED / 127.5  # frame by frame
    assert patches[23, 0, -1, -1] == -1.0  # padded in black


def test_frames_are_resized_under_the_limit_of_frames(tmp_path: Path) -> None:
    (chunk,) = read(write_clip(tmp_path / "clip.mp4", num_frames=4, size=(1920, 1080)), MediaConfig(sample_fps=4.0))
    patches, grid_thw = chunk.patches(MediaConfig())
    assert num_media_tokens(grid_thw) == 1032
    assert len(patches) == 4 * 4 * 1032 * len(chunk.frames) // 4


def test_colours_keep_their_order(tmp_path: Path) -> None:
    writer = cv2.VideoWriter(str(tmp_path / "red.mp4"), cv2.VideoWriter.fourcc(*"mp4v"), 4.0, (64, 48))
    writer.write(np.full((48, 64, 3), (0, 0, 255), np.uint8))  # BGR
    writer.release()
    (chunk,) = read(tmp_path / "red.mp4")
    assert chunk.frames[0, 20, 20, 0] > 240
    assert chunk.frames[0, 20, 20, 2] < 15


def test_a_turned_video_comes_upright(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4")
    assert read(path)[0].frames.shape[1:3] == (48, 64)
    path.write_bytes(turned(path.read_bytes()))
    assert read(path)[0].frames.shape[1:3] == (64, 48)


def test_a_variable_rate_is_sampled_by_time(tmp_path: Path) -> None:
    """Four seconds of one picture, then twenty in a second."""
    chunks = read(write_gif(tmp_path / "clip.gif", [4000] + [50] * 20))
    frames = np.concatenate([chunk.frames for chunk in chunks])
    assert len(frames) > 8
    assert (np.abs(frames.mean((1, 2, 3)) - grey(0, 21)) <= CODED).mean() >= 0.8
    assert [chunk.timestamp[:8] for chunk in chunks] == ["00:00:00", "00:00:02", "00:00:04"]


def test_more_frames_than_the_limit_are_thinned_out(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "long.mp4", num_frames=2000, fps=10.0, size=(32, 32))
    chunks = read(path)
    assert sum(len(chunk.frames) for chunk in chunks) == 128
    assert chunks[-1].timestamp > "00:03:10"
    assert sum(len(chunk.frames) for chunk in read(path, MediaConfig(max_num_frames_each_video=5))) == 5


def test_tokens_are_checked_before_most_is_decoded(tmp_path: Path) -> None:
    told = []

    def check(num_tokens: int) -> None:
        told.append(num_tokens)
        raise OverflowError

    path = write_clip(tmp_path / "clip.mp4")
    with pytest.raises(OverflowError):
        asyncio.run(read_video(path, MediaConfig(), name="clip", check_tokens=check))
    assert told == [2 * 6]


def test_a_cancelled_reading_ends_the_decoder_at_once(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "long.mp4", num_frames=1500, fps=30.0, size=(640, 480))

    async def cancel() -> float:
        task = asyncio.create_task(read_video(path, MediaConfig(), name="clip"))
        await asyncio.sleep(0.3)
        assert decoders()
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not decoders()
        return time.monotonic() - started

    assert asyncio.run(cancel()) <= 0.5


def test_the_decoder_gets_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "MOONPANE_API_KEY", "secret")
    assert "MOONPANE_API_KEY" not in environment()
    assert "PATH" in environment()
