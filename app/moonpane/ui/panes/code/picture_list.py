"""The pictures of a page, and its fonts, beside its files of text: to be looked at, with their paths and sizes."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from moonpane.artifact.pictures import is_font, num_bytes
from moonpane.ui import icons
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.language import data_size
from moonpane.ui.theme import theme

SHOWN_SIDE = 112  # px
NEUTRAL_SIDE = 40  # px


class PictureList(QListWidget):
    """Shows the pictures that `show_pictures` gives; it decodes none, since they may be a stranger's.

    Signals:
        looked_at: pictures, by path, are looked at for the first time; each waits for its `show_thumbnail`.
    """

    looked_at = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, str] = {}
        self._seen: dict[str, tuple[QSize, QIcon]] = {}  # by text: of the picture and its thumbnail
        self.setObjectName("pictureList")
        self.setAccessibleName(self.tr("Pictures of the page"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(QSize(SHOWN_SIDE, SHOWN_SIDE))
        self.setGridSize(QSize(SHOWN_SIDE + 48, SHOWN_SIDE + 68))
        self.setWordWrap(True)
        self.setUniformItemSizes(True)
        theme.changed.connect(self.on_theme_changed)

    def show_pictures(self, pictures: Mapping[str, str]) -> None:
        if dict(pictures) == self._pictures:
            return
        self._pictures = dict(pictures)
        texts = set(pictures.values())
        self._seen = {text: seen for text, seen in self._seen.items() if text in texts}
        self.clear()
        if self.isVisible():
            self._fill()

    def show_thumbnail(self, text: str, size: QSize, thumbnail: QImage) -> None:
        """What the picture that `text` stands for looks like, and its size in px."""
        if text in self._pictures.values():
            self._seen[text] = size, QIcon(QPixmap.fromImage(thumbnail))
            self._describe([text])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def on_theme_changed(self) -> None:
        self._describe(set(self._pictures.values()))

    def _fill(self) -> None:
        if self.count() == len(self._pictures):
            return
        for path in self._pictures:
            item = QListWidgetItem()
            item.setToolTip(tooltip_of(path))
            item.setSizeHint(self.gridSize())  # room for the thumbnail that is to come
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)
        self._describe(set(self._pictures.values()))
        pictures = {path: text for path, text in self._pictures.items() if not is_font(text)}
        if unseen := {path: text for path, text in pictures.items() if text not in self._seen}:
            self.looked_at.emit(unseen)

    def _describe(self, texts: Collection[str]) -> None:
        """Says of the pictures with these texts what is known by now."""
        picture, file = (
            QIcon(icons.pixmap(name, theme.colors.faint, size=NEUTRAL_SIDE)) for name in ("picture", "file")
        )
        for row, (path, text) in enumerate(self._pictures.items()):
            if text in texts and (item := self.item(row)):
                size, icon = self._seen.get(text, (None, file if is_font(text) else picture))
                lines = [path.rpartition("/")[2], f"{size.width()} × {size.height()}" if size else ""]
                item.setText("\n".join(filter(None, [*lines, data_size(num_bytes(text))])))
                item.setIcon(icon)
