"""Goals beside what was measured: said, not asserted."""


def beside(value: float, goal: float) -> str:
    """`≤ 50, reached`; the smaller the better."""
    return f"≤ {goal:g}, {'reached' if value <= goal else 'missed'}"
