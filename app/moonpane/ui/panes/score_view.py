"""The measured score as a pill in the head of the window, and the tones of good and bad."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton

from moonpane.sentences import translated
from moonpane.store.model import Score
from moonpane.ui.language import counted, likeness_percent
from moonpane.ui.theme import Colors, theme

GOOD = 0.85
MIDDLING = 0.65


def tone(value: float, colors: Colors) -> tuple[str, str]:
    """(ink, soft ground) for a value from 0 to 1."""
    if value >= GOOD:
        return colors.good, colors.good_soft
    if value >= MIDDLING:
        return colors.middling, colors.middling_soft
    return colors.bad, colors.bad_soft


def alike(score: Score) -> str:
    """`93% alike`; of several widths it is their mean, and says so: `93% alike · 2 widths`."""
    said = QCoreApplication.translate("ScorePill", "{percent} alike").format(percent=likeness_percent(score.overall))
    return of_widths(said, len(score.widths))


def of_widths(said: str, num_widths: int) -> str:
    """What is said of a score, and of how many widths it is the mean; 0 where there is one mockup."""
    return f"{said} · {counted.widths(num_widths)}" if num_widths else said


def alike_at(score: Score) -> str:
    """Each of several widths in a line, then the mean of all."""
    at = QCoreApplication.translate("ScorePill", "{width} px: {percent}")
    lines = [at.format(width=width, percent=likeness_percent(value)) for width, value in score.widths]
    mean = QCoreApplication.translate("ScorePill", "Mean of all widths: {percent}")
    return "\n".join([*lines, mean.format(percent=likeness_percent(score.overall))])


class ScorePill(QPushButton):
    """`93% alike`; a click leads to the comparison."""

    def __init__(self) -> None:
        super().__init__()
        self._score: Score | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Measured likeness; show the comparison"))
        self.show_score(None)
        theme.changed.connect(self.on_theme_changed)

    def on_theme_changed(self) -> None:
        self.show_score(self._score)

    def show_score(self, score: Score | None) -> None:
        self._score = score
        self.setVisible(score is not None)
        if score is None:
            return
        ink, ground = tone(score.overall, theme.colors)
        self.setText(alike(score))
        about = alike_at(score) if score.widths else translated(score.note)
        self.setToolTip(about or self.tr("Measured against the picture"))
        self.setStyleSheet(
            f"QPushButton {{ background: {ground}; color: {ink}; border: 1px solid {ground}; border-radius: 14px;"
            f" padding: 5px 13px; font-weight: 600; }} QPushButton:hover, QPushButton:focus {{ border-color: {ink}; }}"
        )
