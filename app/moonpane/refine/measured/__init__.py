"""Refinement without a model: what differs is measured, and the numbers in the source are corrected."""

from moonpane.refine.measured.proposer import MeasuredProposer

__all__ = ["MeasuredProposer"]
