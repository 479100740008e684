"""Pictures of generated pages, made by the product's own hardened renderer in a child process."""

import os
import subprocess
import sys
from pathlib import Path

from moonpane_resources.paths import fonts_conf

_SECONDS_PER_PAGE = 5  # far above what a busy machine needs


class RenderError(RuntimeError):
    """The renderer ended without pictures; the message holds its last words."""


def render_folder(folder: Path, *, pages: int) -> None:
    """Render every NAME.html of `folder` to NAME.png and NAME.json beside it; what exists already is kept.

    The child is killed after a time that grows with the number of pages. Raises RenderError when it fails.
    """
    command = [sys.executable, "-m", "moonpane.preview.headless", str(folder), "-o", str(folder), "--boxes"]
    # The same fonts on every machine: line breaks are part of the truth.
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts_conf())}
    limit = 60 + _SECONDS_PER_PAGE * pages
    try:
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"The renderer of {folder} took longer than {limit} s: run the command again.") from error
    if ended.returncode != 0:
        last = ended.stderr.strip().splitlines()[-1:] or ["no message"]
        raise RenderError(f"The renderer of {folder} ended with code {ended.returncode}: {last[0]}")
