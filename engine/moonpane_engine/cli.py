"""`moonpane-engine`: serve a checkpoint over the OpenAI API.

    moonpane-engine serve --checkpoint DIR [--host 127.0.0.1] [--port 0] [--threads N]

Prints one line `{"port", "pid", "model"}` on stdout once it listens, logs to stderr, takes the API key from the
environment variable MOONPANE_API_KEY, and ends on SIGTERM or when its stdin, where that is a pipe, closes.
"""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moonpane_engine.core import LoadRunner, Progress
from moonpane_engine.errors import CheckpointError

if TYPE_CHECKING:
    from moonpane_engine.runner import Runner

_SMALL_MODEL_BYTES = 256 * 2**20

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
) -> None:
    """Serves a checkpoint until stopped. The API key comes from the environment variable MOONPANE_API_KEY."""
    from moonpane_engine.server import process

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    sys.setswitchinterval(0.001)  # the model's thread must not wait 5 ms whenever JSON is being written
    settings = process.ServeSettings(checkpoint, host, port, os.environ.get("MOONPANE_API_KEY") or None)
    try:
        process.serve(settings, load_runner(checkpoint, threads=threads))
    except (CheckpointError, process.CannotServe) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(process.EXIT_UNUSABLE) from None


def load_runner(checkpoint: Path, *, threads: int = 0) -> LoadRunner:
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
        return Runner.load(checkpoint, on_progress=lambda done, total: report("loading weights", done, total))

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
