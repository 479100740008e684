"""Growing text → the page in it, while it streams; and the revisions a page goes through."""

from moonpane.artifact.fold import INDEX, Artifact
from moonpane.artifact.revisions import Revision, Revisions

__all__ = ["INDEX", "Artifact", "Revision", "Revisions"]
