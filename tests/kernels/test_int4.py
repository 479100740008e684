"""INT4 packing against compressed-tensors, the library whose format it is, and against itself written out by hand."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from moonpane_kernels.reference.int4 import GROUP_SIZE, dequantize, fake_quantize, pack, quantize, unpack


def test_words_are_those_of_compressed_tensors() -> None:
    packing = pytest.importorskip("compressed_tensors.compressors.pack_quantized.base")
    q = torch.randint(-8, 8, (6, 96), generator=torch.Generator().manual_seed(1)).to(torch.int8)
    theirs = packing.pack_to_int32(q, 4)
    assert torch.equal(pack(q), theirs)
    assert torch.equal(unpack(theirs, 96), q)


@given(st.lists(st.integers(-8, 7), min_size=1, max_size=70))
def test_unpacking_gives_back_what_was_packed(row: list[int]) -> None:
    q = torch.tensor([row], dtype=torch.int8)
    assert torch.equal(unpack(pack(q), len(row)), q)


def test_element_k_sits_in_nibble_k() -> None:
    """The layout once more, as arithmetic on plain integers."""
    row = [-8, 7, 0, -1, 3, 5, -4, 2, 6]
    words = [sum((value + 8) << (4 * place) for place, value in enumerate(row[start : start + 8])) for start in (0, 8)]
    words[1] += sum(8 << (4 * place) for place in range(1, 8))  # what is missing counts as 0
    signed = [word - 2**32 if word >= 2**31 else word for word in words]
    assert pack(torch.tensor(row, dtype=torch.int8)).tolist() == signed


def weights(seed: int) -> Tensor:
    return torch.randn(5, 4 * GROUP_SIZE, generator=torch.Generator().manual_seed(seed))


def test_dequantised_weights_are_close_and_exactly_scale_times_q() -> None:
    weight = weights(2)
    q, scale = quantize(weight)
    shown = dequantize(pack(q), scale)
    assert torch.equal(shown, (q.unflatten(-1, (-1, GROUP_SIZE)).bfloat16() * scale.unsqueeze(-1)).flatten(-2))
    step = scale.float().repeat_interleave(GROUP_SIZE, dim=-1)
    assert ((shown.float() - weight).abs() <= 0.51 * step + 0.01 * weight.abs()).all()


def test_a_group_without_weights_stays_without() -> None:
    q, scale = quantize(torch.zeros(1, GROUP_SIZE))
    assert not dequantize(pack(q), scale).any()


def test_quantisation_aware_weights_are_the_packed_ones_and_let_the_gradient_through() -> None:
    weight = weights(3).requires_grad_()
    rounded = fake_quantize(weight)
    q, scale = quantize(weight)
    assert (rounded - dequantize(pack(q), scale, dtype=torch.float32)).abs().max() <= 0.01
    (rounded * 3).sum().backward()
    assert weight.grad is not None
    assert torch.equal(weight.grad, torch.full_like(weight, 3.0))


def test_a_width_that_is_no_multiple_of_a_group_is_refused() -> None:
    with pytest.raises(ValueError, match="not a multiple of the group size"):
        quantize(torch.zeros(2, GROUP_SIZE + 1))
