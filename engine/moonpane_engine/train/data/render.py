"""Pictures of generated pages, made by the product's own hardened renderer in a child process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from moonpane_engine.train.data.fonts import fonts_conf_with
from moonpane_resources.paths import fonts_conf

MAX_HEIGHT_PX = 1_600  # higher pages are cut
_SECONDS_PER_PAGE = 5  # far above what a busy machine needs
_ATTEMPTS = 3  # beside a training run the browser sometimes starts too late


class RenderError(RuntimeError):
    """The renderer ended without pictures; the message holds its last words."""


def render_folder(folder: Path, *, fonts: Path | None = None) -> None:
    """Render every NAME.html of `folder` to NAME.png and NAME.json beside it; what exists already is kept.

    `fonts` is a folder that `data.fonts` filled. The child is killed after a time that grows with the number of pages,
    and started again where it failed. A page that cannot be drawn is left without a picture.
    Raises RenderError when the renderer fails three times.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        jobs = [_job(page) for page in sorted(folder.glob("*.html")) if not page.with_suffix(".png").exists()]
        try:
            _render_once(folder, jobs, fonts)
            return
        except RenderError:
            if attempt == _ATTEMPTS:
                raise


def _job(page: Path) -> dict[str, Any]:
    """A job of `moonpane.preview.headless.job`, for a page whose first line says its width."""
    with page.open(encoding="utf-8") as file:
        width = int(file.readline().partition("viewport: ")[2].partition("x")[0])
    paths = {"page": str(page), "picture": str(page.with_suffix(".png")), "layout": str(page.with_suffix(".json"))}
    return paths | {"width": width, "height": None, "max_height": MAX_HEIGHT_PX, "elements": True}


def _render_once(folder: Path, jobs: list[dict[str, Any]], fonts: Path | None) -> None:
    listed = folder / "jobs"
    listed.write_text("".join(json.dumps({"number": number} | job) + "\n" for number, job in enumerate(jobs)))
    command = [sys.executable, "-m", "moonpane.preview.headless", str(listed), "--list", "--attached"]
    # The same fonts on every machine: line breaks are part of the truth.
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts_conf_with(fonts) if fonts else fonts_conf())}
    limit_s = 60 + _SECONDS_PER_PAGE * len(jobs)
    try:
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=limit_s, check=False)
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"The renderer of {folder} took longer than {limit_s} s: run the command again.") from error
    if ended.returncode != 0:
        last = ended.stderr.strip().splitlines()[-1:] or ["no message"]
        raise RenderError(f"The renderer of {folder} ended with code {ended.returncode}: {last[0]}")
