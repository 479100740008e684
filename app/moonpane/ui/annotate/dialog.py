"""The window in which a picture is marked, or a page is sketched."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from moonpane.ui.annotate.canvas import Canvas
from moonpane.ui.annotate.mark_list import MarkList
from moonpane.ui.annotate.marks import Mark
from moonpane.ui.annotate.painting import Markup
from moonpane.ui.annotate.tool_bar import ToolBar

SHEET = QSize(1280, 800)
USUAL_SIZE = QSize(1180, 760)


class AnnotateView(QWidget):
    """Tools, picture and list of marks."""

    def __init__(self, image: QImage | None, size: QSize, marks: Sequence[Mark] = ()) -> None:
        """`image` None: a blank sheet, which is the mockup itself. `size` as in `Canvas`."""
        super().__init__()
        self.is_sketch = image is None
        self.canvas = Canvas(image, size, is_sketch=self.is_sketch)
        self.bar = ToolBar(self.canvas, is_sketch=self.is_sketch)
        self.list = MarkList(self.canvas, is_sketch=self.is_sketch)
        self.list.done.connect(self.canvas.setFocus)
        self.canvas.drawn.connect(self._on_drawn)
        if marks:
            self.canvas.set_marks(tuple(marks))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(_line())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(_line(upright=True))
        row.addWidget(self.list)
        column.addLayout(row, 1)

    @property
    def markup(self) -> Markup:
        """What there is by now."""
        self.canvas.finish_text()
        return Markup(self.canvas.history.now, self.canvas.size_px, self.is_sketch)

    def _on_drawn(self, index: int) -> None:
        """Marks want a word; on a sketch, and of a text, they are one themselves."""
        if not self.is_sketch and self.canvas.history.now[index].kind != "text":
            self.canvas.select(index)
            self.list.ask_comment(index)


class AnnotateDialog(QDialog):
    """Asks for marks; modal to its window, never blocking.

    Signals:
        annotated: the `Markup`, when the person is done; `Markup.render` makes the picture of it, on another thread.
        discarded: the `Markup` that is not wanted, where it is another than it began with; it can be gone on with.
    """

    annotated = Signal(object)
    discarded = Signal(object)

    def __init__(
        self,
        image: QImage | None,
        size: QSize = SHEET,
        marks: Sequence[Mark] = (),
        parent: QWidget | None = None,
        *,
        kept: Sequence[Mark] | None = None,
    ) -> None:
        """A picture, or a smaller copy of one of `size` pixels; without one, a sheet of `size` to sketch on.

        marks: what was drawn on it before, to go on with. kept: what is kept of these elsewhere, by default all.
        """
        super().__init__(parent)
        self.view = AnnotateView(image, size, marks)
        self._kept = self.view.markup.marks if kept is None else tuple(kept)
        is_sketch = self.view.is_sketch
        self.setWindowTitle(self.tr("Sketch a page") if is_sketch else self.tr("Mark the picture"))
        self.setModal(True)
        room = QGuiApplication.primaryScreen().availableSize() if parent is None else parent.screen().availableSize()
        self.resize(USUAL_SIZE.boundedTo(room * 0.95))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._done = QPushButton(self.tr("Use this sketch") if is_sketch else self.tr("Use these marks"))
        self._done.setProperty("role", "primary")
        self._done.setAutoDefault(False)
        self._done.setToolTip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        self._done.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        hint = QLabel(self.tr("Arrow keys move, Space draws, Ctrl+Return is done."))
        hint.setProperty("role", "faint")
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(8)
        foot.addWidget(hint)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(_line())
        column.addLayout(foot)
        self.view.canvas.changed.connect(self._on_changed)
        self._on_changed()
        self.view.canvas.setFocus()

    def accept(self) -> None:
        markup = self.view.markup
        if self._done.isEnabled() or markup.marks:
            self.annotated.emit(markup)
            super().accept()

    def reject(self) -> None:
        """Also by Esc, which is soon pressed once too often."""
        markup = self.view.markup
        super().reject()
        if markup.marks != self._kept:
            self.discarded.emit(markup)

    def _on_changed(self) -> None:
        """A sketch without a stroke is none; a picture may lose all its marks."""
        self._done.setEnabled(not self.view.is_sketch or bool(self.view.canvas.history.now))


def _line(*, upright: bool = False) -> QFrame:
    made = QFrame()
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    made.setStyleSheet("background: palette(mid);")
    return made
