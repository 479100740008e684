"""A label for what a person wrote: as wide as its longest line, up to a limit, and as high as it gets by that."""

from PySide6.QtCore import QSize, Qt

from moonpane.ui.wrapping_label import WrappingLabel

WIDTH = 260
MEASURED_CHARS = 2_000  # of a long text so much tells how wide it is
SIDE = 4  # px beside the text
ROUNDING = 2  # px: the parts of a line are set at fractions of pixels


class AskedLabel(WrappingLabel):
    """Where there is less room than it prefers, it takes that. (By itself a label that wraps prefers to be square.)

    Everything is measured when a layout asks: fonts come with the style sheet and change with it.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(SIDE, 0, SIDE, 0)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        measure, lines = self.fontMetrics().horizontalAdvance, self.text()[:MEASURED_CHARS].split("\n")
        width = min(WIDTH, max(map(measure, lines)) + 2 * SIDE + ROUNDING)
        return QSize(width, self.heightForWidth(width))
