"""The engine on the embedded model, beside the same checkpoint in transformers, on the CPU with the same threads."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from rich.table import Table

from benchmarks.timing import in_turns
from moonpane_engine.cli import load_runner
from moonpane_engine.prompt import Prompt
from moonpane_engine.runner import Runner, RunningSequence
from moonpane_resources.paths import embedded_checkpoint

PROMPT_TOKENS, DECODED_TOKENS, BATCH = 512, 64, 16
GRID = (1, 16, 16)


def embedded_runner() -> Runner:
    """The embedded model, with the engine's own rule for threads, which then holds for both sides."""
    runner = load_runner(embedded_checkpoint())(lambda *_: None)
    assert isinstance(runner, Runner)
    return runner


def rows(runner: Runner) -> list[tuple[str, str, str, str]]:
    """(what, ours, transformers, ratio) for image encoding, prefill and decoding."""
    reference = _reference(embedded_checkpoint())
    rng = np.random.default_rng(0)
    patches = rng.normal(size=(GRID[1] * GRID[2], 3, 14, 14)).astype(np.float32)
    ids = rng.integers(300, 2500, PROMPT_TOKENS).tolist()
    return [
        _row("image encode", "ms", in_turns(_encode(runner, reference, patches)), per=1e-3, larger_is_better=False),
        _row("prefill", "tokens/s", in_turns(_prefill(runner, reference, ids)), per=PROMPT_TOKENS),
        _row("decode, 1 sequence", "tokens/s", in_turns(_decode(runner, reference, ids), rounds=3), per=DECODED_TOKENS),
        *_batched(runner, ids),
    ]


def table(runner: Runner) -> Table:
    measured = rows(runner)
    title = f"{torch.get_num_threads()} thread(s) on both sides"
    shown = Table("engine, embedded model", "ours", "transformers", "ratio", title=title)
    for row in measured:
        shown.add_row(*row)
    return shown


def _reference(checkpoint: Path) -> Any:
    import transformers

    transformers.logging.set_verbosity_error()
    model = transformers.Kimi_K25ForConditionalGeneration.from_pretrained(checkpoint, dtype=torch.float32)
    for parameter in model.parameters():  # its experts stay bfloat16 otherwise
        parameter.data = parameter.data.float()
    return model.eval()


def _encode(runner: Runner, reference: Any, patches: np.ndarray) -> dict[str, Any]:
    pixels = torch.from_numpy(patches)

    @torch.inference_mode()
    def ours() -> None:
        runner.model.encode_media(pixels, [GRID])

    @torch.inference_mode()
    def theirs() -> None:
        reference.model.get_image_features(pixels, torch.tensor([GRID]))

    return {"ours": ours, "theirs": theirs}


def _prefill(runner: Runner, reference: Any, ids: list[int]) -> dict[str, Any]:
    @torch.inference_mode()
    def theirs() -> None:
        reference(input_ids=torch.tensor([ids]), use_cache=True, logits_to_keep=1)

    return {"ours": lambda: runner.release(_prefilled(runner, ids), is_sound=False), "theirs": theirs}


def _prefilled(runner: Runner, ids: list[int]) -> RunningSequence:
    """Where all of it is to be computed, the caller releases it as unsound, or the cache would know it."""
    sequence = runner.start(Prompt(ids))
    runner.prefill([sequence], [sequence.num_missing])
    return sequence


def _decode(runner: Runner, reference: Any, ids: list[int]) -> dict[str, Any]:
    sequence = _prefilled(runner, ids)
    start = sequence.num_tokens

    def ours() -> None:
        runner.drop(sequence, sequence.num_tokens - start)
        token = 300
        for _ in range(DECODED_TOKENS):
            token = int(runner.decode([sequence], [[token]])[0].argmax())

    @torch.inference_mode()
    def theirs() -> None:
        if (surplus := cache.get_seq_length() - start) > 0:
            cache.crop(-surplus)
        token = torch.tensor([[300]])
        for _ in range(DECODED_TOKENS):
            token = reference(input_ids=token, past_key_values=cache, use_cache=True).logits[:, -1:].argmax(-1)

    with torch.inference_mode():
        cache = reference(input_ids=torch.tensor([ids]), use_cache=True).past_key_values
    return {"ours": ours, "theirs": theirs}


def _batched(runner: Runner, ids: list[int]) -> list[tuple[str, str, str, str]]:
    sequences = [_prefilled(runner, ids[: 64 + 8 * index]) for index in range(BATCH)]

    def ours() -> None:
        for _ in range(16):
            runner.decode(sequences, [[300]] * BATCH)

    spent = in_turns({"ours": ours})["ours"]
    return [(f"decode, {BATCH} sequences", f"{16 * BATCH / spent:,.0f} tokens/s", "", "")]


def _row(
    what: str, unit: str, spent: dict[str, float], *, per: float, larger_is_better: bool = True
) -> tuple[str, str, str, str]:
    shown = {name: per / time if larger_is_better else time / per for name, time in spent.items()}
    ratio = spent["theirs"] / spent["ours"]
    return what, f"{shown['ours']:,.1f} {unit}", f"{shown['theirs']:,.1f} {unit}", f"{ratio:.2f}x"
