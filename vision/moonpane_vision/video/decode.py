"""A video file to its sampled frames, at the model's size. Run only in the decoder's own process.

FFmpeg reads the file twice: once to know when each frame is shown, since headers lie about number and rate, and once
for the pixels of the chosen ones. No more than one source frame is held.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from moonpane_vision.image import MAX_RATIO, MediaConfig, resized_size
from moonpane_vision.video.limits import VideoError, VideoLimits
from moonpane_vision.video.sampling import Sampling, chunk_ranges, sample

# FFmpeg may open nothing but this file: playlists and references to other files are no videos here.
os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = (
    "protocol_whitelist;file|format_whitelist;mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,gif|max_pixels;40000000"
)
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
import cv2

_NONSENSE_S = 1e6
UNREADABLE = "is no video that can be read; use MP4, MOV, WebM, MKV or GIF, and export a damaged file again."


class Decoder:
    """One video file: `sampling` first, then `frames`."""

    def __init__(self, path: Path, config: MediaConfig, limits: VideoLimits) -> None:
        """Reads the file once. Raises VideoError with a sentence that lacks its subject."""
        _check_file(path, limits)
        self._path, self._config, self._limits = path, config, limits
        self.sampling = self._sampling()

    def frames(self) -> Iterator[np.ndarray]:
        """The sampled frames, uint8 RGB (H, W, 3): upright, each resized by the rule for its chunk, not padded."""
        indices = self.sampling.indices
        limits = [
            self._config.frame_patch_limit(len(chunk))
            for chunk in chunk_ranges(len(indices), self._config.temporal_merge_size)
            for _ in chunk
        ]
        size: tuple[int, int] | None = None  # of the first frame: a size that changes midway must not split a chunk
        for bgr, patch_limit in zip(self._chosen(indices), limits, strict=True):
            image = Image.fromarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
            size = size or image.size
            target = resized_size(*size, self._config, patch_limit=patch_limit)
            yield np.asarray(image if target == image.size else image.resize(target, Image.Resampling.BICUBIC))

    def _sampling(self) -> Sampling:
        capture = _open(self._path)
        limits = self._limits
        _check_size(int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)), limits)
        header_fps = capture.get(cv2.CAP_PROP_FPS)
        times_s: list[float] = []
        while capture.grab():
            times_s.append(capture.get(cv2.CAP_PROP_POS_MSEC) / 1000)
            if len(times_s) > limits.max_source_frames or times_s[-1] - times_s[0] > limits.max_duration_s:
                minutes = int(limits.max_duration_s // 60)
                raise VideoError(f"is longer than {minutes} minutes or {limits.max_source_frames} frames; cut it.")
        capture.release()
        if not times_s:
            raise VideoError("holds no picture that can be decoded; export it again.")
        most = min(limits.max_sampled_frames, self._config.max_num_frames_each_video or limits.max_sampled_frames)
        return sample(times_s, header_fps, sample_fps=self._config.sample_fps, max_frames=most)

    def _chosen(self, indices: tuple[int, ...]) -> Iterator[np.ndarray]:
        """The frames with these numbers, which may repeat; BGR."""
        capture = _open(self._path)
        number, bgr = -1, None
        for index in indices:
            while number < index:
                if not capture.grab():
                    raise VideoError("changed while it was read, or is damaged; send it again.")
                number, bgr = number + 1, None
            if bgr is None:
                _, bgr = capture.retrieve()
            if bgr is None:
                raise VideoError("is damaged: a frame of it has no picture; export it again.")
            _check_size(bgr.shape[1], bgr.shape[0], self._limits)
            yield bgr
        capture.release()


def first_frame(path: Path, limits: VideoLimits) -> tuple[float, bool, np.ndarray]:
    """How long a video says it is, in seconds, 0 when unknown; whether it has a second frame; the first, uint8 RGB.

    Raises VideoError with a sentence that lacks its subject.
    """
    _check_file(path, limits)
    capture = _open(path)
    _check_size(int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)), limits)
    there, bgr = capture.read()
    if not there or bgr is None:
        raise VideoError("holds no picture that can be decoded; export it again.")
    _check_size(bgr.shape[1], bgr.shape[0], limits)
    seconds = _claimed_seconds(capture)
    if seconds > limits.max_duration_s:
        raise VideoError(f"is longer than {int(limits.max_duration_s // 60)} minutes; cut it.")
    return seconds, capture.grab(), cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)


def _claimed_seconds(capture: cv2.VideoCapture) -> float:
    """By the header, which may know nothing, or nonsense."""
    frames, fps = capture.get(cv2.CAP_PROP_FRAME_COUNT), capture.get(cv2.CAP_PROP_FPS)
    seconds = frames / fps if fps > 0 else 0.0
    return float(seconds) if 0 < seconds < _NONSENSE_S else 0.0


def _open(path: Path) -> cv2.VideoCapture:
    # Frames come upright: CAP_PROP_ORIENTATION_AUTO is on unless it is switched off.
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 2])
    if not capture.isOpened():
        raise VideoError(UNREADABLE)
    return capture


def _check_file(path: Path, limits: VideoLimits) -> None:
    """Only regular files with the first bytes of a container we take: FFmpeg guesses, we do not."""
    if not path.is_file():
        raise VideoError("is no file.")
    num_bytes = path.stat().st_size
    if num_bytes == 0:
        raise VideoError("is empty.")
    if num_bytes > limits.max_file_bytes:
        raise VideoError(f"is larger than {limits.max_file_bytes // 2**20} MB; save it smaller.")
    with path.open("rb") as file:
        head = file.read(16)
    is_mp4 = head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
    if not (is_mp4 or head.startswith((b"\x1a\x45\xdf\xa3", b"GIF8"))):
        raise VideoError(UNREADABLE)


def _check_size(width: int, height: int, limits: VideoLimits) -> None:
    if width < 1 or height < 1:
        raise VideoError("holds no picture that can be decoded; export it again.")
    if max(width, height) > limits.max_side_px or width * height > limits.max_pixels:
        raise VideoError(
            f"has frames of {width} x {height} px; at most {limits.max_side_px} px a side and "
            f"{limits.max_pixels // 10**6} megapixels are read, make it smaller."
        )
    if max(width, height) > MAX_RATIO * min(width, height):
        raise VideoError(f"has frames longer than {MAX_RATIO} times their other side; crop it.")
