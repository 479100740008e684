"""The studio's icons: strokes on a 24 by 24 grid in a colour of the theme, sharp at any size and on any screen."""

import functools

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

SHAPES = {
    "plus": "<path d='M12 5v14M5 12h14'/>",
    "close": "<path d='M7 7l10 10M17 7L7 17'/>",
    "send": "<path d='M12 19V5M6 11l6-6 6 6'/>",
    "stop": "<rect x='6' y='6' width='12' height='12' rx='2' fill='currentColor'/>",
    "picture": "<rect x='3.5' y='4.5' width='17' height='15' rx='2.5'/><circle cx='8.7' cy='9.7' r='1.6'/>"
    "<path d='M20.5 15.5l-4.6-4.4-8.4 8.2'/>",
    "page": "<rect x='3.5' y='4.5' width='17' height='15' rx='2.5'/><path d='M3.5 9h17M6.6 6.8h.01M9 6.8h.01'/>",
    "code": "<path d='M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5'/>",
    "compare": "<path d='M12 3v18'/><path d='M9.5 6H5.5a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h4'/>"
    "<path d='M14.5 6h4a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-4' stroke-dasharray='2.6 2.6'/>",
    "copy": "<rect x='8.5' y='8.5' width='11.5' height='11.5' rx='2.5'/>"
    "<path d='M15.5 5.8A1.8 1.8 0 0 0 13.7 4H6a2 2 0 0 0-2 2v7.7a1.8 1.8 0 0 0 1.8 1.8'/>",
    "save": "<path d='M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15'/>",
    "check": "<path d='M5.5 12.5l4.3 4.3L18.5 8'/>",
    "warning": "<path d='M12 4.5l8.5 15h-17z'/><path d='M12 10.2v4M12 16.9v.01'/>",
    "heat": "<path d='M12 3.5c.6 3.4 5.4 5.2 5.4 10a5.4 5.4 0 0 1-10.8 0c0-2.4 1.4-3.6 2-5.2 1.5.8 2 2 2.1 3.2"
    " 1.6-1.7 2-4.6 1.3-8z'/>",
    "file": "<path d='M13.5 3.5H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9z'/><path d='M13.5 3.5V9H19'/>",
    "again": "<path d='M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v3.6h-3.6'/>",
    "laptop": "<rect x='5' y='5' width='14' height='10' rx='1.5'/><path d='M2.8 18.5h18.4'/>",
    "desktop": "<rect x='3.5' y='4.5' width='17' height='11.5' rx='2'/><path d='M12 16v3.5M8.5 19.5h7'/>",
    "free": "<path d='M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15M15 19.5h4.5V15'/>",
    "turn": "<rect x='4' y='9' width='9' height='11.5' rx='1.8'/><path d='M16.5 20.5H19a1.8 1.8 0 0 0 1.8-1.8V12'/>"
    "<path d='M10 4.5h4.5a4 4 0 0 1 4 4M16.3 6.6l2.2 2.2 2.2-2.2'/>",
    "inspect": "<path d='M20.5 10V6a2 2 0 0 0-2-2h-13a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h4'/>"
    "<path d='M11.5 11l9 3.4-4 1.7-1.7 4z'/>",
    "console": "<rect x='3.5' y='4.5' width='17' height='15' rx='2.5'/><path d='M7.5 9.5l3 2.5-3 2.5M12.5 15h4'/>",
    "clear": "<circle cx='12' cy='12' r='8'/><path d='M6.5 17.5l11-11'/>",
    "info": "<circle cx='12' cy='12' r='8'/><path d='M12 11.3v4.4M12 8.2v.01'/>",
    "error": "<circle cx='12' cy='12' r='8'/><path d='M9.3 9.3l5.4 5.4M14.7 9.3l-5.4 5.4'/>",
    "up": "<path d='M6.5 14.5L12 9l5.5 5.5'/>",
    "edit": "<path d='M4.5 19.5l1-4.2L16.2 4.6a1.9 1.9 0 0 1 2.7 0l.5.5a1.9 1.9 0 0 1 0 2.7L8.7 18.5z'/>"
    "<path d='M14.2 6.6l3.2 3.2'/>",
    "wrap": "<path d='M4 6.5h16M4 12h12.5a3.2 3.2 0 0 1 0 6.4H12M14.3 16l-2.4 2.4 2.4 2.4M4 18.4h3.5'/>",
    "split": "<rect x='3.5' y='4.5' width='17' height='15' rx='2.5'/><path d='M12 4.5v15'/>",
    "pen": "<path d='M4.5 19.5l1-4L15.8 5.2a1.9 1.9 0 0 1 2.7 0l.3.3a1.9 1.9 0 0 1 0 2.7L8.5 18.5z'/>",
    "box": "<rect x='4' y='6' width='16' height='12' rx='1.5'/>",
    "crop": "<path d='M7 3v12a2 2 0 0 0 2 2h12M3 7h12a2 2 0 0 1 2 2v12'/>",
    "arrow": "<path d='M5 19L18.5 5.5M9.5 5.5h9v9'/>",
    "text": "<path d='M5.5 7V5h13v2M12 5v14M9.5 19h5'/>",
    "eraser": "<path d='M9 19.5h10.5M4.6 14.4l8.7-8.7a2 2 0 0 1 2.8 0l2.7 2.7a2 2 0 0 1 0 2.8l-8.3 8.3H8.2l-3.6-3.6a1 "
    "1 0 0 1 0-1.5zM9.5 9.5l5.3 5.3'/>",
    "zoom_in": "<circle cx='11' cy='11' r='6.5'/><path d='M16 16l4 4M11 8.3v5.4M8.3 11h5.4'/>",
    "zoom_out": "<circle cx='11' cy='11' r='6.5'/><path d='M16 16l4 4M8.3 11h5.4'/>",
    "fit": "<path d='M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15'/>",
    "side": "<rect x='3.5' y='5' width='7.5' height='14' rx='2'/><rect x='13' y='5' width='7.5' height='14' rx='2'/>",
    "overlay": "<rect x='3.5' y='3.5' width='12' height='12' rx='2.5'/>"
    "<rect x='8.5' y='8.5' width='12' height='12' rx='2.5'/>",
    "swipe": "<path d='M12 3.5v17'/><path d='M8 8.5L4.5 12 8 15.5M16 8.5l3.5 3.5-3.5 3.5'/>",
    "blink": "<path d='M2.8 12S6.2 5.8 12 5.8 21.2 12 21.2 12 17.8 18.2 12 18.2 2.8 12 2.8 12z'/>"
    "<circle cx='12' cy='12' r='2.6'/>",
    "play": "<path d='M8 5.5v13l10.5-6.5z'/>",
    "pause": "<path d='M8.5 6v12M15.5 6v12'/>",
    "places": "<path d='M9.5 6h11M9.5 12h11M9.5 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01'/>",
    "minus": "<path d='M5 12h14'/>",
    "chip": "<rect x='6.5' y='6.5' width='11' height='11' rx='2'/><rect x='10' y='10' width='4' height='4' rx='0.8'/>"
    "<path d='M9.5 3.5v3M14.5 3.5v3M9.5 17.5v3M14.5 17.5v3M3.5 9.5h3M3.5 14.5h3M17.5 9.5h3M17.5 14.5h3'/>",
    "cloud": "<path d='M7.2 18.5a4.2 4.2 0 0 1-.5-8.4 5.6 5.6 0 0 1 10.7 1 3.8 3.8 0 0 1-.6 7.4z'/>",
    "gear": "<circle cx='12' cy='12' r='3.1'/><path d='M12 3.2v2.6M12 18.2v2.6M3.2 12h2.6M18.2 12h2.6M5.8 5.8l1.8 1.8"
    "M16.4 16.4l1.8 1.8M5.8 18.2l1.8-1.8M16.4 7.6l1.8-1.8'/>",
    "keyboard": "<rect x='2.5' y='6' width='19' height='12' rx='2.5'/>"
    "<path d='M6.3 9.8h.01M10.1 9.8h.01M13.9 9.8h.01M17.7 9.8h.01M8.2 14.2h7.6'/>",
    "paste": "<rect x='5' y='5' width='14' height='15.5' rx='2.2'/><path d='M9 3.5h6v3H9zM9 11.5h6M9 15h4'/>",
    "capture": "<path d='M4 8.5V6a2 2 0 0 1 2-2h2.5M15.5 4H18a2 2 0 0 1 2 2v2.5M20 15.5V18a2 2 0 0 1-2 2h-2.5"
    "M8.5 20H6a2 2 0 0 1-2-2v-2.5'/><circle cx='12' cy='12' r='3.2'/>",
    "eye": "<path d='M2.8 12c2.4-4.2 5.5-6.3 9.2-6.3s6.8 2.1 9.2 6.3c-2.4 4.2-5.5 6.3-9.2 6.3S5.2 16.2 2.8 12z'/>"
    "<circle cx='12' cy='12' r='2.9'/>",
    "trash": "<path d='M4.5 6.8h15M9.5 6.5V4.3h5v2.2"
    "M6.5 7l.8 12a1.6 1.6 0 0 0 1.6 1.5h6.2a1.6 1.6 0 0 0 1.6-1.5l.8-12'/>",
    "pointer": "<path d='M5 4l14.5 6.8-6 1.9-2.4 6z'/>",
    "moon": "<path fill='currentColor' d='M19.5 14.3A8 8 0 1 1 9.7 4.5a6.3 6.3 0 0 0 9.8 9.8z'/>",
    # sessions and history
    "sidebar": "<rect x='3.5' y='4.5' width='17' height='15' rx='2.5'/><path d='M9.5 4.5v15'/>",
    "search": "<circle cx='10.8' cy='10.8' r='6'/><path d='M15.3 15.3l4.7 4.7'/>",
    "bin": "<path d='M4.5 7h15M9.5 7V5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v2M6.5 7l.8 11.2a1.8 1.8 0 0 0 1.8 1.8h5.8"
    "a1.8 1.8 0 0 0 1.8-1.8L17.5 7M10.2 11v5M13.8 11v5'/>",
    "pencil": "<path d='M4.5 19.5l.9-4L16 4.9a1.9 1.9 0 0 1 2.7 0l.4.4a1.9 1.9 0 0 1 0 2.7L8.5 18.6z'/>",
    "more": "<path stroke-width='2.6' d='M6 12h.01M12 12h.01M18 12h.01'/>",
    "import": "<path d='M12 4v10M7.5 9.5L12 14l4.5-4.5'/><path d='M4.5 14v4a1.8 1.8 0 0 0 1.8 1.8h11.4"
    "a1.8 1.8 0 0 0 1.8-1.8v-4'/>",
    "export": "<path d='M12 14V4M7.5 8.5L12 4l4.5 4.5'/><path d='M4.5 14v4a1.8 1.8 0 0 0 1.8 1.8h11.4"
    "a1.8 1.8 0 0 0 1.8-1.8v-4'/>",
    "undo": "<path d='M8.5 5L4.5 9l4 4'/><path d='M4.5 9h9a5.5 5.5 0 0 1 0 11H9'/>",
    "redo": "<path d='M15.5 5l4 4-4 4'/><path d='M19.5 9h-9a5.5 5.5 0 0 0 0 11H15'/>",
    "branch": "<circle cx='7' cy='5.5' r='2'/><circle cx='7' cy='18.5' r='2'/><circle cx='17' cy='8.5' r='2'/>"
    "<path d='M7 7.5v9M17 10.5c0 3.5-5 3-9 5.2'/>",
    "diff": "<path d='M12 4v9M7.5 8.5h9M7.5 19h9'/>",
    "star": "<path fill='currentColor' d='M12 4.2l2.3 4.9 5.3.7-3.9 3.7 1 5.3-4.7-2.6-4.7 2.6 1-5.3-3.9-3.7 5.3-.7z'/>",
    "left": "<path d='M14.5 6l-6 6 6 6'/>",
    "right": "<path d='M9.5 6l6 6-6 6'/>",
    "down": "<path d='M6 9.5l6 6 6-6'/>",
    # the conversation
    "spark": "<path d='M12 3.5l1.9 5.6 5.6 1.9-5.6 1.9L12 18.5l-1.9-5.6L4.5 11l5.6-1.9z'/>"
    "<path d='M18.5 17v4M16.5 19h4'/>",
    "thought": "<ellipse cx='12.6' cy='10' rx='7.9' ry='6'/><circle cx='7' cy='17.8' r='1.7'/><path d='M4 20.8h.01'/>",
    "layers": "<path d='M12 4l8 4.3-8 4.3-8-4.3z'/><path d='M4.5 12.6L12 16.6l7.5-4M4.5 16.4l7.5 4 7.5-4'/>",
    "target": "<circle cx='12' cy='12' r='8'/><circle cx='12' cy='12' r='4'/><path d='M12 12h.01'/>",
    "go_on": "<path d='M7 5.5l10.5 6.5L7 18.5z'/>",
    "folder": "<path d='M3.5 8V6.5a2 2 0 0 1 2-2h3.7l2.2 2.5h7.1a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z'/>",
    # the ways in
    "clipboard": "<rect x='5' y='5.5' width='14' height='15' rx='2.2'/><path d='M9 7.5h6v-3H9z'/>",
    "region": "<path d='M4.5 8.5v-2a2 2 0 0 1 2-2h2M15.5 4.5h2a2 2 0 0 1 2 2v2M19.5 15.5v2a2 2 0 0 1-2 2h-2"
    "M8.5 19.5h-2a2 2 0 0 1-2-2v-2M12 9v6M9 12h6'/>",
    "screen": "<rect x='3.5' y='4.5' width='17' height='11.5' rx='2'/><path d='M12 16v4M8.5 20h7'/>",
    "record": "<circle cx='12' cy='12' r='8'/><circle cx='12' cy='12' r='3.4' fill='currentColor'/>",
    "clock": "<circle cx='12' cy='12' r='8'/><path d='M12 7.5V12l3 2'/>",
    "globe": "<circle cx='12' cy='12' r='8'/><path d='M4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16'/>",
    "phone": "<rect x='7' y='3.5' width='10' height='17' rx='2.2'/><path d='M11 17.6h2'/>",
    "tablet": "<rect x='5' y='3.5' width='14' height='17' rx='2.2'/><path d='M11 17.6h2'/>",
}


