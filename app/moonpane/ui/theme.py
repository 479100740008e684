"""Colours, type and the style sheet, in light and dark: as chosen, or following the desktop's colour scheme.

Every colour of the window is a field of `Colors`. A widget that paints itself reads `theme.colors` in its
paintEvent and repaints on `theme.changed`.
"""

from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from moonpane.ui.style_sheet import STYLE_SHEET

UI_FONTS = ("Inter", "Noto Sans KR", "Noto Sans SC", "Noto Sans", "Segoe UI", "SF Pro Text", "DejaVu Sans")
# The same sign looks different in Chinese and Korean type: who reads Chinese gets Chinese forms.
CHINESE_UI_FONTS = ("Inter", "Noto Sans SC", *(name for name in UI_FONTS[1:] if name != "Noto Sans SC"))
CODE_FONTS = ("JetBrains Mono", "SF Mono", "Cascadia Mono", "Consolas", "DejaVu Sans Mono")
SHIPPED_FONTS = ("Inter-*.ttf", "JetBrainsMono-*.ttf", "NotoSansKR-*.ttf", "NotoSansSC-*.ttf")


@dataclass(frozen=True)
class Colors:
    """One scheme; `#rrggbb` everywhere."""

    window: str  # behind everything
    panel: str  # the conversation
    surface: str  # cards, fields
    raised: str  # hovered and pressed controls
    canvas: str  # behind pages and pictures
    canvas_dot: str
    border: str
    border_strong: str
    text: str
    muted: str
    faint: str  # hints, line numbers
    accent: str
    accent_hover: str
    accent_soft: str  # behind accented text
    on_accent: str
    good: str
    good_soft: str
    middling: str
    middling_soft: str
    bad: str
    bad_soft: str
    selection: str
    code_tag: str
    code_name: str
    code_string: str
    code_number: str
    code_comment: str
    code_keyword: str


LIGHT = Colors(
    window="#f6f7f9",
    panel="#fcfcfd",
    surface="#ffffff",
    raised="#eef0f4",
    canvas="#f0f1f5",
    canvas_dot="#d7dae4",
    border="#e4e6ed",
    border_strong="#cfd3de",
    text="#1a1d29",
    muted="#5f6579",
    faint="#8a90a3",
    accent="#4f51d8",
    accent_hover="#4042bd",
    accent_soft="#ecedfd",
    on_accent="#ffffff",
    good="#1c7f54",
    good_soft="#e2f5ec",
    middling="#9a6700",
    middling_soft="#fdf3dc",
    bad="#c0352f",
    bad_soft="#fdecea",
    selection="#d6d7fb",
    code_tag="#3b49c4",
    code_name="#8a4d00",
    code_string="#1d7a4f",
    code_number="#a6266e",
    code_comment="#8a90a3",
    code_keyword="#8632b3",
)

DARK = Colors(
    window="#14151a",
    panel="#181a20",
    surface="#1f2129",
    raised="#2a2d37",
    canvas="#111217",
    canvas_dot="#24262f",
    border="#2b2e39",
    border_strong="#40444f",
    text="#eceef4",
    muted="#a2a7b8",
    faint="#747a8c",
    accent="#7f82ff",
    accent_hover="#989aff",
    accent_soft="#282a4a",
    on_accent="#0f1020",
    good="#5fd3a0",
    good_soft="#16342a",
    middling="#e5b454",
    middling_soft="#38301a",
    bad="#ff8a80",
    bad_soft="#3d2224",
    selection="#3a3d78",
    code_tag="#92a4ff",
    code_name="#e3b778",
    code_string="#84d3a5",
    code_number="#f094c4",
    code_comment="#747a8c",
    code_keyword="#cb9cf2",
)


class Theme(QObject):
    """The scheme in force.

    Signals:
        changed: another scheme is in force; palette and style sheet of the application are set already.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colors = LIGHT
        self.mode = "system"

    def follow_desktop(self, application: QApplication, *, fonts: Path | None = None) -> None:
        """Sets style, fonts and colours, and keeps the colours as the desktop's scheme changes."""
        application.setStyle("Fusion")
        if fonts is not None:
            load_fonts(fonts)
        application.setFont(ui_font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.on_scheme_changed)
        self.on_scheme_changed(hints.colorScheme())

    def choose(self, mode: str) -> None:
        """`light`, `dark`, or `system`: as the desktop is, also when it changes."""
        self.mode = mode
        wanted = {"light": LIGHT, "dark": DARK}.get(mode) or of_scheme(QGuiApplication.styleHints().colorScheme())
        if wanted is not self.colors:
            self.use(wanted)

    def use_language(self, application: QApplication) -> None:
        """Orders the fonts for the language in force."""
        application.setFont(ui_font())

    def on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        if self.mode == "system":
            self.use(of_scheme(scheme))

    def use(self, colors: Colors) -> None:
        self.colors = colors
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(palette(colors))
        application.setStyleSheet(style_sheet(colors))
        self.changed.emit()


theme = Theme()


def of_scheme(scheme: Qt.ColorScheme) -> Colors:
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def load_fonts(folder: Path) -> None:
    """Makes the shipped fonts known to this process; the ones that are missing fall back to the system's."""
    for pattern in SHIPPED_FONTS:
        for file in sorted(folder.glob(pattern)):
            QFontDatabase.addApplicationFont(str(file))


def ui_font(*, pixels: int = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    chinese = QLocale().language() == QLocale.Language.Chinese
    font = QFont(list(CHINESE_UI_FONTS if chinese else UI_FONTS))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def code_font(*, pixels: int = 13) -> QFont:
    font = QFont(list(CODE_FONTS))
    font.setPixelSize(pixels)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFeature(QFont.Tag("calt"), 0)  # ligatures make other signs of what is in the file
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def set_role(widget: QWidget, role: str) -> None:
    """Gives a widget the look of a role of the style sheet, also one it had not when it was made."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # Labels remember how much room they want until they are told that their style is another.
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def style_sheet(colors: Colors) -> str:
    """The application's style sheet, with every `@name` replaced by its colour."""
    text = STYLE_SHEET
    # Longest name first: `@accent` is the beginning of `@accent_soft`.
    for name in sorted((field.name for field in fields(colors)), key=len, reverse=True):
        text = text.replace(f"@{name}", getattr(colors, name))
    return text


def palette(colors: Colors) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for which, color in (
        (role.Window, colors.window),
        (role.WindowText, colors.text),
        (role.Base, colors.surface),
        (role.AlternateBase, colors.raised),
        (role.Text, colors.text),
        (role.PlaceholderText, colors.faint),
        (role.Button, colors.surface),
        (role.ButtonText, colors.text),
        (role.ToolTipBase, colors.text),
        (role.ToolTipText, colors.window),
        (role.Highlight, colors.selection),
        (role.HighlightedText, colors.text),
        (role.Link, colors.accent),
        (role.Accent, colors.accent),
        (role.Mid, colors.border),
        (role.Light, colors.raised),
    ):
        made.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colors.faint))
    return made
