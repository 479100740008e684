"""Video chunks of one to four frames against transformers' own Kimi K2.5 class on the same checkpoint.

Its vision tower takes only one number of frames a call, and its own way from videos to placeholders counts frames, so
each chunk is encoded by itself and its features put into the embeddings here.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from moonpane_engine.prompt import MediaItem, Prompt
from moonpane_engine.runner import Runner
from tests.engine.checkpoints import CONFIG, write_random_checkpoint
from tests.engine.references import transformers_model, whole_logits

FEATURE_TOLERANCE = 1e-5  # float32, max abs; features are about 1 large
LOGIT_TOLERANCE = 2e-5  # as for text and pictures
GRIDS = [(4, 6), (8, 8), (2, 12)]  # the second is the size of the position table


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_random_checkpoint(tmp_path_factory.mktemp("parity"))


@pytest.fixture(scope="module")
def runner(checkpoint: Path) -> Runner:
    return Runner.load(checkpoint)


@pytest.fixture(scope="module")
def reference(checkpoint: Path) -> Any:
    return transformers_model(checkpoint)


def chunk(frames: int, rows: int, columns: int) -> MediaItem:
    generator = np.random.default_rng(frames)
    patches = generator.normal(size=(frames * rows * columns, 3, 14, 14)).astype(np.float32)
    return MediaItem(patches, (frames, rows, columns))


def their_features(reference, item: MediaItem) -> Tensor:
    """(tokens, hidden) of one chunk."""
    inner = reference.model
    with torch.no_grad():
        seen = inner.vision_tower(torch.from_numpy(item.patches), grid_thw=torch.tensor([item.grid_thw]))
        return inner.mm_projector(seen.pooler_output).squeeze(1)


def our_features(runner: Runner, items: list[MediaItem]) -> Tensor:
    patches = torch.cat([torch.from_numpy(item.patches) for item in items])
    with torch.no_grad():
        return runner.model.encode_media(patches, [item.grid_thw for item in items])


@pytest.mark.parametrize("frames", [1, 2, 3, 4])
@pytest.mark.parametrize(("rows", "columns"), GRIDS)
def test_features_equal(runner: Runner, reference, frames: int, rows: int, columns: int) -> None:
    item = chunk(frames, rows, columns)
    expected = their_features(reference, item)
    actual = our_features(runner, [item])
    assert actual.shape == expected.shape == (rows * columns // 4, CONFIG.text.hidden_size)
    assert expected.std() > 0.05
    assert (actual - expected).abs().max() <= FEATURE_TOLERANCE


def test_the_order_of_frames_counts(runner: Runner) -> None:
    """Frames are averaged at the end; only their positions in time tell them apart."""
    item = chunk(4, 4, 6)
    reversed_frames = np.ascontiguousarray(item.patches.reshape(4, 24, 3, 14, 14)[::-1].reshape(-1, 3, 14, 14))
    difference = our_features(runner, [item]) - our_features(runner, [MediaItem(reversed_frames, item.grid_thw)])
    assert difference.abs().max() > 1e-3


def test_chunks_do_not_see_each_other(runner: Runner) -> None:
    items = [chunk(frames, 4, 6) for frames in (4, 4, 3, 1, 2)]
    together = our_features(runner, items)
    alone = torch.cat([our_features(runner, [item]) for item in items])
    assert (together - alone).abs().max() <= FEATURE_TOLERANCE


def test_logits_after_a_video_equal(runner: Runner, reference) -> None:
    items = [chunk(4, 4, 6), chunk(4, 4, 6), chunk(3, 4, 6), chunk(1, 8, 8)]
    pad = CONFIG.media_placeholder_token_id or 0
    ids = [7]
    for item in items:
        ids += [3, 5, *[pad] * (item.grid_thw[1] * item.grid_thw[2] // 4), 9]
    features = torch.cat([their_features(reference, item) for item in items])
    with torch.no_grad():
        embedded = reference.get_input_embeddings()(torch.tensor([ids]))
        embedded[0, torch.tensor(ids) == pad] = features
        expected = reference(inputs_embeds=embedded).logits[0]
    actual = whole_logits(runner, Prompt(ids, items))
    assert (actual - expected).abs().max() <= LOGIT_TOLERANCE
