"""The pane with the source of a page."""

from moonpane.ui.panes.code.diff_view import DiffView
from moonpane.ui.panes.code.pane import CodePane
from moonpane.ui.panes.code.size import described_extent, described_size
from moonpane.ui.panes.code.view import CodeView

__all__ = ["CodePane", "CodeView", "DiffView", "described_extent", "described_size"]
