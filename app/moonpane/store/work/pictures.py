"""Attachments as pictures for the screen; nothing here runs on the Qt thread."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from moonpane.session import Attachment
from moonpane.store.model import Picture, Render

SHOWN_SIDE = 2400
THUMBNAIL_SIDE = 320


def decoded(attachment: Attachment) -> Picture:
    """The attachment as pictures for the screen."""
    image = image_of(attachment.marked or attachment.png)
    plain = at_most(image_of(attachment.png), SHOWN_SIDE) if attachment.marked else None
    return Picture(attachment, at_most(image, SHOWN_SIDE), at_most(image, THUMBNAIL_SIDE), plain)


def render_of(png: bytes) -> Render:
    """The picture of a version for the screen."""
    image = image_of(png)
    return Render(image, at_most(image, THUMBNAIL_SIDE))


def image_of(png: bytes) -> QImage:
    """A PNG of ours as an image.

    Where it is not said that it is one, Qt asks its SVG plugin first, which connects a signal: a lock of Qt's is waited
    for while Python's is held, and the Qt thread waits for these two the other way round when a connection ends.
    """
    return QImage.fromData(png, "PNG")  # type: ignore[call-overload]  # the stubs say bytes, PySide6 takes str only


def at_most(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    size = QSize(image.size()).scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
