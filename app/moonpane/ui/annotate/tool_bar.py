"""The tools, colours and widths to draw with, as buttons with keys."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton

from moonpane.ui import icons
from moonpane.ui.annotate.canvas import Canvas
from moonpane.ui.annotate.sheet_view import ZOOM_STEP
from moonpane.ui.annotate.tools import Tool
from moonpane.ui.theme import theme

CONTEXT = "ToolBar"
TOOLS: tuple[tuple[Tool, str, str, Any], ...] = (  # the tool, its icon, its key, its name
    ("select", "pointer", "V", QT_TRANSLATE_NOOP("ToolBar", "Select and move")),
    ("pen", "pen", "P", QT_TRANSLATE_NOOP("ToolBar", "Pen")),
    ("box", "box", "B", QT_TRANSLATE_NOOP("ToolBar", "Box")),
    ("arrow", "arrow", "A", QT_TRANSLATE_NOOP("ToolBar", "Arrow")),
    ("text", "text", "T", QT_TRANSLATE_NOOP("ToolBar", "Text")),
    ("eraser", "eraser", "E", QT_TRANSLATE_NOOP("ToolBar", "Eraser")),
)
COLORS: tuple[tuple[str, Any], ...] = (
    ("#e5383b", QT_TRANSLATE_NOOP("ToolBar", "Red")),
    ("#f08c00", QT_TRANSLATE_NOOP("ToolBar", "Orange")),
    ("#2b9348", QT_TRANSLATE_NOOP("ToolBar", "Green")),
    ("#2f6fed", QT_TRANSLATE_NOOP("ToolBar", "Blue")),
    ("#1a1d29", QT_TRANSLATE_NOOP("ToolBar", "Black")),
    ("#ffffff", QT_TRANSLATE_NOOP("ToolBar", "White")),
)
WIDTHS: tuple[tuple[float, Any], ...] = (
    (2.0, QT_TRANSLATE_NOOP("ToolBar", "Thin")),
    (4.0, QT_TRANSLATE_NOOP("ToolBar", "Medium")),
    (8.0, QT_TRANSLATE_NOOP("ToolBar", "Thick")),
)


class ToolBar(QFrame):
    """Drives a canvas.

    Signals:
        tool_chosen: another tool is in hand.
    """

    tool_chosen = Signal(str)

    def __init__(self, canvas: Canvas, *, is_sketch: bool) -> None:
        super().__init__()
        self.setObjectName("annotateBar")
        self._canvas = canvas
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(3)
        self.tools: dict[Tool, QToolButton] = {}
        self.colors: dict[str, Swatch] = {}
        self.widths: dict[float, Swatch] = {}
        self._icons: dict[QToolButton, str] = {}
        self._add_tools()
        self._add_swatches()
        self._gap()
        self.undo = self._button("undo", self.tr("Undo"), QKeySequence("Ctrl+Z"), canvas.undo)
        self.redo = self._button("redo", self.tr("Redo"), QKeySequence("Ctrl+Shift+Z"), canvas.redo)
        self._row.addStretch()
        self._add_zoom()
        canvas.changed.connect(self._on_changed)
        canvas.zoomed.connect(self._on_zoomed)
        theme.changed.connect(self._show_icons)
        self._show_icons()
        self._on_changed()
        self.choose_tool("pen" if is_sketch else "box")
        self.choose_color(COLORS[4][0] if is_sketch else COLORS[0][0])
        self.choose_width(WIDTHS[1][0])

    def choose_tool(self, tool: Tool) -> None:
        self.tools[tool].setChecked(True)
        self._canvas.use_tool(tool)
        self.tool_chosen.emit(tool)

    def choose_color(self, color: str) -> None:
        self.colors[color].setChecked(True)
        self._canvas.style_now = replace(self._canvas.style_now, color=color)

    def choose_width(self, width: float) -> None:
        self.widths[width].setChecked(True)
        self._canvas.style_now = replace(self._canvas.style_now, width=width)

    def _add_tools(self) -> None:
        group = QButtonGroup(self)
        for tool, icon, key, words in TOOLS:
            name = QCoreApplication.translate(CONTEXT, words)
            button = self._button(icon, name, QKeySequence(key), lambda tool=tool: self.choose_tool(tool))
            button.setCheckable(True)
            group.addButton(button)
            self.tools[tool] = button
        self._gap()

    def _add_swatches(self) -> None:
        group = QButtonGroup(self)
        for number, (color, words) in enumerate(COLORS, 1):
            swatch = Swatch(QCoreApplication.translate(CONTEXT, words), str(number), color=color)
            swatch.clicked.connect(lambda _, color=color: self.choose_color(color))
            QShortcut(QKeySequence(str(number)), self, swatch.click)
            group.addButton(swatch)
            self._row.addWidget(swatch)
            self.colors[color] = swatch
        self._gap()
        group = QButtonGroup(self)
        for key, (width, words) in zip("789", WIDTHS, strict=True):
            swatch = Swatch(QCoreApplication.translate(CONTEXT, words), key, width=width)
            swatch.clicked.connect(lambda _, width=width: self.choose_width(width))
            QShortcut(QKeySequence(key), self, swatch.click)
            group.addButton(swatch)
            self._row.addWidget(swatch)
            self.widths[width] = swatch

    def _add_zoom(self) -> None:
        canvas = self._canvas
        out = self._button("zoom_out", self.tr("Zoom out"), QKeySequence("Ctrl+-"), lambda: canvas.zoom(1 / ZOOM_STEP))
        self._percent = QLabel()
        self._percent.setProperty("role", "muted")
        self._percent.setMinimumWidth(44)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self._percent)
        zoom_in = self._button("zoom_in", self.tr("Zoom in"), QKeySequence("Ctrl++"), lambda: canvas.zoom(ZOOM_STEP))
        QShortcut(QKeySequence("Ctrl+="), self, zoom_in.click)  # the same key without Shift
        QShortcut(QKeySequence("Ctrl+1"), self, lambda: canvas.zoom_to(1.0))
        self._button("fit", self.tr("Show all of it"), QKeySequence("Ctrl+0"), canvas.fit)
        out.setAutoRepeat(True)
        zoom_in.setAutoRepeat(True)

    def _button(self, icon: str, name: str, key: QKeySequence, act: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIconSize(QSize(20, 20))
        made.setAccessibleName(name)
        made.setToolTip(f"{name}  ({key.toString(QKeySequence.SequenceFormat.NativeText)})")
        made.clicked.connect(lambda: act())
        QShortcut(key, self, made.click)  # of a letter that is typed into a comment, Qt lets the comment have it
        self._icons[made] = icon
        self._row.addWidget(made)
        return made

    def _gap(self) -> None:
        line = QFrame()
        line.setFixedSize(1, 22)
        line.setStyleSheet("background: palette(mid);")
        self._row.addSpacing(7)
        self._row.addWidget(line)
        self._row.addSpacing(7)

    def _show_icons(self) -> None:
        for button, icon in self._icons.items():
            button.setIcon(icons.icon(icon, theme.colors.text, size=20))

    def _on_changed(self) -> None:
        self.undo.setEnabled(self._canvas.history.can_undo)
        self.redo.setEnabled(self._canvas.history.can_redo)

    def _on_zoomed(self, scale: float) -> None:
        self._percent.setText(f"{round(scale * 100)} %")


class Swatch(QAbstractButton):
    """A colour or a width to choose."""

    def __init__(self, name: str, key: str, *, color: str = "", width: float = 0.0) -> None:
        super().__init__()
        self._color, self._width = color, width
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  ({key})")
        self.setFixedSize(28, 28)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        middle = QRectF(self.rect()).center()
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 2 if self.isChecked() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 12, 12)
        if self._color:
            painter.setPen(QPen(QColor(colors.border_strong), 1))
            painter.setBrush(QColor(self._color))
            painter.drawEllipse(middle, 8, 8)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.text))
            painter.drawEllipse(middle, 1.2 + self._width / 2, 1.2 + self._width / 2)
