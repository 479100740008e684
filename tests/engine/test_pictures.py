"""Pictures in chat requests: decoded here or in a process, and what happens to that."""

import base64
import io
import time
from pathlib import Path

import numpy as np
import openai
import pytest
from PIL import Image

from moonpane_vision.image import MediaConfig, open_picture, preprocess
from tests.engine.scripted_chat import create, data_url, seeing
from tests.engine.served import ScriptedRunner, Serving
from tests.vision.clips import decoders, replace_decoder

FIELD = r"^Error code: 400.*messages\[0\]\.content\[0\]\.image_url\.url"


def noise() -> bytes:
    data = io.BytesIO()
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (60, 90, 3), np.uint8)).save(data, "GIF")
    return data.getvalue()


def test_a_picture_from_a_process_is_the_picture(server: Serving, runner: ScriptedRunner) -> None:
    url = "data:image/gif;base64," + base64.b64encode(noise()).decode()
    create(server, messages=seeing(url))
    patches, grid_thw = preprocess(open_picture(noise(), name="a"), MediaConfig())
    (item,) = runner.prompts[-1].media
    assert item.grid_thw == grid_thw
    assert np.array_equal(item.patches, patches)
    assert not decoders("picture")


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_ordinary_pictures_wait_for_no_process(
    server: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    replace_decoder(tmp_path, "sys.exit('nobody should have called')", monkeypatch, of="picture")
    assert create(server, messages=seeing(data_url((100, 60), kind))).usage.completion_tokens


@pytest.mark.parametrize("does", ["os.abort()", "os.kill(os.getpid(), 9)", "sys.exit(1)", "print('hello')"])
def test_a_decoder_that_dies_is_one_sentence_and_the_engine_goes_on(
    server: Serving, runner: ScriptedRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    num_prompts = len(runner.prompts)
    with monkeypatch.context() as patched:
        replace_decoder(tmp_path, does, patched, of="picture")
        with pytest.raises(openai.BadRequestError, match=FIELD) as caught:
            create(server, messages=seeing(data_url((100, 60), "gif")))
    assert caught.value.body["param"] == "messages[0].content[0].image_url.url"  # type: ignore[index]
    assert len(runner.prompts) == num_prompts
    assert create(server, messages=seeing(data_url((100, 60), "gif"))).usage.completion_tokens


def test_a_client_that_leaves_ends_the_decoder(
    server: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        replace_decoder(tmp_path, "time.sleep(100)", patched, of="picture")
        with pytest.raises(openai.APITimeoutError):
            create(server, messages=seeing(data_url((100, 60), "gif")), timeout=1)
        left = time.monotonic()
        server.wait_until(lambda: not decoders("picture"))
        assert time.monotonic() - left <= 0.5  # the decoder itself would stay for ten seconds
    assert create(server, messages=seeing(data_url((100, 60), "gif"))).usage.completion_tokens


def test_too_many_pictures_end_with_the_first_that_does_not_fit(
    server: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last one would fail in another way, if it were decoded."""
    messages = seeing(data_url((448, 448))) * 2 + seeing(data_url((448, 448), "gif"))  # 256 of 512 tokens each
    replace_decoder(tmp_path, "sys.exit(1)", monkeypatch, of="picture")
    with pytest.raises(openai.BadRequestError, match="context holds 512"):
        create(server, messages=messages)
