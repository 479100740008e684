"""`moonpane demo`: the first minute. A bundled mockup becomes a page, is scored, and is shown in the studio."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from moonpane.client.models import EMBEDDED
from moonpane.commands.convert_command import Converted, ConvertOptions, run_convert
from moonpane.commands.studio_command import has_display, run_studio_command
from moonpane.errors import InputError
from moonpane_resources.paths import first_sample, samples_dir


def run_demo(out: Path, *, window: bool, run: Callable[[Coroutine[Any, Any, Converted]], Converted]) -> int:
    """Convert the first sample, print where its page is and its score; returns the exit code of the studio or 0."""
    sample = first_sample()
    if sample is None:
        raise InputError(f"There are no samples in {samples_dir()}; the installation is incomplete.")
    truth = sample.with_suffix(".html")
    print(f"Converting {sample.name} with the embedded model …", flush=True)
    converted = run(run_convert(ConvertOptions(sample, out, truth=truth if truth.exists() else None)))
    print(f"Page:  {converted.page.resolve()}")
    print(f"Score: {converted.measurement.score['overall']:.2f} of 1.00", flush=True)
    if not window:
        return 0
    if not has_display():
        print("There is no display, so the studio stays closed; open it elsewhere with: moonpane", flush=True)
        return 0
    return run_studio_command(sample, EMBEDDED)
