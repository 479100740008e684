"""Attachments as pictures for the screen; nothing here runs on the Qt thread."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from moonpane.session import Attachment
from moonpane.store.model import Picture, Render

SHOWN_SIDE = 2400
THUMBNAIL_SIDE = 320


def decoded(attachment: Attachment) -> Picture:
    """The attachment as pictures for the screen."""
    image = QImage.fromData(attachment.marked or attachment.png)
    plain = at_most(QImage.fromData(attachment.png), SHOWN_SIDE) if attachment.marked else None
    return Picture(attachment, at_most(image, SHOWN_SIDE), at_most(image, THUMBNAIL_SIDE), plain)


def render_of(png: bytes) -> Render:
    """The picture of a version for the screen."""
    image = QImage.fromData(png)
    return Render(image, at_most(image, THUMBNAIL_SIDE))


def at_most(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    size = QSize(image.size()).scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
