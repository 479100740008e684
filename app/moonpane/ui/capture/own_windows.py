"""Our own windows out of the picture, and back."""

from PySide6.QtWidgets import QApplication, QWidget


class OwnWindows:
    """Hides what is shown and shows what was hidden, each window where and as it was."""

    def __init__(self) -> None:
        self._hidden: list[QWidget] = []
        self._active: QWidget | None = None

    def hide(self, *, but: tuple[QWidget, ...] = ()) -> bool:
        """Whether there was anything to hide."""
        self._active = QApplication.activeWindow()
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in but]
        self._hidden += shown
        for window in shown:
            window.hide()
        return bool(shown)

    def bring_back(self) -> None:
        """Windows that were closed meanwhile stay closed."""
        hidden, self._hidden = self._hidden, []
        alive = set(QApplication.topLevelWidgets())
        for window in hidden:
            if window in alive:
                window.show()
        if self._active in alive and self._active is not None:
            self._active.raise_()
            self._active.activateWindow()
        self._active = None
