"""Pictures of generated pages, made by the product's own hardened renderer in a child process."""

import os
import subprocess
import sys
from pathlib import Path

from moonpane_resources.paths import fonts_conf

_SECONDS_PER_PAGE = 5  # far above what a busy machine needs
_ATTEMPTS = 3  # beside a training run the browser sometimes starts too late


class RenderError(RuntimeError):
    """The renderer ended without pictures; the message holds its last words."""


def render_folder(folder: Path, *, pages: int) -> None:
    """Render every NAME.html of `folder` to NAME.png and NAME.json beside it; what exists already is kept.

    The child is killed after a time that grows with the number of pages, and started again where it failed.
    Raises RenderError when it fails three times.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            _render_once(folder, limit_s=60 + _SECONDS_PER_PAGE * pages)
            return
        except RenderError:
            if attempt == _ATTEMPTS:
                raise


def _render_once(folder: Path, *, limit_s: int) -> None:
    command = [sys.executable, "-m", "moonpane.preview.headless", str(folder), "-o", str(folder), "--boxes"]
    # The same fonts on every machine: line breaks are part of the truth.
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts_conf())}
    try:
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=limit_s, check=False)
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"The renderer of {folder} took longer than {limit_s} s: run the command again.") from error
    if ended.returncode != 0:
        last = ended.stderr.strip().splitlines()[-1:] or ["no message"]
        raise RenderError(f"The renderer of {folder} ended with code {ended.returncode}: {last[0]}")
