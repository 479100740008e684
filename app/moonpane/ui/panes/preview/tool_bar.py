"""The strip above the page: which device, which size, which zoom; inspect and console."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from moonpane.preview.console import Console
from moonpane.ui import icons
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.language import percent
from moonpane.ui.panes.preview.canvas import PageCanvas
from moonpane.ui.panes.preview.devices import DEVICES, Device, Kind
from moonpane.ui.panes.preview.placing import FALLBACK, MAX_SIDE, Fit
from moonpane.ui.theme import theme

ZOOMS = (25, 50, 75, 100, 125, 150, 200)
NARROW = 560  # below this width words give way
ICONS = {Kind.PHONE: "phone", Kind.TABLET: "tablet", Kind.LAPTOP: "laptop", Kind.DESKTOP: "desktop"}


class SizeFields(QWidget):
    """Width and height of the page, to be read and typed.

    Signals:
        entered: the size that was typed, CSS px.
    """

    entered = Signal(QSize)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.width_field, self.height_field = QLineEdit(), QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for field, name in (
            (self.width_field, self.tr("Width of the page in CSS pixels")),
            (self.height_field, self.tr("Height of the page in CSS pixels")),
        ):
            field.setObjectName("sizeField")
            field.setAccessibleName(name)
            field.setToolTip(name)
            field.setValidator(QIntValidator(1, MAX_SIDE, field))
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setFixedWidth(46)
            field.returnPressed.connect(self.on_return_pressed)
        row.addWidget(self.width_field)
        row.addWidget(QLabel("×"))
        row.addWidget(self.height_field)

    def show_size(self, size: QSize) -> None:
        for field, side in ((self.width_field, size.width()), (self.height_field, size.height())):
            if field.text() != str(side):
                field.setText(str(side))

    def on_return_pressed(self) -> None:
        self.entered.emit(QSize(int(self.width_field.text()), int(self.height_field.text())))


class PreviewBar(QWidget):
    """The strip; acts on the canvas, and says what else is wanted.

    Signals:
        inspect_toggled, console_toggled: the buttons.
        reload_requested: the page is to be loaded again.
    """

    inspect_toggled = Signal(bool)
    console_toggled = Signal(bool)
    reload_requested = Signal()

    def __init__(self, canvas: PageCanvas, console: Console) -> None:
        super().__init__()
        self.setFixedHeight(40)
        self._canvas, self._console = canvas, console
        self.device_button = self._button(self.tr("Device, or size of the page"))
        self.device_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.device_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.device_menu = QMenu(self.device_button)
        self.device_button.setMenu(self.device_menu)
        self.sizes = SizeFields()
        self.turn_button = self._button(self.tr("Turn between portrait and landscape"))
        self.state = QLabel()
        self.state.setProperty("role", "faint")
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.zoom_button = self._button(self.tr("Zoom"), self.tr("Zoom (Ctrl++, Ctrl+−, Ctrl+0)"))
        self.zoom_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom_menu = QMenu(self.zoom_button)
        self.zoom_button.setMenu(self.zoom_menu)
        self.reload_button = self._button(self.tr("Load the page again"))
        self.inspect_button = self._button(
            self.tr("Inspect: pick an element of the page"), self.tr("Pick an element of the page (Ctrl+Shift+C)")
        )
        self.inspect_button.setCheckable(True)
        self.console_button = self._button(self.tr("Show the console"))
        self.console_button.setCheckable(True)
        self.console_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 4, 7, 4)
        row.setSpacing(3)
        for widget in (self.device_button, self.sizes, self.turn_button):
            row.addWidget(widget)
        row.addStretch(0)
        row.addWidget(self.state, 1)
        for widget in (self.zoom_button, self.reload_button, self.inspect_button, self.console_button):
            row.addWidget(widget)
        self._fill_menus()
        self.sizes.entered.connect(canvas.set_size)
        self.turn_button.clicked.connect(canvas.turn)
        self.reload_button.clicked.connect(self.reload_requested)
        self.inspect_button.toggled.connect(self.inspect_toggled)
        self.console_button.toggled.connect(self.console_toggled)
        canvas.resized.connect(self.refresh)
        console.changed.connect(self.on_console_changed)
        theme.changed.connect(self.refresh)
        self.refresh()

    def show_state(self, sentence: str) -> None:
        """What the page is at: growing, unfinished; empty for nothing."""
        self.state.setText(sentence)
        self.state.setToolTip(tooltip_of(sentence))

    def refresh(self) -> None:
        """Reads the canvas."""
        wanted, page = self._canvas.wanted, self._canvas.placed.page
        device = wanted.device
        has_mockup = self._canvas.mockup is not None
        as_mockup = self.tr("Mockup") if has_mockup else self.tr("Usual size")
        words = {Fit.PANE: self.tr("Free"), Fit.MOCKUP: as_mockup, Fit.OWN: self.tr("Own size")}
        self.device_button.setText(device.words if device else words.get(wanted.fit, ""))
        self.device_button.setToolTip(
            self.tr("{} × {} CSS pixels, {} device pixels each").format(
                device.width, device.height, f"{device.ratio:g}"
            )
            if device
            else self.tr("Device, or size of the page")
        )
        self.sizes.show_size(wanted.page if wanted.fit is not Fit.PANE else page)
        self.turn_button.setEnabled(device is None or device.turns)
        self.zoom_button.setText(percent(self._canvas.placed.zoom))
        color = theme.colors.muted
        mockup_icon = "picture" if has_mockup else "page"
        name = ICONS[device.kind] if device else {Fit.PANE: "free", Fit.MOCKUP: mockup_icon}.get(wanted.fit, "page")
        self.device_button.setIcon(icons.icon(name, color, size=16))
        self.turn_button.setIcon(icons.icon("turn", color, size=16))
        self.reload_button.setIcon(icons.icon("again", color, size=16))
        self._free.setIcon(icons.icon("free", color, size=16))
        usual = f"{FALLBACK.width()} × {FALLBACK.height()}"
        self._as_mockup.setText(self.tr("As the mockup") if has_mockup else self.tr("Usual size") + f"\t{usual}")
        self._as_mockup.setIcon(icons.icon(mockup_icon, color, size=16))
        active = theme.colors.accent if self.inspect_button.isChecked() else color
        self.inspect_button.setIcon(icons.icon("inspect", active, size=16))
        self.on_console_changed()

    def on_console_changed(self) -> None:
        errors = self._console.counts["error"]
        number = errors or self._console.num_lines
        self.console_button.setText("" if not number else str(number) if number < 1_000 else "999+")
        color = theme.colors.bad if errors else theme.colors.muted
        self.console_button.setIcon(icons.icon("console", color, size=16))
        said = self.tr("Show the console; errors: {}").format(errors) if errors else self.tr("Show the console")
        self.console_button.setAccessibleName(said)
        self.console_button.setToolTip(said)

    def resizeEvent(self, event: object) -> None:
        self.sizes.setVisible(self.width() >= NARROW - 120)
        self.state.setVisible(self.width() >= NARROW)

    def _fill_menus(self) -> None:
        menu = self.device_menu
        self._free = menu.addAction(self.tr("Free: fills the pane"), lambda: self._canvas.fit(Fit.PANE))
        self._as_mockup = menu.addAction("", lambda: self._canvas.fit(Fit.MOCKUP))  # named in `refresh`
        for kind in Kind:
            menu.addSeparator()
            # Not a section: style sheets leave out what it is called.
            menu.addAction(QCoreApplication.translate("Device", str(kind.value))).setEnabled(False)
            for device in DEVICES:
                if device.kind is kind:
                    self.device_menu.addAction(self._device_action(device))
        group = QActionGroup(self)
        self.zoom_menu.addAction(self.tr("Fit\tCtrl+0"), lambda: self._canvas.set_zoom(None))
        for zoom in ZOOMS:
            action = QAction(f"{zoom} %", group)
            action.triggered.connect(lambda _=False, zoom=zoom: self._canvas.set_zoom(zoom / 100))
            self.zoom_menu.addAction(action)

    def _device_action(self, device: Device) -> QAction:
        action = QAction(f"{device.words}\t{device.width} × {device.height}", self.device_menu)
        action.triggered.connect(lambda _=False: self._canvas.show_device(device))
        return action

    def _button(self, name: str, tip: str = "") -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(tip or name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
