"""Export a training run as the embedded checkpoint folder, in Kimi K2.5's format.

python -m moonpane_engine.train.export --work .data/tiny --out resources/moonpane_resources/moonpane-tiny
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.recipe import SEED
from moonpane_engine.train.shape import PREPROCESSOR, tiny_config
from moonpane_engine.train.state import load_state
from moonpane_engine.train.vocabulary import BASE_VOCABULARY, copy_tokenizer
from moonpane_engine.weights.export import config_json, export_checkpoint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder of the run's state and log")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint folder to write")
    options = parser.parse_args()
    export_run(options.work, options.out)


def export_run(work: Path, out: Path) -> None:
    """Write weights, configuration, tokenizer, preprocessing and the run's log into `out`."""
    tokenizer = Tokenizer.from_dir(work / "vocabulary")
    model = KimiModel(tiny_config(tokenizer))
    counters = load_state(work, model)
    if not counters:
        raise FileNotFoundError(f"{work} holds no training state: run moonpane_engine.train first")
    ids = {
        "bos_token_id": tokenizer.token_id("[BOS]"),
        "eos_token_id": tokenizer.token_id("[EOS]"),
        "pad_token_id": tokenizer.token_id("[PAD]"),
    }
    export_checkpoint(model, config_json(model.config, **ids), out)
    copy_tokenizer(work / "vocabulary", out)
    _write(out / "preprocessor_config.json", PREPROCESSOR)
    _write(out / "generation_config.json", {"eos_token_id": tokenizer.token_id("<|im_end|>")})
    for old in (out / "training").glob("held_out*.json"):
        old.unlink()  # scores belong to the weights they were measured with
    _write(out / "training" / "recipe.json", _recipe(model, counters))
    shutil.copyfile(work / "log.jsonl", out / "training" / "log.jsonl")


def weights_digest(checkpoint: Path) -> str:
    """SHA-256 of a checkpoint's weights, which tells whose scores a file of scores holds."""
    digest = hashlib.sha256()
    for shard in sorted(checkpoint.glob("*.safetensors")):
        digest.update(shard.read_bytes())
    return digest.hexdigest()


def _recipe(model: KimiModel, counters: dict[str, Any]) -> dict[str, Any]:
    return {
        "seed": SEED,
        "base_vocabulary": BASE_VOCABULARY,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "steps": counters["steps"],  # taken of each phase
        "starts": counters["starts"],  # every start of the trainer with the phase as it was then, in order
        "blends": counters.get("blends", []),  # with which weights they were mixed (train/blend.py)
        "data": {
            "read": "texts of train.data, drawn in the fonts of set-up, and crops of rendered pages",
            "write": "pages of train.pages, rendered by moonpane.preview.headless, measured by moonpane_vision.parse",
            "see": "pages of train.pages, painted by train.data.painted",
            "edit": "wishes of train.data.edits about pages of train.pages and such as are never drawn",
            "held_out": "page seeds from 9,000,000 on, half of their words from the untrained tenth",
        },
    }


def _write(path: Path, value: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n")


if __name__ == "__main__":
    main()
