"""The mockup where the page will be, until there is a page."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

GHOST_OPACITY = 0.22


class Ghost(QWidget):
    """The mockup, faint, where the page will be: nothing has been written yet, but the place is not blank.

    It lies in the preview, over its pages and below the banner that says why there will be none.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.setVisible(image is not None)
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        painter.setOpacity(GHOST_OPACITY)
        height = self._image.height() * self.width() / self._image.width()
        painter.drawImage(QRectF(0, 0, self.width(), height), self._image)
