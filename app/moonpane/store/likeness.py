"""How alike a page is to its mockup, as a person reads it."""


def read_likeness(share: float, decimals: int = 0) -> float:
    """0..1, rounded to `decimals` digits of a per cent; 1 only for a page that is the same as its mockup."""
    below = 1 - 10 ** -(decimals + 2)
    return min(round(share, decimals + 2), below) if share < 1 else 1.0
