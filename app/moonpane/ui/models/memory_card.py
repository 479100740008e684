"""What a model needs in memory before it is loaded, beside what is free; and what it takes once it is."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from moonpane.models.estimate import Estimate, Remedy
from moonpane.sentences import translated
from moonpane.store.models.board import ModelView
from moonpane.ui.card import Card, Choice, wrapped
from moonpane.ui.language import data_size, number
from moonpane.ui.theme import set_role, theme

CONTEXTS = (1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576)
BAR_HEIGHT = 14


def part_colors() -> tuple[str, str, str, str]:
    """Of weights, vision, cache and program."""
    colors = theme.colors
    return colors.accent, colors.code_keyword, colors.code_name, colors.faint


class MemoryBar(QWidget):
    """The parts of an estimate, side by side, on what is free; what does not fit hangs over, hatched."""

    def __init__(self) -> None:
        super().__init__()
        self.estimate: Estimate | None = None
        self.setFixedHeight(BAR_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        painter.setClipPath(path)
        painter.fillRect(box, QColor(theme.colors.raised))
        found = self.estimate
        if found is None:
            return
        scale = box.width() / max(found.total, found.machine.free, 1)
        left = 0.0
        parts = (found.weights, found.vision, found.cache, found.program)
        for size, color in zip(parts, part_colors(), strict=True):
            painter.fillRect(QRectF(left, 0, size * scale, BAR_HEIGHT), QColor(color))
            left += size * scale
        if found.lacking:
            over = QRectF(found.machine.free * scale, 0, box.width(), BAR_HEIGHT)
            painter.fillRect(over, QBrush(QColor(theme.colors.surface), Qt.BrushStyle.BDiagPattern))
            painter.fillRect(QRectF(over.left() - 1, 0, 2, BAR_HEIGHT), QColor(theme.colors.bad))


class Swatch(QWidget):
    """The colour of one part in the legend."""

    def __init__(self, part: int) -> None:
        super().__init__()
        self._part = part
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(part_colors()[self._part]))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)


class MemoryCard(Card):
    """Of a model that is loaded by us.

    Signals:
        context_chosen: tokens that the estimate is to be for.
    """

    context_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__("")
        self.caption.setText(self.tr("Memory"))
        self.verdict = QLabel()
        self.head.addWidget(self.verdict)
        self.bar = MemoryBar()
        self.sentence = wrapped()
        self.remedies = wrapped(role="muted")
        self.actual = wrapped(role="muted")
        self.context = Choice()
        self.context.activated.connect(lambda: self.context_chosen.emit(self.context.currentData()))
        self.body.addWidget(self.bar)
        self.body.addLayout(self._legend())
        for label in (self.sentence, self.remedies, self.actual):
            self.body.addWidget(label)
        self.add_field(self.tr("Context"), self.context)

    def show_view(self, view: ModelView) -> None:
        found = view.estimate
        self.bar.estimate = found
        self.bar.update()
        self.verdict.setVisible(found is not None)
        parts = (found.weights, found.vision, found.cache, found.program) if found else (0, 0, 0, 0)
        for label, size in zip(self._sizes, parts, strict=True):
            label.setText(data_size(size) if found else "–")
        self.remedies.setText(self._remedy_words(found) if found else "")
        self.remedies.setVisible(bool(self.remedies.text()))
        self._show_verdict(view)
        self._show_actual(view)
        self._offer_contexts(view)

    def _show_verdict(self, view: ModelView) -> None:
        found = view.estimate
        if found is None:
            reading = self.tr("Reading the checkpoint …") if view.is_estimating else ""
            self.sentence.setText(translated(view.no_estimate) or reading)
            self.bar.setAccessibleName(self.sentence.text())
            return
        place = found.machine.name or (self.tr("main memory") if found.machine.device == "CPU" else self.tr("the GPU"))
        said = self.tr("Needs about {total}; {free} are free in {place}.").format(
            total=data_size(found.total), free=data_size(found.machine.free), place=place
        )
        self.sentence.setText(translated(found.fault) or said)
        self.bar.setAccessibleName(said)
        set_role(self.verdict, "good" if found.fits else "bad")
        self.verdict.setText(self.tr("Fits") if found.fits else self.tr("Does not fit"))
        if found.fault:
            self.verdict.setText(self.tr("Incomplete"))

    def _show_actual(self, view: ModelView) -> None:
        memory = view.memory
        self.actual.setVisible(memory is not None)
        if memory is not None:
            said = self.tr("Takes {resident} now; unloading it frees {own}.").format(
                resident=data_size(memory.resident), own=data_size(memory.own)
            )
            gpu = self.tr("On the GPU: {size}.").format(size=data_size(memory.gpu)) if memory.gpu else ""
            self.actual.setText(f"{said} {gpu}".strip())

    def _offer_contexts(self, view: ModelView) -> None:
        longest = view.estimate.max_context if view.estimate else CONTEXTS[-1]
        offered = sorted({count for count in CONTEXTS if count < longest} | {longest, view.known.context})
        if [self.context.itemData(index) for index in range(self.context.count())] != offered:
            self.context.clear()
            for count in offered:
                self.context.addItem(self.tr("{number} tokens").format(number=number(count)), count)
        self.context.choose(view.known.context)

    def _remedy_words(self, found: Estimate) -> str:
        return "\n".join(f"•  {self._remedy(remedy)}" for remedy in found.remedies)

    def _remedy(self, remedy: Remedy) -> str:
        size = data_size(remedy.amount)
        match remedy.kind:
            case "unload":
                return self.tr("It fits once the model in use is unloaded, which gives {size} back.").format(size=size)
            case "context":
                return self.tr("It fits with a context of {number} tokens.").format(number=number(remedy.amount))
            case "int4":
                return self.tr("It fits with packed experts ({size}): moonpane-engine quantize.").format(size=size)
            case "memory":
                return self.tr("{size} more would be needed; a server elsewhere may have them.").format(size=size)

    def _legend(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(7)
        grid.setVerticalSpacing(2)
        self._sizes: list[QLabel] = []
        parts = (self.tr("Weights"), self.tr("Vision"), self.tr("Cache of the context"), self.tr("Program"))
        for part, words in enumerate(parts):
            name, size = QLabel(words), QLabel("–")
            name.setProperty("role", "faint")
            grid.addWidget(Swatch(part), 0, 2 * part)
            grid.addWidget(name, 0, 2 * part + 1)
            grid.addWidget(size, 1, 2 * part + 1)
            grid.setColumnStretch(2 * part + 1, 1)
            self._sizes.append(size)
        return grid
