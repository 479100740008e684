"""The comparison of the shown exchange: what the store knows, as a pair of pictures."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moonpane.store.model import Exchange, Phase, Score
from moonpane.store.studio import Changed, Store, What
from moonpane.ui.panes.compare.pair import Figures, Pair, Side
from moonpane.ui.panes.compare.score_parts import NAMES
from moonpane.ui.panes.compare.view import ComparisonView

QUIET = (What.TEXT, What.PAGE_GREW, What.DRAFT, What.ENGINE)  # changes that nothing here is made of


class ComparePane(QWidget):
    """Follows the shown exchange."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._seen: Exchange | None = None
        self.view = ComparisonView()
        self.bars, self.heat_button = self.view.bars, self.view.toolbar.heat
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        store.changed.connect(self.on_store_changed)
        self.refresh()

    @property
    def mockup(self) -> Side:
        pair = self.view.pair
        assert pair is not None
        return pair.left

    @property
    def page(self) -> Side:
        pair = self.view.pair
        assert pair is not None
        return pair.right

    def on_store_changed(self, changed: Changed) -> None:
        if changed.what not in QUIET:
            self.refresh()

    def refresh(self) -> None:
        exchange = self._store.shown
        self.view.show_pairs([self._pair(exchange)], keep_zoom=exchange is not None and exchange is self._seen)
        self._seen = exchange

    def _pair(self, exchange: Exchange | None) -> Pair:
        picture = exchange.pictures[0] if exchange and exchange.pictures else None
        size = QSize(picture.attachment.width, picture.attachment.height) if picture else QSize()
        left = self._side(self.tr("Mockup"), picture.shown if picture else None, size, self.tr("No picture yet"))
        rendered = exchange.rendered if exchange else None
        name = self.tr("Page")
        if exchange is not None and rendered is None and exchange.phase is Phase.RENDERING:
            name = self.tr("Page  ·  rendering …")
        empty = self.tr("The page appears here when it is finished")
        right = self._side(name, rendered, rendered.size() if rendered else QSize(), empty)
        score = exchange.score if exchange else None
        return Pair(left, right, figures_of(score) if score else None)

    def _side(self, name: str, image: QImage | None, size: QSize, empty: str) -> Side:
        caption = f"{name}  ·  {size.width()} × {size.height()}" if image is not None else name
        return Side(image, size, caption, empty)


def figures_of(score: Score) -> Figures:
    """What the store keeps of a score: named parts, and only those that were measured."""
    known = dict(score.parts)
    parts = tuple((key, known.get(name)) for key, name in NAMES.items())
    return Figures(score.overall, parts, score.tiles, score.tile_size, score.note)
