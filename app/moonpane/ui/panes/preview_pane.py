"""The live page on its canvas, as wide and high as the mockup, growing while the model writes."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from moonpane.preview.view import PreviewView
from moonpane.store.model import Exchange, Phase
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.panes.picture_stage import paint_ground, paint_shadow
from moonpane.ui.theme import theme

MARGIN = 24
STATES = {
    Phase.WAITING: "Waiting for the model …",
    Phase.MEASURING: "Measuring the picture …",
    Phase.READING: "Reading the text …",
    Phase.WRITING: "Growing …",
    Phase.RENDERING: "Comparing …",
}
GHOST_OPACITY = 0.22
MIN_ZOOM = 0.25  # Chromium's
FALLBACK = QSize(1280, 800)  # of a page without a mockup


class PageCanvas(QWidget):
    """Holds the preview in the middle of the ground: as wide as wanted, smaller where there is not the room for it."""

    def __init__(self, view: PreviewView) -> None:
        super().__init__()
        self._view = view
        self.wanted = FALLBACK
        self.ghost = Ghost(view)
        view.setParent(self)
        view.hide()
        self.ghost.hide()

    def show_page(self, wanted: QSize, *, ghost: QImage | None = None) -> None:
        """Makes room for a page; `ghost` stands in for it until it is painted."""
        self.wanted = wanted
        self._place()
        self._view.show()
        self.ghost.show_image(ghost)

    def on_page_painted(self) -> None:
        self.ghost.show_image(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self)
        if self._view.isHidden():
            painter.setPen(QColor(theme.colors.faint))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "The page grows here while it is written")
        else:
            paint_shadow(painter, QRectF(self._view.geometry()))

    def _place(self) -> None:
        room = (self.size() - QSize(2 * MARGIN, 2 * MARGIN)).expandedTo(QSize(40, 40))
        zoom = max(MIN_ZOOM, min(1.0, room.width() / self.wanted.width()))
        # A page that is higher than the room is scrolled in its view.
        size = QSize(round(self.wanted.width() * zoom), min(room.height(), round(self.wanted.height() * zoom)))
        self._view.setGeometry(QRect(QPoint(), size))
        self._view.move((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        self._view.set_zoom(zoom)
        self.ghost.setGeometry(self._view.rect())
        self.update()


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


class PreviewPane(QFrame):
    """Follows the shown exchange."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.setObjectName("stage")
        self._store = store
        self.view = PreviewView()
        self.view.setAccessibleName("Live preview of the page")
        self.canvas = PageCanvas(self.view)
        self._caption = QLabel()
        self._caption.setProperty("role", "caption")
        self._state = QLabel()
        self._state.setProperty("role", "faint")
        head = QHBoxLayout()
        head.setContentsMargins(13, 4, 13, 4)
        head.addWidget(self._caption, 1)
        head.addWidget(self._state)
        strip = QWidget()
        strip.setFixedHeight(40)
        strip.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.canvas, 1)
        store.changed.connect(self.on_store_changed)
        theme.changed.connect(self.canvas.update)
        self.view.painted.connect(self.canvas.on_page_painted)
        self._describe()

    def on_store_changed(self, changed: Changed) -> None:
        shown = self._store.shown
        if shown is None or shown.id != changed.exchange:
            return
        match changed.what:
            case What.SHOWN:
                self._begin(shown)
            case What.PAGE_GREW:
                self.view.feed(changed.text)
            case What.PAGE_FINISHED:
                self._finish(shown)
            case What.ENDED if shown.page_is_partial:
                self._finish(shown)
        self._describe()

    def shut_down(self) -> None:
        """Ends the page; Chromium's pages have to go before the application object does."""
        self.view.shut_down()

    def _begin(self, exchange: Exchange) -> None:
        if exchange.pictures:
            picture = exchange.pictures[0]
            size = QSize(picture.attachment.width, picture.attachment.height)
            self.canvas.show_page(size, ghost=picture.shown)
        else:
            self.canvas.show_page(FALLBACK)
        self.view.begin()
        if not exchange.page:
            return
        if exchange.phase.ended or exchange.page_is_whole:
            self._finish(exchange)
        else:
            self.view.feed(exchange.page)

    def _finish(self, exchange: Exchange) -> None:
        self.view.finish(exchange.page, cut_off=not exchange.page_is_whole)

    def _describe(self) -> None:
        exchange = self._store.shown
        size = self.canvas.wanted
        self._caption.setText(f"Page  ·  {size.width()} × {size.height()}" if exchange else "Page")
        self._state.setText(described_state(exchange) if exchange else "")


def described_state(exchange: Exchange) -> str:
    if exchange.page_is_partial:
        return "Unfinished: this is as far as it came"
    return STATES.get(exchange.phase, "")
