"""Several pages made for one picture, side by side as thumbnails: how each measures, which is best, which is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from moonpane.sentences import translated
from moonpane.store.variants import Variant, VariantState
from moonpane.ui import icons
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.language import likeness_percent
from moonpane.ui.panes.score_view import tone
from moonpane.ui.theme import theme

MAX_VARIANTS = 4
CARD = QSize(132, 108)
FOOT_PX = 26


class VariantCard(QAbstractButton):
    """A thumbnail with its score; pressing it shows that page.

    Signals:
        cancelled: the person does not want this one any more.
    """

    cancelled = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._variant = Variant(VariantState.WRITING)
        self.is_best = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(CARD)
        self.cross = QToolButton(self)
        self.cross.setProperty("role", "remove")
        self.cross.setAccessibleName(self.tr("Cancel variant {0}").format(number))
        self.cross.setToolTip(self.cross.accessibleName())
        self.cross.clicked.connect(self.cancelled)
        self.cross.setFixedSize(18, 18)
        self.cross.move(CARD.width() - 22, 4)
        theme.changed.connect(self.on_theme_changed)
        self.on_theme_changed()
        self.show_variant(self._variant, is_best=False)

    def show_variant(self, variant: Variant, *, is_best: bool) -> None:
        self._variant, self.is_best = variant, is_best
        self.cross.setVisible(variant.state in (VariantState.WRITING, VariantState.MEASURING))
        self.setEnabled(variant.state not in (VariantState.FAILED, VariantState.CANCELLED))
        said = self.tr("Variant {0}: {1}").format(self._number, self.words)
        self.setAccessibleName(said + (self.tr(", the best") if is_best else ""))
        show = self.tr("Show variant {0} (Alt+{0})").format(self._number)
        self.setToolTip(tooltip_of(translated(variant.sentence) or show))
        self.update()

    @property
    def words(self) -> str:
        """How it stands, short."""
        match self._variant.state:
            case VariantState.WRITING:
                return self.tr("writing …")
            case VariantState.MEASURING:
                return self.tr("measuring …")
            case VariantState.FAILED:
                return self.tr("failed")
            case VariantState.CANCELLED:
                return self.tr("cancelled")
            case _:
                return "" if self._variant.score is None else likeness_percent(self._variant.score, 1)

    def on_theme_changed(self) -> None:
        self.cross.setIcon(icons.icon("close", theme.colors.window, size=14))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colors, box = theme.colors, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(box, 9, 9)
        painter.fillPath(shape, QColor(colors.surface))
        picture = QRectF(box.x(), box.y(), box.width(), box.height() - FOOT_PX)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(picture, QColor(colors.canvas))
        image = self._variant.thumbnail
        if image is not None and image.width() > 0:
            # The head of a page says more than all of a long one, small.
            seen = min(float(image.height()), image.width() * picture.height() / picture.width())
            height = seen * picture.width() / image.width()
            painter.drawImage(
                QRectF(picture.x(), picture.y(), picture.width(), height), image, QRectF(0, 0, image.width(), seen)
            )
        painter.restore()
        self._paint_foot(painter, QRectF(box.x(), box.bottom() - FOOT_PX, box.width(), FOOT_PX))
        strong = self.isChecked() or self.hasFocus()
        color = colors.accent if strong else colors.border_strong if self.underMouse() else colors.border
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(color), 2 if strong else 1))
        painter.drawPath(shape)

    def _paint_foot(self, painter: QPainter, box: QRectF) -> None:
        colors, variant = theme.colors, self._variant
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colors.muted))
        painter.drawText(box.adjusted(9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(self._number))
        ink = colors.bad if variant.state is VariantState.FAILED else colors.faint
        if variant.state is VariantState.READY and variant.score is not None:
            ink = tone(variant.score, colors)[0]
        painter.setPen(QColor(ink))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -9, 0), right, self.words)
        if self.is_best:
            word = self.tr("best")
            width = painter.fontMetrics().horizontalAdvance(word) + 12
            badge = QRectF(box.x() + 22, box.y() + 5, width, 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.good_soft))
            painter.drawRoundedRect(badge, 8, 8)
            painter.setPen(QColor(colors.good))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, word)


class VariantsStrip(QWidget):
    """The cards; Alt+1 to Alt+4 show one.

    Signals:
        chosen: the index of a variant that is to be shown.
        cancelled: the index of one that is not wanted any more.
    """

    chosen = Signal(int)
    cancelled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.cards = [VariantCard(number) for number in range(1, MAX_VARIANTS + 1)]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 10)
        row.setSpacing(10)
        for index, card in enumerate(self.cards):
            card.clicked.connect(lambda _, index=index: self.choose(index))
            card.cancelled.connect(lambda index=index: self.cancelled.emit(index))
            shortcut = QShortcut(QKeySequence(f"Alt+{index + 1}"), self)
            shortcut.activated.connect(lambda index=index: self.choose(index))
            row.addWidget(card)
        row.addStretch(1)
        self.show_variants(())

    def show_variants(self, variants: Sequence[Variant], *, shown: int = -1) -> None:
        """The best of those that are measured is marked; `shown` is the one that is looked at."""
        scores = [variant.score if variant.state is VariantState.READY else None for variant in variants]
        known = [score for score in scores if score is not None]
        best = scores.index(max(known)) if known else -1
        for index, card in enumerate(self.cards):
            card.setVisible(index < len(variants))
            card.setChecked(index == shown)
            if index < len(variants):
                card.show_variant(variants[index], is_best=index == best)
        self.setVisible(len(variants) > 1)

    def choose(self, index: int) -> None:
        card = self.cards[index]
        if not card.isVisibleTo(self) or not card.isEnabled():
            return
        for each in self.cards:
            each.setChecked(each is card)
        self.chosen.emit(index)
