"""What the embedded model is trained on, phase after phase: letters, then columns of elements, then whole pages."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from moonpane_engine.train.data.line_batches import Lines
from moonpane_engine.train.data.page_batches import Pages
from moonpane_engine.train.data.seen_batches import Seen

SEED = 20261123
NUM_PAGES, FIRST_HELD_OUT, NUM_HELD_OUT = 4_600, 9_000_000, 120


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the training with one mixture of samples; each step sees all tasks."""

    name: str
    steps: int
    lines: Lines
    pages: Pages
    seen: Seen | None = None
    lr: float = 1e-3  # at its highest
    decays: bool = False  # the learning rate falls to a twentieth over this phase

    def enlarged(self, factor: int) -> "Phase":
        """The same with so many times larger batches."""
        lines = self.lines._replace(batch_size=self.lines.batch_size * factor)
        seen = self.seen and self.seen._replace(tokens=self.seen.tokens * factor)
        return replace(self, lines=lines, pages=self.pages._replace(tokens=self.pages.tokens * factor), seen=seen)

    def to_dict(self) -> dict[str, Any]:
        """For the record."""
        tasks = {"lines": self.lines, "pages": self.pages, "seen": self.seen}
        return asdict(self) | {name: task and task._asdict() for name, task in tasks.items()}


_FIRST = Pages(256, drills=1, drill_size=2, copies=0.1)
_COLUMNS = Pages(1_024, drills=0.5, drill_size=12, max_level=2, body=0.9)
_LOOKUP = Pages(2_048, drills=0.7, drill_size=16, shuffled=0.8, body=0.9)
_PAGES = Pages(2_560, drills=0.15, drill_size=16, shuffled=0.7, body=0.4)
RECIPE = (
    # Shapes before places: reading of whole words did not emerge within 35,000 samples, that of single glyphs takes
    # 3,000, and each step from there is small.
    Phase("one glyph", 200, Lines(32, easy=1, glyphs=1), _FIRST),
    Phase("two glyphs", 200, Lines(32, easy=1, glyphs=2), _FIRST),
    Phase("three glyphs", 300, Lines(32, easy=1, glyphs=3), _FIRST),
    Phase("five glyphs", 400, Lines(32, easy=1, glyphs=5), _FIRST),
    Phase("words", 1_000, Lines(48, short=0.7, easy=0.3, rendered=0.3), Pages(768, drills=0.5, max_level=1, body=0.8)),
    Phase("columns", 400, Lines(32, short=0.4, easy=0.05, rendered=0.4), _COLUMNS),
    Phase("pages", 1_600, Lines(32, short=0.4, easy=0.05, rendered=0.4), Pages(2_560, drill_size=12, body=0.8)),
    # On pages the order alone tells most; shuffled elements can be found by their labels only.
    Phase("lookup", 300, Lines(16, short=0.4, rendered=0.5), _LOOKUP),
    Phase("settling", 600, Lines(48, short=0.4, rendered=0.5), _PAGES, decays=True),
    Phase("settling again", 400, Lines(32, short=0.4, rendered=0.5), _PAGES, lr=7e-4, decays=True),
)
_ALL = Pages(2_560, edits=0.25, ungrounded=0.15, drills=0.05, drill_size=16, shuffled=0.7, body=0.3)
# What needs a GPU: a page is read from its picture alone, and changed as somebody wants. It goes on from RECIPE's end.
SIGHT = (
    Phase("a few texts", 300, Lines(16, short=0.4, rendered=0.5), _ALL, Seen(4_096, (1, 0, 0))),
    Phase("sections", 500, Lines(16, short=0.4, rendered=0.5), _ALL, Seen(6_144, (0.5, 0.5, 0))),
    Phase("small pages", 800, Lines(16, short=0.4, rendered=0.5), _ALL, Seen(6_144, (0.25, 0.6, 0.15))),
    Phase("seeing settled", 800, Lines(16, short=0.4, rendered=0.5), _ALL, Seen(6_144, (0.2, 0.6, 0.2)), decays=True),
)
