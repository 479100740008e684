"""From a picture to a page: measure, read, write. The command line and the studio use the same pipeline."""

from moonpane.convert.events import Delta, Event, Finished, LinesRead, Measured, Shortened
from moonpane.convert.pipeline import check_thinking, convert

__all__ = ["Delta", "Event", "Finished", "LinesRead", "Measured", "Shortened", "check_thinking", "convert"]
