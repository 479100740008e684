"""A run that goes on where a checkpoint's ended: phases that came later need not wait for the earlier ones again."""

import json
import shutil
from pathlib import Path

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.train.shape import tiny_config
from moonpane_engine.train.state import STATE_FILE, save_state
from moonpane_engine.train.vocabulary import copy_tokenizer
from moonpane_engine.weights.load import load_model


class OtherShape(ValueError):
    """A checkpoint whose weights would mean something else in the model that is trained."""


def begin_with(checkpoint: Path, work: Path) -> None:
    """Write the state that a run had whose result is `checkpoint`; one that is there already stays.

    Experts come as they were rounded, moments are lost. Raises CheckpointError, ConfigError, OtherShape.
    """
    if (work / STATE_FILE).exists():
        return
    model = load_model(checkpoint, as_stored=False)
    if model.config.text != tiny_config(Tokenizer.from_dir(checkpoint)).text:
        raise OtherShape(f"{checkpoint / 'config.json'} is not of the shape that is trained (train/shape.py).")
    recipe = json.loads((checkpoint / "training" / "recipe.json").read_text(encoding="utf-8"))
    counters = {"steps": recipe["steps"], "progress": dict.fromkeys(recipe["steps"], 1.0), "starts": recipe["starts"]}
    save_state(work, model, (), counters | {"warm": 0})
    copy_tokenizer(checkpoint, work / "vocabulary")
    shutil.copyfile(checkpoint / "training" / "log.jsonl", work / "log.jsonl")
