"""The page that a newcomer sees: what happens here, and every way to begin; for others, what they did last."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from moonpane.ui.actions import key_words
from moonpane.ui.card import wrapped
from moonpane.ui.theme import theme
from moonpane.ui.welcome.recent import Recent, RecentList
from moonpane.ui.welcome.story import HEIGHT as STORY_HEIGHT
from moonpane.ui.welcome.story import Story
from moonpane.ui.welcome.ways import Way, Ways

WIDEST = 640
ALWAYS = ("open", "paste")


class Welcome(QWidget):
    """A large place to drop a picture on.

    Signals:
        open_requested, paste_requested, capture_requested, record_requested, address_requested, sample_requested:
            the person wants to begin that way.
        session_requested: the id of a session to go on with.
    """

    open_requested = Signal()
    paste_requested = Signal()
    capture_requested = Signal()
    record_requested = Signal()
    address_requested = Signal()
    sample_requested = Signal()
    session_requested = Signal(str)

    def __init__(self, *, has_sample: bool, ways: Iterable[str] = ()) -> None:
        """`ways`: further ones that work here, of `capture`, `record` and `address`."""
        super().__init__()
        self._dropping = False
        offered = {*ALWAYS, *ways, *(("sample",) if has_sample else ())}
        self.story = Story()
        self.ways = Ways(tuple(way for way in self._all_ways() if way.id in offered))
        self.recent = RecentList()
        self._heading = QLabel(self.tr("Drop a picture of a screen"))
        self._heading.setProperty("role", "heading")
        self._lead = wrapped(
            self.tr("It is measured, read and written as a page here, or by a model that you connect."), "lead"
        )
        self._recent_words = QLabel(self.tr("Go on with"))
        self._recent_words.setProperty("role", "caption")
        self._lay_out()
        self.show_recent(())
        self._body.installEventFilter(self)
        self.ways.chosen.connect(self.on_way_chosen)
        self.recent.opened.connect(self.session_requested)
        theme.changed.connect(self.update)

    def show_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()

    def show_recent(self, sessions: tuple[Recent, ...]) -> None:
        """The latest first."""
        self.recent.show_sessions(sessions)
        for widget in (self.recent, self._recent_words):
            widget.setVisible(bool(sessions))
        self._make_room()

    def on_way_chosen(self, id: str) -> None:
        {
            "open": self.open_requested,
            "paste": self.paste_requested,
            "capture": self.capture_requested,
            "record": self.record_requested,
            "address": self.address_requested,
            "sample": self.sample_requested,
        }[id].emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self._make_room()  # the tiles went below each other, or beside
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        pen = QPen(QColor(colors.accent if self._dropping else colors.border_strong), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(colors.accent_soft if self._dropping else colors.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 16, 16)

    def _make_room(self) -> None:
        """The picture goes first where the window is too low for everything."""
        needed = self._body.sizeHint().height() + (0 if self.story.isVisibleTo(self) else STORY_HEIGHT + 16)
        self.story.setVisible(self.height() >= needed)

    def _all_ways(self) -> tuple[Way, ...]:
        return (
            Way("open", "picture", self.tr("Open a picture"), key_words("Ctrl+O")),
            Way("paste", "paste", self.tr("Paste"), key_words("Ctrl+V")),
            Way("sample", "spark", self.tr("Try a sample"), self.tr("A page in a few seconds")),
            Way("capture", "capture", self.tr("Take a screenshot"), self.tr("Of a part or a window")),
            Way("record", "record", self.tr("Record the screen"), self.tr("For pages that move")),
            Way("address", "globe", self.tr("From an address"), self.tr("Picture of a web page")),
        )

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._body.setObjectName("plain")
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self._heading, self._lead):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (self.story, self._heading, self._lead):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self.ways)
        column.addSpacing(6)
        column.addWidget(self._recent_words)
        column.addWidget(self.recent)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(middle, 100)
        centred.addStretch(1)
        whole = QVBoxLayout(self._body)
        whole.setContentsMargins(26, 22, 26, 22)
        whole.addStretch(2)
        whole.addLayout(centred)
        whole.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Begin"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._body)
        around = QVBoxLayout(self)
        around.setContentsMargins(3, 3, 3, 3)
        around.addWidget(area)
