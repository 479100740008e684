"""The state of a training run on disk: weights and moments in safetensors, counters in JSON; written atomically."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn

from moonpane_engine.train.muon import Muon

STATE_FILE = "state.safetensors"
MUON_KEYS, ADAMW_KEYS = ("momentum",), ("step", "exp_avg", "exp_avg_sq")


def save_state(
    folder: Path, model: nn.Module, optimizers: Sequence[torch.optim.Optimizer], counters: dict[str, Any]
) -> None:
    """Write the run's state into `folder`; an interrupted write leaves the previous state whole.

    Without optimisers the weights are written alone: a run that goes on from them warms up anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {f"model.{name}": parameter.detach().contiguous() for name, parameter in model.named_parameters()}
    for optimizer in optimizers:
        for name, parameter in model.named_parameters():
            for key, value in optimizer.state.get(parameter, {}).items():
                tensors[f"optimizer.{key}.{name}"] = value.detach().clone()
    save_file(tensors, folder / "state.tmp", metadata={"counters": json.dumps(counters)})
    os.replace(folder / "state.tmp", folder / STATE_FILE)


def load_state(folder: Path, model: nn.Module, optimizers: Sequence[torch.optim.Optimizer] = ()) -> dict[str, Any]:
    """Restore what `save_state` wrote; returns the counters, empty where there is nothing to resume.

    Moments of another optimiser are of no use to this one: it keeps none where any that it needs is missing.
    """
    path = folder / STATE_FILE
    if not path.exists():
        return {}
    tensors = load_file(path)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(tensors[f"model.{name}"])
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    for optimizer in optimizers:
        keys = MUON_KEYS if isinstance(optimizer, Muon) else ADAMW_KEYS
        for parameter in (one for group in optimizer.param_groups for one in group["params"]):
            stored = {key: tensors.get(f"optimizer.{key}.{names[id(parameter)]}") for key in keys}
            if all(value is not None for value in stored.values()):
                optimizer.state[parameter] = {
                    key: value.to(parameter.device) for key, value in stored.items() if value is not None
                }
    with safe_open(path, framework="pt") as file:
        return json.loads((file.metadata() or {}).get("counters", "{}"))
