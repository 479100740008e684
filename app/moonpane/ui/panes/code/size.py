"""How large a file is, in words."""

from moonpane.artifact.extent import num_bytes, num_lines
from moonpane.ui.language import counted, data_size


def described_size(code: str) -> str:
    """`92 lines · 3.1 kB`; empty for no code."""
    return described_extent(num_lines(code), num_bytes(code)) if code else ""


def described_extent(lines: int, size: int) -> str:
    """The same of a file of which only the numbers are at hand; `size` in bytes."""
    return f"{counted.lines(lines)} · {data_size(size)}"
