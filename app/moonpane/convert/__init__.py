"""From a picture to a page: measure, read, write. The command line and the studio use the same pipeline."""

from moonpane.answering import Continued, Delta, FilesGrew
from moonpane.convert.events import Event, Finished, FirstFrame, LinesRead, Measured, Shortened
from moonpane.convert.pipeline import convert
from moonpane.convert.wishes import Wishes, check_embedded, check_wishes

__all__ = [
    "Continued",
    "Delta",
    "Event",
    "FilesGrew",
    "Finished",
    "FirstFrame",
    "LinesRead",
    "Measured",
    "Shortened",
    "Wishes",
    "check_embedded",
    "check_wishes",
    "convert",
]
