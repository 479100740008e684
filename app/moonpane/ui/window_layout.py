"""Where the parts of the window lie: sessions at the left, the conversation, and what is looked at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from moonpane.ui.keys_here import KeysHere
from moonpane.ui.sessions.side_place import SidePlace

if TYPE_CHECKING:
    from moonpane.ui.window import Window

HEAD_HEIGHT = 52


def lay_out(window: "Window") -> tuple[QStackedWidget, QStackedWidget]:
    """Returns the panes, in the order of `Pane`, and the two pages: the first one, and the panes with their head."""
    panes, pages = QStackedWidget(), QStackedWidget()
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    for widget in (_conversation(window), _workspace(window, panes, pages)):
        splitter.addWidget(widget)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([380, 860])
    whole = QWidget()
    window.side_place = SidePlace(window.sidebar, whole)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(window.side_place)
    row.addWidget(splitter, 1)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(row, 1)
    column.addWidget(window.tasks)
    column.addWidget(window.status)
    window.setCentralWidget(whole)
    return panes, pages


def _conversation(window: "Window") -> QWidget:
    side = QFrame()
    side.setObjectName("conversation")
    side.setMinimumWidth(345)
    brand = QLabel("Moonpane")
    brand.setObjectName("brand")
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 1, 0)
    column.setSpacing(0)
    column.addWidget(_head(window.brand_icon, brand, None, window.models_button, window.settings_button, margin=14))
    KeysHere(window.transcript)
    column.addWidget(window.transcript, 1)
    column.addWidget(window.rest_button, 0, Qt.AlignmentFlag.AlignHCenter)
    foot = QVBoxLayout()
    foot.setContentsMargins(14, 4, 14, 14)
    foot.addWidget(window.composer)
    column.addLayout(foot)
    return side


def _workspace(window: "Window", panes: QStackedWidget, pages: QStackedWidget) -> QWidget:
    for pane in (window.preview, _card(window.code), window.compare, _card(window.history), _card(window.diff)):
        panes.addWidget(pane)
    work = QWidget()
    column = QVBoxLayout(work)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_head(window.segmented, None, window.pill))
    column.addWidget(window.variants)
    column.addWidget(panes, 1)
    welcome = QWidget()
    around = QVBoxLayout(welcome)
    around.setContentsMargins(0, 16, 0, 0)
    around.addWidget(window.welcome)
    pages.addWidget(welcome)
    pages.addWidget(work)
    ground = QWidget()
    ground.setObjectName("workspace")
    ground.setMinimumWidth(462)  # of the smallest window: what the strip of sessions and the conversation leave
    whole = QVBoxLayout(ground)
    whole.setContentsMargins(16, 0, 16, 16)
    whole.setSpacing(0)
    whole.addWidget(pages, 1)
    return ground


def _head(*widgets: QWidget | None, margin: int = 0) -> QWidget:
    """A row of the usual height; None is room between."""
    strip = QWidget()
    strip.setFixedHeight(HEAD_HEIGHT)
    row = QHBoxLayout(strip)
    row.setContentsMargins(margin, 0, margin, 0)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return strip


def _card(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    return frame
