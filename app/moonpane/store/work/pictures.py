"""Files and attachments as pictures for the screen; nothing here runs on the Qt thread."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from moonpane.errors import PictureRefused
from moonpane.pixels import MAX_FILE_BYTES
from moonpane.session import Attachment
from moonpane.store.model import Offer, Picture, Render

SHOWN_SIDE = 2400
THUMBNAIL_SIDE = 320


def read_file(offer: Offer) -> bytes:
    """The bytes of a dropped file. Raises PictureRefused for a folder, a missing or an oversized one."""
    assert offer.path is not None
    try:
        if offer.path.is_dir():
            raise PictureRefused(f"{offer.name} is a folder; drop the picture itself.")
        if not offer.path.is_file():
            raise PictureRefused(f"{offer.name} does not exist.")
        if offer.path.stat().st_size > MAX_FILE_BYTES:
            raise PictureRefused(f"{offer.name} is larger than {MAX_FILE_BYTES >> 20} MB.")
        return offer.path.read_bytes()
    except OSError as error:
        raise PictureRefused(f"{offer.name} cannot be read: {error.strerror or error}.") from error


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
