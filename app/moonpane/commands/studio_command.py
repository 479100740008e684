"""`moonpane studio`: the window, on an engine of ours or on an endpoint."""

import asyncio
from pathlib import Path

from moonpane.client.endpoint import is_address
from moonpane.client.handshake import check_checkpoint
from moonpane.client.models import checkpoint_of, find_endpoint
from moonpane.errors import InputError


def run_studio_command(picture: Path | None, model: str) -> int:
    """Blocks until the window is closed; returns the exit code. Raises MoonpaneError before the window opens."""
    if picture is not None and not picture.is_file():
        raise InputError(f"There is no picture at {picture}.")
    if is_address(model):
        chosen = asyncio.run(find_endpoint(model))
    else:
        chosen = checkpoint_of(model)
        check_checkpoint(chosen)
    # Qt is loaded here and not before: all other commands do without it.
    from moonpane.application import run_studio

    return run_studio(picture, model=chosen)
