"""Small videos made on the spot, and the ways to read them."""

import asyncio
import contextlib
import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
import pytest
from PIL import Image

from moonpane_vision.image import MediaConfig
from moonpane_vision.video.limits import VideoLimits
from moonpane_vision.video.reader import VideoChunk, read_video


def write_clip(
    path: Path,
    *,
    num_frames: int = 12,
    fps: float = 4.0,
    size: tuple[int, int] = (64, 48),
    codec: str = "mp4v",
) -> Path:
    """Frames of one grey each, from dark to light; `size` is width and height in px."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*codec), fps, size)
    assert writer.isOpened()
    for number in range(num_frames):
        writer.write(np.full((size[1], size[0], 3), grey(number, num_frames), np.uint8))
    writer.release()
    return path


def grey(number: int, num_frames: int) -> int:
    return 30 + 200 * number // max(1, num_frames - 1)


def write_gif(path: Path, durations_ms: list[int], *, size: tuple[int, int] = (32, 32)) -> Path:
    """An animation whose frames are shown for different times: a variable frame rate."""
    frames = [Image.new("L", size, grey(number, len(durations_ms))) for number in range(len(durations_ms))]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=durations_ms)
    return path


def turned(mp4: bytes) -> bytes:
    """The same mp4 with the metadata of a telephone that was held upright: turn by 90 degrees."""
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    start = mp4.index(b"tkhd") + 44
    return mp4[:start] + matrix + mp4[start + len(matrix) :]


def read(path: Path, config: MediaConfig | None = None, **limits: Any) -> list[VideoChunk]:
    return asyncio.run(read_video(path, config or MediaConfig(), name="clip", limits=VideoLimits(**limits)))


def decoders(of: str = "video") -> list[psutil.Process]:
    """The decoders of videos, or pictures, that this process has started; browsers of other tests are none of them."""
    found = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if f"moonpane_vision.{of}" in child.cmdline():
                found.append(child)
    return found


def replace_decoder(folder: Path, does: str, monkeypatch: pytest.MonkeyPatch, of: str = "video") -> None:
    """Decoders started from now on run the statements `does`, written to `folder`, instead of decoding."""
    package = folder / "moonpane_vision"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / f"{of}.py").write_text(f"import os, subprocess, sys, time\n{does}\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))
