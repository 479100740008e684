"""How the interface looks, speaks and moves, as the person chose it."""

from PySide6.QtWidgets import QApplication

from moonpane.preferences import Preferences
from moonpane.ui.language import install_language
from moonpane.ui.motion import motion
from moonpane.ui.theme import theme


def dress(application: QApplication, preferences: Preferences) -> None:
    """Before the first widget is made, and after `theme.follow_desktop`."""
    install_language(application, preferences.language)
    change_looks(preferences)


def change_looks(preferences: Preferences) -> None:
    """What can change while widgets are there: everything but the language."""
    theme.choose(preferences.theme)
    motion.choose(preferences.motion)
