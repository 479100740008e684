"""What a drop or the clipboard carries, as offers; nothing is read or judged here."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData
from PySide6.QtGui import QDropEvent, QImage

from moonpane.store.model import Offer

PNG = "image/png"


def is_from_outside(drop: QDropEvent) -> bool:
    """What is dragged within the studio brings no files: a page can name any in what is dragged out of it."""
    return drop.source() is None


def has_offers(mime: QMimeData) -> bool:
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def offers(mime: QMimeData) -> list[Offer]:
    """Files first: a file manager also puts an icon or preview picture beside them."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return [Offer(file.name, path=file) for file in files]
    if mime.hasFormat(PNG):
        return [Offer(pasted_name(), data=bytes(mime.data(PNG).data()))]
    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    return [] if image.isNull() else [Offer(pasted_name(), data=encoded(image))]


def pasted_name() -> str:
    return QCoreApplication.translate("Window", "Pasted picture")


def encoded(image: QImage) -> bytes:
    """The picture as a file. BMP, because compressing a large screenshot to PNG holds up the window for long."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    kind = "PNG" if image.hasAlphaChannel() else "BMP"
    image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs say bytes, PySide6 takes str only
    return bytes(data.data())
