"""The native CPU kernels beside their references in torch."""

import subprocess
import sys

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from moonpane_kernels import cpu, ops
from moonpane_kernels.reference.int4 import dequantize, pack

native = pytest.mark.skipif(cpu.library() is None, reason="set-up found no C++ compiler on this machine")


@native
@given(st.integers(1, 9), st.integers(1, 70), st.integers(1, 70), st.integers(0, 2**31))
def test_linear_is_the_product_with_widened_weights(rows: int, inputs: int, outputs: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, inputs, generator=generator)
    weight = torch.randn(outputs, inputs, generator=generator).bfloat16()
    expected = x.double() @ weight.double().T
    assert (cpu.linear_bf16(x, weight) - expected).abs().max() <= 1e-6 * inputs


@native
@given(st.integers(1, 5), st.integers(1, 70), st.integers(0, 9), st.integers(0, 2**31))
def test_rms_norm_of_parts_of_rows(rows: int, width: int, rest: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, width + rest, generator=generator)[:, :width]
    weight = torch.randn(width, generator=generator)
    expected = torch.nn.functional.rms_norm(x, (width,), weight, 1e-5)
    torch.testing.assert_close(cpu.rms_norm(x, weight, 1e-5), expected, atol=2e-6, rtol=2e-6)


@native
def test_a_row_of_nan_stays_in_its_row() -> None:
    x = torch.ones(4, 32)
    x[2] = torch.nan
    for result in (cpu.linear_bf16(x, torch.ones(5, 32).bfloat16()), cpu.rms_norm(x, torch.ones(32), 1e-5)):
        assert result.isnan().all(-1).tolist() == [False, False, True, False]


@native
@torch.inference_mode()
def test_few_rows_run_native_and_many_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(cpu, "linear_bf16", lambda x, weight: calls.append(len(x)) or x @ weight.float().T)
    for rows in (1, ops.MAX_NATIVE_ROWS, ops.MAX_NATIVE_ROWS + 1):
        ops.linear(torch.ones(rows, 32), torch.ones(8, 32).bfloat16())
    assert calls == [1, ops.MAX_NATIVE_ROWS]


def test_without_the_library_torch_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cpu, "library", lambda: None)
    x, weight = torch.randn(2, 32), torch.randn(8, 32).bfloat16()
    with torch.inference_mode():
        torch.testing.assert_close(ops.linear(x, weight), x @ weight.float().T)
        torch.testing.assert_close(
            ops.rms_norm(x, torch.ones(32), 1e-5), torch.nn.functional.rms_norm(x, (32,)), atol=1e-4, rtol=1e-4
        )


def test_a_missing_library_is_said_once_and_is_no_error() -> None:
    program = (
        "import logging, pathlib; logging.basicConfig()\n"
        "from moonpane_kernels import cpu\n"
        "cpu.LIBRARY = pathlib.Path('/nowhere/libmoonpane_cpu.so')\n"
        "assert cpu.library() is None and cpu.library() is None\n"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stderr.count("no native CPU kernels") == 1


@native
@given(st.integers(1, 9), st.integers(1, 4), st.integers(1, 40), st.integers(0, 2**31))
def test_int4_is_the_product_with_the_reference_s_weights(rows: int, groups: int, outputs: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    q = torch.randint(-8, 8, (outputs, 32 * groups), generator=generator, dtype=torch.int8)
    scale = torch.rand(outputs, groups, generator=generator).bfloat16()
    weight = dequantize(pack(q), scale).float()
    assert torch.equal(cpu.dequantize_int4(pack(q), scale), weight)
    x = torch.randn(rows, 32 * groups, generator=generator)
    assert (cpu.linear_int4(x, pack(q), scale) - x.double() @ weight.double().T).abs().max() <= 5e-5 * groups


@torch.inference_mode()
def test_int4_without_the_library_and_with_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    q, scale = torch.randint(-8, 8, (6, 64), dtype=torch.int8), torch.rand(6, 2).bfloat16()
    x = torch.randn(ops.MAX_NATIVE_ROWS + 1, 64)
    expected = x @ dequantize(pack(q), scale).float().T
    torch.testing.assert_close(ops.linear_int4(x, pack(q), scale), expected)
    monkeypatch.setattr(cpu, "library", lambda: None)
    torch.testing.assert_close(ops.linear_int4(x, pack(q), scale), expected)
    torch.testing.assert_close(ops.linear_int4(x[:1], pack(q), scale), expected[:1])
