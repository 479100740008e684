"""Make a page more like its mockups: measure, propose, measure again, keep only what is better."""

from moonpane.refine.bench import Bench, Documents, View, Views, measure_views
from moonpane.refine.events import (
    Accepted,
    Began,
    Candidate,
    End,
    Ended,
    Event,
    GaveUp,
    Measured,
    Proposed,
    Rejected,
    RoundBegan,
)
from moonpane.refine.gate import MARGIN, Reason, Verdict, judge
from moonpane.refine.loop import MAX_ROUNDS, Proposer, State, refine
from moonpane.refine.measured import MeasuredProposer

__all__ = [
    "MARGIN",
    "MAX_ROUNDS",
    "Accepted",
    "Began",
    "Bench",
    "Candidate",
    "Documents",
    "End",
    "Ended",
    "Event",
    "GaveUp",
    "Measured",
    "MeasuredProposer",
    "Proposed",
    "Proposer",
    "Reason",
    "Rejected",
    "RoundBegan",
    "State",
    "Verdict",
    "View",
    "Views",
    "judge",
    "measure_views",
    "refine",
]
