"""What the embedded model is trained on, phase after phase: letters, then columns of elements, then whole pages."""

from dataclasses import asdict, dataclass
from typing import Any

from moonpane_engine.train.data.edit_batches import Wishes
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
    wishes: Wishes | None = None  # with them, the other tasks take turns
    lr: float = 1e-3  # at its highest
    decays: bool = False  # the learning rate falls to a twentieth over this phase

    def to_dict(self) -> dict[str, Any]:
        """For the record."""
        tasks = {"lines": self.lines, "pages": self.pages, "seen": self.seen, "wishes": self.wishes}
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
_WRITTEN = Pages(2_048, ungrounded=0, drills=0.05, drill_size=16, shuffled=0.7, body=0.35, patch_limits=(128, 256))
_CROPS = Lines(16, short=0.4, rendered=0.5)
# What needs a GPU: a page is read from its picture alone. It goes on from RECIPE's end.
# Reading comes first here, too: some words anywhere on a canvas, then more of them, then those of pages, then code.
SIGHT = (
    Phase("texts anywhere", 240, _CROPS, _WRITTEN, Seen(4_096, (1, 0, 0), 0.5, 1, cells=18, read=0.9)),
    Phase("lines anywhere", 300, _CROPS, _WRITTEN, Seen(4_096, (0.8, 0.2, 0), 0.5, 3, cells=48, read=0.8)),
    Phase("texts of sections", 400, _CROPS, _WRITTEN, Seen(4_096, (0.4, 0.5, 0.1), 0.4, 6, rendered=0.05, read=0.6)),
    Phase("pages in sight", 460, _CROPS, _WRITTEN, Seen(4_096, (0.2, 0.5, 0.3), 0.3, 8, rendered=0.1, read=0.3)),
    Phase(
        "all settled",
        600,
        _CROPS,
        _WRITTEN,
        Seen(4_096, (0.1, 0.5, 0.4), 0.2, 8, rendered=0.12, read=0.15),
        decays=True,
    ),
)
_SETTLED = Seen(4_096, (0.1, 0.5, 0.4), 0.2, 8, rendered=0.12, read=0.15)
# Pages are changed as somebody wants. First one thing of a few, then any of a whole page; what was learned before is
# repeated in turns.
WISHES = (
    Phase("wishes about a few things", 300, _CROPS, _WRITTEN, _SETTLED, Wishes(largest=12, simple=0.8)),
    Phase("wishes about pages", 800, _CROPS, _WRITTEN, _SETTLED, Wishes(largest=60, simple=0.2)),
    Phase("wishes settled", 900, _CROPS, _WRITTEN, _SETTLED, Wishes(), decays=True),
)
# Wishes as people say and type them, among those that are said plainly.
FREELY = (
    Phase("wishes said freely", 700, _CROPS, _WRITTEN, _SETTLED, Wishes(free=0.65)),
    Phase("free wishes settled", 700, _CROPS, _WRITTEN, _SETTLED, Wishes(free=0.65), decays=True),
)
