"""The native CPU kernels beside their references in torch, in every build that this processor can run."""

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from moonpane_kernels import cpu, ops
from moonpane_kernels.reference.attention import latent_attention
from moonpane_kernels.reference.int4 import dequantize, pack

native = pytest.mark.usefixtures("build")


@pytest.fixture(scope="module", params=cpu.builds())
def build(request: pytest.FixtureRequest) -> Iterator[None]:
    if not any(map(shutil.which, ("c++", "g++", "clang++"))):
        # Nothing is built where nothing compiles; that torch serves there is tested below, on every machine.
        pytest.skip("this machine has no C++ compiler")
    loaded = cpu.load(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cpu, "library", lambda: loaded)
        yield


@native
@given(st.integers(1, 70), st.integers(1, 70), st.integers(1, 70), st.integers(0, 2**31))
def test_linear_is_the_product_with_widened_weights(rows: int, inputs: int, outputs: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, inputs, generator=generator)
    weight = torch.randn(outputs, inputs, generator=generator).bfloat16()
    expected = x.double() @ weight.double().T
    assert (cpu.linear_bf16(x, weight) - expected).abs().max() <= 1e-6 * inputs


@native
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
@pytest.mark.parametrize("rows", [3, 100])
@torch.inference_mode()
def test_a_narrow_weight_and_a_bias_give_what_wide_ones_do(dtype: torch.dtype, rows: int) -> None:
    x, weight, bias = torch.randn(rows, 40), torch.randn(9, 40).to(dtype), torch.randn(9)
    expected = torch.nn.functional.linear(x, weight.float(), bias)
    torch.testing.assert_close(ops.linear(x, weight, bias), expected, atol=1e-5, rtol=1e-5)


