"""Files changed as a person wants it, with proof. An answer may also only explain: then nothing changes."""

from moonpane.answering import Continued, Delta, FilesGrew
from moonpane.revise.events import AskingAgain, Changed, Event, Finished, LeftOut, Rejected
from moonpane.revise.pipeline import revise

__all__ = [
    "AskingAgain",
    "Changed",
    "Continued",
    "Delta",
    "Event",
    "FilesGrew",
    "Finished",
    "LeftOut",
    "Rejected",
    "revise",
]
