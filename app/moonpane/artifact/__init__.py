"""Growing text → the page in it, while it streams."""

from moonpane.artifact.fold import INDEX, Artifact

__all__ = ["INDEX", "Artifact"]
