"""`moonpane-engine`: serve a checkpoint over the OpenAI API, and handle checkpoints.

    moonpane-engine serve --checkpoint DIR [--host 127.0.0.1] [--port 0] [--threads N]
    moonpane-engine pull OWNER/NAME [-o DIR]
    moonpane-engine inspect DIR [--json]
    moonpane-engine plan DIR --gpu-memory 24 --ram 256 --nvme 1000 [--json]
    moonpane-engine quantize DIR --int4 -o OUT

`serve` prints one line `{"port", "pid", "model"}` on stdout once it listens, logs to stderr, takes the API key from the
environment variable MOONPANE_API_KEY, else from a file of the user's that it names there, and ends on SIGTERM or when
its stdin, where that is a pipe, closes.
"""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from moonpane_engine.core import LoadRunner, Progress
from moonpane_engine.errors import CheckpointError, DeviceMissing

if TYPE_CHECKING:
    from moonpane_engine.runner import Runner

_EXIT_UNUSABLE = 2  # as `serve` ends where a checkpoint cannot be used
_SMALL_MODEL_BYTES = 256 * 2**20


class Device(StrEnum):
    """Where a model runs."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="The Moonpane engine."
)


@app.callback()
def _root() -> None:
    """Runs models of the Kimi K2.5 family behind an OpenAI-compatible API."""


@app.command()
def serve(
    checkpoint: Annotated[Path, typer.Option(help="Folder of a checkpoint in Kimi K2.5's format.")],
    host: Annotated[str, typer.Option(help="Address to listen on; any but loopback needs a key.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 0,
    threads: Annotated[int, typer.Option(min=0, help="CPU threads of the model; 0 fits them to its size.")] = 0,
    device: Annotated[Device, typer.Option(help="Where the model runs; auto takes a GPU where there is one.")] = (
        Device.AUTO
    ),
) -> None:
    """Serves a checkpoint until stopped. The API key comes from MOONPANE_API_KEY, else from a file that is named."""
    from moonpane_engine.server import process

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    sys.setswitchinterval(0.001)  # the model's thread must not wait 5 ms whenever JSON is being written
    settings = process.ServeSettings(checkpoint, host, port, os.environ.get("MOONPANE_API_KEY") or None)
    try:
        process.serve(settings, load_runner(checkpoint, threads=threads, device=device))
    except (CheckpointError, process.CannotServe) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(process.EXIT_UNUSABLE) from None


@app.command()
def inspect(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a checkpoint.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Says what a checkpoint is: family, shape, bytes of each part, what is missing or surplus. Reads headers only."""
    from moonpane_engine.checkpoints.describe import describe
    from moonpane_engine.checkpoints.tables import show_description

    with _sentence_on_error():
        description = describe(folder)
    if as_json:
        print(json.dumps(description.to_json(), indent=2))
    else:
        show_description(description, Console())
    raise typer.Exit(0 if description.is_whole else _EXIT_UNUSABLE)


