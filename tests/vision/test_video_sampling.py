"""Kimi K2.5's choice of frames, by number where the rate is steady and by time where it is not."""

import numpy as np
import pytest

from moonpane_vision.image import MediaConfig, media_config, resized_size
from moonpane_vision.video.sampling import chunk_ranges, sample, timestamp


def test_the_published_example() -> None:
    sampling = sample(np.arange(100) / 25, 25.0, sample_fps=2.0, max_frames=128)
    assert sampling.indices == (0, 14, 28, 42, 57, 71, 85, 99)
    chunks = chunk_ranges(len(sampling.indices), 4)
    assert [timestamp(sampling.times_s[chunk.start]) for chunk in chunks] == ["00:00:00.000", "00:00:02.280"]


@pytest.mark.parametrize(
    ("total", "fps", "count"),
    [(1, 25.0, 1), (2, 25.0, 1), (25, 25.0, 2), (7, 1.0, 7), (3, 0.5, 3), (300, 30.0, 20), (90_000, 30.0, 128)],
)
def test_at_most_two_frames_a_second_and_never_more_than_there_are(total: int, fps: float, count: int) -> None:
    sampling = sample(np.arange(total) / fps, fps, sample_fps=2.0, max_frames=128)
    assert len(sampling.indices) == count
    assert sampling.indices[0] == 0
    assert count == 1 or sampling.indices[-1] == total - 1


def test_a_variable_rate_is_sampled_by_time() -> None:
    """Ten seconds of stillness in two frames, then one second of 60: numbers alone would see almost only the end."""
    times = np.concatenate(([0.0, 5.0], 10 + np.arange(60) / 60))
    sampling = sample(times, 25.0, sample_fps=2.0, max_frames=128)
    assert len(sampling.indices) == 22
    assert np.allclose(np.diff(sampling.times_s), times[-1] / 21)
    for index, at in zip(sampling.indices, sampling.times_s, strict=True):
        assert index == max(number for number, shown in enumerate(times) if shown <= at + 1e-9)
    assert sum(index < 2 for index in sampling.indices) == 20


@pytest.mark.parametrize(
    "times", [[0.0, 0.0, 0.0], [5.0, 4.0, 3.0], [float("nan")] * 3, [0.0, float("inf"), -1.0], [-3.0, -2.0, -1.0]]
)
@pytest.mark.parametrize("fps", [0.0, float("nan"), float("inf"), -5.0, 1e9, 25.0])
def test_strange_times_still_give_frames_in_order(times: list[float], fps: float) -> None:
    sampling = sample(times, fps, sample_fps=2.0, max_frames=128)
    assert 1 <= len(sampling.indices) <= 3
    assert list(sampling.indices) == sorted(sampling.indices)
    assert all(0 <= time < 10 for time in sampling.times_s)


def test_nothing_to_sample_is_said() -> None:
    with pytest.raises(ValueError, match="without frames"):
        sample([], 25.0, sample_fps=2.0, max_frames=4)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00:00.000"), (57 / 25, "00:00:02.280"), (59.9999, "00:00:59.999"), (3725.5, "01:02:05.500")],
)
def test_timestamps(seconds: float, text: str) -> None:
    assert timestamp(seconds) == text


def test_frames_have_a_limit_of_their_own() -> None:
    config = MediaConfig()
    assert config.frame_patch_limit(4) == 4096
    assert resized_size(1920, 1080, config, patch_limit=4096) == resized_size(
        1920, 1080, MediaConfig(in_patch_limit=4096)
    )
    shared = media_config({"media_proc_cfg": {"in_patch_limit_video": 6000, "sample_fps": 1, "fixed": None}})
    assert [shared.frame_patch_limit(count) for count in (1, 2, 4)] == [4096, 3000, 1500]
    assert shared.sample_fps == 1.0


@pytest.mark.parametrize(
    "wrong", [{"sample_fps": 0}, {"sample_fps": "2"}, {"in_patch_limit_video": -1}, {"temporal_merge_kernel_size": 0}]
)
def test_the_wrong_key_is_named(wrong: dict) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        media_config(wrong)
