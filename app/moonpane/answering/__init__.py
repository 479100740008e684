"""One answer to its end: streamed, folded into files, and continued when the model was cut off."""

from moonpane.answering.events import Continued, Delta, Ended, FilesGrew, SoFar
from moonpane.answering.growth import Growth
from moonpane.answering.whole import MAX_CONTINUATIONS, whole_answer

__all__ = ["MAX_CONTINUATIONS", "Continued", "Delta", "Ended", "FilesGrew", "Growth", "SoFar", "whole_answer"]
