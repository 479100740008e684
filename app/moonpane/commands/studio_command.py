"""`moonpane studio`: the window, on an engine of ours or on an endpoint."""

import os
import sys
from pathlib import Path

from moonpane.client.endpoint import is_address, normalised_base_url
from moonpane.client.handshake import check_checkpoint
from moonpane.client.models import checkpoint_of
from moonpane.errors import InputError


def run_studio_command(picture: Path | None, model: str | None) -> int:
    """Blocks until the window is closed; returns the exit code. Raises MoonpaneError before the window opens."""
    if picture is not None and not picture.is_file():
        raise InputError(f"There is no picture at {picture}.")
    if model is None:
        pass  # what the person chose in the window; it says there when that cannot be used
    elif is_address(model):
        normalised_base_url(model.partition("#")[0])
    else:
        check_checkpoint(checkpoint_of(model))
    if not (has_display() or os.environ.get("QT_QPA_PLATFORM")):
        raise InputError("There is no display to open a window on; `moonpane convert` works without one.")
    # Qt is loaded here and not before: all other commands do without it.
    from moonpane.application import run_studio

    return run_studio(picture, model=model)


def has_display() -> bool:
    """Whether a window can be opened here."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
