"""Weights between those of a run and those of a checkpoint that it began with.

    python -m moonpane_engine.train.blend --work .data/tiny --begun CHECKPOINT --share 0.7 --out .data/blended

Training on one task for a while forgets some of the others; the mean of the weights before and after has most of what
came, and more of what was there (Wortsman et al., "Robust fine-tuning of zero-shot models", arXiv 2109.01903). It needs
both on one slope: what was learnt from nothing in between has no such mean (docs/model.md).
"""

import argparse
from pathlib import Path

from moonpane_engine.chat.tokenizer import Tokenizer
from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.train.begin import OtherShape
from moonpane_engine.train.export import weights_digest
from moonpane_engine.train.shape import tiny_config
from moonpane_engine.train.state import STATE_FILE, load_state, save_state
from moonpane_engine.train.vocabulary import copy_tokenizer
from moonpane_engine.weights.load import load_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder of the run's state")
    parser.add_argument("--begun", type=Path, required=True, help="checkpoint that the run began with")
    parser.add_argument("--share", type=float, default=0.7, help="of the run's weights, 0 to 1")
    parser.add_argument("--out", type=Path, required=True, help="folder for the state, from which `export` goes on")
    options = parser.parse_args()
    blend(options.work, options.begun, options.out, options.share)


def blend(work: Path, begun: Path, out: Path, share: float) -> None:
    """Write into `out` the state of `work` with `share` of its weights and the rest of `begun`'s, and say so in it.

    Raises FileNotFoundError, OtherShape, and ValueError for a share that is none.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"--share is {share}: give a number from 0 to 1.")
    if not (work / STATE_FILE).exists():
        raise FileNotFoundError(f"{work} holds no training state: give --work the folder of a run.")
    model = KimiModel(tiny_config(Tokenizer.from_dir(work / "vocabulary")))
    counters = load_state(work, model)
    before = load_model(begun, as_stored=False)
    if before.config.text != model.config.text:
        raise OtherShape(f"{begun / 'config.json'} is not of the shape that is trained (train/shape.py).")
    old = dict(before.named_parameters())
    for name, weight in model.named_parameters():
        weight.data = weight.data.lerp(old[name].data.to(weight.dtype), 1 - share)
    counters["blends"] = [*counters.get("blends", []), {"share": share, "begun": weights_digest(begun)}]
    save_state(out, model, (), counters)
    copy_tokenizer(work / "vocabulary", out / "vocabulary")
    (out / "log.jsonl").write_bytes((work / "log.jsonl").read_bytes())


if __name__ == "__main__":
    main()
