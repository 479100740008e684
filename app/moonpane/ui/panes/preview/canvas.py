"""The live page on its ground: at the size and zoom that were chosen, in a device's frame, in the middle."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from moonpane.preview.view import PreviewView
from moonpane.ui.panes.picture_stage import paint_ground, paint_shadow
from moonpane.ui.panes.preview import frame
from moonpane.ui.panes.preview.devices import Device
from moonpane.ui.panes.preview.ghost import Ghost
from moonpane.ui.panes.preview.grips import Grip
from moonpane.ui.panes.preview.placing import (
    FALLBACK,
    MAX_SIDE,
    MAX_ZOOM,
    MIN_SIDE,
    MIN_ZOOM,
    Fit,
    Placed,
    Wanted,
    next_zoom,
    placed,
)
from moonpane.ui.theme import theme


class PageCanvas(QWidget):
    """Holds the preview, its frame and its handles; as large as its scroll area, or larger where a page needs it.

    Signals:
        resizing: the page is about to get another size or zoom.
        resized: it has it now.
    """

    resizing = Signal()
    resized = Signal()

    def __init__(self, view: PreviewView) -> None:
        super().__init__()
        self.view = view
        self.wanted = Wanted()
        self.mockup: QSize | None = None  # of the page that is shown; CSS px
        self.placed = placed(self.wanted, QSize(400, 300))
        self.ghost = Ghost(view)
        self._is_stopped = False  # a banner lies along the upper edge of the page
        self._instead = ""  # of a page
        self._room = QSize(400, 300)
        self._grabbed: Placed | None = None  # how it lay when a handle was taken
        self._fits_again = False  # once the handle is let go
        view.setParent(self)
        view.hide()
        self.ghost.hide()
        self.glass = frame.Glass(self)
        self.glass.hide()
        self.grips = (
            Grip(self, self.tr("Width of the page; drag, or press Left and Right"), across=True, down=False),
            Grip(self, self.tr("Height of the page; drag, or press Up and Down"), across=False, down=True),
            Grip(self, self.tr("Size of the page; drag, or press an arrow key"), across=True, down=True),
        )
        for grip in self.grips:
            grip.hide()
            grip.grabbed.connect(self.on_grip_grabbed)
            grip.dragged.connect(self.on_grip_dragged)
            grip.nudged.connect(self.on_grip_nudged)
        theme.changed.connect(self.update)

    def show_page(self, mockup: QSize | None, *, ghost: QImage | None = None) -> None:
        """Makes room for a page; `ghost` stands in for it until it is painted."""
        self.mockup, self._instead = mockup, ""
        self.setAccessibleDescription("")
        if self.wanted.fit is Fit.MOCKUP:
            self.wanted = replace(self.wanted, size=mockup or FALLBACK)
        self.view.show()
        self.ghost.show_image(ghost)
        self.place()

    def show_words(self, words: str) -> None:
        """In place of a page that has nothing to show."""
        self._instead = words
        self.setAccessibleDescription(words)
        self.view.hide()
        self.ghost.show_image(None)
        self.place()

    def fit(self, fit: Fit) -> None:
        """Another rule for the size. A zoom by hand ends with it."""
        size = {Fit.PANE: self.placed.page, Fit.MOCKUP: self.mockup or FALLBACK}.get(fit, self.placed.page)
        self._want(Wanted(fit, size))

    def show_device(self, device: Device) -> None:
        self._want(Wanted(Fit.DEVICE, device=device, turned=self.wanted.turned and device.turns))

    def set_size(self, size: QSize) -> None:
        """A size of the person's own, CSS px; kept within what can be shown."""
        size = size.expandedTo(QSize(MIN_SIDE, MIN_SIDE)).boundedTo(QSize(MAX_SIDE, MAX_SIDE))
        self._want(Wanted(Fit.OWN, size, zoom=self.wanted.zoom))

    def turn(self) -> None:
        """Landscape and portrait change places."""
        if self.wanted.device is not None:
            self._want(replace(self.wanted, turned=not self.wanted.turned))
        else:
            self.set_size(self.placed.page.transposed())

    def set_zoom(self, zoom: float | None) -> None:
        """Logical px for each CSS px, 0.25 to 2; None fits the page into the room."""
        self._want(replace(self.wanted, zoom=None if zoom is None else max(MIN_ZOOM, min(MAX_ZOOM, zoom))))

    def zoom_step(self, *, larger: bool) -> None:
        self.set_zoom(next_zoom(self.placed.zoom, larger=larger))

    @property
    def has_page(self) -> bool:
        return not self.view.isHidden()

    def set_room(self, room: QSize) -> None:
        self._room = room
        self.place()

    def place(self) -> None:
        now = placed(self.wanted, self._room)
        is_other = now != self.placed
        if is_other:
            self.resizing.emit()
        self.placed = now
        self.resize(self.placed.canvas)
        self.view.setGeometry(self.placed.view)
        self.view.set_zoom(self.placed.zoom)
        # A mockup is a picture of a whole window: a bar in the page would make it narrower than that.
        is_bare = self.wanted.fit is Fit.MOCKUP or (self.wanted.device is not None and self.wanted.device.turns)
        self.view.set_scroll_bars(not is_bare)
        self.ghost.setGeometry(self.view.rect())
        device = self.wanted.device
        self.glass.setGeometry(self.placed.view)
        # A camera hides of a page what it hides on the device, but nothing of what we say about the page.
        glazed = device if self.has_page and not self._is_stopped else None
        self.glass.show_device(glazed, turned=self.wanted.turned, scale=self.placed.zoom)
        for grip in self.grips:
            grip.place(self.placed.view)
            grip.setVisible(self.has_page and device is None)
        self.update()
        if is_other:
            self.resized.emit()

    def on_page_painted(self) -> None:
        self.ghost.show_image(None)
        if self._is_stopped:
            self._is_stopped = False
            self.place()

    def on_page_stopped(self) -> None:
        self._is_stopped = True
        self.place()

    def on_grip_grabbed(self, grabbed: bool) -> None:
        if grabbed:
            self._grabbed, self._fits_again = self.placed, self.wanted.zoom is None
        else:
            self._grabbed = None
            if self._fits_again:
                self.set_zoom(None)
        self.update()

    def on_grip_dragged(self, by: QPoint) -> None:
        if self._grabbed is None:
            return
        # The page stays in the middle, so both of its edges move. Its zoom must not follow what is dragged.
        zoom = self._grabbed.zoom
        grown = QSize(round(2 * by.x() / zoom), round(2 * by.y() / zoom))
        self.wanted = replace(self.wanted, zoom=zoom)
        self.set_size(self._grabbed.page + grown)

    def on_grip_nudged(self, by: QSize) -> None:
        self.set_size(self.placed.page + by)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self)
        if not self.has_page:
            painter.setPen(QColor(theme.colors.faint))
            empty = self._instead or self.tr("The page grows here while it is written")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, empty)
            return
        screen = QRectF(self.placed.view)
        device = self.wanted.device
        if device is None:
            paint_shadow(painter, screen)
        else:
            frame.paint_body(painter, device, screen, scale=self.placed.zoom, turned=self.wanted.turned)
        if self._grabbed is not None:
            self._paint_size(painter)

    def _paint_size(self, painter: QPainter) -> None:
        page = self.placed.page
        text = f"{page.width()} × {page.height()}"
        box = QRect(0, 0, painter.fontMetrics().horizontalAdvance(text) + 18, 20)
        box.moveCenter(QPoint(self.placed.view.center().x(), self.placed.view.top() - 12))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.accent))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(theme.colors.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _want(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.place()


class CanvasScroll(QScrollArea):
    """The window onto the canvas; Ctrl and the wheel change the zoom at the place that the pointer shows.

    Signals:
        resized: it has another size, or another part of the canvas is seen.
    """

    resized = Signal()

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Page on its canvas"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas = canvas
        self.setWidget(canvas)
        self._middle = QPointF()  # what of the page lies in the middle of the viewport, CSS px
        canvas.view.painted.connect(self.on_page_painted)
        canvas.resizing.connect(self.on_canvas_resizing)
        canvas.resized.connect(self.on_canvas_resized)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.resized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Without the bars, or a page that just fits would come and go with them.
        self._canvas.set_room(self.maximumViewportSize())
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._zoomed_by(event, event.position()):
            super().wheelEvent(event)

    def on_canvas_resizing(self) -> None:
        self._middle = self._page_point(QPointF(self.viewport().rect().center()))

    def on_canvas_resized(self) -> None:
        """What lay in the middle of the viewport lies there again."""
        self._show_at(self._middle, QPointF(self.viewport().rect().center()))

    def on_page_painted(self) -> None:
        """Another page has come into sight: its widgets, which take the wheel for themselves, are listened to."""
        surface = self._canvas.view.surface
        if surface is not None:
            for widget in (surface.view, *surface.view.findChildren(QWidget)):
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and isinstance(watched, QWidget):
            at = QPointF(self.viewport().mapFrom(self, self.mapFromGlobal(event.globalPosition().toPoint())))
            return self._zoomed_by(event, at)
        return super().eventFilter(watched, event)

    def _zoomed_by(self, event: QWheelEvent, at: QPointF) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        turned = event.angleDelta().y()
        if turned:
            self.zoom_at(at, larger=turned > 0)
        return True

    def zoom_at(self, at: QPointF, *, larger: bool) -> None:
        """One step; the point of the page that lies at a place of the viewport stays there as far as it can."""
        point = self._page_point(at)
        self._canvas.zoom_step(larger=larger)
        self._show_at(point, at)

    def _page_point(self, at: QPointF) -> QPointF:
        """What of the page lies at a place of the viewport, CSS px."""
        placed = self._canvas.placed
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return (at + scrolled - QPointF(placed.view.topLeft())) / placed.zoom

    def _show_at(self, point: QPointF, at: QPointF) -> None:
        placed = self._canvas.placed
        scrolled = QPointF(placed.view.topLeft()) + point * placed.zoom - at
        self.horizontalScrollBar().setValue(round(scrolled.x()))
        self.verticalScrollBar().setValue(round(scrolled.y()))
