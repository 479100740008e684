"""A button that stays in the background: an icon, or icon and word, in the theme's muted colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from moonpane.ui import icons
from moonpane.ui.theme import theme

ICON_SIZE = 16


class QuietButton(QToolButton):
    """`words` are its name for screen readers, and its tooltip when only the icon is seen."""

    def __init__(self, icon: str, words: str, *, shows_words: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self.setProperty("role", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon if shows_words else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip("" if shows_words else words)
        theme.changed.connect(self.on_theme_changed)
        self.toggled.connect(self.on_theme_changed)
        self.on_theme_changed()

    def on_theme_changed(self) -> None:
        color = theme.colors.accent if self.isChecked() else theme.colors.muted
        self.setIcon(icons.icon(self._icon, color if self.isEnabled() else theme.colors.faint, size=ICON_SIZE))

    def setEnabled(self, enabled: bool) -> None:
        super().setEnabled(enabled)
        self.on_theme_changed()


def action_button(action: QAction, icon: str) -> QuietButton:
    """A button for an action that has its own keys; they are said in the tooltip."""
    made = QuietButton(icon, action.text())
    made.setToolTip(action.toolTip())
    made.clicked.connect(action.trigger)
    return made
