"""The pane with the live page."""

from moonpane.ui.panes.preview.pane import PreviewPane
from moonpane.ui.panes.preview.stage import PreviewStage

__all__ = ["PreviewPane", "PreviewStage"]
