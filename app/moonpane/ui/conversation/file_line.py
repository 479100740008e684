"""One file in the card of an answer: a line that can be clicked, with what came of it at the right."""

from pathlib import PurePosixPath

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from moonpane.ui.foreign_text import one_line, tooltip_of
from moonpane.ui.painting import kept_icon
from moonpane.ui.pulsing import Pulsing
from moonpane.ui.theme import theme, ui_font

HEIGHT = 34
Part = tuple[str, str]  # (words, name of a colour of the theme)


class GrowingMark(Pulsing):
    """A dot that breathes while something is being written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(12, 12)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors.accent))
        painter.setOpacity(1.0 - 0.7 * (1 - abs(2 * self.phase - 1)))
        painter.drawEllipse(QRectF(2.5, 2.5, 7, 7))


class FileLine(QAbstractButton):
    """Icon, folder, name; at the right a few words in colours of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._path = ""
        self._icon = "file"
        self._before = ""  # a word before the name, such as “Edited”
        self._parts: tuple[Part, ...] = ()
        self.mark = GrowingMark()
        self.mark.setParent(self)
        self.mark.hide()
        theme.changed.connect(self.update)

    def show_line(self, path: str, *, icon: str, parts: tuple[Part, ...], before: str = "", growing: bool) -> None:
        self._path, self._icon, self._parts, self._before = one_line(path), icon, parts, before
        self.mark.setVisible(growing)
        self.mark.set_at_work(growing)
        said = " ".join(filter(None, (before, self._path)))
        self.setAccessibleName(", ".join([said, *(words for words, _ in parts)]))
        self.setToolTip(tooltip_of(self._path))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def resizeEvent(self, event: object) -> None:
        self.mark.move(self.width() - 22, (HEIGHT - 12) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(colors.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.raised) if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.drawPixmap(10, (HEIGHT - 16) // 2, kept_icon(self._icon, colors.accent))
        room = QRect(34, 0, self.width() - 34 - (26 if self.mark.isVisibleTo(self) else 12), HEIGHT)
        painter.setFont(ui_font(pixels=12))
        for words, color in reversed(self._parts):
            painter.setPen(QColor(getattr(colors, color)))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(words) - 8)
        self._paint_name(painter, room)

    def _paint_name(self, painter: QPainter, room: QRect) -> None:
        """The folder is the first to give way where there is little room; the name stays."""
        path = PurePosixPath(self._path)
        folder = "" if str(path.parent) == "." else f"{path.parent}/"
        for words, color, mode in (
            (f"{self._before} " if self._before else "", theme.colors.muted, Qt.TextElideMode.ElideRight),
            (folder, theme.colors.muted, Qt.TextElideMode.ElideLeft),
            (path.name or self._path, theme.colors.text, Qt.TextElideMode.ElideMiddle),
        ):
            metrics = painter.fontMetrics()
            width = room.width()
            if words == folder:
                width = max(0, width - metrics.horizontalAdvance(path.name))
            shown = metrics.elidedText(words, mode, width)
            painter.setPen(QColor(color))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            room.setLeft(room.left() + metrics.horizontalAdvance(shown))