@app.command()
def plan(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with config.json; weights are not needed.")],
    gpu_memory: Annotated[float, typer.Option(min=0, help="GB of GPU memory; 0 for none.")],
    ram: Annotated[float, typer.Option(min=0, help="GB of RAM.")],
    nvme: Annotated[float, typer.Option(min=0, help="GB free on NVMe.")],
    context: Annotated[int, typer.Option(min=0, help="Tokens that the KV cache holds.")] = 8192,
    gpu_bandwidth: Annotated[float, typer.Option(min=1, help="GB/s that the GPU reads its memory with.")] = 1000,
    ram_bandwidth: Annotated[float, typer.Option(min=1, help="GB/s that the CPU reads RAM with.")] = 80,
    nvme_bandwidth: Annotated[float, typer.Option(min=0.1, help="GB/s that NVMe reads with.")] = 7,
    gpu_reserve: Annotated[float, typer.Option(min=0, help="GB of GPU memory kept for activations.")] = 1.5,
    ram_reserve: Annotated[float, typer.Option(min=0, help="GB of RAM kept for the system.")] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Estimates where each part of a model would live on a machine, how fast it decodes, and what to buy next."""
    from moonpane_engine.checkpoints import plan as planning
    from moonpane_engine.checkpoints.tables import plan_json, show_plan
    from moonpane_engine.model.config import KimiConfig, read_json

    machine = planning.Machine(
        gpu_memory, ram, nvme, gpu_bandwidth, ram_bandwidth, nvme_bandwidth, gpu_reserve, ram_reserve
    )
    with _sentence_on_error():
        config, int4 = KimiConfig.from_dir(folder), planning.is_int4(read_json(folder / "config.json"))
    parts = planning.needs(config, int4=int4, context=context)
    made, advice = planning.make_plan(parts, machine), planning.advise(parts, machine)
    if as_json:
        packed = planning.needs(config, int4=True, context=context)
        shape = {"context": context, "max_context": config.text.max_position_embeddings, "int4": int4}
        print(json.dumps(shape | plan_json(made, advice) | {"packed_bytes": sum(need.num_bytes for need in packed)}))
        return
    show_plan(made, advice, context, Console())


@app.command()
def quantize(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a 16-bit checkpoint.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="New folder for the result.")],
    int4: Annotated[bool, typer.Option("--int4", help="Pack the routed experts to INT4, the one format so far.")],
) -> None:
    """Packs the routed experts of a checkpoint to INT4, one tensor in memory at a time; goes on after a break."""
    from moonpane_engine.weights.quantize import ShardReport, quantize_checkpoint

    def show(report: ShardReport) -> None:
        errors = report.errors.values()
        found = f"{len(errors)} experts' matrices, error {sum(errors) / len(errors):.4f}" if errors else "copied"
        print(f"{report.number}/{report.num_shards} {report.shard}: {found}", file=sys.stderr)

    if not int4:
        raise typer.BadParameter("--int4 is the one format so far: say --int4")
    with _sentence_on_error():
        quantize_checkpoint(folder, out, on_shard=show)
    print(f"{out}: done; the error of every matrix (relative RMS) is in {out / 'quantization.json'}")


@app.command()
def pull(
    repo: Annotated[str, typer.Argument(help="OWNER/NAME on the Hugging Face Hub.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the files; NAME without it.")] = None,
    revision: Annotated[str | None, typer.Option(help="Branch, tag or commit; the newest without it.")] = None,
) -> None:
    """Fetches a checkpoint: only what the engine reads, with verified checksums; goes on after a break."""
    from moonpane_engine.checkpoints import pull as pulling

    folder = out or Path(repo.rpartition("/")[2])
    with _sentence_on_error():
        listing = pulling.list_files(repo, revision=revision)
        print(f"{repo}: {len(listing.files)} files, {listing.num_bytes / 1e9:.2f} GB, into {folder}", file=sys.stderr)
        pulling.pull(listing, folder)
    print(f"{folder}: all {len(listing.files)} files are there and have the checksums of {listing.commit[:12]}")


@contextmanager
def _sentence_on_error() -> Iterator[None]:
    try:
        yield
    except CheckpointError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(_EXIT_UNUSABLE) from None


def load_runner(checkpoint: Path, *, threads: int = 0, device: Device = Device.CPU) -> LoadRunner:
    """A function that loads the checkpoint in the thread that calls it; torch is imported there, too."""

    def load(report: Progress) -> "Runner":
        report("starting torch", 0, 0)
        # Read by OpenMP when torch loads it. Threads that spin while they wait made two of them on a busy
        # machine 3 to 14 times slower than two that sleep.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import torch

        from moonpane_engine.runner import Runner

        if chosen := threads or _fitting_threads(checkpoint):
            torch.set_num_threads(chosen)
        has_gpu = torch.cuda.is_available()
        if device is Device.CUDA and not has_gpu:
            raise DeviceMissing("torch finds no CUDA device; serve with --device cpu, or install its CUDA build.")
        place = "cuda" if has_gpu and device is not Device.CPU else "cpu"
        return Runner.load(
            checkpoint, device=place, on_progress=lambda done, total: report("loading weights", done, total)
        )

    return load


def _fitting_threads(checkpoint: Path) -> int:
    """1 for a small model, whose matrices are finished before a second thread has woken up; else 0, torch's choice."""
    num_bytes = sum(shard.stat().st_size for shard in checkpoint.glob("*.safetensors") if shard.is_file())
    return 1 if num_bytes < _SMALL_MODEL_BYTES else 0


def main() -> None:
    """Entry point of `moonpane-engine`."""
    app()


if __name__ == "__main__":
    main()
