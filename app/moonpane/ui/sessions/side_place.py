"""The room of the sidebar: in a narrow window a strip; the opened list lies over its neighbours until one is chosen."""

from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from moonpane.ui.sessions.sidebar import STRIP_WIDTH, Sidebar

NARROW_PX = 1080  # of the window: less is needed for the conversation and what is looked at


class SidePlace(QWidget):
    """Lies in the layout in place of the sidebar, which is its sibling and never cut off by it."""

    def __init__(self, sidebar: Sidebar, parent: QWidget) -> None:
        super().__init__(parent)
        self._sidebar = sidebar
        self._is_narrow = False
        self.is_put_away = False  # by the person, in a wide window
        sidebar.setParent(parent)
        sidebar.collapsed.connect(self.on_sidebar_collapsed)
        for chosen in (sidebar.opened, sidebar.created, sidebar.hit_opened):
            chosen.connect(self.on_conversation_chosen)
        self._fit()

    def fit_window(self, width: int) -> None:
        """The list is put away in a narrow window, and is back in a wide one unless a person wanted it away."""
        if (width < NARROW_PX) is not self._is_narrow:
            self._is_narrow = width < NARROW_PX
            self._sidebar.set_collapsed(self._is_narrow or self.is_put_away)
            self._fit()

    def on_sidebar_collapsed(self, away: bool) -> None:
        if not self._is_narrow:
            self.is_put_away = away
        self._fit()

    def on_conversation_chosen(self) -> None:
        if self._is_narrow:
            self._sidebar.set_collapsed(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_sidebar()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._lay_sidebar()

    def _fit(self) -> None:
        self.setFixedWidth(STRIP_WIDTH if self._is_narrow else self._wanted)
        self._lay_sidebar()

    def _lay_sidebar(self) -> None:
        self._sidebar.setGeometry(self.x(), self.y(), self._wanted, self.height())
        self._sidebar.raise_()

    @property
    def _wanted(self) -> int:
        sidebar = self._sidebar
        return STRIP_WIDTH if sidebar.is_collapsed else max(sidebar.minimumWidth(), sidebar.minimumSizeHint().width())
