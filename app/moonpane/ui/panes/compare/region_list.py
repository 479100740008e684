"""The places where two pictures differ most, each with what differs, how much, and the code behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from moonpane.ui.foreign_text import menu_text, tooltip_of
from moonpane.ui.language import percent
from moonpane.ui.panes.compare.pair import Place, Region
from moonpane.ui.theme import theme

WIDTH = 244
CROP = QSize(WIDTH - 40, 64)
MAX_PLACES = 3  # elements that are named for one region


class RegionButton(QAbstractButton):
    """Number, words, how much; pressing it leads to the place in the pictures."""

    def __init__(self, number: int, words: str, difference: float) -> None:
        super().__init__()
        self._number, self._difference = str(number), percent(difference)
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(f"{number}. {words}, {self._difference}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 40, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, box = theme.colors, self.rect()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setBrush(QColor(colors.accent_soft if self.isChecked() or self.hasFocus() else colors.raised))
            painter.drawRoundedRect(box, 7, 7)
        painter.setBrush(QColor(colors.accent))
        painter.drawEllipse(6, 6, 18, 18)
        painter.setPen(QColor(colors.on_accent))
        font = painter.font()
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(6, 6, 18, 18, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.setFont(self.font())
        painter.setPen(QColor(colors.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -8, 0), right, self._difference)
        painter.setPen(QColor(colors.text))
        room = box.adjusted(32, 0, -46, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class RegionList(QScrollArea):
    """The list.

    Signals:
        region_chosen: the number of a region, from 1, and the `Region`.
        element_requested: file and line of an element's code.
    """

    region_chosen = Signal(int, object)
    element_requested = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Where the pictures differ most"))
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("regionList")
        self.buttons: list[RegionButton] = []
        self.links: list[QPushButton] = []
        self.show_regions(())

    def show_regions(self, regions: Sequence[Region]) -> None:
        self.buttons, self.links = [], []
        body = QWidget()
        body.setObjectName("regionBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        if not regions:
            nothing = QLabel(self.tr("There is no place where they differ much."))
            nothing.setProperty("role", "faint")
            nothing.setWordWrap(True)
            column.addWidget(nothing)
        for number, region in enumerate(regions, 1):
            self._add(column, number, region)
        column.addStretch(1)
        self.setWidget(body)

    def choose(self, number: int) -> None:
        """As if it had been pressed."""
        self.buttons[number - 1].click()

    def words_of(self, region: Region) -> str:
        """What differs, in words."""
        across, down = region.moved
        match region.kind:
            case "missing":
                return self.tr("Missing on the right")
            case "extra":
                return self.tr("Only on the right")
            case "color":
                return self.tr("Another colour")
            case "moved":
                return self._way(-across, -down)
            case _:
                return self.tr("Looks different")

    def _way(self, across: int, down: int) -> str:
        ways = []
        if across:
            ways.append((self.tr("{0} px right") if across > 0 else self.tr("{0} px left")).format(abs(across)))
        if down:
            ways.append((self.tr("{0} px down") if down > 0 else self.tr("{0} px up")).format(abs(down)))
        return ", ".join(ways)

    def _add(self, column: QVBoxLayout, number: int, region: Region) -> None:
        button = RegionButton(number, self.words_of(region), region.difference)
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.region_chosen.emit(number, region))
        self.buttons.append(button)
        column.addWidget(button)
        if region.crop is not None:
            crop = Crop(region.crop)
            crop.clicked.connect(button.click)
            column.addWidget(crop)
        for place in region.elements[:MAX_PLACES]:
            column.addWidget(self._link(place))
        column.addSpacing(8)

    def _link(self, place: Place) -> QPushButton:
        link = QPushButton()
        link.setProperty("role", "link")
        where = f"{place.file}:{place.line}"
        words = f"{place.name}  {where}"
        link.setText(menu_text(link.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, WIDTH - 36)))
        said = self.tr("Show the code of {0}, {1}").format(place.name, where)
        link.setAccessibleName(said)
        link.setToolTip(tooltip_of(said))
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.element_requested.emit(place.file, place.line))
        self.links.append(link)
        return link


class Crop(QFrame):
    """Both sides of a region, small.

    Signals:
        clicked: the person wants to see it in the pictures; the keys have the button above for that.
    """

    clicked = Signal()

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        ratio = 2.0
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        room = CROP * ratio
        small = (
            image.scaled(room, kept, smooth)
            if image.width() > room.width() or image.height() > room.height()
            else image
        )
        self._picture = QPixmap.fromImage(small)
        self._picture.setDevicePixelRatio(
            ratio if small is not image else min(ratio, max(1.0, image.width() / CROP.width()))
        )
        size = self._picture.deviceIndependentSize().toSize()
        self.setFixedHeight(size.height() + 8)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(8, 4, self._picture)
        size = self._picture.deviceIndependentSize().toSize()
        painter.setPen(QColor(theme.colors.border))
        painter.drawRect(8, 4, size.width() - 1, size.height() - 1)