@native
@given(
    st.integers(1, 20),
    st.integers(1, 4),
    st.integers(1, 70),
    st.integers(1, 150),
    st.integers(0, 9),
    st.booleans(),
    st.integers(0, 2**31),
)
@torch.inference_mode()
def test_heads_have_matrices_of_their_own(
    rows: int, heads: int, inputs: int, outputs: int, between: int, is_transposed: bool, seed: int
) -> None:
    """Which lie behind each other, with something between them; a transposed view is not copied."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, heads, inputs, generator=generator)
    stored = (outputs, inputs) if is_transposed else (inputs, outputs)
    all_rows = torch.full((heads, stored[0] + between, stored[1]), torch.nan, dtype=torch.bfloat16)
    all_rows[:, : stored[0]] = torch.randn(heads, *stored, generator=generator)
    weight = all_rows[:, : stored[0]]
    weight = weight.transpose(1, 2) if is_transposed else weight
    expected = torch.einsum("nhi,hio->nho", x.double(), weight.double())
    assert (ops.heads(x, weight) - expected).abs().max() <= 1e-6 * max(inputs, 30)
    assert (ops.heads(x, weight.float()) - expected).abs().max() <= 1e-6 * max(inputs, 30)


@native
@given(st.integers(1, 5), st.integers(1, 70), st.integers(0, 9), st.integers(0, 2**31))
def test_rms_norm_of_parts_of_rows(rows: int, width: int, rest: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(rows, width + rest, generator=generator)[:, :width]
    weight = torch.randn(width, generator=generator)
    expected = torch.nn.functional.rms_norm(x, (width,), weight, 1e-5)
    torch.testing.assert_close(cpu.rms_norm(x, weight, 1e-5), expected, atol=2e-6, rtol=2e-6)


@native
@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=3),
    st.integers(1, 5),
    st.integers(1, 9),
    st.integers(0, 40),
    st.integers(1, 40),
    st.integers(0, 2**31),
)
def test_paged_attention(starts: list[int], fresh: int, heads: int, rotary: int, rank: int, seed: int) -> None:
    """Against the reference in float64; whatever lies in the pool beside the sequences' own tokens is NaN."""
    generator = torch.Generator().manual_seed(seed)
    width, longest = rank + rotary, max(starts) + fresh
    per_sequence = -(-longest // cpu.PAGE_TOKENS)
    num_pages = len(starts) * per_sequence
    tables = torch.randperm(num_pages + 2, generator=generator)[:num_pages].view(len(starts), -1)
    pool = torch.full((num_pages + 2, cpu.PAGE_TOKENS, width), torch.nan)
    latents = torch.randn(len(starts), per_sequence * cpu.PAGE_TOKENS, width, generator=generator) * 3
    for own, table, start in zip(latents, tables, starts, strict=True):
        own[start + fresh :] = torch.nan
        pool[table] = own.unflatten(0, (-1, cpu.PAGE_TOKENS))
    query = torch.randn(len(starts), fresh, heads, width, generator=generator)
    positions = torch.tensor(starts).view(-1, 1) + torch.arange(fresh)
    mask = (torch.arange(longest) <= positions.unsqueeze(-1)).repeat_interleave(heads, dim=1).unsqueeze(1)
    side_by_side = latents[:, :longest].nan_to_num().double()
    expected = latent_attention(query.double(), side_by_side, mask, rank=rank, scale=0.3)
    actual = cpu.paged_attention(query, pool, tables, torch.tensor(starts), rank=rank, scale=0.3)
    # Scores of 40 have steps of 4e-6, which the exponential turns into a share: no twin in float32 does better there.
    rounded = (latent_attention(query, side_by_side.float(), mask, rank=rank, scale=0.3) - expected).abs().max()
    assert (actual - expected).abs().max() <= max(2e-5, 2 * float(rounded))


@native
def test_scores_far_apart_and_nan_in_one_sequence() -> None:
    """A peak that comes late, weights that vanish beside it, and a sequence that is lost without its neighbours."""
    pool = torch.zeros(3, cpu.PAGE_TOKENS, 8)
    pool[:, :, 0] = torch.arange(3.0).view(-1, 1) * 100
    pool[2, 5, 3] = torch.nan
    query, tables = torch.zeros(2, 1, 1, 8), torch.tensor([[0, 1], [0, 2]])
    query[..., 0] = 1.0
    mixed = cpu.paged_attention(query, pool, tables, torch.tensor([31, 31]), rank=8, scale=1.0)
    assert mixed[0, 0, 0].tolist() == [100.0, *[0.0] * 7]
    assert mixed[1].isnan().any()


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
    threads = torch.get_num_threads()
    for number, most in ((1, ops.MAX_NATIVE_ROWS["alone"]), (2, ops.MAX_NATIVE_ROWS["beside threads"])):
        torch.set_num_threads(number)
        try:
            for rows in (1, most, most + 1):
                ops.linear(torch.ones(rows, 32), torch.ones(8, 32).bfloat16())
        finally:
            torch.set_num_threads(threads)
        assert calls == [1, most]
        calls.clear()


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
        "cpu.FOLDER = pathlib.Path('/nowhere')\n"
        "assert cpu.library() is None and cpu.library() is None\n"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stderr.count("no native CPU kernels") == 1


@native
@given(st.integers(1, 19), st.integers(1, 4), st.integers(1, 40), st.integers(0, 2**31))
def test_int4_is_the_product_with_the_reference_s_weights(rows: int, groups: int, outputs: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    q = torch.randint(-8, 8, (outputs, 32 * groups), generator=generator, dtype=torch.int8)
    scale = torch.rand(outputs, groups, generator=generator).bfloat16()
    weight = dequantize(pack(q), scale).float()
    assert torch.equal(cpu.dequantize_int4(pack(q), scale), weight)
    x = torch.randn(rows, 32 * groups, generator=generator)
    assert (cpu.linear_int4(x, pack(q), scale) - x.double() @ weight.double().T).abs().max() <= 5e-5 * groups


@native
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
@pytest.mark.parametrize("rows", [3, 100])
@pytest.mark.parametrize("size", [1e-6, 1.0, 1e3])
@torch.inference_mode()
def test_int4_products_are_rounded_to_the_dtype_of_the_scales(dtype: torch.dtype, rows: int, size: float) -> None:
    q, scale = torch.randint(-8, 8, (6, 64), dtype=torch.int8), (torch.randn(6, 2) * size).to(dtype)
    weight = dequantize(pack(q), scale).float()
    assert torch.equal(cpu.dequantize_int4(pack(q), scale), weight)
    x = torch.randn(rows, 64)
    torch.testing.assert_close(ops.linear_int4(x, pack(q), scale), x @ weight.T, atol=1e-5 * size, rtol=1e-5)


@torch.inference_mode()
def test_int4_without_the_library_and_with_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    q, scale = torch.randint(-8, 8, (6, 64), dtype=torch.int8), torch.rand(6, 2).bfloat16()
    x = torch.randn(max(ops.MAX_NATIVE_ROWS.values()) + 1, 64)
    expected = x @ dequantize(pack(q), scale).float().T
    torch.testing.assert_close(ops.linear_int4(x, pack(q), scale), expected)
    monkeypatch.setattr(cpu, "library", lambda: None)
    torch.testing.assert_close(ops.linear_int4(x, pack(q), scale), expected)
    torch.testing.assert_close(ops.linear_int4(x[:1], pack(q), scale), expected[:1])


@native
@given(st.integers(1, 60), st.integers(1, 3), st.integers(0, 2**31))
def test_experts_are_the_sum_of_their_mlps(tokens: int, chosen: int, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    num_experts, hidden, width = 5, 64, 32

    def packed(*shape: int) -> tuple[torch.Tensor, torch.Tensor]:
        q = torch.randint(-8, 8, shape, generator=generator, dtype=torch.int8)
        return pack(q), (torch.rand(*shape[:-1], shape[-1] // 32, generator=generator) / 8).bfloat16()

    gate_up, down = packed(num_experts, 2 * width, hidden), packed(num_experts, hidden, width)
    x = torch.randn(tokens, hidden, generator=generator)
    indices = torch.stack([torch.randperm(num_experts, generator=generator)[:chosen] for _ in range(tokens)])
    shares = torch.rand(tokens, chosen, generator=generator)
    expected = torch.zeros(tokens, hidden, dtype=torch.float64)
    for token, (experts, weights) in enumerate(zip(indices, shares, strict=True)):
        for expert, weight in zip(experts, weights, strict=True):
            wide = dequantize(gate_up[0][expert], gate_up[1][expert]).double() @ x[token].double()
            inner = torch.nn.functional.silu(wide[:width]) * wide[width:] * weight.double()
            expected[token] += dequantize(down[0][expert], down[1][expert]).double() @ inner
    actual = cpu.experts_int4(x, indices, shares, gate_up, down)
    assert (actual - expected).abs().max() <= 1e-4 * max(1.0, expected.abs().max().item())


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux keeps to RLIMIT_AS"
)  # elsewhere memory has no end to try
@pytest.mark.skipif(cpu.library() is None, reason="without native kernels there is no want of theirs")
def test_want_of_memory_is_an_error_and_not_the_end() -> None:
    program = """
import resource, torch
from pathlib import Path
from moonpane_kernels import cpu
torch.set_num_threads(1)
tokens, hidden, width = 512, 2048, 1408
x = torch.zeros(tokens, hidden)
indices, shares = torch.zeros(tokens, 8, dtype=torch.int64), torch.zeros(tokens, 8)
packed = lambda *shape: (torch.zeros(*shape[:-1], shape[-1] // 8, dtype=torch.int32),
                         torch.zeros(*shape[:-1], shape[-1] // 32, dtype=torch.bfloat16))
gate_up, down = packed(1, 2 * width, hidden), packed(1, hidden, width)
cpu.experts_int4(x[:1], indices[:1], shares[:1], gate_up, down)
mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
_, hard = resource.getrlimit(resource.RLIMIT_AS)
resource.setrlimit(resource.RLIMIT_AS, (mapped + 30 * 2**20, hard))
try:
    cpu.experts_int4(x, indices, shares, gate_up, down)
except MemoryError:
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    print(cpu.experts_int4(x[:2], indices[:2], shares[:2], gate_up, down).sum().item())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "0.0"), done.stderr[-500:]
