"""The row below the draft: stack, thinking, variants, rounds of refining."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from moonpane.session import STACKS, Stack
from moonpane.store.options import MAX_ROUNDS, MAX_VARIANTS, Limits, Options
from moonpane.ui.foreign_text import tooltip_of
from moonpane.ui.quiet_button import WIDTH_WITHOUT_WORDS, QuietButton

SPACING = 2
SHORT_NAMES: dict[Stack, str] = {"html": "HTML", "tailwind": "Tailwind", "react": "React"}


class ChoiceButton(QuietButton):
    """A button with a menu of which one entry holds.

    Signals:
        chosen: the index of the entry that a person chose.
    """

    chosen = Signal(int)

    def __init__(self, icon: str, name: str, entries: list[str]) -> None:
        super().__init__(icon, name, shows_words=True)
        self._name, self._reason = name, ""
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self.entries: list[QAction] = []
        for index, words in enumerate(entries):
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked, index=index: self.chosen.emit(index))
            self._group.addAction(action)
            self.entries.append(action)
        self.setMenu(self._menu)

    def show_choice(self, index: int, words: str) -> None:
        self.entries[index].setChecked(True)
        self.setText(words)
        self.setAccessibleName(f"{self._name}: {self.entries[index].text()}")
        self.show_reason(self._reason)

    def show_reason(self, reason: str) -> None:
        """Why nothing can be chosen; "" when it can."""
        self._reason = reason
        self.setEnabled(not reason)
        self.setToolTip(tooltip_of(reason or self.accessibleName()))
        self.setAccessibleDescription(reason)


class OptionsRow(QWidget):
    """Holds what a person wished for, also while the model at hand cannot do all of it.

    Where there is no room for all words, some buttons are an icon only; their tooltips say the rest.

    Signals:
        changed: the `Options` in force, after a person chose, or after the model's limits changed them.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wished = Options()
        self._page: Stack | None = None
        self._limits = Limits()
        stacks = {
            "html": self.tr("HTML and CSS"),
            "tailwind": self.tr("HTML and Tailwind"),
            "react": self.tr("React and Tailwind"),
        }
        entries = [stacks[stack] for stack in STACKS]
        self.stack_button = ChoiceButton("code", self.tr("What is written"), entries)
        self.thinking_button = QuietButton("spark", self.tr("Thinking"), shows_words=True)
        self.thinking_button.setCheckable(True)
        variants = [self.tr("One answer"), *(self.tr("{n} answers").format(n=n) for n in range(2, MAX_VARIANTS + 1))]
        self.variants_button = ChoiceButton("layers", self.tr("Variants"), variants)
        rounds = [
            self.tr("Not at all"),
            self.tr("1 round"),
            *(self.tr("{n} rounds").format(n=n) for n in range(2, MAX_ROUNDS + 1)),
        ]
        self.refine_button = ChoiceButton("target", self.tr("Measure and improve"), rounds)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._buttons = (self.stack_button, self.thinking_button, self.variants_button, self.refine_button)
        for button in self._buttons:
            row.addWidget(button)
        self.stack_button.chosen.connect(lambda index: self._wish(stack=STACKS[index]))
        self.variants_button.chosen.connect(lambda index: self._wish(variants=index + 1))
        self.refine_button.chosen.connect(lambda index: self._wish(refine_rounds=index))
        self.thinking_button.clicked.connect(lambda checked: self._wish(thinking=checked))
        self._refresh()

    def sizeHint(self) -> QSize:
        return self._size(sum(button.width_with_words for button in self._buttons))

    def minimumSizeHint(self) -> QSize:
        return self._size(len(self._buttons) * WIDTH_WITHOUT_WORDS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def options(self) -> Options:
        """What the next message is sent with."""
        return self._limits.nearest(replace(self._wished, stack=self._page) if self._page else self._wished)

    def show_options(self, options: Options) -> None:
        """What a person chose before, in this conversation or in the settings; emits nothing."""
        self._wished = options
        self._refresh()

    def show_page(self, stack: Stack | None) -> None:
        """What the shown page is made of, and so the next one; None without a page. Emits nothing."""
        self._page = stack
        self._refresh()

    def show_limits(self, limits: Limits) -> None:
        """What the model at hand cannot do."""
        before = self.options
        self._limits = limits
        self._refresh()
        if self.options != before:
            self.changed.emit(self.options)

    def _wish(self, **what: object) -> None:
        before = self.options
        self._page = None if "stack" in what else self._page
        self._wished = replace(self._wished, **what)  # type: ignore[arg-type]
        self._refresh()
        if self.options != before:
            self.changed.emit(self.options)

    def _refresh(self) -> None:
        options, limits = self.options, self._limits
        self.stack_button.show_choice(STACKS.index(options.stack), SHORT_NAMES[options.stack])
        self.variants_button.show_choice(options.variants - 1, str(options.variants))
        self.variants_button.show_reason(limits.variants)
        self.refine_button.show_choice(options.refine_rounds, str(options.refine_rounds or self.tr("off")))
        self.refine_button.show_reason(limits.refine)
        fixed = limits.thinking or limits.instant
        self.thinking_button.setChecked(options.thinking)
        self.thinking_button.setEnabled(not fixed)
        said = self.tr("Thinks before it answers") if options.thinking else self.tr("Answers at once, without thinking")
        self.thinking_button.setToolTip(tooltip_of(fixed or said))
        self.thinking_button.setAccessibleDescription(fixed or said)
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        """Words for as many buttons as there is room for; what is not seen in an icon comes first."""
        room = self.width() - self.minimumSizeHint().width()
        for button in (self.stack_button, self.refine_button, self.variants_button, self.thinking_button):
            needed = button.width_with_words - WIDTH_WITHOUT_WORDS
            button.show_words(needed <= room)
            room -= needed if needed <= room else 0

    def _size(self, width_of_buttons: int) -> QSize:
        spaces = SPACING * (len(self._buttons) - 1)
        return QSize(width_of_buttons + spaces, max(button.sizeHint().height() for button in self._buttons))
