"""How good a model is at pages that are known: convert their pictures, measure the answers against them."""

from moonpane.evaluation.figures import Interval, differences, figures
from moonpane.evaluation.rows import Row
from moonpane.evaluation.run import How, evaluate
from moonpane.evaluation.suite import Case, read_suite
from moonpane.evaluation.summary import Summary, summaries

__all__ = ["Case", "How", "Interval", "Row", "Summary", "differences", "evaluate", "figures", "read_suite", "summaries"]
