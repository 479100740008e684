"""Growing text → the files in it, while it streams; and changes of files, each with proof."""

from moonpane.artifact.blocks import EditBlock
from moonpane.artifact.edits import Applied, Done, Refused, apply
from moonpane.artifact.fold import INDEX, Artifact
from moonpane.artifact.growing_files import Change, Written
from moonpane.artifact.names import is_harmless
from moonpane.artifact.talk import MARK

__all__ = [
    "INDEX",
    "MARK",
    "Applied",
    "Artifact",
    "Change",
    "Done",
    "EditBlock",
    "Refused",
    "Written",
    "apply",
    "is_harmless",
]
