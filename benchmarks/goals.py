"""Goals beside what was measured: said, not asserted."""

PAINT_MS = 100.0  # at p95: longer after its token a page no longer seems to be written
STALL_MS = 50.0  # at p99: what a hand or an eye does not notice


def beside(value: float, goal: float, *, of: str = "", unit: str = "") -> str:
    """`p99 ≤ 50 ms, reached`; the smaller the better."""
    return " ".join(filter(None, (of, "≤", f"{goal:g}", unit))) + (", reached" if value <= goal else ", missed")
