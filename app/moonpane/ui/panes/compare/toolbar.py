"""What one does with a comparison: how the pictures are shown, where they differ, how large they are."""

from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QSlider, QToolButton, QWidget

from moonpane.ui import icons
from moonpane.ui.panes.compare.scene import HeatOver, Mode
from moonpane.ui.theme import theme

CONTEXT = "CompareToolbar"
MODES = cast(
    tuple[tuple[Mode, str, str], ...],
    (
        (Mode.SIDE, "side", QT_TRANSLATE_NOOP("CompareToolbar", "Beside each other")),
        (Mode.OVERLAY, "overlay", QT_TRANSLATE_NOOP("CompareToolbar", "Over each other")),
        (Mode.SWIPE, "swipe", QT_TRANSLATE_NOOP("CompareToolbar", "Swipe from one to the other")),
        (Mode.BLINK, "blink", QT_TRANSLATE_NOOP("CompareToolbar", "One after the other")),
    ),
)
HEATS = cast(
    tuple[tuple[HeatOver, str], ...],
    (
        (HeatOver.RIGHT, QT_TRANSLATE_NOOP("CompareToolbar", "Over the right picture")),
        (HeatOver.LEFT, QT_TRANSLATE_NOOP("CompareToolbar", "Over the left picture")),
        (HeatOver.BOTH, QT_TRANSLATE_NOOP("CompareToolbar", "Over both pictures")),
    ),
)
PERCENTS = (50, 100, 200, 400)
MIX_STEPS = 100


class CompareToolbar(QWidget):
    """The row of buttons.

    Signals:
        mode_chosen: a `Mode`.
        heat_chosen: a `HeatOver`.
        mix_changed: 0..1, of the right picture.
        blink_toggled: whether the pictures shall change by themselves.
        flip_requested: the other picture, now.
        fit_requested, percent_chosen, zoom_requested: how large; percent; notches.
        regions_toggled: whether the list of regions is to be seen.
    """

    mode_chosen = Signal(object)
    heat_chosen = Signal(object)
    mix_changed = Signal(float)
    blink_toggled = Signal(bool)
    flip_requested = Signal()
    fit_requested = Signal()
    percent_chosen = Signal(int)
    zoom_requested = Signal(float)
    regions_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._icons: list[tuple[QToolButton, str]] = []
        self._over = HeatOver.RIGHT
        self.modes: dict[Mode, QToolButton] = {}
        group = QButtonGroup(self)
        for mode, icon, name in MODES:
            button = self._button(icon, QCoreApplication.translate(CONTEXT, name), checkable=True)
            group.addButton(button)
            button.clicked.connect(lambda _, mode=mode: self.choose_mode(mode))
            self.modes[mode] = button
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, MIX_STEPS)
        self.slider.setValue(MIX_STEPS // 2)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.setMaximumWidth(160)
        self.slider.valueChanged.connect(lambda value: self.mix_changed.emit(value / MIX_STEPS))
        self.play = self._button("play", self.tr("Change the pictures every half second"), checkable=True)
        self.play.toggled.connect(self._on_play_toggled)
        self.flip = self._button("again", self.tr("Show the other picture (Space)"))
        self.flip.clicked.connect(self.flip_requested)
        self.heat = self._heat_button()
        self.smaller = self._button("minus", self.tr("Smaller (-)"))
        self.larger = self._button("plus", self.tr("Larger (+)"))
        self.smaller.clicked.connect(lambda: self.zoom_requested.emit(-1.0))
        self.larger.clicked.connect(lambda: self.zoom_requested.emit(1.0))
        self.percent = self._percent_button()
        self.regions = self._button("places", self.tr("List where they differ"), checkable=True)
        self.regions.toggled.connect(self.regions_toggled)
        self._lay_out()
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.choose_mode(Mode.SIDE)
        self.show_zoom(100, True)

    def choose_mode(self, mode: Mode) -> None:
        self.modes[mode].setChecked(True)
        self.slider.setVisible(mode in (Mode.OVERLAY, Mode.SWIPE))
        name = self.tr("How much of the right picture is seen")
        self.slider.setAccessibleName(self.tr("Place of the divider") if mode is Mode.SWIPE else name)
        self.slider.setToolTip(self.slider.accessibleName())
        for button in (self.play, self.flip):
            button.setVisible(mode is Mode.BLINK)
        self.play.setChecked(False)
        self.mode_chosen.emit(mode)

    def show_mix(self, mix: float) -> None:
        """What was chosen on the stage itself."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(mix * MIX_STEPS))

    def show_zoom(self, percent: int, is_fitted: bool) -> None:
        self.percent.setText(f"{percent} %")
        said = self.tr("Size of the pictures: {0} %").format(percent)
        self.percent.setAccessibleName(said)
        self.percent.setToolTip(said + (self.tr(", fitted") if is_fitted else ""))

    def on_theme_changed(self) -> None:
        for button, icon in self._icons:
            name = "pause" if button is self.play and button.isChecked() else icon
            color = theme.colors.accent if button.isChecked() else theme.colors.muted
            button.setIcon(icons.icon(name, color, size=16))

    def _on_play_toggled(self, on: bool) -> None:
        self.blink_toggled.emit(on)

    def _heat_button(self) -> QToolButton:
        button = self._button("heat", self.tr("Show where they differ (Ctrl+D)"), checkable=True)
        menu = QMenu(button)
        for over, name in HEATS:
            action = QAction(
                QCoreApplication.translate(CONTEXT, name), menu, checkable=True, checked=over is self._over
            )
            action.triggered.connect(lambda _, over=over: self._choose_heat(over))
            menu.addAction(action)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.setProperty("role", "split")
        button.toggled.connect(lambda on: self.heat_chosen.emit(self._over if on else HeatOver.NONE))
        return button

    def _choose_heat(self, over: HeatOver) -> None:
        self._over = over
        for action, (each, _) in zip(self.heat.menu().actions(), HEATS, strict=True):
            action.setChecked(each is over)
        if self.heat.isChecked():
            self.heat_chosen.emit(over)
        else:
            self.heat.setChecked(True)

    def _percent_button(self) -> QToolButton:
        button = QToolButton()
        menu = QMenu(button)
        menu.addAction(self.tr("Fit (0)"), self.fit_requested.emit)
        for percent in PERCENTS:
            menu.addAction(f"{percent} %", lambda percent=percent: self.percent_chosen.emit(percent))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMinimumWidth(58)
        button.setProperty("role", "figureButton")
        return button

    def _button(self, icon: str, name: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setCheckable(checkable)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.toggled.connect(self.on_theme_changed)
        self._icons.append((button, icon))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(2)
        for button in self.modes.values():
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self.slider, 1)
        row.addWidget(self.play)
        row.addWidget(self.flip)
        row.addStretch(1)
        for widget in (self.heat, self.smaller, self.percent, self.larger, self.regions):
            row.addWidget(widget)
