"""A button that stays in the background: an icon, or icon and word, in the theme's muted colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from moonpane.ui import icons
from moonpane.ui.theme import theme

ICON_SIZE = 16
WIDTH_WITHOUT_WORDS = 29  # px, as the style sheet makes it: icon, padding and border
WIDTH_AROUND_WORDS = 42  # the same, and the space between icon and words


class QuietButton(QToolButton):
    """`words` are its name for screen readers, and its tooltip when only the icon is seen."""

    def __init__(self, icon: str, words: str, *, shows_words: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self.setProperty("role", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_words(shows_words)
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip("" if shows_words else words)
        theme.changed.connect(self.on_theme_changed)
        self.toggled.connect(self.on_theme_changed)
        self.on_theme_changed()

    @property
    def width_with_words(self) -> int:
        """What `sizeHint` says while words are shown; asking there would mean to show them."""
        self.ensurePolished()  # the style sheet has a font of its own for it
        return WIDTH_AROUND_WORDS + self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()

    def show_words(self, shows: bool) -> None:
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if shows else style.ToolButtonIconOnly)

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
