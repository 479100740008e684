"""What a candidate has to show to be kept: a gain that is more than noise, at no width a loss that is.

The overall score of a picture includes text blocks that were measured in it, so a page may gain there by fooling the
measuring; pixels cannot be fooled so. A candidate must therefore not lose in them, whatever it gains elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum

from moonpane.refine.bench import Views

MARGIN = 0.0005  # of the score: twice what a pixel's rounding of one line of text was seen to make


class Reason(StrEnum):
    """Why a candidate was kept or not."""

    BETTER = "It measures better."
    NOT_BETTER = "It does not measure better."
    WORSE = "It measures worse."
    PIXELS = "Its texts seem nearer, but its pixels are farther off."
    WIDTH = "It measures worse at one of the widths."
    NOT_DRAWN = "It could not be drawn."
    UNCHANGED = "It is the same page."


@dataclass(frozen=True)
class Verdict:
    """`gain` is the difference of the overall scores; positive is better."""

    accepted: bool
    gain: float
    reason: Reason


def judge(best: Views, candidate: Views, *, margin: float = MARGIN) -> Verdict:
    """Whether a candidate takes the place of the best."""
    gain = candidate.overall - best.overall
    if gain < -margin:
        return Verdict(False, gain, Reason.WORSE)
    if gain < margin:
        return Verdict(False, gain, Reason.NOT_BETTER)
    if any(new.overall < old.overall - margin for old, new in zip(best.each, candidate.each, strict=True)):
        return Verdict(False, gain, Reason.WIDTH)
    if candidate.pixels < best.pixels:
        return Verdict(False, gain, Reason.PIXELS)
    return Verdict(True, gain, Reason.BETTER)
