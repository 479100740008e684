"""The pictures of a page, beside its files of text: to be looked at, with their paths and sizes."""

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QImageReader, QPixmap, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from moonpane.artifact.pictures import content_of, type_of
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.language import data_size

SHOWN_SIDE = 112  # px
MAX_PIXELS = 12_000_000  # decoding more would hold the window up; what is cut out of a mockup has two million at most
_FORMATS = {"image/png": b"png", "image/jpeg": b"jpeg", "image/webp": b"webp", "image/gif": b"gif"}


class PictureList(QListWidget):
    """Shows `pictures`, which `show_pictures` gives; each is decoded when the list is looked at for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, str] = {}
        self.setObjectName("pictureList")
        self.setAccessibleName(self.tr("Pictures of the page"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(QSize(SHOWN_SIDE, SHOWN_SIDE))
        self.setGridSize(QSize(SHOWN_SIDE + 48, SHOWN_SIDE + 68))
        self.setWordWrap(True)
        self.setUniformItemSizes(True)

    def show_pictures(self, pictures: Mapping[str, str]) -> None:
        if dict(pictures) == self._pictures:
            return
        self._pictures = dict(pictures)
        self.clear()
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self.count() == len(self._pictures):
            return
        self.clear()
        for path, text in self._pictures.items():
            data = content_of(path, text)
            size, picture = _decoded(path, data)
            words = [path.rpartition("/")[2], f"{size.width()} × {size.height()}", data_size(len(data))]
            item = QListWidgetItem(QIcon(picture), "\n".join(words))
            item.setToolTip(tooltip_of(path))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)


def _decoded(path: str, data: bytes) -> tuple[QSize, QPixmap]:
    """(Its size, the picture at most SHOWN_SIDE large, empty where it is none): by the format that its name says."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[type_of(path) or "image/png"]))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid():
        return QSize(0, 0), QPixmap()
    if size.width() * size.height() > MAX_PIXELS:
        return size, QPixmap()
    if max(size.width(), size.height()) > SHOWN_SIDE:
        reader.setScaledSize(size.scaled(SHOWN_SIDE, SHOWN_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    return size, QPixmap.fromImage(reader.read())
