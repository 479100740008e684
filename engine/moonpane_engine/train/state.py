"""The state of a training run on disk: weights and moments in safetensors, counters in JSON; written atomically."""

import json
import os
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn


def save_state(folder: Path, model: nn.Module, optimizer: torch.optim.Optimizer, counters: dict[str, Any]) -> None:
    """Write the run's state into `folder`; an interrupted write leaves the previous state whole."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {f"model.{name}": parameter.detach().contiguous() for name, parameter in model.named_parameters()}
    for name, parameter in model.named_parameters():
        for key, value in optimizer.state.get(parameter, {}).items():
            tensors[f"optimizer.{key}.{name}"] = value.detach().clone()
    save_file(tensors, folder / "state.tmp", metadata={"counters": json.dumps(counters)})
    os.replace(folder / "state.tmp", folder / "state.safetensors")


def load_state(folder: Path, model: nn.Module, optimizer: torch.optim.Optimizer | None = None) -> dict[str, Any]:
    """Restore what `save_state` wrote; returns the counters, empty where there is nothing to resume."""
    path = folder / "state.safetensors"
    if not path.exists():
        return {}
    tensors = load_file(path)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(tensors[f"model.{name}"])
    if optimizer is not None:
        for name, parameter in model.named_parameters():
            keys = [key for key in ("step", "exp_avg", "exp_avg_sq") if f"optimizer.{key}.{name}" in tensors]
            if keys:
                optimizer.state[parameter] = {
                    key: tensors[f"optimizer.{key}.{name}"].to(parameter.device) for key in keys
                }
    with safe_open(path, framework="pt") as file:
        return json.loads((file.metadata() or {}).get("counters", "{}"))
