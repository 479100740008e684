"""`moonpane export`: a page or project as a folder or a zip that works without us."""

import sys
from pathlib import Path

from moonpane.artifact.document import stack_of
from moonpane.artifact.export import export_folder, export_zip
from moonpane.commands.inputs import read_project
from moonpane.errors import InputError
from moonpane.session import STACKS, Stack


def run_export(project: Path, out: Path, stack: str | None) -> None:
    """Write it, and print where it is. Raises InputError."""
    known: dict[str, Stack] = {each: each for each in STACKS}
    if stack is not None and stack not in known:
        raise InputError(f"“{stack}” is no stack; say html, tailwind or react.")
    files, _, left_out = read_project(project)
    write = export_zip if out.suffix.lower() == ".zip" else export_folder
    written = write(files, known[stack] if stack else stack_of(files), out)
    for sentence in left_out:
        print(sentence, file=sys.stderr, flush=True)
    print(written)
