"""Numbers in the JSON that a page's process makes: words of a stranger, so each has its type and its limit."""

FARTHEST = 10_000_000.0  # CSS px; beyond it a place on a page means nothing
MAX_NUMBER_CHARS = 40


def number_in(value: object) -> float | None:
    """A number as it is counted with; None for truth values, for NaN, and for what is farther than FARTHEST.

    The bound is asked of the number as it came: a whole number of JSON may be larger than any float.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= FARTHEST:
        return None
    return float(value)


def number_of(text: object, unit: str = "") -> float | None:
    """The same of a number that is written, as styles are: `12.5px`; None where it is none, or not in that unit."""
    if not isinstance(text, str) or len(text) > MAX_NUMBER_CHARS or not text.endswith(unit):
        return None
    try:
        return number_in(float(text.removesuffix(unit)))
    except ValueError:
        return None
