"""How fast a model answers: medians of its last answers, measured while they came."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from moonpane.store.models.board import ModelView
from moonpane.ui.card import Card, wrapped
from moonpane.ui.language import number

NOTHING = "–"


class SpeedCard(Card):
    """Four figures, or the sentence that there are none yet."""

    def __init__(self) -> None:
        super().__init__("")
        self.caption.setText(self.tr("Speed"))
        names = (self.tr("First token"), self.tr("Reading"), self.tr("Writing"), "")
        row = QHBoxLayout()
        row.setSpacing(12)
        self.figures: list[QLabel] = []
        for name in names:
            figure, words = QLabel(NOTHING), QLabel(name)
            figure.setProperty("role", "small-figure")
            words.setProperty("role", "faint")
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(figure)
            column.addWidget(words)
            row.addLayout(column, 1)
            self.figures.append(figure)
            self.picture_words = words
        self.note = wrapped(role="faint")
        self.body.addLayout(row)
        self.body.addWidget(self.note)

    def show_view(self, view: ModelView) -> None:
        speeds, probe = view.speeds, view.probe
        timing = probe.timing if probe and not speeds.num_answers else None
        first = speeds.first_token_s or (timing.first_token_s if timing else 0.0)
        writing = speeds.decode_tokens_per_s or (timing.decode_tokens_per_s if timing else 0.0)
        shown = (
            self.tr("{number} s").format(number=number(first, 2)) if first else NOTHING,
            self._speed(speeds.prefill_tokens_per_s),
            self._speed(writing),
            self.tr("%Ln token(s)", "", view.image_tokens) if view.image_tokens else NOTHING,
        )
        width, height = view.image_size
        sized = self.tr("Picture of {width} × {height}").format(width=width, height=height)
        self.picture_words.setText(sized if view.image_tokens else self.tr("A picture"))
        for figure, words in zip(self.figures, shown, strict=True):
            figure.setText(words)
        if speeds.num_answers:
            self.note.setText(self.tr("The middle of the last %Ln answer(s).", "", speeds.num_answers))
        elif timing:
            self.note.setText(self.tr("Measured while the connection was checked."))
        else:
            self.note.setText(self.tr("Nothing measured yet; the figures come with the first answers."))

    def _speed(self, tokens_per_s: float) -> str:
        if not tokens_per_s:
            return NOTHING
        return self.tr("{number}/s").format(number=number(tokens_per_s, 0 if tokens_per_s >= 20 else 1))
