"""What previewed pages run that they did not bring: React, the compiler, Tailwind, as scripts made at set-up."""

import functools
import json

from moonpane_resources.paths import preview_runtime_dir

RUNTIME_PATH = "/~runtime/"  # where the preview serves them, on the host of each page
REACT = "react.js"
REACT_SMALL = "react.min.js"  # the production build, for what is given away
COMPILE = "compile.js"
EXPLAIN = "explain.js"  # the compiler loads it when something is wrong
TAILWIND = "tailwind.js"
RUNTIME_SCRIPTS = (REACT, COMPILE, EXPLAIN, TAILWIND)
LICENCES = "LICENSES.txt"


@functools.cache
def runtime_script(name: str) -> str:
    """The text of one script; "" where set-up has not made it, so that pages without it can still be shown."""
    path = preview_runtime_dir() / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@functools.cache
def usual_style() -> str:
    """What the preview lays over Tailwind's own base styles, for what is built elsewhere to look the same."""
    return (preview_runtime_dir().parent / "tailwind_usual.css").read_text(encoding="utf-8")


@functools.cache
def runtime_versions() -> dict[str, str]:
    """npm package → version of what is in the scripts."""
    path = preview_runtime_dir() / "versions.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
