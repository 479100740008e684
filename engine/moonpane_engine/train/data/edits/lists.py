"""Lists of what people say, one saying a line, in text files beside this one: `[kind]`, and what belongs to it."""

from functools import cache
from pathlib import Path


@cache
def sayings(name: str) -> dict[str, tuple[str, ...]]:
    """The sayings of NAME.txt by kind, in their order."""
    found: dict[str, list[str]] = {}
    kind = ""
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            kind = line[1:-1]
        elif line and not line.startswith("# "):
            found.setdefault(kind, []).append(line)
    return {kind: tuple(said) for kind, said in found.items()}
