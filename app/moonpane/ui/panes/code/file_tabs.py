"""One tab for each file, known by its path."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from moonpane.ui.foreign_text import tooltip_of


class FileTabs(QTabBar):
    """Tabs whose data are paths."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fileTabs")
        self.setAccessibleName(self.tr("Files of the page"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)

    @property
    def path(self) -> str:
        """Of the tab that is shown; empty for none."""
        return self.tabData(self.currentIndex()) or ""

    def add_path(self, path: str, words: str) -> None:
        index = self.addTab(words)
        self.setTabData(index, path)
        self.setTabToolTip(index, tooltip_of(path))

    def remove_path(self, path: str) -> None:
        """Nothing where there is no such tab."""
        if (index := self._index_of(path)) >= 0:
            self.removeTab(index)

    def show_path(self, path: str) -> bool:
        """False where there is no such tab."""
        index = self._index_of(path)
        if index >= 0:
            self.setCurrentIndex(index)
        return index >= 0

    def _index_of(self, path: str) -> int:
        return next((index for index in range(self.count()) if self.tabData(index) == path), -1)
