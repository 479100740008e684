"""Videos in chat requests, from the wire to the model."""

import base64
import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openai
import pytest

from moonpane_engine.prompt import Prompt
from moonpane_engine.runner import Runner
from moonpane_engine.server import prompts, videos
from moonpane_engine.server.served_model import ServedModel
from tests.engine.references import whole_logits
from tests.engine.scripted_chat import create, data_url
from tests.engine.served import IDS, ScriptedRunner, Serving, says, serving, write_served_checkpoint
from tests.vision.clips import decoders, replace_decoder, write_clip

PAD, BEGIN, END = IDS["<|media_pad|>"], IDS["<|media_begin|>"], IDS["<|media_end|>"]


def as_url(path: Path, kind: str = "video/mp4") -> str:
    return f"data:{kind};base64," + base64.b64encode(path.read_bytes()).decode()


def watching(*urls: str, text: str = "what happens?") -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = [{"type": "video_url", "video_url": {"url": url}} for url in urls]
    return [{"role": "user", "content": [*parts, {"type": "text", "text": text}]}]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds of 64 x 48 px: six frames are kept, in two chunks of 2 x 3 tokens."""
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4")


@pytest.mark.parametrize("codec", [("mp4", "mp4v"), ("mkv", "mp4v")])
def test_a_video_becomes_chunks_with_their_times(
    server: Serving, runner: ScriptedRunner, tmp_path: Path, codec: tuple[str, str]
) -> None:
    path = write_clip(tmp_path / f"clip.{codec[0]}", codec=codec[1])
    answer = create(server, messages=watching(as_url(path, f"video/{codec[0]}")))
    prompt: Prompt = runner.prompts[-1]
    assert [item.grid_thw for item in prompt.media] == [(4, 4, 6), (2, 4, 6)]
    assert [item.patches.shape for item in prompt.media] == [(96, 3, 14, 14), (48, 3, 14, 14)]
    expected: list[int] = []
    for shown_at in (b"00:00:00.000", b"00:00:02.250"):
        expected += [*shown_at, BEGIN, *b"video", IDS["<|media_content|>"], *[PAD] * 6, END]
    expected += b"\nwhat happens?"
    start = prompt.token_ids.index(BEGIN) - 12
    assert prompt.token_ids[start : start + len(expected)] == expected
    assert answer.usage.prompt_tokens == len(prompt.token_ids)


def test_pictures_and_videos_keep_their_order(server: Serving, runner: ScriptedRunner, clip: Path) -> None:
    picture = {"type": "image_url", "image_url": {"url": data_url((28, 28))}}
    video = {"type": "video_url", "video_url": as_url(clip)}  # the bare spelling
    create(server, messages=[{"role": "user", "content": [picture, video, picture]}])
    prompt = runner.prompts[-1]
    assert [item.grid_thw[0] for item in prompt.media] == [1, 4, 2, 1]
    assert prompt.token_ids.count(PAD) == 1 + 6 + 6 + 1


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:1/a.mp4", "nothing is fetched"),
        ("file:///etc/passwd", "nothing is fetched"),
        ("/etc/passwd", "nothing is fetched"),
        ("data:video/mp4;base64,%%%", "base64 is damaged"),
        ("data:video/mp4,abc", "not base64"),
        ("data:video/mp4;base64,", "is empty"),
        ("data:video/mp4;base64," + base64.b64encode(b"hello, I am a film").decode(), "is no video"),
        ("data:video/mp4;base64," + base64.b64encode(b"#EXTM3U\n/etc/passwd\n").decode(), "is no video"),
        ("file-0123", "not stored here"),
        ("ms://file-0123", "not stored here"),
    ],
)
def test_videos_that_cannot_be_used(server: Serving, runner: ScriptedRunner, url: str, message: str) -> None:
    num_prompts = len(runner.prompts)
    with pytest.raises(openai.BadRequestError, match=message) as caught:
        create(server, messages=watching(url))
    assert caught.value.body["param"] == "messages[0].content[0].video_url.url"  # type: ignore[index]
    assert len(runner.prompts) == num_prompts
    assert not decoders()


def test_too_long_videos_end_before_they_are_decoded(server: Serving, tmp_path: Path) -> None:
    path = write_clip(tmp_path / "large.mp4", num_frames=8, size=(640, 480))  # 414 tokens, in a context of 512
    create(server, messages=watching(as_url(path)), max_tokens=1)
    with pytest.raises(openai.BadRequestError, match="context holds 512"):
        create(server, messages=watching(as_url(path), as_url(path)))


def test_too_many_videos_are_refused(server: Serving, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "MAX_VIDEOS", 1)
    with pytest.raises(openai.BadRequestError, match=r"content\[1\].video_url.url: at most 1 videos"):
        create(server, messages=watching(as_url(clip), as_url(clip)))


def test_nothing_stays_on_disk(server: Serving, clip: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(videos.tempfile, "tempdir", str(tmp_path))
    create(server, messages=watching(as_url(clip)))
    with pytest.raises(openai.BadRequestError):
        create(server, messages=watching("data:video/mp4;base64,aGVsbG8="))
    assert not list(tmp_path.iterdir())


def test_a_model_without_eyes_says_so(checkpoint: Path, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeing = ServedModel.from_dir(checkpoint)
    monkeypatch.setattr(ServedModel, "from_dir", lambda path: dataclasses.replace(seeing, media=None))
    refused = pytest.raises(openai.BadRequestError, match="cannot see videos")
    with serving(checkpoint, lambda report: says("x")) as server, refused:
        create(server, messages=watching(as_url(clip)))


def test_kimi_vl_sees_pictures_only(checkpoint: Path, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = ServedModel.from_dir(checkpoint)
    assert model.media is not None
    vl = dataclasses.replace(model, media=dataclasses.replace(model.media, is_kimi_vl=True))
    monkeypatch.setattr(ServedModel, "from_dir", lambda path: vl)
    refused = pytest.raises(openai.BadRequestError, match="send frames as pictures")
    with serving(checkpoint, lambda report: says("x")) as server, refused:
        create(server, messages=watching(as_url(clip)))


def test_a_client_that_leaves_ends_the_decoder(
    server: Serving, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        replace_decoder(tmp_path, "time.sleep(100)", patched)
        with pytest.raises(openai.APITimeoutError):
            create(server, messages=watching(as_url(clip)), timeout=1)
        left = time.monotonic()
        server.wait_until(lambda: not decoders())
        assert time.monotonic() - left <= 0.5  # the decoder itself would stay for 100 s
    assert create(server, messages=watching(as_url(clip))).usage.completion_tokens  # the next video has its turn


# --- the real model ------------------------------------------------------------------------------------------------


class Recording(Runner):
    """The real runner, which remembers what it was asked."""

    def start(self, prompt: Prompt, *, anew: bool = False) -> Any:
        self.asked = prompt
        return super().start(prompt, anew=anew)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Serving, Recording]]:
    checkpoint = write_served_checkpoint(tmp_path_factory.mktemp("real") / "tiny-model")
    runner = Recording.load(checkpoint)
    assert isinstance(runner, Recording)
    with serving(checkpoint, lambda report: runner) as server:
        yield server, runner


def test_a_video_goes_through_the_real_model_and_is_seen(real: tuple[Serving, Recording], clip: Path) -> None:
    server, runner = real
    answer = create(server, messages=watching(as_url(clip)), max_tokens=3)
    assert answer.usage.completion_tokens <= 3
    seen = runner.asked
    blank = Prompt(seen.token_ids, [type(item)(np.zeros_like(item.patches), item.grid_thw) for item in seen.media])
    swapped = Prompt(seen.token_ids, [seen.media[0], type(seen.media[1])(-seen.media[1].patches, (2, 4, 6))])
    logits = [whole_logits(runner, prompt)[-1] for prompt in (seen, blank, swapped)]
    assert (logits[0] - logits[1]).abs().max() > 1e-3
    assert (logits[0] - logits[2]).abs().max() > 1e-3  # the second chunk counts too
