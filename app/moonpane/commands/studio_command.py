"""`moonpane studio`: the window, on an engine of ours or on an endpoint."""

from pathlib import Path

from moonpane.client.endpoint import is_address, normalised_base_url
from moonpane.client.handshake import check_checkpoint
from moonpane.client.models import checkpoint_of
from moonpane.errors import InputError


def run_studio_command(picture: Path | None, model: str) -> int:
    """Blocks until the window is closed; returns the exit code. Raises MoonpaneError before the window opens."""
    if picture is not None and not picture.is_file():
        raise InputError(f"There is no picture at {picture}.")
    if is_address(model):
        normalised_base_url(model.partition("#")[0])
    else:
        check_checkpoint(checkpoint_of(model))
    # Qt is loaded here and not before: all other commands do without it.
    from moonpane.application import run_studio

    return run_studio(picture, model=model)