def pixmap(name: str, color: str, *, size: int = 18, ratio: float | None = None) -> QPixmap:
    """The icon as a picture of `size` logical pixels a side, for a screen of `ratio` pixels to each of them.

    Without a ratio, for the sharpest screen there is: a window may be moved to it.
    """
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    ratio = application.devicePixelRatio() if ratio is None else ratio
    key = f"moonpane {name} {color} {size} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    side = int(size * ratio + 0.5)  # as Qt rounds
    made = QPixmap(QSize(side, side))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer(name, color).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def icon(name: str, color: str, *, size: int = 18) -> QIcon:
    """For buttons and menus, which ask for the size and the sharpness that they need; `size` is the one they prefer."""
    return QIcon(StrokeEngine(name, color, size))


class StrokeEngine(QIconEngine):
    """Draws the strokes anew for every size and screen, so that nothing is ever scaled."""

    def __init__(self, name: str, color: str, size: int) -> None:
        super().__init__()
        self._name, self._color, self._size = name, color, size

    def clone(self) -> "StrokeEngine":
        return StrokeEngine(self._name, self._color, self._size)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.setOpacity(0.4 if mode is QIcon.Mode.Disabled else 1.0)
        renderer(self._name, self._color).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made


@functools.lru_cache(maxsize=512)
def renderer(name: str, color: str) -> QSvgRenderer:
    """The strokes, read once."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='currentColor' "
        f"stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'>{SHAPES[name]}</svg>"
    ).replace("currentColor", color)
    return QSvgRenderer(QByteArray(svg.encode()))
