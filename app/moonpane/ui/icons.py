"""The studio's icons: strokes on a 24 by 24 grid, drawn in a colour of the theme at any size."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
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
    "moon": "<path fill='currentColor' d='M19.5 14.3A8 8 0 1 1 9.7 4.5a6.3 6.3 0 0 0 9.8 9.8z'/>",
}


def pixmap(name: str, color: str, *, size: int = 18, ratio: float = 2.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels a side."""
    svg = (
        "<svg xmlns='http://www.w3.org/20/svg' viewBox='0 0 24 24' fill='none' stroke='currentColor' "
        f"stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'>{SHAPES[name]}</svg>"
    ).replace("currentColor", color)
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, color: str, *, size: int = 18) -> QIcon:
    return QIcon(pixmap(name, color, size=size))
