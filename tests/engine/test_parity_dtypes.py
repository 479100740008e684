"""Checkpoints whose tensors are not all bfloat16: each is kept as it is stored, and nothing of the result changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from moonpane_engine.model.kimi import KimiModel
from moonpane_engine.model.moe import MoE, PackedExperts
from moonpane_engine.prompt import Prompt
from moonpane_engine.runner import Runner
from moonpane_engine.weights.load import load_model, named_tensors
from moonpane_kernels.reference.int4 import dequantize
from tests.engine.checkpoints import write_random_checkpoint
from tests.engine.references import transformers_model, whole_logits
from tests.engine.test_parity import TOLERANCE, prefilled, prompt_with_pictures

QUERY, ROUTER = "self_attn.q_a_proj.weight", "mlp.gate.weight"
MORE = 1.0001  # what bfloat16 rounds away
KINDS: dict[str, Callable[[str, Tensor], Tensor]] = {
    "all F16": lambda name, tensor: tensor.half() if tensor.is_floating_point() and tensor.ndim > 1 else tensor,
    "all F32": lambda name, tensor: tensor.float() * MORE if tensor.is_floating_point() and tensor.ndim > 1 else tensor,
    "F32 router": lambda name, tensor: tensor.float() * MORE if name.endswith(ROUTER) else tensor,
    "F32 in a joined matrix": lambda name, tensor: tensor.float() * MORE if name.endswith(QUERY) else tensor,
    "F16 scales": lambda name, tensor: (tensor.float() * 1.01).half() if name.endswith("_scale") else tensor,
    "F32 scales": lambda name, tensor: tensor.float() * MORE if name.endswith("_scale") else tensor,
}


def changed(folder: Path, change: Callable[[str, Tensor], Tensor]) -> Path:
    write_random_checkpoint(folder)
    for shard in folder.glob("*.safetensors"):
        tensors = {name: change(name, tensor).contiguous() for name, tensor in load_file(shard).items()}
        save_file(tensors, shard, metadata={"format": "pt"})
    return folder


def exact(model: KimiModel) -> dict[str, Tensor]:
    """All tensors as the checkpoint names them, in float32, the experts dequantised."""
    tensors = dict(named_tensors(model))
    for name in [name for name in tensors if name.endswith("_packed")]:
        weight = name.removesuffix("_packed")
        tensors[weight] = dequantize(tensors.pop(name), tensors.pop(f"{weight}_scale"))
    return {name: tensor.float() for name, tensor in tensors.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_and_decoding_equal(tmp_path: Path, kind: str) -> None:
    folder = changed(tmp_path, KINDS[kind])
    stored, wide = (Runner(load_model(folder, as_stored=as_stored)) for as_stored in (True, False))
    ours, expected = exact(stored.model), exact(wide.model)
    assert ours.keys() == expected.keys()
    assert all(torch.equal(tensor, expected[name]) for name, tensor in ours.items())
    ids, media = prompt_with_pictures()
    with torch.no_grad():
        logits = transformers_model(folder)(
            input_ids=torch.tensor([ids]),
            pixel_values=torch.cat([torch.from_numpy(item.patches) for item in media]),
            image_grid_thw=torch.tensor([item.grid_thw for item in media]),
        ).logits[0]
    assert (whole_logits(stored, Prompt(ids, media)) - logits).abs().max() <= TOLERANCE
    rows = [each.decode([prefilled(each, Prompt(ids, media))], [[90]])[0] for each in (stored, wide)]
    assert (rows[0] - rows[1]).abs().max() <= TOLERANCE


def dtypes(model: KimiModel) -> dict[str, torch.dtype]:
    return {name: parameter.dtype for name, parameter in model.named_parameters() if parameter.ndim > 1}


@pytest.mark.parametrize(("kind", "dtype"), [("all F16", torch.float16), ("all F32", torch.float32)])
def test_each_matrix_keeps_its_dtype(tmp_path: Path, kind: str, dtype: torch.dtype) -> None:
    found = dtypes(load_model(changed(tmp_path, KINDS[kind]), as_stored=True))
    routers = {name for name in found if name.endswith(ROUTER)}
    words = {name for name in found if name.endswith("_packed")}
    assert {found.pop(name) for name in routers} == {torch.float32}
    assert {found.pop(name) for name in words} == {torch.int32}
    assert set(found.values()) == {dtype}


def test_one_wide_matrix_leaves_the_others_narrow(tmp_path: Path) -> None:
    found = dtypes(load_model(changed(tmp_path, KINDS["F32 in a joined matrix"]), as_stored=True))
    wide = {name for name, dtype in found.items() if dtype == torch.float32}
    assert {name.rpartition("layers.")[2][2:] for name in wide} == {"self_attn.qkv_a_proj.weight", ROUTER}


def test_no_matrix_is_wider_than_the_arithmetic(tmp_path: Path) -> None:
    found = dtypes(load_model(changed(tmp_path, KINDS["all F32"]), dtype=torch.bfloat16, as_stored=True))
    wide = {name for name, dtype in found.items() if dtype == torch.float32}
    assert all(name.endswith(("_scale", ROUTER)) for name in wide)


def test_a_layer_whose_scales_differ_is_unpacked_alone(tmp_path: Path) -> None:
    """A product is rounded to its scale's dtype, so scales of two kinds have no common one."""
    odd = "layers.1.mlp.experts.3.up_proj.weight_scale"
    folder = changed(tmp_path, lambda name, tensor: tensor.half() if name.endswith(odd) else tensor)
    stored, wide = (load_model(folder, as_stored=as_stored) for as_stored in (True, False))
    layers = [module for module in stored.modules() if isinstance(module, MoE)]
    assert [isinstance(layer.experts, PackedExperts) for layer in layers] == [False, True]
    expected = exact(wide)
    assert all(torch.equal(tensor, expected[name]) for name, tensor in exact(stored).items())
