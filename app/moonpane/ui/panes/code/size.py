"""How large a file is, in words."""


def described_size(code: str) -> str:
    """`92 lines · 3.1 kB`; empty for no code."""
    if not code:
        return ""
    num_bytes = len(code) if code.isascii() else len(code.encode("utf-8", "surrogatepass"))
    size = f"{num_bytes} bytes" if num_bytes < 1000 else f"{num_bytes / 1000:.1f} kB"
    num_lines = code.count("\n") + (not code.endswith("\n"))
    return f"{num_lines} line{'s' * (num_lines != 1)} · {size}"
