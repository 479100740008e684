"""No malformed checkpoint loads, is executed, or makes the engine read outside its folder; every refusal says why."""

import os
import pickle
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.chat.tokenizer_files import write_tokenizer
from moonpane_engine.errors import CheckpointError
from moonpane_engine.weights.load import load_model
from tests.engine import malformed_text  # registers its cases
from tests.engine.checkpoints import write_random_checkpoint
from tests.engine.malformed import CASES, FIRST, SECOND, edit_json

MAX_SECONDS = 1.0
assert malformed_text

_watched: list[list[str]] = []  # an audit hook cannot be removed, so there is one, which writes where a test listens


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _watched and event in ("open", "import", "pickle.find_class"):
        _watched[-1].append(f"{event} {arguments[0]}")


sys.addaudithook(_note)


@contextmanager
def watched() -> Iterator[list[str]]:
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_random_checkpoint(tmp_path_factory.mktemp("good") / "checkpoint", shard_bytes=700_000)
    assert sorted(path.name for path in folder.glob("*.safetensors")) == [FIRST, SECOND]
    write_tokenizer(folder, [bytes([byte]) for byte in range(256)])
    (folder / "generation_config.json").write_text('{"eos_token_id": 510}')
    load(folder)  # imports what loading needs, so that cases are timed alone
    return folder


@pytest.fixture
def folder(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "checkpoint"))


def load(folder: Path) -> None:
    load_model(folder)
    Tokenizer.from_dir(folder)


def opened_elsewhere(events: list[str], folder: Path) -> list[str]:
    """Files that were opened outside `folder`, but for Python's own modules."""
    paths = [Path(event.removeprefix("open ")) for event in events if event.startswith("open ")]
    roots = (folder.resolve(), Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve(), Path(__file__).parents[2])
    return [str(path) for path in paths if not any(path.resolve().is_relative_to(root) for root in roots)]


def test_the_corpus_is_large_enough() -> None:
    assert len(CASES) >= 60


def test_the_untouched_checkpoint_loads(folder: Path) -> None:
    load(folder)


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_the_reason(folder: Path, name: str) -> None:
    change, words = CASES[name]
    change(folder)
    started = time.perf_counter()
    with watched() as events, pytest.raises(CheckpointError) as refusal:
        load(folder)
    seconds = time.perf_counter() - started
    message = str(refusal.value)
    assert re.search(words, message, re.DOTALL), message
    assert len(message) < 1000
    assert "\n" not in message
    assert seconds <= MAX_SECONDS
    assert not opened_elsewhere(events, folder)
    assert not [event for event in events if event.startswith("pickle")]


def test_code_beside_the_weights_is_never_run(folder: Path, tmp_path: Path) -> None:
    """Remote code, its `auto_map`, pickles and a hostile template: loading looks at none of them."""
    canary = tmp_path / "canary"
    code = f"open({str(canary)!r}, 'w').close()\n"
    for module in ("modeling_evil", "configuration_evil", "tokenization_evil", "__init__", "conftest"):
        (folder / f"{module}.py").write_text(code)
    for file in ("pytorch_model.bin", "training_args.bin", "model.pt", "optimizer.pkl", "extra.ckpt"):
        (folder / file).write_bytes(pickle.dumps(_Bomb(canary)))
    (folder / "chat_template.jinja").write_text("{{ cycler.__init__.__globals__.os.system('touch canary') }}")
    classes = {"AutoConfig": "configuration_evil.C", "AutoModelForCausalLM": "modeling_evil.M"}
    edit_json(folder / "config.json", lambda config: config.update(auto_map=classes, trust_remote_code=True))
    edit_json(
        folder / "tokenizer_config.json",
        lambda config: config.update(auto_map={"AutoTokenizer": ["tokenization_evil.T", None]}),
    )
    with watched() as events:
        load(folder)
    assert not canary.exists()
    assert not [event for event in events if "evil" in event or event.endswith((".bin", ".pt", ".pkl", ".jinja"))]
    assert not [event for event in events if event.startswith("pickle")]
    pickle.loads((folder / "model.pt").read_bytes())  # the bomb is real
    assert canary.exists()


class _Bomb:
    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.canary),)
